"""The options that several commands share, worded once; knows their words, not what they do."""

from datetime import date
from typing import Annotated

import typer

from kotolib import house
from kotolib.errors import N_, WrongWords

AREA, AREAS = "ALUE", "ALUE…"

Language = Annotated[str, typer.Option("--language", metavar="KIELI", help=N_("Kieli: fi, sv tai en."))]
Edition = Annotated[str, typer.Option("--edition", metavar="NIMI", help=N_("Lukuvaraston painos; latest on uusin."))]
AsOf = Annotated[
    str, typer.Option("--as-of", metavar="VVVV-KK-PP", help=N_("Päivä, jolta sivuja katsotaan; oletus tänään."))
]
Output = Annotated[str, typer.Option("--output", metavar="KANSIO", help=N_("Kansio, johon sivut kirjoitetaan."))]
Quiet = Annotated[bool, typer.Option("--quiet", help=N_("Kerro vain virheistä."))]
Verbose = Annotated[bool, typer.Option("--verbose", help=N_("Kerro kaikki, myös virheiden jäljitys."))]

Example = Annotated[
    bool, typer.Option("--example", help=N_("Käytä esimerkkiä: Kangasalan tilastoja ja keksittyä ohjelmaa."))
]


def areas(words: list[str], example: bool, called: str = AREAS) -> list[str]:
    """The words of areas, or the worked example's where that is asked for; ``called`` as in the command's help.

    Raises
    ------
    WrongWords
        There are no words, or there are words beside ``--example``.
    """
    if example and words:
        raise WrongWords(N_("Valitsimen --example kanssa ei kirjoiteta aluetta. Jätä jompikumpi pois."))
    if not (example or words):
        raise WrongWords(N_("Komennosta puuttuu {what}."), what=called)
    return [house.EXAMPLE] if example else words


def day(text: str) -> str:
    """The text of ``--as-of``, if it is a day of the calendar.

    Raises
    ------
    WrongWords
        It is not written ``YYYY-MM-DD``.
    """
    try:
        written_right = not text or date.fromisoformat(text).isoformat() == text
    except ValueError:
        written_right = False
    if not written_right:
        raise WrongWords(N_("Päivä ”{day}” ei ole muotoa VVVV-KK-PP."), day=text)
    return text
