"""Which exact word means which area: living names first, abolished ones after; knows nothing of slips of the pen."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from kotolib.areas.area import (
    DEVELOPMENT_CENTRE,
    EMPLOYMENT_AREA,
    MUNICIPALITY,
    REGION,
    WELLBEING_COUNTY,
    Area,
)
from kotolib.areas.mergers import Abolished, abolished, ceded, forward
from kotolib.areas.register import Register, register
from kotolib.areas.spelling import fold
from kotolib.errors import N_, Message, Messages

KIND_WORDS = MappingProxyType(
    {
        fold(word): kind
        for kind, words in {
            MUNICIPALITY: ("kunta", "kaupunki", "kommun", "stad", "municipality", "city"),
            REGION: ("maakunta", "landskap", "region"),
            EMPLOYMENT_AREA: ("työllisyysalue", "sysselsättningsområde", "employment area"),
            WELLBEING_COUNTY: (
                *("hyvinvointialue", "välfärdsområde"),
                *("wellbeing services county", "wellbeing county"),
            ),
            DEVELOPMENT_CENTRE: (
                *("elinvoimakeskus", "livskraftscentral"),
                *("economic development centre", "development centre"),
            ),
        }.items()
        for word in words
    }
)
"""The folded words that may stand before a colon, in three languages."""

COUNTRY_WORDS = frozenset(
    map(fold, ("SSS", "koko maa", "Suomi", "hela landet", "Finland", "whole country", "the whole country"))
)
SWEDISH_SELF = {"kaupunki": "stad", "kunta": "kommun"}
COMMONER = {"284": ("Koski",), "599": ("Pedersören",)}
"""Short names that nobody else bears."""


def names_of(row: dict[str, str]) -> tuple[str, ...]:
    """The names of a municipality in three languages, each once."""
    return tuple(dict.fromkeys(row[f"name_{language}"] for language in ("fi", "sv", "en")))


def municipality(word: str) -> Area | None:
    """The living municipality that bears a name in any of the three languages."""
    folded = fold(word)
    code = _living(register()).get(folded) or _official(register()).get(folded)
    return register().municipality(code) if code else None


@cache
def _living(known: Register) -> dict[str, str]:
    index: dict[str, str] = {}
    for code, row in known.rows.items():
        for word in (*names_of(row), *COMMONER.get(code, ())):
            index.setdefault(fold(word), code)
    return index


@cache
def _official(known: Register) -> dict[str, str]:
    return {fold(word): code for code, row in known.rows.items() for word in _official_names(row)}


def _official_names(row: dict[str, str]) -> Iterator[str]:
    """*Kangasalan kaupunki*, *Vörå kommun*, *Espoo - Esbo*."""
    finnish, swedish, itself = row["name_fi"], row["name_sv"], row["calls_itself"]
    yield f"{row['genitive']} {itself}"
    yield f"{swedish} {SWEDISH_SELF[itself]}"
    yield finnish + swedish
    yield swedish + finnish


def by_code(code: str) -> Area | None:
    """The municipality of a three-digit code, or the one that an abolished code went to, saying so.

    Raises
    ------
    WrongWords
        The municipality was on ceded land.
    """
    if code in register().rows:
        return register().municipality(code)
    return _successor(abolished()[code]) if code in abolished() else None


def old(word: str) -> Area | None:
    """The living municipality where the abolished one of this name went, saying so.

    Raises
    ------
    WrongWords
        The municipality was on ceded land.
    """
    gone = old_by_name().get(fold(word))
    return _successor(gone) if gone else None


def old_by_name() -> dict[str, Abolished]:
    """Abolished municipalities by folded name; names that a living municipality bears are not in it."""
    return _old(register())


@cache
def _old(known: Register) -> dict[str, Abolished]:
    index: dict[str, Abolished] = {}
    for gone in abolished().values():
        for name in gone.names.values():
            for word in (name, name.replace(" maalaiskunta", " mlk")):
                if fold(word) not in _living(known):
                    index.setdefault(fold(word), gone)
    return index


def _successor(gone: Abolished) -> Area:
    if not gone.into or not _leads_somewhere(gone):
        raise ceded(gone)
    area = register().municipality(forward(gone.code))
    return replace(area, remark=Messages([_what_became(gone, area)]))


def _leads_somewhere(gone: Abolished) -> bool:
    while gone.into in abolished():
        gone = abolished()[gone.into]
    return bool(gone.into)


def _what_became(gone: Abolished, area: Area) -> Message:
    words = {"name": gone.names["fi"], "code": area.id}
    day = _day(gone.date)
    if gone.names["fi"] == area.name:
        told = N_("Tunnus {old} ({name}) poistui käytöstä {day}. Nykyinen tunnus on {code}.")
        return Message(told, old=gone.code, day=day, **words)
    if not day:
        return Message(N_("{name} ei ole enää kunta. Nykyinen kunta on {into} ({code})."), into=area.name, **words)
    told = N_("{name} lakkasi olemasta kunta {day}. Nykyinen kunta on {into} ({code}).")
    return Message(told, day=day, into=area.name, **words)


def _day(date: str) -> str:
    """``2025-01-01`` as ``1.1.2025``."""
    return ".".join(str(int(part)) for part in reversed(date.split("-"))) if date else ""


def body(kind: str, word: str) -> Area | None:
    """The region or authority's area of a kind by name (short or full, three languages, genitive) or code."""
    code = _bodies(register(), kind).get(fold(word))
    return register().body(kind, code) if code else None


def kinds_of(word: str) -> tuple[Area, ...]:
    """Bodies of all kinds that a bare word names."""
    found = (body(kind, word) for kind in (REGION, WELLBEING_COUNTY, EMPLOYMENT_AREA, DEVELOPMENT_CENTRE))
    return tuple(area for area in found if area and not fold(word).isdigit())


@cache
def _bodies(known: Register, kind: str) -> dict[str, str]:
    index: dict[str, str] = {}
    for (row_kind, code), row in known.bodies.items():
        if row_kind == kind:
            for word in body_names(row):
                index.setdefault(fold(word), code)
    return index


def body_names(row: dict[str, str]) -> tuple[str, ...]:
    """Everything a body is called: short and full names, what stands before the last word, its code."""
    full = [row[f"name_{language}"] for language in ("fi", "sv", "en")]
    short = [row[f"short_{language}"] for language in ("fi", "sv", "en")]
    if row["kind"] == REGION:
        stems = [row["genitive"], f"{row['genitive']} maakunta"]
    else:
        stems = [name.rsplit(" ", 1)[0] for name in full[:2]]
    digits = row["code"].removeprefix("MK")
    return (*short, *full, *stems, row["code"], digits, str(int(digits)) if digits.isdigit() else digits)
