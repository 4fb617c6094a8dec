"""Values of delivered figures, in the form of those of declared indicators; knows deliveries, no table of the store.

An id is the form's and the figure's: ``hate_crimes.offences``. The figures are the own area's alone: nothing is set
beside them.
"""

from dataclasses import replace

import pandas as pd

from kotolib import deliveries, frame
from kotolib.deliveries import Delivery, telling
from kotolib.deliveries.forms import FLOW, LANGUAGES, OF_PEOPLE, Figure, Form, Share
from kotolib.deliveries.held import MEASURES, RESTRICTED
from kotolib.disclosure import Rule
from kotolib.errors import N_, WrongWords
from kotolib.indicators.computing import ORIGIN
from kotolib.indicators.reading import Values
from kotolib.language import texts
from kotolib.situation import Situation
from kotolib.sources import Indicator
from kotolib.sources.declaration import Named, TablePart
from kotolib.store import Card

AUTHOR = "kotolib"


def names() -> list[str]:
    """Ids of all figures and shares of all forms.

    Examples
    --------
    >>> names()[:2]
    ['residence_grounds.persons', 'early_childhood_participation.participants']
    """
    return [name for form in deliveries.forms().values() for name in of_form(form)]


def of_form(form: Form) -> list[str]:
    """Ids of the figures and shares of one form."""
    return [f"{form.id}.{figure}" for figure in (*form.figures, *form.shares)]


def is_figure(name: str) -> bool:
    """Whether an id is a figure of a form."""
    form, _, figure = name.partition(".")
    declared = deliveries.forms().get(form)
    return bool(declared) and (figure in declared.figures or figure in declared.shares)


def values(here: Situation, name: str, rule: Rule | None = None) -> Values:
    """The values of a delivered figure: every year and group, small counts hidden.

    Parameters
    ----------
    here
        The situation.
    name
        Of :func:`names`.
    rule
        The threshold; the one that the municipality decided last unless told.

    Raises
    ------
    WrongWords
        The figure has not been delivered for the area; the message says how it is brought.
    """
    form, _, figure = name.partition(".")
    delivery = deliveries.newest(here.area, form, here.edition, here.as_of)
    if delivery is None:
        raise WrongWords(
            N_("Lukuja ”{name}” ei ole tuotu alueelle {area}. Tuo ne: python3 koto.py import TIEDOSTO --form {form}"),
            name=name,
            area=here.area.name,
            form=form,
        )
    rows = _rows(here, delivery, figure, rule or telling.rule_of(here.area))
    return Values(
        frame=frame.check(rows),
        indicator=_indicator(delivery, figure),
        source=(_card(here, delivery),),
        origin=pd.Series([delivery.form.id] * len(rows), index=rows.index, name=ORIGIN, dtype="str"),
        areas={here.area.id: here.area},
        edition=here.edition,
    )


def _card(here: Situation, delivery: Delivery) -> Card:
    """The card, whose licence tells of restricted material that it is: so does every line of sources."""
    if not delivery.is_restricted:
        return delivery.card
    licence = here.texts("{licence}; käyttö on rajoitettu", licence=delivery.card.licence)
    return replace(delivery.card, licence=licence)


def _rows(here: Situation, delivery: Delivery, figure: str, rule: Rule) -> pd.DataFrame:
    found = [
        (here.area.id, one.year, one.group, one.count.value, one.numerator, one.denominator, one.count.status)
        for one in telling.told(delivery, figure, here.area, rule)
    ]
    columns = ["area", "year", "group", "value", "numerator", "denominator", "status"]
    rows = pd.DataFrame(found, columns=columns).assign(low=float("nan"), high=float("nan"))
    kinds = frame.empty().dtypes.to_dict()
    return rows.astype(kinds)[list(frame.COLUMNS)].sort_values(["group", "year"], ignore_index=True)


def _indicator(delivery: Delivery, figure: str) -> Indicator:
    """The declaration that a declared indicator would have."""
    form = delivery.form
    declared = form.shares.get(figure) or form.figures[figure]
    unit = telling.unit_of(delivery, figure)
    what = _named(form.what)
    return Indicator(
        id=f"{form.id}.{figure}",
        name=_named(form.full_names()[figure]),
        theme=form.theme,
        population=form.population,
        kind=_kind(form, declared, unit),
        unit=unit,
        decimals=1 if isinstance(declared, Share) else declared.decimals if unit not in OF_PEOPLE else 0,
        direction="none",
        variation="poisson" if MEASURES[FLOW] in delivery.card.notes and unit in OF_PEOPLE else "none",
        checklist=(form.item,),
        why=what,
        how=what,
        caution=_caution(delivery),
        parts=(_part(form, figure, declared),),
        author=AUTHOR,
    )  # fmt: skip


def _caution(delivery: Delivery) -> Named | None:
    """What a reader must know, and that restricted material is restricted: whatever shows the figure can say it."""
    told = [delivery.form.caution] if delivery.form.caution else []
    told += [tuple(texts(language)(RESTRICTED) for language in LANGUAGES)] if delivery.is_restricted else []
    return _named(tuple(" ".join(parts) for parts in zip(*told, strict=True))) if told else None


def _part(form: Form, figure: str, declared: Figure | Share) -> TablePart:
    if isinstance(declared, Share):
        return TablePart(table=form.id, numerator=declared.part, denominator=declared.whole)
    return TablePart(table=form.id, content=figure)


def _kind(form: Form, declared: Figure | Share, unit: str) -> str:
    if isinstance(declared, Share):
        return "share"
    return "count" if unit in (*OF_PEOPLE, "places", "hours") else "given"


def _named(text: tuple[str, str, str]) -> Named:
    fi, sv, en = text
    return Named(fi=fi, sv=sv, en=en)
