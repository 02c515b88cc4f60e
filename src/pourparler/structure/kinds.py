"""What kind of document a text is, recognised from its form; the reason is told with it.

A record of what was said is known by its turns, all else by its title, its salutation, its formulas, or by who "we" is. What shows no
form of its own is news.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pourparler.errors import PourparlerError
from pourparler.model import Block, BlockKind, Document, DocumentKind
from pourparler.structure.blocks import find_blocks
from pourparler.structure.turns import ASKING, HONORIFIC, Head, speaker_key, turn_heads
from pourparler.structure.units import has_any

TOP = 1_500
"""Code points of the beginning in which formulas are looked for."""
SAMPLE = 60_000
"""Code points that are counted over; a longer text shows its kind there."""

_K = DocumentKind
_TITLES: tuple[tuple[re.Pattern[str], DocumentKind], ...] = tuple(
    (re.compile(pattern, re.I), kind)
    for pattern, kind in (
        (r"\b(?:provisional )?summary record\b", _K.SUMMARY_RECORD),
        (r"\bverbatim (?:record|report)\b|\b[A-Z]/PV\.\d+", _K.VERBATIM_RECORD),
        (r"^(?:draft |approved )?minutes\b|\bminutes of (?:the|a)\b|^record of the \w+ (?:sitting|meeting|session)\b", _K.MINUTES),
        (r"\bread-?out\b", _K.READOUT),
        (r"^(?:open )?letter\b|^(?:a|an open) letter (?:to|from)\b", _K.LETTER),
        (r"\bjoint (?:communiqu[eé]|statement|declaration|press statement)\b|^(?:final )?communiqu[eé]\b", _K.COMMUNIQUE),
        (r"\b(?:testimony|statement of .{3,60} before the)\b", _K.TESTIMONY),
        (
            r"^(?:(?:opening|closing|press|official|written|brief) )?(?:statement|remarks|speech|address|words|declaration)\b|\bpress release\b|^talking points\b"
            r"|\b(?:statement|remarks|speech|address|words) (?:by|of|to)\b",
            _K.STATEMENT,
        ),
        (r"\b(?:agreement|treaty|accord|protocol|memorandum of understanding|convention) (?:between|among|on the)\b", _K.AGREEMENT),
    )
)  # fmt: skip
_OWN_STATEMENT = re.compile(
    r"(?P<who>(?:The )?[A-ZÀ-Þ][\w'’.\-]*(?: (?:of|the|for|and|[A-ZÀ-Þ][\w'’.\-]*)){0,6}?) (?:press |official |written |public )?(?:statement|press release)"
    r"(?=,? (?:on|about|regarding|concerning|after|following)\b|\s*(?:[:,–—]|$))",
    re.M,
)
_NOBODY = frozenset(
    "press opening closing ministerial draft full policy mission no joint final official written public political personal first second new annual emergency brief short key".split()
)
"""What a title may say of a statement before the word."""
_CALLED_TO_ORDER = re.compile(
    r"\bmeeting was called to order\b|\bspoke in (?:French|Spanish|Russian|Arabic|Chinese|English)\b", re.I
)
_HEARING = re.compile(r"\b(?:testimony|hearing|committee|statement of)\b", re.I)
_DEAR = re.compile(
    r"(?:Dear|Honou?red|Esteemed|Your Excellenc(?:y|ies)|Excellenc(?:y|ies)|To (?:the|Mr|Mrs|Ms) [^.\n]{2,60}[.:])\b",
    re.I,
)
_CLOSING = re.compile(
    r"^(?:Yours (?:sincerely|faithfully|truly)|Sincerely|Respectfully|Please accept|With (?:kind|best) regards)",
    re.I | re.M,
)
_PARTIES = re.compile(
    r"\b(?:(?:[Tt]he|[Ee]ach|[Ee]ither|[Nn]o|[Bb]oth|[Aa]ny) (?:Contracting |High Contracting |State )?(?:Part(?:y|ies)|Signatories))\b"
)
_SHALL = re.compile(r"\bshall\b")
_AGREED_AS_FOLLOWS = re.compile(
    r"\b(?:have|has) agreed (?:as follows|to the following|on the following)\b|\bhereby agree\b", re.I
)
_SIDES_AGREE = re.compile(
    r"\b(?:(?:the|both|all) (?:(?:two|three|four|five|six) )?(?:sides|parties|delegations|leaders|ministers|presidents|participants|governments)"
    r"|(?:the|both) (?:two|three|four|five|six) (?:sides|parties|\w+)) (?:have |also |further |then )*(?:agree|agreed|reaffirm|reaffirmed|decided|expressed|welcomed|undertake|resolved)\b"
    r"|\bit was agreed that\b",
    re.I,
)
_READOUT = re.compile(
    r"\bbelow is attributable to\b|\bread-?out\b"
    r"|^[^.\n]{3,160}? (?:spoke|met)(?: by (?:tele)?phone| on the phone)?,? (?:today|yesterday|on \w+day|this (?:morning|afternoon|evening)|earlier today)?,?(?: by (?:tele)?phone)? ?with\b",
    re.M,
)
_CALL = re.compile(r"\b(?:call|meeting|conversation|phone call|telephone call|talks) with\b", re.I)
_MINUTES = re.compile(
    r"^(?:Present|In attendance|Attendance|Members present|Apologies|Absent)(?=:)|^Apologies (?:were|for)\b|\bThe minutes of the (?:last|previous|\w+) (?:meeting|session) were\b",
    re.M,
)
_RECORDED = re.compile(
    r"^(?:\d{1,3}\.\s+)?(?:The (?:CHAIR\w*|PRESIDENT|Chair\w*)|(?:Mr|Mrs|Ms|Miss|Dr)\.? [A-ZÀ-Þ][\w'’\-]+(?: [A-ZÀ-Þ][\w'’\-]+)?) \([A-ZÀ-Þ][^()\n]{2,50}\)",
    re.M,
)
_CAPITALS = re.compile(
    r"(?<![A-ZÀ-Þ] )\b[A-ZÀ-Þ]{2}[A-ZÀ-Þ'’\-]{0,40}(?: (?:(?:and|of|the|for) ){0,3}[A-ZÀ-Þ'’\-]{2,40}){0,12}\b(?=,? (?:for|with|supported|opposed|said|and|[a-z]{3,}))"
)
_MINUTES_WORDS = ("present", "attendance", "apologies", "absent", "minutes of")
_READOUT_WORDS = ("attributable", "readout", "read-out", "spoke", "met")
_SIDES_WORDS = ("agree", "reaffirm", "decided", "expressed", "welcomed", "undertake", "resolved")
_SPEECH = re.compile(r"\b(?:speech|statement|remarks|address|words) (?:of|by|delivered by)\b[^.\n]{3,100}:\s*$", re.I)
_SIDE = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Uu]s|[Oo]urselves)\b")
_FIRST = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Uu]s|I|[Mm]y|[Oo]urselves)\b")
_THIRD_SAYS = re.compile(
    r"[”\"],? (?:said|says|he|she|they|[A-ZÀ-Þ]\w+ (?:[A-ZÀ-Þ]\w+ )?(?:said|says))\b|\b(?:said|told|told reporters|says|according to)\b"
)
_MARKS = re.compile(r"[“\"][^”\"\n]{0,2000}[”\"]")
_WHO_WRITES = re.compile(
    r"By [A-ZÀ-Þ][\w.'’\-]*(?: [\w.'’\-]+){0,4},? (?:the )?(?:\w+[ -]){0,3}?"
    r"(?:chair\w*|president|leader|head|director|minister|secretary|mayor|spokes\w+|ambassador|negotiator|member|chief|governor|senator|deputy|convenor|commissioner)\b"
    r"(?: general)?(?: of| for| at|,)",
    re.I,
)
"""A line above a text with the author's office in a body: "By Ada Voss, chair of the Harbour League". A newspaper's own writer has none."""
_OWN_VOICE = 2.0
""""We", "us" and "our" outside quotation marks, of 100 words, from which a side speaks for itself."""
_BULLETIN = 0.8
"""Names in capitals as subjects, of 100 words, from which it is a conference bulletin."""


def own_statement(title: str) -> re.Match[str] | None:
    """Where a title begins with whose statement it is (``who``): "Harbour League statement on the dues". A headline has a verb between: "Ministers issue statement"."""
    found = _OWN_STATEMENT.match(title)
    return found if found is not None and not {w.lower() for w in found["who"].split()} & _NOBODY else None


def kind_named(written: str) -> DocumentKind:
    """The kind of document that was written, accents and hyphens aside. Raises PourparlerError."""

    def plain(words: str) -> str:
        return words.lower().replace("é", "e").replace("-", " ").replace("_", " ").strip()

    found = [k for k in DocumentKind if plain(written) in (plain(k.value), plain(k.name))]
    if not found:
        what = f"there is no kind of document {written!r}"
        raise PourparlerError(what, mend=f"Choose from: {', '.join(DocumentKind)}")
    return found[0]


def recognise(text: str, title: str, blocks: Sequence[Block]) -> tuple[DocumentKind, str]:
    """The kind, and by what it was recognised. Looks at the first ``SAMPLE`` code points only."""
    sample = [b for b in blocks if b.end <= SAMPLE] or list(blocks[:1])
    heads, why = turn_heads(text[:SAMPLE], sample)
    told = "\n".join(text[b.start : min(b.end, SAMPLE)] for b in sample if b.kind.told)
    named = _by_title(text, title, blocks)
    if why:
        return _of_turns(text, told, heads, why, named)
    for find in (_bulletin, _formulas):
        if (found := find(text, told, named)) is not None:
            return found
    if named is not None:
        return named
    return _by_voice(told, any(_WHO_WRITES.match(text, b.start, b.end) for b in sample[:4] if not b.kind.told))


def _by_title(text: str, title: str, blocks: Sequence[Block]) -> tuple[DocumentKind, str] | None:
    above = [
        text[b.start : min(b.end, b.start + 300)] for b in blocks[:2] if b.kind in (BlockKind.TITLE, BlockKind.HEADING)
    ]
    for words in (*above, title):
        for pattern, kind in _TITLES:
            if found := pattern.search(words):
                return kind, f"the title says “{found[0]}”"
        if found := own_statement(words):
            return _K.STATEMENT, f"the title says “{found[0]}”"
    return None


def _of_turns(
    text: str, told: str, heads: Sequence[Head], why: str, named: tuple[DocumentKind, str] | None
) -> tuple[DocumentKind, str]:
    if any(h.full_stop for h in heads) and (_HEARING.search(text[:TOP]) or (named and named[0] is _K.TESTIMONY)):
        return _K.TESTIMONY, why
    asked = sum(speaker_key(text, h) in ASKING or h.part == "asks" for h in heads)
    formal = sum(bool(h.asides) and (HONORIFIC.match(text, *h.name) is not None) for h in heads)
    if _CALLED_TO_ORDER.search(text[:TOP]) or (named and named[0] in (_K.VERBATIM_RECORD, _K.SUMMARY_RECORD)):
        return _K.VERBATIM_RECORD, why
    questions = told.count("?")
    if formal >= 2 and not asked and questions * 4 < len(heads):
        return _K.VERBATIM_RECORD, why
    return _K.TRANSCRIPT, why


def _bulletin(text: str, told: str, named: tuple[DocumentKind, str] | None) -> tuple[DocumentKind, str] | None:
    words = len(told.split())
    found = [m[0] for m in _CAPITALS.finditer(told) if len(m[0]) > 3 or m[0] in ("EU", "US", "UK")]
    if len({m for m in found if len(m) > 4}) >= 3 and len(found) * 100 >= _BULLETIN * words and not told.isupper():
        if named is not None and named[0] in (_K.MINUTES, _K.SUMMARY_RECORD):
            return named
        return _K.BULLETIN, f"delegations in capitals ({len(found)}, as {found[0]})"
    return None


def _formulas(text: str, told: str, named: tuple[DocumentKind, str] | None) -> tuple[DocumentKind, str] | None:
    top = told[:TOP]
    words = max(1, len(told.split()))
    lower = told.lower()
    if found := _DEAR.match(top):
        return _K.LETTER, f"it begins “{found[0]}”"
    bound = len(_SHALL.findall(told)) if "shall" in told and _PARTIES.search(told) else 0
    if bound and _AGREED_AS_FOLLOWS.search(told):
        return _K.AGREEMENT, "the parties “have agreed as follows”"
    if bound >= 2 and bound * 100 >= words:
        return _K.AGREEMENT, "“The Parties shall …”"
    if len(_RECORDED.findall(told)) >= 2:
        return _K.SUMMARY_RECORD, "paragraphs begin with a delegate and a country in brackets"
    if named is not None:
        return None
    if has_any(lower, _MINUTES_WORDS) and (found := _MINUTES.search(top)):
        return _K.MINUTES, f"“{found[0]}”"
    found = _READOUT.search(text[:TOP]) if has_any(text[:TOP].lower(), _READOUT_WORDS) else None
    if found and (_CALL.search(text[:200]) or "attributable" in found[0]):
        return _K.READOUT, f"“{' '.join(found[0].split())[-60:]}”"
    if _CLOSING.search(told[-600:]) and _FIRST.search(told):
        return _K.LETTER, "it closes like a letter"
    sides = _SIDES_AGREE.findall(told) if has_any(lower, _SIDES_WORDS) else []
    if len(sides) >= 2 and len(sides) * 100 >= words and not _THIRD_SAYS.search(told):
        return _K.COMMUNIQUE, "the sides agree in its own words"
    line = top.split("\n", 1)[0]
    if line.rstrip().endswith(":") and (found := _SPEECH.search(line)):
        return _K.STATEMENT, f"“{found[0].strip()}”"
    return None


def _by_voice(told: str, signed: bool) -> tuple[DocumentKind, str]:
    """Somebody's own words, where "we" stands outside quotation marks and nobody is quoted; or where a line above says for whom the author acts (``signed``)."""
    own = _MARKS.sub(" ", told)
    words = len(own.split())
    first = len(_SIDE.findall(own))
    own_voice = words >= 8 and first * 100 >= _OWN_VOICE * words and first >= 2
    if own_voice and signed:
        return _K.STATEMENT, f"“we” speaks ({first} times), and the line above says who writes"
    if own_voice and not _THIRD_SAYS.search(told):
        return _K.STATEMENT, f"“we” speaks, and nobody is quoted ({first} times)"
    return _K.NEWS, "no other form was recognised"


def completed(document: Document) -> Document:
    """The document with its blocks and its kind; what is known of them already stays."""
    if not document.blocks:
        document = replace(document, blocks=find_blocks(document.text))
    return document if document.kind is not None else recognised_again(document)


def recognised_again(document: Document) -> Document:
    """The document with the kind that its form shows, whatever it was said to be."""
    kind, reason = recognise(document.text, document.title, document.blocks)
    return replace(document, kind=kind, kind_reason=reason)
