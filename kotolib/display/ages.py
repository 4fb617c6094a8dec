"""From projected ages to an age figure: a pyramid where the copy has the sexes, else bars of all residents.

Knows values and words, draws nothing. Says that the first year is projected too.
"""

import pandas as pd

from kotolib import frame
from kotolib.display import listing, titles, wording
from kotolib.display.outputs import Cell, Figure, Table
from kotolib.display.sentences import Paragraph, nothing
from kotolib.indicators import Values
from kotolib.situation import Situation

NOW, LATER = 2024, 2040
MEN, WOMEN = "1", "2"
WORKING_AGE = range(20, 65)
"""Whole five-year groups only: 20–64."""


def ages(here: Situation, v: Values) -> Figure | Paragraph:
    """Ages of all residents now and later, by five-year groups.

    Parameters
    ----------
    here
        The situation.
    v
        `population_projection.by_age`.
    """
    groups = {row: _by_group(v, here.area.id, year) for row, year in (("now", NOW), ("later", LATER))}
    if any(found.empty for found in groups.values()):
        return Paragraph((nothing(here, v),))
    sexes = all(
        f"{group}/{sex}" in found.index for found in groups.values() for group in _labels(found) for sex in (MEN, WOMEN)
    )
    title, subtitle, source = _title(here, groups), _subtitle(here, v, sexes), wording.source_line(here, v)
    key = f"{v.indicator.id}-ages"
    return Figure(
        key=key,
        drawing="ages",
        data=_data(here, groups, sexes),
        title=title,
        subtitle=subtitle,
        alt=titles.shortened([here.texts("Ikäkuvio: {finding}.", finding=title), _working(here, groups)]),
        source=source,
        table=_table(here, v, f"{key}-table", subtitle, source, groups, sexes),
        language=here.language,
    )  # fmt: skip


def _by_group(v: Values, area_id: str, year: int) -> pd.Series:
    """Persons by group in one year; empty if any group is hidden or missing."""
    rows = v.of(area_id)
    rows = rows[rows["year"] == year].set_index("group")
    shown = rows["status"].isin(frame.SHOWN)
    of_all = ~rows.index.str.contains("/")
    if rows.empty or not shown[of_all].all():
        return pd.Series(dtype=float)
    return rows["value"][shown]


def _labels(found: pd.Series) -> list[str]:
    return sorted({group.split("/")[0] for group in found.index})


def _total(found: pd.Series, group: str) -> float:
    if group in found.index:
        return float(found[group])
    return float(found[f"{group}/{MEN}"] + found[f"{group}/{WOMEN}"])


def _sum(found: pd.Series, ages_in: range) -> float:
    return sum(_total(found, group) for group in _labels(found) if int(group[:2]) in ages_in)


def _change(groups: dict[str, pd.Series], ages_in: range) -> tuple[float, float]:
    return _sum(groups["now"], ages_in), _sum(groups["later"], ages_in)


def _title(here: Situation, groups: dict[str, pd.Series]) -> str:
    _ = here.texts
    now, later = _change(groups, range(65, 100))
    size = 100 if max(now, later) >= 1000 else 10
    amount = round(abs(later - now) / size) * size
    words = {
        "place": here.area.locative(here.language),
        "year": LATER,
        "before": NOW,
        "amount": here.texts.number(amount),
    }
    if amount == 0:
        return _(
            "Ennusteen mukaan 65 vuotta täyttäneitä on {place} vuonna {year} "
            "suunnilleen yhtä paljon kuin vuonna {before}",
            **words,
        )
    if later > now:
        return _(
            "Ennusteen mukaan 65 vuotta täyttäneitä on {place} vuonna {year} "
            "noin {amount} enemmän kuin vuonna {before}",
            **words,
        )
    return _(
        "Ennusteen mukaan 65 vuotta täyttäneitä on {place} vuonna {year} noin {amount} vähemmän kuin vuonna {before}",
        **words,
    )


def _working(here: Situation, groups: dict[str, pd.Series]) -> str:
    now, later = _change(groups, WORKING_AGE)
    return here.texts(
        "20–64-vuotiaita on {now} vuonna {before} ja {later} vuonna {year}.",
        now=here.texts.number(now), later=here.texts.number(later), before=NOW, year=LATER,
    )  # fmt: skip


def _subtitle(here: Situation, v: Values, sexes: bool) -> str:
    _ = here.texts
    words = {"area": here.area.name_in(here.language), "now": NOW, "later": LATER}
    if sexes:
        return _(
            "Väestö sukupuolen ja iän mukaan, {area}, ennuste {now} (pylväät) ja {later} (viiva), henkilöä. "
            "Väestö: kaikki asukkaat. Myös vuosi {now} on ennustettu.",
            **words,
        )
    return _(
        "Väestö iän mukaan, {area}, ennuste {now} (pylväät) ja {later} (viiva), henkilöä. "
        "Väestö: kaikki asukkaat. Myös vuosi {now} on ennustettu.",
        **words,
    )


def _data(here: Situation, groups: dict[str, pd.Series], sexes: bool) -> dict:
    _ = here.texts
    labels = _labels(groups["now"])
    data = {
        "language": here.language,
        "groups": [_age(label) for label in labels],
        "age_label": _("Ikä"),
        "men_label": _("Miehet"),
        "women_label": _("Naiset"),
    }
    for when, year in (("now", NOW), ("later", LATER)):
        found = groups[when]
        if sexes:
            sides = {
                name: [float(found[f"{group}/{sex}"]) for group in labels]
                for name, sex in (("men", MEN), ("women", WOMEN))
            }
        else:
            sides = {"all": [_total(found, group) for group in labels]}
        data[when] = {"label": str(year), **sides}
    return data


def _age(label: str) -> str:
    """``00-04`` → ``0–4``."""
    first, dash, last = label.partition("-")
    return f"{int(first)}–{int(last)}" if dash else label


def _table(here: Situation, v: Values, key: str, caption: str, source: str, groups: dict, sexes: bool) -> Table:
    _ = here.texts
    columns = [_("Ikä")]
    columns += [_("Miehet {year}", year=NOW), _("Miehet {year}", year=LATER), _("Naiset {year}", year=NOW),
                _("Naiset {year}", year=LATER)] if sexes else [str(NOW), str(LATER)]  # fmt: skip
    rows = []
    for group in _labels(groups["now"]):
        keys = [f"{group}/{sex}" for sex in (MEN, WOMEN)] if sexes else [group]
        numbers = [
            float(groups[when][one]) if one in groups[when].index else _total(groups[when], one)
            for one in keys
            for when in ("now", "later")
        ]
        rows.append((Cell(_age(group)), *(Cell(here.texts.number(number), number) for number in numbers)))
    return Table(key, caption, tuple(columns), tuple(rows), here.language, listing.marks(here, v), source)
