"""``request``: letters that ask for figures only others have; knows the options, not what is asked."""

import re
from datetime import date
from typing import Annotated

import typer

from kotolib.cli import options
from kotolib.cli.help_pages import Command
from kotolib.errors import N_, WrongWords
from kotolib.language import Texts


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("request", cls=Command, help=N_("Kirjoita tietopyyntö luvuista, joita ei julkaista avoimesti."))(
        command
    )


def command(
    ctx: typer.Context,
    word: Annotated[
        str, typer.Argument(metavar="[LOMAKE]", help=N_("Pyynnön tunnus tai nimi; ilman sitä pyynnöt luetellaan."))
    ] = "",
    area: Annotated[
        str, typer.Option("--area", metavar="ALUE", help=N_("Alue, jonka luvut pyydetään: nimi tai tunnus."))
    ] = "",
    language: Annotated[
        str, typer.Option("--language", metavar="KIELI", help=N_("Pyynnön kieli: fi tai sv. Oletus kunnan kieli."))
    ] = "",
    years: Annotated[
        str, typer.Option("--years", metavar="2021-2025", help=N_("Vuodet; oletus viisi viimeksi päättynyttä."))
    ] = "",
    as_of: options.AsOf = "",
    verbose: options.Verbose = False,
) -> int:
    """Write one request, or list them."""
    from kotolib import areas
    from kotolib.documents.docx.letters import letter_docx
    from kotolib.programme import requests

    _: Texts = ctx.obj
    if not word:
        return _list(_)
    form = requests.form(word)
    if not area:
        raise WrongWords(N_("Kerro valitsimella --area, minkä alueen luvut pyydetään."))
    text = options.day(as_of)
    day = date.fromisoformat(text) if text else date.today()
    found = areas.get(area)
    if found.remark:
        print(found.remark.tell(_.plain))
    asked = requests.request(form, found, day, language, _years(years))
    written = requests.write(asked, {"docx": letter_docx})
    for path in (*written.others, written.letter):
        print(_("Tietopyyntö: {path}", path=path))
    print(_("Vastauspohja: {path}", path=written.template))
    return 0


def _list(_: Texts) -> int:
    from kotolib.programme import requests

    for form in requests.forms().values():
        print(f"{form.id:<40}{form.name_in('sv' if _.language == 'sv' else 'fi')}")
    return 0


def _years(text: str) -> tuple[int, int] | None:
    if not text:
        return None
    found = re.fullmatch(r"(\d{4})(?:[-–](\d{4}))?", text.strip(), re.ASCII)
    if not found:
        raise WrongWords(N_("Vuodet ”{word}” eivät ole muotoa 2021-2025."), word=text)
    return int(found[1]), int(found[2] or found[1])
