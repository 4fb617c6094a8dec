"""Reads PX-JSON, PxWeb's rows of keys and texts; the table's description, when given, brings labels and order."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from kotolib.errors import N_
from kotolib.fetch import description
from kotolib.fetch.cells import Cells, Written, frame_of, of_texts
from kotolib.fetch.decoded import Decoded, Dimension, Unit, number_of_cells
from kotolib.fetch.faults import Unreadable, shown
from kotolib.fetch.json_text import read_json
from kotolib.fetch.moments import moment
from kotolib.fetch.roles import METRIC, TIME

CONTENTS = "contents"
"""Name of the variable of contents: PX-JSON does not tell it."""


def decode(source: object, metadata: object = None, meanings: Mapping[str, str] | None = None) -> Decoded:
    """The data set of a PX-JSON answer.

    Parameters
    ----------
    source
        Bytes, text, or what ``json.loads`` made of it.
    metadata
        The table's description (:func:`kotolib.fetch.description.decode` or what it reads). Without it codes are
        their own labels, and the variable of contents is called ``contents``.
    meanings
        What this source's symbols mean where it differs: symbol → status or ``zero``.

    Returns
    -------
    Decoded
        A full table: rows that the answer leaves out are ``missing``. ``status`` of a period with the mark of
        preliminary figures is ``preliminary``.

    Raises
    ------
    Unreadable
        It is no PX-JSON or contradicts itself: the error names the place. Fetch it again.

    Examples
    --------
    >>> answer = {"columns": [{"code": "Vuosi", "text": "Vuosi", "type": "t"}, {"code": "v", "text": "V", "type": "c"}],
    ...           "data": [{"key": ["2023"], "values": ["33473"]}, {"key": ["2024"], "values": ["..."]}]}
    >>> decode(answer).frame["status"].tolist()
    ['ok', 'suppressed_by_source']
    """
    answer = _answer(source)
    described = _described(metadata)
    variables, contents = _columns(answer["columns"])
    keys, texts = _rows(answer["data"], len(variables), len(contents))
    notes = _comments(answer.get("comments"))
    written = of_texts(texts, "data", meanings)
    places, dimensions = [], []
    for number, column in enumerate(variables):
        dimension, at = _variable(column, keys[:, number], described, notes)
        dimensions.append(dimension)
        places.append(at)
    dimensions.append(_contents(contents, written, _described_contents(described, dimensions, contents)))
    cells = _placed(written.cells, places, tuple(dimensions))
    return _whole(answer, tuple(dimensions), cells, meanings)


def _answer(source: object) -> Mapping:
    answer = read_json(source)
    if not isinstance(answer, dict) or not all(isinstance(answer.get(key), list) for key in ("columns", "data")):
        raise Unreadable(N_("se ei ole PX-JSON-muotoa: siinä pitäisi olla kohdat columns ja data."))
    return answer


def _described(metadata: object) -> Decoded | None:
    return metadata if metadata is None or isinstance(metadata, Decoded) else description.decode(metadata)


def _columns(told: Sequence[object]) -> tuple[list[Mapping], list[Mapping]]:
    for number, column in enumerate(told):
        if not isinstance(column, dict) or not isinstance(column.get("code"), str):
            raise Unreadable(N_("sarakkeella ei ole tunnusta (code)."), f"columns[{number}]")
    contents = [column for column in told if column.get("type") == "c"]
    if not contents:
        raise Unreadable(N_("yhdessäkään sarakkeessa ei ole lukuja (type: c)."), "columns")
    return [column for column in told if column.get("type") != "c"], contents


def _rows(data: Sequence, keys: int, contents: int) -> tuple[np.ndarray, list[str]]:
    """Keys, one row each, and all values one after another as texts."""
    try:
        key_rows = [row["key"] for row in data]
        value_rows = [row["values"] for row in data]
        wrong = {*map(len, key_rows)} - {keys} or {*map(len, value_rows)} - {contents}
    except (KeyError, TypeError):
        raise Unreadable(N_("riviltä puuttuu avain (key) tai arvot (values)."), "data") from None
    if wrong:
        sized = zip(key_rows, value_rows, strict=True)
        at = next(n for n, (key, values) in enumerate(sized) if (len(key), len(values)) != (keys, contents))
        message = N_("rivillä pitää olla {keys} avainta ja {contents} arvoa.")
        raise Unreadable(message, f"data[{at}]", keys=keys, contents=contents)
    texts = [text for row in value_rows for text in row]
    if set(map(type, texts)) - {str}:
        texts = ["" if text is None else str(text) for text in texts]
    return np.array(key_rows, dtype=object).reshape(len(data), keys), texts


def _comments(told: object) -> dict[tuple[str, str], tuple[str, ...]]:
    notes: dict[tuple[str, str], tuple[str, ...]] = {}
    for one in told if isinstance(told, list) else []:
        if isinstance(one, dict) and one.get("comment"):
            key = (str(one.get("variable", "")), str(one.get("value", "")))
            notes[key] = (*notes.get(key, ()), str(one["comment"]).strip())
    return notes


def _variable(
    column: Mapping, keys: np.ndarray, described: Decoded | None, notes: Mapping
) -> tuple[Dimension, np.ndarray]:
    """A variable of the keys, and the place of each row's key among its codes."""
    at, different = pd.factorize(keys.astype(str))
    codes = tuple(map(str, different))
    known = _known(described, column["code"])
    if known is not None:
        missing = [code for code in codes if code not in known.label_of]
        if missing:
            message = N_("koodia ”{code}” ei ole taulukon kuvauksessa.")
            raise Unreadable(message, column["code"], code=shown(missing[0]))
        ordered = tuple(code for code in known.codes if code in set(codes))
        at = np.array([ordered.index(code) for code in codes], dtype=np.int64)[at] if codes else at
        codes = ordered
    labels = tuple(known.label_of[code] for code in codes) if known else codes
    return _dimension(column, codes, labels, known, notes), at


def _dimension(
    column: Mapping, codes: tuple[str, ...], labels: tuple[str, ...], known: Dimension | None, notes: Mapping
) -> Dimension:
    name = column["code"]
    comment = str(column.get("comment") or "").strip()
    return Dimension(
        id=name,
        label=str(column.get("text") or name),
        codes=codes,
        labels=labels,
        role=TIME if column.get("type") == "t" else known.role if known else None,
        notes=(comment,) if comment else (),
        category_notes={code: notes[name, code] for code in codes if (name, code) in notes},
        extension=known.extension if known else {},
    )


def _known(described: Decoded | None, name: str) -> Dimension | None:
    return next((one for one in described.dimensions if one.id == name), None) if described else None


def _described_contents(
    described: Decoded | None, others: Sequence[Dimension], columns: Sequence[Mapping]
) -> Dimension | None:
    """The described variable that is no column of keys and has the contents as its codes."""
    taken = {one.id for one in others}
    codes = {column["code"] for column in columns}
    free = [one for one in described.dimensions if one.id not in taken] if described else []
    return next((one for one in free if codes <= set(one.codes)), None)


def _contents(columns: Sequence[Mapping], written: Written, known: Dimension | None) -> Dimension:
    codes = tuple(column["code"] for column in columns)
    if len(set(codes)) != len(codes):
        raise Unreadable(N_("kahdella sarakkeella on sama tunnus."), "columns")
    decimals = written.decimals.reshape(-1, len(codes)).max(axis=0, initial=0)
    units = {
        code: Unit(label=str(column.get("unit") or ""), decimals=int(places))
        for code, column, places in zip(codes, columns, decimals, strict=True)
    }
    told = {code: str(column.get("comment") or "").strip() for code, column in zip(codes, columns, strict=True)}
    return Dimension(
        id=known.id if known else CONTENTS,
        label=known.label if known else CONTENTS,
        codes=codes,
        labels=tuple(str(column.get("text") or column["code"]) for column in columns),
        role=METRIC,
        units=units,
        category_notes={code: (note,) for code, note in told.items() if note},
    )


def _placed(cells: Cells, places: Sequence[np.ndarray], dimensions: tuple[Dimension, ...]) -> Cells:
    """Cells in the order of a full table."""
    number = number_of_cells(dimensions, "data")
    contents = dimensions[-1].size
    sizes = [one.size for one in dimensions[:-1]]
    rows = len(cells.numbers) // contents
    row_at = np.ravel_multi_index(places, sizes) if places and rows else np.arange(rows)
    if len(np.unique(row_at)) != rows or (not places and rows != 1):
        raise Unreadable(N_("kahdella rivillä on sama avain."), "data")
    if rows == number // contents and (np.diff(row_at) == 1).all():
        return cells
    at = (row_at[:, None] * contents + np.arange(contents)).ravel()
    numbers = np.full(number, np.nan)
    symbols = np.zeros(number, dtype=cells.symbol_places.dtype)
    numbers[at], symbols[at] = cells.numbers, cells.symbol_places
    return Cells(numbers, symbols, cells.symbols)


def _whole(
    answer: Mapping, dimensions: tuple[Dimension, ...], cells: Cells, meanings: Mapping[str, str] | None
) -> Decoded:
    told = answer.get("metadata")
    card = told[0] if isinstance(told, list) and told and isinstance(told[0], dict) else {}
    return Decoded(
        frame=frame_of(dimensions, cells, meanings),
        dimensions=dimensions,
        label=str(card.get("label") or ""),
        source=str(card.get("source") or ""),
        updated=moment(card.get("updated")),
        updated_as_written=str(card.get("updated") or ""),
        extension={key: value for key, value in card.items() if key not in ("label", "source", "updated")},
    )
