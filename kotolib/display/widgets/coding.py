"""A form that shows the open answers of a survey one at a time, to be given a theme and marked as quotes.

Knows widgets; what may be written of an answer is decided by :mod:`kotolib.deliveries.surveys.open_answers`. Nothing is
shown before a hand has opened the answers: a notebook that runs by itself has none of them in it.
"""

from collections import Counter
from html import escape

import ipywidgets

from kotolib.deliveries.surveys import OpenAnswer, OpenAnswers, held
from kotolib.display.absence import Missing
from kotolib.display.open_answers import nothing_open
from kotolib.display.surveys import newest
from kotolib.display.widgets.forms import FALLBACK, styled
from kotolib.errors import N_, KotoError
from kotolib.situation import Situation

WITHHELD = N_("Vastauksesta on peitetty henkilötunnus tai yhteystieto. Sitä ei voi lainata.")
WHO_FIRST = N_("Kirjoita ensin, kuka merkitsee. Mitään ei tallennettu.")
_WIDE = {"width": "100%", "max_width": "45rem"}
_LABEL = {"description_width": "8rem"}


def code_answers(here: Situation, name: str = "") -> "Coding | Missing":
    """A form in which a person reads open answers one at a time, gives each a theme, and marks what may be quoted.

    Parameters
    ----------
    here
        The situation; its day is kept as the day of the mark.
    name
        The survey; the one that was made last unless told.

    Returns
    -------
    Coding or Missing
        The form. Every mark is saved at once; everything is reached by keyboard. Nothing leaves the machine.

    Examples
    --------
    >>> import kotolib as koto
    >>> koto.code_answers(koto.begin("766", as_of="2026-11-24")).what
    'Kyselyn avoimia vastauksia ei ole tuotu.'
    """
    results = newest(here, name)
    file = held.open_answers(here.area, results.survey.id) if results else None
    return Coding(here, file, results.survey.language) if file and file.path.exists() else nothing_open(here)


class Coding:
    """The form: a button that opens the answers, and below it the answer at hand with its marks."""

    def __init__(self, here: Situation, file: OpenAnswers, language: str) -> None:
        self.here, self.file, self.language = here, file, language
        self.answers: tuple[OpenAnswer, ...] = ()
        self.at = 0
        self._filling = False
        _ = here.texts
        self.open = ipywidgets.Button(description=_("Avaa vastaukset"), button_style="primary")
        self.place, self.text, self.status = (ipywidgets.HTML() for _place in range(3))
        self.who = ipywidgets.Text(description=_("Kuka merkitsee"), continuous_update=False, style=_LABEL, layout=_WIDE)
        self.theme = ipywidgets.Combobox(description=_("Aihe"), continuous_update=False, style=_LABEL, layout=_WIDE)
        self.quotable = ipywidgets.Checkbox(description=_("Saa lainata"), indent=False)
        self.next = ipywidgets.Button(description=_("Seuraava"))
        self.previous = ipywidgets.Button(description=_("Edellinen"))
        self.uncoded = ipywidgets.Button(
            description=_("Seuraava, jolla ei ole aihetta"), layout=ipywidgets.Layout(width="auto")
        )
        self.box = ipywidgets.VBox()
        self.box.children = styled(self.box, self.open)
        self._listen()

    def _listen(self) -> None:
        self.open.on_click(lambda _button: self._show_answers())
        self.next.on_click(lambda _button: self.go(self.at + 1))
        self.previous.on_click(lambda _button: self.go(self.at - 1))
        self.uncoded.on_click(lambda _button: self.go(self._next_uncoded()))
        self.theme.observe(lambda _change: self._save(), "value")
        self.quotable.observe(lambda _change: self._save(), "value")

    def _repr_mimebundle_(self, include=None, exclude=None) -> tuple[dict, dict] | dict:
        shown = self.box._repr_mimebundle_()
        bundle, about = shown if isinstance(shown, tuple) else (shown, {})
        return bundle | {"text/plain": self.here.texts(FALLBACK)}, about

    def _show_answers(self) -> None:
        """Read the file anew and show its first answer without a theme."""
        try:
            self.answers = self.file.read()
        except KotoError as fault:
            self._say(fault.tell(self.here.texts.plain))
            self.box.children = styled(self.box, self.open, self.status)
            return
        marks = ipywidgets.HBox([self.quotable])
        ways = ipywidgets.HBox([self.next, self.previous, self.uncoded], layout=ipywidgets.Layout(flex_flow="row wrap"))
        shown = (self.place, self.text, self.who, self.theme, marks, ways, self.status)
        self.box.children = styled(self.box, self.open, *shown)
        self.open.description = self.here.texts("Avaa uudelleen")
        self._say("")
        self.go(self._next_uncoded() if self.answers else 0)

    def _next_uncoded(self) -> int:
        """The place of the next answer without a theme, round the end; the one at hand where all have one."""
        count = len(self.answers)
        places = ((self.at + step) % count for step in range(count + 1)) if count else ()
        return next((place for place in places if not self.answers[place].is_coded), self.at)

    def go(self, place: int) -> None:
        """Show the answer of a place; before the first and after the last the same stays."""
        if not self.answers:
            self.place.value = f"<p>{escape(self.here.texts('Avoimia vastauksia ei ole.'))}</p>"
            return
        self.at = min(max(place, 0), len(self.answers) - 1)
        self._fill()
        (self.theme if self.who.value.strip() else self.who).focus()

    def _fill(self) -> None:
        _, answer = self.here.texts, self.answers[self.at]
        coded = sum(one.is_coded for one in self.answers)
        told = _(
            "Vastaus {place}/{count}. Aihe on annettu {coded} vastaukselle.",
            place=self.at + 1, count=len(self.answers), coded=coded,
        )  # fmt: skip
        self.place.value = f"<p>{escape(told)}<br><strong>{escape(answer.question)}</strong></p>"
        lines = "<br>".join(escape(line) for line in answer.text.splitlines())
        withheld = f"<p>{escape(_(WITHHELD))}</p>" if answer.is_withheld else ""
        self.text.value = f'<blockquote lang="{escape(self.language)}" dir="auto">{lines}</blockquote>{withheld}'
        self._filling = True
        try:
            self.theme.options = self._themes()
            self.theme.value, self.quotable.value = answer.theme, answer.quotable
            self.quotable.disabled = answer.is_withheld
        finally:
            self._filling = False

    def _themes(self) -> tuple[str, ...]:
        """Themes that have been given, the most used first."""
        return tuple(theme for theme, _count in Counter(one.theme for one in self.answers if one.theme).most_common())

    def _save(self) -> None:
        """Write the marks of the answer at hand, at once."""
        if self._filling or not self.answers:
            return
        before, _ = self.answers[self.at], self.here.texts
        if not self.who.value.strip():
            self._fill()
            self._say(_(WHO_FIRST))
            self.who.focus()
            return
        marks = OpenAnswer(
            before.question, before.text, theme=self.theme.value, quotable=self.quotable.value,
            marked_by=self.who.value, marked_on=self.here.as_of.isoformat(),
        )  # fmt: skip
        try:
            after = self.file.mark(self.at, before, marks)
        except KotoError as fault:
            self._say(fault.tell(_.plain))
            return
        self.answers = (*self.answers[: self.at], after, *self.answers[self.at + 1 :])
        self._fill()
        self._say(_("Tallennettu: {theme}.", theme=after.theme) if after.theme else _("Tallennettu ilman aihetta."))

    def _say(self, text: str) -> None:
        self.status.value = f'<p role="status">{escape(text)}</p>'
