"""The reader by the trained model that ships in the package."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from pourparler.model import (
    BlockKind,
    Document,
    Meaning,
    Negotiation,
    Reading,
    Statement,
    merge_spans,
    quote,
    subtract_spans,
)
from pourparler.reading.affiliations import body_beside
from pourparler.reading.ahead import Upcoming
from pourparler.reading.attribution import Attribution
from pourparler.reading.back_references import linked
from pourparler.reading.block_borders import Borders
from pourparler.reading.blocks_alone import attributions_within
from pourparler.reading.bodies import forms_of, learn_states
from pourparler.reading.bodies import learn as learn_names
from pourparler.reading.coreference import Antecedents
from pourparler.reading.embeddings import Meanings
from pourparler.reading.encoding import Encoded
from pourparler.reading.genres import (
    FIRST_PERSON,
    Spoken,
    author_in,
    learn_attendance,
    meets,
    own_words,
    reads_on,
    spoken_in,
    takes_positions,
)
from pourparler.reading.holders import Holders
from pourparler.reading.meetings import find_meetings
from pourparler.reading.model import Floats, Model, Scores, shipped
from pourparler.reading.names import Names, add_names_in, dossier_names
from pourparler.reading.neighbours import Neighbours
from pourparler.reading.nested_attribution import Reported, find_reported
from pourparler.reading.not_names import is_no_name
from pourparler.reading.positions_taken import only_names, positions_taken
from pourparler.reading.quotation_marks import inside_marks
from pourparler.reading.said import Held, Said, Sayings, Statements
from pourparler.reading.speakers import PRONOUNS, Speaker, resolve
from pourparler.reading.titled_people import TitledPeople
from pourparler.structure.kinds import completed


class ModelReader:
    """Finds attributions by the model, then speakers, stances and meetings."""

    def __init__(self, model: Model | None = None) -> None:
        self._model = model or shipped()
        self._begun: dict[int, _Begun] = {}
        """By the ``id`` of each document."""
        self._upcoming = Upcoming(self._model)

    def __reduce__(self) -> tuple[Callable[[], ModelReader], tuple[()]]:
        """Another process has a model of its own, and works on one window at a time: there is a process for each core."""
        if self._model is not shipped():
            raise TypeError("only a reader by the model in the package can be sent to other processes")
        return _elsewhere, ()

    @property
    def name(self) -> str:
        """``model/`` and the version of its weights."""
        return self._model.name

    def meaning(self, phrase: str) -> Floats:
        """(384,) unit vector: the sentence embedding of a phrase."""
        return self._model.meaning(phrase)

    def begin(self, document: Document) -> None:
        """Let the model work on a document, while this process goes on. It is read soon, after those that were begun before it."""
        if id(document) not in self._begun and self._model.at_once > 1:
            begun = self._begun[id(document)] = self._encoded(document)
            self._upcoming.add(begun.parts)

    def call_off(self) -> None:
        """Leave what was begun and is not read."""
        self._upcoming.call_off()
        self._begun.clear()

    def _encoded(self, document: Document) -> _Begun:
        whole = completed(document)
        encoded = self._model.encode(whole.text, whole.blocks)
        return _Begun(document, whole, encoded, encoded.parts())

    def read(self, document: Document, negotiation: Negotiation | None = None) -> Reading:
        """See ``Reader.read``. Time grows in proportion to the text; long texts are read part by part, so that memory stays small."""
        begun = self._begun.pop(id(document), None) or self._encoded(document)
        document, encoded = begun.whole, begun.encoded
        text, blocks = document.text, document.blocks
        names = forms_of(negotiation)
        borders = Borders(text, blocks)
        told = prose(document)
        learn_states(told, encoded, names)
        learn_attendance(document, names)
        work = _Work(self._model, document, told, names, borders)
        unique: dict[str, Statement] = {}
        for part in begun.parts:
            unique.update((s.id, s) for s in work.statements(part, self._upcoming.scores(part)))
        statements = tuple(unique.values())
        meetings = find_meetings(document, borders.sentences, _with_dossier(names, negotiation, text), statements)
        kept = {s.id: work.meanings[s.id] for s in statements}
        return Reading(document.id, self.name, statements, meetings, kept)

    def meanings(self, document: Document, statements: Iterable[Statement]) -> dict[str, Meaning]:
        """What statements of a document mean that were read before, or by another reader; in the time that the encoder takes for its text."""
        document = completed(document)
        placed = sorted(statements, key=lambda s: s.content[0])
        found: dict[str, Meaning] = {}
        for part in self._model.encode(document.text, document.blocks).parts():
            first, last = part.extent
            here = [s for s in placed if first <= s.content[0][0] < last]
            if here:
                meanings = Meanings(part, self._model.scores(part))
                found.update((s.id, meanings.of_statement(s)) for s in here)
        return found


@dataclass(frozen=True, slots=True)
class _Begun:
    """A document, that with its blocks, and its words, whole and in parts."""

    document: Document
    whole: Document
    encoded: Encoded
    parts: Sequence[Encoded]


def _elsewhere() -> ModelReader:
    return ModelReader(shipped(1))


def _with_dossier(names: Names, negotiation: Negotiation | None, text: str) -> Names:
    """The names that a text introduces, behind those of the dossier. A dossier whose parties a text never names cannot say who they are."""
    if negotiation is None:
        return names
    known = dossier_names(negotiation)
    known.proposes = next(iter(known.mentions(text)), None) is None
    for form, name in names.forms.items():
        party = name.party if known.proposes or name.party is None else known.party_of(name.party)
        known.learn(form, replace(name, party=party), capital=form in names.capital)
    return known


class _Work:
    """One document being read."""

    def __init__(
        self,
        model: Model,
        document: Document,
        prose: str,
        names: Names,
        borders: Borders,
    ) -> None:
        self.model, self.document, self.names, self.borders = model, document, names, borders
        self.marks = inside_marks(document.text, borders.blocks)
        self.prose = prose
        self.starts = sorted({*(s.start for s in borders.sentences), *(b.start for b in borders.blocks)})
        self.spoken = spoken_in(document, borders, names)
        self.author = author_in(document, names)
        self.author_speaker: Speaker | None = None
        self.meanings: dict[str, Meaning] = {}
        """By the id of each statement made so far."""

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
        (found,) = resolve(self.document, [named], self.names, antecedents)
        if found.name is not None and is_no_name(found.name):
            found = replace(found, name=None)
        beside = body_beside(self.document.text, *self.author.source[0], self.names.bodies())
        party = found.party or (beside.party if beside is not None else None)
        return Speaker(found.name or self.author.speaker.name, party or self.author.speaker.party)

    def statements(self, part: Encoded, scores: Sequence[Scores]) -> list[Statement]:
        """Of a part of the document, by what the model says of its words."""
        text = self.document.text
        found = self._found(part, scores)
        learn_names(self.prose, part, scores, self.names)
        found = Neighbours(self.borders, self.marks, self.names, found).returned(found)
        outer = [s.attribution for s in found]
        reported = find_reported(text, part, outer, self.model)
        inner = [r.attribution for r in reported]
        first, last = part.extent
        add_names_in(self.prose[first:last], (quote(text, a.source) for a in (*outer, *inner)), self.names)
        own = [
            (span, s.speaker.name)
            for s in self.spoken
            if s.speaker and s.speaker.name
            for span in s.attribution.content
        ]
        titled = TitledPeople(self.prose[first:last], self.names)
        alone = [(first + a, first + b, name) for a, b, name in titled.mentions()]
        antecedents = Antecedents(text, part, scores, self.names, own, alone)
        meanings = Meanings(part, scores)
        if self.author is not None and self.author_speaker is None:
            add_names_in(quote(text, self.author.source), [quote(text, self.author.source)], self.names)
            self.author_speaker = self._authors(antecedents)

        def speakers_of(those: Sequence[Attribution]) -> list[Speaker]:
            speakers = resolve(self.document, those, self.names, antecedents)
            return [self._checked(s, a, titled) for s, a in zip(speakers, those, strict=True)]

        speakers = [self._own(s) or told for s, told in zip(found, speakers_of(outer), strict=True)]
        said = self._said(found, speakers, reported, speakers_of(inner))
        held = self._held(part, scores, antecedents, said)
        made = Statements(self.document.id, text, self.marks).of(said, held)
        self.meanings.update((s.id, meanings.of_statement(s)) for s in made)
        return made

    def _said(
        self,
        found: Sequence[Spoken],
        speakers: Sequence[Speaker],
        reported: Sequence[Reported],
        inner: Sequence[Speaker],
    ) -> list[Said]:
        """What is said, each followed by what it reports of somebody else."""
        said: list[Said] = []
        for k, (spoken, speaker) in enumerate(zip(found, speakers, strict=True)):
            a = spoken.attribution
            mine = [
                (r.attribution, who)
                for r, who in zip(reported, inner, strict=True)
                if r.outer == k and self._somebody_else(r.attribution, who, speaker)
            ]
            taken = [span for other, _ in mine for span in (*other.source, *other.cue, *other.content)]
            number = len(said)
            said.append(Said(a, speaker, subtract_spans(a.content, taken), spoken.form and spoken.whole))
            said += [Said(other, who, other.content, within=number) for other, who in mine]
        return said

    def _held(
        self, part: Encoded, scores: Sequence[Scores], antecedents: Antecedents, said: Sequence[Said]
    ) -> list[Held]:
        """The positions of a part, with who holds them."""
        if not takes_positions(self.document):
            return []
        text = self.document.text
        first, last = part.extent
        starts = self.starts[bisect_left(self.starts, first) : bisect_left(self.starts, last)]
        beside = [(b.start, b.end) for b in self.borders.blocks if not b.kind.read and b.kind is not BlockKind.SPEAKER]
        sources = [span for s in self.spoken for span in s.attribution.source]
        heads = [(a, b) for a, b in sources if text.startswith(":", b)]
        holders = Holders(text, self.prose, part, antecedents, self.names, merge_spans([*beside, *heads]))
        sayings = Sayings(said)
        held = []
        told = [span for s in said for span in (*s.attribution.content, *s.attribution.cue)]
        for taken in positions_taken(text, part, scores, starts, told):
            if meets(taken.words, beside):
                continue
            number = sayings.of(taken.words)
            there = said[number] if number is not None else None
            if there is None:
                who, chance = holders.of(taken, self.author_speaker, own_words=self.author is not None)
            else:
                outer = said[there.within] if there.within is not None else None
                reporter = outer.attribution.source if outer is not None else ()
                own_act = any(taken.words[0] <= a and b <= taken.words[1] for a, b in there.attribution.cue)
                who, chance = holders.of(
                    taken,
                    there.speaker,
                    there.attribution.source,
                    reporter,
                    outer.speaker if outer is not None else None,
                    own_words=there.turn,
                    own_act=own_act,
                    quoted=there.attribution.content if all(self.marks[slice(*taken.words)]) else (),
                )
            if not only_names(text, part, taken, (span for holder in who for span in holder.words)):
                held.append(Held(taken, who, chance, number))
        return linked(held, text, self.document.blocks)

    def _own(self, spoken: Spoken) -> Speaker | None:
        """Whom the form of the document makes the speaker; None where the words of the source have to tell."""
        if spoken.speaker is not None:
            return self._with_party(spoken.speaker)
        if self.author_speaker is None:
            return None
        words = quote(self.document.text, spoken.attribution.source).lower().removeprefix("the ")
        own = words in FIRST_PERSON or (len(words) > 3 and words in (self.document.source or "").lower())
        return self.author_speaker if own or (spoken.form and spoken.whole) else None

    def _with_party(self, speaker: Speaker) -> Speaker:
        """A turn has its speaker before the text is read, which may tell for whom that one speaks: "With us is Ada Voss of the seamen's union"."""
        known = self.names.forms.get((speaker.name or "").lower())
        if speaker.party is None and known is not None and known.person and known.name == speaker.name:
            return replace(speaker, party=known.party)
        return speaker

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


def prose(document: Document) -> str:
    """The text with blanks in place of headings, bylines and what else is no sentence: capitals there name nobody."""
    text, kept, at = document.text, [], 0
    for block in document.blocks:
        if block.kind.told or block.kind is BlockKind.SPEAKER:
            kept += [_blank(text[at : block.start]), text[block.start : block.end]]
            at = block.end
    return "".join([*kept, _blank(text[at:])])


def _blank(words: str) -> str:
    """As many blanks, on as many lines."""
    return "\n".join(" " * len(line) for line in words.split("\n"))
