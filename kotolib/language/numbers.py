"""How numbers are written in each language (CLDR through Babel, digits 0–9 in all); knows nothing of what they mean."""

import math
from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import format_decimal

MINUS = "\u2212"
NBSP = "\u00a0"
WORD_JOINER = "\u2060"


def number(value: float, decimals: int = 0, language: str = "fi") -> str:
    """``value`` with a fixed number of decimals: decimal comma, NBSP thousands and U+2212 minus in Finnish.

    Examples
    --------
    >>> number(-1340.25, 1)
    '\u22121\\xa0340,3'
    >>> number(1340.25, 1, "en")
    '1,340.3'
    """
    if not math.isfinite(value):
        raise ValueError(f"only a finite number can be written, got: {value}")
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    text = format_decimal(_rounded(float(value), decimals), format=pattern, locale=language)
    text = text.replace("-", MINUS).replace("\u202f", NBSP)
    return text if any(c in "123456789" for c in text) else text.replace(MINUS, "")


def as_written(value: float, decimals: int = 0) -> float:
    """``value`` rounded just as :func:`number` writes it: what a reader compares with a limit.

    Examples
    --------
    >>> as_written(2.675, 2)
    2.68
    """
    return float(_rounded(float(value), decimals))


def _rounded(value: float, decimals: int) -> Decimal:
    """Halves go away from zero, as people round them: of the number as it is written (2.675, which is less in binary),
    once the last binary digits of a computation (28.499999999999996) are away."""
    written = Decimal(repr(round(value, decimals + 8)))
    return written.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def signed(value: float, decimals: int = 0, language: str = "fi") -> str:
    """``value`` with its sign written, plus included; zero has none."""
    text = number(value, decimals, language)
    return "+" + text if value > 0 and any(c in "123456789" for c in text) else text


def percent(value: float, decimals: int = 1, language: str = "fi") -> str:
    """``value`` with its per cent sign: ``3,9 %`` (NBSP) in Finnish and Swedish, ``3.9%`` in English."""
    return number(value, decimals, language) + ("%" if language == "en" else NBSP + "%")


def span(low: float, high: float, decimals: int = 0, language: str = "fi") -> str:
    """``low–high`` that never breaks over a line; three points where a minus would meet the dash: ``−4…14``."""
    dash = "…" if low < 0 else "–"
    return f"{number(low, decimals, language)}{dash}{WORD_JOINER}{number(high, decimals, language)}"
