"""Who follows and reports, what makes an update due, and who is told what: as the workbook says it; follows nothing."""

from kotolib.display.absence import Missing
from kotolib.display.decisions import words
from kotolib.display.outputs import Table
from kotolib.display.wording import capital
from kotolib.errors import N_
from kotolib.programme import sheets
from kotolib.programme.records import Following
from kotolib.situation import Situation

_NOT_FOLLOWED = N_("Seurantaa ja raportointia ei ole vielä kirjattu.")
_NO_GROUNDS = N_("Päivitysperusteita ei ole vielä kirjattu.")
_NOT_TOLD = N_("Viestintää ei ole vielä kirjattu.")


def follow_up(here: Situation) -> Table | Missing:
    """Who follows or reports what to whom, how often and when next (checklist 6.4).

    Examples
    --------
    >>> import kotolib as koto
    >>> koto.follow_up(koto.begin("766", as_of="2026-11-24")).what
    'Seurantaa ja raportointia ei ole vielä kirjattu.'
    """
    _, found = here.texts, [row for row in words.programme(here).monitoring if row.kind != "trigger" and row.text]
    if not found:
        return words.unwritten(here, _(_NOT_FOLLOWED), "monitoring")
    columns = [
        (_("Mitä"), words.theirs(here, [words.tidy(row.text) for row in found])),
        (_("Kuka"), words.theirs(here, [words.tidy(row.who) for row in found])),
        (_("Kenelle"), words.theirs(here, [words.tidy(row.to_whom) for row in found])),
        (_("Kuinka usein"), [words.choice(here, "interval", row.interval) for row in found]),
        (_("Seuraava kerta"), [words.day(here, row.next) for row in found]),
    ]
    return words.table(here, "follow-up", _("Seuranta ja raportointi"), columns, "monitoring")


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


def telling_in_short(here: Situation) -> Table | Missing:
    """What is told of process, implementation and monitoring to whom: messages and channels (checklist 7)."""
    _, found = here.texts, [row for row in words.programme(here).communication if row.message and row.subject]
    if not found:
        return words.unwritten(here, _(_NOT_TOLD), "communication")
    subjects = [one for one in sheets.choices("subject", "fi") if any(row.subject == one for row in found)]
    kept = [row for one in subjects for row in found if row.subject == one]
    columns = [
        (_("Yleisö"), [capital(words.choice(here, "audience", row.audience)) for row in kept]),
        (_("Aihe"), [words.choice(here, "subject", row.subject) for row in kept]),
        (_("Viesti"), words.theirs(here, [words.tidy(row.message) for row in kept])),
        (_("Kuka"), words.theirs(here, [words.tidy(row.who) for row in kept])),
        (_("Milloin"), words.theirs(here, [words.tidy(row.when) for row in kept])),
        (_("Kanava"), words.theirs(here, [words.tidy(row.channel) for row in kept])),
    ]
    return words.table(here, "telling", _("Viestintä"), columns, "communication")
