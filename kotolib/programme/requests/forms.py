"""The declared forms of requests: what is asked, by which classes and of whom; knows no area and writes nothing."""

import difflib
from functools import cache
from importlib import resources
from itertools import product
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kotolib.errors import N_, WrongWords
from kotolib.programme import sheets
from kotolib.programme.sheets import LANGUAGES, Pair
from kotolib.sources import yaml_text

_Some = Annotated[dict[str, Pair], Field(min_length=1)]


class _Declared(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Class(_Declared):
    """A class that the figures are asked by; without values the answerer writes them on `lines` lines."""

    name: Pair
    values: dict[str, Pair] = {}
    lines: int = 0


class Form(_Declared):
    """One request.

    Attributes
    ----------
    id
        What the command line calls it.
    item
        Item of the checklist that the figures answer.
    name, what
        In Finnish and Swedish; `what` fits after *Pyydämme seuraavat luvut:*.
    absent
        Keys of the missing figures that it fetches.
    to
        Id of the addressee.
    classes, figures
        Columns of the answer.
    """

    id: str
    item: str
    name: Pair
    what: Pair
    absent: tuple[str, ...] = ()
    to: str
    classes: dict[str, Class]
    figures: _Some

    def name_in(self, language: str) -> str:
        """The name in a language."""
        return self.name[LANGUAGES.index(language)]

    def lines(self, language: str) -> list[tuple[str, ...]]:
        """Every combination of classes as it is shown, one a line of the answer; empty where the answerer writes."""
        place = LANGUAGES.index(language)
        listed = [
            [pair[place] for pair in each.values.values()] if each.values else [""] * each.lines
            for each in self.classes.values()
        ]
        return list(product(*listed))


def forms() -> dict[str, Form]:
    """All forms by their id.

    Examples
    --------
    >>> list(forms())[0]
    'residence_grounds'
    """
    return _load()


@cache
def _load() -> dict[str, Form]:
    text = (resources.files(__package__) / "forms.yaml").read_text(encoding="utf-8")
    return {name: Form(id=name, **declared) for name, declared in yaml_text.read(text, "forms.yaml").items()}


def form(word: str) -> Form:
    """The form of an id or a name in either language.

    Raises
    ------
    WrongWords
        There is no such form; the message names the nearest.

    Examples
    --------
    >>> form("Oppimistulokset").id
    'learning_results'
    """
    known = {sheets.fold(name): each for each in forms().values() for name in (each.id, *each.name)}
    if sheets.fold(word) in known:
        return known[sheets.fold(word)]
    near = difflib.get_close_matches(sheets.fold(word), known, n=3, cutoff=0.5)
    nearest = list(dict.fromkeys(known[name].id for name in near)) or list(forms())
    raise WrongWords(N_("Tietopyyntöä ”{word}” ei ole. Lähimmät: {nearest}."), word=word, nearest=", ".join(nearest))


def form_for(absent: str) -> Form | None:
    """The form that fetches a missing figure, so that an empty section can name it.

    Examples
    --------
    >>> form_for("reasons_of_arrival").id, form_for("relations")
    ('residence_grounds', None)
    """
    return next((each for each in forms().values() if absent in each.absent), None)
