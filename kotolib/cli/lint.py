"""``lint``: what a draft of the programme should mend; knows the options, not the rules."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from kotolib.cli import options
from kotolib.cli.help_pages import Command
from kotolib.errors import N_
from kotolib.language import texts

_WORD = N_("Luonnos: Word-asiakirja (.docx), verkkosivu (.html) tai Markdown (.md).")
_AREA = N_("Alue, jonka työkirjasta luetaan ohjelman päivä ja pienin julkaistava lukumäärä.")
_DAY = N_("Ohjelman päivä, jonka mukaan nimiä arvioidaan. Oletus työkirjan päivä tai tänään.")
_LANGUAGE = N_("Huomautusten kieli: fi, sv tai en. Oletus luonnoksen kieli.")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("lint", cls=Command, help=N_("Tarkista ohjelman luonnos ja kerro, mitä siinä pitäisi korjata."))(
        command
    )


def command(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="TIEDOSTO", help=_WORD)],
    area: Annotated[str, typer.Option("--area", metavar=options.AREA, help=_AREA)] = "",
    language: Annotated[str, typer.Option("--language", metavar="KIELI", help=_LANGUAGE)] = "",
    as_json: Annotated[bool, typer.Option("--json", help=N_("Kerro kaikki JSON-muodossa muille ohjelmille."))] = False,
    as_of: Annotated[str, typer.Option("--as-of", metavar="VVVV-KK-PP", help=_DAY)] = "",
    verbose: options.Verbose = False,
) -> int:
    """Tell what a draft should mend; 1 where something must be mended."""
    from kotolib import areas
    from kotolib.documents import drafts
    from kotolib.programme.lint import linting, of_area, telling

    day = options.day(as_of)
    chosen = areas.get(area) if area else None
    context = of_area.context(chosen, date.fromisoformat(day) if day else None, date.today())
    found = linting.lint(drafts.read(Path(file)), context)
    _ = texts(language or found.language)
    if as_json:
        told = telling.as_json(found, _) | {"as_of": context.day.isoformat()}
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print("\n".join(telling.lines(found, _)))
    return 0 if found.passes else 1
