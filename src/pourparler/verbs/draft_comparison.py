"""evaluate draft: what the record proposes, beside a dossier that people made."""

from __future__ import annotations

from pathlib import Path

from pourparler.dossier import open_dossier
from pourparler.drafting import LanguageModelDrafter
from pourparler.drafting.comparison import Comparison, Place, compare_with_dossier
from pourparler.model import Negotiation
from pourparler.provenance.citations import Citations, citing
from pourparler.verbs.drafting import drafted
from pourparler.verbs.opening import load_negotiation


def evaluate_draft(
    path: Path | str, dossier: Path | str | None = None, by: LanguageModelDrafter | None = None
) -> Comparison:
    """The draft of a record beside the dossier there, or another one that people made of the same documents.

    ``by``: see ``draft``. Raises DossierError where a dossier is not valid.
    """
    negotiation = load_negotiation(dossier if dossier is not None else path)
    found, _ = drafted(path, by)
    with citing(open_dossier(Path(path))) as citations:
        places = {p.id: _places(p.id, negotiation, citations) for p in negotiation.positions}
    return compare_with_dossier(found, negotiation, places)


def _places(id: str, negotiation: Negotiation, citations: Citations) -> list[Place]:
    """The words that a position rests on, as far as the record has them."""
    cited = citations.cite_all(negotiation.position[id].evidence)
    return [(c.document.id, c.spans) for c in cited if c.document is not None]
