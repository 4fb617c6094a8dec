"""``doctor``: what is the matter with the figures' sources; knows the options and how remarks are told."""

import os
from datetime import date
from typing import Annotated

import typer

from kotolib.cli import options
from kotolib.cli.help_pages import Command
from kotolib.errors import N_
from kotolib.language import Texts

_WORST_FIRST = (3, 1, 6)
"""Damaged figures, a table that is not as declared, a service that does not answer."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor", cls=Command, help=N_("Tarkista tietolähteet: mikä on vanhentunut, siirtynyt tai muuttunut."))(
        command
    )


def command(
    ctx: typer.Context,
    offline: Annotated[
        bool, typer.Option("--offline", help=N_("Tarkista vain omat tiedostot; palveluilta ei kysytä mitään."))
    ] = False,
    contact: options.Contact = "",
    as_of: options.AsOf = "",
    language: options.Language = "fi",
    verbose: options.Verbose = False,
) -> int:
    """Tell everything there is to say of each table; 0 when nothing stands in the way of fetching."""
    from kotolib.fetch.calling import Caller
    from kotolib.retrieval import examining

    _: Texts = ctx.obj
    text = options.day(as_of)
    day = date.fromisoformat(text) if text else date.today()
    call = None if offline else lambda: Caller(options.contact(contact, os.environ))
    codes = set()
    for remark in examining.examined(day, call):
        sentence = remark.message.tell(_.plain)
        print(f"{'!' if remark.is_fault else '·'} {remark.table}: {sentence}", flush=True)
        codes |= {remark.exit_code} if remark.is_fault else set()
    if offline:
        print(_("Palveluilta ei kysytty mitään."))
    if not codes:
        print(_("Mikään ei estä hakemasta lukuja."))
    return next((code for code in _WORST_FIRST if code in codes), 0)
