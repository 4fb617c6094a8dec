"""Who follows the programme, who gets the reports, which figures come when and what is told of them; judges nothing."""

from kotolib.display.absence import Missing
from kotolib.display.decisions import words
from kotolib.display.monitoring.told import day_of_coming, followed
from kotolib.display.outputs import Table
from kotolib.display.prose import Paragraph, Sentence
from kotolib.programme.measured import Measured, measured
from kotolib.programme.monitoring import Coming
from kotolib.programme.records import Following
from kotolib.situation import Situation


def followers(here: Situation) -> Table | Missing:
    """Who follows, to whom it is reported, how often and when next (checklist 6.4).

    Examples
    --------
    >>> import kotolib as koto
    >>> koto.followers(koto.begin("766", as_of="2026-11-24")).what
    'Seuraajia ja raporttien saajia ei ole vielä kirjattu.'
    """
    _, rows = here.texts, words.programme(here).monitoring
    rows = [row for row in rows if row.kind != "trigger"]
    if not rows:
        what = _("Seuraajia ja raporttien saajia ei ole vielä kirjattu.")
        return words.unwritten(here, what, "monitoring")
    columns = [
        (_("Mitä"), words.theirs(here, [_what(here, row) for row in rows])),
        (_("Kuka"), words.theirs(here, [words.tidy(row.who) for row in rows])),
        (_("Kenelle"), words.theirs(here, [words.tidy(row.to_whom) for row in rows])),
        (_("Milloin"), [_when(here, row) for row in rows]),
    ]
    return words.table(here, "followers", _("Seuranta ja raportointi"), columns, "monitoring")


def _what(here: Situation, row: Following) -> str:
    told = words.tidy(row.text) or words.choice(here, "following", row.kind)
    return f"{told} ({', '.join(row.goals)})" if row.goals else told


def _when(here: Situation, row: Following) -> str:
    """*vuosittain, seuraavaksi 15.3.2027*"""
    _, interval = here.texts, words.choice(here, "interval", row.interval)
    if row.next is None:
        return interval
    fields = {"day": words.day(here, row.next)}
    next_ = _("{day}, myöhässä", **fields) if row.next < here.as_of else _("seuraavaksi {day}", **fields)
    return ", ".join(filter(None, (interval, next_)))


def coming_figures(here: Situation) -> Table | Paragraph | Missing:
    """The calendar: which figure of which goals comes by which day."""
    _, found = here.texts, followed(here)
    if not found.goals:
        return words.unwritten(here, _("Lukujen kalenteri kootaan tavoitteista, joita ei ole vielä kirjattu."), "goals")
    if not found.calendar:
        return Paragraph((Sentence(_("Yhdenkään tavoitteen mittarista ei ole tulossa lukua ennen määräaikaa.")),))
    rows = found.calendar
    columns = [
        (_("Käytettävissä"), [day_of_coming(here, _measured(here, row), row.published) for row in rows]),
        (_("Mittari"), [_measured(here, row).name for row in rows]),
        (_("Vuosi"), [f"{row.year}" for row in rows]),
        (_("Tavoitteet"), [", ".join(row.goals) for row in rows]),
    ]
    return words.table(here, "coming-figures", _("Seuraavien lukujen kalenteri"), columns, "goals", "indicators")


def _measured(here: Situation, row: Coming) -> Measured:
    return measured(here, words.programme(here), row.indicator)


def told_of_monitoring(here: Situation) -> Table | Missing:
    """To whom the results are told, by whom, when and in which languages (checklist 7)."""
    _ = here.texts
    rows = [row for row in words.programme(here).communication if row.subject == "monitoring" and row.who]
    if not rows:
        return words.unwritten(here, _("Viestejä seurannan tuloksista ei ole vielä kirjattu."), "communication")
    columns = [
        (_("Kenelle"), [words.choice(here, "audience", row.audience) for row in rows]),
        (_("Viesti"), [words.tidy(row.message) for row in rows]),
        (_("Kuka ja milloin"), [_joined(words.tidy(row.who), words.tidy(row.when)) for row in rows]),
        (_("Kanava ja kielet"), [_joined(words.tidy(row.channel), ", ".join(row.languages)) for row in rows]),
    ]
    return words.table(here, "told-of-monitoring", _("Seurannasta viestiminen"), columns, "communication")


def _joined(first: str, second: str) -> str:
    """*Viestintä; huhtikuussa vuosittain*"""
    return "; ".join(filter(None, (first, second)))
