"""The required path of one goal as a figure: what has been, where one should be, and when figures come."""

from kotolib import comparison, frame
from kotolib.display import wording
from kotolib.display.decisions import goal_words, words
from kotolib.display.decisions.goal_words import Told
from kotolib.display.outputs import Cell, Figure, Table
from kotolib.indicators import Values
from kotolib.language.numbers import as_written
from kotolib.programme import path
from kotolib.situation import Situation

_BEFORE = 8
"""Years of the past that are shown before the baseline."""
_LONGEST_TITLE, _LONGEST_ALT = 130, 300


def goal_path(here: Situation, told: Told) -> Figure | None:
    """The path from the baseline to the target, or the level that may not be passed; None where there is none.

    Parameters
    ----------
    here
        The situation.
    told
        The goal as pages tell it.
    """
    levels = _levels(told)
    if not levels or told.case.measured is None:
        return None
    v = _figures(here, told)
    past = _past(v, told, levels)
    if told.goal.baseline is None and not any(status in frame.SHOWN for *_rest, status in past):
        return None  # an axis with nothing but the target
    title = _title(here, told)
    return Figure(
        key=f"path-{told.goal.id}",
        drawing="path",
        data=_data(here, told, levels, (v, past)),
        title=title,
        subtitle=_subtitle(here, told),
        alt=_alt(here, told, title, past),
        source=wording.source_line(here, v) if v else own_source(here, told),
        table=_table(here, told, levels, past),
        language=here.language,
    )


def _levels(told: Told) -> list[list]:
    """The level of each year; of a limit the same from this year to the deadline."""
    if told.path:
        return [[year, level] for year, level in zip(told.path.years, told.path.levels, strict=True)]
    goal, level = told.goal, path.level(told.goal, told.case.measured)
    if told.is_hidden or goal.target_type not in ("threshold", "not_worse") or level is None or goal.deadline is None:
        return []
    first = min(told.case.here.as_of.year, goal.deadline.year - 1)
    return [[year, float(level)] for year in range(first, goal.deadline.year + 1)]


def _figures(here: Situation, told: Told) -> Values | None:
    """The indicator's own figures; those of a gap are of two areas and are not drawn."""
    measured = told.case.measured
    if not measured.declared or told.goal.target_type == "gap":
        return None
    return comparison.values(told.case.here, measured.id)


def _past(v: Values | None, told: Told, levels: list[list]) -> list[list]:
    """Years, values and statuses up to today; of an own indicator its first and last measurement."""
    first = levels[0][0] - _BEFORE
    if v is not None:
        rows = v.own[v.own["group"] == ""]
        rows = rows[rows["year"].between(first, told.case.here.as_of.year)]
        return [
            [int(row["year"]), _as_printed(v, row["value"]) if row["status"] in frame.SHOWN else None, row["status"]]
            for _, row in rows.iterrows()
        ]
    own = told.case.measured.own
    if own is None or told.goal.target_type == "gap":
        return []
    known = [(own.first_date, own.first_value), (own.last_date, own.last_value)]
    found = {when.year: value for when, value in known if when and value is not None}
    return [[year, float(value), frame.OK] for year, value in sorted(found.items())]


def _as_printed(v: Values, value: float) -> float:
    """A figure is told with the decimals of its indicator, here as on every other page."""
    return as_written(float(value), v.indicator.decimals)


def _data(here: Situation, told: Told, levels: list[list], drawn: tuple[Values | None, list[list]]) -> dict:
    _, goal, case = here.texts, told.goal, told.case
    v, past = drawn
    shown = [(year, value) for year, value, status in past if status in frame.SHOWN]
    baseline = None
    if goal.baseline is not None and goal.baseline_year is not None and goal.baseline_year >= levels[0][0] - _BEFORE:
        label = _("lähtötaso {value}", value=case.valued(goal.baseline))
        baseline = {"year": goal.baseline_year, "value": float(goal.baseline), "label": label}
    at_baseline = bool(shown and baseline) and shown[-1] == (baseline["year"], baseline["value"])
    last, level = levels[-1]
    return {
        "language": here.language,
        "past": past,
        "interval": _interval(v, past),
        "path": levels,
        "baseline": baseline,
        "target": {"year": last, "value": level, "label": _("tavoite {value}", value=case.valued(level))},
        "latest": case.valued(shown[-1][1]) if shown and not at_baseline else "",
        "path_label": _("polku tavoitteeseen") if told.path and told.path.yearly else "",
        "readings": [year for year in goal_words.readings(told) or () if year <= last],
    }


def _interval(v: Values | None, past: list[list]) -> list[list]:
    if v is None:
        return []
    years = [year for year, _value, status in past if status in frame.SHOWN]
    rows = v.own[(v.own["group"] == "") & v.own["year"].isin(years) & v.own["low"].notna() & v.own["high"].notna()]
    return [[int(row["year"]), float(row["low"]), float(row["high"])] for _, row in rows.iterrows()]


# --- what is said


def _title(here: Situation, told: Told) -> str:
    """*Tavoite T1: 24,5 % → 20 % (2029)* with the yearly change where one is needed."""
    _ = here.texts
    words_ = {"goal": told.goal.id, "target": goal_words.short_target(here, told)}
    yearly = goal_words.yearly(here, told)
    if yearly:
        title = _("Tavoite {goal}: {target}, muutos vuodessa {yearly}", **words_, yearly=yearly)
    else:
        title = _("Tavoite {goal}: {target}", **words_)
    return title if len(title) <= _LONGEST_TITLE else _("Tavoite {goal}: {target}", **words_)[:_LONGEST_TITLE]


def _subtitle(here: Situation, told: Told) -> str:
    """Indicator, area, unit and population; what the circles are, where there are any."""
    _, measured = here.texts, told.case.measured
    population = words.choice(here, "population", measured.population)
    text = _("{name}, {area}", name=measured.name, area=wording.named(here, told.case.here.area))
    if population:
        text += _(". Väestö: {population}", population=population)
    if goal_words.readings(told):
        text += _(". Ympyrä = vuosi, jonka luku saadaan ennen määräaikaa")
    return text


def _alt(here: Situation, told: Told, title: str, past: list[list]) -> str:
    _ = here.texts
    text = _("Tavoitekuvio: {title}.", title=wording.lowered(title))
    shown = [(year, value) for year, value, status in past if status in frame.SHOWN]
    if shown:
        year, value = shown[-1]
        text += " " + _("Uusin luku on {value} vuodelta {year}.", value=told.case.valued(value), year=year)
    years = goal_words.readings(told)
    if years:
        text += " " + _.plural(
            "Ennen määräaikaa saadaan vuoden {years} luku.", "Ennen määräaikaa saadaan vuosien {years} luvut.",
            len(years), years=wording.spans(here, list(years)),
        )  # fmt: skip
    return text[:_LONGEST_ALT]


def own_source(here: Situation, told: Told) -> str:
    """Where an own indicator's figures come from, as the workbook says."""
    own = told.case.measured.own if told.case.measured else None
    named = ", ".join(filter(None, (words.tidy(own.source), words.tidy(own.deliverer)))) if own else ""
    if named:
        return here.texts(
            "Lähde: {source}; ohjelman työkirja, taulukko {sheet}.", source=named, sheet=words.sheet(here, "indicators")
        )
    return words.source(here, "goals")


def _table(here: Situation, told: Told, levels: list[list], past: list[list]) -> Table:
    """Years as rows: the figure, the level of the path, and when the figure of the term comes."""
    _, case = here.texts, told.case
    figures = {year: (value, status) for year, value, status in past}
    path_levels, readings = dict(levels), goal_words.readings(told) or ()
    rows = []
    for year in sorted({*figures, *path_levels}):
        value, status = figures.get(year, (None, frame.MISSING))
        rows.append(
            (
                Cell(f"{year}"),
                _value(here, case, value, status),
                _level(here, told, path_levels.get(year)),
                Cell(words.day(here, case.measured.rhythm.published(year)) if year in readings else "–"),
            )
        )
    return Table(
        key=f"path-{told.goal.id}-table",
        caption=_("Tavoite {goal}: luvut ja polku", goal=told.goal.id),
        columns=(_("Vuosi"), _("Luku"), _("Polku"), _("Kauden luku saadaan")),
        rows=tuple(rows),
        language=here.language,
        source=words.source(here, "goals"),
    )


def _value(here: Situation, case, value: float | None, status: str) -> Cell:
    if status in frame.SHOWN and value is not None:
        return Cell(case.valued(value), value, status)
    return Cell(wording.reason(here, status), None, status)


def _level(here: Situation, told: Told, level: float | None) -> Cell:
    if level is None:
        return Cell(here.texts("ei polkua"), None, frame.NOT_APPLICABLE)
    decimals = max(told.case.measured.decimals or 0, 1) if level % 1 else told.case.measured.decimals or 0
    number = here.texts.percent(level, decimals) if told.case.measured.is_share else here.texts.number(level, decimals)
    return Cell(number, level)
