"""What a cell of a delivered file says: a number, or a sign that there is none and why; knows no tables."""

import re

import pandas as pd

from importers.delivery import Fault
from kotolib.frame import MISSING, NOT_APPLICABLE, OK, PRELIMINARY, SUPPRESSED_BY_SOURCE

SIGNS = {"...": SUPPRESSED_BY_SOURCE, "..": MISSING, ".": NOT_APPLICABLE}
"""The statistical office's signs. A lone hyphen is none of them: it stands for several things."""

NUMBER = re.compile(r"-?\d+(\.\d+)?")
MONTH = re.compile(r"(\d{4})-?M?(\d{2})")


def read(cells: pd.Series, where: str, empty: str | None = None) -> pd.DataFrame:
    """``value`` and ``status`` of each cell.

    Parameters
    ----------
    cells
        Text as it is written.
    where
        Names the file and the column in a fault.
    empty
        Status of an empty cell; ``None`` makes an empty cell a fault.

    Raises
    ------
    Fault
        A cell is neither a number nor a known sign.
    """
    known = {cell: _cell(cell, where, empty) for cell in cells.unique()}
    pairs = [known[cell] for cell in cells]
    return pd.DataFrame(
        {
            "value": pd.Series([value for value, _ in pairs], index=cells.index, dtype="float64"),
            "status": pd.Series([status for _, status in pairs], index=cells.index, dtype="str"),
        }
    )


def _cell(cell: str, where: str, empty: str | None) -> tuple[float, str]:
    text = cell.strip()
    if NUMBER.fullmatch(text):
        return float(text), OK
    if not text and empty is not None:
        return float("nan"), empty
    if text in SIGNS:
        return float("nan"), SIGNS[text]
    raise Fault(f'{where}: "{cell}" is neither a number nor a sign that is known')


def time(cell: str) -> tuple[str, bool]:
    """``2023`` or ``2024M01``, and whether the publisher marks the period as preliminary (``*``).

    Examples
    --------
    >>> time("2006-01"), time("2025M01*")
    (('2006M01', False), ('2025M01', True))
    """
    text = cell.strip()
    bare = text.rstrip("*")
    if re.fullmatch(r"\d{4}", bare):
        return bare, bare != text
    month = MONTH.fullmatch(bare)
    if not month or not 1 <= int(month[2]) <= 12:
        raise Fault(f'"{cell}" is neither a year nor a month')
    return f"{month[1]}M{month[2]}", bare != text


def age(cell: str) -> str:
    """Age as the provider writes it: ``007``, ``100-`` for the open end, ``SSS`` for all.

    Examples
    --------
    >>> age("7"), age("100"), age("999"), age("SSS")
    ('007', '100-', 'SSS', 'SSS')
    """
    if cell in ("SSS", "999"):
        return "SSS"
    if cell in ("100", "100-"):
        return "100-"
    if cell.isdigit() and int(cell) < 100:
        return f"{int(cell):03d}"
    raise Fault(f'"{cell}" is not an age')


def preliminary(frame: pd.DataFrame, rows: pd.Series) -> pd.DataFrame:
    """The frame with the numbers of some rows marked preliminary; signs stay as they are."""
    status = frame["status"].mask(rows & (frame["status"] == OK), PRELIMINARY)
    return frame.assign(status=status)
