"""When a table's next figures should have come, by its declared rhythm and the last time it tells; reads no clock."""

import re
from datetime import date

from kotolib.sources.declaration import Source

_MONTHS = {"yearly": 12, "every_three_years": 36, "every_four_years": 48, "monthly": 1}
_TIME = re.compile(r"(\d{4})(?:M(\d{2})|Q(\d))?")


def next_update(source: Source, last_time: str) -> date | None:
    """The day by which the figures after the last ones should be out; None where no more come or it cannot be told.

    Parameters
    ----------
    source
        The declaration.
    last_time
        The last time in the table: ``2023``, ``2025M01``, ``2025Q1``.

    Examples
    --------
    >>> from kotolib import sources
    >>> declared = sources.load().sources
    >>> next_update(declared["11re"], "2023"), next_update(declared["12r5_share"], "2025M01")
    (datetime.date(2025, 5, 1), datetime.date(2025, 4, 1))
    """
    found = _TIME.fullmatch(last_time)
    if source.updates == "ended" or not found:
        return None
    year, month, quarter = found.groups()
    end = int(year) * 12 + int(month or int(quarter or 4) * 3)
    months = end + _step(source, month, quarter) + source.lag_months
    return date(months // 12, months % 12 + 1, 1)


def _step(source: Source, month: str | None, quarter: str | None) -> int:
    """Months from one figure to the next: a monthly table may be declared by its year."""
    if source.updates in ("yearly", "monthly"):
        return 1 if month else 3 if quarter else 12
    return _MONTHS[source.updates]
