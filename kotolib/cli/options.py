"""The options that several commands share, worded once; knows their words, not what they do."""

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from kotolib import house
from kotolib.errors import N_, Message, WrongWords

if TYPE_CHECKING:
    from kotolib.language import Texts

AREA, AREAS = "ALUE", "ALUE…"
PLACEHOLDERS = (
    N_("ALUE"),
    N_("JÄRJESTYS"),
    N_("KANSIO"),
    N_("KIELI"),
    N_("KUVAUS"),
    N_("LOMAKE"),
    N_("LUETTELO"),
    N_("LUPA"),
    N_("MAAKUNTA"),
    N_("MALLI"),
    N_("MUOTO"),
    N_("NIMI"),
    N_("OSOITE"),
    N_("PERUSTELU"),
    N_("PORTTI"),
    N_("PÄIVÄ"),
    N_("SANA"),
    N_("SEKUNTIA"),
    N_("TAPA"),
    N_("TAULU"),
    N_("TAULUKKO"),
    N_("TIEDOSTO"),
    N_("TYÖKIRJA"),
    N_("VVVV-KK-PP"),
    N_("YKSIKKÖ"),
)
"""What stands for a word of the user's in usage lines and lists of options."""
_PLACEHOLDER = re.compile("|".join(sorted(PLACEHOLDERS, key=len, reverse=True)))


def placeholder(metavar: str, _: "Texts") -> str:
    """What stands for a word of the user's, in the language of the help: ``[ALUE…]`` is ``[AREA…]`` in English."""
    return _PLACEHOLDER.sub(lambda found: _.plain(found[0]), metavar)


def _known(language: str) -> str:
    """The language, if there is one of that name."""
    from kotolib.language import texts

    texts(language)
    return language


Language = Annotated[
    str, typer.Option("--language", metavar="KIELI", callback=_known, help=N_("Kieli: fi, sv tai en."))
]
Spoken = Annotated[
    str,
    typer.Option("--language", metavar="KIELI", callback=_known, help=N_("Ohjeen ja viestien kieli: fi, sv tai en.")),
]
Edition = Annotated[str, typer.Option("--edition", metavar="NIMI", help=N_("Tietoaineiston versio; latest on uusin."))]
AsOf = Annotated[str, typer.Option("--as-of", metavar="VVVV-KK-PP", help=N_("Tarkastelupäivä; oletus tänään."))]
Output = Annotated[str, typer.Option("--output", metavar="KANSIO", help=N_("Kansio, johon tiedostot kirjoitetaan."))]
Quiet = Annotated[bool, typer.Option("--quiet", help=N_("Kerro vain virheistä."))]
Verbose = Annotated[bool, typer.Option("--verbose", help=N_("Kerro kaikki, myös virheiden jäljitys."))]

Languages = Annotated[
    list[str] | None,
    typer.Option(
        "--language",
        metavar="KIELI",
        help=N_("Kieli: fi, sv tai en; useita pilkulla. Oletus alueen omat. Asukkaiden sivu myös: et so ru uk ar fa."),
    ),
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format", metavar="MUOTO", help=N_("Tiedostomuoto: html, pdf tai docx; useita pilkulla. Oletus html.")
    ),
]
Engine = Annotated[str, typer.Option("--engine", metavar="TAPA", help=N_("Suoritustapa: koto tai papermill."))]
ENGINES = ("koto", "papermill")

Contact = Annotated[
    str,
    typer.Option(
        "--contact",
        metavar="OSOITE",
        help=N_("Sähköpostiosoite, jonka palvelujen ylläpitäjät näkevät; oletus ympäristömuuttujasta KOTO_CONTACT."),
    ),
]
NOBODY = "no contact given"

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
        raise WrongWords(N_("Komennosta puuttuu {what}."), what=Message(called.strip("…")))
    return [house.EXAMPLE] if example else words


def contact(chosen: str, environment: Mapping[str, str]) -> str:
    """Whom the keepers of services can write to: what was chosen, else what ``KOTO_CONTACT`` says.

    Examples
    --------
    >>> contact("", {"KOTO_CONTACT": "kunta@esimerkki.fi"}), contact("", {})
    ('kunta@esimerkki.fi', 'no contact given')
    """
    return chosen or environment.get("KOTO_CONTACT") or NOBODY


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


def languages(chosen: list[str] | None) -> tuple[str, ...]:
    """The languages that were asked for, each once; none where the area decides.

    Raises
    ------
    WrongWords
        There is no such language.
    """
    from kotolib.language import texts

    wanted = _words(chosen)
    for word in wanted:
        texts(word)
    return wanted


def formats(chosen: list[str] | None) -> tuple[str, ...]:
    """The formats that were asked for, or the default.

    Raises
    ------
    WrongWords
        There is no such format.
    """
    from kotolib.documents import formats as known

    return known.chosen(_words(chosen))


def refuse_engine(word: str) -> None:
    """Refuse an engine that there is not.

    Raises
    ------
    WrongWords
        It is none of ``ENGINES``.
    """
    if word not in ENGINES:
        raise WrongWords(
            N_("Suoritustapaa ”{engine}” ei ole. Suoritustavat: {engines}."), engine=word, engines=", ".join(ENGINES)
        )


def _words(chosen: list[str] | None) -> tuple[str, ...]:
    """What was given one by one or between commas, each once."""
    return tuple(dict.fromkeys(word.strip() for part in chosen or () for word in part.split(",") if word.strip()))
