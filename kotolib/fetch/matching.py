"""Finds the variables and codes of a declaration in a table whose own names change; guesses nothing silently."""

from collections.abc import Sequence
from dataclasses import dataclass

from kotolib.errors import N_, Message
from kotolib.fetch.decoded import Decoded, Dimension
from kotolib.fetch.faults import Unreadable, shown
from kotolib.fetch.roles import base_name


@dataclass(frozen=True)
class Wanted:
    """What a declaration knows of a variable: more than one thing, because any of them may change.

    Attributes
    ----------
    name
        Our own name for it.
    role
        ``time``, ``geo``, ``metric`` or ``""``.
    names
        Names that it has had, without version: ``alue``, ``ikä``, ``ikaryhma``.
    codes
        Codes that it must have.
    """

    name: str
    role: str = ""
    names: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


def matched(table: Decoded, wanted: Sequence[Wanted]) -> dict[str, Dimension]:
    """Our name → the table's variable.

    Names weigh most, then the role, then the codes. A variable with the right name but none of the codes is no match.

    Raises
    ------
    Unreadable
        A variable is not there, or two would do as well: the error lists the table's variables.

    Examples
    --------
    >>> area = Wanted("area", "geo", ("alue",), ("KU091",))
    >>> old = Dimension("Alue", "Alue", ("KU091",), ("Helsinki",))
    >>> new = Dimension("alue_23_20260101", "Alue", ("KU091",), ("Helsinki",), "geo")
    >>> from kotolib.fetch.decoded import no_cells
    >>> [matched(Decoded(no_cells([one]), (one,)), [area])["area"].id for one in (old, new)]
    ['Alue', 'alue_23_20260101']
    """
    found: dict[str, Dimension] = {}
    for want in wanted:
        scored = [(_score(want, one), one) for one in table.dimensions if one not in found.values()]
        best = max((score for score, _ in scored), default=0)
        candidates = [one for score, one in scored if score == best and best > 0]
        if len(candidates) != 1:
            raise _unfound(table, want, candidates)
        found[want.name] = candidates[0]
    return found


def _score(want: Wanted, dimension: Dimension) -> int:
    names = {base_name(dimension.id), dimension.label.lower()}
    named = bool(names & {base_name(name) for name in want.names})
    has_role = bool(want.role) and dimension.likely_role == want.role
    has_codes = all(matched_code(dimension, code) for code in want.codes)
    if want.codes and not has_codes and want.role != "metric":
        return 0
    other_role = bool(want.role and dimension.role and dimension.role != want.role)
    return 0 if other_role else 4 * named + 2 * has_role + bool(want.codes and has_codes)


def _unfound(table: Decoded, want: Wanted, candidates: Sequence[Dimension]) -> Unreadable:
    there = ", ".join(one.id for one in table.dimensions)
    if candidates:
        message = N_("muuttujaksi ”{name}” sopii useampi: {candidates}. Tarkenna kuvausta.")
        return Unreadable(message, table.label, name=want.name, candidates=", ".join(one.id for one in candidates))
    message = N_("muuttujaa ”{name}” ei löydy. Taulukon muuttujat: {there}.")
    return Unreadable(message, table.label, name=want.name, there=there)


def matched_code(dimension: Dimension, code: str, label: str = "") -> str | None:
    """The variable's code for one that was declared: itself, with a new prefix, or by its label.

    Examples
    --------
    >>> contents = Dimension("contentscode", "Tiedot", ("vaerak-vaesto", "vm41"), ("Väestö 31.12.", "Maahanmuutto"))
    >>> matched_code(contents, "vaesto"), matched_code(contents, "vm41"), matched_code(contents, "x") is None
    ('vaerak-vaesto', 'vm41', True)
    """
    if code in dimension.codes:
        return code
    prefixed = [one for one in dimension.codes if one.rpartition("-")[2] == code or one == code.rpartition("-")[2]]
    labelled = [one for one, told in dimension.label_of.items() if label and told.strip() == label.strip()]
    for found in (prefixed, labelled):
        if len(found) == 1:
            return found[0]
    return None


def changes(before: Decoded, after: Decoded) -> list[Message]:
    """What is different in a table since it was last described, one sentence each."""
    pairs = _pairs(before.dimensions, after.dimensions)
    told = [
        Message(N_("Muuttujan ”{old}” nimi on nyt ”{new}”."), old=old.id, new=new.id)
        for old, new in pairs
        if old.id != new.id
    ]
    paired = {id(one) for pair in pairs for one in pair}
    gone = [one.id for one in before.dimensions if id(one) not in paired]
    added = [one.id for one in after.dimensions if id(one) not in paired]
    told += [Message(N_("Muuttuja ”{name}” on poistunut."), name=name) for name in gone]
    told += [Message(N_("Muuttuja ”{name}” on uusi."), name=name) for name in added]
    for old, new in pairs:
        told += _changed_codes(old, new)
    return told


def _pairs(before: Sequence[Dimension], after: Sequence[Dimension]) -> list[tuple[Dimension, Dimension]]:
    """The same variable before and after: of one base name, else of one label, else alone in its role."""
    left, pairs = list(after), []
    for same in (
        lambda old, new: base_name(old.id) == base_name(new.id),
        lambda old, new: old.label.lower() == new.label.lower(),
        lambda old, new: old.likely_role is not None and old.likely_role == new.likely_role,
    ):
        for old in before:
            if any(old is one for one, _ in pairs):
                continue
            found = [new for new in left if same(old, new)]
            if len(found) == 1:
                pairs.append((old, found[0]))
                left = [new for new in left if new is not found[0]]
    return pairs


def _changed_codes(old: Dimension, new: Dimension) -> list[Message]:
    # A content may get the name of its statistic in front: vaesto, vaerak-vaesto.
    gone = [code for code in old.codes if matched_code(new, code) is None]
    added = [code for code in new.codes if matched_code(old, code) is None]
    told = []
    if gone:
        told.append(Message(N_("Muuttujasta ”{name}” on poistunut: {codes}."), name=new.id, codes=_listed(gone)))
    if added:
        told.append(Message(N_("Muuttujaan ”{name}” on tullut: {codes}."), name=new.id, codes=_listed(added)))
    return told


def _listed(codes: Sequence[str]) -> str:
    shortened = ", ".join(shown(code) for code in codes[:5])
    return shortened if len(codes) <= 5 else f"{shortened} … ({len(codes)})"
