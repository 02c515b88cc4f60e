"""The reader by the trained model that ships in the package."""

from __future__ import annotations

from collections.abc import Sequence

from pourparler.model import Document, Mode, Negotiation, Reading, Spans, Statement, quote, subtract_spans
from pourparler.reading.attribution import Attribution, find_attributions
from pourparler.reading.conditions import condition_in
from pourparler.reading.coreference import Antecedents
from pourparler.reading.embeddings import Meanings
from pourparler.reading.encoding import Encoded
from pourparler.reading.issue_matching import IssueMatcher, Match
from pourparler.reading.meetings import find_meetings
from pourparler.reading.model import Floats, Model, shipped
from pourparler.reading.names import Names, add_names_in, dossier_names
from pourparler.reading.nested_attribution import find_reported
from pourparler.reading.quotation_marks import inside_marks, quotation_mode
from pourparler.reading.sentences import sentences
from pourparler.reading.speakers import PRONOUNS, Speaker, resolve
from pourparler.reading.stances import is_hedged, stance_of
from pourparler.reading.transcripts import find_turns


class ModelReader:
    """Finds attributions by the model, then speakers, stances, issues and meetings."""

    def __init__(self, model: Model | None = None) -> None:
        self._model = model or shipped()
        self._matcher: tuple[Negotiation, IssueMatcher] | None = None

    @property
    def name(self) -> str:
        """``model/`` and the version of its weights."""
        return self._model.name

    def meaning(self, phrase: str) -> Floats:
        """(384,) unit vector: the sentence embedding of a phrase."""
        return self._model.meaning(phrase)

    def read(self, document: Document, negotiation: Negotiation | None = None) -> Reading:
        """See ``Reader.read``. Time grows in proportion to the text; long texts are read part by part, so that memory stays small."""
        text = document.text
        names = dossier_names(negotiation)
        turns = find_turns(text)
        work = _Work(self._model, document, names, negotiation, self._issues_of(negotiation), inside_marks(text))
        unique: dict[str, Statement] = {}
        for part in self._model.encode(text).parts():
            first, last = part.extent
            within = [t for t in turns if first <= t.content[0][0] < last] if turns else None
            unique.update((s.id, s) for s in work.statements(part, within))
        statements = tuple(unique.values())
        meetings = find_meetings(document, sentences(text), names, statements)
        return Reading(document.id, self.name, statements, meetings)

    def _issues_of(self, negotiation: Negotiation | None) -> IssueMatcher | None:
        """Made once for all documents of a dossier."""
        if negotiation is None:
            return None
        if self._matcher is None or self._matcher[0] is not negotiation:
            self._matcher = negotiation, IssueMatcher(negotiation.issues, self._model.meaning)
        return self._matcher[1]


class _Work:
    """One document being read."""

    def __init__(
        self,
        model: Model,
        document: Document,
        names: Names,
        negotiation: Negotiation | None,
        matcher: IssueMatcher | None,
        marks: Sequence[bool],
    ) -> None:
        self.model, self.document, self.names, self.negotiation = model, document, names, negotiation
        self.matcher, self.marks = matcher, marks

    def statements(self, part: Encoded, turns: Sequence[Attribution] | None) -> list[Statement]:
        """Of a part of the document, in order; a transcript's ``turns`` are given, all else is found."""
        text = self.document.text
        scores = self.model.scores(part)
        found = list(turns) if turns is not None else find_attributions(text, part, scores, self.model.transitions)
        reported = find_reported(text, part, found, self.model)
        inner = [r.attribution for r in reported]
        first, last = part.extent
        add_names_in(text[first:last], (quote(text, a.source) for a in (*found, *inner)), self.names)
        antecedents, meanings = Antecedents(text, part, scores, self.names), Meanings(part, scores)

        def told(those: Sequence[Attribution]) -> list[tuple[Speaker, Match | None]]:
            speakers = resolve(self.document, those, self.names, antecedents, self.negotiation)
            issues = self.matcher.match(text, [a.content for a in those], meanings) if self.matcher else None
            return list(zip(speakers, issues or [None] * len(those), strict=True))

        within: dict[int, list[int]] = {}
        for k, r in enumerate(reported):
            within.setdefault(r.outer, []).append(k)
        about_inner = told(inner)
        result = []
        for k, (attribution, about) in enumerate(zip(found, told(found), strict=True)):
            mine = [n for n in within.get(k, ()) if self._somebody_else(inner[n], about_inner[n][0], about[0])]
            taken = [span for n in mine for a in (inner[n],) for span in (*a.source, *a.cue, *a.content)]
            own = subtract_spans(attribution.content, taken)
            outer = self._statement(attribution, *about, own, turn=turns is not None)
            result.append(outer)
            result += [self._statement(inner[n], *about_inner[n], inner[n].content, reported_by=outer.id) for n in mine]
        return result

    def _somebody_else(self, inner: Attribution, speaker: Speaker, outer: Speaker) -> bool:
        """Whether a reported statement is not the reporting speaker's own, or that of a body it speaks for.

        Of a "he" whom nobody knows that cannot be told.
        """
        if speaker.name is None:
            return quote(self.document.text, inner.source).lower() not in PRONOUNS
        known = self.names.forms.get(speaker.name.lower())
        own_body = known is not None and not known.person and speaker.party == outer.party is not None
        return speaker.name != outer.name and not own_body

    def _statement(
        self,
        attribution: Attribution,
        speaker: Speaker,
        match: Match | None,
        own: Spans,
        *,
        turn: bool = False,
        reported_by: str | None = None,
    ) -> Statement:
        """``own``: the content without what others are reported to have said in it; stance and condition come from that."""
        text = self.document.text
        cue, words = quote(text, attribution.cue), quote(text, own)
        return Statement(
            document=self.document.id,
            source=attribution.source,
            cue=attribution.cue,
            content=attribution.content,
            mode=Mode.DIRECT if turn else quotation_mode(attribution.content, text, self.marks),
            speaker=speaker.name,
            party=speaker.party,
            stance=stance_of(cue, words),
            issue=match.issue if match else None,
            option=match.option if match else None,
            confidence=match.confidence if match else None,
            hedged=is_hedged(cue, words),
            anonymous=speaker.anonymous,
            condition=condition_in(text, own),
            reported_by=reported_by,
        )
