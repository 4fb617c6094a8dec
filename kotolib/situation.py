"""The situation: whose figures, in which language, of which edition, seen from which day; the first argument of
everything a notebook calls. Knows how to begin, not what follows."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from kotolib import areas, store
from kotolib.areas.area import Area
from kotolib.errors import N_, KotoError, WrongWords
from kotolib.language import Texts, texts


@dataclass(frozen=True)
class Situation:
    """Everything that decides what a page says, and nothing else does.

    Attributes
    ----------
    area
        One municipality or several.
    language
        `fi`, `sv` or `en`.
    edition
        Name of the store's edition that the figures come from.
    as_of
        The day the page is seen from; nothing else reads the clock.
    texts
        The catalogue and the number forms of the language.
    """

    area: Area
    language: str
    edition: str
    as_of: date
    texts: Texts


def begin(area: str | int, language: str = "fi", edition: str = "latest", as_of: str | date | None = "") -> Situation:
    """Begin a notebook: find the area, open the store's edition and fix the day.

    Parameters
    ----------
    area
        Code, name, joint id or kind and name (`maakunta:Pirkanmaa`); a whole number is padded to three digits.
    language
        `fi`, `sv` or `en`.
    edition
        `latest` or the name of an edition.
    as_of
        `YYYY-MM-DD`; empty is today.

    Raises
    ------
    WrongWords
        The area, language, edition or day does not exist; the message says what does.
    StoreDamaged
        A file of the snapshot is not what its card says.

    Examples
    --------
    >>> here = begin("211", as_of="2026-11-24")
    >>> here.area.name, here.language
    ('Kangasala', 'fi')
    """
    spoken = texts(language)
    try:
        return Situation(areas.get(area), language, store.edition(edition), _day(as_of), spoken)
    except KotoError as fault:
        fault.spoken = spoken.plain
        raise


def _day(as_of: str | date | None) -> date:
    if isinstance(as_of, date):
        return as_of.date() if isinstance(as_of, datetime) else as_of
    # A number of papermill's command line (2026) is not a day either, and gets the same answer.
    written = "" if as_of is None else str(as_of).strip()
    if not written:
        return date.today()
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", written, re.ASCII):
        raise WrongWords(N_("Päivä ”{day}” ei ole muotoa VVVV-KK-PP."), day=written)
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise WrongWords(N_("Päivää ”{day}” ei ole kalenterissa."), day=written) from None
