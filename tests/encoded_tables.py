"""Tables made up by Hypothesis and written as the services write them: the other half of the decoders' tests."""

import itertools
import json
from dataclasses import dataclass, replace
from math import prod

import pandas as pd
from hypothesis import settings
from hypothesis import strategies as st

made_up = settings(deadline=None, max_examples=60)
"""Enough tables to meet every form, no wall clock."""

# Number, symbol → the state that the house gives it. None: no number was written.
STATES = {
    (False, ""): "missing",
    (False, "..."): "suppressed_by_source",
    (False, ".."): "missing",
    (False, "."): "not_applicable",
    (False, "-"): "ok",
    (True, ""): "ok",
    (True, "e"): "ok",
    (True, "p"): "preliminary",
}


@dataclass(frozen=True)
class Variable:
    id: str
    label: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    variables: tuple[Variable, ...]
    numbers: tuple[float | None, ...]
    symbols: tuple[str, ...]

    @property
    def sizes(self) -> list[int]:
        return [len(variable.codes) for variable in self.variables]

    def frame(self) -> pd.DataFrame:
        """What a decoder must give, made cell by cell."""
        rows = []
        for codes, number, symbol in zip(
            itertools.product(*(one.codes for one in self.variables)), self.numbers, self.symbols, strict=True
        ):
            state = STATES[number is not None, symbol]
            value = 0.0 if (number, symbol) == (None, "-") else float("nan") if number is None else float(number)
            rows.append((*codes, value, state, symbol))
        return pd.DataFrame(rows, columns=[*(one.id for one in self.variables), "value", "status", "symbol"])

    def cells_where(self, axis: int, codes) -> "Table":
        """The part of the table with some codes of one variable."""
        variable = self.variables[axis]
        kept = [place for place, code in enumerate(variable.codes) if code in codes]
        some = replace(
            variable,
            codes=tuple(variable.codes[place] for place in kept),
            labels=tuple(variable.labels[place] for place in kept),
        )
        at = [n for n, places in enumerate(itertools.product(*map(range, self.sizes))) if places[axis] in kept]
        variables = (*self.variables[:axis], some, *self.variables[axis + 1 :])
        return Table(variables, tuple(self.numbers[n] for n in at), tuple(self.symbols[n] for n in at))

    def permuted(self, order) -> "Table":
        """The same cells with the variables in another order."""
        place = {places: n for n, places in enumerate(itertools.product(*map(range, self.sizes)))}
        sizes = [self.sizes[axis] for axis in order]
        back = [list(order).index(axis) for axis in range(len(order))]
        at = [place[tuple(places[b] for b in back)] for places in itertools.product(*map(range, sizes))]
        variables = tuple(self.variables[axis] for axis in order)
        return Table(variables, tuple(self.numbers[n] for n in at), tuple(self.symbols[n] for n in at))


def tables(letters: str | None = None, symbols_of_numbers: bool = True, nameless_gaps: bool = True):
    """Tables of one to four variables; texts of any letters, or of those given."""
    alphabet = st.sampled_from(letters) if letters else st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])
    words = st.text(alphabet, min_size=1, max_size=6)
    states = [key for key in STATES if (symbols_of_numbers or not (key[0] and key[1]))]
    states = [key for key in states if nameless_gaps or key != (False, "")]
    number = st.one_of(st.integers(-(10**9), 10**9), st.integers(-9999, 9999).map(lambda n: n / 100))

    @st.composite
    def build(draw):
        variables = []
        for axis in range(draw(st.integers(1, 4))):
            # Letters before the words keep them from looking like years, marks and known names.
            codes = draw(st.lists(words.map("k".__add__), min_size=1, max_size=4, unique=True))
            labels = draw(st.lists(words.map("l".__add__).map(_unmarked), min_size=len(codes), max_size=len(codes)))
            name = f"v{axis}" + draw(words)
            variables.append(Variable(name, "l" + draw(words), tuple(codes), tuple(labels)))
        cells = prod(len(one.codes) for one in variables)
        kinds = draw(st.lists(st.sampled_from(states), min_size=cells, max_size=cells))
        numbers = tuple(draw(number) if has else None for has, _ in kinds)
        return Table(tuple(variables), numbers, tuple(symbol for _, symbol in kinds))

    return build()


def _unmarked(label: str) -> str:
    return label + "x"


def cells_of(frame: pd.DataFrame) -> pd.DataFrame:
    """A decoded frame with plain texts, to be compared with :meth:`Table.frame`."""
    texts = {name: [str(cell) for cell in frame[name]] for name in frame.columns if name != "value"}
    return pd.DataFrame(texts | {"value": frame["value"].to_numpy()}, columns=frame.columns)


# --- JSON-stat


@dataclass(frozen=True)
class Form:
    """Which of the allowed forms a JSON-stat answer takes."""

    value: str = "list"
    status: str = "list"
    index: str = "object"
    version: int = 2


forms = st.builds(
    Form,
    value=st.sampled_from(["list", "object", "sparse", "texts"]),
    status=st.sampled_from(["list", "object"]),
    index=st.sampled_from(["object", "list", "shifted"]),
    version=st.sampled_from([1, 2]),
)


def as_json_stat(table: Table, form: Form = Form()) -> dict:
    described = {one.id: _dimension(one, form) for one in table.variables}
    heading = {"id": [one.id for one in table.variables], "size": table.sizes}
    answer = {"value": _values(table, form), "status": _status(table, form)}
    if form.version == 1:
        return {"dataset": {"label": "Taulukko", "dimension": described | heading, **answer}}
    return {"version": "2.0", "class": "dataset", **heading, "dimension": described, **answer}


def _dimension(variable: Variable, form: Form) -> dict:
    labels = dict(zip(variable.codes, variable.labels, strict=True))
    category: dict = {"label": labels}
    if len(variable.codes) > 1 or form.index == "list":
        if form.index == "list":
            category["index"] = list(variable.codes)
        else:
            # The order of an object's keys means nothing; the numbers do.
            shift = 3 if form.index == "shifted" else 0
            category["index"] = {code: n + shift for n, code in reversed(list(enumerate(variable.codes)))}
    return {"label": variable.label, "category": category}


def _values(table: Table, form: Form) -> object:
    if form.value == "list":
        return list(table.numbers)
    if form.value == "texts":
        # Old answers write the symbols among the numbers.
        return [
            symbol or None if number is None else number
            for number, symbol in zip(table.numbers, table.symbols, strict=True)
        ]
    cells = {str(n): number for n, number in enumerate(table.numbers)}
    return {n: number for n, number in cells.items() if number is not None or form.value == "object"}


def _status(table: Table, form: Form) -> object:
    told = list(table.symbols)
    if form.status == "list" and form.value != "sparse" and len(told) > 1:
        return told
    return {str(n): symbol for n, symbol in enumerate(told) if symbol}


# --- PX-JSON


def as_px_json(table: Table) -> dict:
    """The last variable is that of the contents."""
    *keys, contents = table.variables
    width = len(contents.codes)
    texts = [symbol if number is None else _written(number) for number, symbol in _pairs(table)]
    rows = [
        {"key": list(key), "values": texts[n * width : (n + 1) * width]}
        for n, key in enumerate(itertools.product(*(one.codes for one in keys)))
    ]
    columns = [{"code": one.id, "text": one.label, "type": "d"} for one in keys]
    columns += [
        {"code": code, "text": label, "type": "c"} for code, label in zip(contents.codes, contents.labels, strict=True)
    ]
    return {"columns": columns, "comments": [], "data": rows, "metadata": [{"label": "Taulukko"}]}


def as_description(table: Table) -> dict:
    """What PxWeb tells of the table before it is asked for numbers."""
    variables = [
        {"code": one.id, "text": one.label, "values": list(one.codes), "valueTexts": list(one.labels)}
        for one in table.variables
    ]
    return {"title": "Taulukko", "variables": variables}


def _pairs(table: Table):
    return zip(table.numbers, table.symbols, strict=True)


def _written(number: float) -> str:
    return str(number)


# --- PC-Axis


@dataclass(frozen=True)
class PxForm:
    """Which of the allowed forms a PC-Axis file takes."""

    encoding: str = "iso-8859-15"
    stub: int = 1
    broken_after: int = 1000
    separator: str = " "
    line: str = "\r\n"
    codes: bool = True
    keys: str = ""


px_forms = st.builds(
    PxForm,
    encoding=st.sampled_from(["iso-8859-15", "windows-1252", "utf-8", "cp850"]),
    stub=st.integers(0, 4),
    broken_after=st.sampled_from([3, 1000]),
    separator=st.sampled_from([" ", "\t", ", ", ";"]),
    line=st.sampled_from(["\n", "\r\n"]),
)


def as_px(table: Table, form: PxForm = PxForm()) -> bytes:
    stub, heading = table.variables[: form.stub], table.variables[form.stub :]
    lines = ['CHARSET="ANSI";', f'CODEPAGE="{form.encoding}";', 'LANGUAGE="fi";', f"NOTE={_quoted('DATA=1; 2', form)};"]
    lines += [f"STUB={_listed([one.label for one in stub], form)};"] if stub else []
    lines += [f"HEADING={_listed([one.label for one in heading], form)};"] if heading else []
    for one in table.variables:
        lines.append(f'VARIABLECODE("{one.label}")="{one.id}";')
        lines.append(f'VALUES("{one.label}")={_listed(one.labels, form)};')
        lines += [f'CODES("{one.label}")={_listed(one.codes, form)};'] if form.codes else []
    lines += [f'KEYS("{one.label}")={form.keys};' for one in stub] if form.keys else []
    rows = _keyed_rows(table, form) if form.keys else _rows(table, form)
    text = form.line.join([*lines, "DATA=", *rows, ";", ""])
    return text.encode(form.encoding)


def _listed(texts, form: PxForm) -> str:
    return ("," + form.line).join(_quoted(text, form) for text in texts)


def _quoted(text: str, form: PxForm) -> str:
    """A text in quotes, gone on in new quotes on the next line when it is long."""
    pieces = [text[at : at + form.broken_after] for at in range(0, len(text), form.broken_after)]
    return form.line.join(f'"{piece}"' for piece in pieces)


def _rows(table: Table, form: PxForm) -> list[str]:
    cells = [f'"{symbol}"' if number is None else _written(number) for number, symbol in _pairs(table)]
    width = prod(table.sizes[form.stub :])
    return [form.separator.join(cells[at : at + width]) + form.separator for at in range(0, len(cells), width)]


def _keyed_rows(table: Table, form: PxForm) -> list[str]:
    """Rows that hold only noughts are left out, as the format does."""
    stub = table.variables[: form.stub]
    keys = itertools.product(*(one.codes if form.keys == "CODES" else one.labels for one in stub))
    rows = _rows(replace(table), replace(form, separator=" "))
    return [
        ",".join(f'"{part}"' for part in key) + "," + row
        for key, row in zip(keys, rows, strict=True)
        if set(row.split()) != {"0"}
    ]


def as_bytes(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode("utf-8")
