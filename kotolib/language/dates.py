"""How a day is written in Finnish, Swedish and English; knows nothing of what happens on it."""

from datetime import date

from babel.dates import format_date


def day(when: date, language: str = "fi") -> str:
    """The day as a sentence has it.

    Examples
    --------
    >>> day(date(2026, 11, 4)), day(date(2026, 11, 4), "en")
    ('4.11.2026', '4 November 2026')
    """
    if language == "en":
        return format_date(when, "d MMMM y", locale="en")
    return f"{when.day}.{when.month}.{when.year}"
