"""Which of a live table's variables and codes a declaration means; knows no service and keeps nothing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kotolib.errors import N_, Message
from kotolib.fetch import matching
from kotolib.fetch.decoded import Decoded, Dimension
from kotolib.fetch.faults import Unreadable
from kotolib.fetch.matching import Wanted
from kotolib.sources import Source
from kotolib.sources.declaration import ONLY

TOTAL = "SSS"
_ROLES = {"area": "geo", "time": "time", "content": "metric"}
_TOTAL_LABEL = "yhteensä"
_AREAS = {"municipalities": r"KU\d{3}|SSS", "regions": r"MK\d{2}|SSS", "country": "SSS", "any": r"KU\d{3}|MK\d{2}|SSS"}
_KNOWN_AREA = {"municipalities": "KU091", "regions": "MK01", "country": "SSS", "any": "SSS"}


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
    categories
        Our dimension → the table's code → ours, of what is declared by its label.
    unfound
        What is declared by its label and is not there: the table is taken without it.
    """

    variables: dict[str, Dimension]
    contents: dict[str, str]
    chosen: dict[str, tuple[str, ...]]
    categories: dict[str, dict[str, str]] = field(default_factory=dict)
    unfound: tuple[Message, ...] = ()


def match(source: Source, described: Decoded) -> Match:
    """The match of a declaration and a table.

    Raises
    ------
    Unreadable
        A variable, a code or a content that is declared is not there, or the table has a variable that is not declared
        and has no total: the message names it and what there is. Nothing is guessed.
    """
    variables = matching.matched(described, [_wanted(name, source) for name in source.dimensions])
    contents, unfound = _contents(source, variables["content"])
    categories = {}
    for name, wanted in source.live.categories.items():
        categories[name], missing = _by_label(wanted, variables[name])
        unfound += missing
    chosen = {variables["content"].id: tuple(contents)}
    for name, variable in variables.items():
        if name != "content":
            chosen[variable.id] = _codes(name, source, variable, categories.get(name, {}))
    for variable in described.dimensions:
        if variable.id not in chosen:
            chosen[variable.id] = _total(variable, described)
    return Match(variables, contents, chosen, categories, tuple(unfound))


def _wanted(name: str, source: Source) -> Wanted:
    declared = source.dimensions[name]
    codes = source.live.take.get(name, ())
    if name == "area":
        codes = (_KNOWN_AREA[source.live.areas],)
    elif name in source.live.less:
        codes = (source.live.less[name].all, source.live.less[name].without)
    return Wanted(name, _ROLES.get(name, ""), declared.name, codes)


def _contents(source: Source, variable: Dimension) -> tuple[dict[str, str], list[Message]]:
    if not source.live.contents:
        short = [code.rpartition("-")[2] for code in variable.codes]
        ours = short if len(set(short)) == len(short) else variable.codes
        return dict(zip(variable.codes, ours, strict=True)), []
    by_code = {}
    labelled = {ours: labels for ours, labels in source.live.contents.items() if labels}
    for ours in [ours for ours in source.live.contents if ours not in labelled]:
        theirs = matching.matched_code(variable, ours)
        if theirs is None:
            raise _no_code(variable, ours)
        by_code[theirs] = ours
    by_label, unfound = _by_label(labelled, variable)
    if not by_code | by_label:
        raise Unreadable(unfound[0].message, **unfound[0].fields)
    return by_code | by_label, unfound


def _by_label(wanted: Mapping[str, Sequence[str]], variable: Dimension) -> tuple[dict[str, str], list[Message]]:
    """The variable's code → ours, by the first of the words that is a code or one's label; and what is not there."""
    codes_of: dict[str, list[str]] = {}
    for code, label in variable.label_of.items():
        codes_of.setdefault(_plain(label), []).append(code)
    found, unfound = {}, []
    for ours, labels in wanted.items():
        # Where the table has our very code, nothing else is called so.
        words = (ours,) if ours in variable.codes else labels
        code = next((code for word in words if (code := _named(word, variable, codes_of))), None)
        if code is None:
            unfound.append(Message(_UNFOUND, name=variable.label, label=labels[0], there=_some(variable.labels)))
        else:
            found[code] = ours
    return found, unfound


def _named(word: str, variable: Dimension, codes_of: Mapping[str, Sequence[str]]) -> str | None:
    if word == ONLY:
        return variable.codes[0] if variable.size == 1 else None
    labelled = codes_of.get(_plain(word), ())
    return matching.matched_code(variable, word) or (labelled[0] if len(labelled) == 1 else None)


_UNFOUND = N_(
    "muuttujassa ”{name}” ei ole luokkaa ”{label}”, joten siitä laskettavat luvut puuttuvat. Siinä on: {there}."
)


def _plain(label: str) -> str:
    """A label without what is written now so, now otherwise: capitals, spaces, kinds of dashes."""
    return re.sub(r"\s*[-–]\s*", "-", " ".join(label.split())).casefold()


def _codes(name: str, source: Source, variable: Dimension, by_label: Mapping[str, str]) -> tuple[str, ...]:
    if name == "area":
        return tuple(code for code in variable.codes if re.fullmatch(_AREAS[source.live.areas], code))
    wanted = source.live.take.get(name, ())
    for code in wanted:
        if code not in variable.codes:
            raise _no_code(variable, code)
    return tuple(dict.fromkeys((*wanted, *by_label))) if wanted else variable.codes


def _total(variable: Dimension, described: Decoded) -> tuple[str, ...]:
    labelled = [code for code, label in variable.label_of.items() if _plain(label) == _TOTAL_LABEL]
    known = [code for code in (variable.eliminated_by, TOTAL) if code in variable.codes]
    if not known and len(labelled) != 1:
        message = N_("taulukossa on muuttuja ”{name}”, jota kuvaus ei tunne eikä jolla ole yhteissummaa.")
        raise Unreadable(message, described.label, name=variable.label)
    return ((known or labelled)[0],)


def _no_code(variable: Dimension, code: str) -> Unreadable:
    message = N_("muuttujassa ”{name}” ei ole koodia ”{code}”. Siinä on: {there}.")
    return Unreadable(message, name=variable.label, code=code, there=_some(variable.codes))


def _some(codes: Sequence[str]) -> str:
    shown = ", ".join(codes[:8])
    return shown if len(codes) <= 8 else f"{shown} …"
