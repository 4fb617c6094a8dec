"""What every form is made of: labelled controls, and places that are drawn anew when a hand moves one of them.

Knows widgets and when to draw; what is drawn comes from who makes the form. The document never depends on a form:
what an analyst finds is written into the parameters. No sliders: theirs have no name that a screen reader could say.
"""

import asyncio
import contextlib
import itertools
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from html import escape

import ipywidgets

from kotolib.display.figures import tokens
from kotolib.errors import N_, KotoError, WrongWords
from kotolib.programme import cells
from kotolib.programme.sheets import Column
from kotolib.situation import Situation

FALLBACK = N_("Lomake avautuu, kun muistikirja ajetaan JupyterLabissa.")
PAUSE = 0.03
"""Seconds without a new event before drawing begins, so that fast clicking draws the last choice and not each."""

BETWEEN = 0.005
"""Seconds between two places, in which newer events are let in."""

PATIENCE = 0.5
"""Seconds after which it is told that something is being computed."""

_LOOK = f"""
.koto-form :is(input, select) {{ border-color: {tokens.RULE} !important; }}
.koto-form :is(input, select, button):focus-visible {{
    outline: 3px solid {tokens.INK} !important; outline-offset: 1px; }}
.koto-form .widget-html-content {{ line-height: 1.45; }}
.koto-form :is(td, th) {{ vertical-align: top; }}
"""
"""JupyterLab's edges and focus are pale: 1.9 and 2.2 to 1 on white, where 3 to 1 is needed."""

Drawn = Iterable[tuple[str, "str | Callable[[], str]"]]
"""Names of places and their new HTML, one after another, what is looked at first before the rest. What takes a second
to draw is given as a function: it is called beside, and newer events do not wait for it."""

_BESIDE = ThreadPoolExecutor(1, "koto-form")

_STYLE = {"description_width": "9rem"}
_LAYOUT = {"width": "100%", "max_width": "45rem"}


class Form:
    """Controls, a line that tells how things went, and places for HTML; it shows itself where a cell ends.

    Parameters
    ----------
    here
        Whose language the form speaks.
    controls
        Names and controls in the order of the keyboard. Those that have a value draw the form anew; a button does
        what its maker says.
    places
        Names of the places, in the order in which they stand, with the least height of each (``"24rem"``): the cell
        keeps its height while a place is drawn.
    draw
        Yields (place, HTML). It is called with nothing: it reads the controls. Newer events are let in between two
        places, and the rest of an older drawing is then left undone. A :class:`KotoError` is told in the status line.

    Attributes
    ----------
    controls, places
        The widgets by name; `places[name].value` is the HTML.
    status
        The line that a screen reader announces.
    """

    def __init__(
        self, here: Situation, controls: Mapping[str, ipywidgets.Widget], places: Mapping[str, str],
        draw: Callable[[], Drawn],
    ) -> None:  # fmt: skip
        self.here, self.controls, self._draw = here, dict(controls), draw
        self._heights = dict(places)
        self.places = {name: ipywidgets.HTML(layout={"min_height": height}) for name, height in places.items()}
        for name, place in self.places.items():
            place.add_class(f"koto-{name}")
        self.status = ipywidgets.HTML(layout={"min_height": "2rem"})
        self.box = ipywidgets.VBox()
        self.lay(*_in_lines(self.controls.values()), self.status, *self.places.values())
        self._next: asyncio.Handle | asyncio.Future | None = None
        self._drawing: Iterator | None = None
        for control in self.controls.values():
            if not isinstance(control, ipywidgets.Button):
                control.observe(lambda _change: self.redraw(), "value")
        self._finish(iter(draw()))

    def _repr_mimebundle_(self, include=None, exclude=None) -> tuple[dict, dict] | dict:
        shown = self.box._repr_mimebundle_()
        bundle, about = shown if isinstance(shown, tuple) else (shown, {})
        return bundle | {"text/plain": self.here.texts(FALLBACK), "text/html": self._as_it_is()}, about

    def _as_it_is(self) -> str:
        """What is seen where no form opens: a notebook that has been exported, or is only looked at."""
        seen = "".join(f"<div>{place.value}</div>" for place in self.places.values() if place.value)
        return f'<div lang="{self.here.language}"><p>{escape(self.here.texts(FALLBACK))}</p>{seen}</div>'

    def lay(self, *parts: ipywidgets.Widget) -> None:
        """What the form shows, from above downwards."""
        self.box.children = styled(self.box, *parts)

    def redraw(self) -> None:
        """Draw soon by the controls as they then are; at once where no kernel runs."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self.status.value = ""
            self._finish(iter(self._draw()))
            return
        if self._next:
            self._next.cancel()
        self._drawing, self._next = None, loop.call_later(PAUSE, self._begin, loop)

    def say(self, text: str) -> None:
        """Tell something in the status line; a screen reader says it."""
        self.status.value = _status(text)

    def attempt(self, act: Callable[[], str]) -> None:
        """Do what a button asks, and tell the sentence that comes back, or the fault's."""
        try:
            with self.telling_of_delay():
                told = act()
        except KotoError as fault:
            told = fault.tell(self.here.texts.plain)
        if self._next:
            # What the act itself changed is drawn now: a later drawing would wipe the sentence away.
            self._next.cancel()
            self._next = self._drawing = None
            self._finish(iter(self._draw()))
        self.say(told)

    def _begin(self, loop: asyncio.AbstractEventLoop) -> None:
        """A new drawing, by controls that the told fault is no longer about."""
        self.status.value = ""
        self._drawing = iter(self._draw())
        self._step(loop, self._drawing)

    def _step(self, loop: asyncio.AbstractEventLoop, drawn: Iterator) -> None:
        """One place; the next is drawn after the events that have come meanwhile."""

        def go_on(html: str) -> None:
            if drawn is self._drawing:  # a newer event may have come while this was drawn beside
                self._fill(found[0], html)
                self._next = loop.call_later(BETWEEN, self._step, loop, drawn)

        with self.telling_of_delay():
            found = self._drawn_next(drawn)
        if found is None:
            self._next = None
        elif callable(found[1]):
            self._next = loop.run_in_executor(_BESIDE, found[1])
            self._next.add_done_callback(lambda done: done.cancelled() or go_on(done.result()))
        else:
            go_on(found[1])

    @contextlib.contextmanager
    def telling_of_delay(self) -> Iterator[None]:
        """What takes long, as the first figure of an indicator may, says that it is under way."""
        before, message = self.status.value, _status(self.here.texts("Lasketaan…"))
        clock = threading.Timer(PATIENCE, lambda: setattr(self.status, "value", message))
        clock.start()
        try:
            yield
        finally:
            clock.cancel()
            clock.join()
            if self.status.value == message:
                self.status.value = before

    def _finish(self, drawn: Iterator) -> None:
        while found := self._drawn_next(drawn):
            place, html = found
            self._fill(place, html() if callable(html) else html)

    def _drawn_next(self, drawn: Iterator) -> tuple[str, "str | Callable[[], str]"] | None:
        """The next place; None when there is none, or a fault was told."""
        try:
            return next(drawn, None)
        except KotoError as fault:
            self.say(fault.tell(self.here.texts.plain))
            return None

    def _fill(self, place: str, html: str) -> None:
        # Where there is nothing to show, no gap is left.
        self.places[place].layout.min_height = self._heights[place] if html else "0"
        if self.places[place].value != html:
            self.places[place].value = html


def styled(box: ipywidgets.Box, *parts: ipywidgets.Widget) -> tuple[ipywidgets.Widget, ...]:
    """The parts of a form, and the style that makes its controls seen where JupyterLab's own is too pale."""
    box.add_class("koto-form")
    return (*parts, ipywidgets.HTML(f"<style>{_LOOK}</style>", layout={"display": "none"}))


def _status(text: str) -> str:
    return f'<p role="status">{escape(text).replace(chr(10), "<br>")}</p>'


def _in_lines(controls: Iterable[ipywidgets.Widget]) -> Iterator[ipywidgets.Widget]:
    """Each control on its line; buttons that follow one another share one, and are as wide as their words."""
    for is_button, group in itertools.groupby(controls, lambda one: isinstance(one, ipywidgets.Button)):
        line = list(group)
        yield from [beside(*line)] if is_button else line


def typed(label: str, value: str, options: Iterable[str] = ()) -> ipywidgets.Combobox:
    """A field in which one types; what is listed is offered, and anything may be written."""
    return ipywidgets.Combobox(
        description=label, value=value, options=tuple(options), continuous_update=False, style=_STYLE, layout=_LAYOUT
    )


def choice(label: str, value: object, options: Iterable[tuple[str, object]]) -> ipywidgets.Dropdown:
    """One of a list: (what is read, value)."""
    return ipywidgets.Dropdown(description=label, value=value, options=tuple(options), style=_STYLE, layout=_LAYOUT)


def several(label: str, value: Iterable, options: Iterable[tuple[str, object]]) -> ipywidgets.SelectMultiple:
    """Any of a list: (what is read, value); Ctrl and Shift choose several."""
    listed = tuple(options)
    return ipywidgets.SelectMultiple(
        description=label, value=tuple(value), options=listed, rows=min(8, len(listed)), style=_STYLE, layout=_LAYOUT
    )


def cell(label: str, value: object) -> ipywidgets.Text:
    """What a cell of the workbook holds: a number, a year, a day or nothing, as :func:`read` reads it.

    Not a browser's field of numbers: ``7,4`` typed into that may become 74, and empty would be zero.
    """
    return ipywidgets.Text(
        description=label, value=written(value), continuous_update=False, style=_STYLE, layout=_LAYOUT
    )


def written(value: object) -> str:
    """A value as a field of :func:`cell` shows it: the last day of a year is the year."""
    if isinstance(value, date) and (value.month, value.day) == (12, 31):
        return str(value.year)
    return "" if value is None else cells.text_of(value)


def read(control: ipywidgets.Text, column: Column) -> object:
    """What is written in a field, as its column in the workbook means it; None where it is empty.

    Raises
    ------
    WrongWords
        It says something else than the column asks; told as a check of the workbook tells it.
    """
    try:
        found = cells.read(column, control.value, cells.Vocabulary())
    except cells.Unreadable as fault:
        raise WrongWords(N_("{field}: {told}"), field=control.description, told=fault.told) from None
    return found


def number(label: str, value: float, bounds: tuple[float, float], step: float = 1) -> ipywidgets.BoundedFloatText:
    """A number between bounds, both of them allowed."""
    return ipywidgets.BoundedFloatText(
        description=label, value=value, min=bounds[0], max=bounds[1], step=step, style=_STYLE, layout=_LAYOUT
    )


def tick(label: str, value: bool) -> ipywidgets.Checkbox:
    """Yes or no."""
    return ipywidgets.Checkbox(description=label, value=value, indent=False, layout={"width": "auto"})


def button(label: str, act: Callable[[], None]) -> ipywidgets.Button:
    """A button that does something."""
    made = ipywidgets.Button(description=label, layout={"width": "auto"})
    made.on_click(lambda _button: act())
    return made


def beside(*controls: ipywidgets.Widget) -> ipywidgets.HBox:
    """Controls on one line, on several where they do not fit."""
    return ipywidgets.HBox(list(controls), layout={"flex_flow": "row wrap"})
