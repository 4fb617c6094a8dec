"""gettext catalogues: Finnish is the source language, the others are ``.po`` files compiled in memory.

Knows messages; not which page or notebook they come from.
"""

import gettext
import io
from functools import cache
from importlib import resources
from pathlib import Path

from babel.messages import mofile, pofile

from kotolib.errors import N_, WrongWords
from kotolib.language import numbers

LANGUAGES = ("fi", "sv", "en")
"""Languages that pages can be made in."""

DOMAIN = "kotolib"


class Texts:
    """Messages and numbers in one language.

    ``_ = here.texts`` and then ``_("Lähde: {who}.", who=name)``: the message is looked up in the catalogue
    (Finnish is its own) and filled with the fields.

    Parameters
    ----------
    language
        ``fi``, ``sv`` or ``en``.
    catalogue
        What translates; ``NullTranslations`` leaves Finnish as it is written.
    """

    def __init__(self, language: str, catalogue: gettext.NullTranslations) -> None:
        self.language = language
        self._catalogue = catalogue

    def __call__(self, message: str, /, **fields: object) -> str:
        """The message in this language, its ``{fields}`` filled in."""
        return self._catalogue.gettext(message).format(**fields)

    def plural(self, one: str, many: str, count: float, /, **fields: object) -> str:
        """``one`` or ``many`` by the plural rule of the language."""
        return self._catalogue.ngettext(one, many, count).format(**fields)

    def context(self, context: str, message: str) -> str:
        """The message as it is said in a context (``joint``: of an area of several municipalities); not filled."""
        return self._catalogue.pgettext(context, message)

    def plain(self, message: str) -> str:
        """The message in this language, braces left alone: for prose that is not a pattern."""
        return self._catalogue.gettext(message)

    def number(self, value: float, decimals: int = 0) -> str:
        """``1 340`` · see :func:`kotolib.language.numbers.number`."""
        return numbers.number(value, decimals, self.language)

    def signed(self, value: float, decimals: int = 0) -> str:
        """``+1,3`` · the sign is always written."""
        return numbers.signed(value, decimals, self.language)

    def percent(self, value: float, decimals: int = 1) -> str:
        """``3,9 %``."""
        return numbers.percent(value, decimals, self.language)

    def span(self, low: float, high: float, decimals: int = 0) -> str:
        """``1 660–2 860``."""
        return numbers.span(low, high, decimals, self.language)

    def listing(self, words: list[str]) -> str:
        """``a, b ja c``."""
        if len(words) < 2:
            return "".join(words)
        return self("{first} ja {last}", first=", ".join(words[:-1]), last=words[-1])


@cache
def texts(language: str, folder: Path | None = None) -> Texts:
    """The texts of a language.

    Parameters
    ----------
    language
        One of :data:`LANGUAGES`.
    folder
        Where ``<language>/LC_MESSAGES/kotolib.po`` stands; the package's own ``locale`` unless told.

    Raises
    ------
    WrongWords
        The language is not one that pages are made in.
    """
    if language not in LANGUAGES:
        raise WrongWords(
            N_("Kieltä ”{language}” ei ole. Kielet: {languages}."), language=language, languages=", ".join(LANGUAGES)
        )
    source = (folder or resources.files("kotolib") / "locale") / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not source.is_file():
        return Texts(language, gettext.NullTranslations())
    compiled = io.BytesIO()
    mofile.write_mo(compiled, pofile.read_po(io.BytesIO(source.read_bytes()), locale=language))
    compiled.seek(0)
    return Texts(language, gettext.GNUTranslations(compiled))


def is_complete(language: str) -> bool:
    """Whether pages may be made in this language: Finnish always, others once their catalogue says so in its header."""
    if language == "fi":
        return True
    source = resources.files("kotolib") / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    return source.is_file() and "X-Koto-Complete: yes" in source.read_text(encoding="utf-8")
