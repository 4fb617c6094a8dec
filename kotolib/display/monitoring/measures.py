"""How the measures progress, and what has not gone as planned and what was done about it; judges nothing."""

from kotolib import frame
from kotolib.display.absence import Missing
from kotolib.display.decisions import words
from kotolib.display.monitoring.told import followed
from kotolib.display.outputs import Cell, Table
from kotolib.display.prose import Paragraph, Sentence
from kotolib.programme.monitoring.measures import Progress
from kotolib.programme.records import Measure
from kotolib.situation import Situation

_ORDER = ("done", "continuous", "ongoing", "not_started", "suspended", "unknown")


def counted(here: Situation, found: Progress) -> str:
    """*käynnissä 2, ei aloitettu 1; myöhässä TP6*"""
    _ = here.texts
    names = {state: words.choice(here, "measure_state", state) or _("tilaa ei ole kirjattu") for state in _ORDER}
    told = [", ".join(f"{names[state]} {found.states[state]}" for state in _ORDER if found.states.get(state))]
    if found.late:
        told.append(_("myöhässä {measures}", measures=", ".join(found.late)))
    return "; ".join(filter(None, told))


def measures_progress(here: Situation) -> Table | Missing:
    """Each goal's measures by their state, and which of them are late or broken off.

    Examples
    --------
    >>> import kotolib as koto
    >>> koto.measures_progress(koto.begin("766", as_of="2026-11-24")).what
    'Toimenpiteitä ei ole vielä kirjattu.'
    """
    _, rows = here.texts, [one for one in followed(here).goals if one.measures.all]
    if not rows:
        return words.unwritten(here, _("Toimenpiteitä ei ole vielä kirjattu."), "measures")
    columns = [(_("Tavoite"), [f"{one.goal.id} {words.tidy(one.goal.text)}".strip() for one in rows])]
    for state in _ORDER:
        name = words.choice(here, "measure_state", state) or _("tilaa ei ole kirjattu")
        counts = [one.measures.states.get(state, 0) for one in rows]
        if any(counts):
            columns.append((name[:1].upper() + name[1:], [_count(here, count) for count in counts]))
    columns.append((_("Myöhässä"), [", ".join(one.measures.late) or "–" for one in rows]))
    every = [measure for one in rows for measure in one.measures.all]
    caption = _.plural(
        "Toimenpiteiden eteneminen {day}, yksi toimenpide", "Toimenpiteiden eteneminen {day}, {count} toimenpidettä",
        len(every), count=len(every), day=words.day(here, here.as_of),
    )  # fmt: skip
    return words.table(here, "measures-progress", caption, columns, "measures")


def _count(here: Situation, count: int) -> Cell:
    """States of measures are no counts of people: a zero is a zero."""
    return Cell(here.texts.number(count), float(count))


def deviations(here: Situation) -> Table | Paragraph | None:
    """Measures that are late or broken off, and what the workbook says was done about them; nothing where there are
    no measures, which :func:`measures_progress` says."""
    _, found = here.texts, followed(here).goals
    every = [(measure, one.measures) for one in found for measure in one.measures.all]
    if not every:
        return None
    rows = [(measure, progress) for measure, progress in every if measure.id in progress.deviating]
    if not rows:
        return Paragraph((Sentence(_("Toimenpiteissä ei ole poikkeamia: mikään ei ole myöhässä eikä keskeytynyt.")),))
    columns = [
        (_("Toimenpide"), [f"{measure.id} {words.tidy(measure.text)}".strip() for measure, _progress in rows]),
        (_("Poikkeama"), [_deviation(here, measure, progress) for measure, progress in rows]),
        (_("Vastuutaho"), [words.tidy(measure.responsible) for measure, _progress in rows]),
        (_("Mitä on tehty"), [_done(here, measure) for measure, _progress in rows]),
    ]
    return words.table(here, "deviations", _("Poikkeamat ja mitä niille on tehty"), columns, "measures")


def _deviation(here: Situation, measure: Measure, progress: Progress) -> str:
    _ = here.texts
    if measure.id in progress.suspended:
        return _("keskeytetty")
    if measure.state in ("not_started", None) and measure.start and measure.start < here.as_of:
        return _("myöhässä: piti alkaa {day}", day=words.day(here, measure.start))
    return _("myöhässä: piti päättyä {day}", day=words.day(here, measure.end))


def _done(here: Situation, measure: Measure) -> Cell | str:
    note = words.tidy(measure.note)
    return note or Cell(here.texts("ei kirjattu; täydennä sarake Mitä on tehty"), None, frame.MISSING)
