"""A form in which the newest figure or the target of a goal is moved and its state is seen to change; a trial only.

Knows widgets; states and sentences come from monitoring. Nothing is written: neither the workbook nor a page knows of
what was tried.
"""

from collections.abc import Iterator
from dataclasses import replace

from kotolib.display.decisions import words
from kotolib.display.monitoring import cards, changes, path_figure, statements, states
from kotolib.display.monitoring.told import followed
from kotolib.display.outputs import Cell, Figure, Table
from kotolib.display.widgets import forms, showing
from kotolib.display.widgets.forms import Form
from kotolib.errors import N_, WrongWords
from kotolib.programme import keeping, monitoring, sheets
from kotolib.programme.monitoring import Followed, editions
from kotolib.situation import Situation, begin
from kotolib.store import editions as kept_figures

_NUMBER = sheets.sheet("goals").column("target")


def what_if(
    here: Situation, goal: str = "", figure: tuple[int, float] | None = None, target: float | None = None,
    compared: str = "",
) -> "WhatIf | None":  # fmt: skip
    """A form in which one tries what another newest figure or another target would do to the state of a goal.

    Parameters
    ----------
    here
        The situation.
    goal
        Id of the goal that is open at first; the first one that has a figure unless told.
    figure
        Year and figure that are tried at first (``(2027, 66.5)``); the newest one unless told.
    target
        The target that is tried at first; the goal's own unless told.
    compared
        What the goals are compared with, as the form lists it; nothing unless told.

    Returns
    -------
    WhatIf or None
        The form; None where no goal has a figure to follow.

    Examples
    --------
    >>> import kotolib as koto
    >>> koto.what_if(koto.begin("766", as_of="2026-11-24")) is None
    True
    """
    found = [one for one in followed(here).goals if one.measured is not None and one.goal.deadline is not None]
    found = [one for one in found if one.latest is not None and one.latest.is_shown]
    form = WhatIf(here, {one.goal.id: one for one in found}, goal) if found else None
    if form:
        form.begin_with(figure, target, compared)
    return form


class WhatIf(Form):
    """The form: which goal, the figure of which year, the target, and what to compare with."""

    def __init__(self, here: Situation, goals: dict[str, Followed], goal: str = "") -> None:
        self.goals, self._filling = goals, False
        _, first = here.texts, goals.get(goal) or next(iter(goals.values()))
        self._earlier = dict(_earlier(here))
        listed = [(cards.named(here, one), name) for name, one in goals.items()]
        compared = [(_("ei valittu"), ""), *((told, told) for told in self._earlier)]
        controls = {
            "goal": forms.choice(_("Tavoite"), first.goal.id, listed),
            "year": forms.choice(_("Minkä vuoden luku"), first.latest.year, _years(here, first)),
            "figure": forms.cell(_("Luku kokeilussa"), first.latest.value),
            "target": forms.cell(_("Tavoite kokeilussa"), first.goal.target),
            "back": forms.button(_("Palauta nykyiset luvut"), lambda: self.attempt(self.back)),
            "compared": forms.choice(_("Vertaa aiempaan"), "", compared),
        }  # fmt: skip
        controls["target"].disabled = first.goal.target is None
        super().__init__(here, controls, {"trial": "14rem", "path": "16rem", "since": "2rem"}, self._drawn)
        self.controls["goal"].observe(lambda _change: self._open(), "value")

    def begin_with(self, figure: tuple[int, float] | None, target: float | None, compared: str) -> None:
        """What a cell says is tried first.

        Raises
        ------
        WrongWords
            A year that cannot be tried, or nothing to compare with under that name.
        """
        year, value = figure or (self.chosen.latest.year, None)
        wanted = {"year": year, "compared": compared}
        for name, word in wanted.items():
            known = [key for _told, key in self.controls[name].options]
            if word not in known:
                told = ", ".join(str(key) for key in known if key != "")
                raise WrongWords(N_("{word}: tätä ei voi valita. Vaihtoehdot: {known}"), word=word, known=told or "–")
            self.controls[name].value = word
        for name, number in (("figure", value), ("target", target)):
            if number is not None:
                self.controls[name].value = forms.written(number)

    @property
    def chosen(self) -> Followed:
        """The goal as it truly stands."""
        return self.goals[self.controls["goal"].value]

    def tried(self) -> Followed:
        """The goal as it would stand."""
        one = self.chosen
        goal = one.goal.model_copy(update={"target": self._number("target", one.goal.target)})
        figure = (self.controls["year"].value, self._number("figure", one.latest.value))
        return monitoring.try_out(self.here, words.programme(self.here), goal, figure)

    def _number(self, name: str, now: float | None) -> float | None:
        """What is written in a field; what is now where it is empty."""
        found = forms.read(self.controls[name], _NUMBER)
        return now if found is None else found

    def back(self) -> str:
        """Put the true figure and target back, and say so."""
        self._open()
        return self.here.texts("Luvut ovat taas nykyiset.")

    def _open(self) -> None:
        one = self.chosen
        self._filling = True
        self.controls["year"].options = _years(self.here, one)
        self.controls["year"].value = one.latest.year
        self.controls["figure"].value = forms.written(one.latest.value)
        self.controls["target"].value = forms.written(one.goal.target)
        self.controls["target"].disabled = one.goal.target is None
        self._filling = False
        self.redraw()

    def _drawn(self) -> Iterator[tuple[str, str]]:
        if self._filling:
            return
        one = self.tried()
        yield "trial", showing.html(self._table(one), "")
        yield "path", showing.html(self._figure(one), f"what-if-{one.goal.id}")
        before = self._earlier.get(self.controls["compared"].value)
        yield "since", showing.html(changes.since(self.here, before()) if before else None, "")

    def _table(self, one: Followed) -> Table:
        """What is and what would be, side by side."""
        here, _ = self.here, self.here.texts
        now = self.chosen
        rows: dict[str, list[str | Cell]] = {
            _("Uusin luku"): [cards.latest(here, each) for each in (now, one)],
            _("Tavoitetaso"): [cards.target(here, each) for each in (now, one)],
            _("Tila"): [states.cell(here, each.status) for each in (now, one)],
            _("Miksi"): [states.reason(here, each) for each in (now, one)],
            _("Etäisyys polusta"): [statements.distance(here, each) for each in (now, one)],
        }
        columns = [
            (_("Tieto"), list(rows)),
            (_("Nyt"), [told[0] for told in rows.values()]),
            (_("Kokeilu"), [told[1] for told in rows.values()]),
        ]
        caption = _("Kokeilu: {goal}. Mitään ei tallenneta eikä kirjata asiakirjoihin.", goal=now.goal.id)
        return words.table(here, "what-if", caption, columns, "goals")

    def _figure(self, one: Followed) -> Figure | None:
        figure = path_figure.path_figure(self.here, one)
        if figure is None:
            return None
        _ = self.here.texts
        note = _(
            "Kokeilun luku ei ole tilastosta. Sen satunnaisvaihtelun väli on yhtä leveä kuin lähimmän oikean luvun."
        )
        title, alt = (_("Kokeilu. {told}", told=told) for told in (figure.title, figure.alt))
        return replace(figure, title=title, alt=alt, notes=(*figure.notes, note))


def _years(here: Situation, one: Followed) -> list[tuple[str, int]]:
    """The year of the newest figure and those to come until the deadline."""
    first = one.latest.year
    return [(f"{year}", year) for year in range(first, max(first, one.goal.deadline.year) + 1)]


def _earlier(here: Situation) -> Iterator[tuple[str, object]]:
    """What the goals can be compared with: earlier runs beside the workbook, and earlier editions of the figures."""
    _ = here.texts
    if not here.area.example:
        for line in reversed(editions.kept(keeping.folder(here.area))):
            if line["day"] < here.as_of.isoformat():
                yield _("tilanne {day}", day=line["day"]), lambda line=line: line
    for name in sorted({kept.edition for kept in kept_figures.all_kept()} - {here.edition}, reverse=True):
        yield _("aineiston versio {edition}", edition=name), lambda name=name: _of_edition(here, name)


def _of_edition(here: Situation, name: str) -> dict:
    """How the same goals stand by an earlier edition's figures."""
    then = begin(here.area.word or here.area.id, here.language, name, here.as_of)
    return monitoring.follow(then, words.programme(here)).result | {"day": name[:10]}
