"""The reader by rules: small, fast, needs no model; the baseline that a trained reader has to beat."""

from __future__ import annotations

from pourparler.model import Document, Mode, Negotiation, Reading, Spans, Statement, quote
from pourparler.reading.attribution import find_attributions
from pourparler.reading.issues import IssueMatcher
from pourparler.reading.meetings import find_meetings
from pourparler.reading.names import add_names_in, dossier_names
from pourparler.reading.sentences import Sentence, sentence_at, sentences
from pourparler.reading.speakers import resolve
from pourparler.reading.stances import is_hedged, stance_of
from pourparler.reading.transcripts import find_turns


class RulesReader:
    """Finds attributions, speakers, stances, issues and meetings by patterns."""

    name = "rules/1"

    def read(self, document: Document, negotiation: Negotiation | None = None) -> Reading:
        """See ``Reader.read``. Time grows in proportion to the text."""
        text = document.text
        parts = sentences(text)
        names = dossier_names(negotiation)
        turns = find_turns(text)
        found = turns or find_attributions(text, parts)
        add_names_in(text, (quote(text, a.source) for a in found), names)
        speakers = resolve(document, parts, found, names)
        matcher = IssueMatcher(negotiation.issues) if negotiation else None
        statements = []
        for attribution, speaker in zip(found, speakers, strict=True):
            cue, content = quote(text, attribution.cue), quote(text, attribution.content)
            match = matcher.match(content) if matcher else None
            statements.append(
                Statement(
                    document=document.id,
                    source=attribution.source,
                    cue=attribution.cue,
                    content=attribution.content,
                    mode=Mode.DIRECT if turns else _mode(attribution.content, parts),
                    speaker=speaker.name,
                    party=speaker.party,
                    stance=stance_of(cue, content),
                    issue=match.issue if match else None,
                    option=match.option if match else None,
                    confidence=match.confidence if match else None,
                    hedged=is_hedged(cue, content),
                    anonymous=speaker.anonymous,
                )
            )
        unique = {s.id: s for s in statements}
        return Reading(document.id, self.name, tuple(unique.values()), find_meetings(document, parts, names))


def _mode(content: Spans, parts: list[Sentence]) -> Mode:
    """Direct where all words of the content stand in quotation marks, indirect where none do."""
    inside = total = 0
    first = sentence_at(parts, content[0][0]) or 0
    for k in range(first, len(parts)):
        sentence = parts[k]
        if sentence.start >= content[-1][1]:
            break
        for token in sentence.tokens:
            if token.is_word and any(start <= token.start < end for start, end in content):
                total += 1
                inside += sentence.quoted(token.start)
    if total and inside >= 0.95 * total:
        return Mode.DIRECT
    return Mode.MIXED if inside else Mode.INDIRECT
