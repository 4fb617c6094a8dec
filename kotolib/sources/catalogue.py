"""All declarations of ``data_sources/*.yaml`` together: reads them, checks them against each other, and tells every
fault of every file at once. Knows no figure."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from kotolib import house
from kotolib.errors import N_, Message, Messages, StoreDamaged
from kotolib.sources import faults, yaml_text
from kotolib.sources.declaration import Balance, Indicator, Source, TablePart

_NEEDED = {"share": "share", "population": "count", "count": "count", "plus": "count", "minus": "count"}
"""Key of a derived part → the kind that the indicator it names must be."""


@dataclass(frozen=True)
class Catalogue:
    """What is declared.

    Attributes
    ----------
    sources
        By table, in the order of the files' names.
    indicators
        By id, in an order where each stands after what it needs.
    home
        Indicator → the table that it is declared with.
    files
        Table → name of the file.
    text
        The files as they are written: what is computed from them carries its checksum.
    """

    sources: dict[str, Source]
    indicators: dict[str, Indicator]
    home: dict[str, str]
    files: dict[str, str]
    text: str


@dataclass
class _Reading:
    """The files as they are read: what is right in them, and every fault."""

    sources: dict[str, Source]
    files: dict[str, str]
    texts: list[str]
    faults: list[Message]
    names: set[str]
    """Tables and indicators of files that are wrong: what needs them is not at fault too."""
    readable: bool = True


def load(folder: Path | None = None) -> Catalogue:
    """All declarations of a folder, ``data_sources`` unless told.

    Raises
    ------
    StoreDamaged
        Something is wrong in one or more files; the message lists every fault with file, key and nearest valid word.

    Examples
    --------
    >>> load().home["foreign_language.share"]
    '159t'
    """
    return _load(folder or house.data_sources())


@cache
def _load(folder: Path) -> Catalogue:
    reading = _Reading({}, {}, [], [], set())
    for path in sorted(folder.glob("*.yaml")):
        _read(path, reading)
    home, indicators = _by_id(reading)
    if reading.readable:
        _find_strangers(home, indicators, reading)
    ordered = _ordered(home, indicators, reading)
    if reading.faults:
        raise faults_told(reading.faults)
    return Catalogue(reading.sources, ordered, home, reading.files, "\n".join(reading.texts))


def faults_told(found: Iterable[Message]) -> StoreDamaged:
    """All faults of the declarations as one error."""
    return StoreDamaged(N_("Tietolähteiden kuvauksissa on korjattavaa:\n{faults}"), faults=Messages(found))


def _read(path: Path, reading: _Reading) -> None:
    text = yaml_text.text_of(path, reading.faults)
    content = None if text is None else yaml_text.read(text, path.name, reading.faults)
    if not isinstance(content, dict):
        reading.readable = False
        if text is not None and not _told_of(path.name, reading.faults):
            reading.faults.append(faults.at(path.name, "", Message(N_("tiedostossa ei ole avaimia ja arvoja"))))
        return
    reading.texts.append(text)
    if source := _source(path.name, content, reading):
        _keep(path.name, source, reading)


def _told_of(file: str, found: list[Message]) -> bool:
    return any(fault.fields.get("file") == file for fault in found)


def _source(file: str, content: dict, reading: _Reading) -> Source | None:
    indicators = content.get("indicators")
    if isinstance(indicators, dict):
        content = {**content, "indicators": {key: _with_id(file, key, indicators, reading) for key in indicators}}
    try:
        return Source.model_validate(content)
    except ValidationError as error:
        reading.faults += faults.of_form(file, error)
        return _what_is_right(content, error, reading)


def _what_is_right(content: dict, error: ValidationError, reading: _Reading) -> Source | None:
    """The source without its wrong indicators, so that the right ones are checked against other files too."""
    places = [fault["loc"] for fault in error.errors()]
    wrong = {place[1] for place in places if place[0] == "indicators" and len(place) > 1}
    if all(place[0] == "indicators" and len(place) > 1 for place in places):
        reading.names |= wrong
        right = {key: item for key, item in content["indicators"].items() if key not in wrong}
        return Source.model_validate({**content, "indicators": right})
    indicators = content.get("indicators")
    reading.names |= {str(content.get("table")), *(indicators if isinstance(indicators, dict) else ())}
    return None


def _with_id(file: str, key: str, indicators: dict, reading: _Reading) -> object:
    written = indicators[key]
    if not isinstance(written, dict):
        return written
    if "id" in written:
        what = Message(N_("tuntematon avain: tunnus on jo ”{id}”"), id=key)
        reading.faults.append(faults.at(file, f"indicators.{key}.id", what))
    return {**written, "id": key}


def _keep(file: str, source: Source, reading: _Reading) -> None:
    if source.table in reading.sources:
        what = Message(N_("”{table}” on jo tiedostossa {other}"), table=source.table, other=reading.files[source.table])
        reading.faults.append(faults.at(file, "table", what))
        reading.names |= set(source.indicators)
        return
    reading.sources[source.table] = source
    reading.files[source.table] = file


def _by_id(reading: _Reading) -> tuple[dict[str, str], dict[str, Indicator]]:
    """Home table and declaration by indicator; an id that stands in two files is a fault."""
    home: dict[str, str] = {}
    indicators: dict[str, Indicator] = {}
    for table, source in reading.sources.items():
        for name, indicator in source.indicators.items():
            if name in home:
                what = Message(N_("sama tunnus on jo tiedostossa {other}"), other=reading.files[home[name]])
                reading.faults.append(faults.at(reading.files[table], f"indicators.{name}", what))
                continue
            home[name], indicators[name] = table, indicator
    return home, indicators


def _find_strangers(home: dict[str, str], indicators: dict[str, Indicator], reading: _Reading) -> None:
    """Indicators and tables that a declaration names and nobody declares, or that are of the wrong kind for it."""
    for name, indicator in indicators.items():
        for where, needed, kind in _named(indicator):
            if needed in reading.names:
                continue
            if kind == "table":
                what = faults.not_known(needed, reading.sources) if needed not in reading.sources else None
            else:
                what = _wrong_kind(needed, kind, indicators)
            if what:
                reading.faults.append(faults.at(reading.files[home[name]], f"indicators.{name}.{where}", what))


def _named(indicator: Indicator) -> Iterable[tuple[str, str, str]]:
    """Where a declaration names something, the name, and what it must be: a table or an indicator of a kind."""
    for number, part in enumerate(indicator.parts):
        for key, kind in _NEEDED.items():
            if name := getattr(part, key, ""):
                yield f"parts.{number}.{key}", name, kind
        if isinstance(part, TablePart):
            yield f"parts.{number}.table", part.table, "table"
            if part.weight and part.weight.table:
                yield f"parts.{number}.weight.table", part.weight.table, "table"
            elif part.weight:
                yield f"parts.{number}.weight.indicator", part.weight.indicator, "count"
    sides = {side for part in indicator.parts if isinstance(part, Balance) for side in (part.plus, part.minus)}
    for number, name in enumerate(indicator.behind):
        if name not in sides:
            yield f"behind.{number}", name, "count"


def _wrong_kind(name: str, kind: str, indicators: dict[str, Indicator]) -> Message | None:
    if name not in indicators:
        return faults.not_known(name, indicators)
    if (found := indicators[name].kind) != kind:
        return Message(N_("”{name}” on {found}, tähän kuuluu {kind}"), name=name, found=found, kind=kind)
    return None


def _ordered(home: dict[str, str], indicators: dict[str, Indicator], reading: _Reading) -> dict[str, Indicator]:
    ordered: dict[str, Indicator] = {}
    waiting = dict(indicators)
    while waiting:
        ready = [name for name, item in waiting.items() if not (item.needs & set(waiting))]
        if not ready:
            circle = _circle(waiting)
            what = Message(N_("indikaattorit tarvitsevat toisiaan kehässä: {circle}"), circle=" → ".join(circle))
            reading.faults.append(faults.at(reading.files[home[circle[0]]], f"indicators.{circle[0]}", what))
            break
        for name in ready:
            ordered[name] = waiting.pop(name)
    return ordered


def _circle(waiting: dict[str, Indicator]) -> list[str]:
    """One circle among indicators that all wait for each other, its first name again at the end."""
    path = [min(waiting)]
    while path[-1] not in path[:-1]:
        path.append(min(waiting[path[-1]].needs & set(waiting)))
    return path[path.index(path[-1]) :]
