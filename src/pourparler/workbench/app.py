"""The application: its pages, and what stands before them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles

from pourparler import wording
from pourparler.dossier import Dossier
from pourparler.shown import shown_in_template
from pourparler.wording.statements import said_by, stand_of
from pourparler.wording.tellings import perhaps_words, story_words, told_words
from pourparler.workbench.compiled_templates import CompiledTemplates
from pourparler.workbench.counting import counted_view
from pourparler.workbench.door import UPLOAD_LIMIT, Door
from pourparler.workbench.drafting_job import DraftingJob
from pourparler.workbench.errors import Errors
from pourparler.workbench.faults import Faults
from pourparler.workbench.parts import LoadedFirst, Parts
from pourparler.workbench.reading_job import ReadingJob
from pourparler.workbench.safety import Gate, form_token
from pourparler.workbench.session import SEEN, Session
from pourparler.workbench.upkeep import Upkeep
from pourparler.workbench.watching_job import WatchingJob

HERE = Path(__file__).parent
BRIEFING = HERE.parent / "briefing" / "templates"
"""A loader of packages would load all that a briefing needs."""
PAGES = (
    ("/start", "Start"),
    ("/", "Settlements"),
    ("/read", "Read"),
    ("/draft", "Draft"),
    ("/ask", "Ask"),
    ("/record", "Record"),
    ("/dossier", "Dossier"),
    ("/positions", "Positions"),
    ("/meetings", "Meetings"),
    ("/timeline", "Timeline"),
    ("/network", "Network"),
    ("/stability", "Would it hold?"),
    ("/briefing", "Briefing"),
)


def create_app(dossier: Dossier, token: str, *, allow_private: bool = False, first: bool = False) -> Starlette:
    """The workbench of one dossier; ``token`` lets a browser in. ``allow_private``: its pages may name addresses of private networks.
    ``first``: load only the pages that a user sees first; the others once one of them is asked for, or by ``app.state.parts.load``."""
    app = Starlette()
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    environment = _environment()
    session = Session(dossier)
    environment.filters["folded"] = lambda words: session.sheet().long_lists.folded(words)

    def page(name: str, request: Request, status: int = 200, **view: Any) -> Response:
        state, seen = session.state(), SEEN.get()
        if seen is not None:
            # What came while the page was made is not in it, and has it told that it is no longer up to date.
            state["version"] = min(int(state["version"]), seen)
        common = {
            "state": state,
            "pages": PAGES,
            "here": view.pop("here", request.url.path),
            "token": form_token(token),
            "folder": dossier.root.resolve().name,
            "negotiation_title": session.title(),
            **counted_view(request, session),
        }
        return HTMLResponse(environment.get_template(name).render(**common, **view), status)

    def fragment(name: str, **view: Any) -> str:
        """What stands in a page, by itself."""
        return environment.get_template(name).render(**view)

    def drawn(name: str, macro: str, *values: Any) -> str:
        """One macro of a template: what a page shows there."""
        return str(getattr(environment.get_template(name).module, macro)(*values))

    state = app.state
    state.session, state.page, state.fragment, state.part = session, page, fragment, drawn
    state.reading, state.drafting = ReadingJob(dossier), DraftingJob(dossier)
    state.watching = WatchingJob(dossier, state.reading.start, allow_private=allow_private)
    state.allow_private = allow_private
    state.ending = lambda: False
    state.templates = environment
    state.parts = Parts(app)
    if not first:
        state.parts.load()
    errors = Errors(session, page)
    for kind, handler in errors.handlers().items():
        app.add_exception_handler(kind, handler)
    # The last one added is the first to see a request.
    app.add_middleware(LoadedFirst, parts=state.parts)
    app.add_middleware(Upkeep, session=session, told=lambda **view: fragment("upkeep.html", **view))
    app.add_middleware(Door, refuse=errors.refused)
    app.add_middleware(Faults, told=errors.our_fault)
    app.add_middleware(Gate, token=token)
    return app


def _environment() -> Environment:
    """Where pages get their templates and filters from."""
    settings = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
    environment = Environment(
        loader=ChoiceLoader(
            [FileSystemLoader(HERE / "templates"), PrefixLoader({"briefing": FileSystemLoader(BRIEFING)})]
        ),
        undefined=StrictUndefined,
        finalize=shown_in_template,
        bytecode_cache=CompiledTemplates(str(settings)),
        autoescape=settings["autoescape"],
        trim_blocks=settings["trim_blocks"],
        lstrip_blocks=settings["lstrip_blocks"],
    )
    environment.policies["json.dumps_kwargs"] = {"sort_keys": False}  # options stay in the order of the dossier
    environment.globals["upload_limit"] = UPLOAD_LIMIT
    environment.filters["day"] = wording.day
    environment.filters["issue"] = wording.issue_name
    environment.filters["quoted"] = wording.quoted
    environment.filters["stand"] = stand_of
    environment.filters["said_by"] = said_by
    environment.filters["told"] = told_words
    environment.filters["story"] = story_words
    environment.filters["may_be_one"] = perhaps_words
    environment.filters["judge"] = wording.judge_words
    return environment
