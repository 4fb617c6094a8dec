"""Which of the checklist's questions the figures of an area answer, and how well; knows values, writes no words."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kotolib import deliveries, frame, sources, store
from kotolib.deliveries import Delivery
from kotolib.indicators import delivered, stored
from kotolib.indicators.reading import Values, values
from kotolib.situation import Situation
from kotolib.sources.declaration import TablePart
from kotolib.sources.questions import Question, questions

ANSWERED, PARTLY, WITHOUT = "answered", "partly", "without"


@dataclass(frozen=True)
class Covered:
    """One question with the values that there are of the area.

    Attributes
    ----------
    item
        Of the checklist: `3.1`, `6.2f`.
    answers, context
        Values with a number to show; of people who have moved to the country, and of all residents as background.
    hidden
        Values without a number to show here.
    state
        `answered` by at least one fresh figure of people who have moved to the country, `partly` by old ones or by
        background only, `without` any.
    brought
        Keys of the absences that figures delivered to the area fill; those figures are among the answers.
    """

    item: str
    question: Question
    answers: tuple[Values, ...]
    context: tuple[Values, ...]
    hidden: tuple[Values, ...]
    state: str
    brought: frozenset[str] = frozenset()


def covered(here: Situation) -> list[Covered]:
    """Every question in the order of the checklist.

    Examples
    --------
    >>> import kotolib as koto
    >>> covered(koto.begin("211", as_of="2026-11-24"))[0].state
    'answered'
    """
    brought = tuple((one.form.id, one.kept.folder) for one in _brought(here))
    return list(_of_all(here, stored.ensure(here.edition), brought))


def _brought(here: Situation) -> list[Delivery]:
    return deliveries.all_newest(here.area, here.edition, here.as_of)


@lru_cache(maxsize=4)
def _of_all(here: Situation, _table: Path, _brought_there: tuple) -> tuple[Covered, ...]:
    """Computed once for all that a page tells of the questions; anew when figures have come."""
    brought = _brought(here)
    return tuple(_covered(here, item, question, brought) for item, question in questions().items())


def _covered(here: Situation, item: str, question: Question, brought: list[Delivery]) -> Covered:
    there = set(store.tables(here.edition))
    answers, context = (
        [values(here, name) for name in names if not _is_awaited(name, there)]
        for names in (question.indicators, question.context)
    )
    ours = [one.form for one in brought if set(one.form.absent) & set(question.absent)]
    answers += [delivered.values(here, name) for form in ours for name in delivered.of_form(form)]
    shown = tuple(v for v in answers if not is_unshown(v))
    background = tuple(v for v in context if not is_unshown(v))
    fresh = any(not is_old(here, v) for v in shown)
    return Covered(
        item=item,
        question=question,
        answers=shown,
        context=background,
        hidden=tuple(v for v in (*answers, *context) if is_unshown(v)),
        state=ANSWERED if fresh else PARTLY if shown or background else WITHOUT,
        brought=frozenset(key for form in ours for key in form.absent if key in question.absent),
    )


def _is_awaited(name: str, there: set[str]) -> bool:
    """Whether none of the tables of an indicator has been fetched yet; the page says what is absent in its place."""
    parts = sources.load().indicators[name].parts
    return all(isinstance(part, TablePart) and part.table not in there for part in parts)


def is_unshown(v: Values) -> bool:
    """Whether there is no number to tell: none at all, or the newest year's is too small and an older one would
    stand for it."""
    yearly = v.own[v.own["group"] == ""]
    return v.latest() is None or yearly.iloc[-1]["status"] == frame.BELOW_QUALITY


def is_old(here: Situation, v: Values) -> bool:
    """Whether the newest number is too old to be told as the present."""
    return v.is_stale(int(v.latest()["year"]), here.as_of.year)
