"""From Typst's source to the bytes of a PDF: known fonts only, no file, no clock; knows no document.

Source Sans 3 is ours; what it lacks comes from the DejaVu fonts that matplotlib brings. Their Arabic letters are read
and copied from a PDF as they were written; those of fonts that set the dots apart as marks are not. A character that
none has is an error with its text: nobody reads a box.
"""

import contextlib
import logging
import re
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, date, datetime
from functools import cache
from importlib import resources

import typst

from kotolib.documents.pdf.typst_text import body, string
from kotolib.documents.pictures import font_folders
from kotolib.errors import N_, KotoError, SectionFailed, SetupFailed

STANDARDS = ["ua-1", "a-2a"]
FAMILIES = ("Source Sans 3", "DejaVu Sans", "DejaVu Sans Mono")

# The font of boxes, which matplotlib brings too: inside a picture Typst takes it where no other font knows a character.
_BOXES = b"LastResort"
_SIGN = re.compile(r'`"(.+?)"`', re.S)
_AROUND = 40

UNKNOWN = "\ufffd"
"""What stands in the place of a character that no font has, where that is allowed."""

_marks_signs: ContextVar[bool] = ContextVar("marks_signs", default=False)
logger = logging.getLogger("kotolib")


def compiled(source: str, day: date, name: str) -> bytes:
    """The PDF of a source that follows the preamble.

    Parameters
    ----------
    source
        Typst, every text in it a string literal.
    day
        The day of the document.
    name
        What messages call it.

    Raises
    ------
    SectionFailed
        A text has a character that no font has.
    SetupFailed
        The fonts are not where they are installed.
    """
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    while True:
        try:
            pdf = _pdf(source, noon)
            if _BOXES in pdf:
                _pdf(_signs_of(source), noon)
            return pdf
        except typst.TypstError as fault:
            told, sign = _told(fault, source, name), _missing_sign(fault)
            if not (sign and _marks_signs.get()):
                raise told from fault
            logger.warning("%s", told)
            source = source.translate(dict.fromkeys(map(ord, sign), UNKNOWN))


@contextlib.contextmanager
def marking_signs() -> Iterator[None]:
    """In here a character that no font has is shown as :data:`UNKNOWN` and told in the log: one name in a foreign
    script must not keep a run from its papers."""
    token = _marks_signs.set(True)
    try:
        yield
    finally:
        _marks_signs.reset(token)


def _pdf(source: str, when: datetime) -> bytes:
    compiler = typst.Compiler((_preamble() + source).encode("utf-8"), font_paths=_fonts(), ignore_system_fonts=True)
    return compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=int(when.timestamp()))


def _signs_of(source: str) -> str:
    """The same paper with each of its signs once, outside pictures."""
    return source.partition("\n")[0] + "\n" + body([string("".join(sorted(set(source))))])


def _missing_sign(fault: typst.TypstError) -> str:
    sign = _SIGN.search(fault.message)
    return sign[1] if sign and "the text" in fault.message else ""


def _told(fault: typst.TypstError, source: str, name: str) -> KotoError:
    sign = _missing_sign(fault)
    if not sign:
        said = N_("{notebook}: PDF-tiedostoa ei voitu tehdä. {reason}")
        return SectionFailed(said, notebook=name, reason=fault.message)
    return SectionFailed(
        N_(
            "{notebook}: tekstissä ”{text}” on merkki {sign}, jota PDF-tiedoston kirjasimissa ei ole. "
            "Korvaa se toisella merkillä."
        ),
        notebook=name,
        text=_around(source, sign),
        sign=f"{sign} ({' '.join(f'U+{ord(one):04X}' for one in sign)})",
    )


def _around(source: str, sign: str) -> str:
    """The words round the sign, as far as its text goes."""
    before, _, after = source.partition(sign)
    return re.split('["<>]', before)[-1][-_AROUND:] + sign + re.split('["<>]', after)[0][:_AROUND]


@cache
def _preamble() -> str:
    return (resources.files(__package__) / "preamble.typ").read_text(encoding="utf-8")


@cache
def _fonts() -> typst.Fonts:
    folders = [str(folder) for folder in font_folders()]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    missing = set(FAMILIES) - set(fonts.families())
    if missing:  # Typst would leave the text out without a word
        raise SetupFailed(
            N_("Kirjasimia puuttuu: {fonts}. Asenna kotolib uudelleen."), fonts=", ".join(sorted(missing))
        )
    return fonts
