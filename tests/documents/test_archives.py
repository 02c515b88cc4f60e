"""ZIP and tar of documents: the files in them come in as those of a folder, and what does not is told."""

import io
import tarfile
import warnings
import zipfile
from datetime import date

import pytest

from pourparler.documents import Limits, NamePattern, Options, gather, gather_data
from pourparler.documents.forms import form_of

from .test_limits import many_pages

WORDS = "Ada Voss said on Monday that the strait would stay open to all ships that pay the due."


def zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            with warnings.catch_warnings(action="ignore"):  # two files of one name are meant
                archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tarred(files, mode="w"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in files:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def text(number):
    return f"{WORDS} {number}".encode()


def titles(found):
    return [g.document.title for g in found if g.document]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.zip", "zip"), ("a.tar", "tar"), ("a.TAR.GZ", "tar"), ("a.tgz", "tar"), ("a.tar.xz", "tar"), ("a.tar.bz2", "tar"),
        ("a.warc", "warc"), ("a.warc.gz", "warc"), ("a.wacz", "wacz"), ("a.eml", "message"), ("a.mbox", "mailbox"), ("a.gz", "text"), ("warc", "text"),
    ],
)  # fmt: skip
def test_the_ending_tells_a_container(name, form):
    assert form_of(name) == form


@pytest.mark.parametrize("mode", ["zip", "w", "w:gz", "w:bz2", "w:xz"])
def test_files_come_with_their_paths_dates_and_forms(mode):
    files = [
        ("2031-02-18 talks.txt", text(1)),
        ("news/table.csv", b"title,text\nOne," + text(2) + b"\nTwo," + text(3)),
        ("news/.hidden.txt", text(4)),
        ("news/~$talks.docx", b"who has talks.docx open"),
        ("__MACOSX/news/a.txt", text(5)),
        ("picture.jpg", b"\xff\xd8"),
        ("notes", b"x"),
    ]
    name = "a.zip" if mode == "zip" else "a.tar"
    *found, left_out = gather_data(name, zipped(files) if mode == "zip" else tarred(files, mode))
    assert [(g.name, g.document.title, g.document.date) for g in found] == [
        (f"{name}/2031-02-18 talks.txt", "2031 02 18 talks", date(2031, 2, 18)),
        (f"{name}/news/table.csv, row 2", "One", None),
        (f"{name}/news/table.csv, row 3", "Two", None),
    ]
    assert "1 × files of kinds that are not read, .jpg (first: " + name + "/picture.jpg)" in left_out.notice
    assert "1 × files without an ending" in left_out.notice


def test_a_name_pattern_holds_for_the_files_in_an_archive():
    options = Options(name_pattern=NamePattern("{date}_{source}"))
    (found,) = gather_data("a.zip", zipped([("20310218_lorn-post.txt", text(1))]), options)
    assert (found.document.date, found.document.source) == (date(2031, 2, 18), "lorn post")


def test_names_lead_nowhere_and_two_of_one_name_are_both_looked_at(tmp_path):
    archive = tmp_path / "a.zip"
    archive.write_bytes(
        zipped([("../../up.txt", text(1)), ("/etc/root.txt", text(2)), ("up.txt", text(3)), ("up.txt", text(4))])
    )
    found = list(gather([str(archive)]))
    assert [g.name.removeprefix(str(archive)) for g in found if g.document] == [
        "/up.txt", "/etc/root.txt", "/up.txt", "/up.txt",
    ]  # fmt: skip
    assert [g.notice for g in found if not g.document] == [
        "the archive holds another file of this name before it; both are looked at"
    ]
    assert [p.name for p in tmp_path.iterdir()] == ["a.zip"]


def test_names_that_are_not_said_to_be_utf_8():
    data = bytearray(zipped([("détroit.txt", text(1))]))
    for place in (data.index(b"PK\3\4") + 6, data.index(b"PK\1\2") + 8):
        data[place + 1] &= ~0x08  # bit 11: the name is in UTF-8
    (found,) = gather_data("a.zip", bytes(data))
    assert found.name == "a.zip/détroit.txt"
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("d\udce9troit.txt")
        info.size = len(text(1))
        archive.addfile(info, io.BytesIO(text(1)))
    (found,) = gather_data("a.tar", out.getvalue())
    assert (found.name, found.document.path) == ("a.tar/d\\xe9troit.txt",) * 2


def test_a_locked_a_damaged_and_a_large_file_cost_only_themselves():
    data = bytearray(zipped([("locked.txt", text(1)), ("damaged.txt", text(2) * 3), ("large.txt", bytes(3_000_000)), ("good.txt", text(4))]))  # fmt: skip
    for place in (data.index(b"PK\3\4") + 6, data.index(b"PK\1\2") + 8):
        data[place] |= 1
    place = data.index(b"damaged.txt") + 11
    data[place : place + 8] = b"\xff" * 8
    locked, damaged, large, good = gather_data("a.zip", bytes(data), limits=Limits(size=1_000_000))
    assert "a.zip/locked.txt: it is locked by a password" in locked.error.message
    assert damaged.error.message.startswith("a.zip/damaged.txt: the ZIP is damaged")
    assert "a.zip/large.txt: it has 3 MB; the limit is 1 MB" in large.error.message
    assert good.document.text == text(4).decode()


def test_what_an_archive_unpacks_to_has_a_limit_that_can_be_raised():
    files = [(f"{k}.txt", text(k) + b" " * 190_000) for k in range(15)]
    for name, data in (("a.zip", zipped(files)), ("a.tgz", tarred(files, "w:gz"))):
        *found, told = gather_data(name, data, limits=Limits(size=200_000))
        assert titles(found) == [str(k) for k in range(len(found))]
        assert 10 <= len(found) <= 11
        assert f"{name}: it unpacks to more than 2 MB" in told.error.message
        assert "--size-limit" in told.error.message
        assert len(titles(gather_data(name, data, limits=Limits(size=400_000)))) == 15


def test_archives_in_archives_are_opened_once():
    inner = zipped([("a.txt", text(1)), ("deep.zip", zipped([("b.txt", text(2))]))])
    found, left_out = gather_data("a.tar", tarred([("in.zip", inner)]))
    assert found.name == "a.tar/in.zip/a.txt"
    assert "1 × archives in archives in archives" in left_out.notice
    assert "a.tar/in.zip/deep.zip" in left_out.notice


def test_a_tar_that_is_cut_off_keeps_what_was_whole():
    whole = tarred([("a.txt", text(1)), ("b.txt", text(2) * 50)])
    found, told = gather_data("a.tar", whole[:3_000])
    assert found.document.text == text(1).decode()
    assert "cut off or damaged from byte" in told.error.message
    assert "nothing after “a.tar/a.txt” was looked at" in told.error.message


def test_links_and_devices_are_no_files():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("a.txt")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(info)
    (told,) = gather_data("a.tar", out.getvalue())
    assert "links, pipes and devices (first: a.tar/a.txt)" in told.notice


def test_an_archive_with_nothing_in_it_or_none_at_all():
    (empty,) = gather_data("a.zip", zipped([]))
    assert "there is no file in it" in empty.error.message
    (text_,) = gather_data("a.zip", text(1))
    assert "this is no ZIP" in text_.error.message
    (text_,) = gather_data("a.tar", text(1) * 20)
    assert "this is no tar" in text_.error.message


def test_a_document_that_takes_too_long_costs_no_other_of_its_archive():
    files = [("a.txt", text(1)), ("slow.pdf", many_pages(20_000)), ("b.txt", text(2))]
    first, slow, last = gather_data("a.zip", zipped(files), limits=Limits(seconds=1))
    assert "a.zip/slow.pdf: opening it took longer than 1 seconds" in slow.error.message
    assert titles([first, last]) == ["a", "b"]
