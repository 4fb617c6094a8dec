"""``fetch``: newer figures of declared tables into the store; knows the options and how outcomes are told."""

import os
import sys
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from kotolib.cli import options
from kotolib.cli.faults import tell
from kotolib.cli.help_pages import Command
from kotolib.errors import N_, KotoError
from kotolib.language import Texts

if TYPE_CHECKING:
    from kotolib.areas import Area
    from kotolib.retrieval.difference import Difference
    from kotolib.retrieval.fetching import Outcome

_DIMENSIONS = {
    "time": N_("ajankohdat"),
    "area": N_("alueet"),
    "content": N_("tiedot"),
    "age": N_("iät"),
    "sex": N_("sukupuolet"),
    "language": N_("kielet"),
}
_OTHER = N_("luokat")
_LISTED = 6


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("fetch", cls=Command, help=N_("Hae uusimmat luvut tilastopalveluista tietoaineistoon."))(command)


def command(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TAULU…]", help=N_("Taulun tunnus; ilman sitä haetaan kaikki, jotka voi hakea.")),
    ] = None,
    contact: options.Contact = "",
    language: options.Language = "fi",
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> int:
    """Fetch tables and tell what is new in each."""
    from kotolib.retrieval.fetching import Fetching

    _: Texts = ctx.obj
    now = datetime.now(UTC)
    bar = _Bar(_, sys.stderr.isatty() and not quiet)
    fetching = Fetching(
        moment=now.strftime("%Y-%m-%dT%H%M%S"),
        since=now.astimezone().strftime("%d.%m.%Y %H.%M"),
        contact=options.contact(contact, os.environ),
        progress=bar.move,
    )
    with bar:
        outcomes = fetching.all(words or [], lambda outcome: bar.say(_told(outcome, _), quiet and not outcome.fault))
    return _exit_code(outcomes)


def _exit_code(outcomes: "list[Outcome]") -> int:
    """0 all came, 1 some did; where none did, what the first fault says."""
    failed = [outcome.fault for outcome in outcomes if outcome.fault]
    if not failed:
        return 0
    return 1 if len(failed) < len(outcomes) else failed[0].exit_code


def _told(outcome: "Outcome", _: Texts) -> str:
    name = outcome.source.table
    if outcome.fault:
        return (
            _("{table}: ei haettu. {fault}", table=name, fault=outcome.fault.tell(_.plain)) + " " + _still(outcome, _)
        )
    if outcome.edition == outcome.earlier:
        return _("{table}: haettiin jo versioon {edition}.", table=name, edition=outcome.edition)
    first = _("{table}: haettu, versio {edition}.", table=name, edition=outcome.edition)
    if outcome.changed is None:
        return first
    return "\n    ".join([first, *_changes(outcome.changed, _)])


def _still(outcome: "Outcome", _: Texts) -> str:
    """Which figures are used, as the new ones did not come."""
    if not outcome.earlier:
        return _("Taulusta ei ole aiempaa versiota.")
    from kotolib import store

    day = date.fromisoformat(store.card(outcome.source.table, outcome.earlier).copied[:10])
    shown = f"{day.day}.{day.month}.{day.year}"
    return _("Käytössä on edelleen versio {edition}, haettu {day}.", edition=outcome.earlier, day=shown)


def _changes(changed: "Difference", _: Texts) -> list[str]:
    if changed.is_nothing:
        return [_("Luvut ovat samat kuin ennen.")]
    lines = []
    for message, codes in (
        (N_("uudet {what}: {codes}"), changed.new),
        (N_("poistuneet {what}: {codes}"), changed.gone),
    ):
        lines += [
            _(message, what=_(_DIMENSIONS.get(name, _OTHER)), codes=_some(_named(name, found, _)))
            for name, found in codes.items()
        ]
    lines += _became_of(changed.gone.get("area", ()), _)
    if changed.revised:
        lines.append(
            _.plural(
                "{count} luku on muuttunut",
                "{count} lukua on muuttunut",
                changed.revised,
                count=_.number(changed.revised),
            )
        )
        lines += [
            _(
                "{where}: {before} → {now}",
                where=", ".join(one.where),
                before=_.number(one.before, _decimals(one.before)),
                now=_.number(one.now, _decimals(one.now)),
            )
            for one in changed.examples
        ]
    return lines


def _named(dimension: str, codes: tuple[str, ...], _: Texts) -> tuple[str, ...]:
    """Areas with their names; other codes as they are."""
    if dimension != "area":
        return codes
    found = [(code, _area(code)) for code in codes]
    return tuple(f"{code} {area.name_in(_.language)}" if area and area.id == code else code for code, area in found)


def _became_of(gone: tuple[str, ...], _: Texts) -> list[str]:
    """Where merged municipalities went; and that the division has changed, when one of today's is gone."""
    found = [(code, _area(code)) for code in gone]
    lines = [area.remark.tell(_.plain) for code, area in found if area and area.id != code][:_LISTED]
    if any(area and area.id == code for code, area in found):
        lines.append(_("Kuntajako on voinut muuttua. Poistuneiden kuntien luvut jäävät aiempiin versioihin."))
    return lines


def _area(code: str) -> "Area | None":
    from kotolib import areas

    try:
        return areas.get(code)
    except KotoError:
        return None


def _some(codes: tuple[str, ...]) -> str:
    shown = ", ".join(codes[:_LISTED])
    return shown if len(codes) <= _LISTED else f"{shown} … ({len(codes)})"


def _decimals(value: float) -> int:
    return 0 if float(value).is_integer() else 1


class _Bar:
    """A bar on a screen that is one; else nothing but the lines."""

    def __init__(self, _: Texts, is_shown: bool) -> None:
        self._words, self._shown, self._bar, self._task = _, is_shown, None, None

    def __enter__(self) -> "_Bar":
        if self._shown:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._bar.start()
        return self

    def __exit__(self, *_) -> None:
        if self._bar:
            self._bar.stop()

    def move(self, table: str, of: int, done: int) -> None:
        """So many parts of a table have come."""
        if self._bar:
            if self._task is None:
                self._task = self._bar.add_task(table)
            self._bar.update(self._task, description=table, total=of, completed=done)

    def say(self, line: str, is_silent: bool) -> None:
        """A line for the user."""
        if not is_silent:
            (self._bar.console.print if self._bar else tell)(line)
