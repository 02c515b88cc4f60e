"""YAML that people wrote, read within limits: whatever the text, it ends in a tree or in a fault with its line, and soon.

An alias counts as often as what it stands for, so that a few lines cannot stand for millions of entries. What nobody needs in a dossier and
what makes a tree that cannot be walked or written again is refused: tags, keys that are no plain words, an anchor twice or within itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO
from math import isfinite
from typing import Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer
from ruamel.yaml.constructor import RoundTripConstructor, SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, ScalarEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from pourparler.errors import PourparlerError


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one text may hold. ``depth``: lists and mappings within one another; ``nodes``: keys, values, lists and mappings, an alias
    counted as what it stands for; ``digits``: characters of one number."""

    characters: int
    nodes: int
    depth: int = 50
    digits: int = 40


DOSSIER = Limits(characters=2_000_000, nodes=250_000)
"""Some 20,000 positions; read in about 15 s."""
DETAILS = Limits(characters=50_000, nodes=1_000, depth=8)
"""The lines above a document, or one settlement."""
DOMAIN = Limits(characters=20_000_000, nodes=2_000_000)
"""Another program's tables of numbers."""

_NOT_YAML = "\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
"""The characters that are none of YAML 1.2.2, production [1], as ranges of a regular expression: those that are one would take Python ten
times as long to understand."""
NOT_KEPT = f"{_NOT_YAML}\x85"
"""Those that YAML does not write and read back as they were; U+0085 comes back as a blank."""
_NOT_IN_TEXT = re.compile(f"[{_NOT_YAML}]")
_NOT_IN_VALUE = re.compile("[\0\ud800-\udfff]")
"""What escapes such as "\\ud800" could bring in, and no file or database takes."""
_NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
_TIME = "tag:yaml.org,2002:timestamp"
_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"\0\0\xfe\xff": "UTF-32"}
_UTF_8 = "Save the file as UTF-8, then try again"


class YAMLFault(PourparlerError):
    """A text is no YAML, or more than the limits allow; ``line`` from 1."""

    def __init__(self, line: int, what: str, mend: str | None = None) -> None:
        self.line = line
        super().__init__(what, where=f"line {line}", mend=mend)


class YAMLSyntaxFault(YAMLFault):
    """A text is no YAML; it may be some other text."""


def text_of(data: bytes) -> str:
    """The text of a file; a mark of UTF-8 at its beginning is dropped. Raises YAMLFault where it is no UTF-8."""
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            raise YAMLFault(1, f"the file is {name}, not UTF-8", _UTF_8)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise YAMLFault(line, f"the byte {data[error.start]:#04x} is not UTF-8", _UTF_8) from error


def round_trip() -> YAML:
    """The reader and writer of dossier.yaml: comments, order and quotes are kept. To read, call ``tree``."""
    y = YAML(typ="rt")
    y.preserve_quotes = True
    y.width = 120
    y.indent(mapping=2, sequence=4, offset=2)
    return y


def tree(text: str, limits: Limits = DOSSIER) -> Any:
    """The tree of a text, with its lines and comments, as ruamel.yaml's CommentedMap, CommentedSeq and scalars. Raises YAMLFault."""
    y = round_trip()
    y.Constructor = _RoundTripConstructor
    return _loaded(y, text, limits)


def without_controls(text: str) -> str:
    """A text without the characters that YAML does not take (control characters, mostly dirt of a conversion)."""
    return _NOT_IN_TEXT.sub("", text)


def plain(text: str, limits: Limits) -> Any:
    """As ``tree``, in dicts and lists, numbers, dates, and strings. Raises YAMLFault."""
    y = YAML(typ="safe", pure=True)
    y.Constructor = _PlainConstructor
    return _loaded(y, text, limits)


def exact(text: str, limits: Limits) -> Any:
    """As ``plain``, but numbers with a point are the decimals that are written. Raises YAMLFault."""
    y = YAML(typ="safe", pure=True)
    y.Constructor = _ExactConstructor
    return _loaded(y, text, limits)


def _loaded(y: YAML, text: str, limits: Limits) -> Any:
    if len(text) > limits.characters:
        mend = "Split it, or leave out what is not needed"
        raise YAMLFault(1, f"{len(text):,} characters are too many: at most {limits.characters:,} can be read", mend)
    if found := _NOT_IN_TEXT.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise YAMLSyntaxFault(
            line, f"not valid YAML: the character U+{ord(found[0]):04X} cannot stand in it", "Take it out"
        )

    def composer(loader: Any = None) -> _Composer:
        return _Composer(loader, limits)

    y.Composer = composer  # type: ignore[assignment]
    try:
        return y.load(StringIO(text))
    except MarkedYAMLError as error:
        raise _syntax_fault(error) from error
    except YAMLError as error:
        raise YAMLSyntaxFault(1, f"not valid YAML: {error}") from error


def _syntax_fault(error: MarkedYAMLError) -> YAMLSyntaxFault:
    mark = error.problem_mark or error.context_mark
    what = " ".join(str(part) for part in (error.context, error.problem) if part)
    mend = "Check indentation, colons and quotes on this line and the one before"
    if error.context_mark and "quoted scalar" in str(error.context):
        mark = error.context_mark  # the quotation mark that nothing closes, not the end of the text where that shows
        what, mend = "the quotation mark that opens here is never closed", "Close it, or take it out"
    elif "'\\t'" in str(error.problem):
        what, mend = "a tab stands where only spaces may", "Put spaces in its place"
    return YAMLSyntaxFault(mark.line + 1 if mark else 1, f"not valid YAML: {what}", mend)


class _Composer(Composer):
    """Makes nodes of a text, and counts them."""

    def __init__(self, loader: Any, limits: Limits) -> None:
        super().__init__(loader)
        self.limits = limits
        self.within = 0
        self.nodes = 0
        self.sizes: dict[str, int] = {}
        """Of what is anchored, all of it read."""
        self.open: set[str] = set()
        """Anchors on what is being read."""

    def get_single_node(self) -> Any:
        try:
            return super().get_single_node()
        except (YAMLError, YAMLFault):
            raise
        except Exception as error:  # ruamel.yaml answers some texts that are no YAML with errors of its own making
            line = self.parser.scanner.reader.line + 1
            raise YAMLSyntaxFault(line, f"not valid YAML ({type(error).__name__}: {error})", "Write it anew") from error

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.parser.peek_event()
        is_key = index is None and isinstance(parent, MappingNode)
        if is_key and not isinstance(event, ScalarEvent):
            self._refuse(event, "a key must be a plain word or number", "Write a key such as transit, and a colon")
        if isinstance(event, AliasEvent):
            if event.anchor in self.open:
                self._refuse(event, f"*{event.anchor} stands within itself", "Write out what is meant")
            self._count(event, self.sizes.get(event.anchor, 0))
            return super().compose_node(parent, index)
        if event.ctag is not None:
            tag = str(event.ctag).replace("tag:yaml.org,2002:", "!!")
            self._refuse(event, f"the tag {tag} cannot be used here", "Write the value alone, without a tag")
        return self._compose(event, parent, index)

    def _compose(self, event: Any, parent: Any, index: Any) -> Any:
        anchor = event.anchor
        if anchor in self.anchors:
            self._refuse(event, f"two anchors are named &{anchor}", "Give each its own name")
        if self.within >= self.limits.depth and not isinstance(event, ScalarEvent):
            mend = "Take out what nests it without need"
            self._refuse(event, f"lists or mappings stand more than {self.limits.depth} deep within one another", mend)
        self._count(event, 1)
        before = self.nodes
        if anchor is not None:
            self.open.add(anchor)
        self.within += 1
        node = super().compose_node(parent, index)
        self.within -= 1
        if anchor is not None:
            self.open.discard(anchor)
            self.sizes[anchor] = self.nodes - before + 1
        if isinstance(node, ScalarNode):
            self._check_scalar(event, node)
        return node

    def _check_scalar(self, event: Any, node: Any) -> None:
        if str(node.tag) in _NUMBERS and len(node.value) > self.limits.digits:
            mend = "Shorten it, or put it in quotation marks where it is no number"
            self._refuse(event, f"a number of {len(node.value):,} digits; at most {self.limits.digits}", mend)
        if found := _NOT_IN_VALUE.search(node.value):
            self._refuse(event, f"the character U+{ord(found[0]):04X} cannot stand in a text", "Take it out")

    def _count(self, event: Any, more: int) -> None:
        self.nodes += more
        if self.nodes > self.limits.nodes:
            mend = "Leave out what is not needed; an alias counts as all that it stands for"
            self._refuse(event, f"more than {self.limits.nodes:,} entries cannot be read", mend)

    def _refuse(self, event: Any, what: str, mend: str) -> NoReturn:
        raise YAMLFault(event.start_mark.line + 1, what, mend)


class _Careful:
    """A constructor in which a value that Python cannot hold is a fault of its line, and a day that there is not is a text."""

    def construct_object(self, node: Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)  # type: ignore[misc]
        except (YAMLError, YAMLFault):
            raise
        except Exception as error:
            if str(node.tag) == _TIME:
                return node.value
            raise YAMLFault(node.start_mark.line + 1, f"{node.value!r} cannot be read ({error})") from error


class _RoundTripConstructor(_Careful, RoundTripConstructor):
    pass


class _PlainConstructor(_Careful, SafeConstructor):
    pass


class _ExactConstructor(_PlainConstructor):
    def construct_decimal(self, node: ScalarNode) -> Decimal | float:
        """The number; infinities and what is none as floats."""
        number: float = self.construct_yaml_float(node)
        return Decimal(node.value.replace("_", "")) if isfinite(number) else number


_ExactConstructor.add_constructor("tag:yaml.org,2002:float", _ExactConstructor.construct_decimal)
