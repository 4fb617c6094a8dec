"""The one tidy frame of values: its columns and the states of a value; knows nothing of where values come from.

A value that cannot be shown is never zero and never merely empty: ``status`` says why.
"""

import pandas as pd

OK = "ok"
PRELIMINARY = "preliminary"
SUPPRESSED_BY_SOURCE = "suppressed_by_source"
SUPPRESSED = "suppressed"
MISSING = "missing"
NOT_APPLICABLE = "not_applicable"
BELOW_QUALITY = "below_quality"

STATUSES = (OK, PRELIMINARY, SUPPRESSED_BY_SOURCE, SUPPRESSED, MISSING, NOT_APPLICABLE, BELOW_QUALITY)
SHOWN = (OK, PRELIMINARY)
"""The states in which there is a number to show."""

COLUMNS = ("area", "year", "group", "value", "numerator", "denominator", "low", "high", "status")
"""area: text id (`211`, `SSS`, `MK06`, `j-…`) · year: int · group: text, "" for all · the rest float, status text."""

COUNTRY = "SSS"


def empty() -> pd.DataFrame:
    """A frame with the columns and types of values, and no rows."""
    frame = pd.DataFrame({name: pd.Series(dtype="float64") for name in COLUMNS})
    return frame.astype({"area": "str", "group": "str", "status": "str", "year": "int64"})[list(COLUMNS)]


def check(frame: pd.DataFrame) -> pd.DataFrame:
    """The same frame, if it keeps the house's promises; else ``ValueError``.

    Every NaN value has a reason, every shown value is a number, no (area, year, group) stands twice.
    """
    if list(frame.columns) != list(COLUMNS):
        raise ValueError(f"a values frame has the columns {COLUMNS}, got: {tuple(frame.columns)}")
    unknown = set(frame["status"]) - set(STATUSES)
    if unknown:
        raise ValueError(f"unknown status: {sorted(unknown)}; the statuses are {STATUSES}")
    shown = frame["status"].isin(SHOWN)
    if (shown & frame["value"].isna()).any() or (~shown & frame["value"].notna()).any():
        raise ValueError("a value is NaN exactly when its status says why")
    if frame.duplicated(["area", "year", "group"]).any():
        raise ValueError("two values for one area, year and group")
    return frame
