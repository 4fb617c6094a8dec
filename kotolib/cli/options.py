"""The options that several commands share, worded once; knows their words, not what they do."""

from datetime import date
from typing import Annotated

import typer

from kotolib.errors import N_, WrongWords

Language = Annotated[str, typer.Option("--language", metavar="KIELI", help=N_("Kieli: fi, sv tai en."))]
Edition = Annotated[str, typer.Option("--edition", metavar="NIMI", help=N_("Lukuvaraston painos; latest on uusin."))]
AsOf = Annotated[
    str, typer.Option("--as-of", metavar="VVVV-KK-PP", help=N_("Päivä, jolta sivuja katsotaan; oletus tänään."))
]
Output = Annotated[str, typer.Option("--output", metavar="KANSIO", help=N_("Kansio, johon sivut kirjoitetaan."))]
Quiet = Annotated[bool, typer.Option("--quiet", help=N_("Kerro vain virheistä."))]
Verbose = Annotated[bool, typer.Option("--verbose", help=N_("Kerro kaikki, myös virheiden jäljitys."))]


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
