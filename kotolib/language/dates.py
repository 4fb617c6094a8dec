"""How a day is written in each language, always of the Gregorian calendar; knows nothing of what happens on it."""

from datetime import date

from babel.dates import format_date, get_month_names


def day(when: date, language: str = "fi") -> str:
    """The day as a sentence has it.

    Examples
    --------
    >>> day(date(2026, 11, 4)), day(date(2026, 11, 4), "en")
    ('4.11.2026', '4 November 2026')
    """
    if language in ("fi", "sv"):
        return f"{when.day}.{when.month}.{when.year}"
    return format_date(when, "d MMMM y" if language == "en" else "long", locale=language)


def weekday(when: date, language: str = "fi") -> str:
    """The day with its weekday, as an invitation has it.

    Examples
    --------
    >>> weekday(date(2026, 12, 15)), weekday(date(2026, 12, 15), "en"), weekday(date(2026, 12, 15), "et")
    ('tiistai 15.12.2026', 'Tuesday 15 December 2026', 'teisipäev, 15. detsember 2026')
    """
    if language not in ("fi", "sv", "en"):
        return format_date(when, "full", locale=language)
    return f"{format_date(when, 'cccc', locale=language)} {day(when, language)}"


def short_day(when: date, language: str = "fi") -> str:
    """The day without its year.

    Examples
    --------
    >>> short_day(date(2026, 11, 4)), short_day(date(2026, 11, 4), "en")
    ('4.11.', '4 Nov')
    """
    if language == "en":
        return format_date(when, "d MMM", locale="en")
    return f"{when.day}.{when.month}." if language == "fi" else f"{when.day}.{when.month}"


def month(number: int, language: str = "fi") -> str:
    """The short name of a month, as an axis has it.

    Examples
    --------
    >>> month(1), month(9, "sv"), month(9, "en")
    ('tammi', 'sep', 'Sep')
    """
    name = get_month_names("abbreviated", "stand-alone", locale=language)[number].rstrip(".")
    return name if language == "fi" else name[:3]
