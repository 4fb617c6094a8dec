"""What a draft of an area is judged by: day, smallest count and bodies, from its workbook and the register of areas."""

from datetime import date

from kotolib.areas.area import Area
from kotolib.disclosure import DEFAULT
from kotolib.programme.checklist.declaration import SEED
from kotolib.programme.lint.context import Context
from kotolib.programme.written import written


def context(area: Area | None, day: date | None, today: date) -> Context:
    """What the rules need to know besides the draft.

    Parameters
    ----------
    area
        Whose draft it is; None where that was not told.
    day
        The programme's date, if it was told; else the workbook's, else today.
    today
        The day on which the draft is read.

    Examples
    --------
    >>> from kotolib import areas
    >>> context(areas.get("091"), None, date(2026, 11, 24)).has_county
    False
    """
    if area is None:
        return Context(day or today)
    basics = written(area).programme.basics
    return Context(
        day=day or basics.date or today,
        smallest=int(basics.smallest_count or DEFAULT),
        has_county=area.wellbeing_county is not None,
        mainland=not area.aland,
        checklist=basics.checklist or SEED,
    )
