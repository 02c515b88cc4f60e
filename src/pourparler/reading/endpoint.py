"""A language model behind an OpenAI-compatible address: one question, one answer; kept, retried, counted."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pourparler.errors import PourparlerError

if TYPE_CHECKING:
    from ssl import SSLContext

    import httpx

TRIES = 4
"""How often a question is asked when the server is busy, does not answer, or answers with something else than asked for."""
LONGEST_WAIT = 60.0
"""Seconds between two tries, whatever the server asks for."""
LONGEST_ANSWER = 4_000_000
"""Bytes after which an answer that does not end is given up."""
_BUSY = frozenset({408, 409, 429, 500, 502, 503, 504, 529})


class EndpointError(PourparlerError):
    """The language model cannot be asked, or gives no usable answer."""


class CutOffError(EndpointError):
    """The model's answer was longer than it may be; asked for less at once, it may answer whole."""


class _AgainError(Exception):
    """Another try may help, after at least ``pause`` seconds."""

    def __init__(self, trouble: str, pause: float = 0.0) -> None:
        super().__init__(trouble)
        self.pause = pause


@dataclass(frozen=True, slots=True)
class Price:
    """What a million tokens cost, in the user's currency, as the user gave it."""

    asked: float
    answered: float


@dataclass
class Usage:
    """What was asked so far. Tokens are the server's own count."""

    questions: int = 0
    from_cache: int = 0
    asked: int = 0
    answered: int = 0

    def cost(self, price: Price) -> float:
        """In the currency of the price."""
        return (self.asked * price.asked + self.answered * price.answered) / 1e6


@dataclass
class Endpoint:
    """Where to ask: ``address`` up to and with ``/v1``, the model's name, a key where the server wants one.

    Answers are kept in the folder ``cache``, by everything that was asked: asking again costs nothing.
    """

    address: str
    model: str
    key: str | None = None
    cache: Path | None = None
    timeout: float = 120.0
    """Seconds."""
    wait: Callable[[float], None] = time.sleep
    usage: Usage = field(default_factory=Usage)

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.address)
            named = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
        except ValueError:  # brackets around what is no address, a port that is none
            named = False
        if not named:
            mend = "Give the address up to /v1, such as http://localhost:8080/v1"
            raise EndpointError("not the address of a language model", where=self.address, mend=mend)

    def ask(
        self,
        system: str,
        question: str,
        schema: Mapping[str, Any],
        check: Callable[[dict[str, Any]], None] | None = None,
    ) -> dict[str, Any]:
        """The answer as JSON that follows the schema (checked by the server, where it can; the caller checks what it uses).

        ``check`` raises ValueError where an answer is of no use as a whole: it is then asked for again, and not kept.

        Raises:
            CutOffError: the answer ended at the model's limit.
            EndpointError: after ``TRIES`` tries, or at once where trying again would not help.
        """
        body: dict[str, Any] = {
            "model": self.model,
            "temperature": 0,
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": question}],
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "answer", "strict": True, "schema": dict(schema)},
            },
        }
        kept = self._kept(body)
        if kept is not None and kept.exists():
            try:
                found = json.loads(kept.read_text(encoding="utf-8"))
                if isinstance(found, dict):
                    if check is not None:
                        check(found)
                    self.usage.from_cache += 1
                    return found
            except (OSError, ValueError):
                pass  # a damaged answer is asked for again
        answer = self._ask(body, check)
        if kept is not None:
            _write(kept, json.dumps(answer, ensure_ascii=False))
        return answer

    def _ask(self, body: dict[str, Any], check: Callable[[dict[str, Any]], None] | None) -> dict[str, Any]:
        body, trouble = dict(body), _AgainError("")
        for tries in range(TRIES):
            if tries:
                self.wait(min(max(trouble.pause, 2.0**tries), LONGEST_WAIT))
            try:
                return self._try(body, check)
            except _AgainError as error:
                trouble = error
        mend = "What was read before is kept; run the command again later"
        raise self._error(f"given up after {TRIES} tries: {trouble}", mend) from trouble

    def _try(self, body: dict[str, Any], check: Callable[[dict[str, Any]], None] | None) -> dict[str, Any]:
        """One question, one answer. Raises _AgainError where another try may help; takes out of the body what the server does not know."""
        import httpx  # only who asks a language model pays for this import

        try:
            response = self._post(body)
        except httpx.TimeoutException:
            raise _AgainError(f"no answer within {self.timeout:g} s") from None
        except httpx.HTTPError as error:
            raise _AgainError(str(error) or type(error).__name__) from error
        code = response.status_code
        if code in (401, 403):
            raise self._error(f"the server refuses the key ({code})", "Set POURPARLER_LLM_KEY")
        if code == 404:
            raise self._error(
                "the server knows no such address or model (404)", "Check the address and the model's name"
            )
        if code == 400 and body.pop("response_format", None):
            # Servers that know no schemas: the question itself says what the answer looks like.
            raise _AgainError(_said(response))
        if code in _BUSY:
            raise _AgainError(f"the server answered {code}", _seconds(response.headers.get("retry-after")))
        if code >= 400:
            raise self._error(f"the server answered {code}: {_said(response)}", None)
        try:
            answer = self._answer(response)
            if check is not None:
                check(answer)
            return answer
        except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
            raise _AgainError(f"the answer is not what was asked for ({type(error).__name__}: {error})") from error

    def _post(self, body: Mapping[str, Any]) -> httpx.Response:
        """The whole answer. Raises _AgainError where it goes on for longer than ``timeout`` or beyond ``LONGEST_ANSWER``."""
        import httpx

        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        url = self.address.rstrip("/") + "/chat/completions"
        begun, told = time.monotonic(), bytearray()
        wait, known = self.timeout, _certificates()
        with httpx.stream("POST", url, json=body, headers=headers, timeout=wait, verify=known) as response:
            for some in response.iter_bytes():
                told += some
                if len(told) > LONGEST_ANSWER:
                    raise _AgainError(f"the answer is longer than {LONGEST_ANSWER // 10**6} MB")
                if time.monotonic() - begun > self.timeout:
                    raise _AgainError(f"the answer had no end within {self.timeout:g} s")
        pause = {k: v for k, v in response.headers.items() if k.lower() == "retry-after"}
        return httpx.Response(response.status_code, headers=pause, content=bytes(told))

    def _answer(self, response: httpx.Response) -> dict[str, Any]:
        told = response.json()
        self.usage.questions += 1
        tokens = told.get("usage") or {}
        self.usage.asked += int(tokens.get("prompt_tokens") or 0)
        self.usage.answered += int(tokens.get("completion_tokens") or 0)
        choice = told["choices"][0]
        if choice.get("finish_reason") == "length":
            mend = "Use a model that may answer at greater length"
            raise CutOffError("the answer was cut off at the model's limit", where=self.address, mend=mend)
        words = choice["message"]["content"].strip()
        if words.startswith("```"):
            words = words.strip("`").removeprefix("json")
        answer = json.loads(words)
        if not isinstance(answer, dict):
            raise ValueError("no JSON object")
        return answer

    def _kept(self, body: Mapping[str, Any]) -> Path | None:
        if self.cache is None:
            return None
        asked = json.dumps([self.address, body], sort_keys=True, ensure_ascii=False)
        return self.cache / f"{hashlib.sha256(asked.encode('utf-8', 'surrogatepass')).hexdigest()}.json"

    def _error(self, what: str, mend: str | None) -> EndpointError:
        return EndpointError(what, where=self.address, mend=mend)


def _seconds(header: str | None) -> float:
    try:
        return max(0.0, float(header or 0))
    except ValueError:
        return 0.0  # a date: the usual wait will do


@cache
def _certificates() -> SSLContext:
    """Of whom this machine trusts; to read them for each question takes 25 ms."""
    import httpx

    return httpx.create_ssl_context()


def _said(response: httpx.Response) -> str:
    return " ".join(response.text[:200].split())


def _write(path: Path, text: str) -> None:
    """Aside, then renamed: a killed run leaves no half answer. A full disk costs the cache, not the reading."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass") as file:
                file.write(text)
            os.replace(aside, path)
        except BaseException:
            os.unlink(aside)
            raise
    except OSError:
        return
