"""Goals and measures that are in the passive without saying who acts; knows the passive of Finnish and Swedish."""

import re
from collections.abc import Iterator

from kotolib.errors import N_, Message
from kotolib.programme.lint.context import Context
from kotolib.programme.lint.draft import ROW, Draft, Passage
from kotolib.programme.lint.goals import goals
from kotolib.programme.lint.measures import measures
from kotolib.programme.lint.remarks import SHOULD, Remark, quoted
from kotolib.programme.lint.roles import WHO
from kotolib.programme.lint.words import pattern

_FINNISH = re.compile(
    r"\b(?!(?:pöytään|sotaan|hyötyään|vetään|kielellään|äidinkielellään|mielellään|alueellaan|puolellaan|edellään)\b)"
    r"(?:\w{2,}[eaouiyäö](?:taan|tään)|\w+(?:daan|dään)|\w+[ei]ll(?:aan|ään)|ollaan|tullaan|mennään|pannaan"
    r"|\w+ta(?:isiin)|\w+tä(?:isiin))\b",
    re.IGNORECASE,
)
_SWEDISH = pattern("passive", form=r"\b{}\b")
_NO_SWEDISH = re.compile(r"\b(?:deras|vilkas|allas|vardagas|lokalas)\b", re.IGNORECASE)
_ACTOR = pattern("actor")


def is_passive(text: str) -> bool:
    """Whether a text has a verb in the passive and names nobody who acts.

    Examples
    --------
    >>> is_passive("Järjestetään kursseja."), is_passive("Kirjasto järjestää kursseja kuntaan.")
    (True, False)
    >>> is_passive("Kurser ordnas varje höst."), is_passive("Biblioteket ordnar kurser.")
    (True, False)
    """
    passive = _FINNISH.search(text) or _SWEDISH.search(_NO_SWEDISH.sub("", text))
    return bool(passive) and not _ACTOR.search(text)


def remarks(draft: Draft, context: Context) -> Iterator[Remark]:
    """Passive goals and measures of one section told together; not where a goal already lacks who is responsible."""
    found = goals(draft)
    told = {one.group for one in found if WHO not in one.told}
    with_who = {_scope(draft, one.passage) for one in found if WHO in one.told}
    groups: dict[int, list[tuple[str, Passage]]] = {}
    for text, passage, has_who in measures(draft):
        covered = has_who or _group(passage) in told or _scope(draft, passage) in with_who
        if not covered and is_passive(text):
            groups.setdefault(passage.section, []).append((text, passage))
    yield from (_remark(group) for group in groups.values())


def _group(passage: Passage) -> tuple[str, int]:
    return ("table", passage.table) if passage.kind == ROW else ("section", passage.section)


def _scope(draft: Draft, passage: Passage) -> int:
    """The part of the draft whose goals and measures belong together: the section above *Toimenpiteet*."""
    if passage.kind == ROW:
        return -passage.table
    section = draft.section_of(passage)
    above = draft.above(section)
    return above.number if above and above.level > 1 else section.number


def _remark(group: list[tuple[str, Passage]]) -> Remark:
    text, passage = group[0]
    return Remark(
        "actors",
        "5.3",
        SHOULD,
        passage.place(text, len(group) - 1),
        Message(
            N_("Passiivissa ei näy, kuka tekee: {told}."), told=quoted((text for text, _ in group), most=len(group))
        ),
        Message(N_("Kirjoita, kuka tekee: ”Kirjasto järjestää…”, tai nimeä vastuutaho.")),
    )
