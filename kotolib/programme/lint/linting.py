"""All the rules over one draft, and what they found in its order; knows the rules, not how they are told."""

from collections import Counter
from dataclasses import dataclass

from kotolib.errors import N_, WrongWords
from kotolib.programme.lint import (
    actors,
    bodies,
    differences,
    elements,
    figures,
    file_remarks,
    goal_remarks,
    law,
    length,
    migrants,
    services,
    small_counts,
)
from kotolib.programme.lint.context import Context
from kotolib.programme.lint.draft import Draft
from kotolib.programme.lint.remarks import MUST, STRENGTHS, Remark
from kotolib.programme.wording.languages import language_of

RULES = (
    file_remarks.remarks,
    elements.remarks,
    length.remarks,
    services.remarks,
    law.remarks,
    goal_remarks.remarks,
    actors.remarks,
    bodies.remarks,
    figures.remarks,
    differences.remarks,
    small_counts.remarks,
    migrants.remarks,
)
"""(draft, context) → remarks; each rule in a module of its own."""


@dataclass(frozen=True)
class Linted:
    """What was found in a draft.

    Attributes
    ----------
    draft
        What was read.
    language
        `fi` or `sv`: of the draft.
    elements
        Each of the ten elements and whether it is there.
    remarks
        Of the whole draft first, then in the order of its text.
    """

    draft: Draft
    language: str
    elements: tuple[elements.Found, ...]
    remarks: tuple[Remark, ...]

    @property
    def passes(self) -> bool:
        """Whether nothing must be mended."""
        return not any(one.strength == MUST for one in self.remarks)

    @property
    def counts(self) -> dict[str, int]:
        """How many remarks there are of each strength."""
        found = Counter(one.strength for one in self.remarks)
        return {strength: found[strength] for strength in STRENGTHS}


def lint(draft: Draft, context: Context) -> Linted:
    """The remarks of all rules.

    Parameters
    ----------
    draft
        What a reader made of a file.
    context
        What the draft is judged by besides its text.

    Raises
    ------
    WrongWords
        There is no text, or it is in a language that has no rules.
    """
    if not draft.passages:
        raise WrongWords(
            N_("{file}: tiedostossa ei ole tekstiä. Tarkista, että annoit oikean tiedoston."), file=draft.name
        )
    language = language_of(draft.text)
    if not language:
        raise WrongWords(
            N_("{file}: teksti ei ole suomea eikä ruotsia, eikä muille kielille ole sääntöjä. Mitään ei tarkistettu."),
            file=draft.name,
        )
    found = [remark for rule in RULES for remark in rule(draft, context)]
    found.sort(key=lambda one: (one.place.order, STRENGTHS.index(one.strength)))
    return Linted(draft, language, elements.found(draft, context), tuple(found))
