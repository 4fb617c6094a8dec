"""Triggers of time: the middle of the term has passed, its end is near, or it is over; knows only years and a day."""

from datetime import date, timedelta

from kotolib.programme.records import Programme
from kotolib.programme.triggers import reasons
from kotolib.programme.triggers.reasons import ALL_SECTIONS, Looked, Reason, facts

A_YEAR = timedelta(days=365)


def term(programme: Programme, day: date) -> Looked:
    """Where in its term the programme is.

    The middle is a reason for a year after it; the last year is one to begin the next programme.

    Examples
    --------
    >>> from kotolib.programme.records import Basics
    >>> said = Programme(basics=Basics(first_year=2026, last_year=2029))
    >>> [reason.kind for reason in term(said, date(2028, 3, 1)).reasons]
    ['half']
    """
    first, last = programme.basics.first_year, programme.basics.last_year
    if first is None or last is None:
        return Looked(reasons.HALF, "time", not_evaluated=reasons.NO_TERM)
    begins, ends = date(first, 1, 1), date(last, 12, 31)
    middle = begins + (ends - begins) / 2
    if day > ends:
        return _fired(reasons.TERM_OVER, reasons.UPDATE, ALL_SECTIONS, ends)
    if day > ends - A_YEAR:
        return _fired(reasons.END_NEAR, reasons.UPDATE, ALL_SECTIONS, ends)
    if middle <= day < middle + A_YEAR:
        return _fired(reasons.HALF, reasons.CONSIDER, ("5.10",), middle)
    return Looked(reasons.HALF, "time")


def _fired(kind: str, level: str, sections: tuple[str, ...], when: date) -> Looked:
    return Looked(kind, "time", reasons=(Reason(kind, level, sections, (), facts(day=when)),))
