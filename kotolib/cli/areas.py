"""``areas``: the municipalities, or one area in full; knows how an area is told on a screen, not how it is found."""

from typing import Annotated

import typer

from kotolib.cli import options
from kotolib.cli.help_pages import Command
from kotolib.errors import N_
from kotolib.language import Texts

LANGUAGE_STATUS = {
    "fi": N_("suomenkielinen"),
    "fi_sv": N_("kaksikielinen, enemmistön kieli suomi"),
    "sv_fi": N_("kaksikielinen, enemmistön kieli ruotsi"),
    "sv": N_("ruotsinkielinen"),
}
KINDS = {
    "municipality": N_("kunta"),
    "joint": N_("yhteinen alue"),
    "region": N_("maakunta"),
    "employment_area": N_("työllisyysalue"),
    "wellbeing_services_county": N_("hyvinvointialue"),
    "development_centre": N_("elinvoimakeskus"),
    "country": N_("koko maa"),
}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("areas", cls=Command, help=N_("Luettele kunnat tai näytä yhden alueen tiedot."))(command)


def command(
    ctx: typer.Context,
    word: Annotated[
        str, typer.Argument(metavar="[ALUE]", help=N_("Nimi tai tunnus; maakunta:Pirkanmaa; Kangasala+Orivesi."))
    ] = "",
    language: options.Language = "fi",
    verbose: options.Verbose = False,
) -> int:
    """List all municipalities, or show one area."""
    from kotolib import areas

    if word:
        _show(areas.get(word), ctx.obj)
    else:
        for area in areas.municipalities():
            print(area.code, area.name_in(ctx.obj.language))
    return 0


def _show(area, _: Texts) -> None:
    """The facts of one area, a line each; what there is none of is left out."""
    if area.remark:
        print(area.remark.tell(_.plain))
    print(area.code, area.name_in(_.language))
    rows = facts(area, _)
    width = max(len(name) for name, value in rows if value)
    for name, value in rows:
        if value:
            print(f"  {name:<{width}}  {value}")


def facts(area, _: Texts) -> list[tuple[str, str]]:
    """What is told of an area: pairs of name and text, the text empty where there is nothing to tell."""
    from kotolib import areas

    return [
        (_("laji"), _(area.calls_itself or KINDS[area.kind])),
        (_("nimet"), " · ".join(dict.fromkeys(area.names[language] for language in ("fi", "sv", "en")))),
        (_("kielisyys"), _(LANGUAGE_STATUS[area.language_status])),
        (_("kunnat"), _members(area, _) if len(area.members) > 1 else ""),
        (_("maakunta"), _region(area, _)),
        (_("hyvinvointialue"), _body(area.wellbeing_county, areas.wellbeing_counties(), _)),
        (_("työllisyysalue"), _body(area.employment_area, areas.employment_areas(), _)),
        (_("elinvoimakeskus"), _body(area.development_centre, areas.development_centres(), _)),
        (_("saamelaisten kotiseutualue"), _("kyllä") if area.sami_homeland else ""),
        (_("kansio"), area.folder),
    ]


def _members(area, _: Texts) -> str:
    from kotolib import areas

    return ", ".join(areas.get(code).name_in(_.language) for code in area.members)


def _body(name: str | None, bodies, _: Texts) -> str:
    return next((body.name_in(_.language) for body in bodies if body.name == name), "")


def _region(area, _: Texts) -> str:
    from kotolib import areas

    return areas.get(area.region).name_in(_.language) if area.region and area.region != area.id else ""
