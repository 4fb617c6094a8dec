"""Reads PC-Axis files: what their keywords mean for variables, units, notes and cells; nothing is fetched here."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod

import pandas as pd

from kotolib.errors import N_
from kotolib.fetch import px_data, px_text
from kotolib.fetch.cells import Cells, frame_of
from kotolib.fetch.decoded import Decoded, Dimension, Unit, number_of_cells
from kotolib.fetch.faults import Unreadable, shown
from kotolib.fetch.moments import moment
from kotolib.fetch.px_text import PxText
from kotolib.fetch.roles import GEO, METRIC, TIME
from kotolib.fetch.symbols import without_mark

_NOTES = ("NOTEX", "NOTE")
_VALUE_NOTES = ("VALUENOTEX", "VALUENOTE")
_KEPT_APART = {"VALUES", "CODES", "TIMEVAL", "STUB", "HEADING"}
_TYPES = {"T": TIME, "TIME": TIME, "G": GEO, "GEOGRAPHICAL": GEO, "C": METRIC, "CONTENTS": METRIC}


def decode(source: bytes, language: str | None = None, meanings: Mapping[str, str] | None = None) -> Decoded:
    """The data set of a PC-Axis file.

    Parameters
    ----------
    source
        The file's bytes.
    language
        Language of labels, units and notes (``sv``); one that the file does not have gives the file's own.
        Codes do not depend on it.
    meanings
        What this source's symbols mean where it differs: symbol → status or ``zero``. By default ``-`` is nought.

    Returns
    -------
    Decoded
        Variables in the order of stub and heading; ``id`` is the variable's code where the file has one. Without
        ``CODES`` the labels are the codes (a period without its mark of preliminary figures); one that repeats
        gets a number. ``extension`` has every other keyword as the file's own language tells it.

    Raises
    ------
    Unreadable
        It is no PC-Axis file or contradicts itself: the error names keyword, line or cell.

    References
    ----------
    PX file format 2013, Statistics Sweden.

    Examples
    --------
    >>> file = b'''CHARSET="ANSI";STUB="Alue";HEADING="Vuosi";VALUES("Alue")="Kangasala";VALUES("Vuosi")="2023","2024*";
    ... TIMEVAL("Vuosi")=TLIST(A1),"2023","2024";DATA=33473 "..";'''
    >>> decode(file).frame["status"].tolist()
    ['ok', 'missing']
    """
    if not isinstance(source, bytes | bytearray | memoryview):
        raise TypeError(f"a PC-Axis file is read from its bytes, not from {type(source).__name__}")
    file = px_text.read(source)
    spoken = language if language in file.languages and language != file.language else None
    names = (*file.texts("STUB"), *file.texts("HEADING"))
    if not names or len(set(names)) != len(names):
        raise Unreadable(N_("siinä ei ole muuttujia tai sama muuttuja on kahdesti."), "STUB, HEADING")
    local = (*file.texts("STUB", language=spoken), *file.texts("HEADING", language=spoken))
    local = local if len(local) == len(names) else names
    dimensions = tuple(_dimension(file, name, there, spoken) for name, there in zip(names, local, strict=True))
    dimensions = _distinct(dimensions)
    cells = _cells(file, dimensions, meanings)
    return _whole(file, spoken, dimensions, frame_of(dimensions, cells, meanings))


# --- variables


@dataclass(frozen=True)
class _Variable:
    """A variable while it is read: its names and categories in the file's own language and in the one asked for."""

    file: PxText
    name: str
    there: str
    language: str | None
    codes: tuple[str, ...]
    values: tuple[str, ...]
    labels: tuple[str, ...]

    def texts(self, keyword: str, own: tuple[str, ...], there: tuple[str, ...]) -> tuple[str, ...]:
        """Texts of a keyword in the language asked for, where the thing has another name, or in the file's own."""
        keywords = self.file.keywords
        said = keywords.get((keyword, self.language, there), ()) if self.language else ()
        return said or keywords.get((keyword, None, own), ())

    def categories(self) -> Iterator[tuple[str, str, str]]:
        """Code, the file's own label, label in the language asked for."""
        yield from zip(self.codes, self.values, self.labels, strict=True)


def _dimension(file: PxText, name: str, there: str, language: str | None) -> Dimension:
    values = file.texts("VALUES", name)
    if not values:
        raise Unreadable(N_("muuttujalla ei ole luokkia (VALUES)."), f'VALUES("{name}")')
    role = _role(file, name)
    codes = _codes(file, name, values, role)
    labels = file.keywords.get(("VALUES", language, (there,)), values)
    if len(labels) != len(codes):
        raise _uneven(f'VALUES[{language}]("{there}")', len(codes), len(labels))
    variable = _Variable(file, name, there, language, codes, values, labels)
    scale = re.match(r"\s*TLIST\(\s*(\w+)", file.raw.get(("TIMEVAL", None, (name,)), ""), re.I)
    return Dimension(
        id=file.text("VARIABLECODE", name) or name,
        label=there,
        codes=codes,
        labels=labels,
        role=role,
        units=_units(variable),
        notes=_notes(variable, _NOTES, (name,), (there,)),
        category_notes=_category_notes(variable),
        children=_children(variable),
        eliminated_by=_eliminated_by(variable),
        scale=scale[1].upper() if scale else "",
        extension=_others(file, (name,)),
    )


def _codes(file: PxText, name: str, values: tuple[str, ...], role: str | None) -> tuple[str, ...]:
    codes = file.texts("CODES", name)
    place = f'CODES("{name}")'
    if codes:
        if len(codes) != len(values):
            raise _uneven(place, len(codes), len(values))
        twice = [code for code, times in Counter(codes).items() if times > 1]
        if twice:
            raise Unreadable(N_("luokka ”{code}” on kahdesti."), place, code=shown(twice[0]))
        return codes
    # A year that stops being preliminary keeps its code.
    bare = tuple(map(without_mark, values)) if role == TIME else values
    return _numbered(bare if len(set(bare)) == len(bare) else values)


def _numbered(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Labels as codes: the second and later of the same get a number."""
    codes: dict[str, None] = {}
    taken = set(labels)
    for label in labels:
        code, number = label, 1
        while code in codes or (number > 1 and code in taken):
            number += 1
            code = f"{label} [{number}]"
        codes[code] = None
    return tuple(codes)


def _uneven(place: str, codes: int, values: int) -> Unreadable:
    message = N_("koodeja on {codes} ja luokkia {values}: niitä pitää olla yhtä monta.")
    return Unreadable(message, place, codes=codes, values=values)


def _role(file: PxText, name: str) -> str | None:
    if file.text("CONTVARIABLE") == name:
        return METRIC
    if file.keywords.get(("TIMEVAL", None, (name,))):
        return TIME
    told = _TYPES.get(file.text("VARIABLE-TYPE", name).upper())
    return told or (GEO if file.texts("MAP", name) else None)


def _units(variable: _Variable) -> dict[str, Unit]:
    """Units of contents: the keyword names a content by its label (or its code)."""
    file, units = variable.file, {}
    for code, value, label in variable.categories():
        told = variable.texts("UNITS", (value,), (label,)) or file.texts("UNITS", code)
        decimals = file.text("PRECISION", variable.name, value) or file.text("PRECISION", variable.name, code)
        if told or decimals:
            stated = _whole_number(decimals) if decimals else _decimals(file)
            units[code] = Unit(next(iter(told), ""), decimals=stated)
    return units


def _decimals(file: PxText) -> int | None:
    return _whole_number(file.text("SHOWDECIMALS") or file.text("DECIMALS"))


def _whole_number(text: str) -> int | None:
    return int(text) if text.strip().isdigit() else None


def _notes(
    variable: _Variable, keywords: tuple[str, ...], own: tuple[str, ...], there: tuple[str, ...]
) -> tuple[str, ...]:
    """Notes of a thing, the mandatory ones first; ``#`` is a new line in the format."""
    found = [note for keyword in keywords for note in variable.texts(keyword, own, there)]
    return tuple(note.replace("#", "\n").strip() for note in found if note.strip())


def _category_notes(variable: _Variable) -> dict[str, tuple[str, ...]]:
    notes = {}
    for code, value, label in variable.categories():
        names = ((variable.name, value), (variable.there, label))
        found = _notes(variable, _VALUE_NOTES, *names)
        found = found or _notes(variable, _VALUE_NOTES, (variable.name, code), (variable.there, code))
        if found:
            notes[code] = found
    return notes


def _children(variable: _Variable) -> dict[str, tuple[str, ...]]:
    """Hierarchy, written as pairs of parent and child after the root: ``"A","A":"B","A":"C"``."""
    told = variable.file.raw.get(("HIERARCHIES", None, (variable.name,)), "")
    code_of = dict(zip(variable.values, variable.codes, strict=True)) | {code: code for code in variable.codes}
    children: dict[str, tuple[str, ...]] = {}
    for pair in re.findall(r'"([^"]*)"\s*:\s*"([^"]*)"', told):
        parent, child = (code_of.get(name, name) for name in pair)
        children[parent] = (*children.get(parent, ()), child)
    return children


def _eliminated_by(variable: _Variable) -> str | None:
    told = variable.file.text("ELIMINATION", variable.name)
    if told in variable.values:
        return variable.codes[variable.values.index(told)]
    return told if told in variable.codes else None


def _others(file: PxText, names: tuple[str, ...]) -> dict[str, object]:
    """Keywords that have no place of their own, of a variable or of the whole."""
    return {
        keyword: texts if len(texts) > 1 else next(iter(texts), "")
        for (keyword, language, these), texts in file.keywords.items()
        if language is None and these == names and keyword not in _KEPT_APART and "NOTE" not in keyword
    }


def _distinct(dimensions: tuple[Dimension, ...]) -> tuple[Dimension, ...]:
    twice = [one for one, times in Counter(one.id for one in dimensions).items() if times > 1]
    if twice:
        raise Unreadable(N_("kahdella muuttujalla on sama tunnus ”{name}”."), "VARIABLECODE", name=shown(twice[0]))
    return dimensions


# --- cells and the whole


def _cells(file: PxText, dimensions: tuple[Dimension, ...], meanings: Mapping[str, str] | None) -> Cells:
    number = number_of_cells(dimensions, "VALUES")
    stub = file.texts("STUB")
    by = [file.text("KEYS", name).upper() for name in stub]
    if not any(by):
        return px_data.written_out(file.data, number, meanings)
    keys = [
        file.texts("VALUES", name) if told == "VALUES" else dimension.codes
        for name, told, dimension in zip(stub, by, dimensions, strict=False)
    ]
    width = number // max(1, prod(map(len, keys)))
    return px_data.by_keys(file.data, keys, width, file.encoding, meanings)


def _whole(file: PxText, language: str | None, dimensions: tuple[Dimension, ...], frame: pd.DataFrame) -> Decoded:
    updated = _updated(file)
    whole = _Variable(file, "", "", language, (), (), ())
    return Decoded(
        frame=frame,
        dimensions=dimensions,
        label=_first(file, ("TITLE", "DESCRIPTION", "CONTENTS"), language),
        source=_first(file, ("SOURCE",), language),
        updated=moment(updated),
        updated_as_written=updated,
        notes=_notes(whole, _NOTES, (), ()),
        unit=Unit(_first(file, ("UNITS",), language), decimals=_decimals(file)),
        language=language or file.language,
        languages=file.languages,
        extension=_others(file, ()) | _cell_notes(file, language),
    )


def _first(file: PxText, keywords: tuple[str, ...], language: str | None) -> str:
    return next((text for keyword in keywords if (text := file.text(keyword, language=language))), "")


def _updated(file: PxText) -> str:
    """The latest moment of any content, as written."""
    told = [texts[0] for (keyword, _, _), texts in file.keywords.items() if keyword == "LAST-UPDATED" and texts]
    return max(told, key=lambda text: (moment(text) is not None, str(moment(text))), default="")


def _cell_notes(file: PxText, language: str | None) -> dict[str, object]:
    notes = [
        (names, text.replace("#", "\n"))
        for keyword in ("CELLNOTEX", "CELLNOTE")
        for names, texts in file.named(keyword, language)
        for text in texts
    ]
    return {"CELLNOTE": tuple(notes)} if notes else {}
