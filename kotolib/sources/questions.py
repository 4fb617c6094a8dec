"""The checklist's questions and example indicators, and what is declared to answer each; knows declarations only.

Declared in ``data_sources/questions/questions.yaml``.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from kotolib import house
from kotolib.errors import N_, Message, Messages, StoreDamaged
from kotolib.sources import absent, catalogue, faults, yaml_text
from kotolib.sources.declaration import Named


class Question(BaseModel):
    """One question: its words, the indicators that answer it, those that are background, and what nobody publishes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: Named
    question_joint: Named | None = None
    indicators: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()

    def told(self, language: str, joint: bool) -> str:
        """The question in a language, of one municipality or of several."""
        words = self.question_joint if joint and self.question_joint else self.question
        return words.in_language(language)


def questions() -> dict[str, Question]:
    """The questions by their item of the checklist, in its order.

    Raises
    ------
    StoreDamaged
        The file is not right, or names an indicator or a missing figure that is not declared; the message lists every
        fault.

    Examples
    --------
    >>> questions()["3.1"].absent
    ('origin_populations',)
    """
    return _load(house.data_sources() / "questions" / "questions.yaml")


@cache
def _load(path: Path) -> dict[str, Question]:
    found: list[Message] = []
    declared: dict[str, Question] = {}
    text = yaml_text.text_of(path, found)
    content = None if text is None else yaml_text.read(text, path.name, found)
    try:
        declared = TypeAdapter(dict[str, Question]).validate_python(content) if content is not None else {}
    except ValidationError as error:
        found += faults.of_form(path.name, error, Question)
    found += _strangers(path.name, declared)
    if found:
        raise StoreDamaged(N_("Kysymysten kuvauksissa on korjattavaa:\n{faults}"), faults=Messages(found))
    return declared


def _strangers(file: str, declared: dict[str, Question]) -> Iterator[Message]:
    """Names that nobody declares."""
    known, missing = catalogue.load().indicators, absent.names()
    for item, question in declared.items():
        for key, names, of in (
            ("indicators", question.indicators, known),
            ("context", question.context, known),
            ("absent", question.absent, missing),
        ):
            for name in names:
                if name not in of:
                    yield faults.at(file, f"{item}.{key}", faults.not_known(name, of))
