"""``sources``: the declared tables and indicators on the screen; knows how they are listed, not what they mean."""

import typer

from kotolib.cli import options
from kotolib.cli.help_pages import Command
from kotolib.errors import N_
from kotolib.language import Texts


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("sources", cls=Command, help=N_("Luettele tietolähteet ja mittarit ja tarkista niiden kuvaukset."))(
        command
    )


def command(ctx: typer.Context, language: options.Language = "fi", verbose: options.Verbose = False) -> int:
    """List what is declared; the faults of all declarations, also against the tables, are told at once."""
    from kotolib import sources, store
    from kotolib.indicators import agreement

    agreement.check(sources.load())
    declared = sources.load().sources
    for source in declared.values():
        print(_headline(source, ctx.obj))
        print(f"    {_edition(source, ctx.obj)}")
        for indicator in source.indicators.values():
            print(f"    {indicator.id:<36} {indicator.name.in_language(ctx.obj.language)}")
        if others := _also_of(source):
            print("    " + ctx.obj(N_("Täydentää mittareita: {names}."), names=", ".join(others)))
    print(ctx.obj(N_("Tietoaineiston versiot: {names}."), names=", ".join(store.names())))
    indicators = sum(len(source.indicators) for source in declared.values())
    print(ctx.obj(N_("Tauluja {tables}, indikaattoreita {indicators}."), tables=len(declared), indicators=indicators))
    return 0


def _edition(source, _: Texts) -> str:
    """Which edition's table it is, and whether the live table was ever seen."""
    from kotolib import store

    if source.table not in store.tables():
        return _("Ei vielä haettu; kuvausta ei ole kokeiltu palvelua vastaan.")
    edition = store.edition_of(source.table)
    told = _("Versio {edition}, luvut {first}–{last}.", edition=edition, **_times(store.card(source.table)))
    if source.live and edition == store.names()[0]:
        told += " " + _("Kuvausta ei ole kokeiltu palvelua vastaan.")
    return told


def _also_of(source) -> list[str]:
    """Indicators of other files of which the table gives a part."""
    from kotolib import sources

    return [
        name
        for name, indicator in sources.load().indicators.items()
        if name not in source.indicators and any(getattr(part, "table", "") == source.table for part in indicator.parts)
    ]


def _times(card) -> dict[str, str]:
    return {"first": card.times[0], "last": card.times[1]}


def _headline(source, _: Texts) -> str:
    return f"{source.table} ({source.provider}, {source.licence}): {source.title.in_language(_.language)}"
