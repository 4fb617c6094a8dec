"""What could tell who somebody is in free text: personal identity codes, e-mail addresses and phone numbers, masked.

Knows forms of text; no survey. Names it cannot know: that is why nothing is quoted before a person has read it.
"""

import re

from kotolib.programme import identity_codes

IDENTITY_CODE, EMAIL, PHONE = "identity_code", "email", "phone"
MASK = "•••"

_EMAIL = re.compile(
    r"[\w.+'%-]+\s?(?:@|\(at\)|\[at\]|\(ät\)|\[ät\])\s?[\w-]+(?:\s?\.\s?[\w-]+)*\s?\.\s?[a-z]{2,24}\b", re.I
)
_PHONE = re.compile(r"(?<![\w.,])(?:\+|00|\(?0)[\d(][\d\s()/.\-\u2010-\u2013\u00a0]{4,20}\d(?!\w)")
_FEWEST_DIGITS, _MOST_DIGITS = 7, 15
_DAY = re.compile(r"0?\d{1,2}\s?\.\s?\d{1,2}\s?\.\s?\d{4}")


def found(text: str) -> tuple[str, ...]:
    """What in a text could tell who somebody is.

    Examples
    --------
    >>> found("Soittakaa 040 123 4567 tai maija.m@posti.example")
    ('email', 'phone')
    >>> found("Kurssi alkoi 01.09.2025 ja maksoi 1200 euroa.")
    ()
    """
    bare = identity_codes.masked(text)
    kinds = [IDENTITY_CODE] if bare != text else []
    kinds += [EMAIL] if _EMAIL.search(bare) else []
    return tuple(kinds + ([PHONE] if any(map(_is_phone, _PHONE.finditer(_EMAIL.sub(MASK, bare)))) else []))


def masked(text: str) -> str:
    """The text with all of that hidden.

    Examples
    --------
    >>> masked("Soittakaa 040 123 4567!")
    'Soittakaa •••!'
    """
    bare = _EMAIL.sub(MASK, identity_codes.masked(text))
    return _PHONE.sub(lambda one: MASK if _is_phone(one) else one[0], bare)


def _is_phone(one: re.Match) -> bool:
    digits = sum(sign.isdigit() for sign in one[0])
    return _FEWEST_DIGITS <= digits <= _MOST_DIGITS and not _DAY.fullmatch(one[0].strip())
