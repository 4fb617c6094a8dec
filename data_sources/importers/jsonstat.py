"""json-stat2 as it is delivered: dimensions by their roles and names, values with their states; knows no tables."""

import itertools

import pandas as pd

from importers import cells
from importers.delivery import Fault
from kotolib.frame import MISSING

OURS = {"alue": "area", "sukupuoli": "sex", "ikä": "age", "area": "area", "sex": "sex", "age": "age"}
"""Our dimension by the label of the source's; time and content are known by their role."""


def rows(record: dict, file: str) -> pd.DataFrame:
    """``area time content [age sex] value status`` of a json-stat2 dataset.

    ``null`` takes the sign of ``status`` (a text, a list or an object); without a sign it is missing.
    """
    if record.get("version") != "2.0" or record.get("class") != "dataset":
        raise Fault(f"{file}: not a json-stat2 dataset")
    names = [_name(record, dimension, file) for dimension in record["id"]]
    codes = [_codes(record["dimension"][dimension]["category"]) for dimension in record["id"]]
    frame = pd.DataFrame(list(itertools.product(*codes)), columns=names)
    texts = [_cell(record, index) for index in range(len(frame))]
    return frame.join(cells.read(pd.Series(texts, dtype="str"), file, empty=MISSING))


def _name(record: dict, dimension: str, file: str) -> str:
    if dimension in record["role"].get("time", []):
        return "time"
    if dimension in record["role"].get("metric", []):
        return "content"
    label = record["dimension"][dimension]["label"]
    if label.lower() not in OURS:
        raise Fault(f'{file}: the dimension "{label}" is not known')
    return OURS[label.lower()]


def _codes(category: dict) -> list[str]:
    index = category["index"]
    return sorted(index, key=index.get) if isinstance(index, dict) else list(index)


def _cell(record: dict, index: int) -> str:
    values = record["value"]
    value = values.get(str(index)) if isinstance(values, dict) else values[index]
    if value is not None:
        return repr(value)
    status = record.get("status")
    if isinstance(status, dict):
        return status.get(str(index)) or ""
    if isinstance(status, list):
        return status[index] or ""
    return status or ""
