"""Goals into the workbook from a form: judged as a check judges them, written, taken back; draws nothing."""

from kotolib.errors import Messages, WrongWords
from kotolib.programme import goals, verdicts, writing
from kotolib.programme.reading import Reading
from kotolib.programme.records import Goal
from kotolib.programme.writing import Written
from kotolib.situation import Situation

GOALS = "goals"


def free_id(reading: Reading) -> str:
    """The id of the next new goal: ``T8``."""
    return writing.free_id(reading, GOALS)


def put_goal(here: Situation, reading: Reading, goal: Goal) -> Written:
    """Write a new goal, or the changed cells of one that is there, after a dated backup.

    What is only incomplete or to be known is saved: :func:`kotolib.programme.goals.judge_goal` tells it.

    Parameters
    ----------
    here
        The situation; its day dates the backup.
    reading
        The workbook as the person saw it.
    goal
        The goal as it should be; a new one has the id of :func:`free_id`.

    Returns
    -------
    Written
        ``.reading`` is the workbook as it is now, ``.row`` the goal, ``.backup`` the copy of what was there.

    Raises
    ------
    WrongWords
        The goal is refused (unknown indicator, a share over 100, a target on the wrong side), or the workbook could
        not tell it again; the sentences are those of a check, one a line.
    InTheWay
        The workbook is open elsewhere, holds what would be lost, or the goal has changed since ``reading``.
    """
    others = tuple(each for each in reading.programme.goals if each.id != goal.id)
    programme = reading.programme.model_copy(update={"goals": (*others, goal)})
    refused = [each for each in goals.judge_goal(here, programme, goal) if each.weight == verdicts.REFUSED]
    if refused:
        raise WrongWords(writing.REFUSED, told=Messages(verdict.placed() for verdict in refused))
    return writing.put(reading, GOALS, goal, here.as_of)


def remove_goal(here: Situation, reading: Reading, goal_id: str) -> Written:
    """Empty the cells of a goal; refused where measures or other rows still point to it."""
    return writing.remove(reading, GOALS, goal_id, here.as_of)


def take_back(here: Situation, written: Written) -> Written:
    """Undo :func:`put_goal` or :func:`remove_goal`; what others have written meanwhile stays."""
    return writing.take_back(written, here.as_of)
