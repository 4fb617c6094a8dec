"""In which languages the residents' page of an area is made: those that most of its residents speak; makes no page."""

from kotolib.areas.area import Area
from kotolib.indicators import languages
from kotolib.language import LANGUAGES, OF_RESIDENTS

MANY = 5


def chosen(area: Area, edition: str = "latest") -> tuple[str, ...]:
    """The five languages that most residents of the area speak, of those in which the page can be made.

    Parameters
    ----------
    area
        The area.
    edition
        Name of the store's edition: where it does not tell single languages, all the six are chosen.

    Examples
    --------
    >>> from kotolib import areas
    >>> chosen(areas.get("211"), "2026-11")
    ('et', 'so', 'ru', 'uk', 'ar', 'fa')
    """
    spoken = languages.spoken(area, edition)
    if not spoken:
        return OF_RESIDENTS
    return tuple(language for language in spoken if language in OF_RESIDENTS)[:MANY]


def lacking(area: Area, edition: str = "latest") -> tuple[str, ...]:
    """Codes of the languages that are among the five most spoken, but in which the page cannot be made yet."""
    largest = list(languages.spoken(area, edition))[:MANY]
    return tuple(language for language in largest if language not in (*LANGUAGES, *OF_RESIDENTS))
