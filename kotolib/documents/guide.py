"""``koto.help()``: what a notebook can call, under the questions of the checklist; knows notebooks, computes nothing.

The questions and the examples are those of the project's own notebooks, so that help never tells of a call that no
notebook makes.
"""

import ast
import difflib
import functools
import inspect
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

import kotolib
from kotolib.documents import called, notebooks
from kotolib.documents.offered import LINES
from kotolib.errors import N_, WrongWords
from kotolib.language import LANGUAGES, Texts, texts
from kotolib.situation import Situation

_HEADING = re.compile(r"^#+[ ]+(.+?)[ ]*$", re.MULTILINE)
FIRST = ("begin", "area", "values")
"""What every notebook begins with, told before the questions."""

TOUR = "01_tour"
"""The notebook for somebody who is here for the first time."""


@dataclass(frozen=True)
class Entry:
    """One name: what it gives, and a call of it as a notebook has it."""

    name: str
    line: str
    example: str


@dataclass(frozen=True)
class Part:
    """A heading of a notebook and what is called under it."""

    title: str
    notebook: str
    entries: tuple[Entry, ...]


class Guide:
    """What can be called: as headings and lists in a notebook, as lines of text elsewhere."""

    def __init__(self, parts: tuple[Part, ...], _: Texts) -> None:
        self.parts = parts
        self._tour = _("Alkuun pääset muistikirjalla {notebook}.", notebook=TOUR)
        self._opening = _("Lisää yhdestä: {example}. Sama aukeaa muistikirjassa näppäimillä Vaihto + Sarkain.",
                          example='koto.help("trend")')  # fmt: skip
        self._language = _.language

    def __repr__(self) -> str:
        lines = [f"{self._tour} {self._opening}"]
        for part in self.parts:
            lines += ["", f"{part.title} ({part.notebook})"]
            lines += [f"  {entry.example}\n      {entry.line}" for entry in part.entries]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        # No real headings, which JupyterLab's outline would list, and no dl, whose terms it lays over their texts.
        parts = "".join(
            f'<p role="heading" aria-level="4"><strong>{escape(part.title)}</strong> ({escape(part.notebook)})</p><ul>'
            + "".join(f"<li><code>{escape(e.example)}</code><br>{escape(e.line)}</li>" for e in part.entries)
            + "</ul>"
            for part in self.parts
        )
        return f'<div lang="{self._language}"><p>{escape(self._tour)} {escape(self._opening)}</p>{parts}</div>'


@dataclass(frozen=True)
class Page:
    """One name with all that is said of it."""

    text: str

    def __repr__(self) -> str:
        return self.text


def help(name: str | Callable = "", here: Situation | None = None) -> Guide | Page:
    """What one can call, by the questions of the checklist, each in one line with an example; or one name in full.

    Parameters
    ----------
    name
        A public name or the thing itself: ``"trend"`` or ``koto.trend``. Empty lists all.
    here
        Decides the language; the notebook's own ``here`` unless told, and Finnish where there is none.

    Raises
    ------
    WrongWords
        There is no such name; the message has the nearest ones.

    Examples
    --------
    >>> import kotolib as koto
    >>> print(repr(koto.help("trend")).splitlines()[0])
    koto.trend(here, v)
    """
    _ = texts(here.language if here else _language())
    if not name:
        return Guide(_parts(_.language), _)
    wanted = (name if isinstance(name, str) else getattr(name, "__name__", "")).removeprefix("koto.")
    return Page(_page(wanted, _))


def no_such_name(name: str) -> WrongWords:
    """What is told of a name that there is not: the nearest ones, or where all are."""
    near = ", ".join(difflib.get_close_matches(name, kotolib.__all__, 3, 0.6))
    if near:
        return WrongWords(N_("Nimeä ”{name}” ei ole. Tarkoititko: {near}?"), name=name, near=near)
    return WrongWords(N_("Nimeä ”{name}” ei ole. Kaikki nimet luettelee koto.help()."), name=name)


def _language() -> str:
    """The language of the notebook that asks: that of its ``here``, else of its parameters."""
    notebook = sys.modules.get("__main__")
    found = getattr(getattr(notebook, "here", None), "language", "") or getattr(notebook, "language", "")
    return found if found in LANGUAGES else "fi"


@functools.cache
def _parts(language: str) -> tuple[Part, ...]:
    return tuple(_found(texts(language)))


def _found(_: Texts) -> Iterator[Part]:
    """Each name once, under the first heading that calls it."""
    seen = set(FIRST)
    yield Part(_("Aluksi"), "…", tuple(Entry(name, _(LINES[name]), example) for name, example in _first()))
    # What is for a hand alone comes last: a name is told under the question that it answers.
    for section in sorted(notebooks.sections(), key=lambda section: section.by_hand):
        title, entries = section.title, []
        for kind, source in notebooks.cells(section, _):
            if kind == "markdown":
                yield from _part(title, section.stem, entries)
                title, entries = _heading(source) or title, []
            else:
                new = [(name, example) for name, example in calls(source) if name in LINES and name not in seen]
                entries += [Entry(name, _(LINES[name]), example) for name, example in new]
                seen |= {name for name, _example in new}
        yield from _part(title, section.stem, entries)


def _heading(source: str) -> str:
    found = _HEADING.search(source)
    return found[1] if found else ""


def _first() -> Iterator[tuple[str, str]]:
    yield "begin", 'here = koto.begin("Kangasala", "fi")'
    yield "area", 'koto.area("Kangasala")'
    yield "values", 'share = koto.values(here, "foreign_language.share", against=("similar", "region", "country"))'


def _part(title: str, notebook: str, entries: list[Entry]) -> Iterator[Part]:
    if entries:
        yield Part(title, notebook, tuple(entries))


def calls(source: str) -> Iterator[tuple[str, str]]:
    """The public names that a cell calls, each with its call: ``("trend", "koto.trend(here, share)")``."""
    for node in ast.walk(ast.parse(source)):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "koto":
            yield called.attr, ast.unparse(node)


def _page(name: str, _: Texts) -> str:
    """Signature, the line, an example from a notebook, and the whole docstring, which is in English."""
    if name not in kotolib.__all__:
        raise no_such_name(name)
    thing = getattr(kotolib, name)
    signature = called.bare(inspect.signature(thing)) if inspect.isroutine(thing) or inspect.isclass(thing) else ""
    example = next((e.example for part in _parts(_.language) for e in part.entries if e.name == name), "")
    example = _("Esimerkki: {example}", example=example) if example else ""
    line = _(LINES[name]) if name in LINES else ""
    return "\n".join(filter(None, (f"koto.{name}{signature}", line, example, "", inspect.getdoc(thing) or "")))
