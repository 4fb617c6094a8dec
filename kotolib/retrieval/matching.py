"""Which of a live table's variables and codes a declaration means; knows no service and keeps nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kotolib.errors import N_
from kotolib.fetch import matching
from kotolib.fetch.decoded import Decoded, Dimension
from kotolib.fetch.faults import Unreadable
from kotolib.fetch.matching import Wanted
from kotolib.sources import Source

TOTAL = "SSS"
_ROLES = {"area": "geo", "time": "time", "content": "metric"}
_AREAS = {"municipalities": r"KU\d{3}|SSS", "regions": r"MK\d{2}|SSS", "country": "SSS"}
_KNOWN_AREA = {"municipalities": "KU091", "regions": "MK01", "country": "SSS"}


@dataclass(frozen=True)
class Match:
    """A declaration set against a described table.

    Attributes
    ----------
    variables
        Our dimension → the table's variable.
    contents
        The table's code of a content → ours.
    chosen
        The table's variable → the codes that are asked for; of a variable that is not declared, its total alone.
    """

    variables: dict[str, Dimension]
    contents: dict[str, str]
    chosen: dict[str, tuple[str, ...]]


def match(source: Source, described: Decoded) -> Match:
    """The match of a declaration and a table.

    Raises
    ------
    Unreadable
        A variable, a code or a content that is declared is not there, or the table has a variable that is not declared
        and has no total: the message names it and what there is. Nothing is guessed.
    """
    variables = matching.matched(described, [_wanted(name, source) for name in source.dimensions])
    contents = _contents(source, variables["content"])
    chosen = {variables["content"].id: tuple(contents)}
    for name, variable in variables.items():
        if name != "content":
            chosen[variable.id] = _codes(name, source, variable)
    for variable in described.dimensions:
        if variable.id not in chosen:
            chosen[variable.id] = _total(variable, described)
    return Match(variables, contents, chosen)


def _wanted(name: str, source: Source) -> Wanted:
    declared = source.dimensions[name]
    codes = source.live.take.get(name, ())
    if name == "area":
        codes = (_KNOWN_AREA[source.live.areas],)
    elif name in source.live.less:
        codes = (source.live.less[name].all, source.live.less[name].without)
    return Wanted(name, _ROLES.get(name, ""), (declared.name,), codes)


def _contents(source: Source, variable: Dimension) -> dict[str, str]:
    if not source.live.contents:
        short = [code.rpartition("-")[2] for code in variable.codes]
        ours = short if len(set(short)) == len(short) else variable.codes
        return dict(zip(variable.codes, ours, strict=True))
    found = {}
    for ours, label in source.live.contents.items():
        theirs = matching.matched_code(variable, ours, label)
        if theirs is None:
            raise _no_code(variable, label or ours)
        found[theirs] = ours
    return found


def _codes(name: str, source: Source, variable: Dimension) -> tuple[str, ...]:
    if name == "area":
        return tuple(code for code in variable.codes if re.fullmatch(_AREAS[source.live.areas], code))
    wanted = source.live.take.get(name, ())
    for code in wanted:
        if code not in variable.codes:
            raise _no_code(variable, code)
    return tuple(wanted or variable.codes)


def _total(variable: Dimension, described: Decoded) -> tuple[str, ...]:
    total = variable.eliminated_by or TOTAL
    if total not in variable.codes:
        message = N_("taulukossa on muuttuja ”{name}”, jota kuvaus ei tunne eikä jolla ole yhteissummaa.")
        raise Unreadable(message, described.label, name=variable.label)
    return (total,)


def _no_code(variable: Dimension, code: str) -> Unreadable:
    message = N_("muuttujassa ”{name}” ei ole koodia ”{code}”. Siinä on: {there}.")
    return Unreadable(message, name=variable.label, code=code, there=_some(variable.codes))


def _some(codes: Sequence[str]) -> str:
    shown = ", ".join(codes[:8])
    return shown if len(codes) <= 8 else f"{shown} …"
