"""The board: how many goals are in each state, and every goal on a row, those that need attention first."""

from collections.abc import Sequence
from dataclasses import replace

from kotolib import frame
from kotolib.display.decisions import goal_words, words
from kotolib.display.monitoring import cards, states
from kotolib.display.monitoring.told import Numbers, followed
from kotolib.display.outputs import Cell, Several, Table
from kotolib.display.prose import Paragraph, Sentence
from kotolib.display.tables import KEY_NUMBERS
from kotolib.programme.monitoring import ACHIEVED, CANNOT_BE_ASSESSED, ON_TRACK, Followed
from kotolib.situation import Situation


def status_board(here: Situation) -> Several | None:
    """How many goals are on their way and in each state, and each with baseline, newest figure, target and state.

    Nothing where there are no goals: what is lacking is said where they are told one by one.

    Examples
    --------
    >>> import kotolib as koto
    >>> koto.status_board(koto.begin("766", as_of="2026-11-24"))
    """
    found = followed(here).goals
    if not found:
        return None
    return Several((on_their_way(here, found), counts(here, found), board(here, found)))


def on_their_way(here: Situation, found: Sequence[Followed]) -> Paragraph:
    """How many of the goals are followed, can be judged, and are on their path or reached, before any table."""
    _ = here.texts
    states_now = [one.status for one in found]
    good = sum(one in (ACHIEVED, ON_TRACK) for one in states_now)
    judged = sum(one not in (CANNOT_BE_ASSESSED, None) for one in states_now)
    fields = {"count": len(found), "judged": judged, "good": good}
    if len(found) == 1:
        told = _.plural("Tavoitteita on yksi: {states}.", "Tavoitteita on {count}: {states}.", 1,
                        count=1, states=states.signed(here, found[0].status))  # fmt: skip
    elif judged == 0:
        told = _("Tavoitteita on {count}. Yhdenkään etenemistä ei voida vielä arvioida.", **fields)
    elif good == 0:
        told = _("Tavoitteita on {count}, ja niistä voidaan nyt arvioida {judged}. Yhtäkään ei ole saavutettu, eikä "
                 "yksikään etene tavoitteen mukaisesti.", **fields)  # fmt: skip
    else:
        told = _("Tavoitteita on {count}, ja niistä voidaan nyt arvioida {judged}. Saavutettu tai tavoitteen "
                 "mukaisesti etenemässä on {good}.", **fields)  # fmt: skip
    return Paragraph((Sentence(told),))


def counts(here: Situation, found: Sequence[Followed]) -> Table:
    """The strip of counts, in the order of attention; a state without goals is left out."""
    _ = here.texts
    kinds = [status for status in (*states.IN_ORDER, None) if any(one.status == status for one in found)]
    rows = []
    for status in kinds:
        count = sum(one.status == status for one in found)
        rows.append((Cell(_.number(count), float(count)), states.cell(here, status, short=True)))
    return Table(
        key="status-counts",
        caption=_("Tavoitteet tilan mukaan"),
        columns=(_("Tavoitteita"), _("Tila")),
        rows=tuple(rows),
        language=here.language,
        style=KEY_NUMBERS,
    )


def board(here: Situation, found: Sequence[Followed], key: str = "status-board") -> Table:
    """A row for each goal, what needs attention first; goals of one state stand in the workbook's order."""
    _ = here.texts
    rows = sorted(found, key=lambda one: (*states.IN_ORDER, None).index(one.status))
    columns = [
        (_("Tavoitteen mittari"), [_goal(here, one) for one in rows]),
        (_("Lähtötaso"), [_baseline(here, one) for one in rows]),
        (_("Uusin luku (väli)"), [_latest(here, one) for one in rows]),
        (_("Tavoitetaso"), [_target(here, one) for one in rows]),
        (_("Tila"), [states.cell(here, one.status, short=True) for one in rows]),
    ]
    caption = _(
        "Tavoitteiden tilanne {day}. Järjestys: eniten huomiota vaativat ensin.", day=words.day(here, here.as_of)
    )
    return _with_notes(here, words.table(here, key, caption, columns, "goals"), found)


def _with_notes(here: Situation, table: Table, found: Sequence[Followed]) -> Table:
    _, monitoring = here.texts, followed(here)
    notes = list(table.notes)
    if any(one.latest is not None and one.latest.status == frame.PRELIMINARY for one in found):
        notes.append(_("* Ennakkotieto."))
    if monitoring.judged_by_chance:
        share = max(1, round(100 * monitoring.false_off_track))
        notes.append(
            _(
                "Väli on satunnaisvaihtelun 95 prosentin väli. Vaikka kaikki tavoitteet olisivat polullaan, pelkkä "
                "sattuma antaisi ainakin yhdelle tilan Ei etene enintään {share} prosentin todennäköisyydellä.",
                share=_.number(share),
            )
        )
    return replace(table, notes=tuple(notes))


def _goal(here: Situation, one: Followed) -> str:
    """The indicator with its unit, since the numbers beside it are its; of a milestone the goal itself."""
    if one.measured is None:
        return cards.named(here, one)
    unit = Numbers(here, one).unit
    return f"{one.goal.id} {Numbers(here, one).name}" + (f" ({unit})" if unit else "")


def _baseline(here: Situation, one: Followed) -> Cell:
    found = one.baseline
    if found is None:
        return Cell(here.texts("ei lähtötasoa"), None, frame.NOT_APPLICABLE)
    told = f"{Numbers(here, one).reading(found)}, {found.year}"
    return Cell(told, found.value if found.is_shown else None, found.status)


def _latest(here: Situation, one: Followed) -> Cell:
    if one.measured is None:
        return Cell(here.texts("ei mittaria"), None, frame.NOT_APPLICABLE)
    return cards.short_latest(here, one)


def _target(here: Situation, one: Followed) -> Cell | str:
    if one.target is not None:
        deadline = f", {one.goal.deadline.year}" if one.goal.deadline else ""
        return Cell(f"{Numbers(here, one).aimed(one.target)}{deadline}", one.target)
    return goal_words.deadline(here, one.goal.deadline)
