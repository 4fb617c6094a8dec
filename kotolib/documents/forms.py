"""The documentation of forms as Markdown, made of their declarations: for the screen, and the page ``docs/forms.md``.

Knows what a form declares and what its template says; no delivery.
"""

from kotolib import deliveries
from kotolib.deliveries.forms import ASKED, OF_PEOPLE, Figure, Form, Share, in_language
from kotolib.display.wording import POPULATIONS, UNITS
from kotolib.errors import N_
from kotolib.language import Texts
from kotolib.programme.receiving import blank, columns, described, terms

_WHO = {
    "immigration_service": N_("Maahanmuuttovirasto"),
    "statistics": N_("Tilastokeskus; Ahvenanmaalla ÅSUB"),
    "employment_authority": N_("työllisyysalue; Ahvenanmaalla AMS"),
    "development_centre": N_("elinvoimakeskus; Ahvenanmaalla maakunnan hallitus"),
    "wellbeing_services": N_("hyvinvointialue; Helsingissä kaupunki, Ahvenanmaalla KST"),
    "school": N_("kunnan opetustoimi"),
    "police": N_("poliisilaitos; Ahvenanmaalla Ahvenanmaan poliisi"),
    "": N_("kunnan omat palvelut, tai se, jolta luvut on tilattu"),
}
"""Addressee of a request → who has the figures."""


def page(_: Texts) -> str:
    """All forms, one after another, under what holds for all of them."""
    command = f"`python3 koto.py form --describe --language {_.language}`"
    told = [
        "# " + _(N_("Lomakkeet, joilla luvut toimitetaan")),
        "",
        _(N_("Tämän sivun tekee komento {command} lomakkeiden kuvauksista."), command=command),
        "",
        *_how(_),
    ]
    for form in deliveries.forms().values():
        told += ["", *_form(form, _, "##")]
    return "\n".join(told)


def of_form(form: Form, _: Texts) -> str:
    """One form: what is asked, of whom, on what terms, its columns, what is computed, an example, how it is filled in.

    Examples
    --------
    >>> from kotolib.language import texts
    >>> of_form(deliveries.form("hate_crimes"), texts("fi")).splitlines()[0]
    '# Epäillyt viharikokset'
    """
    return "\n".join([*_form(form, _, "#"), "", *_how(_)])


def _how(_: Texts) -> list[str]:
    return [f"- {_(line)}" for line in described.HOW]


def _form(form: Form, _: Texts, mark: str) -> list[str]:
    what = in_language(form.what, _.language)
    caution = [in_language(form.caution, _.language)] if form.caution else []
    facts = [f"- {line}" for line in _facts(form, _)]
    told = [f"{mark} {form.name_in(_.language)}", "", f"{what[:1].upper()}{what[1:]}.", *caution, "", *facts, ""]
    return [*told, *_columns(form, _), *_computed(form, _), "", *_example(form, _)]


def _facts(form: Form, _: Texts) -> list[str]:
    asked = [f"{_(terms.LABELS[term])} (`{terms.OPTIONS[term]}`)" for term in terms.asked(form)]
    facts = [
        _(N_("Tunnus: {id}"), id=f"`{form.id}`"),
        _(N_("Tarkistuslistan kohta: {item}"), item=form.item),
        _(N_("Keistä luvut kertovat: {population}"), population=_(POPULATIONS[form.population])),
        _(N_("Milloin: {measure}"), measure=_(described.MEASURES[form.measure])),
        _(N_("Kenellä luvut ovat: {who}"), who=_(_WHO[form.to])),
        _(N_("Toimituksesta kerrotaan: {terms}"), terms="; ".join(asked)),
    ]
    if form.restricted:
        facts.append(_(N_("Aineiston käyttö on rajoitettu: tuo vain koosteita. Sivut kertovat rajoituksesta.")))
    return facts


def _columns(form: Form, _: Texts) -> list[str]:
    heads = (N_("Sarake"), N_("Tunnus"), N_("Mitä siihen kirjoitetaan"))
    lines = ["| " + " | ".join(_(head) for head in heads) + " |", "|---|---|---|"]
    for name, header in columns.named(form).items():
        lines.append(f"| {in_language(header, _.language)} | `{name}` | {_written(form, name, _)} |")
    return lines


def _written(form: Form, name: str, _: Texts) -> str:
    if name in form.figures:
        return _figure(form, form.figures[name], _)
    if name in form.classes and (values := form.classes[name].values):
        return _(
            N_("jokin näistä: {values}"), values="; ".join(in_language(one, _.language) for one in values.values())
        )
    return blank.guidance(form, name, _)


def _figure(form: Form, figure: Figure, _: Texts) -> str:
    unit = _(N_("toimitus kertoo yksikön")) if figure.unit == ASKED else _(UNITS[figure.unit])
    told = [
        _(N_("luku, desimaaleja {decimals} ({unit})"), decimals=figure.decimals, unit=unit)
        if figure.decimals
        else _(N_("kokonaisluku ({unit})"), unit=unit)
    ]
    if figure.of and figure.unit in OF_PEOPLE:
        told.append(_(N_("osa luvusta ”{whole}”"), whole=in_language(form.figures[figure.of].name, _.language)))
    if figure.highest:
        told.append(_(N_("enintään {highest}"), highest=_.number(figure.highest)))
    return ", ".join(told)


def _computed(form: Form, _: Texts) -> list[str]:
    told = [
        "{}, % = {} / {}".format(*(in_language(one.name, _.language) for one in (share, *_sides(form, share))))
        for share in form.shares.values()
    ]
    return ["", _(N_("Luvuista lasketaan: {shares}."), shares="; ".join(told))] if told else []


def _sides(form: Form, share: Share) -> tuple[Figure, Figure]:
    return form.figures[share.part], form.figures[share.whole]


def _example(form: Form, _: Texts) -> list[str]:
    line = blank.example(form, None, _) | {columns.AREA: "211"}
    headers = [in_language(told, _.language) for told in columns.named(form).values()]
    values = [_.number(value, 2) if isinstance(value, float) else str(value) for value in line.values()]
    return [_(N_("Esimerkki:")), "", "```csv", ";".join(headers), ";".join(values), "```"]
