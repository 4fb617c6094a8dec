"""``run``: from words to the making of an area's pages; knows the options, not how pages are made."""

import logging
import sys
from pathlib import Path
from typing import Annotated

import typer

from kotolib.cli import faults, options
from kotolib.cli.help_pages import Command
from kotolib.errors import N_, WrongWords

ENGINES = ("koto", "papermill")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("run", cls=Command, help=N_("Tee alueen sivut: suorita muistikirjat ja kirjoita niistä sivut."))(
        command
    )


def command(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar=options.AREAS, help=N_("Nimi tai tunnus; maakunta:Pirkanmaa; Kangasala+Orivesi.")),
    ] = None,
    example: options.Example = False,
    language: Annotated[
        list[str] | None,
        typer.Option(
            "--language", metavar="KIELI", help=N_("Kieli: fi, sv tai en; useita pilkulla. Oletus alueen omat kielet.")
        ),
    ] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format", metavar="MUOTO", help=N_("Tiedostomuoto: html, pdf tai docx; useita pilkulla. Oletus html.")
        ),
    ] = None,
    edition: options.Edition = "latest",
    as_of: options.AsOf = "",
    output: options.Output = "",
    into: Annotated[
        str,
        typer.Option(
            "--into", metavar="MALLI", help=N_("Kunnan oma Word-malli, jonka merkittyihin paikkoihin osat pannaan.")
        ),
    ] = "",
    engine: Annotated[
        str, typer.Option("--engine", metavar="TAPA", help=N_("Suoritustapa: koto tai papermill."))
    ] = "koto",
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> int:
    """Make the pages of one or more areas."""
    if engine not in ENGINES:
        raise WrongWords(
            N_("Suoritustapaa ”{engine}” ei ole. Suoritustavat: {engines}."), engine=engine, engines=", ".join(ENGINES)
        )
    day = options.day(as_of)
    if verbose:
        logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    areas = options.areas(words or [], example)
    from kotolib.batch.run import run_areas

    return run_areas(
        areas,
        languages=_languages(language),
        formats=_formats(formats),
        edition=edition,
        as_of=day,
        output=Path(output).absolute() if output else None,
        into=Path(into).absolute() if into else None,
        engine=engine,
        tell=_silence if quiet else faults.tell,
    )


def _languages(chosen: list[str] | None) -> list[str] | None:
    """The languages that were asked for, each once, or nothing: then the area decides."""
    from kotolib.language import texts

    wanted = _words(chosen)
    for word in wanted:
        texts(word)
    return wanted or None


def _formats(asked: list[str] | None) -> tuple[str, ...]:
    from kotolib.documents.formats import chosen

    return chosen(_words(asked))


def _words(chosen: list[str] | None) -> list[str]:
    """What was given one by one or between commas, each once."""
    return list(dict.fromkeys(word.strip() for part in chosen or () for word in part.split(",") if word.strip()))


def _silence(sentence: str) -> None:
    """Where the sentences of a quiet run go."""
