"""Which files of a folder are a GENIUS domain, which are its profiles, and which are something else."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from pourparler.errors import FormatError
from pourparler.formats.chosen import Chosen, named
from pourparler.formats.files import Tell, begins_with_any
from pourparler.formats.genius_spaces import Asked, issues_of
from pourparler.formats.xml_files import Element, looks_like_xml, read_xml

DOMAIN, PROFILE = "negotiation_template", "utility_space"
MANY = 2
"""From more profiles than this on, one is told that each counts as a party."""


@dataclass(frozen=True, slots=True)
class Found:
    """A domain's file and its profiles'."""

    domain: Path
    root: Element
    profiles: tuple[tuple[Path, Element], ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """The XML files of a folder by what they are; ``broken`` with the error of each."""

    domains: dict[Path, Element]
    profiles: dict[Path, Element]
    broken: dict[Path, FormatError]
    other: dict[Path, str]
    slips: dict[Path, list[str]]


def find(path: Path, chosen: Chosen, tell: Tell) -> Found:
    """The domain that is meant and its profiles; ``tell`` hears of every XML file beside them that is not used.

    A profile belongs to a domain where it evaluates the domain's options; of several such domains to that with which it shares the longest
    beginning of the name.

    Raises:
        FormatError: it is not clear which domain is meant, or whose a profile is; no profile; a file is malformed.
    """
    seen = _look(path if path.is_dir() else path.parent)
    folder = path if path.is_dir() else path.parent
    domain = _domain(path, folder, chosen, seen)
    root = seen.domains[domain]
    chosen_files = _profiles(domain, folder, chosen, seen, tell)
    for slip in seen.slips.get(domain, []):
        tell(slip)
    for file in chosen_files:
        for slip in seen.slips.get(file, []):
            tell(slip)
    for file, tag in seen.other.items():
        tell(f"{file.name} is not read: it is {tag}, neither a domain nor a profile")
    if len(chosen_files) > MANY and not chosen.profiles:
        tell(
            f"{len(chosen_files)} profiles are read, each as a party; where some are variants of others, choose with --profiles"
        )
    return Found(domain, root, tuple((f, seen.profiles[f]) for f in chosen_files))


def holds_genius(folder: Path) -> bool:
    """Whether a file in the folder says that it is a domain or a profile, be it malformed."""
    tags = (f"<{DOMAIN}".encode(), f"<{PROFILE}".encode())
    return any(begins_with_any(file, *tags) for file in _files(folder))


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if p.suffix.lower() == ".xml" and p.is_file())


def _look(folder: Path) -> _Seen:
    seen = _Seen({}, {}, {}, {}, {})
    for file in _files(folder):
        if not looks_like_xml(file):
            seen.other[file] = "no XML"
            continue
        slips: list[str] = []
        try:
            root = read_xml(file, slips.append)
        except FormatError as error:
            seen.broken[file] = error
            continue
        seen.slips[file] = slips
        if root.tag == DOMAIN:
            seen.domains[file] = root
        elif root.tag == PROFILE:
            seen.profiles[file] = root
        else:
            seen.other[file] = f"<{root.tag}>"
    return seen


def _domain(path: Path, folder: Path, chosen: Chosen, seen: _Seen) -> Path:
    if not path.is_dir() or chosen.domain is not None:
        told = path if chosen.domain is None else named(chosen.domain, _files(folder), "--domain", folder)
        if chosen.domain is not None and not path.is_dir() and told.name != path.name:
            raise FormatError(
                f"--domain names {told.name}, and this is another file", where=str(path), mend="Name one of them"
            )
        if told.name in {f.name for f in seen.broken}:
            raise next(error for f, error in seen.broken.items() if f.name == told.name)
        found = next((f for f in seen.domains if f.name == told.name), None)
        if found is None:
            is_profile = told.name in {f.name for f in seen.profiles}
            what = next(
                (f"this is {kind}" for f, kind in seen.other.items() if f.name == told.name), "this is something else"
            )
            raise FormatError(
                "this is a profile, not a domain" if is_profile else f"{what}, not a GENIUS domain",
                where=str(told),
                mend="Name the domain's file or the folder; profiles are found beside it",
            )
        return found
    if len(seen.domains) == 1:
        return next(iter(seen.domains))
    if not seen.domains:
        if seen.broken:
            raise next(iter(seen.broken.values()))
        raise FormatError(
            "there is no GENIUS domain in this folder, only profiles", where=str(folder), mend="Add the domain's file"
        )
    names = [f.name for f in seen.domains]
    raise FormatError(
        f"there are {len(names)} domains in this folder: {', '.join(names[:12])}{', …' if len(names) > 12 else ''}",
        where=str(folder),
        mend=f"Say which is meant: --domain {names[0]}",
    )


def _profiles(domain: Path, folder: Path, chosen: Chosen, seen: _Seen, tell: Tell) -> list[Path]:
    if chosen.profiles:
        files = [named(name, _files(folder), "--profiles", folder) for name in chosen.profiles]
        for file in files:
            if file in seen.broken:
                raise seen.broken[file]
            if file not in seen.profiles:
                raise FormatError("this is not a preference profile", where=str(file), mend="Choose other --profiles")
        return files
    if seen.broken:
        # It may be a party, and without it the answer would be another one.
        error = next(iter(seen.broken.values()))
        raise FormatError(
            error.what, where=error.where, mend=f"{error.mend}; or choose the files that count with --profiles"
        )
    issues = {file: issues_of(root, file, lambda _: None) for file, root in seen.domains.items()}
    mine = []
    for file, root in seen.profiles.items():
        whose = _whose(file, root, issues)
        if whose == [domain]:
            mine.append(file)
        elif domain in whose:
            names = ", ".join(f.name for f in whose)
            raise FormatError(
                "it is not clear to which domain this profile belongs",
                where=str(file),
                mend=f"It fits {names}. Choose with --profiles",
            )
        else:
            tell(
                f"{file.name} is not read: it is a profile of "
                + (whose[0].name if whose else "no domain in this folder")
            )
    if not mine:
        mend = (
            f"Profiles of other domains: {', '.join(f.name for f in seen.profiles)}"
            if seen.profiles
            else "Add a profile a party"
        )
        raise FormatError(f"no preference profile of {domain.name} lies beside it", where=str(folder), mend=mend)
    return mine


def _whose(file: Path, root: Element, domains: dict[Path, tuple[Asked, ...]]) -> list[Path]:
    """The domains that a profile may belong to."""
    fits = {domain: _fit(root, issues) for domain, issues in domains.items()}
    best = max(fits.values(), default=0)
    near = [d for d, fit in fits.items() if fit == best and best > 0]
    shared = [_shared(file.stem, d.stem) for d in near]
    return [d for d, length in zip(near, shared, strict=True) if length == max(shared)]


def _shared(first: str, second: str) -> int:
    """How many letters two names have in common from their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first.lower(), second.lower(), strict=False)))


def _fit(root: Element, issues: tuple[Asked, ...]) -> float:
    """0 where no issue is the same by number and name, 1 where all are and their options too."""
    told = {(n.get("index") or "").strip(): n for n in root.iter("issue")}
    alike = 0.0
    for asked in issues:
        node = told.get(asked.index)
        if node is not None and (node.get("name") or asked.issue.id) == asked.issue.id:
            listed = {item.get("value") or "" for item in node.findall("item")}
            alike += 1.0 if not listed or set(asked.issue.options) <= listed else 0.5
    return alike / max(len(issues), len(told)) if alike else 0.0
