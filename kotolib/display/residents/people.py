"""Who lives in the area, as one number of a hundred; knows one indicator and few words."""

import pandas as pd

from kotolib import comparison, frame
from kotolib.display import wording
from kotolib.display.outputs import Cell, Figure, Table
from kotolib.display.prose import Fact, Paragraph, Sentence
from kotolib.errors import N_
from kotolib.indicators import Values
from kotolib.indicators.answering import is_unshown
from kotolib.language import tongues
from kotolib.situation import Situation

INDICATOR = "foreign_language.share"
_SOME = N_("Noin {n} sadasta asukkaasta puhuu äidinkielenään muuta kieltä kuin suomea, ruotsia tai saamea.")
_FEW = N_("Alle 1 sadasta asukkaasta puhuu äidinkielenään muuta kieltä kuin suomea, ruotsia tai saamea.")


def of_hundred(here: Situation) -> Figure | Paragraph:
    """How many of a hundred residents speak another language than Finnish, Swedish or Sami; why not, where not told.

    Examples
    --------
    >>> import kotolib as koto
    >>> of_hundred(koto.begin("211", as_of="2026-11-24")).data["filled"]
    4
    """
    v = comparison.values(here, INDICATOR)
    row = v.latest()
    if is_unshown(v) or v.is_few(row) or v.is_stale(int(row["year"]), here.as_of.year):
        return Paragraph(tuple(map(Sentence, _untold(here, v, row))))
    return _figure(here, v, row)


def _untold(here: Situation, v: Values, row: pd.Series | None) -> list[str]:
    _ = here.texts
    yearly = v.own[v.own["group"] == ""]["status"]
    hidden = {frame.SUPPRESSED, frame.SUPPRESSED_BY_SOURCE, frame.BELOW_QUALITY}
    if (len(yearly) and yearly.iloc[-1] in hidden) or (row is not None and v.is_few(row)):
        return [_("Emme kerro tätä lukua, koska ihmisiä on niin vähän."), _("Luvusta voisi tunnistaa jonkun.")]
    return [_("Tästä ei ole uutta lukua.")]


def _figure(here: Situation, v: Values, row: pd.Series) -> Figure:
    _ = here.texts
    filled = int(wording.as_written(row["value"]))
    told = _(_SOME, n=filled) if filled else _(_FEW)
    return Figure(
        key="hundred",
        drawing="hundred",
        data={"filled": filled, "direction": tongues.direction(here.language)},
        title=told,
        subtitle=_("Luku on vuodelta {year}.", year=int(row["year"])),
        alt=_("Kuvassa on 100 pistettä. Täytettyjä pisteitä on {n}.", n=filled),
        source=_("Lähde: Tilastokeskus."),
        table=_table(here, filled, told),
        language=here.language,
    )


def _table(here: Situation, filled: int, told: str) -> Table:
    _ = here.texts
    rows = ((_("muu kuin suomi, ruotsi tai saame"), filled), (_("suomi, ruotsi tai saame"), 100 - filled))
    return Table(
        key="hundred-table",
        caption=told,
        columns=(_("Äidinkieli"), _("Sadasta asukkaasta")),
        rows=tuple((Cell(name), Cell(_.number(count), float(count))) for name, count in rows),
        language=here.language,
    )


def facts(here: Situation) -> tuple[Fact, ...]:
    """The number that the page is about, as it stands in the values table; none where it is not told."""
    v = comparison.values(here, INDICATOR)
    row = v.latest()
    if not isinstance(of_hundred(here), Figure):
        return ()
    return (Fact(INDICATOR, row["area"], int(row["year"]), float(row["value"])),)
