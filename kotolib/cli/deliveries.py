"""``form`` and ``import``: templates for figures that others deliver, and their answers; knows options, not figures."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kotolib.cli import options
from kotolib.cli.help_pages import Command
from kotolib.errors import N_, WrongWords
from kotolib.language import Texts

if TYPE_CHECKING:
    from kotolib.deliveries import Delivery


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("form", cls=Command, help=N_("Tee Excel-pohja luvuille, jotka muut toimittavat kunnalle."))(form)
    app.command("import", cls=Command, help=N_("Tuo toimitettu tiedosto: täytetty pohja, taulukko tai px-tiedosto."))(
        bring
    )


def form(
    ctx: typer.Context,
    word: Annotated[
        str, typer.Argument(metavar="[LOMAKE]", help=N_("Lomakkeen tunnus tai nimi; ilman sitä lomakkeet luetellaan."))
    ] = "",
    area: Annotated[str, typer.Option("--area", metavar="ALUE", help=N_("Alue, jolle pohja tehdään."))] = "",
    language: Annotated[
        str, typer.Option("--language", metavar="KIELI", help=N_("Pohjan kieli: fi tai sv. Oletus kunnan kieli."))
    ] = "",
    describe: Annotated[
        bool, typer.Option("--describe", help=N_("Kerro lomakkeesta tai kaikista, älä tee pohjaa."))
    ] = False,
    output: options.Output = "",
    verbose: options.Verbose = False,
) -> int:
    """Write one template, describe a form, or list them."""
    from kotolib import areas, deliveries
    from kotolib.cli import surveys
    from kotolib.programme import receiving

    _: Texts = ctx.obj
    if describe and not surveys.is_survey(word):
        from kotolib.documents import forms

        print(forms.of_form(deliveries.form(word), _) if word else forms.page(_))
        return 0
    if not word:
        for each in deliveries.forms().values():
            print(f"{each.id:<40}{each.name_in(_.language)}")
        print(f"{surveys.FORM:<40}{_(surveys.NAME)}")
        return 0
    if surveys.is_survey(word):
        return surveys.form(_, describe, language, output)
    found = deliveries.form(word)
    whose = areas.get(area) if area else None
    path = receiving.write_blank(found, whose, language, date.today(), Path(output) if output else None)
    print(_("Lomakepohja: {path}", path=path))
    return 0


def bring(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="TIEDOSTO", help=N_("Tiedosto: .xlsx, .csv tai .px."))],
    word: Annotated[str, typer.Option("--form", metavar="LOMAKE", help=N_("Lomake, johon tiedosto vastaa."))] = "",
    area: Annotated[str, typer.Option("--area", metavar="ALUE", help=N_("Alue, jonka lukuja ovat."))] = "",
    by: Annotated[str, typer.Option("--by", metavar="NIMI", help=N_("Kuka luvut toimitti."))] = "",
    delivered: Annotated[
        str, typer.Option("--delivered", metavar="PÄIVÄ", help=N_("Milloin luvut toimitettiin."))
    ] = "",
    licence: Annotated[str, typer.Option("--licence", metavar="LUPA", help=N_("Lisenssi tai lupa."))] = "",
    measure: Annotated[
        str,
        typer.Option("--measure", metavar="flow|stock", help=N_("Vuoden aikana (flow) vai vuoden lopussa (stock).")),
    ] = "",
    unit: Annotated[
        str, typer.Option("--unit", metavar="YKSIKKÖ", help=N_("Mitä luvut ovat: persons, events, % tai ratio."))
    ] = "",
    mapping: Annotated[
        str, typer.Option("--mapping", metavar="KUVAUS", help=N_("Kyselyn kuvaus: mitä tiedoston sarakkeet ovat."))
    ] = "",
    language: options.Language = "fi",
    verbose: options.Verbose = False,
) -> int:
    """Import one file."""
    from kotolib import areas, deliveries
    from kotolib.cli import surveys
    from kotolib.programme import receiving
    from kotolib.programme.receiving import terms

    _: Texts = ctx.obj
    if not word or not area:
        raise WrongWords(N_("Kerro valitsimilla --form ja --area, mihin lomakkeeseen ja alueeseen tiedosto kuuluu."))
    if surveys.is_survey(word):
        return surveys.bring(_, file, area, mapping)
    told = terms.of_options(
        {terms.BY: by, terms.ON: delivered, terms.LICENCE: licence, terms.MEASURE: measure, terms.UNIT: unit}
    )
    found = areas.get(area)
    brought = receiving.bring(file, deliveries.form(word), found, datetime.now(UTC), told)
    if not brought.is_new:
        print(_("Sama tiedosto on jo tuotu. Mitään ei muutettu."))
        return 0
    first, last = brought.years
    years = str(first) if first == last else f"{first}–{last}"
    print(
        _.plural(
            "Tuotiin {count} luku, {years}: {path}", "Tuotiin {count} lukua, {years}: {path}",
            brought.figures, count=brought.figures, years=years, path=brought.delivery.kept.folder,
        )
    )  # fmt: skip
    if brought.before:
        print(_told_before(brought.before, _))
    if brought.left_out:
        print(_("Tiedostossa oli {count} muuta aluetta, joita ei tuotu.", count=brought.left_out))
    return 0


def _told_before(before: "Delivery", _: Texts) -> str:
    """What became of the delivery that pages showed until now."""
    day, (first, last) = date.fromisoformat(before.kept.edition[:10]), before.card.times
    return _(
        "Sivuilla näkyy nyt tämä toimitus. Aiempi, tuotu {day} (luvut: {years}), jää talteen, mutta sitä ei enää "
        "näytetä.",
        day=f"{day.day}.{day.month}.{day.year}",
        years=first if first == last else f"{first}–{last}",
    )
