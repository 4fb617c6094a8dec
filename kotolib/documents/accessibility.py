"""The accessibility statement of an area's pages: what is known of them, what lacks, whom to tell, who supervises.

Knows the workbook's supervisor and contact; it promises nothing that has not been tried.
"""

from kotolib import situation
from kotolib.display.decisions import words
from kotolib.display.prose import escaped
from kotolib.display.residents.taking_part import contact
from kotolib.documents.blocks import Document, Markdown
from kotolib.documents.imprint import Imprint
from kotolib.language import LANGUAGES, OF_RESIDENTS, tongues
from kotolib.situation import Situation

STEM = "accessibility"


def statement(imprint: Imprint) -> Document:
    """The statement as a document of its own.

    Parameters
    ----------
    imprint
        Whose pages, in which language, seen from which day.
    """
    here = situation.begin(imprint.area, imprint.language, imprint.edition, imprint.as_of)
    _ = here.texts
    title = _("Saavutettavuus ja palaute")
    parts = [
        f"# {title}",
        _("Tämä seloste kertoo, miten saavutettavia ohjelman sivut ja tiedostot ovat ja minne puutteista voi kertoa."),
        "## " + _("Miten saavutettavia sivut ovat?"),
        _("Sivut on tehty WCAG 2.1 -ohjeiston A- ja AA-tasojen mukaan. Ne toimivat näppäimistöllä, puhelimella ja "
          "suurennettuina. Kuvioilla on tekstivastine ja luvut taulukkona. PDF-tiedostot noudattavat PDF/UA-1-"
          "standardia."),
        _("Sivut on tarkistettu ohjelmallisesti. Niitä ei ole kokeiltu ruudunlukijalla eikä käyttäjien kanssa."),
        "## " + _("Mitä puutteita tiedetään?"),
        "\n".join(f"- {lack}" for lack in _lacks(here)),
        "## " + _("Minne voit antaa palautetta?"),
        _feedback(here),
        "## " + _("Kuka valvoo saavutettavuutta?"),
        _supervisor(here),
    ]  # fmt: skip
    parameters = {name: getattr(imprint, name) for name in ("area", "language", "edition", "as_of")}
    return Document(STEM, title, parameters, tuple(Markdown(part) for part in parts))


def _lacks(here: Situation) -> list[str]:
    _ = here.texts
    lacks = [
        _("Kunnan omia tekstejä ei ole tarkistettu. Ne näkyvät muunkielisillä sivuilla alkuperäisellä kielellään."),
        _("Word- ja Excel-tiedostojen saavutettavuutta ei ole kokeiltu."),
    ]
    drafts = [one for one in (*LANGUAGES, *OF_RESIDENTS) if tongues.unreviewed(one)]
    if drafts:
        named = _.listing([tongues.name_in(one, here.language) for one in drafts])
        lacks.append(_("Asukkaiden sivun kieliä ei ole vielä tarkistanut kukaan: {languages}.", languages=named))
    return lacks


def _feedback(here: Situation) -> str:
    _, one = here.texts, contact(here)
    if one is None:
        return _("Palautteen osoitetta ei ole vielä kirjattu työkirjan taulukkoon {sheet}.",
                 sheet=words.sheet(here, "responsibilities"))  # fmt: skip
    told = _("Kerro puutteista: {contact}", contact=escaped(words.tidy(one.contact)))
    if here.area.aland:
        return told
    return told + "\n\n" + _("Kunnan on vastattava palautteeseen 14 päivän kuluessa.")


def _supervisor(here: Situation) -> str:
    _, named = here.texts, words.tidy(words.programme(here).basics.accessibility_supervisor)
    if named:
        return _("Saavutettavuutta valvoo {supervisor}.", supervisor=escaped(named))
    return _("Valvovaa viranomaista ei ole vielä kirjattu työkirjan taulukkoon {sheet}.",
             sheet=words.sheet(here, "basics"))  # fmt: skip
