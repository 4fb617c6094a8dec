"""What goals lack: indicator, source, who answers, deadline (6.1–6.3, 5.3); knows goals, not where they stand."""

from collections.abc import Iterator

from kotolib.errors import N_, Message
from kotolib.programme.lint import elements
from kotolib.programme.lint.context import Context
from kotolib.programme.lint.draft import Draft
from kotolib.programme.lint.goals import Goal, goals
from kotolib.programme.lint.remarks import MUST, WHOLE, Listing, Remark, quoted
from kotolib.programme.lint.roles import INDICATOR, SOURCE, WHEN, WHO

NAMES = {
    INDICATOR: Message(N_("mittari")),
    SOURCE: Message(N_("mittarin lähde")),
    WHO: Message(N_("vastuutaho")),
    WHEN: Message(N_("määräaika")),
}
ITEMS = {INDICATOR: "6.2", SOURCE: "6.3", WHO: "5.3", WHEN: "6.2"}
_REMEDIES = {
    INDICATOR: N_("Valitse mittari, jonka lähde on tiedossa, ja kirjoita se tavoitteen viereen."),
    SOURCE: N_("Kirjoita, mistä mittarin luku saadaan. Jos lähdettä ei ole, vaihda mittari."),
    WHO: N_("Nimeä, kuka vastaa tavoitteesta."),
    WHEN: N_("Kirjoita vuosi, johon mennessä tavoite saavutetaan."),
}


def remarks(draft: Draft, context: Context) -> Iterator[Remark]:
    """What each goal lacks; goals of one table or section that lack the same are told together.

    Of one section of a programme nothing is remarked: what its goals lack may stand in another section.
    """
    if draft.is_part:
        return
    found = goals(draft)
    if not found and _is_whole(draft, context):
        yield Remark(
            "goals",
            "6.1",
            MUST,
            WHOLE,
            Message(N_("Asiakirjasta ei löydy yhtään tavoitetta.")),
            Message(N_("Kirjoita tavoitteet taulukkoon: tavoite, mittari, lähde, vastuutaho ja määräaika.")),
        )
    groups: dict[tuple, list[Goal]] = {}
    for one in found:
        if one.missing:
            groups.setdefault((one.group, one.missing), []).append(one)
    yield from (_remark(group) for group in groups.values())


def _is_whole(draft: Draft, context: Context) -> bool:
    present = sum(one.present for one in elements.found(draft, context))
    return present >= elements.WHOLE_DOCUMENT


def _remark(group: list[Goal]) -> Remark:
    first, missing = group[0], group[0].missing
    lacking = Listing(NAMES[role] for role in missing)
    if len(group) == 1:
        why = Message(N_("Tavoitteelta puuttuu: {lacking}."), lacking=lacking)
    else:
        told = quoted((one.text for one in group), most=len(group))
        why = Message(
            N_("{count} tavoitteelta puuttuu: {lacking}. Tavoitteet: {goals}."),
            count=len(group),
            lacking=lacking,
            goals=told,
        )
    place = first.passage.place(first.text, len(group) - 1)
    return Remark("goals", ITEMS[missing[0]], MUST, place, why, Remedies(missing))


class Remedies(Message):
    """What to do about each thing that is lacking, one sentence after another."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__("")
        self.missing = missing

    def tell(self, translate=str) -> str:
        """The sentences."""
        return " ".join(translate(_REMEDIES[role]) for role in self.missing)
