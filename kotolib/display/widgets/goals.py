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
DRAWN, WRITTEN, NONE = "drawn", "written", "none"
"""Where a baseline comes from: the indicator's newest figure, a hand, or nowhere yet."""


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
        self._written, self._filling = None, False
        self._read(here, reading)
        _ = here.texts
        begun = self._begun(goal)
        controls = {
            "goal": forms.choice(_("Tavoite"), NEW if begun is self._new else goal, self._goals(here)),
            "text": forms.typed(_("Mitä halutaan"), begun.text or ""),
            "theme": forms.choice(_("Teema"), begun.theme or "", self._choices(here, "theme")),
            "indicator": forms.choice(_("Mittari"), begun.indicator or "", self._indicators(here, begun)),
            "baseline_from": forms.choice(_("Lähtötaso"), self._baseline_from(begun), _baselines(here)),
            "baseline": forms.cell(_("Lähtötason luku"), begun.baseline),
            "baseline_year": forms.cell(_("Lähtötason vuosi"), begun.baseline_year),
            "target_type": forms.choice(_("Tavoitteen laji"), begun.target_type or "", self._choices(here, "target")),
            "direction": forms.choice(_("Suunta"), begun.direction or "", self._choices(here, "wanted")),
            "target": forms.cell(_("Tavoitetaso"), begun.target),
            "deadline": forms.cell(_("Määräaika"), begun.deadline),
            "responsible": forms.typed(_("Vastuutaho"), begun.responsible or ""),
            "save": forms.button(_("Tallenna työkirjaan"), lambda: self.attempt(self.save)),
            "undo": forms.button(_("Kumoa tallennus"), lambda: self.attempt(self.undo)),
        }
        controls["undo"].disabled = True
        super().__init__(here, controls, {"path": "16rem", "facts": "8rem", "checks": "4rem"}, self._drawn)
        self.controls["goal"].observe(lambda _change: self._open(), "value")
        self.controls["indicator"].observe(lambda _change: self._suggest(), "value")
        for name in ("baseline_from", "target_type"):
            self.controls[name].observe(lambda _change: self._ask_what_counts(), "value")
        self._ask_what_counts()

    def _read(self, here: Situation, reading: Reading) -> None:
        """Take the workbook as it is; the id of a new goal is asked of it once, since that reads the whole file."""
        self.reading = reading
        last = reading.programme.basics.last_year or here.as_of.year + 3
        deadline = date(max(last, here.as_of.year), 12, 31)
        self._new = Goal(id=keeping_goals.free_id(reading), target_type="level", deadline=deadline)

    def _ask_what_counts(self) -> None:
        """Ask for a baseline only where a hand writes it, and for a number only where the target has one."""
        is_written = self.controls["baseline_from"].value == WRITTEN
        asked = {"baseline": is_written, "baseline_year": is_written, "target": not self._is_numberless()}
        for name, is_asked in asked.items():
            self.controls[name].layout.display = None if is_asked else "none"

    def _is_numberless(self) -> bool:
        return self.controls["target_type"].value in WITHOUT_NUMBER

    # --- what may be chosen

    def _goals(self, here: Situation) -> list[tuple[str, str]]:
        listed = [(f"{one.id} {goal_words.text(here, one)}", one.id) for one in self.reading.programme.goals]
        return [(here.texts("Uusi tavoite"), NEW), *listed]

    def _choices(self, here: Situation, listed: str) -> list[tuple[str, str]]:
        return [
            (here.texts("ei valittu"), ""),
            *((told, one) for one, told in sheets.choices(listed, here.language).items()),
        ]

    def _indicators(self, here: Situation, begun: Goal) -> list[tuple[str, str]]:
        """Declared and own indicators by their names; the goal's own word too where nobody has described it."""
        found = {one.id: one.name.in_language(here.language) for one in sources.load().indicators.values()}
        found |= {one.id: one.name for one in self.reading.programme.indicators if one.name}
        if begun.indicator and begun.indicator not in found:
            found[begun.indicator] = begun.indicator
        listed = sorted(((name, one) for one, name in found.items()), key=lambda pair: pair[0].casefold())
        return [(here.texts("ei valittu"), ""), *listed]

    def _begun(self, goal: str) -> Goal:
        """The goal as the workbook has it, or an empty new one."""
        return next((one for one in self.reading.programme.goals if one.id == goal), self._new)

    def _baseline_from(self, goal: Goal) -> str:
        if goal.baseline is not None or goal.baseline_year is not None:
            return WRITTEN
        return DRAWN if goal is self._new else NONE

    # --- the goal that the controls say

    def goal(self) -> Goal:
        """The goal as the form has it now."""
        before = self._begun(self.controls["goal"].value)
        chosen = ("text", "theme", "indicator", "target_type", "direction", "responsible")
        changes = {name: self.controls[name].value.strip() or None for name in chosen}
        changes["deadline"] = self._number("deadline")
        if not self._is_numberless():
            changes["target"] = self._number("target")
        if changes["indicator"] != before.indicator:
            # A population belongs to its indicator.
            changes["population"] = self._population(changes["indicator"])
        return self._with_baseline(before.model_copy(update=changes))

    def _number(self, name: str) -> object:
        """What is written in a field of the same name as its column, read as a check of the workbook reads it."""
        return forms.read(self.controls[name], sheets.sheet(keeping_goals.GOALS).column(name))

    def _population(self, indicator: str | None) -> str | None:
        found = measured(self.here, self.reading.programme, indicator)
        return found.population if found else None

    def _with_baseline(self, goal: Goal) -> Goal:
        """The goal with the baseline that is chosen; one that may not be told is left out."""
        names, is_written = ("baseline", "baseline_year"), self.controls["baseline_from"].value == WRITTEN
        goal = goal.model_copy(update={name: self._number(name) if is_written else None for name in names})
        if self.controls["baseline_from"].value != DRAWN:
            return goal
        told = goal_words.told(self.here, goal)
        return told.goal if told.is_drawn and not told.is_hidden else goal

    def _open(self) -> None:
        """Fill the form with the chosen goal."""
        goal = self._begun(self.controls["goal"].value)
        self._filling = True
        self.controls["indicator"].options = self._indicators(self.here, goal)
        for name in ("text", "theme", "indicator", "target_type", "direction", "responsible"):
            self.controls[name].value = getattr(goal, name) or ""
        self.controls["baseline_from"].value = self._baseline_from(goal)
        for name in ("baseline", "baseline_year", "target", "deadline"):
            self.controls[name].value = forms.written(getattr(goal, name))
        self._filling = False
        self.redraw()

    def _suggest(self) -> None:
        """A new indicator's newest figure is where the target is moved from."""
        indicator = self.controls["indicator"].value
        before = self._begun(self.controls["goal"].value)
        if self._filling or indicator == (before.indicator or ""):
            return
        self.controls["baseline_from"].value = DRAWN
        bare = Goal(id=before.id, indicator=indicator or None, target_type=self.controls["target_type"].value or None)
        with self.telling_of_delay():
            told = goal_words.told(self.here, bare)
        known = None if told.is_hidden or bare.target_type == "change" else told.goal.baseline
        self.controls["target"].value = forms.written(known)

    # --- what is seen

    def _drawn(self) -> Iterator[tuple[str, str]]:
        if self._filling:
            return
        goal = self.goal()
        told = goal_words.told(self.here, goal)
        figure = goal_path.goal_path(self.here, told)
        _ = self.here.texts
        none = Paragraph((Sentence(_("Polkua ei voi piirtää, ennen kuin mittari, taso ja määräaika on annettu.")),))
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
        self._read(self.here, done.reading)
        self._written = done
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


def _baselines(here: Situation) -> list[tuple[str, str]]:
    _ = here.texts
    return [(_("mittarin uusin luku"), DRAWN), (_("kirjoitettu luku"), WRITTEN), (_("ei kirjata"), NONE)]
