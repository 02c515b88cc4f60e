"""Messages and mailboxes: words, senders, dates, attachments; what others wrote is not the sender's."""

import io
import tracemalloc
from datetime import date, datetime
from itertools import cycle, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.documents import Details, Limits, Options, gather, gather_data
from pourparler.documents.mail_text import mail_to_text
from pourparler.documents.mailbox import messages_of
from pourparler.documents.normalise import normalise
from pourparler.model import BlockKind

WORDS = "Ada Voss said on Monday that the strait would stay open to all ships that pay the due."
TOP = "From: Ada Voss <ada@lorn.example>\nSubject: The strait\nDate: Mon, 17 Feb 2031 23:30:00 -0800\nMessage-ID: <1@lorn.example>\n"


def message(body=WORDS, top=TOP, more=""):
    return f"{top}{more}\n{body}\n"


def parts(*bodies):
    told = "".join(f"--x\n{head}\n\n{body}\n" for head, body in bodies)
    return message(f"{told}--x--", more='Content-Type: multipart/mixed; boundary="x"\n')


def mailbox(*messages):
    return "".join(f"From ada@lorn.example Mon Feb 17 09:00:00 2031\n{m}\n" for m in messages).encode()


def one(text, name="a.eml", options=None):
    (found,) = gather_data(name, text if isinstance(text, bytes) else text.encode(), options or Options())
    assert found.document, found
    return found.document


def blocks(document, kind):
    return [document.text[b.start : b.end] for b in document.blocks if b.kind is kind]


def test_a_message_tells_when_it_was_sent():
    assert one(message()).published_at == datetime(2031, 2, 18, 7, 30)
    assert one(message(top=TOP.replace("-0800", "-0000"))).published_at is None
    assert one(message(), options=Options(Details(date=date(2030, 1, 1)))).published_at is None


def test_a_message_has_its_senders_name_subject_and_day():
    d = one(message())
    assert (d.title, d.date, d.source, d.url, d.text, d.format, d.path) == (
        "The strait",
        date(2031, 2, 17),
        "Ada Voss",
        "mid:1@lorn.example",
        WORDS,
        "mail",
        "a.eml",
    )
    archived = message(more="Archived-At: <https://lists.example/1>\n")
    assert one(archived).url == "https://lists.example/1"
    assert one(message(), options=Options(Details(source="Me", date=date(2030, 1, 1)))).source == "Me"


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("=?utf-8?q?D=C3=A9troit?= =?utf-8?b?b3V2ZXJ0?=", "Détroitouvert"),
        ("Détroit", "Détroit"),
        ("=?klingon?q?abc?=", "abc"),
        ("two\n lines", "two lines"),
    ],
)
def test_headers_are_decoded(header, told):
    assert one(f"From: a@b.c\nSubject: {header}\n\n{WORDS}").title == told


@pytest.mark.parametrize(
    ("sender", "told"),
    [
        ("=?UTF-8?B?TcO8bGxlciwgSGFucw==?= <a@b.c>", "Müller, Hans"),
        ("=?utf-8?q?Voss=2C_Ada_=28Port=29_=3Cx=3E?= <a@b.c>", "Voss, Ada (Port) <x>"),
        ('"Voss, Ada" <a@b.c>', "Voss, Ada"),
        ("Hans Müller <a@b.c>", "Hans Müller"),
        ("<a@b.c>", "a@b.c"),
    ],
)
def test_a_sender_goes_by_the_whole_name(sender, told):
    assert one(f"From: {sender}\nSubject: x\n\n{WORDS}").source == told


def test_a_message_without_subject_or_sender():
    assert one(f"From: a@b.c\n\n{WORDS}").title == "Message from a@b.c"
    assert one(f"To: a@b.c\n\n{WORDS}").title == "Message without a subject"


def test_plain_text_goes_before_html_and_html_is_better_than_nothing():
    html = (
        "Content-Type: text/html",
        f"<p>{WORDS} In HTML.</p><blockquote><p>Never.</p><ul><li>Not now.</li></ul></blockquote>",
    )
    assert one(parts(("Content-Type: text/plain", WORDS), html)).text == WORDS
    d = one(parts(html))
    assert d.text == f"{WORDS} In HTML.\n\nNever.\n\nNot now."
    assert blocks(d, BlockKind.QUOTATION) == ["Never.", "Not now."]


def test_charsets_that_are_wrong_or_unknown():
    latin = message(more="Content-Type: text/plain; charset=klingon\n").encode() + "Détroit".encode("latin-1")
    assert one(latin).text.endswith("Détroit")
    ascii_ = message("Détroit. " + WORDS, more="Content-Type: text/plain; charset=us-ascii\n")
    assert one(ascii_).text.startswith("Détroit")


REPLY = f"""{WORDS}

On Sunday, 16 February 2031,
Tomas Reer <reer@union.example> wrote:

> We reject any toll.
> Never.
>
>> Would you accept half?

Our answer stays.

--{" "}
Ada Voss
Minister
"""


def test_quoted_replies_and_signatures_are_not_the_senders_words():
    d = one(message(REPLY))
    assert blocks(d, BlockKind.QUOTATION) == ["We reject any toll.\nNever.", "Would you accept half?"]
    assert blocks(d, BlockKind.FURNITURE) == [
        "On Sunday, 16 February 2031,\nTomas Reer <reer@union.example> wrote:",
        "--\nAda Voss\nMinister",
    ]
    assert blocks(d, BlockKind.PARAGRAPH) == [WORDS, "Our answer stays."]


@pytest.mark.parametrize(
    "head",
    [
        "-----Original Message-----\nFrom: Tomas Reer\nSent: Monday\nTo: Ada Voss\nSubject: Toll\n",
        "---------- Forwarded message ---------\nFrom: Tomas Reer <a@b.c>\nDate: Mon, 17 Feb 2031\nSubject: Toll\nTo: <d@e.f>\n",
        "Begin forwarded message:\n\nFrom: Tomas Reer\nSubject: Toll\n",
        "From: Tomas Reer\nSent: Monday\nTo: Ada Voss\nSubject: Toll\n",
    ],
)
def test_a_forwarded_message_is_not_the_senders_words(head):
    d = one(message(f"{WORDS}\n\n{head}\nWe reject any toll.\n\nYours, Tomas"))
    assert blocks(d, BlockKind.PARAGRAPH) == [WORDS]
    assert blocks(d, BlockKind.QUOTATION) == ["We reject any toll.", "Yours, Tomas"]
    assert "".join(blocks(d, BlockKind.FURNITURE)).replace("\n", "") == normalise(head).replace("\n", "")


def test_a_line_that_only_begins_like_a_header_is_the_senders():
    d = one(message(f"From: the port\nTo: the strait, all is quiet.\n\n{WORDS}"))
    assert not blocks(d, BlockKind.QUOTATION)


LINES = st.sampled_from(
    ["> quoted", ">> twice", ">", "", "own words", "On Monday, Ada wrote:", "From: Ada", "To: Tomas", "Subject: x", "-- ", "Begin forwarded message:",
     "-----Original Message-----", "e\u0301 > x", " \t", "* From: x"]
)  # fmt: skip


@given(st.lists(LINES, max_size=14))
def test_the_text_is_normalised_and_its_stretches_stand_in_it_one_after_the_other(lines):
    text, known = mail_to_text("\n".join(lines))
    assert normalise(text) == text
    at = 0
    for k in known:
        assert at <= k.start < k.end <= len(text)
        at = k.end
    words = "".join(c for line in lines for c in normalise(line) if c.isalnum())
    assert "".join(c for c in text if c.isalnum()) == words


def test_attached_documents_come_with_the_messages_name_sender_and_day():
    body = ("Content-Type: text/plain", WORDS)
    note = (
        'Content-Type: text/plain\nContent-Disposition: attachment; filename="dir/note 1.txt"',
        "The port stays open.",
    )
    logo = ('Content-Type: image/png; name="logo.png"', "x")
    first, attached, dated, left_out = gather_data("a.eml", parts(body, note, logo).encode())
    d = attached.document
    assert (attached.name, d.title, d.source, d.date, d.date_guessed, d.url) == (
        "a.eml/note 1.txt",
        "note 1",
        "Ada Voss",
        date(2031, 2, 17),
        True,
        first.document.url,
    )
    assert "the day of the message was taken" in dated.notice
    assert left_out.notice == "left out: 1 × attachments of type image/png (first: a.eml/logo.png)"


def test_attached_messages_are_messages_of_their_own():
    inner = message("The port stays open.", top=TOP.replace("<1@", "<2@").replace("Ada Voss", "Tomas Reer"))
    data = parts(("Content-Type: text/plain", WORDS), ("Content-Type: message/rfc822", inner))
    first, second = gather_data("a.eml", data.encode())
    assert (first.document.source, second.document.source) == ("Ada Voss", "Tomas Reer")
    assert second.name == "a.eml/part 1"


def test_encrypted_and_empty_messages_are_told():
    (told,) = gather_data("a.eml", message(more="Content-Type: multipart/encrypted; boundary=x\n").encode())
    assert "the message is encrypted" in told.error.message
    (told,) = gather_data("a.eml", TOP.encode())
    assert "messages without a word" in told.notice
    (told,) = gather_data("a.eml", WORDS.encode())
    assert "no headers" in told.error.message


def test_a_mailbox_has_its_messages_and_the_same_one_once():
    other = message(f"From here on at 12:30, {WORDS}\n>From now on.", top=TOP.replace("<1@", "<2@"))
    first, second, left_out = gather_data("a.mbox", mailbox(message(), other, message()))
    assert (first.name, second.name) == ("a.mbox, message 1", "a.mbox, message 2")
    assert second.document.text == f"From here on at 12:30, {WORDS}\nFrom now on."
    assert left_out.notice == "left out: 1 × messages that came before (by their Message-ID) (first: a.mbox, message 3)"


def test_the_same_message_in_two_files_comes_once(tmp_path):
    (tmp_path / "a.eml").write_text(message())
    (tmp_path / "b.mbox").write_bytes(mailbox(message()))
    first, left_out = gather([str(tmp_path)])
    assert first.document
    assert "messages that came before" in left_out.notice


def test_a_mailbox_without_an_ending_is_known_by_its_first_lines(tmp_path):
    (tmp_path / "Inbox").write_bytes(mailbox(message()))
    (tmp_path / "Notes").write_text(WORDS)
    found, other = gather([str(tmp_path)])
    assert found.document.title == "The strait"
    assert other.skipped
    (found,) = gather([str(tmp_path / "Inbox")])
    assert found.document.title == "The strait"


def test_a_message_over_the_limit_costs_only_itself():
    large, found = gather_data("a.mbox", mailbox(message("a " * 100_000), message(top="From: a@b.c\n")), limits=Limits(size=100_000))  # fmt: skip
    assert large.error.message.startswith(
        "a.mbox, message 1: it has more than 0.1 MB; the limit is 0.1 MB (it begins at byte 0)"
    )
    assert found.document


class Endless(io.RawIOBase):
    """A mailbox of as many messages as are asked for, made while it is read."""

    def __init__(self, count):
        lines = mailbox(message(f"{'a b c ' * 50}\n" * 100)).splitlines(keepends=True)
        self._lines = islice(cycle(lines), count * len(lines))
        self.read_bytes = 0

    def readline(self, size=-1):
        line = next(self._lines, b"")
        self.read_bytes += len(line)
        return line


def test_a_mailbox_is_never_held_as_a_whole():
    """6 MB, of which the most that is held is two messages: it is the same with 10 GB."""
    file = Endless(200)
    tracemalloc.start()
    try:
        count = sum(item.form == "message" for item in messages_of("a.mbox", file, Limits(), lambda: None))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 200
    assert file.read_bytes > 6_000_000
    assert peak < 500_000


def test_one_line_without_an_end_is_not_held_either():
    file = io.BytesIO(b"From ada@lorn.example Mon Feb 17 09:00:00 2031\nFrom: a\n\n" + b"a" * 5_000_000)
    tracemalloc.start()
    try:
        (told,) = messages_of("a.mbox", file, Limits(size=100_000), lambda: None)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert "limit is 0.1 MB" in told.error.message
    assert peak < 1_000_000
