"""Merged municipalities that a text names as bodies, by the dated table of mergers; knows names and days only."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from kotolib.areas.area import Area
from kotolib.areas.mergers import Abolished, abolished, living_codes
from kotolib.areas.register import register

_BODY = r"(?:kunta|kunna|kaupun|kommun|stad)"


@dataclass(frozen=True)
class Merged:
    """A municipality that is no more.

    Attributes
    ----------
    name
        What it was called in Finnish.
    since
        The first day without it.
    into
        The municipality of today that has its residents and tasks.
    """

    name: str
    since: date
    into: Area


def merged_in(text: str, day: date) -> tuple[Merged, ...]:
    """The merged municipalities that a text names as a body (*Pertunmaan kunta*) and that are no more on a day.

    Parameters
    ----------
    text
        Finnish or Swedish, inflected as it may be. A name alone is a place, which is still there.
    day
        The day that the text is read on.

    Examples
    --------
    >>> [one.into.name for one in merged_in("Pertunmaan kunta", date(2026, 11, 24))]
    ['Mäntyharju']
    >>> merged_in("Pertunmaan koulu", date(2026, 11, 24))
    ()
    """
    if not re.search(_BODY, text):
        return ()
    named = [one for pattern, one in _merged(register().folder) if pattern.search(text)]
    return tuple(one for one in named if one.since <= day)


@cache
def _merged(folder: Path) -> tuple[tuple[re.Pattern, Merged], ...]:
    known = [one for one in abolished().values() if one.date and one.code in living_codes()]
    return tuple((_pattern(one), _of(one)) for one in known)


def _pattern(one: Abolished) -> re.Pattern:
    names = "|".join(re.escape(name) for name in one.names.values())
    return re.compile(rf"\b(?:{names})\w*\s+{_BODY}")


def _of(one: Abolished) -> Merged:
    return Merged(one.names["fi"], date.fromisoformat(one.date), register().municipality(living_codes()[one.code]))
