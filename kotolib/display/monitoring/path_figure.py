"""The path of one goal as a figure: baseline, path, figures with their chance, target; knows what may be drawn."""

from kotolib import frame
from kotolib.display import wording
from kotolib.display.decisions import goal_path, goal_words, words
from kotolib.display.monitoring import states
from kotolib.display.monitoring.told import Numbers
from kotolib.display.outputs import Cell, Figure, Table
from kotolib.programme.monitoring import Followed
from kotolib.programme.monitoring.figure import Reading
from kotolib.programme.verdicts import Case
from kotolib.situation import Situation

_BEFORE = 6
"""Years of the past that are shown before the baseline."""
_LONGEST_ALT = 300


def path_figure(here: Situation, one: Followed) -> Figure | None:
    """The figures against the path; None where there is no path, or it would tell what is hidden."""
    if one.path is None or one.measured is None or one.target is None:
        return None
    drawn = _drawn(one)
    if not any(reading.is_shown for reading in drawn):
        return None
    title = _title(here, one)
    v = one.readings.values
    return Figure(
        key=f"followed-path-{one.goal.id}",
        drawing="path",
        data=_data(here, one, drawn),
        title=title,
        subtitle=_subtitle(here, one),
        alt=_alt(here, one, title),
        source=wording.source_line(here, v) if v is not None else _own_source(here, one),
        table=_table(here, one, drawn),
        language=here.language,
    )


def _drawn(one: Followed) -> list[Reading]:
    first = one.path.years[0] - _BEFORE
    return [reading for reading in one.readings.all if first <= reading.year <= one.path.years[-1]]


def _data(here: Situation, one: Followed, drawn: list[Reading]) -> dict:
    _, numbers = here.texts, Numbers(here, one)
    shown = [reading for reading in drawn if reading.is_shown]
    last, way = shown[-1], one.path
    limits = not one.readings.least_chance
    baseline = None
    if one.baseline is not None and one.baseline.is_shown:
        label = _("lähtötaso {value}", value=numbers.bare(one.baseline.value))
        baseline = {"year": one.baseline.year, "value": one.baseline.value, "label": label}
    at_baseline = bool(baseline) and (last.moment, last.value) == (baseline["year"], baseline["value"])
    return {
        "language": here.language,
        "past": [[each.moment, each.value if each.is_shown else None, each.status] for each in drawn],
        "interval": [[each.moment, *each.interval] for each in shown if each.by_chance and limits],
        "path": [[year, level] for year, level in zip(way.years, way.levels, strict=True)],
        "baseline": baseline,
        "target": {"year": way.years[-1], "value": way.levels[-1],
                   "label": _("tavoite {value}", value=numbers.bare(way.levels[-1]))},
        "latest": "" if at_baseline else numbers.bare(last.value),
        "path_label": _("polku tavoitteeseen") if way.yearly else "",
        "readings": [year for _published, year in one.coming if year <= way.years[-1]],
    }  # fmt: skip


def _title(here: Situation, one: Followed) -> str:
    """*T1: 8,4 % vuonna 2024, polulla pitäisi olla 8,9 %*"""
    _, numbers, found = here.texts, Numbers(here, one), one.latest
    fields = {"goal": one.goal.id, "target": numbers.bare(one.target), "deadline": one.path.years[-1]}
    if found is None or not found.is_shown:
        return _("{goal}: tavoite {target} vuonna {deadline}", **fields)
    fields |= {"value": numbers.bare(found.value), "year": found.year}
    if one.distance.side is None or one.goal.target_type == "threshold":
        return _("{goal}: {value} vuonna {year}, tavoite {target} vuonna {deadline}", **fields)
    fields["level"] = numbers.bare(one.distance.level)
    return _("{goal}: {value} vuonna {year}, polulla pitäisi olla {level}", **fields)


def _subtitle(here: Situation, one: Followed) -> str:
    _ = here.texts
    numbers = Numbers(here, one)
    name = f"{numbers.name} ({numbers.unit})" if numbers.unit else numbers.name
    text = _("{name}, {area}", name=name, area=wording.named(here, here.area))
    if one.coming:
        text += _(". Ympyrä = vuosi, jonka luku on tulossa")
    return text


def _alt(here: Situation, one: Followed, title: str) -> str:
    _ = here.texts
    told = _("Tavoitekuvio: {title}.", title=title)
    return f"{told} {_('Tila: {state}.', state=wording.lowered(states.word(here, one.status)))}"[:_LONGEST_ALT]


def _own_source(here: Situation, one: Followed) -> str:
    case = Case(here, words.programme(here), one.goal)
    return goal_path.own_source(here, goal_words.Told(case))


def _table(here: Situation, one: Followed, drawn: list[Reading]) -> Table:
    _, numbers = here.texts, Numbers(here, one)
    figures, levels = {each.year: each for each in drawn}, dict(zip(one.path.years, one.path.levels, strict=True))
    if one.latest.moment != one.latest.year and one.distance.side is not None:
        # Measured within the year, it is held against where the path is then.
        levels[one.latest.year] = one.distance.level
    rows = []
    for year in sorted({*figures, *levels}):
        told = _figure(here, numbers, figures.get(year), year > one.latest.year)
        rows.append((Cell(f"{year}"), *told, _level(here, numbers, levels, year)))
    return Table(
        key=f"followed-path-{one.goal.id}-table",
        caption=_("Tavoite {goal}: luvut ja polku", goal=one.goal.id),
        columns=(_("Vuosi"), _("Luku"), _("Satunnaisvaihtelun väli"), _("Polku")),
        rows=tuple(rows),
        language=here.language,
        source=words.source(here, "goals"),
    )


def _figure(here: Situation, numbers: Numbers, found: Reading | None, is_to_come: bool) -> tuple[Cell, Cell]:
    if found is None:
        told = here.texts("tulossa") if is_to_come else wording.reason(here, frame.MISSING)
        return Cell(told, None, frame.MISSING), Cell("–", None, frame.NOT_APPLICABLE)
    if not found.is_shown:
        return Cell(wording.reason(here, found.status), None, found.status), Cell("–", None, frame.NOT_APPLICABLE)
    told = numbers.interval(found) or "–"
    return Cell(numbers.bare(found.value), found.value, found.status), Cell(told)


def _level(here: Situation, numbers: Numbers, levels: dict[int, float], year: int) -> Cell:
    if year not in levels:
        return Cell(here.texts("ei polkua"), None, frame.NOT_APPLICABLE)
    return Cell(numbers.bare(levels[year]), levels[year])
