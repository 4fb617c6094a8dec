"""What a delivered figure says, in a few sentences: the newest year's number or why it is not told, and what must be
known of it. Knows values, forms and words, reads no file.

A delivered figure is the municipality's alone: nothing is set beside it, and it is called what its form calls it.
"""

from collections.abc import Iterator

import pandas as pd

from kotolib import deliveries, frame
from kotolib.deliveries import telling
from kotolib.deliveries.forms import ASKED, OF_PEOPLE, Figure, Form, Share
from kotolib.display import wording
from kotolib.display.facts import fact
from kotolib.display.prose import Sentence
from kotolib.errors import N_
from kotolib.indicators import Values
from kotolib.situation import Situation

MOST_GROUPS = 4
"""Of more groups that have no sum, the smallest and the largest number are told."""
FEW = 30
"""A smaller count is told with the remark that a few people move it."""
HIDDEN = N_("Pienimmät luvut on peitetty tietosuojan vuoksi, samoin luvut, joista ne voisi laskea.")

_NOT_TOLD = {
    frame.SUPPRESSED: N_("{head}: lukua ”{figure}” ei kerrota, koska se on peitetty tietosuojan vuoksi."),
    frame.SUPPRESSED_BY_SOURCE: N_("{head}: lukua ”{figure}” ei kerrota, koska sen antaja on peittänyt sen."),
    frame.BELOW_QUALITY: N_("{head}: lukua ”{figure}” ei kerrota, koska sen takana on liian vähän ihmisiä."),
    frame.MISSING: N_("{head}: lukua ”{figure}” ei ole toimitettu."),
    frame.NOT_APPLICABLE: N_("{head}: lukua ”{figure}” ei voi laskea, koska joukossa ei ole ketään."),
}


def said(here: Situation, v: Values) -> tuple[Sentence, ...]:
    """The newest year's figure, or those of its groups where there is no sum of them, and the cautions.

    Parameters
    ----------
    here
        The situation.
    v
        The values of a delivered figure.

    Returns
    -------
    tuple
        *Kotoutumissuunnitelmat, Kangasala 2025: laadittuja suunnitelmia 120.* and what a reader must know. A hidden
        figure says why, and no older one stands for it.
    """
    form, declared = of_values(v)
    rows = v.own[v.own["year"] <= here.as_of.year]
    newest = rows[rows["year"] == rows["year"].max()]
    return (_level(here, v, newest, (form, declared)), *_cautions(here, v, newest, form))


def of_values(v: Values) -> tuple[Form, Figure | Share]:
    """The form of a delivered figure, and how the figure is declared there."""
    form_id, _, name = v.indicator.id.partition(".")
    form = deliveries.forms()[form_id]
    return form, form.shares.get(name) or form.figures[name]


def _level(here: Situation, v: Values, newest: pd.DataFrame, told: tuple[Form, Figure | Share]) -> Sentence:
    form, declared = told
    words = {"head": _head(here, form, newest), "figure": _called(here, declared)}
    whole = newest[newest["group"] == ""]
    is_smallest = newest["group"].str.count(telling.JOINER) == len(form.classes) - 1
    groups = newest[(newest["group"] != "") & is_smallest & newest["status"].isin(frame.SHOWN)]
    if len(whole) and whole.iloc[0]["status"] in frame.SHOWN:
        row = whole.iloc[0]
        text = here.texts("{head}: {figure} {value}.", **words, value=_value(here, v, row, declared))
        return Sentence(text, (fact(v, row),))
    if len(groups) and (not len(whole) or whole.iloc[0]["status"] == frame.MISSING):
        return _by_group(here, v, groups, told, words["head"])
    statuses = (whole if len(whole) else newest)["status"]
    return Sentence(here.texts(_NOT_TOLD[statuses.iloc[0] if len(statuses) else frame.MISSING], **words))


def _head(here: Situation, form: Form, newest: pd.DataFrame) -> str:
    words = {"form": form.name_in(here.language), "area": wording.named(here, here.area)}
    if not len(newest):
        return here.texts("{form}, {area}", **words)
    return here.texts("{form}, {area} {year}", **words, year=int(newest.iloc[0]["year"]))


def _called(here: Situation, declared: Figure | Share) -> str:
    return wording.lowered(declared.name[("fi", "sv", "en").index(here.language)])


def _value(here: Situation, v: Values, row: pd.Series, declared: Figure | Share) -> str:
    """The name of a figure says what is counted; where the delivery itself told it, the number does."""
    return wording.valued(here, v, row) if _is_asked(declared) else wording.short(here, v, row)


def _is_asked(declared: Figure | Share) -> bool:
    return isinstance(declared, Figure) and declared.unit == ASKED


def _by_group(
    here: Situation, v: Values, shown: pd.DataFrame, told: tuple[Form, Figure | Share], head: str
) -> Sentence:
    """*Oppimistulokset, Kangasala 2025. Lukuaineiden keskiarvo: muu kieli, naiset 7,80; …*"""
    _, (form, declared) = here.texts, told
    by_group = {row["group"]: row for _index, row in shown.iterrows()}
    rows = [by_group[group] for group in groups(form, v) if group in by_group]
    words = {"head": head, "figure": wording.capital(_called(here, declared))}
    if len(rows) > MOST_GROUPS:
        ends = [min(rows, key=lambda row: row["value"]), max(rows, key=lambda row: row["value"])]
        low, high = (_value(here, v, row, declared) for row in ends)
        text = _("{head}. {figure} ryhmittäin: pienin {low} ja suurin {high}.", **words, low=low, high=high)
        return Sentence(text, tuple(fact(v, row) for row in ends))
    listed = [f"{label(here, form, row['group'])} {_value(here, v, row, declared)}" for row in rows]
    if _is_asked(declared):
        text = _("{head}: {figures}.", head=head, figures="; ".join(listed))
    else:
        text = _("{head}. {figure}: {figures}.", **words, figures="; ".join(listed))
    return Sentence(text, tuple(fact(v, row) for row in rows))


def _cautions(here: Situation, v: Values, newest: pd.DataFrame, form: Form) -> Iterator[Sentence]:
    """What is hidden, small, old or restricted, and what the form says of its figures."""
    _ = here.texts
    shown = newest[newest["status"].isin(frame.SHOWN)]
    if len(shown) and (newest["status"] == frame.SUPPRESSED).any():
        yield Sentence(_(HIDDEN))
    whole = shown.loc[shown["group"] == "", "value"]
    if v.indicator.unit in OF_PEOPLE and len(whole) and 0 < whole.iloc[0] < FEW:
        yield Sentence(_("Luku on pieni: muutama ihminen muuttaa sitä paljon."))
    if v.indicator.caution:
        yield Sentence(v.indicator.caution.in_language(here.language))
    if len(newest) and v.is_stale(int(newest.iloc[0]["year"]), here.as_of.year):
        yield Sentence(_("Uudempaa lukua ei ole tässä aineistossa."))


def groups(form: Form, v: Values) -> list[str]:
    """In the order of the form's own values; sums before what they are sums of."""
    orders = [list(each.values) for each in form.classes.values()]

    def place(group: str) -> tuple:
        parts = group.split(telling.JOINER) if group else []
        return tuple(
            (order.index(part) if part in order else len(order), part)
            for part, order in zip(parts, orders, strict=False)
        )

    return sorted(v.frame["group"].unique(), key=place)


def label(here: Situation, form: Form, group: str) -> str:
    """The classes of a group one after another, or *Yhteensä*."""
    if not group:
        return here.texts("Yhteensä")
    parts = zip(group.split(telling.JOINER), form.classes.values(), strict=False)
    return wording.capital(", ".join(each.label(part, here.language) for part, each in parts))
