"""Hostile archives, web archives, mailboxes and messages; also those that are merely odd, as programs write them."""

from __future__ import annotations

import gzip
import io
import re
import struct
import tarfile
from collections.abc import Iterator

from .hostile_texts import HostileDocument, from_bytes
from .samples import HTML, MESSAGE, TEXT, WORDS, mailbox, packed, page_record, records, tarred

PAGE = HTML.encode()
ADDRESS = "https://lorn.example/a.html"


def _warcs() -> Iterator[HostileDocument]:
    def warc(what: str, *told: bytes, says: str | None = None, holds: str | None = None) -> HostileDocument:
        return from_bytes(f"WARC: {what}", "a.warc", b"".join(told), says=says, holds=holds)

    def head(length: object, kind: str = "response", address: str = ADDRESS) -> bytes:
        return (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nContent-Length: {length}\r\n\r\n".encode()
        )

    one, gone, other = records()
    whole = one + gone + other
    yield warc("nothing", says="empty")
    yield warc("no record", b"hello\r\n" * 100, says="no record of a web archive")
    yield warc("cut in a page", whole[:-300], says="in the middle of a record", holds=WORDS)
    yield warc("cut in a head", one + other[:60], says="in the middle of a record", holds=WORDS)
    yield warc("a head that never ends", b"WARC/1.0\r\n" + b"x" * 2_000_000, says="record")
    yield warc("100,000 fields", b"WARC/1.0\r\n" + b"a: b\r\n" * 100_000 + b"\r\n" + one, holds=WORDS)
    yield warc("a length below 0", head(-5) + PAGE + b"\r\n\r\n" + one, holds=WORDS)
    yield warc("a length of 10^30", head(10**30) + PAGE + b"\r\n\r\n" + one, says="damaged|middle", holds=WORDS)
    yield warc("a length that is none", head("many") + PAGE + b"\r\n\r\n" + one, holds=WORDS)
    short = re.sub(rb"(Content-Length: )\d+", rb"\g<1>900", one)
    yield warc("a length too short", one, short, other, says="longer than it says", holds="go on")
    yield warc("no type, no address", b"WARC/1.0\r\nContent-Length: 2\r\n\r\nxx\r\n\r\n" + one, holds=WORDS)
    yield warc("no lines between records", one.rstrip() + other.rstrip(), holds=WORDS)
    yield warc("a version of the future", one.replace(b"WARC/1.0", b"WARC/9.9") + one, holds=WORDS)
    yield warc("rubbish between records", one, b"\0\xff" * 5_000 + b"\r\n\r\n", other, says="damaged", holds="go on")
    yield warc("an address of 1 MB", page_record("https://lorn.example/" + "a" * 100_000, PAGE), holds=WORDS)
    yield warc("an address that is none", page_record("https://[::1", PAGE), holds=WORDS)
    yield warc("an address of a script", page_record("javascript:alert(1)", PAGE))
    yield warc(
        "an unknown packing", page_record(ADDRESS, PAGE, headers="Content-Encoding: klingon\r\n"), says="klingon"
    )
    bomb = gzip.compress(b" " * 20_000_000 + PAGE)
    yield warc("20 MB in 20 KB", page_record(ADDRESS, bomb, headers="Content-Encoding: gzip\r\n"), says="limit is")
    yield warc("rubbish said to be packed", page_record(ADDRESS, PAGE, headers="Content-Encoding: gzip\r\n"))
    yield warc("chunks that lie", page_record(ADDRESS, b"fffffff\r\n" + PAGE, headers="Transfer-Encoding: chunked\r\n"))
    yield warc("5,000 pages that are gone", gone * 5_000 + one, holds=WORDS)
    yield warc(
        "a page over the limit", page_record(ADDRESS, PAGE + b" " * 6_000_000) + one, says="limit is", holds=WORDS
    )
    yield warc("a day that there is not", one.replace(b"2031-02-17T", b"2031-02-31T"), holds=WORDS)
    zipped = [gzip.compress(r, mtime=0) for r in records()]
    yield from_bytes("WARC: packed as one", "a.warc.gz", gzip.compress(whole, mtime=0), holds="go on")
    yield from_bytes("WARC: packed and cut", "a.warc.gz", b"".join(zipped)[:-50], says="in the middle", holds=WORDS)
    hurt = zipped[0] + zipped[1][:30] + b"\xff" * 9 + zipped[1][39:] + zipped[2]
    yield from_bytes("WARC: packed, one damaged", "a.warc.gz", hurt, says="damaged", holds="go on")
    yield from_bytes("WARC: packed, then zeros", "a.warc.gz", b"".join(zipped) + bytes(5_000), holds="go on")
    yield from_bytes("WARC: packed, no WARC", "a.warc.gz", gzip.compress(TEXT.encode()), says="no record|damaged")
    zeros = gzip.compress(bytes(60_000_000), 1)
    yield from_bytes("WARC: 60 MB of zeros in 60 KB", "a.warc.gz", zeros, says="no record")
    zeros = gzip.compress(page_record(ADDRESS, bytes(60_000_000)), 1)
    yield from_bytes("WARC: a page of 60 MB in 60 KB", "a.warc.gz", zeros, says="unpacks to more")
    yield from_bytes("WARC: only 30,000 beginnings", "a.warc.gz", b"\x1f\x8b\x08\0" * 30_000, says="no record|damaged")
    yield from_bytes("WACZ: no WARC in it", "a.wacz", packed({"pages/pages.jsonl": b"{}"}), says="no WARC")
    yield from_bytes("WACZ: one of two damaged", "a.wacz", packed({"archive/a.warc": b"x", "archive/b.warc": whole}), says="no record", holds="go on")  # fmt: skip
    yield from_bytes("WACZ: a WARC with its ending", "a.wacz", whole, says="no ZIP")


def _mails() -> Iterator[HostileDocument]:
    def mail(what: str, text: str | bytes, *, says: str | None = None, holds: str | None = None) -> HostileDocument:
        return from_bytes(f"message: {what}", "a.eml", text if isinstance(text, bytes) else text.encode(), says=says, holds=holds)  # fmt: skip

    top = "From: Ada <a@b.c>\nSubject: Talks\n"
    yield mail("no headers", WORDS, says="no headers")
    yield mail("only headers", top)
    yield mail("binary", b"From: a\nContent-Type: text/plain\n\n" + bytes(range(256)) * 20, says="binary")
    yield mail("a charset that there is not", f"{top}Content-Type: text/plain; charset=klingon\n\n{WORDS}", holds=WORDS)
    yield mail("a charset that does not fit", f"{top}Content-Type: text/plain; charset=ascii\n\nDétroit. {WORDS}", holds=WORDS)  # fmt: skip
    yield mail("a subject of 200 KB", f"From: a@b.c\nSubject: {'a ' * 100_000}\n\n{WORDS}", holds=WORDS)
    yield mail("words that are encoded wrongly", f"Subject: =?utf-8?b?!!!?= =?x?q?=ZZ?= =?utf-8?z?a?=\n\n{WORDS}", holds=WORDS)  # fmt: skip
    yield mail("a sender of brackets", f"From: {'<' * 5_000}{'(' * 5_000}\n\n{WORDS}", holds=WORDS)
    yield mail("a day that there is not", f"{top}Date: Mon, 99 Feb 99999 99:99:99 +9999\n\n{WORDS}", holds=WORDS)
    yield mail("100,000 headers", f"{'X: y' + chr(10)}" * 100_000 + f"\n{WORDS}", holds=WORDS)
    yield mail("base64 that is none", f"{top}Content-Transfer-Encoding: base64\n\n!!{WORDS}!!")
    yield mail("no end of its parts", MESSAGE[: MESSAGE.index("--b2--")], holds=WORDS)
    yield mail("a boundary that never comes", f"{top}Content-Type: multipart/mixed; boundary=x\n\n{WORDS}")
    yield mail("no boundary", f"{top}Content-Type: multipart/mixed\n\n{WORDS}")
    deep = "".join(f'Content-Type: multipart/mixed; boundary="b{k}"\n\n--b{k}\n' for k in range(400))
    yield mail("400 parts in one another", f"From: a\n{deep}\n{WORDS}")
    yield mail("3,000 parts in one another", "From: a\n" + deep * 8 + WORDS)
    yield mail("10,000 parts", f'{top}Content-Type: multipart/mixed; boundary="x"\n\n' + f"--x\n\n{WORDS}\n" * 10_000, holds=WORDS)  # fmt: skip
    within = "Content-Type: message/rfc822\n\n"
    yield mail("30 messages in one another", f"{top}{within}" * 30 + f"{top}\n{WORDS}")
    yield mail(
        "encrypted", f"{top}Content-Type: multipart/encrypted; boundary=x\n\n--x\n\na\n--x--\n", says="encrypted"
    )
    attached = 'Content-Disposition: attachment; filename="../../../etc/passwd\0.txt"'
    yield mail("a file's name that leads out", f'{top}Content-Type: multipart/mixed; boundary="x"\n\n--x\n{attached}\n\n{WORDS}\n--x--\n', holds=WORDS)  # fmt: skip
    yield mail("a file's name in pieces that lie", f"{top}Content-Type: text/plain; name*0*=klingon''%ff; name*9999999999*=a\n\n{WORDS}")  # fmt: skip
    yield mail("50,000 marks of quotation", f"{top}\n{'>' * 50_000} {WORDS}\n{WORDS}", holds=WORDS)
    yield mail("50,000 empty quotations", top + "\n" + ">\n\n" * 50_000 + WORDS, holds=WORDS)
    yield mail("5,000 who wrote", top + "\n" + "On Monday, Ada wrote:\n" * 5_000 + "> " + WORDS, holds=WORDS)
    yield mail(
        "20,000 headers of forwarded ones", top + "\n" + "From: Ada\nTo: Tomas\n\n" * 20_000 + WORDS, holds=WORDS
    )
    yield mail("a page of 2,000 quotations", f"{top}Content-Type: text/html\n\n{'<blockquote>' * 2_000}{WORDS}")  # fmt: skip
    yield mail("a page without words", f"{top}Content-Type: text/html\n\n<script>alert(1)</script>", says="no words")
    yield from_bytes("mailbox: none", "a.mbox", WORDS.encode(), says="does not begin")
    yield from_bytes("mailbox: one line of 1 MB", "a.mbox", mailbox(f"{top}\n{'a' * 1_000_000} {WORDS}"))
    yield from_bytes("mailbox: From here on", "a.mbox", mailbox(f"{top}\nFrom here on at 12:30\n{WORDS}\n>From now\n"), holds="\nFrom now")  # fmt: skip
    large = mailbox(f"{top}\n{'a b' * 3_000_000}", f"{top}\n{WORDS}")
    yield from_bytes("mailbox: one over the limit", "a.mbox", large, says="message 1: it has .* limit is", holds=WORDS)
    yield from_bytes("mailbox: only lines that separate", "a.mbox", b"From a Mon Feb 17 09:00:00 2031\n" * 5_000)
    yield from_bytes(
        "mailbox: ends of lines as in Windows", "a.mbox", mailbox(MESSAGE).replace(b"\n", b"\r\n"), holds=WORDS
    )
    yield from_bytes("mailbox: a ZIP", "a.mbox", packed({"a.txt": b"x"}), says="does not begin")


def _archives() -> Iterator[HostileDocument]:
    def archive(what: str, data: bytes, *, says: str | None = None, holds: str | None = None) -> HostileDocument:
        return from_bytes(f"ZIP: {what}", "a.zip", data, says=says, holds=holds)

    text = TEXT.encode()
    good = packed({"a.txt": text, "b.txt": text + b"b"})
    yield archive("nothing in it", packed({}), says="no file in it")
    yield archive("a text", text, says="no ZIP")
    yield archive("cut", good[:-30], says="no ZIP")
    yield archive("names that lead out", packed({"../../etc/a.txt": text, "/b.txt": text, "C:\\x\\c.txt": text, "..": b"x"}), holds=WORDS)  # fmt: skip
    yield archive("a name of 60,000 letters", packed({"a" * 60_000 + ".txt": text}), holds=WORDS)
    yield archive("a name of control characters", packed({"\x1b[2J\u202e.txt": text}), holds=WORDS)
    yield archive("30 MB of zeros", packed({"a.txt": bytes(30_000_000), "b.txt": text}), says="limit is", holds=WORDS)
    yield archive(
        "60 MB in 20 files", packed({f"{k}.txt": b" " * 3_000_000 for k in range(20)}), says="unpacks to more"
    )
    yield archive("20,000 files that are not read", packed({f"{k}.xyz": b"" for k in range(20_000)}))
    yield archive("damage in one", good[:60] + b"\xff" * 9 + good[69:], says="damaged", holds=WORDS)
    locked = bytearray(good)
    for place in (good.index(b"PK\3\4") + 6, good.index(b"PK\1\2") + 8):
        locked[place] |= 1
    yield archive("one is locked", bytes(locked), says="locked by a password", holds=WORDS)
    packing = bytearray(good)
    for place in (good.index(b"PK\3\4") + 8, good.index(b"PK\1\2") + 10):
        packing[place : place + 2] = struct.pack("<H", 99)
    yield archive("packed in an unknown way", bytes(packing), says="cannot be unpacked|locked", holds=WORDS)
    inner = good
    for _ in range(5):
        inner = packed({"a.zip": inner})
    yield archive("five in one another", inner)
    yield archive("tables, letters and mails", packed({"a.csv": b"text\n" + WORDS.encode(), "m.eml": MESSAGE.encode()}), holds=WORDS)  # fmt: skip
    for mode in ("w", "w:gz", "w:bz2", "w:xz"):
        whole = tarred({"a.txt": text, "b.txt": text * 20 + b"b"}, mode)
        yield from_bytes(f"tar {mode}: whole", "a.tar", whole, holds=WORDS)
        yield from_bytes(f"tar {mode}: cut", "a.tar", whole[: len(whole) // 2], says="cut off|no tar")
    whole = tarred({"a.txt": text, "b.txt": text + b"b"})
    at = whole.index(b"b.txt")
    hurt = whole[: at + 150] + b"\xff" * 9 + whole[at + 159 :]
    yield from_bytes("tar: a damaged header", "a.tar", hurt, says="cut off or damaged", holds=WORDS)
    yield from_bytes("tar: a text", "a.tar", text * 50, says="no tar")
    yield from_bytes("tar: a size of 8 EB", "a.tar", _tar_of_size(2**62), says="unpacks to more")
    yield from_bytes("tar: a size below 0", "a.tar", _tar_of_size(-512))
    yield from_bytes(
        "tar: 12 MB of zeros in 12 KB", "a.tgz", tarred({"a.txt": bytes(12_000_000)}, "w:gz"), says="limit is"
    )
    yield from_bytes("tar: 60 MB in 20 files", "a.tgz", tarred({f"{k}.txt": b" " * 3_000_000 for k in range(20)}, "w:gz"), says="unpacks to more")  # fmt: skip
    yield from_bytes("tar: links and a device", "a.tar", _links(), holds=WORDS)


def _tar_of_size(size: int) -> bytes:
    info = tarfile.TarInfo("a.txt")
    info.size = size
    return info.tobuf(tarfile.GNU_FORMAT) + TEXT.encode().ljust(1_024, b"\0") + bytes(1_024)


def _links() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in (("a.txt", tarfile.SYMTYPE), ("b.txt", tarfile.LNKTYPE), ("c.txt", tarfile.CHRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        info = tarfile.TarInfo("\udce9.txt")
        info.size = len(TEXT.encode())
        archive.addfile(info, io.BytesIO(TEXT.encode()))
    return out.getvalue()


GROUPS = (_warcs, _mails, _archives)
