"""The documentation of a form, made of its declaration: what is asked, by which classes, on what terms."""

from kotolib.deliveries.forms import ASKED, UNITS, Form, in_language
from kotolib.errors import N_
from kotolib.language import Texts
from kotolib.programme.receiving import terms

_UNITS = {**UNITS, ASKED: N_("toimitus kertoo yksikön")}
MEASURES = {
    **terms.MEASURES,
    ASKED: N_("toimitus kertoo, koskevatko luvut vuotta vai vuoden loppua"),
}


def paragraphs(form: Form, _: Texts) -> list[tuple[str, bool]]:
    """Texts in order, each with whether it is a heading."""
    language = _.language
    what = in_language(form.what, language)
    told = [(form.name_in(language), True), (what[:1].upper() + what[1:] + ".", False)]
    if form.caution:
        told.append((in_language(form.caution, language), False))
    if form.restricted:
        told.append((_(N_("Aineiston käyttö on rajoitettu: tuo vain koosteita. Sivut kertovat rajoituksesta.")), False))
    told.append(
        (
            _(
                N_("Tarkistuslistan kohta {item}. Luvut: {measure}."),
                item=form.item,
                measure=_(MEASURES[form.measure]),
            ),
            False,
        )
    )
    told.append((_(N_("Sarakkeet")), True))
    told += [(line, False) for line in _columns(form, _)]
    told.append((_(N_("Näin täytät")), True))
    told += [(_(line), False) for line in HOW]
    return told


HOW = (
    N_("Yksi rivi on yksi kunta, vuosi ja luokka. Tyhjiä rivejä ei lueta, eikä esimerkkiriviä."),
    N_(
        "Merkitse kolme pistettä (…), jos lukua ei saa antaa. Nolla on vain todellinen nolla. Jos tietoa ei ole, jätä "
        "tyhjäksi."
    ),
    N_("Täytä myös taulukko Toimitus: kuka luvut antoi, milloin ja millä luvalla."),
    N_("Pienet luvut peitetään sivuilta kunnan rajan mukaan; pohjaan ne voi kirjoittaa, jos ne saa antaa."),
    N_("Älä kirjoita pohjaan henkilöiden nimiä tai henkilötunnuksia."),
)


def _columns(form: Form, _: Texts) -> list[str]:
    language, told = _.language, []
    for each in form.classes.values():
        values = "; ".join(in_language(value, language) for value in each.values.values())
        told.append(f"{in_language(each.name, language)}: {values or _(N_('vapaa nimi'))}.")
    for figure in form.figures.values():
        told.append(f"{in_language(figure.name, language)}: {_(_UNITS[figure.unit])}.")
    for share in form.shares.values():
        told.append(_(N_("{name}: lasketaan näistä luvuista, prosenttia."), name=in_language(share.name, language)))
    return told
