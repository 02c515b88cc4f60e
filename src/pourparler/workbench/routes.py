"""Addresses, and the functions that answer them.

A function gets the request and what it asks for by the names of its parameters: what stands in the path of the address, and the rest of a
page in what follows its question mark, the rest of a form in the JSON that is sent. It answers with a response, or with plain data.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from inspect import iscoroutinefunction
from typing import Any, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pourparler.workbench.fields import Field, fields_asked, values

F = TypeVar("F", bound=Callable[..., Any])
PAGE, FORM = "GET", "POST"


class PlainResponse(JSONResponse):
    """Plain data as JSON: days as they are written, dataclasses as objects."""

    def render(self, content: Any) -> bytes:
        """In UTF-8."""
        told = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_plain)
        return told.encode()


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"{type(value).__name__} is no plain data")


class Answered(Route):
    """An address that a function answers. ``asked``: its fields after the question mark; ``form``: those of the JSON that is sent."""

    def __init__(self, path: str, function: Callable[..., Any], method: str, *, is_form: bool) -> None:
        super().__init__(path, self._answer, methods=[method])
        self.methods = {method}  # Starlette adds HEAD, by which a page would be worked out, or a draft made, for nobody
        fields = fields_asked(function)
        self._function = function
        self._placed = [f for f in fields if f.name in self.param_convertors]
        rest = [f for f in fields if f.name not in self.param_convertors]
        self.asked: list[Field] = [] if is_form else rest
        self.form: list[Field] = rest if is_form else []

    async def _answer(self, request: Request) -> Response:
        told = values(self._placed, request.path_params, written=True)
        told |= values(self.asked, request.query_params, written=True)
        if self.form:
            told |= values(self.form, await request.json() if await request.body() else {}, written=False)
        if iscoroutinefunction(self._function):
            return _response(await self._function(request, **told))
        return await run_in_threadpool(lambda: _response(self._function(request, **told)))


def _response(told: Any) -> Response:
    return told if isinstance(told, Response) else PlainResponse(told)


class Router:
    """The addresses of one part of the workbench."""

    def __init__(self) -> None:
        self.routes: list[Answered] = []

    def get(self, path: str) -> Callable[[F], F]:
        """The function answers whoever looks at the address."""
        return self._answers(path, PAGE, is_form=False)

    def post(self, path: str, *, is_form: bool = True) -> Callable[[F], F]:
        """The function does what a page sends there. Where it is no form, but a file, what is said of it stands in the address."""
        return self._answers(path, FORM, is_form=is_form)

    def _answers(self, path: str, method: str, *, is_form: bool) -> Callable[[F], F]:
        def answers(function: F) -> F:
            self.routes.append(Answered(path, function, method, is_form=is_form))
            return function

        return answers
