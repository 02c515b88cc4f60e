"""Lines of what is not changed stay as they were written, with the comments about them."""

import pytest
from ruamel.yaml.comments import CommentedMap

from pourparler.dossier.yaml_layout import Layout, plain
from pourparler.dossier.yaml_nodes import parse
from pourparler.errors import PourparlerError

TEXT = """\
# who talks
negotiation: "Talks"   # quoted

parties:   # sides
  # first of all
  South: {at_table:   false}   # comes first
  # second header
  North:
    at_table: true   # yes
    aliases: [a, b]  # al
    actors:
      - {name: X}
      # deeper

# the issues
issues: {}   # none
positions:
  # what N
  - {party: North,
     note: long}   # firm

  # other
  - party: South   # S
    note: n
# end
"""


def changed(change, text=TEXT):
    layout = Layout(text, "dossier.yaml")
    change(layout.tree)
    written = layout.written()[0]
    assert plain(parse(written, "again")) == plain(layout.tree)
    return written


def without(lines, *gone):
    return [line for k, line in enumerate(lines, 1) if k not in gone]


def test_nothing_changed_is_the_same_text():
    assert changed(lambda tree: None) == TEXT


def test_only_the_line_of_a_changed_value_changes():
    lines = changed(lambda tree: tree["parties"]["North"].update(at_table=False)).splitlines()
    assert [k for k, (a, b) in enumerate(zip(lines, TEXT.splitlines(), strict=True)) if a != b] == [8]
    assert lines[8].startswith("    at_table: false")
    assert lines[8].endswith("# yes")


def test_a_new_entry_stands_before_the_blank_line_and_what_introduces_the_next_section():
    lines = changed(lambda tree: tree["parties"].update(West=CommentedMap({"at_table": True}))).splitlines()
    assert lines[13:18] == ["  West:", "    at_table: true", "", "# the issues", "issues: {}   # none"]
    assert without(lines, 14, 15) == TEXT.splitlines()


def test_an_entry_goes_and_the_comments_above_and_below_stay():
    lines = changed(lambda tree: tree["parties"].pop("South")).splitlines()
    assert lines == without(TEXT.splitlines(), 6)
    lines = changed(lambda tree: tree["positions"].pop(1)).splitlines()
    assert lines == without(TEXT.splitlines(), 23, 24)


def test_a_key_in_the_middle_of_an_item_goes_and_its_hyphen_stays():
    lines = changed(lambda tree: tree["positions"][1].pop("party"), TEXT.replace("South   # S", "South")).splitlines()
    assert lines[-2:] == ["  - note: n", "# end"]


def test_entries_move_with_the_comments_above_them():
    def swap(tree):
        tree["parties"]["South"] = tree["parties"].pop("South")

    lines = changed(swap).splitlines()
    assert lines[4:13] == [
        "  # second header",
        "  North:",
        "    at_table: true   # yes",
        "    aliases: [a, b]  # al",
        "    actors:",
        "      - {name: X}",
        "      # deeper",
        "  # first of all",
        "  South: {at_table:   false}   # comes first",
    ]


def test_a_comment_that_would_be_lost_stops_the_edit():
    text = TEXT.replace("  - {party: North,\n", "  - {party: North,   # who\n")
    layout = Layout(text, "dossier.yaml")
    layout.tree["positions"][0]["note"] = "short"
    assert "# who" in layout.written()[0]
    layout.tree["positions"][0] = CommentedMap({"party": "North"})
    assert layout.written()[0].count("# firm") == 0  # another entry altogether: the old one is gone
    layout = Layout("a:\n  b: {c: 1,   # why\n      d: 2}\n", "dossier.yaml")
    del layout.tree["a"]["b"]["c"]
    with pytest.raises(PourparlerError, match="# why"):
        layout.written()[0]


@pytest.mark.parametrize(
    "text",
    [
        "a: &x {b: 1}\nc: *x\nd: 2\n",
        "base: &b\n  k: 1\nmore:\n  <<: *b\n  m: 2\nd: 2\n",
        "- - 1\n  - 2\n- k: v\n  l: w\n",
        "a: |\n  # no comment\n\n  text\n\n# a comment\nd: 2\n",
        "---\na: 1\nd: 2\n...\n",
        '"quoted: key": 1\nd: 2\n',
    ],
    ids=["anchors", "merged keys", "lists in lists", "block of text", "marks of documents", "quoted key"],
)
def test_other_forms_of_yaml_are_changed_too(text):
    def change(tree):
        if isinstance(tree, dict):
            tree["d"] = 3
        else:
            tree[1]["k"] = "x"

    assert "# a comment" not in text or "# a comment" in changed(change, text)
    changed(change, text)
