"""Reads the moments that services write in their several ways; knows no time zone that is not written."""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

_FORMS = ("%Y%m%d %H:%M:%S", "%Y%m%d %H:%M", "%Y%m%d", "%d.%m.%Y %H:%M", "%d.%m.%Y %H.%M", "%d.%m.%Y", "%Y-%m", "%Y")


def moment(text: object) -> datetime | None:
    """The moment that a text means, or ``None`` when it means none that can be told.

    With a time zone when one is written, else without.

    Examples
    --------
    >>> moment("2022-12-21T06.00.00Z")
    datetime.datetime(2022, 12, 21, 6, 0, tzinfo=datetime.timezone.utc)
    >>> moment("20230418 08:00")
    datetime.datetime(2023, 4, 18, 8, 0)
    >>> moment("keväällä") is None
    True
    """
    if not isinstance(text, str) or not (text := text.strip()):
        return None
    for read in (_iso, _formed, _mailed):
        if (found := read(text)) is not None:
            return found
    return None


def _iso(text: str) -> datetime | None:
    if not re.match(r"\d{4}-\d\d-\d\d", text):
        return None
    day, clock = text[:10], text[10:]
    # StatFin of 2022–2025 writes its clock with points: 06.00.00.
    clock = re.sub(r"^([T ])(\d\d)\.(\d\d)(?:\.(\d\d))?", lambda m: f"{m[1]}{m[2]}:{m[3]}:{m[4] or '00'}", clock)
    try:
        return datetime.fromisoformat(day + clock)
    except ValueError:
        return None


def _formed(text: str) -> datetime | None:
    for form in _FORMS:
        try:
            return datetime.strptime(text, form)
        except ValueError:
            continue
    return None


def _mailed(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
