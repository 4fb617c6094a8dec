"""A card for each goal: its state with the reason, its numbers, three statements, and a drawing of its path."""

from collections.abc import Iterator

from kotolib import frame
from kotolib.display import wording
from kotolib.display.absence import Missing
from kotolib.display.decisions import goal_words, words
from kotolib.display.monitoring import measures, path_figure, statements, states
from kotolib.display.monitoring.told import Numbers, day_of_coming, followed, is_preliminary
from kotolib.display.outputs import Cell, Figure, Several, Table
from kotolib.display.prose import Heading
from kotolib.errors import N_
from kotolib.programme.monitoring import Followed
from kotolib.situation import Situation

NO_GOALS = N_("Seurattavia tavoitteita ei ole vielä kirjattu.")


def goals_followed(here: Situation) -> Several | Missing:
    """Each goal as it stands: heading, facts with the state first, and the path as a figure where there is one.

    Examples
    --------
    >>> import kotolib as koto
    >>> koto.goals_followed(koto.begin("766", as_of="2026-11-24")).what
    'Seurattavia tavoitteita ei ole vielä kirjattu.'
    """
    found = followed(here).goals
    if not found:
        return words.unwritten(here, here.texts(NO_GOALS), "goals")
    return Several(output for one in found for output in _card(here, one))


def _card(here: Situation, one: Followed) -> Iterator[Heading | Figure | Table]:
    yield Heading.of(named(here, one), level=3)
    yield facts(here, one)
    if figure := path_figure.path_figure(here, one):
        yield figure


def named(here: Situation, one: Followed) -> str:
    """*T1 Yhä harvempi on työttömänä.*"""
    return f"{one.goal.id} {words.tidy(one.goal.text) or here.texts('Nimeämätön tavoite')}"


def facts(here: Situation, one: Followed) -> Table:
    """The card's table; a fact that there is nothing to say of is left out."""
    _ = here.texts
    told: dict[str, str | Cell] = {
        _("Tila"): states.cell(here, one.status),
        _("Miksi"): " ".join((states.reason(here, one), *states.remarks(here, one))),
        **_numbers(here, one),
        **_statements(here, one),
        _("Seuraavat luvut"): _coming(here, one),
        _("Toimenpiteet"): measures.counted(here, one.measures),
        _("Vastuutaho"): words.tidy(one.goal.responsible),
    }
    kept = {name: fact for name, fact in told.items() if fact}
    columns = [(_("Tieto"), list(kept)), (_("Sisältö"), list(kept.values()))]
    caption = _("Tavoite {goal}, tilanne {day}", goal=one.goal.id, day=words.day(here, here.as_of))
    return words.table(here, f"followed-{one.goal.id}", caption, columns, "goals", "measures")


def _numbers(here: Situation, one: Followed) -> dict[str, str]:
    _, numbers = here.texts, Numbers(here, one)
    if one.measured is None:
        return {_("Määräaika"): goal_words.deadline(here, one.goal.deadline)}
    unit = f" ({numbers.unit})" if numbers.unit else ""
    return {
        _("Mittari"): f"{numbers.name}{unit}",
        _("Väestö"): words.choice(here, "population", one.measured.population),
        _("Lähtötaso"): _with_year(numbers.reading(one.baseline), one.baseline) if one.baseline else "",
        _("Uusin luku"): latest(here, one),
        _("Polulla pitäisi olla"): _expected(here, one),
        _("Tavoitetaso"): target(here, one),
    }


def _with_year(number: str, reading) -> str:
    return f"{number} ({reading.year})"


def latest(here: Situation, one: Followed) -> str:
    """``31,9 % (433 / 1 360), satunnaisvaihtelun väli 29,4–34,4 %, vuosi 2024``"""
    _, numbers, found = here.texts, Numbers(here, one), one.latest
    if found is None:
        return ""
    behind = numbers.behind(found)
    told = numbers.reading(found) + (f" ({behind})" if behind else "")
    if interval := numbers.interval(found):
        told = _("{number}, satunnaisvaihtelun väli {interval}", number=told, interval=interval)
    when = _("vuosi {year}", year=found.year) if found.day is None else words.day(here, found.day)
    return f"{told}, {when}" + (f" ({_('ennakkotieto')})" if is_preliminary(found) else "")


def _expected(here: Situation, one: Followed) -> str:
    if one.distance.side is None or one.goal.target_type == "threshold" or one.latest is None:
        return ""
    return _with_year(Numbers(here, one).bare(one.distance.level), one.latest)


def target(here: Situation, one: Followed) -> str:
    """``7 %, vuoden 2029 loppuun mennessä``; empty where it is not written or would tell what is hidden."""
    if one.target is None:
        return goal_words.deadline(here, one.goal.deadline)
    return ", ".join(filter(None, (Numbers(here, one).aimed(one.target), goal_words.deadline(here, one.goal.deadline))))


def _statements(here: Situation, one: Followed) -> dict[str, str]:
    """Level, change and distance are three rows, never one arrow."""
    _, is_limit = here.texts, one.goal.target_type == "threshold"
    return {
        _("Taso muihin kuntiin verrattuna"): statements.level(here, one),
        _("Muutos lähtötasosta"): statements.change(here, one),
        _("Etäisyys rajasta") if is_limit else _("Etäisyys polusta"): statements.distance(here, one),
        _("Suunta"): statements.direction(here, one),
        _("Tavoitteen saavuttaminen"): statements.chance(here, one),
        _("Muutoksen voi arvioida ensi kerran"): statements.first_judged(here, one) if one.measured else "",
    }


def _coming(here: Situation, one: Followed) -> str:
    return "; ".join(
        here.texts("vuosi {year}, käytettävissä {day}", year=year, day=day_of_coming(here, one.measured, published))
        for published, year in one.coming
    )


def short_latest(here: Situation, one: Followed) -> Cell:
    """``31,9 %, 2024 (29,4–34,4)`` for the board; where there is no number, why."""
    numbers, found = Numbers(here, one), one.latest
    if found is None:
        return Cell(here.texts("ei lukua"), None, frame.MISSING)
    if not found.is_shown:
        return Cell(f"{wording.reason(here, found.status)} ({found.year})", None, found.status)
    interval = numbers.interval(found, sign=False)
    star = "*" if is_preliminary(found) else ""
    told = f"{numbers.bare(found.value)}, {found.year}{star}"
    return Cell(f"{told} ({interval})" if interval else told, found.value, found.status)
