"""From projected ages to an age figure: a pyramid where the copy has the sexes, else bars of all residents.

Knows values and words, draws nothing. Says that the first year is projected too.
"""

import pandas as pd

from kotolib import frame
from kotolib.display import sentences, titles, unshown, wording
from kotolib.display.outputs import Cell, Figure, Table
from kotolib.display.prose import Paragraph, Sentence
from kotolib.indicators import Values, quality
from kotolib.situation import Situation

NOW, LATER = 2024, sentences.PROJECTED_TO
MEN, WOMEN = "1", "2"
GROUPS = (*(f"{low:02d}-{low + 4:02d}" for low in range(0, 90, 5)), "90+")
"""The five-year groups of the declaration; a sum over fewer would be wrong."""
WORKING_AGE = range(20, 65)
"""Whole five-year groups only: 20–64."""
OLD_AGE = range(65, 100)

ByGroup = dict[str, pd.Series]


def ages(here: Situation, v: Values) -> Figure | Paragraph:
    """Ages of all residents now and later, by five-year groups.

    Parameters
    ----------
    here
        The situation.
    v
        `population_projection.by_age`.
    """
    groups = {when: _by_group(v, here.area.id, year) for when, year in (("now", NOW), ("later", LATER))}
    if any(found.empty for found in groups.values()):
        return Paragraph(_absent(here, v))
    sexes = all(
        f"{group}/{sex}" in found.index for found in groups.values() for group in GROUPS for sex in (MEN, WOMEN)
    )
    title, subtitle, source = _title(here, groups), _subtitle(here, sexes), wording.source_line(here, v)
    key = f"{v.indicator.id}-ages"
    return Figure(
        key=key,
        drawing="ages",
        data=_data(here, groups, sexes),
        title=title,
        subtitle=subtitle,
        alt=titles.shortened([
            here.texts("Ikäkuvio: {finding}.", finding=wording.lowered(title)),
            here.texts("Myös vuosi {year} on ennustettu.", year=NOW),
        ]),
        source=source,
        table=_table(here, f"{key}-table", (subtitle, source), groups, sexes),
        language=here.language,
        notes=(*_working(here, groups), v.indicator.how.in_language(here.language)),
    )  # fmt: skip


def _absent(here: Situation, v: Values) -> tuple[Sentence, ...]:
    """Why there are no ages; a group or a year that is missing counts as all of them."""
    hidden = v.own["status"][~v.own["status"].isin(frame.SHOWN)]
    return unshown.because(here, v, hidden.iloc[-1] if len(hidden) else frame.MISSING)


def _by_group(v: Values, area_id: str, year: int) -> pd.Series:
    """Persons by group in one year; empty if any group of all residents is hidden or missing."""
    rows = v.of(area_id)
    rows = rows[rows["year"] == year].set_index("group")
    shown = rows.loc[rows["status"].isin(frame.SHOWN), "value"]
    return shown if set(GROUPS) <= set(shown.index) else pd.Series(dtype=float)


def _sum(found: pd.Series, ages_in: range) -> float:
    return float(sum(found[group] for group in GROUPS if int(group[:2]) in ages_in))


def _then_and_later(groups: ByGroup, ages_in: range) -> tuple[float, float]:
    return _sum(groups["now"], ages_in), _sum(groups["later"], ages_in)


def _title(here: Situation, groups: ByGroup) -> str:
    _ = here.texts
    now, later = _then_and_later(groups, OLD_AGE)
    words = {"year": LATER, "before": NOW}
    if min(now, later) < quality.FEWEST:
        # Of so few people no change is told.
        return titles.fitting(
            _("Väestö iän mukaan vuosien {before} ja {year} ennusteessa, {area}", area=wording.named(here, here.area),
              **words),
            _("Väestö iän mukaan vuosien {before} ja {year} ennusteessa", **words),
        )  # fmt: skip
    size = 100 if max(now, later) >= 1000 else 10
    amount = wording.as_written(abs(later - now) / size) * size
    words |= {"amount": _.number(amount), "place": wording.at(here, here.area)}
    if amount == 0:
        return titles.fitting(
            _("Ennusteen mukaan 65 vuotta täyttäneitä on {place} vuonna {year} suunnilleen yhtä paljon kuin vuonna "
              "{before}", **words),
            _("Ennusteen mukaan 65 vuotta täyttäneitä on vuonna {year} suunnilleen yhtä paljon kuin vuonna {before}",
              **words),
        )  # fmt: skip
    if later > now:
        return titles.fitting(
            _("Ennusteen mukaan 65 vuotta täyttäneitä on {place} vuonna {year} noin {amount} enemmän kuin vuonna "
              "{before}", **words),
            _("Ennusteen mukaan 65 vuotta täyttäneitä on vuonna {year} noin {amount} enemmän kuin vuonna {before}",
              **words),
        )  # fmt: skip
    return titles.fitting(
        _("Ennusteen mukaan 65 vuotta täyttäneitä on {place} vuonna {year} noin {amount} vähemmän kuin vuonna "
          "{before}", **words),
        _("Ennusteen mukaan 65 vuotta täyttäneitä on vuonna {year} noin {amount} vähemmän kuin vuonna {before}",
          **words),
    )  # fmt: skip


def _working(here: Situation, groups: ByGroup) -> list[str]:
    """How many there are of working age, which the services of coming years stand on."""
    now, later = _then_and_later(groups, WORKING_AGE)
    _ = here.texts
    return [
        _(
            "20–64-vuotiaita on ennusteessa {now} vuonna {before} ja {later} vuonna {year}.",
            now=_.number(now), later=_.number(later), before=NOW, year=LATER,
        )
    ]  # fmt: skip


def _subtitle(here: Situation, sexes: bool) -> str:
    _ = here.texts
    words = {"area": wording.named(here, here.area), "now": NOW, "later": LATER}
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


def _data(here: Situation, groups: ByGroup, sexes: bool) -> dict:
    _ = here.texts
    sides = {"men": f"/{MEN}", "women": f"/{WOMEN}"} if sexes else {"all": ""}
    data = {
        "language": here.language,
        "groups": [_age(label) for label in GROUPS],
        "age_label": _("Ikä"),
        "men_label": _("Miehet"),
        "women_label": _("Naiset"),
    }
    for when, year in (("now", NOW), ("later", LATER)):
        counts = {side: [float(groups[when][f"{group}{end}"]) for group in GROUPS] for side, end in sides.items()}
        data[when] = {"label": str(year), **counts}
    return data


def _age(label: str) -> str:
    """``00-04`` → ``0–4``."""
    first, dash, last = label.partition("-")
    return f"{int(first)}–{int(last)}" if dash else label


def _table(here: Situation, key: str, said: tuple[str, str], groups: ByGroup, sexes: bool) -> Table:
    """A row a group; `said` is the caption and the source."""
    _ = here.texts
    if sexes:
        columns = [_("Miehet {year}", year=NOW), _("Miehet {year}", year=LATER),
                   _("Naiset {year}", year=NOW), _("Naiset {year}", year=LATER)]  # fmt: skip
    else:
        columns = [str(NOW), str(LATER)]
    ends = (f"/{MEN}", f"/{WOMEN}") if sexes else ("",)
    rows = []
    for group in GROUPS:
        numbers = [float(groups[when][f"{group}{end}"]) for end in ends for when in ("now", "later")]
        rows.append((Cell(_age(group)), *(Cell(_.number(number), number) for number in numbers)))
    caption, source = said
    return Table(key, caption, (_("Ikä"), *columns), tuple(rows), here.language, (), source)
