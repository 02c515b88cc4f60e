"""The reader by the trained model that ships in the package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pourparler.model import (
    BlockKind,
    Document,
    Mode,
    Negotiation,
    Reading,
    Spans,
    Statement,
    merge_spans,
    quote,
    subtract_spans,
)
from pourparler.reading.attribution import Attribution
from pourparler.reading.block_borders import Borders
from pourparler.reading.blocks_alone import attributions_within
from pourparler.reading.conditions import condition_in
from pourparler.reading.coreference import Antecedents
from pourparler.reading.embeddings import Meanings
from pourparler.reading.encoding import Encoded
from pourparler.reading.genres import FIRST_PERSON, Spoken, author_in, meets, own_words, reads_on, spoken_in
from pourparler.reading.issue_matching import IssueMatcher, Match
from pourparler.reading.meetings import find_meetings
from pourparler.reading.model import Floats, Model, Scores, shipped
from pourparler.reading.names import Names, add_names_in, dossier_names
from pourparler.reading.nested_attribution import find_reported
from pourparler.reading.not_names import is_no_name
from pourparler.reading.quotation_marks import inside_marks, quotation_mode
from pourparler.reading.speakers import PRONOUNS, Speaker, resolve
from pourparler.reading.stances import is_hedged, stance_of
from pourparler.reading.titled_people import TitledPeople
from pourparler.structure.kinds import completed


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
        document = completed(document)
        text, blocks = document.text, document.blocks
        names = dossier_names(negotiation)
        borders = Borders(text, blocks)
        work = _Work(self._model, document, names, negotiation, self._issues_of(negotiation), borders)
        unique: dict[str, Statement] = {}
        for part in self._model.encode(text, blocks).parts():
            unique.update((s.id, s) for s in work.statements(part))
        statements = tuple(unique.values())
        meetings = find_meetings(document, borders.sentences, names, statements)
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
        borders: Borders,
    ) -> None:
        self.model, self.document, self.names, self.negotiation = model, document, names, negotiation
        self.matcher, self.borders = matcher, borders
        self.marks = inside_marks(document.text, borders.blocks)
        self.prose = _prose(document)
        self.spoken = spoken_in(document, borders, names)
        self.author = author_in(document, names)
        self.author_speaker: Speaker | None = None

    def _found(self, part: Encoded, scores: Sequence[Scores]) -> list[Spoken]:
        """What the form tells in a part of the document, and what the model finds in the rest, in order."""
        first, last = part.extent
        told = [s for s in self.spoken if first <= s.attribution.content[0][0] < last]
        if not reads_on(self.document):
            return told
        found = attributions_within(part, scores, self.model, self.borders)
        taken = sorted(span for s in told for span in s.attribution.content)
        rest = [Spoken(a, form=False) for a in found if not any(meets(span, taken) for span in (*a.cue, *a.content))]
        if self.author is not None:
            spans = [span for a in found for span in (*a.source, *a.cue, *a.content)]
            here = [s for s in self.borders.sentences if first <= s.start < last]
            told = [*told, *own_words(self.document, here, self.author, merge_spans([*spans, *taken]))]
        return sorted([*told, *rest], key=lambda s: s.attribution.content[0])

    def _authors(self, antecedents: Antecedents) -> Speaker | None:
        """Who the author is: as the text names him, completed by who published it."""
        if self.author is None or not self.author.source:
            return self.author.speaker if self.author else None
        named = Attribution(self.author.source, (), self.author.source)
        (found,) = resolve(self.document, [named], self.names, antecedents, self.negotiation)
        if found.name is not None and is_no_name(found.name):
            found = replace(found, name=None)
        return Speaker(found.name or self.author.speaker.name, found.party or self.author.speaker.party)

    def statements(self, part: Encoded) -> list[Statement]:
        """Of a part of the document, in order."""
        text = self.document.text
        scores = self.model.scores(part)
        all_found = self._found(part, scores)
        found = [s.attribution for s in all_found]
        reported = find_reported(text, part, found, self.model)
        inner = [r.attribution for r in reported]
        first, last = part.extent
        add_names_in(self.prose[first:last], (quote(text, a.source) for a in (*found, *inner)), self.names)
        antecedents, meanings = Antecedents(text, part, scores, self.names), Meanings(part, scores)
        if self.author is not None and self.author_speaker is None:
            add_names_in(quote(text, self.author.source), [quote(text, self.author.source)], self.names)
            self.author_speaker = self._authors(antecedents)
        titled = TitledPeople(self.prose[first:last], self.names)

        def told(those: Sequence[Attribution]) -> list[tuple[Speaker, Match | None]]:
            speakers = resolve(self.document, those, self.names, antecedents, self.negotiation)
            speakers = [self._checked(s, a, titled) for s, a in zip(speakers, those, strict=True)]
            issues = self.matcher.match(text, [a.content for a in those], meanings) if self.matcher else None
            return list(zip(speakers, issues or [None] * len(those), strict=True))

        within: dict[int, list[int]] = {}
        for k, r in enumerate(reported):
            within.setdefault(r.outer, []).append(k)
        about_inner = told(inner)
        result = []
        for k, (spoken, found_about) in enumerate(zip(all_found, told(found), strict=True)):
            attribution = spoken.attribution
            about = (self._own(spoken) or found_about[0], found_about[1])
            mine = [n for n in within.get(k, ()) if self._somebody_else(inner[n], about_inner[n][0], about[0])]
            taken = [span for n in mine for a in (inner[n],) for span in (*a.source, *a.cue, *a.content)]
            own = subtract_spans(attribution.content, taken)
            outer = self._statement(attribution, *about, own, turn=spoken.form and spoken.whole)
            result.append(outer)
            result += [self._statement(inner[n], *about_inner[n], inner[n].content, reported_by=outer.id) for n in mine]
        return result

    def _own(self, spoken: Spoken) -> Speaker | None:
        """Whom the form of the document makes the speaker; None where the words of the source have to tell."""
        if self.author_speaker is None or spoken.speaker is not None:
            return spoken.speaker
        words = quote(self.document.text, spoken.attribution.source).lower().removeprefix("the ")
        own = words in FIRST_PERSON or (len(words) > 3 and words in (self.document.source or "").lower())
        return self.author_speaker if own or (spoken.form and spoken.whole) else None

    def _checked(self, speaker: Speaker, attribution: Attribution, titled: TitledPeople) -> Speaker:
        """Without what is no name; a title alone means whom the text gives that title."""
        if speaker.name is not None and is_no_name(speaker.name):
            speaker = replace(speaker, name=None)
        if speaker.name is None and not speaker.anonymous:
            meant = titled.meant(quote(self.document.text, attribution.source))
            if meant is not None and speaker.party in (None, meant.party):
                return Speaker(meant.name, meant.party)
        return speaker

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


def _prose(document: Document) -> str:
    """The text with blanks in place of headings, bylines and what else is no sentence: capitals there name nobody."""
    kept = [" "] * len(document.text)
    for block in document.blocks:
        if block.kind.told or block.kind is BlockKind.SPEAKER:
            kept[block.start : block.end] = document.text[block.start : block.end]
    return "".join("\n" if c == "\n" else k for c, k in zip(document.text, kept, strict=True))
