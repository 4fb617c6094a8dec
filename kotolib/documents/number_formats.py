"""A number as it is shown in a table, for a spreadsheet: its value and the format that shows it the same way again.

Knows how numbers are written in each language and Excel's formats; nothing of sheets or tables.
"""

import re
from dataclasses import dataclass

_NUMBER = re.compile(r"([−-]?)(\d{1,3}(?:[\u00a0\u202f ]\d{3})+|\d+)(?:,(\d+))?")
_NUMBER_EN = re.compile(r"([−-]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?")


@dataclass(frozen=True)
class Shown:
    """A number and the Excel format that shows it as the page does."""

    value: float
    format: str


def shown(text: str, value: float, language: str) -> Shown | None:
    """The number in a cell's text; the words and signs round it go into the format.

    The text decides, not the number behind it: a workbook then never differs from the page and never tells more
    decimals than the page does. Of several numbers (a value and its interval) the one that is ``value`` rounded.

    Examples
    --------
    >>> shown("noin 1\\xa0340", 1338.2, "fi")
    Shown(value=1340, format='"noin "#,##0')
    >>> shown("+1,3", 1.3, "fi")
    Shown(value=1.3, format='+0.0;-0.0;0.0')
    """
    found = list((_NUMBER_EN if language == "en" else _NUMBER).finditer(text))
    if len(found) > 1:
        found = [number for number in found if _is_rounded(number, value)]
    return _shown(text, found[0]) if found else None


def bounds(text: str, language: str) -> tuple[str, str] | None:
    """The two numbers of a span, as texts: `1 660–2 860`; nothing if the text is anything else.

    Examples
    --------
    >>> bounds("1\\xa0660–\\u20602\\xa0860", "fi")
    ('1\\xa0660', '2\\xa0860')
    """
    number = (_NUMBER_EN if language == "en" else _NUMBER).pattern
    span = re.fullmatch(rf"({number})–\u2060?({number})", text)
    return (span[1], span[5]) if span else None


def value_of(text: str, language: str) -> float:
    """The number that a bound's text is."""
    return _value((_NUMBER_EN if language == "en" else _NUMBER).fullmatch(text))


def _is_rounded(number: re.Match, value: float) -> bool:
    return abs(_value(number) - value) <= 0.5 / 10 ** len(number.group(3) or "") + 1e-9


def _value(number: re.Match) -> float:
    sign, whole, decimals = number.groups(default="")
    digits = re.sub(r"\D", "", whole)
    size = float(f"{digits}.{decimals}") if decimals else int(digits)
    return -size if sign else size


def _shown(text: str, number: re.Match) -> Shown:
    whole, decimals = number.group(2), number.group(3) or ""
    # Years and codes have no thousands separator, and small numbers show none.
    grouped = not whole.isdigit()
    return Shown(_value(number), _format(text[: number.start()], text[number.end() :], grouped, len(decimals)))


def _format(before: str, after: str, grouped: bool, decimals: int) -> str:
    digits = ("#,##0" if grouped else "0") + ("." + "0" * decimals if decimals else "")
    if before == "+":
        return ";".join((f"+{digits}{_literal(after)}", f"-{digits}{_literal(after)}", f"{digits}{_literal(after)}"))
    return _literal(before) + digits + _literal(after)


def _literal(text: str) -> str:
    text = text.replace('"', "")
    return f'"{text}"' if text else ""
