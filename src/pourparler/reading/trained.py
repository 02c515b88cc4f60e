"""The reader by the trained model that ships in the package."""

from __future__ import annotations

from pourparler.model import Document, Mode, Negotiation, Reading, Statement, quote
from pourparler.reading.antecedents import Antecedents
from pourparler.reading.attribution import find_attributions
from pourparler.reading.issues import IssueMatcher
from pourparler.reading.meanings import Meanings
from pourparler.reading.meetings import find_meetings
from pourparler.reading.model import Floats, Model, shipped
from pourparler.reading.names import add_names_in, dossier_names
from pourparler.reading.scoring import inside_marks, quotation_mode
from pourparler.reading.sentences import sentences
from pourparler.reading.speakers import resolve
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
        """See ``Reader.read``. Time grows in proportion to the text."""
        text = document.text
        encoded = self._model.encode(text)
        scores = self._model.scores(encoded)
        parts = sentences(text)
        turns = find_turns(text)
        found = turns or find_attributions(text, encoded, scores, self._model.transitions)
        names = dossier_names(negotiation)
        add_names_in(text, (quote(text, a.source) for a in found), names)
        speakers = resolve(document, found, names, Antecedents(text, encoded, scores, names), negotiation)
        contents = [a.content for a in found]
        issues = self._issues_of(negotiation).match(text, contents, Meanings(encoded, scores)) if negotiation else None
        marks = inside_marks(text)
        statements = []
        for attribution, speaker, match in zip(found, speakers, issues or [None] * len(found), strict=True):
            cue, content = quote(text, attribution.cue), quote(text, attribution.content)
            statements.append(
                Statement(
                    document=document.id,
                    source=attribution.source,
                    cue=attribution.cue,
                    content=attribution.content,
                    mode=Mode.DIRECT if turns else quotation_mode(attribution.content, text, marks),
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

    def _issues_of(self, negotiation: Negotiation) -> IssueMatcher:
        """Made once for all documents of a dossier."""
        if self._matcher is None or self._matcher[0] is not negotiation:
            self._matcher = negotiation, IssueMatcher(negotiation.issues, self._model.meaning)
        return self._matcher[1]
