"""A row of values as the fact that a sentence remembers; knows rows, no words."""

import pandas as pd

from kotolib.display.prose import Fact
from kotolib.indicators import Values


def fact(v: Values, row: pd.Series) -> Fact:
    """The fact of one row."""
    return Fact(v.indicator.id, row["area"], int(row["year"]), float(row["value"]), row["group"])
