"""What makes an update of the programme due, as the workbook says it; follows nothing."""

from kotolib.display.absence import Missing
from kotolib.display.decisions import words
from kotolib.display.outputs import Table
from kotolib.errors import N_
from kotolib.programme.records import Following
from kotolib.situation import Situation

_NO_GROUNDS = N_("Päivitysperusteita ei ole vielä kirjattu.")


def grounds_for_update(here: Situation) -> Table | Missing:
    """What makes the programme be updated before its term ends, as the municipality has decided it (checklist 6.5)."""
    _, found = here.texts, [row for row in words.programme(here).monitoring if row.kind == "trigger" and row.text]
    if not found:
        return words.unwritten(here, _(_NO_GROUNDS), "monitoring")
    columns = [
        (_("Päivitysperuste"), words.theirs(here, [words.tidy(row.text) for row in found])),
        (_("Kuka seuraa"), words.theirs(here, [words.tidy(row.who) for row in found])),
        (_("Kenelle kerrotaan"), words.theirs(here, [words.tidy(row.to_whom) for row in found])),
        (_("Tavoitteet"), [_goals(here, row) for row in found]),
    ]
    caption = _("Milloin ohjelma päivitetään kesken kauden")
    return words.table(here, "grounds-for-update", caption, columns, "monitoring")


def _goals(here: Situation, row: Following) -> str:
    return ", ".join(row.goals) or here.texts("kaikki")
