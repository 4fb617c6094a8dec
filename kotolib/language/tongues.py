"""What each language is called, which way it is written, and who has read its texts; knows no message.

A person who knows the language reads the residents' page and is named in the header of the language's catalogue
(``X-Koto-Reviewer: name, day``); until then the page says that it is a draft.
"""

from pathlib import Path

from babel import Locale, UnknownLocaleError

from kotolib.language.catalogues import LANGUAGES, OF_RESIDENTS, header

_BY_SCRIPT = ("Latn", "Cyrl", "Arab")
_SCRIPTS = {"ru": "Cyrl", "uk": "Cyrl", "ar": "Arab", "fa": "Arab"}


def own_name(language: str) -> str:
    """The language by its own name.

    Examples
    --------
    >>> own_name("so"), own_name("uk")
    ('Soomaali', 'українська')
    """
    return Locale.parse(language).get_language_name(language)


def name_in(language: str, other: str) -> str:
    """What the language is called in another one: *suomi*, *Finnish*; its code where nobody has told."""
    try:
        return Locale.parse(language).get_language_name(other) or language
    except (ValueError, UnknownLocaleError):
        return Locale.parse(other).languages.get(language, language)


def direction(language: str) -> str:
    """`ltr` or `rtl`.

    Examples
    --------
    >>> direction("ar"), direction("ru")
    ('rtl', 'ltr')
    """
    return Locale.parse(language).text_direction


def listed(languages: tuple[str, ...] = (*LANGUAGES, *OF_RESIDENTS)) -> tuple[str, ...]:
    """Languages in the order of a list of their own names: Latin letters first, then other scripts.

    Examples
    --------
    >>> listed()
    ('et', 'en', 'so', 'fi', 'sv', 'ru', 'uk', 'ar', 'fa')
    """
    return tuple(
        sorted(languages, key=lambda one: (_BY_SCRIPT.index(_SCRIPTS.get(one, "Latn")), own_name(one).casefold()))
    )


def reviewer(language: str, folder: Path | None = None) -> str:
    """Who has read the language's texts of the residents' page, and when; empty until somebody has."""
    return header(language, "X-Koto-Reviewer", folder)


def unreviewed(language: str, folder: Path | None = None) -> bool:
    """Whether nobody who knows the language has read its texts of the residents' page yet.

    Examples
    --------
    >>> unreviewed("ar")
    True
    """
    return not reviewer(language, folder)
