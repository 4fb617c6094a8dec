"""The forms in which figures are delivered, each read into the columns of the store; knows no single table.

A form is named in ``tables.yaml`` with its words (files, columns, what an empty cell means); it gives rows with
``area time content [age sex language] value status``, unsorted.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from importers import cells, jsonstat
from importers.codes import Codes
from importers.delivery import Delivery, Fault

DIMENSIONS = ("age", "sex", "language")


@dataclass(frozen=True)
class Words:
    """What a form needs beside its own words of ``tables.yaml``.

    Attributes
    ----------
    delivery
        The delivered folder.
    codes
        Codes of areas.
    contents
        Code of a content by the provider's label.
    """

    delivery: Delivery
    codes: Codes
    contents: dict[str, str]

    def content(self, label: str) -> str:
        """Code of the content that the provider calls so.

        Raises
        ------
        Fault
            The card does not describe such a content.
        """
        if label not in self.contents:
            raise Fault(f'no content is called "{label}"')
        return self.contents[label]


def columns(words: Words, form: dict) -> pd.DataFrame:
    """One row a figure: ``file``, ``columns`` (ours: theirs); ``content`` if it stands in no column.

    Contents are found by the labels of the card, or by ``labels`` (theirs: ours) where the file has its own.
    """
    source = words.delivery.rows(form["file"])
    theirs = form["columns"]
    frame = pd.DataFrame({name: source[theirs[name]] for name in theirs if name != "value"})
    if "content" in form:
        frame["content"] = form["content"]
    else:
        labels = form.get("labels")
        frame["content"] = _each(frame["content"], labels.__getitem__ if labels else words.content)
    values = cells.read(source[theirs["value"]], form["file"])
    return dimensions(words, frame.join(values))


def wide(words: Words, form: dict) -> pd.DataFrame:
    """One column a content: ``file``, ``area``, ``time``, ``contents`` (theirs: ours), ``empty`` (content: status).

    ``constant_area`` stands for the column of areas where the file is of one area.
    """
    source = words.delivery.rows(form["file"])
    parts = [_column(source, form, theirs, ours) for theirs, ours in form["contents"].items()]
    frame = pd.concat(parts, ignore_index=True)
    return dimensions(words, frame)


def _column(source: pd.DataFrame, form: dict, theirs: str, ours: str) -> pd.DataFrame:
    area = form["constant_area"] if "constant_area" in form else source[form["area"]]
    frame = pd.DataFrame({"area": area, "time": source[form["time"]], "content": ours}, index=source.index)
    return frame.join(cells.read(source[theirs], f"{form['file']}, {theirs}", form.get("empty", {}).get(ours)))


def counts(words: Words, form: dict) -> pd.DataFrame:
    """The wide form whose empty cells of one content are confidential, and only in the areas that are named."""
    frame = wide(words, form)
    empty = frame["value"].isna() & (frame["content"] == form["confidential"]["content"])
    others = sorted(set(frame.loc[empty, "area"]) - set(form["confidential"]["areas"]))
    if others:
        raise Fault(f"{form['file']}: empty cells of {form['confidential']['content']} in {others}: no rule says why")
    return frame


def nested(words: Words, form: dict) -> pd.DataFrame:
    """``{area: {year: number}}`` in JSON, of one content."""
    record = words.delivery.record(form["file"])
    return _listed(
        words,
        form,
        [
            (area, year, form["content"], _written(number))
            for area, years in record.items()
            for year, number in years.items()
        ],
    )


def records(words: Words, form: dict) -> pd.DataFrame:
    """JSON objects with an area, a content's label and numbers by year; ``null`` where there is none."""
    area, label = form["area"], form["label"]
    rows = [
        (record[area], year, words.content(record[label]), _written(number))
        for record in words.delivery.record(form["file"])
        for year, number in record.items()
        if year not in (area, label)
    ]
    return _listed(words, form, rows)


def dataset(words: Words, form: dict) -> pd.DataFrame:
    """A json-stat2 file; dimensions in ``leave_out`` must be nothing but the total."""
    frame = jsonstat.rows(words.delivery.record(form["file"]), form["file"])
    for name in form.get("leave_out", []):
        if set(frame[name]) != {"SSS"}:
            raise Fault(f"{form['file']}: {name} has more than its total")
    return dimensions(words, frame.drop(columns=form.get("leave_out", [])))


def several(words: Words, form: dict) -> pd.DataFrame:
    """Files of one table, each in its own form, one below the other; a dimension that one lacks is its total."""
    frames = [FORMS[part["form"]](words, part) for part in form["parts"]]
    frame = pd.concat(frames, ignore_index=True)
    present = [name for name in DIMENSIONS if name in frame]
    return frame.assign(**{name: frame[name].fillna("SSS") for name in present})


def _listed(words: Words, form: dict, rows: list[tuple[str, str, str, str]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["area", "time", "content", "cell"], dtype="str")
    values = cells.read(frame["cell"], form["file"], form.get("empty"))
    return dimensions(words, frame.drop(columns="cell").join(values))


def _written(number: float | None) -> str:
    """A JSON number as a cell would have it."""
    return "" if number is None else repr(number)


def dimensions(words: Words, frame: pd.DataFrame) -> pd.DataFrame:
    """Codes of areas, times and ages in the store's own writing; ``*`` makes a number preliminary."""
    times = {cell: cells.time(cell) for cell in frame["time"].unique()}
    frame = cells.preliminary(frame, frame["time"].map({cell: marked for cell, (_, marked) in times.items()}))
    frame = frame.assign(
        area=_each(frame["area"], words.codes.find),
        time=_each(frame["time"], lambda cell: times[cell][0]),
    )
    return frame.assign(age=_each(frame["age"], cells.age)) if "age" in frame else frame


def _each(column: pd.Series, change: Callable[[str], str]) -> pd.Series:
    """The column, each different cell changed once."""
    return column.map({cell: change(cell) for cell in column.unique()})


FORMS: dict[str, Callable[[Words, dict], pd.DataFrame]] = {
    "columns": columns,
    "wide": wide,
    "counts": counts,
    "nested": nested,
    "records": records,
    "dataset": dataset,
    "several": several,
}
