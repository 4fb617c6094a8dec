"""``batch``: from words to the pages of many areas; knows the options and the last words, not how pages are made."""

from pathlib import Path
from typing import Annotated

import typer

from kotolib import house
from kotolib.batch.ended import Ended
from kotolib.batch.many import Asked, How, Result, run_batch
from kotolib.cli import faults, options
from kotolib.cli.help_pages import Command
from kotolib.errors import N_
from kotolib.language import Texts, texts


def register(app: typer.Typer) -> None:
    """Add the command."""
    told = N_("Tee monen alueen sivut; uusi ajo tekee vain sen, mikä on muuttunut tai jäi kesken.")
    app.command("batch", cls=Command, help=told)(command)


def command(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ALUE…]", help=N_("Nimi tai tunnus; maakunta:Pirkanmaa; Kangasala+Orivesi.")),
    ] = None,
    everyone: Annotated[bool, typer.Option("--all", help=N_("Kaikki Suomen kunnat."))] = False,
    region: Annotated[
        list[str] | None,
        typer.Option("--region", metavar="MAAKUNTA", help=N_("Maakunnan kunnat, kukin erikseen.")),
    ] = None,
    listed: Annotated[
        list[str] | None,
        typer.Option("--from", metavar="LUETTELO", help=N_("Luettelo alueista: Excel-työkirja tai tekstitiedosto.")),
    ] = None,
    language: options.Languages = None,
    formats: options.Formats = None,
    edition: options.Edition = "latest",
    as_of: options.AsOf = "",
    output: options.Output = "",
    jobs: Annotated[
        int,
        typer.Option("--jobs", metavar="N", min=0, help=N_("Montako osaa tehdään yhtä aikaa; oletus kaikki ytimet.")),
    ] = 0,
    scheduler: Annotated[
        str, typer.Option("--scheduler", metavar="OSOITE", help=N_("Valmiin Dask-klusterin ajastin, tcp://kone:8786."))
    ] = "",
    force: Annotated[bool, typer.Option("--force", help=N_("Tee myös ne, joissa mikään ei ole muuttunut."))] = False,
    engine: options.Engine = "koto",
    seconds: Annotated[
        float,
        typer.Option("--timeout", metavar="SEKUNTIA", min=1, help=N_("Kuinka kauan yksi osa saa kestää; oletus 300.")),
    ] = 300.0,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> int:
    """Make the pages of many areas."""
    from kotolib.cli.progress import Progress

    options.refuse_engine(engine)
    asked = Asked(
        words=(*(words or ()), *(f"@{path}" for path in listed or ())),
        everyone=everyone,
        regions=tuple(region or ()),
        languages=options.languages(language),
        formats=options.formats(formats),
        edition=edition,
        as_of=options.day(as_of),
        anew=force,
    )
    how = How(
        output=Path(output).absolute() if output else house.outputs(),
        workers=jobs or None,
        scheduler=scheduler,
        engine=engine,
        seconds=seconds,
    )
    _ = texts(asked.languages[0] if asked.languages else "fi")
    result = run_batch(asked, how, Progress(how.output, faults.tell, _, quiet))
    for line in _last_words(result, how.output, _) if not quiet or result.exit_code else ():
        faults.tell(line)
    return result.exit_code


def _last_words(result: Result, output: Path, _: Texts) -> list[str]:
    """The table of those that failed, how many came to what, and where the page over all of them is."""
    lines = []
    if result.failed:
        lines.append(_("Jäi tekemättä:"))
        width = max(len(one.plan["name"]) for one in result.failed)
        lines += [f"  {one.plan['name']:<{width}}  {_why(one)}" for one in result.failed]
    lines.append(
        _(
            "Tehty {made}, ennallaan {unchanged}, epäonnistui {failed}; aikaa meni {seconds} s. Kaikki: {page}",
            made=result.made,
            unchanged=result.unchanged,
            failed=len(result.failed),
            seconds=_.number(result.seconds, 1),
            page=output / "index.html",
        )
    )
    if result.left:
        lines.append(
            _("Aloittamatta jäi {left}. Jatka samalla komennolla: valmiita ei tehdä uudelleen.", left=result.left)
        )
    return lines


def _why(ended: Ended) -> str:
    """The fault's first line, without the name that already stands beside it."""
    return ended.fault.partition("\n")[0].removeprefix(f"{ended.plan['name']}: ")
