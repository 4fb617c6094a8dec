"""``new``, ``check`` and ``merge``: the programme workbook from the command line; knows the options, not cells."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kotolib.cli import options
from kotolib.cli.help_pages import Command
from kotolib.errors import N_, WrongWords
from kotolib.language import Texts

if TYPE_CHECKING:
    from kotolib.programme.checking import Checked

SHEET_HELP = N_("Tee lomake, jossa on vain tämä taulukko, esimerkiksi Havainnot.")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("new", cls=Command, help=N_("Tee alueelle työkirja, johon ohjelma kirjoitetaan yhdessä."))(new)
    app.command("check", cls=Command, help=N_("Kerro tarkistuslistan tila ja tarkista työkirja."))(check)
    app.command("merge", cls=Command, help=N_("Kokoa palautetut työkirjat ja lomakkeet ohjelman työkirjaan."))(merge)


def new(
    ctx: typer.Context,
    word: Annotated[
        str, typer.Argument(metavar="ALUE", help=N_("Nimi tai tunnus; maakunta:Pirkanmaa; Kangasala+Orivesi."))
    ],
    language: Annotated[
        str, typer.Option("--language", metavar="KIELI", help=N_("Työkirjan kieli: fi tai sv. Oletus kunnan kieli."))
    ] = "",
    old: Annotated[
        str, typer.Option("--from", metavar="TYÖKIRJA", help=N_("Edellisen ohjelman työkirja, josta jatketaan."))
    ] = "",
    sheet: Annotated[str, typer.Option("--sheet", metavar="TAULUKKO", help=SHEET_HELP)] = "",
    as_of: options.AsOf = "",
    verbose: options.Verbose = False,
) -> int:
    """Make the workbook of an area, or a form of one sheet."""
    from kotolib import areas
    from kotolib.programme import new_workbook

    day = _day(as_of)
    area = areas.get(word)
    made = new_workbook.make(area, day, language=language, old=Path(old) if old else None, sheet=sheet)
    _: Texts = ctx.obj
    if area.remark:
        print(area.remark.tell(_.plain))
    for sentence in made.told:
        print(sentence)
    print(_("Työkirja: {path}", path=made.path))
    print(_("Täytä se Excelissä tai LibreOfficessa ja tallenna samaan paikkaan."))
    return 0


def merge(
    ctx: typer.Context,
    copies: Annotated[list[str], typer.Argument(metavar="TYÖKIRJA…", help=N_("Palautetut työkirjat ja lomakkeet."))],
    into: Annotated[
        str, typer.Option("--into", metavar="TYÖKIRJA", help=N_("Ohjelman työkirja, johon ne kootaan."))
    ] = "",
    as_of: options.AsOf = "",
    language: options.Spoken = "fi",
    verbose: options.Verbose = False,
) -> int:
    """Join returned copies into the programme's workbook."""
    from kotolib.programme import merging

    if not into:
        raise WrongWords(N_("Kerro valitsimella --into, mihin työkirjaan kootaan."))
    merged = merging.merge([Path(copy) for copy in copies], Path(into), _day(as_of))
    for sentence in merged.sentences():
        print(sentence)
    return 1 if merged.conflicts else 0


def check(
    ctx: typer.Context,
    word: Annotated[str, typer.Argument(metavar=options.AREA, help=N_("Alue tai työkirjan tiedosto (.xlsx)."))] = "",
    example: options.Example = False,
    final: Annotated[
        bool, typer.Option("--final", help=N_("Vaadi myös se, mikä luonnoksesta saa vielä puuttua."))
    ] = False,
    baselines: Annotated[
        bool, typer.Option("--baselines", help=N_("Kirjoita puuttuvat lähtötasot tilastosta työkirjaan."))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=N_("Kerro kaikki JSON-muodossa muille ohjelmille."))] = False,
    as_of: options.AsOf = "",
    language: options.Spoken = "fi",
    verbose: options.Verbose = False,
) -> int:
    """Tell how the checklist stands, and everything that is wrong in a workbook, also in an annotated copy."""
    from kotolib import areas
    from kotolib.programme import checking

    (word,) = options.areas([word] if word else [], example, options.AREA)
    place, day = checking.place(word), _day(as_of)
    told = checking.freeze(place, day) if baselines else ()
    if place.exists() or word.endswith(".xlsx"):
        done = checking.check(place, day, final)
    else:
        done = checking.check_figures(areas.get(word), day, language)
    if as_json:
        print(json.dumps(done.as_json() | {"as_of": day.isoformat()}, ensure_ascii=False, indent=2))
    else:
        print("\n".join([*told, *_checked(done, word, ctx.obj)]))
    return 0 if done.passes else 1


def _checked(done: "Checked", word: str, _: Texts) -> Iterator[str]:
    """Remarks of the workbook, or that there is none, and then the checklist."""
    from kotolib.programme.checklist import telling

    yield from done.sentences
    if done.copy:
        yield done.texts(N_("Huomiot on merkitty kopioon: {path}"), path=done.copy)
    elif done.reading:
        yield done.texts(N_("Työkirjassa ei ole huomautettavaa."))
    else:
        yield _("Työkirjaa ei ole vielä. Tee se: python3 koto.py new {word}", word=word)
    yield ""
    yield from telling.lines(done.checklist, done.texts)


def _day(as_of: str) -> date:
    text = options.day(as_of)
    return date.fromisoformat(text) if text else date.today()
