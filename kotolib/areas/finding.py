"""From what a user typed to the area: codes, names, kinds, joint areas, lists; knows every wrong way of asking."""

import operator
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kotolib import house
from kotolib.areas import lists, names
from kotolib.areas.area import (
    COUNTRY,
    DEVELOPMENT_CENTRE,
    EMPLOYMENT_AREA,
    MUNICIPALITY,
    REGION,
    WELLBEING_COUNTY,
    Area,
)
from kotolib.areas.nearest import SLIP, near, split_kind, suggestion
from kotolib.areas.register import KIND_WORD, register
from kotolib.areas.spelling import fold, tidy
from kotolib.errors import N_, Message, Messages, WrongWords

_OF_THE_EXAMPLE = "211"
_DIGITS = re.compile(r"[0-9]{1,3}")
_STATFIN_CODE = re.compile(r"KU([0-9]{3})", re.IGNORECASE)
_REGION_CODE = re.compile(r"MK([0-9]{1,2})", re.IGNORECASE)
_NONE_OF_KIND = {
    EMPLOYMENT_AREA: N_("{name} ei kuulu mihinkään työllisyysalueeseen."),
    WELLBEING_COUNTY: N_("{name} ei kuulu mihinkään hyvinvointialueeseen."),
    DEVELOPMENT_CENTRE: N_("{name} ei kuulu minkään elinvoimakeskuksen alueeseen."),
    REGION: N_("{name} ei kuulu mihinkään maakuntaan."),
}


def get(word: str | int | Area) -> Area:
    """The area that a word means, exactly.

    Parameters
    ----------
    word
        Code (`"211"`, `211`; `5` is read as `005`), name in Finnish, Swedish or English, today's or an abolished
        municipality's, `maakunta:Pirkanmaa` and other kinds, `MK06`, `SSS`, or members joined by `+`. Letter case,
        hyphens and spaces do not matter. `example-kangasala` is the worked example.

    Returns
    -------
    Area
        Its ``remark`` tells what was read otherwise than typed.

    Raises
    ------
    WrongWords
        No area is called so; the message has the nearest names. Write one of them.
    StoreDamaged
        A shipped table is missing or broken; the message names it. Restore it.

    Examples
    --------
    >>> get("Vanda").id, get(5).name, get("Pertunmaa").name
    ('092', 'Alajärvi', 'Mäntyharju')
    >>> get("Orivesi+Kangasala").name
    'Kangasala ja Orivesi'
    """
    if isinstance(word, Area):
        return word
    text = _as_text(word)
    if text.startswith("@"):
        raise WrongWords(
            N_("”{word}” on luettelo. Tässä kohdassa voi olla vain yksi alue: kirjoita sen nimi tai tunnus."),
            word=tidy(text),
        )
    if text.strip().lower() == house.EXAMPLE:
        return _example()
    return _joined(text) if "+" in text else _one(text)


def _example() -> Area:
    """The municipality of the worked example, with a word and a folder of its own: nobody takes one for the other."""
    return replace(_one(_OF_THE_EXAMPLE), word=house.EXAMPLE, folder=house.EXAMPLE, example=True)


def get_many(words: str | int | Area | Iterable[str | int | Area]) -> list[Area]:
    """The areas of several words, each once, in the order given; ``@FILE`` reads a list of them.

    A list is a text with one area a line, what follows ``#`` being a comment, or an Excel workbook
    (:mod:`kotolib.areas.lists`).

    Raises
    ------
    WrongWords
        Some words mean no area, or a list cannot be read; all faults are told at once.

    Examples
    --------
    >>> [area.id for area in get_many(["Vantaa", "092", "Espoo"])]
    ['092', '049']
    """
    given = list(words) if isinstance(words, Iterable) and not isinstance(words, str | Area) else [words]
    found: dict[tuple[str, str, bool], Area] = {}
    faults = []
    for place, word in _unfolded(given):
        try:
            area = get(word)
            found.setdefault((area.kind, area.id, area.example), area)
        except WrongWords as fault:
            faults.append(WrongWords("{place}: {fault}", place=place, fault=fault) if place else fault)
    if faults:
        raise faults[0] if len(faults) == 1 else WrongWords("{faults}", faults=Messages(faults))
    return list(found.values())


def _unfolded(words: list) -> Iterable[tuple[Message | None, object]]:
    for word in words:
        if isinstance(word, str) and word.strip().startswith("@"):
            yield from lists.read(Path(word.strip()[1:]))
        else:
            yield None, word


def _as_text(word: object) -> str:
    if isinstance(word, str):
        text = " ".join(word.split())
        if not text:
            raise WrongWords(N_("Alue puuttuu. Kirjoita kunnan nimi tai tunnus, esimerkiksi Kangasala tai 211."))
        return text
    try:
        if isinstance(word, bool):
            raise TypeError
        return str(operator.index(word))
    except TypeError:
        raise WrongWords(
            N_("Alueeksi ei kelpaa ”{word}”. Kirjoita kunnan nimi tai tunnus, esimerkiksi Kangasala tai 211."),
            word=tidy(repr(word)),
        ) from None


def _joined(text: str) -> Area:
    parts = [part.strip() for part in text.split("+")]
    if not all(parts):
        raise WrongWords(
            N_("Yhteisestä alueesta ”{word}” puuttuu jäsen. Kirjoita esimerkiksi Kangasala+Orivesi."), word=tidy(text)
        )
    areas = [_one(part) for part in parts]
    codes = [code for area in areas for code in area.members]
    twice = [code for code in dict.fromkeys(codes) if codes.count(code) > 1]
    whole = areas[0] if len({(area.kind, area.id) for area in areas}) == 1 else register().joint(codes)
    remarks = {str(one): one for area in areas for one in area.remark}
    if twice:
        names_twice = ", ".join(register().rows[code]["name_fi"] for code in twice)
        told = N_("Useammin kuin kerran mainittu jäsen on mukana vain kerran: {names}.")
        remarks[told] = Message(told, names=names_twice)
    return replace(whole, remark=Messages(remarks.values()))


def _one(text: str) -> Area:
    kind, name = split_kind(text)
    if kind:
        return _of_kind(kind, name.strip(), text)
    if code := _code(text):
        return _by_code(code, text)
    if region := _REGION_CODE.fullmatch(text):
        return _of_kind(REGION, f"MK{region[1].zfill(2)}", text)
    if fold(text) in names.COUNTRY_WORDS:
        return register().body(COUNTRY, "SSS")
    if area := names.municipality(text):
        return area
    if fold(text).isdigit():
        raise _no_such_code(text)
    _refuse_bare_body(text)
    return names.old(text) or _not_found(text)


def _code(text: str) -> str:
    if statfin := _STATFIN_CODE.fullmatch(text):
        return statfin[1]
    digits = unicodedata.normalize("NFKC", text)
    return digits if _DIGITS.fullmatch(digits) else ""


def _by_code(digits: str, text: str) -> Area:
    code = digits.zfill(3)
    area = names.by_code(code)
    if area is None:
        raise _no_such_code(code)
    if digits == code:
        return area
    told = N_("Tunnus {typed} luettiin tunnukseksi {code} ({name}).")
    return replace(area, remark=Messages([Message(told, typed=digits, code=code, name=area.name), *area.remark]))


def _no_such_code(code: str) -> WrongWords:
    return WrongWords(
        N_("Kuntaa, jonka tunnus on {code}, ei ole. Kirjoita kunnan nimi tai kolminumeroinen tunnus."), code=tidy(code)
    )


def _refuse_bare_body(text: str) -> None:
    """A bare word is a municipality; a region or an authority carries its kind."""
    bodies = names.kinds_of(text)
    if not bodies:
        return
    regions = [area for area in bodies if area.kind == REGION]
    choices = [
        f"{KIND_WORD[area.kind]}:{area.name}" if area.kind == REGION else area.word for area in regions or bodies
    ]
    old = names.old_by_name().get(fold(text))
    if old:
        choices.append(f"{old.code} ({old.names['fi']}, lakkautettu kunta)")
    raise WrongWords(
        N_("”{word}” ei ole kunnan nimi. Tarkoititko {choices}?"), word=tidy(text), choices=" vai ".join(choices)
    )


def _not_found(text: str) -> Area:
    found = near(text)
    offered = ", ".join(suggestion(one.area) for one in found[:5])
    if found and found[0].distance <= SLIP + 0.1:
        message = N_("Kuntaa ”{word}” ei löydy. Lähimmät: {nearest}.")
    elif found:
        message = N_(
            "Kuntaa ”{word}” ei löydy. Se voi olla kylä tai kaupunginosa: kirjoita sen kunnan nimi."
            " Lähimmät: {nearest}."
        )
    else:
        message = N_("Kuntaa ”{word}” ei löydy. Se voi olla kylä tai kaupunginosa: kirjoita sen kunnan nimi.")
    raise WrongWords(message, word=tidy(text), nearest=offered)


def _of_kind(kind: str, name: str, text: str) -> Area:
    if not fold(name):
        raise WrongWords(
            N_("”{word}”: nimi puuttuu. Kirjoita se kaksoispisteen jälkeen, esimerkiksi maakunta:Pirkanmaa."),
            word=tidy(text),
        )
    if kind == MUNICIPALITY:
        return _one(name)
    area = names.body(kind, name)
    if area is None:
        _explain_missing(kind, name, text)
    return area


def _explain_missing(kind: str, name: str, text: str) -> None:
    """Why there is no such body: a municipality's name, an area that has none, or a slip of the pen."""
    inside = names.municipality(name) or names.body(REGION, name)
    if inside and inside.kind != kind:
        own = [area for area in register().of_kind(kind) if set(inside.members) <= set(area.members)]
        if own:
            raise WrongWords(
                N_("Aluetta ”{word}” ei löydy. {name} kuuluu alueeseen {choice}."),
                word=tidy(text),
                name=inside.name,
                choice=_word(own[0]),
            )
        if len(inside.members) == 1 or inside.aland:
            raise WrongWords(_NONE_OF_KIND[kind], name=inside.name)
    found = [one.area for one in near(text)] or register().of_kind(kind)
    raise WrongWords(
        N_("Aluetta ”{word}” ei löydy. Lähimmät: {nearest}."),
        word=tidy(text),
        nearest=", ".join(_word(area) for area in found[:5]),
    )


def _word(area: Area) -> str:
    return suggestion(area) if area.kind == REGION else area.word
