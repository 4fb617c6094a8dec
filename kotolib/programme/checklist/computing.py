"""The state of every item with its evidence and the next act; knows the rules of all steps, decides nothing itself."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from openpyxl.utils import get_column_letter

from kotolib.programme.checklist import aims, character, document, picture, preparing
from kotolib.programme.checklist.case import DONE, MISSING, STATES, Case, Judged, Place, Reason, state_of
from kotolib.programme.checklist.declaration import MUST, SEED, Item, in_language, items
from kotolib.programme.reading import Reading
from kotolib.programme.records import Programme
from kotolib.programme.written import written
from kotolib.situation import Situation

_RULES = preparing.RULES | picture.RULES | aims.RULES | document.RULES | character.RULES
_COVERAGE = ("38_coverage", "coverage")
"""The page and the table on it that tell which questions have figures."""
_MOST_PLACES = 5
_PLAIN = "'!"


@dataclass(frozen=True)
class Evidence:
    """Where something is that an item's state stands on.

    Attributes
    ----------
    sheet, row, column, cell
        The workbook's visible sheet, the row's id, the column's visible header, and ``C7``; empty for a page.
    page, anchor
        Notebook of a page, and a place on it; empty for a cell.
    """

    sheet: str = ""
    row: str = ""
    column: str = ""
    cell: str = ""
    page: str = ""
    anchor: str = ""

    @property
    def address(self) -> str:
        """What a link points to: ``38_coverage.html#coverage``, ``programme.xlsx#'Vastuut'!C7``."""
        if self.page:
            return f"{self.page}.html" + (f"#{self.anchor}" if self.anchor else "")
        sheet = self.sheet.replace("'", "''")
        where = f"'{sheet}'!{self.cell}"
        return f"programme.xlsx#{quote(where, safe=_PLAIN)}"


@dataclass(frozen=True)
class State:
    """One item as it stands.

    Attributes
    ----------
    item
        As it is declared.
    strength
        On this checklist.
    state
        One of :data:`kotolib.programme.checklist.STATES`.
    reason
        Why it is not applicable, in the language asked for; empty otherwise.
    evidence
        Where what there is stands; the first few places.
    places
        How many places there are.
    act
        What to do next, a sentence; empty where nothing.
    """

    item: Item
    strength: str
    state: str
    reason: str
    evidence: tuple[Evidence, ...]
    places: int
    act: str


@dataclass(frozen=True)
class Checklist:
    """Every item with its state, in the order of the checklist.

    Attributes
    ----------
    kind
        `seed` or `koto24`.
    language
        `fi`, `sv` or `en`: of reasons and acts.
    states
        All items.
    has_workbook
        Whether there was one to read.
    aland
        Whether the area lies on Åland, where the bodies are others.
    """

    kind: str
    language: str
    states: tuple[State, ...]
    has_workbook: bool
    aland: bool = False

    def __getitem__(self, item: str) -> State:
        """The state of an item by its id."""
        return next(one for one in self.states if one.item.id == item)

    def of_step(self, step: str) -> tuple[State, ...]:
        """The items of a step: `1` … `7`, `U`, `P`."""
        return tuple(one for one in self.states if one.item.step == step)

    @property
    def missing_musts(self) -> tuple[State, ...]:
        """What must be there and is not at all."""
        return tuple(one for one in self.states if one.strength == MUST and one.state == MISSING)

    @property
    def next_acts(self) -> tuple[State, ...]:
        """The items with something to do: those that must be there first, what is missing before what is begun."""
        waiting = [one for one in self.states if one.act]
        return tuple(sorted(waiting, key=lambda one: (one.strength != MUST, one.state != MISSING)))

    @property
    def counts(self) -> dict[str, int]:
        """How many items are in each state."""
        found = Counter(one.state for one in self.states)
        return {state: found[state] for state in STATES}

    def as_json(self) -> dict:
        """All of it for other programs."""
        return {
            "checklist": self.kind,
            "language": self.language,
            "workbook": self.has_workbook,
            "counts": self.counts,
            "missing_musts": [one.item.id for one in self.missing_musts],
            "items": [_json(one, self.language, self.aland) for one in self.states],
        }


def _json(one: State, language: str, aland: bool) -> dict:
    return {
        "id": one.item.id,
        "step": one.item.step,
        "wording": one.item.asked(language, aland),
        "counts_as_evidence": one.item.told("evidence", language),
        "strength": one.strength,
        "state": one.state,
        "reason": one.reason,
        "evidence": [_place_json(place) for place in one.evidence],
        "places": one.places,
        "next": one.act,
    }


def _place_json(place: Evidence) -> dict:
    told = {name: value for name in place.__dataclass_fields__ if (value := getattr(place, name))}
    return told | {"address": place.address}


def of_area(here: Situation) -> Checklist:
    """The checklist of an area by its workbook, if it has one, and its figures.

    Parameters
    ----------
    here
        The situation; a workbook that cannot be read counts as none, and ``check`` tells why.

    Examples
    --------
    >>> import kotolib as koto
    >>> found = of_area(koto.begin("766", as_of="2026-11-24"))
    >>> found["3.1"].state, found["1.3"].reason
    ('done', 'Ahvenanmaalla ei ole elinvoimakeskusta.')
    """
    return checklist(here, written(here.area).reading)


def checklist(here: Situation, reading: Reading | None, language: str = "") -> Checklist:
    """The state of every item.

    Parameters
    ----------
    here
        The situation; its day decides which figures are old.
    reading
        The area's workbook; None where there is none.
    language
        Of reasons, acts and names; the situation's unless told.

    Returns
    -------
    Checklist
        An item is done only where the workbook or the figures have everything that it asks for.
    """
    programme = reading.programme if reading else Programme()
    case = Case(here, programme, reading is not None, language or here.language)
    kind = programme.basics.checklist or SEED
    # Some items are judged by others, which stand before them here.
    order = sorted(items(), key=lambda item: item.startswith(("5", "P")))
    for item in order:
        case.judged[item] = _RULES[item](case)
    states = tuple(_state(case, reading, item, kind) for item in items().values())
    return Checklist(kind, case.language, states, reading is not None, here.area.aland)


def _state(case: Case, reading: Reading | None, item: Item, kind: str) -> State:
    judged = case.judged[item.id]
    evidence = tuple(_evidence(case, reading, item, judged))
    return State(
        item=item,
        strength=item.strength[kind],
        state=state_of(judged),
        reason=in_language(item.reasons[judged.name], case.language) if isinstance(judged, Reason) else "",
        evidence=evidence[:_MOST_PLACES],
        places=len(evidence),
        act=_act(case, item, judged),
    )


def _act(case: Case, item: Item, judged: Judged) -> str:
    """What to do about the first part that is lacking."""
    if state_of(judged) == DONE or isinstance(judged, Reason):
        return ""
    part = next(part for part in judged if part.needed and not part.met)
    have, of = part.told or (int(part.have), int(part.of))
    names = ", ".join(part.lacking)
    return in_language(item.acts[part.name], case.language).format(names=names, have=have, of=of)


def _evidence(case: Case, reading: Reading | None, item: Item, judged: Judged) -> Iterator[Evidence]:
    if isinstance(judged, Reason) or state_of(judged) == MISSING:
        return
    if item.page:
        yield Evidence(page=_COVERAGE[0], anchor=_COVERAGE[1])
        yield Evidence(page=item.page)
    if item.shown and _is_shown(case, item):
        page, _, anchor = item.shown.partition("#")
        yield Evidence(page=page, anchor=anchor)
    places = [place for part in judged if part.have for place in part.places]
    for place in dict.fromkeys(places):
        if found := _cell(reading, place):
            yield found


def _is_shown(case: Case, item: Item) -> bool:
    """Whether the page has something of the item: of the communication plan it shows what is told of monitoring."""
    if item.id != "7":
        return case.has_workbook
    return any(row.subject == "monitoring" and row.who for row in case.programme.communication)


def _cell(reading: Reading | None, place: Place) -> Evidence | None:
    sheet_id, row_id, column_id = place
    if reading is None or (sheet_id, column_id) not in reading.headers:
        return None
    sheet, header, number = reading.headers[sheet_id, column_id]
    row = reading.places.get((sheet_id, row_id))
    return Evidence(sheet, row_id, header, f"{get_column_letter(number)}{row}") if row else None
