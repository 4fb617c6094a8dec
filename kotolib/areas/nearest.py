"""The areas nearest to a mistyped word, best first: three languages, old names, inflected forms; knows no meaning."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kotolib.areas import names
from kotolib.areas.area import MUNICIPALITY, REGION, Area
from kotolib.areas.mergers import forward, living_codes
from kotolib.areas.register import CASES, Register, register
from kotolib.areas.spelling import distance, fold, letters, tidy
from kotolib.errors import N_, WrongWords

LONGEST = 60
"""Longer words are no names: the longest of them has under fifty letters."""
MANY = 8
SLIP = 1.0
"""A word at most this far from a name is taken for a slip of the pen."""
_INFLECTED, _OLD = 0.3, 0.1  # so that these come after a name as it stands
_FAR = float("inf")


class Near(NamedTuple):
    """An area and how far its nearest name is from the word."""

    distance: float
    area: Area


class _Name(NamedTuple):
    folded: str
    language: str
    kind: str
    code: str
    extra: float
    letters: frozenset[str]


def find(text: str, language: str | None = None) -> list[Area]:
    """Areas whose name is near ``text``, best first.

    A missing, extra, other or swapped letter, ä for a and o for å, an inflected form, the beginning of a name and the
    name of an abolished municipality are understood. ``maakunta:…`` and the other kinds are looked for in their own.

    Parameters
    ----------
    text
        What the user typed.
    language
        `fi`, `sv` or `en` to look among the names of one language only.

    Returns
    -------
    list of Area
        At most eight; empty where nothing is near.

    Raises
    ------
    WrongWords
        ``text`` is not text, or the language does not exist.

    Examples
    --------
    >>> [area.name for area in find("Tmapere")][:1]
    ['Tampere']
    """
    return [found.area for found in near(text, language)]


def near(text: str, language: str | None = None) -> list[Near]:
    """As :func:`find`, with the distances."""
    if not isinstance(text, str):
        raise WrongWords(N_("Hakusanan on oltava tekstiä, ei ”{word}”."), word=tidy(repr(text)))
    if language not in (None, "fi", "sv", "en"):
        raise WrongWords(N_("Kieltä ”{language}” ei ole. Kielet: fi, sv, en."), language=tidy(str(language)))
    kind, word = split_kind(text)
    folded = fold(word)
    if not folded or len(folded) > LONGEST:
        return []
    best: dict[tuple[str, str], tuple[float, _Name]] = {}
    for far, name in (*_near_names(folded, kind, language), *_inflected(folded, kind, language)):
        key = name.kind, forward(name.code) if name.kind == MUNICIPALITY else name.code
        if key not in best or far < best[key][0]:
            best[key] = far, name
    return _in_order(list(best.values()))


def split_kind(text: str) -> tuple[str | None, str]:
    """``maakunta:Pirkanmaa`` as its kind and its name; ``S:t Michel`` has no kind."""
    before, colon, after = text.partition(":")
    kind = names.KIND_WORDS.get(fold(before)) if colon else None
    return (kind, after) if kind else (None, text)


def suggestion(area: Area) -> str:
    """How an area is offered: ``Tampere (837)``, ``maakunta:Pirkanmaa``."""
    if area.kind == MUNICIPALITY:
        return f"{area.name} ({area.id})"
    return f"maakunta:{area.name}" if area.kind == REGION else area.word


def _near_names(folded: str, kind: str | None, language: str | None) -> Iterator[tuple[float, _Name]]:
    limit, own = max(SLIP, 0.35 * len(folded)), letters(folded)
    measured: dict[str, float] = {}
    for name in _names(register()):
        fits = name.kind == kind if kind else name.kind in (MUNICIPALITY, REGION)
        # Every letter that the other word has not costs at least one: most names need no measuring.
        if fits and language in (None, name.language) and len(own - name.letters) <= limit:
            if name.folded not in measured:
                measured[name.folded] = distance(folded, name.folded, limit)
            if measured[name.folded] < _FAR:
                yield measured[name.folded] + name.extra, name


def _inflected(folded: str, kind: str | None, language: str | None) -> Iterator[tuple[float, _Name]]:
    code = _forms(register()).get(folded)
    if code and kind in (None, MUNICIPALITY) and language in (None, "fi"):
        yield _INFLECTED, _name(folded, "fi", MUNICIPALITY, code)


def _in_order(found: list[tuple[float, _Name]]) -> list[Near]:
    place = {code: index for index, code in enumerate(register().rows)}
    found.sort(key=lambda one: (one[0], place.get(one[1].code, len(place)), one[1].code))
    # Beside a slip of the pen, names that are two letters further off are only noise.
    worst = found[0][0] + SLIP if found and found[0][0] <= SLIP else _FAR
    return [Near(far, _area(name)) for far, name in found[:MANY] if far <= worst]


def _area(name: _Name) -> Area:
    return names.by_code(name.code) if name.kind == MUNICIPALITY else register().body(name.kind, name.code)


@cache
def _names(known: Register) -> tuple[_Name, ...]:
    return tuple(dict.fromkeys((*_living_names(known), *_old_names(), *_body_names(known))))


def _name(word: str, language: str, kind: str, code: str, extra: float = 0.0) -> _Name:
    folded = fold(word)
    return _Name(folded, language, kind, code, extra, letters(folded))


def _living_names(known: Register) -> Iterator[_Name]:
    for code, row in known.rows.items():
        for language in ("fi", "sv", "en"):
            yield _name(row[f"name_{language}"], language, MUNICIPALITY, code)


def _old_names() -> Iterator[_Name]:
    successors = living_codes()
    for folded, gone in names.old_by_name().items():
        if gone.code in successors:
            swedish = folded == fold(gone.names.get("sv", ""))
            yield _name(folded, "sv" if swedish else "fi", MUNICIPALITY, gone.code, _OLD)


def _body_names(known: Register) -> Iterator[_Name]:
    for (kind, code), row in known.bodies.items():
        if kind in names.KIND_WORDS.values():
            for language in ("fi", "sv", "en"):
                for word in (row[f"short_{language}"], row[f"name_{language}"]):
                    yield _name(word, language, kind, code)


@cache
def _forms(known: Register) -> dict[str, str]:
    return {fold(row[case]): code for code, row in known.rows.items() for case in CASES}
