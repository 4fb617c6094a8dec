"""What the four populations of people who have moved to the country mean; knows their words, no figure."""

from kotolib.display.prose import Points, Sentence
from kotolib.errors import N_
from kotolib.situation import Situation

_OPENING = N_("Ohjelmassa on neljä eri väestöä, jotka ovat osin samoja ihmisiä. Niiden lukuja ei lasketa yhteen.")
_POPULATIONS = (
    N_("Vieraskielinen: äidinkieleksi on merkitty muu kieli kuin suomi, ruotsi tai saame. Osa on syntynyt Suomessa."),
    N_("Ulkomaan kansalainen: ei ole Suomen kansalainen."),
    N_("Ulkomailla syntynyt: on syntynyt muualla kuin Suomessa. Osa on syntyperäisiä Suomen kansalaisia."),
    N_("Ulkomaalaistaustainen: vanhemmat tai ainoa tiedossa oleva vanhempi on syntynyt ulkomailla."),
)
_RESIDENTS = N_("Kaikissa ovat vain ne, joilla on kotikunta Suomessa.")


def definitions(here: Situation) -> Points:
    """The four populations, each in a sentence or two.

    Sources: Statistics Finland's concepts *foreign-language speaker*, *foreign citizen*, *foreign-born* and *origin*.

    Examples
    --------
    >>> import kotolib as koto
    >>> len(koto.definitions(koto.begin("211", as_of="2026-11-24")).points)
    4
    """
    _ = here.texts
    opening = Sentence(f"{_(_OPENING)} {_(_RESIDENTS)}")
    points = tuple((Sentence(_(one)),) for one in _POPULATIONS)
    return Points((opening, *(sentence for point in points for sentence in point)), points)
