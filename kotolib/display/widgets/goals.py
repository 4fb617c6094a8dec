"""A form in which a goal is made or changed: path, yearly change, chance and what others have come to are seen at once.

Knows widgets; what is said of a goal comes from :mod:`kotolib.display.decisions`, what is refused and written from
:mod:`kotolib.programme.keeping_goals`. Nothing is written before a hand saves.
"""

from collections.abc import Iterator
from datetime import date

from kotolib import comparison, sources
from kotolib.comparison.reached import reached
from kotolib.display.decisions import goal_path, goal_words, words
from kotolib.display.decisions.goal_words import Told
from kotolib.display.decisions.goals import remarks
from kotolib.display.outputs import Table
from kotolib.display.prose import Paragraph, Sentence
from kotolib.display.widgets import forms, showing
from kotolib.display.widgets.forms import Form
from kotolib.errors import N_, InTheWay
from kotolib.programme import keeping_goals, sheets
from kotolib.programme.keeping_goals import Written
from kotolib.programme.measured import measured
from kotolib.programme.reading import Reading
from kotolib.programme.records import Goal
from kotolib.programme.written import written
from kotolib.situation import Situation

NEW = ""
WITHOUT_NUMBER = ("not_worse", "milestone")
"""Target types in which the form writes no number."""
_WIDEST = 1e9
_YEARS_AHEAD = 15


def goal_form(here: Situation, goal: str = NEW) -> "GoalForm | None":
    """A form in which a goal is made or changed, and saved into the workbook.

    Parameters
    ----------
    here
        The situation; its day dates the backup of the workbook.
    goal
        Id of the goal that is open at first (``"T1"``); a new one unless told.

    Returns
    -------
    GoalForm or None
        The form; None where the area has no workbook that can be read: other cells tell what to do then.

    Examples
    --------
    >>> import kotolib as koto
    >>> koto.goal_form(koto.begin("766", as_of="2026-11-24")) is None
    True
    """
    reading = written(here.area).reading
    return None if reading is None else GoalForm(here, reading, goal)


class GoalForm(Form):
    """The form: fields of a goal, what follows from them, and buttons that save and take back."""

    def __init__(self, here: Situation, reading: Reading, goal: str = NEW) -> None:
        self.reading, self._written, self._filling = reading, None, False
        _ = here.texts
        known = {one.id for one in reading.programme.goals}
        begun = self._begun(here, goal if goal in known else NEW)
        years = (here.as_of.year, here.as_of.year + _YEARS_AHEAD)
        controls = {
            "goal": forms.choice(_("Tavoite"), begun.id if begun.id in known else NEW, self._goals(here)),
            "text": forms.typed(_("Mitä halutaan"), begun.text or ""),
            "theme": forms.choice(_("Teema"), begun.theme, self._choices(here, "theme")),
            "indicator": forms.choice(_("Mittari"), begun.indicator, self._indicators(here, begun)),
            "target_type": forms.choice(_("Tavoitteen laji"), begun.target_type, self._choices(here, "target")),
            "direction": forms.choice(_("Suunta"), begun.direction, self._choices(here, "wanted")),
            "target": forms.number(_("Tavoitetaso"), begun.target or 0, (-_WIDEST, _WIDEST), 0.1),
            "deadline": forms.number(_("Määrävuosi"), _last_year(here, begun), years),
            "freeze": forms.tick(_("Kirjaa tilaston uusin luku lähtötasoksi"), True),
            "responsible": forms.typed(_("Vastuutaho"), begun.responsible or ""),
            "save": forms.button(_("Tallenna työkirjaan"), lambda: self.attempt(self.save)),
            "undo": forms.button(_("Kumoa tallennus"), lambda: self.attempt(self.undo)),
        }  # fmt: skip
        controls["undo"].disabled = True
        super().__init__(here, controls, {"path": "16rem", "facts": "8rem", "checks": "4rem"}, self._drawn)
        self.controls["goal"].observe(lambda _change: self._open(), "value")
        self.controls["indicator"].observe(lambda _change: self._suggest(), "value")

    # --- what may be chosen

    def _goals(self, here: Situation) -> list[tuple[str, str]]:
        listed = [(f"{one.id} {goal_words.text(here, one)}", one.id) for one in self.reading.programme.goals]
        return [(here.texts("Uusi tavoite"), NEW), *listed]

    def _choices(self, here: Situation, listed: str) -> list[tuple[str, str | None]]:
        return [
            (here.texts("ei valittu"), None),
            *((told, one) for one, told in sheets.choices(listed, here.language).items()),
        ]

    def _indicators(self, here: Situation, begun: Goal) -> list[tuple[str, str | None]]:
        """Declared and own indicators by their names; the goal's own word too where nobody has described it."""
        found = {one.id: one.name.in_language(here.language) for one in sources.load().indicators.values()}
        found |= {one.id: one.name for one in self.reading.programme.indicators if one.name}
        if begun.indicator and begun.indicator not in found:
            found[begun.indicator] = begun.indicator
        listed = sorted(((name, one) for one, name in found.items()), key=lambda pair: pair[0].casefold())
        return [(here.texts("ei valittu"), None), *listed]

    def _begun(self, here: Situation, goal: str) -> Goal:
        """The goal as the workbook has it, or an empty new one."""
        found = next((one for one in self.reading.programme.goals if one.id == goal), None)
        last = self.reading.programme.basics.last_year or here.as_of.year + 3
        deadline = date(max(last, here.as_of.year), 12, 31)
        return found or Goal(id=keeping_goals.free_id(self.reading), target_type="level", deadline=deadline)

    # --- the goal that the controls say

    def goal(self) -> Goal:
        """The goal as the form has it now."""
        value = {name: control.value for name, control in self.controls.items() if hasattr(control, "value")}
        before = self._begun(self.here, value["goal"])
        year = int(value["deadline"])
        kept = before.deadline and before.deadline.year == year
        numberless = value["target_type"] in WITHOUT_NUMBER or not value["indicator"]
        changes = {
            "text": value["text"].strip() or None,
            "theme": value["theme"],
            "indicator": value["indicator"],
            "target_type": value["target_type"],
            "direction": value["direction"],
            "target": before.target if numberless else round(value["target"], 6),
            "deadline": before.deadline if kept else date(year, 12, 31),
            "responsible": value["responsible"].strip() or None,
        }
        if value["indicator"] != before.indicator:
            # A baseline belongs to its indicator, and so does the population.
            changes |= {"baseline": None, "baseline_year": None, "population": self._population(value["indicator"])}
        return self._with_baseline(before.model_copy(update=changes), value["freeze"])

    def _population(self, indicator: str | None) -> str | None:
        found = measured(self.here, self.reading.programme, indicator)
        return found.population if found else None

    def _with_baseline(self, goal: Goal, freeze: bool) -> Goal:
        told = goal_words.told(self.here, goal) if freeze else None
        return told.goal if told and told.is_drawn and not told.is_hidden else goal

    def _open(self) -> None:
        """Fill the form with the chosen goal."""
        goal = self._begun(self.here, self.controls["goal"].value)
        self._filling = True
        self.controls["indicator"].options = self._indicators(self.here, goal)
        fields = ("text", "theme", "indicator", "target_type", "direction", "responsible")
        for name in fields:
            empty = "" if name in ("text", "responsible") else None
            self.controls[name].value = getattr(goal, name) or empty
        self.controls["target"].value = goal.target or 0
        self.controls["deadline"].value = _last_year(self.here, goal)
        self._filling = False
        self.redraw()

    def _suggest(self) -> None:
        """A new indicator's newest figure is where the target is moved from."""
        goal = self.goal()
        before = self._begun(self.here, self.controls["goal"].value)
        if self._filling or goal.indicator == before.indicator:
            return
        told = goal_words.told(self.here, goal)
        if told.goal.baseline is not None and not told.is_hidden:
            self.controls["target"].value = told.goal.baseline

    # --- what is seen

    def _drawn(self) -> Iterator[tuple[str, str]]:
        if self._filling:
            return
        goal = self.goal()
        told = goal_words.told(self.here, goal)
        figure = goal_path.goal_path(self.here, told)
        _ = self.here.texts
        none = Paragraph((Sentence(_("Polkua ei voi piirtää, ennen kuin mittari, taso ja määrävuosi on valittu.")),))
        yield "path", showing.html(figure or none, f"goal-form-{goal.id}")
        yield "facts", showing.html(self._facts(told), "")
        found = remarks(self.here, told, goal)
        none = Paragraph((Sentence(_("Tarkistuksessa ei ole huomautettavaa.")),))
        yield "checks", showing.html(found or none, "")

    def _facts(self, told: Told) -> Table | None:
        here, _ = self.here, self.here.texts
        facts = {
            _("Lähtötaso"): goal_words.baseline(here, told),
            _("Tavoitetaso"): goal_words.target(here, told),
            _("Tarvittava muutos vuodessa"): goal_words.yearly(here, told),
            _("Lukuja ennen määräaikaa"): goal_words.readings_told(here, told),
            _("Pienin muutos, jonka erottaa sattumasta"): goal_words.smallest(here, told),
            _("Samankaltaisten kuntien muutos"): similar(here, told),
        }
        kept = {name: fact for name, fact in facts.items() if fact}
        if not kept:
            return None
        columns = [(_("Tieto"), list(kept)), (_("Sisältö"), list(kept.values()))]
        return words.table(here, "goal-form", _("Mitä tavoite vaatii"), columns, "goals")

    # --- the workbook

    def save(self) -> str:
        """Write the goal into the workbook, and say so; the errors are those of a check."""
        done = keeping_goals.put_goal(self.here, self.reading, self.goal())
        self._after(done, done.row_id)
        return self.here.texts("Tavoite {goal} on tallennettu. Aiempi työkirja on tiedostossa {backup}.",
                               goal=done.row_id, backup=done.backup.name)  # fmt: skip

    def undo(self) -> str:
        """Take back what was saved last, and say so."""
        if self._written is None:
            raise InTheWay(N_("Mitään ei ole tallennettu, joten kumottavaa ei ole."))
        done = keeping_goals.take_back(self.here, self._written)
        self._after(done, done.row_id if done.row else NEW)
        self._written, self.controls["undo"].disabled = None, True
        return self.here.texts("Tavoitteen {goal} tallennus on kumottu.", goal=done.row_id)

    def _after(self, done: Written, goal: str) -> None:
        """Go on from the workbook as it is now."""
        self.reading, self._written = done.reading, done
        self.controls["undo"].disabled = False
        self._filling = True
        self.controls["goal"].options = self._goals(self.here)
        self.controls["goal"].value = goal
        self._open()


def similar(here: Situation, told: Told) -> str:
    """What similar municipalities have come to in as many years as the goal has; empty where that cannot be told."""
    way, indicator = told.path, told.case.measured
    if way is None or indicator is None or not indicator.declared or told.goal.target_type == "gap":
        return ""
    v = comparison.values(told.case.here, indicator.id, against=("similar",))
    found = reached(v, way.years[-1] - way.years[0])
    if found is None or indicator.is_count:
        return ""
    _ = here.texts
    decimals = indicator.decimals or 0
    median, low, high = (_.signed(number, decimals) for number in (found.median, found.low, found.high))
    first, last = found.years
    fields = {"first": first, "last": last, "median": median, "low": low, "high": high, "number": found.number}
    if indicator.is_share:
        return _(
            "vuosina {first}–{last} mediaani {median} prosenttiyksikköä, vaihteluväli {low}…{high} ({number} kuntaa)",
            **fields,
        )
    return _("vuosina {first}–{last} mediaani {median}, vaihteluväli {low}…{high} ({number} kuntaa)", **fields)


def _last_year(here: Situation, goal: Goal) -> int:
    return max(goal.deadline.year, here.as_of.year) if goal.deadline else here.as_of.year + 3
