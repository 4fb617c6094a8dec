"""gettext catalogues: Finnish is the source language, the others are ``.po`` files compiled in memory.

Knows messages; not which page or notebook they come from.
"""

import gettext
import io
import re
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from babel.messages import mofile, pofile

from kotolib.errors import N_, KotoError, WrongWords
from kotolib.language import numbers

LANGUAGES = ("fi", "sv", "en")
"""Languages that every page can be made in."""

OF_RESIDENTS = ("et", "so", "ru", "uk", "ar", "fa")
"""Languages of the residents' page alone: their catalogues hold its messages and no others."""

SOURCE = "fi"
"""The language that messages are written in."""

DOMAIN = "kotolib"


LISTING = N_("{first} ja {last}")
"""How the last word of a list is joined to the others."""


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
    folder
        Where the catalogue was read from; None is the package's own.
    """

    def __init__(self, language: str, catalogue: gettext.NullTranslations, folder: Path | None = None) -> None:
        self.language = language
        self._catalogue = catalogue
        self._folder = folder

    def __reduce__(self):
        # A catalogue does not pickle (its plural rule is compiled), and other processes have it too.
        return texts, (self.language, self._folder) if self._folder else (self.language,)

    def __call__(self, message: str, /, **fields: object) -> str:
        """The message in this language, its ``{fields}`` filled in."""
        return self._catalogue.gettext(message).format(**fields)

    def plural(self, one: str, many: str, count: float, /, **fields: object) -> str:
        """``one`` or ``many`` by the plural rule of the language; of −1 as of 1, of 1.5 as of many (CLDR)."""
        whole = abs(int(count)) if count == int(count) else 0
        return self._catalogue.ngettext(one, many, whole).format(**fields)

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
        return self(LISTING, first=", ".join(words[:-1]), last=words[-1])


class NotSaid(KotoError):
    """A page says something that the catalogue of its language does not hold: no page mixes languages."""


class _Refusing(gettext.NullTranslations):
    """What is behind a catalogue of the residents' page: nothing, not even Finnish."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def gettext(self, message: str) -> str:
        said = N_("Kielellä {language} tehdään vain asukkaiden sivu, eikä siinä ole tekstiä ”{text}”.")
        raise NotSaid(said, language=self._language, text=message.strip().splitlines()[0][:60])

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1)

    def pgettext(self, context: str, message: str) -> str:
        # Not said otherwise in the context: it is asked for without the context next.
        return message


@cache
def texts(language: str, folder: Path | None = None) -> Texts:
    """The texts of a language.

    Parameters
    ----------
    language
        One of :data:`LANGUAGES` or :data:`OF_RESIDENTS`.
    folder
        Where ``<language>/LC_MESSAGES/kotolib.po`` stands; the package's own ``locale`` unless told.

    Raises
    ------
    WrongWords
        The language is not one that pages are made in.
    """
    if language not in (*LANGUAGES, *OF_RESIDENTS):
        raise WrongWords(
            N_("Kieltä ”{language}” ei ole. Kielet: {languages}. Vain asukkaiden sivu: {residents}."),
            language=language,
            languages=", ".join(LANGUAGES),
            residents=", ".join(OF_RESIDENTS),
        )
    source = catalogue(language, folder)
    if not source.is_file():
        return Texts(language, gettext.NullTranslations(), folder)
    compiled = io.BytesIO()
    mofile.write_mo(compiled, pofile.read_po(io.BytesIO(source.read_bytes()), locale=language))
    compiled.seek(0)
    translations = gettext.GNUTranslations(compiled)
    if language in OF_RESIDENTS:
        translations.add_fallback(_Refusing(language))
    return Texts(language, translations, folder)


def told_in(language: str) -> Texts:
    """The texts in which those who make a page in a language are told of it: Finnish where it has only the residents'.

    Examples
    --------
    >>> told_in("sv").language, told_in("ar").language
    ('sv', 'fi')
    """
    return texts(language if language in LANGUAGES else SOURCE)


def is_complete(language: str, folder: Path | None = None) -> bool:
    """Whether pages may be made in this language: Finnish always, others once their catalogue says so in its header."""
    if language == SOURCE:
        return True
    return header(language, "X-Koto-Complete", folder) == "yes"


def header(language: str, name: str, folder: Path | None = None) -> str:
    """What the header of a language's catalogue says under a name; empty where it says nothing."""
    source = catalogue(language, folder)
    # The header is the first entry of a catalogue, and an empty line ends it.
    lines = source.read_text(encoding="utf-8").lstrip().partition("\n\n")[0] if source.is_file() else ""
    found = re.search(rf'^"{re.escape(name)}:(.*?)(?:\\n)?"$', lines, re.MULTILINE)
    return found[1].strip() if found else ""


def catalogue(language: str, folder: Path | None = None) -> Traversable:
    """Where a language's catalogue stands, whether it is there or not."""
    return (folder or resources.files("kotolib") / "locale") / language / "LC_MESSAGES" / f"{DOMAIN}.po"
