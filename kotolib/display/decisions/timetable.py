"""The timetable of making the programme: phases, meetings, decisions and statements, as a figure and as tables."""

from collections.abc import Iterator
from datetime import date

from kotolib.display import wording
from kotolib.display.absence import Missing
from kotolib.display.decisions import responsibility, words
from kotolib.display.outputs import Figure, Table
from kotolib.errors import N_
from kotolib.language import dates
from kotolib.programme.records import Step
from kotolib.situation import Situation

_LONGEST_ALT = 300
_NOTHING = N_("Aikataulua ei ole vielä kirjattu.")
_WITHOUT_DAYS = N_("Aikataulun vaiheille ei ole vielä sovittu päiviä.")


def timetable(here: Situation) -> Figure | Missing:
    """Phases as bars, decisions and meetings as marks, today as a line; all steps in the table behind it.

    Filled is done, open is to be done; what should be done and is not is said to be late.

    Examples
    --------
    >>> import kotolib as koto
    >>> koto.timetable(koto.begin("766", as_of="2026-11-24")).what
    'Aikataulua ei ole vielä kirjattu.'
    """
    _ = here.texts
    steps = [step for step in words.programme(here).timetable if step.name or step.start or step.end]
    dated = [step for step in steps if step.state != "cancelled" and any(_days(step))]
    if not dated:
        return words.unwritten(here, _(_WITHOUT_DAYS if steps else _NOTHING), "timetable")
    title = _title(here, [step for step in steps if step.state != "cancelled"])
    return Figure(
        key="timetable",
        drawing="timetable",
        data=_data(here, dated),
        title=title,
        subtitle=_subtitle(here, dated),
        alt=_alt(here, title, dated),
        source=words.source(here, "timetable"),
        table=_table(here, steps),
        language=here.language,
        notes=_notes(here, steps),
    )


def _days(step: Step) -> tuple[date | None, date | None]:
    """First and last day; of a statement those of asking and giving count too."""
    start, end = step.start or step.asked, step.end or step.given
    return start or end, end or start


# --- what is said


def _title(here: Situation, steps: list[Step]) -> str:
    """*Valmiina 3, kesken 1 ja tekemättä 4; seuraava määräpäivä on 15.12.2026* · the counts of all steps."""
    _ = here.texts
    done = sum(step.state == "done" for step in steps)
    ongoing = sum(step.state == "ongoing" for step in steps)
    late = sum(responsibility.is_late(here, step) for step in steps)
    counts = {
        _("valmiina {count}", count=done): done,
        _("kesken {count}", count=ongoing): ongoing,
        _("tekemättä {count}", count=len(steps) - done - ongoing): len(steps) - done - ongoing,
        _("myöhässä {count}", count=late): late,
    }
    told = wording.capital(_.listing([text for text, count in counts.items() if count]))
    coming = [
        when for step in steps if step.state != "done" and (when := responsibility.when(step)) and when >= here.as_of
    ]
    if not coming:
        return told
    return _("{counts}; seuraava määräpäivä on {day}", counts=told, day=words.day(here, min(coming)))


def _subtitle(here: Situation, dated: list[Step]) -> str:
    first, last = _ends(dated)
    years = wording.span_of(first.year, last.year)
    return here.texts(
        "Ohjelman valmistelun aikataulu, {area}, {years}. Täytetty merkki = tehty, avoin = tekemättä",
        area=wording.named(here, here.area), years=years,
    )  # fmt: skip


def _alt(here: Situation, title: str, dated: list[Step]) -> str:
    first, last = _ends(dated)
    text = here.texts(
        "Aikataulukuvio: {title}. Aikataulu alkaa {first} ja päättyy {last}.",
        title=wording.lowered(title), first=words.day(here, first), last=words.day(here, last),
    )  # fmt: skip
    return text[:_LONGEST_ALT]


def _notes(here: Situation, steps: list[Step]) -> tuple[str, ...]:
    _ = here.texts
    without = sum(not any(_days(step)) and step.state != "cancelled" for step in steps)
    if not without:
        return ()
    return (
        _.plural(
            "Yhdelle aikataulun kohdalle ei ole sovittu päivää; se on vain taulukossa.",
            "{count} kohdalle ei ole sovittu päivää; ne ovat vain taulukossa.",
            without, count=without,
        ),
    )  # fmt: skip


# --- what is drawn


def _ends(dated: list[Step]) -> tuple[date, date]:
    days = [day for step in dated for day in _days(step)]
    return min(days), max(days)


def _data(here: Situation, dated: list[Step]) -> dict:
    _, (first, last) = here.texts, _ends(dated)
    if first <= here.as_of <= _month_after(last):
        first, last = min(first, here.as_of), max(last, here.as_of)
    ordered = sorted(dated, key=_days)
    return {
        "language": here.language,
        "months": list(_months(here, first, last)),
        "end": _month_after(last).toordinal(),
        "now": here.as_of.toordinal() if first <= here.as_of <= last else None,
        "now_text": _("nyt {day}", day=_short(here, here.as_of)),
        "rows": [_row(here, step) for step in ordered if step.kind in ("phase", "statement", None)],
        "events": [
            {"label": heading, "role": kind, "marks": [_mark(here, step) for step in ordered if step.kind == kind]}
            for kind, heading in (("decision", _("Päätökset")), ("meeting", _("Kokoukset")))
        ],
    }


def _month_after(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _months(here: Situation, first: date, last: date) -> Iterator[list]:
    """First day, short name and year of each month of the axis."""
    month = first.replace(day=1)
    while month <= last:
        yield [month.toordinal(), dates.month(month.month, here.language), month.year]
        month = _month_after(month)


def _row(here: Situation, step: Step) -> dict:
    start, end = _days(step)
    late = responsibility.is_late(here, step)
    return {
        "label": words.tidy(step.name) or here.texts("Nimeämätön vaihe"),
        "start": start.toordinal(),
        "end": end.toordinal() + 1,
        "state": "late" if late else step.state or "planned",
        "text": _said(here, step, late),
    }


def _said(here: Situation, step: Step, late: bool) -> str:
    _ = here.texts
    if late:
        return _("myöhässä")
    if step.state == "done":
        return _("valmis")
    if step.state == "ongoing":
        return _("kesken")
    start, _end = _days(step)
    if start <= here.as_of:
        return words.choice(here, "step_state", step.state or "planned")
    return _("alkaa {day}", day=_short(here, start))


def _mark(here: Situation, step: Step) -> dict:
    late = responsibility.is_late(here, step)
    day = responsibility.when(step) or _days(step)[0]
    told = _short(here, day)
    return {
        "day": day.toordinal(),
        "done": step.state == "done",
        "date": told,
        "label": " ".join(filter(None, (words.tidy(step.body), told, here.texts("myöhässä") if late else ""))),
    }


def _short(here: Situation, day: date) -> str:
    """``15.12.`` · in English ``15 Dec``."""
    return dates.short_day(day, here.language)


# --- tables


def _table(here: Situation, steps: list[Step]) -> Table:
    _ = here.texts
    columns = [
        (_("Mitä tehdään"), words.theirs(here, [words.tidy(step.name) or _("Nimeämätön vaihe") for step in steps])),
        (_("Laji"), [words.choice(here, "step", step.kind) for step in steps]),
        (_("Toimielin tai ryhmä"), words.theirs(here, [words.tidy(step.body) for step in steps])),
        (_("Milloin"), [words.days(here, *_days(step)) for step in steps]),
        (_("Tila"), [responsibility.state(here, step) for step in steps]),
    ]
    return words.table(here, "timetable-table", _("Ohjelman valmistelun aikataulu"), columns, "timetable")


def meetings(here: Situation) -> Table | Missing:
    """When the co-operation group and others meet (checklist 2.1)."""
    _ = here.texts
    steps = [step for step in words.programme(here).timetable if step.kind == "meeting"]
    if not steps:
        return words.unwritten(here, _("Kokouksia ei ole vielä kirjattu."), "timetable")
    steps = sorted(steps, key=lambda step: (not any(_days(step)), _days(step)[0] or here.as_of))
    columns = [
        (_("Kokous"), words.theirs(here, [words.tidy(step.name) or _("Nimeämätön kokous") for step in steps])),
        (_("Ryhmä"), words.theirs(here, [words.tidy(step.body) for step in steps])),
        (_("Päivä"), [words.days(here, *_days(step)) for step in steps]),
        (_("Tila"), [responsibility.state(here, step) for step in steps]),
    ]
    return words.table(here, "meetings", _("Kokoukset"), columns, "timetable")
