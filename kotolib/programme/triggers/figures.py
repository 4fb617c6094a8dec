"""Triggers of data: a goal's figures are not published any more, or their definition changed after the baseline."""

from kotolib.programme.monitoring import Followed, Monitoring, why
from kotolib.programme.triggers import reasons
from kotolib.programme.triggers.reasons import Looked, Reason, facts


def ended(followed: Monitoring) -> Looked:
    """Goals whose indicator gets no more figures before their deadline passes."""
    day = followed.here.as_of
    fired = [
        one for one in followed.goals if _has_ended(one) and (one.goal.deadline is None or one.goal.deadline > day)
    ]
    return _looked(followed, reasons.SOURCE_ENDED, fired)


def _has_ended(one: Followed) -> bool:
    declared = one.measured is not None and one.measured.declared is not None
    return one.reason == why.ENDED or (declared and not one.measured.rhythm.step)


def changed(followed: Monitoring) -> Looked:
    """Goals whose series broke between the baseline and the newest figure."""
    return _looked(followed, reasons.DEFINITION, [one for one in followed.goals if one.broken_in])


def _looked(followed: Monitoring, kind: str, fired: list[Followed]) -> Looked:
    return Looked(
        kind,
        "figures",
        not_evaluated="" if followed.goals else reasons.NO_GOALS,
        reasons=tuple(_reason(kind, one) for one in fired),
    )


def _reason(kind: str, one: Followed) -> Reason:
    told = facts(
        indicator=one.measured.id,
        year=one.latest.year if one.latest else None,
        broken_in=one.broken_in,
    )
    return Reason(kind, reasons.CONSIDER, ("5.10",), (one.goal.id,), told)
