"""The form of exploring: choices of area, indicators and comparison, and the views that change with them.

Knows controls; what is seen comes from :mod:`kotolib.display.exploring`, and who makes the form says how it is kept.
"""

import itertools
from collections.abc import Callable
from functools import partial

from kotolib.areas import names
from kotolib.areas.register import register
from kotolib.display import exploring, pinning, wording
from kotolib.display.exploring import Choice
from kotolib.display.widgets import forms, showing
from kotolib.errors import N_, WrongWords
from kotolib.situation import Situation

_HEIGHTS = {"sentence": "8rem", "trend": "24rem", "origin": "16rem", "compare": "12rem", "map": "28rem",
            "funnel": "2rem", "table": "8rem"}  # fmt: skip
_SLOW = ("map",)
_NUMBERS = itertools.count()

Keep = Callable[[Situation, Choice, dict[str, object]], str]
"""What a button does with the situation, the choice and the outputs on the screen; gives back what is told."""


class Explorer(forms.Form):
    """The form; `outputs` are what is on the screen, by their view.

    Parameters
    ----------
    here
        Language, edition and day.
    choice
        What is seen at first.
    keeps
        Labels of buttons and what they do.
    """

    def __init__(self, here: Situation, choice: Choice, keeps: dict[str, Keep]) -> None:
        _ = here.texts
        self.outputs: dict[str, object] = {}
        self._prefix = f"explorer-{next(_NUMBERS)}"
        everything = exploring.listed(here)
        self.area = forms.typed(_("Kunta tai alue"), choice.area, _area_names())
        self.population = forms.choice(
            _("Väestö"),
            "",
            [(_("kaikki mittarit"), ""), *((_(told), key) for key, told in wording.POPULATIONS.items())],
        )
        self.indicator = forms.choice(_("Mittari"), choice.indicator, everything)
        self.others = forms.several(_("Muut mittarit"), choice.others, everything)
        against = [(_(told), key) for key, told in exploring.COMPARISONS.items()]
        self.against = forms.several(_("Mihin verrataan"), choice.against, against)
        controls = {name: getattr(self, name) for name in ("area", "indicator", "others", "against")}
        super().__init__(here, controls, _HEIGHTS, self._views)
        self.population.observe(lambda _change: self._narrow(), "value")
        self.buttons = [forms.button(label, self._keeper(keep)) for label, keep in keeps.items()]
        self.element = forms.choice(_("Ohjelman osa"), "5.2", pinning.elements(here))
        self.pin = forms.button(_("Lisää teksti ohjelman työkirjaan"), lambda: self.attempt(self._pin))
        shown = [self.area, self.population, self.indicator, self.others, self.against]
        below = [forms.beside(*self.buttons), self.element, forms.beside(self.pin)]
        self.lay(*shown, *below, self.status, *self.places.values())

    def offer(self, population: str) -> None:
        """Offer the indicators of one population only; of every one where it is empty.

        Raises
        ------
        WrongWords
            There is no such population; the message lists them.
        """
        if population not in ("", *wording.POPULATIONS):
            known = ", ".join(wording.POPULATIONS)
            raise WrongWords(N_("Väestöä {population} ei ole. Valitse jokin näistä: {known}"),
                             population=population, known=known)  # fmt: skip
        self.population.value = population

    @property
    def choice(self) -> Choice:
        """What the controls say now."""
        return Choice(self.area.value, self.indicator.value, tuple(self.others.value), tuple(self.against.value))

    def _views(self) -> forms.Drawn:
        self.outputs = {}
        for view, output in exploring.views(self.here, self.choice):
            self.outputs[view] = output
            draw = partial(showing.html, output, f"{self._prefix}-{view}")
            yield view, draw if view in _SLOW else draw()
            if view == "sentence":
                self._tell_remark()

    def _tell_remark(self) -> None:
        """What became of an old name; without a remark, nothing."""
        remark = exploring.situation(self.here, self.choice).area.remark
        if remark:
            self.say(remark.tell(self.here.texts.plain))

    def _narrow(self) -> None:
        """Offer the indicators of the chosen population; the one at hand stays where it is one of them."""
        found = exploring.listed(self.here, self.population.value)
        at_hand = self.indicator.value
        self.indicator.options = found
        if at_hand in [key for _name, key in found]:
            self.indicator.value = at_hand

    def _pin(self) -> str:
        self._refuse_unfinished()
        return pinning.pin(self.here, self.choice, self.element.value)

    def _keeper(self, keep: Keep) -> Callable[[], None]:
        def act() -> str:
            self._refuse_unfinished()
            return keep(exploring.situation(self.here, self.choice), self.choice, self.outputs)

        return lambda: self.attempt(act)

    def _refuse_unfinished(self) -> None:
        """What is kept is what is on the screen, and nothing else."""
        if set(self.outputs) != set(exploring.VIEWS):
            raise WrongWords(N_("Kuvia piirretään vielä, tai valintaa ei ymmärretty. Mitään ei tallennettu."))


def _area_names() -> list[str]:
    """Names that are offered while typing: Finnish and Swedish ones, and those of municipalities that have ceased."""
    living = {name for row in register().rows.values() for name in names.names_of(row)}
    gone = {name for one in names.old_by_name().values() for name in one.names.values() if name}
    return sorted(living | gone)
