"""``run``: from words to the making of an area's pages; knows the options, not how pages are made."""

import logging
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from kotolib.cli import faults, options
from kotolib.cli.help_pages import Command
from kotolib.errors import N_
from kotolib.language import Texts


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("run", cls=Command, help=N_("Tee alueen sivut: suorita muistikirjat ja kirjoita niistä sivut."))(
        command
    )


def command(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar=options.AREAS, help=N_("Nimi tai tunnus; maakunta:Pirkanmaa; Kangasala+Orivesi.")),
    ] = None,
    example: options.Example = False,
    language: options.Languages = None,
    formats: options.Formats = None,
    edition: options.Edition = "latest",
    as_of: options.AsOf = "",
    output: options.Output = "",
    into: Annotated[
        str,
        typer.Option(
            "--into", metavar="MALLI", help=N_("Kunnan oma Word-malli, jonka merkittyihin paikkoihin osat pannaan.")
        ),
    ] = "",
    order: Annotated[
        str,
        typer.Option(
            "--order",
            metavar="JÄRJESTYS",
            help=N_("Ohjelman lukujen järjestys: goals (tavoitteet) tai elements (osat)."),
        ),
    ] = "goals",
    final: Annotated[
        bool,
        typer.Option("--final", help=N_("Tee lopullinen ohjelma: puutteet ja paljastuvat peitetyt luvut estävät.")),
    ] = False,
    accept: Annotated[
        str,
        typer.Option("--accept", metavar="PERUSTELU", help=N_("Miksi ohjelma on lopullinen puutteista huolimatta.")),
    ] = "",
    engine: options.Engine = "koto",
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> int:
    """Make the pages of one or more areas."""
    options.refuse_engine(engine)
    day = options.day(as_of)
    if verbose:
        logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    areas = options.areas(words or [], example)
    from kotolib.batch.run import run_areas

    code = run_areas(
        areas,
        languages=list(options.languages(language)) or None,
        formats=options.formats(formats),
        edition=edition,
        as_of=day,
        output=Path(output).absolute() if output else None,
        into=Path(into).absolute() if into else None,
        order=order,
        final=final,
        accept=accept,
        engine=engine,
        tell=_silence if quiet else faults.tell,
    )
    if not quiet:
        _tell_of_passed(edition, day, ctx.obj)
    return code


def _tell_of_passed(edition: str, day: str, _: Texts) -> None:
    """One line, when newer figures should be out than those of the pages."""
    from kotolib import store
    from kotolib.retrieval import freshness

    as_of = date.fromisoformat(day) if day else date.today()
    if passed := freshness.to_fetch(as_of, store.edition(edition)):
        tables = ", ".join(passed)
        faults.tell(
            _("Uudempien lukujen pitäisi jo olla saatavilla: {tables}. Hae ne: python3 koto.py fetch", tables=tables)
        )


def _silence(sentence: str) -> None:
    """Where the sentences of a quiet run go."""
