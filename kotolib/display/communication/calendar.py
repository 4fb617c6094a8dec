"""The coming days as a table: what happens, who arranges it; knows days, no calendar file."""

from kotolib.display.absence import Missing
from kotolib.display.communication import texts
from kotolib.display.decisions import words
from kotolib.display.outputs import Table
from kotolib.display.wording import capital
from kotolib.situation import Situation


def coming_days(here: Situation) -> Table | Missing:
    """Meetings, decisions, hearings and reports from the page's day on; the same are in the calendar file.

    Examples
    --------
    >>> import kotolib as koto
    >>> coming_days(koto.begin("766", as_of="2026-11-24")).what
    'Tulevia päiviä ei ole vielä kirjattu.'
    """
    _, found = here.texts, texts.coming(here)
    if not found:
        return words.unwritten(here, _("Tulevia päiviä ei ole vielä kirjattu."), "timetable")
    columns = [
        (_("Päivä"), [words.days(here, one.first, one.last) for one in found]),
        (_("Laji"), [capital(texts.kind(here, one)) for one in found]),
        (_("Mitä"), words.theirs(here, [one.name for one in found])),
        (_("Kuka"), words.theirs(here, [one.who for one in found])),
    ]
    sheets = ("timetable", "hearings", "monitoring")
    return words.table(here, "coming-days", _("Tulevat päivät"), columns, *sheets)
