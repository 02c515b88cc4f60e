"""GeniusWeb profiles (JSON): the domain in one file, or only within the profiles, and one linear additive utility space a party.

A settlement is worth the sum over issues of weight times the utility of its value; numbers have a linear utility between two given ones
(GeniusWeb, ``profile`` module: ``LinearAdditiveUtilitySpace``, ``DiscreteValueSetUtilities``, ``NumberValueSetUtilities``). Without a
settlement a party has what its reservation bid is worth.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from pourparler.errors import FormatError
from pourparler.formats.chosen import NOTHING, Chosen, named
from pourparler.formats.files import MB, Tell, begins_with_any
from pourparler.formats.genius_spaces import MOST_OPTIONS
from pourparler.formats.json_files import only, parsed, understood
from pourparler.formats.numbers import decimals, finite
from pourparler.model import Issue, Negotiation, NoAgreement, Party

SPACE = "LinearAdditiveUtilitySpace"
KEYS = ("issueUtilities", "issueWeights", "domain", "name", "reservationBid")
NUMBER_KEYS = ("lowValue", "lowUtility", "highValue", "highUtility")

Told = Mapping[str, Any]


def reads(path: Path) -> bool:
    """Whether the path is a file with the values of issues, or a folder with one."""
    return any(
        begins_with_any(file, b'"issuesValues"', within=MB)
        for file in (_files(path) if path.is_dir() else [path] if path.suffix.lower() == ".json" else [])
    )


def read(path: Path, chosen: Chosen = NOTHING) -> tuple[Negotiation, tuple[str, ...]]:
    """Read the profiles of a domain; ``path`` is the folder or a file in it. Returns the negotiation and what is not used.

    Raises:
        FormatError: not JSON, profiles of several domains, no profile, a kind of profile or a key that is not understood, utilities that do
            not fit the domain.
    """
    lost: list[str] = []
    folder = path if path.is_dir() else path.parent
    files = {file: parsed(file) for file in _files(folder)}
    profiles = _profiles(path, folder, files, chosen, lost.append)
    file, first = profiles[0]
    issues = tuple(_issue(name, told, file) for name, told in first["domain"]["issuesValues"].items())
    if not issues:
        raise FormatError("the domain has no issue", where=str(file))
    names = [str(told.get("name") or f.stem) for f, told in profiles]
    if len(set(names)) < len(names):
        names = [f.stem for f, _ in profiles]
    values, reservation = {}, {}
    for name, (f, told) in zip(names, profiles, strict=True):
        with understood("the profile cannot be understood", f):
            values[name] = _values(told, issues, f)
            least = _reserved(told.get("reservationBid"), values[name], f, lost.append)
        if least is not None:
            reservation[name] = least
    negotiation = Negotiation(
        title=str(first["domain"].get("name") or folder.name),
        parties=tuple(map(Party, names)),
        issues=issues,
        values=values,
        no_agreement=NoAgreement(values=reservation),
    )
    return negotiation, tuple(lost)


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if p.suffix.lower() == ".json" and p.is_file())


def _profiles(
    path: Path, folder: Path, files: Mapping[Path, Any], chosen: Chosen, tell: Tell
) -> list[tuple[Path, Told]]:
    """The profiles that are meant, all of one domain; ``tell`` hears of the other files."""
    wanted = [named(name, list(files), "--profiles", folder) for name in chosen.profiles]
    domain = _domain(path, folder, files, chosen)
    found: list[tuple[Path, Told]] = []
    for file, told in files.items():
        kind = next(iter(told), "") if isinstance(told, dict) and len(told) == 1 else ""
        if _is_domain(told) or (wanted and file not in wanted):
            continue
        if kind != SPACE:
            if file in wanted or "domain" in (told[kind] if kind and isinstance(told[kind], dict) else ()):
                mend = f"Only a {SPACE} is read; choose others with --profiles"
                raise FormatError(f"a profile of the kind {kind!r} is not read", where=str(file), mend=mend)
            tell(f"{file.name} is not read: it is neither a domain nor a profile")
        elif domain is not None and _domain_in(told, file) != domain:
            tell(f"{file.name} is not read: it is a profile of another domain")
        else:
            found.append((file, told[kind]))
    if not found:
        raise FormatError("no profile lies beside the domain", where=str(folder))
    if any(_domain_in({SPACE: told}, file) != _domain_in({SPACE: found[0][1]}, file) for file, told in found):
        raise FormatError(
            "the profiles in this folder are of several domains",
            where=str(folder),
            mend="Say which is meant with --domain",
        )
    return found


def _domain(path: Path, folder: Path, files: Mapping[Path, Any], chosen: Chosen) -> Told | None:
    file = named(chosen.domain, list(files), "--domain", folder) if chosen.domain is not None else path
    if not file.is_dir():
        told = next((t for f, t in files.items() if f.name == file.name), None)
        if not isinstance(told, dict) or not (_is_domain(told) or SPACE in told):
            raise FormatError("this is neither a domain nor a profile that is read", where=str(file))
        return told if _is_domain(told) else _domain_in(told, file)
    domains = [f for f, told in files.items() if _is_domain(told)]
    if len(domains) > 1:
        names = ", ".join(f.name for f in domains)
        mend = f"Say which is meant: --domain {domains[0].name}"
        raise FormatError(f"there are {len(domains)} domains in this folder: {names}", where=str(folder), mend=mend)
    return files[domains[0]] if domains else None


def _is_domain(told: Any) -> bool:
    return isinstance(told, dict) and isinstance(told.get("issuesValues"), dict)


def _domain_in(told: Told, file: Path) -> Told:
    """The domain of a profile. Raises FormatError where it has none."""
    space = told[SPACE]
    domain = space.get("domain") if isinstance(space, dict) else None
    if not isinstance(domain, dict) or not _is_domain(domain):
        raise FormatError("the profile has no domain with issuesValues", where=str(file))
    return domain


def _issue(name: str, told: Any, file: Path) -> Issue:
    if not isinstance(told, dict) or not all(isinstance(x, list) for x in told.values()):
        raise FormatError(
            f"the values of {name!r} are not understood", where=str(file), mend="Values or a range are read"
        )
    if set(told) == {"values"}:
        options = [str(v) for v in told["values"]]
    elif set(told) == {"range"} and len(told["range"]) == 3:
        low, high, step = (finite(x, str(file)) for x in told["range"])
        if step <= 0 or not low <= high < low + step * MOST_OPTIONS:
            raise FormatError(f"issue {name!r} has the range {', '.join(map(str, told['range']))}", where=str(file))
        options = [decimals(low + step * k)[0] for k in range(int((high - low) / step) + 1)]
    else:
        raise FormatError(
            f"the values of {name!r} are not understood", where=str(file), mend="Values or a range are read"
        )
    if not options or len(set(options)) < len(options):
        raise FormatError(f"issue {name!r} has no options, or two of the same name", where=str(file))
    return Issue(name, {o: o for o in options})


def _values(told: Told, issues: tuple[Issue, ...], file: Path) -> dict[str, dict[str, Fraction]]:
    only(told, KEYS, "the profile")
    for key in ("issueUtilities", "issueWeights"):
        only(told[key], [i.id for i in issues], key)
    return {
        i.id: {
            o: finite(told["issueWeights"][i.id], str(file)) * x
            for o, x in _utilities(told["issueUtilities"][i.id], i, str(file)).items()
        }
        for i in issues
    }


def _utilities(told: Told, issue: Issue, where: str) -> dict[str, Fraction]:
    only(told, ("discreteutils", "numberutils"), f"the utilities of {issue.id!r}")
    if len(told) != 1:
        raise ValueError(f"{issue.id!r} has no utilities, or two kinds")
    if "numberutils" in told:
        only(told["numberutils"], NUMBER_KEYS, f"the utilities of {issue.id!r}")
        low, at_low, high, at_high = (finite(told["numberutils"][k], where) for k in NUMBER_KEYS)
        slope = (at_high - at_low) / (high - low) if high != low else Fraction(0)
        return {o: at_low + slope * (finite(o, where) - low) for o in issue.options}
    only(told["discreteutils"], ("valueUtilities",), f"the utilities of {issue.id!r}")
    given = told["discreteutils"]["valueUtilities"]
    only(given, issue.options, f"the utilities of {issue.id!r}")
    if missing := [o for o in issue.options if o not in given]:
        raise ValueError(f"there is no utility of {missing[0]!r} of {issue.id!r}")
    return {o: finite(given[o], where) for o in issue.options}


def _reserved(told: Any, values: Mapping[str, Mapping[str, Fraction]], file: Path, tell: Tell) -> Fraction | None:
    if told is None:
        tell(
            f"{file.name}: it has no reservation bid, so that any settlement would do; the worst settlement's value is used"
        )
        return None
    only(told, ("issuevalues",), "the reservation bid")
    bid = {issue: str(option) for issue, option in told["issuevalues"].items()}
    for issue, option in bid.items():
        if option not in values.get(issue, {}):
            raise ValueError(f"the reservation bid names {option!r} of {issue!r}, which the domain does not have")
    # What a bid leaves open is worth nothing in GeniusWeb.
    return sum((values[issue][option] for issue, option in bid.items()), Fraction(0))
