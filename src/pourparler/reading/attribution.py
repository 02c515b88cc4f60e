"""Who says what, by rules: source, cue and content spans sentence by sentence.

Three shapes cover most of English reporting: SOURCE CUE CONTENT, CONTENT SOURCE CUE (or CUE SOURCE), and ACCORDING TO SOURCE.
A quotation that stands alone goes on with the speaker before it in the same paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pourparler.model import Spans, merge_spans
from pourparler.reading import cues, phrases
from pourparler.reading.sentences import Sentence, Token


@dataclass(frozen=True, slots=True)
class Attribution:
    """Spans of one attribution and the number of its sentence."""

    source: Spans
    cue: Spans
    content: Spans
    sentence: int


def find_attributions(text: str, sentences: Sequence[Sentence]) -> list[Attribution]:
    """All attributions in the order of the text; no two in one sentence share content."""
    found: list[Attribution] = []
    for number, sentence in enumerate(sentences):
        here = _according_to(text, sentence, number) or _by_cue(text, sentence, number)
        if not here and found and _goes_on(sentence, number, sentences, found[-1]):
            last = found[-1]
            content = (*last.content, (sentence.start, sentence.end))
            found[-1] = Attribution(last.source, last.cue, content, number)
        if here and found and here[0].content[0][0] < found[-1].content[-1][1] and len(found[-1].content) > 1:
            # The quotation that seemed to go on belongs to the cue that closes it.
            last = found[-1]
            found[-1] = Attribution(last.source, last.cue, last.content[:-1], last.sentence)
        found.extend(here)
    return found


def _goes_on(sentence: Sentence, number: int, sentences: Sequence[Sentence], last: Attribution) -> bool:
    """A sentence wholly inside quotation marks belongs to the attribution just before it in its paragraph."""
    if not sentence.quotations or any(t.is_word and not sentence.quoted(t.start) for t in sentence.tokens):
        return False
    return last.sentence == number - 1 and sentences[last.sentence].paragraph == sentence.paragraph


def _according_to(text: str, sentence: Sentence, number: int) -> list[Attribution]:
    tokens = sentence.tokens
    for k in range(len(tokens) - 2):
        if tokens[k].lower != "according" or tokens[k + 1].lower != "to" or sentence.quoted(tokens[k].start):
            continue
        stop = k + 2
        while stop < len(tokens) and tokens[stop].text not in ",;." and not tokens[stop].text.startswith(("“", '"')):
            stop += 1
        if stop == k + 2:
            return []
        source = (tokens[k + 2].start, tokens[stop - 1].end)
        before = phrases.trim(text, sentence.start, tokens[k].start)
        after = phrases.trim(text, source[1], sentence.end)
        content = [span for span in (before, after) if span and span[1] - span[0] > 12]
        if not content:
            return []
        # At the head of a sentence the content follows; later on it is what stood before.
        chosen = content if k == 0 or len(content) == 1 else content[:1]
        return [Attribution((source,), ((tokens[k].start, tokens[k + 1].end),), merge_spans(chosen), number)]
    return []


@dataclass(frozen=True, slots=True)
class _Cue:
    first: int
    last: int
    source: tuple[int, int] | None
    """Token range [first, last) of the source."""
    inverted: bool


def _by_cue(text: str, sentence: Sentence, number: int) -> list[Attribution]:
    tokens = sentence.tokens
    found: list[Attribution] = []
    floor = 0
    k = _closing_cue(tokens, sentence)
    while k < len(tokens):
        token = tokens[k]
        if k < floor or token.lower not in cues.CUES or sentence.quoted(token.start):
            k += 1
            continue
        cue = _cue_at(tokens, sentence, k, floor)
        attribution, floor_after = (
            _complete(text, sentence, number, cue, floor, found[-1] if found else None) if cue else (None, floor)
        )
        if attribution is None:
            k += 1
            continue
        found.append(attribution)
        floor = floor_after
        k = max(k + 1, floor)
    return found


def _closing_cue(tokens: Sequence[Token], sentence: Sentence) -> int:
    """The token to begin at: the cue of a closing ", SOURCE CUE." whose content is all that stands before it, else 0."""
    for k in range(len(tokens) - 1, max(0, len(tokens) - 9), -1):
        if tokens[k].lower not in cues.SAYING or sentence.quoted(tokens[k].start) or tokens[k].lower in cues.NOUNS_TOO:
            continue
        cue = _cue_at(tokens, sentence, k, 0)
        if cue is None or cue.source is None or cue.inverted or k + 1 - cue.source[0] > 9:
            continue
        before = tokens[cue.source[0] - 1].text if cue.source[0] > 6 else ""
        rest = [t for t in tokens[k + 1 :] if t.is_word]
        if before in (",", "”", '"') and (not rest or phrases.PLACE_OR_TIME.match(rest[0].text)) and len(rest) <= 5:
            return k
    return 0


def _cue_at(tokens: Sequence[Token], sentence: Sentence, k: int, floor: int) -> _Cue | None:
    first = k
    while first > floor and tokens[first - 1].lower in cues.AUXILIARIES:
        first -= 1
    before = tokens[first - 1] if first > floor else None
    if before is not None and (
        (tokens[k].lower.endswith("ing") and before.text in ",—–")
        or (before.lower == "and" and floor and tokens[k].lower in cues.SAYING and not tokens[k].lower.endswith("ing"))
    ):
        return _Cue(k, k, None, False)
    if tokens[k].lower.endswith("ing") and not (before and tokens[k - 1].lower in cues.AUXILIARIES):
        return None
    if before is not None and before.lower in cues.NOT_BEFORE_A_VERB:
        return None
    if tokens[k].lower in cues.NOUNS_TOO and not phrases.that_or_quotation(tokens[k + 1 : k + 4]):
        return None
    source = phrases.noun_phrase_before(tokens, sentence, first, floor)
    if source is not None:
        return _Cue(first, k, source, False)
    # CUE SOURCE: after a comma or a closing quotation mark, or at the head of the sentence.
    if before is None or before.text in ",—–" or sentence.quoted(before.start) or before.text in '"”':
        after = phrases.noun_phrase_after(tokens, sentence, k + 1)
        if after is not None and before is not None:
            return _Cue(first, k, after, True)
    return None


def _complete(
    text: str, sentence: Sentence, number: int, cue: _Cue, floor: int, earlier: Attribution | None
) -> tuple[Attribution | None, int]:
    """Find the content of a cue; returns the attribution and the first token not used by it."""
    tokens = sentence.tokens
    start = tokens[cue.first].start if not cue.inverted and cue.source is None else None
    source: Spans = ()
    if cue.source is not None:
        source = ((tokens[cue.source[0]].start, tokens[cue.source[1] - 1].end),)
    frame_first = min(cue.first, cue.source[0]) if cue.source else cue.first
    frame_last = max(cue.last + 1, cue.source[1]) if cue.source else cue.last + 1
    cue_span = ((tokens[cue.first].start, tokens[cue.last].end),)
    verb = tokens[cue.last].lower
    before = phrases.trim(text, tokens[floor].start, tokens[frame_first].start) if frame_first > floor else None
    opener = tokens[frame_first - 1].text if frame_first > floor else ""
    quoted_before = frame_first > floor and (opener in '"”' or sentence.quoted(tokens[frame_first - 1].start))
    rest = tokens[frame_last:]
    content_start = phrases.content_after(sentence, rest, verb)
    follows = content_start is not None and not cue.inverted
    precedes = before is not None and (quoted_before or (opener == "," and before[1] - before[0] > 15))
    if start is not None:  # ", adding that ..." or "and said ..."
        if content_start is None:
            return None, floor
        span = phrases.trim(text, content_start, sentence.end)
        inherited = earlier.source if earlier else phrases.subject(tokens[: cue.first], sentence)
        return (Attribution(inherited, cue_span, (span,), number), len(tokens)) if span else (None, floor)
    if precedes and (not follows or quoted_before or not phrases.strong(sentence, rest, verb)):
        pieces = [before] if before else []
        if before and quoted_before and (opened := sentence.quotation_at(before[0] + 1)) and opened[0] < before[0]:
            pieces = [(opened[0], before[1])]  # the quotation began sentences ago
        later = [q for q in sentence.quotations if q[0] >= tokens[frame_last - 1].end]
        if later and quoted_before:
            pieces.append((later[0][0], min(later[-1][1], sentence.end)))
        if verb in cues.WANTING - cues.SAYING - cues.THINKING and not quoted_before:
            return None, floor
        if not quoted_before and len(rest) > 12 and not later:
            return None, floor
        return Attribution(source, cue_span, merge_spans(pieces), number), len(tokens)
    if not follows or content_start is None:
        return None, floor
    stop, floor_after = phrases.end_of_content(tokens, frame_last, sentence)
    span = phrases.trim(text, content_start, stop)
    if span is None or span[1] - span[0] < 4:
        return None, floor
    return Attribution(source, cue_span, (span,), number), floor_after
