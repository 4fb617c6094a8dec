"""Personal identity codes in free text: found by form and check digit, masked; knows no cell and keeps no value.

Source: the Digital and Population Data Services Agency's description of the personal identity code; the separators
``B C D E F`` and ``Y X W V U`` have been in use since 2023.
"""

import re

_CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_CODE = re.compile(
    r"(?<![0-9A-Za-z])(\d{6})\s?[+\-\u2212\u2013\u2010\u2011YXWVUABCDEF]\s?(\d{3})([0-9A-Y])(?![0-9A-Za-z])",
    re.IGNORECASE,
)
MASK = "••••••-••••"


def has_code(text: str) -> bool:
    """Whether a text holds a personal identity code.

    Examples
    --------
    >>> has_code("tunnus 131052-308T"), has_code("puhelin 131052-3081")
    (True, False)
    """
    return any(map(_is_code, _CODE.finditer(text)))


def masked(text: str) -> str:
    """The text with every code hidden.

    Examples
    --------
    >>> masked("Tunnus on 131052X308T.")
    'Tunnus on ••••••-••••.'
    """
    return _CODE.sub(lambda found: MASK if _is_code(found) else found[0], text)


def _is_code(found: re.Match) -> bool:
    day, month = int(found[1][:2]), int(found[1][2:4])
    check = _CHECK[int(found[1] + found[2]) % 31]
    return 1 <= day <= 31 and 1 <= month <= 12 and found[3].upper() == check
