"""Reads JSON-stat, versions 1 and 2, with its statuses, units, notes and hierarchies; asks nothing of any service."""

from collections.abc import Mapping
from dataclasses import replace

from kotolib.errors import N_
from kotolib.fetch.cells import frame_of
from kotolib.fetch.decoded import (
    Collection,
    Decoded,
    Dimension,
    Reference,
    Unit,
    no_cells,
    number_of_cells,
)
from kotolib.fetch.faults import Unreadable, shown
from kotolib.fetch.json_text import read_json
from kotolib.fetch.jsonstat_cells import below, cells_of, text
from kotolib.fetch.moments import moment

_ROLES = ("time", "geo", "metric")
_HEADINGS = ("id", "size", "role")


def decode(source: object, meanings: Mapping[str, str] | None = None) -> Decoded | Collection | Dimension:
    """What a JSON-stat answer holds.

    Parameters
    ----------
    source
        The answer's bytes or text, or what ``json.loads`` made of it.
    meanings
        What this source's symbols mean where it differs: symbol → status or ``zero``
        (``{"-": "missing"}``). By default ``-`` is nought, as in PC-Axis.

    Returns
    -------
    Decoded, Collection or Dimension
        A data set (also a version 1 answer that holds one only); several things; the description of one variable.

    Raises
    ------
    Unreadable
        It is not JSON-stat, or it contradicts itself: the error names the place. Fetch it again.

    References
    ----------
    The JSON-stat 2.0 format of json-stat.org.

    Examples
    --------
    >>> answer = b'''{"version": "2.0", "class": "dataset", "id": ["Alue", "Vuosi"], "size": [2, 1],
    ...   "dimension": {"Alue": {"category": {"index": ["091", "211"]}},
    ...                 "Vuosi": {"category": {"label": {"2024": "2024*"}}}},
    ...   "value": [12, null], "status": {"1": "..."}}'''
    >>> decode(answer).frame["status"].tolist()
    ['preliminary', 'suppressed_by_source']
    """
    return _thing(read_json(source), meanings)


def decode_dataset(source: object, meanings: Mapping[str, str] | None = None) -> Decoded:
    """The one data set of an answer; anything else is a fault (see :func:`decode`)."""
    thing = decode(source, meanings)
    if isinstance(thing, Collection) and len(thing.datasets) == 1:
        return thing.datasets[0]
    if not isinstance(thing, Decoded):
        raise Unreadable(N_("se on luettelo tai kuvaus eikä yksi tilastotaulukko."))
    return thing


# --- what it is


def _thing(told: object, meanings: Mapping[str, str] | None, place: str = "") -> Decoded | Collection | Dimension:
    answer = _mapping(told, place)
    kind = answer.get("class")
    if kind == "collection" or (kind is None and "link" in answer and "value" not in answer):
        return _collection(answer, meanings, place)
    if kind == "dimension" or (kind is None and "category" in answer):
        return _dimension("", answer, None, None, place)
    if kind == "dataset" or (kind in (None, "bundle") and "dimension" in answer):
        return _dataset(answer, meanings, place)
    inner = {name: part for name, part in answer.items() if isinstance(part, dict) and "dimension" in part}
    if not inner:
        raise _not_json_stat(answer, place)
    sets = tuple(_dataset(part, meanings, below(place, name)) for name, part in inner.items())
    return sets[0] if len(sets) == 1 else Collection(sets, tuple(inner))


def _not_json_stat(answer: Mapping, place: str) -> Unreadable:
    for key in ("error", "message", "title", "detail"):
        if isinstance(answer.get(key), str) and "columns" not in answer and "variables" not in answer:
            message = N_("se on palvelun virheilmoitus: ”{told}”. Korjaa kysely tai yritä myöhemmin.")
            return Unreadable(message, place, told=shown(answer[key]))
    keys = ", ".join(list(map(str, answer))[:6])
    return Unreadable(N_("se ei ole JSON-stat-muotoa. Siinä on avaimet: {keys}."), place, keys=keys)


def _collection(answer: Mapping, meanings: Mapping[str, str] | None, place: str) -> Collection:
    link = _mapping(answer.get("link", {}), below(place, "link"))
    listed = link.get("item", [])
    if not isinstance(listed, list):
        raise Unreadable(N_("kohdassa pitää olla luettelo."), below(place, "link.item"))
    items = tuple(_item(item, meanings, f"{below(place, 'link.item')}[{number}]") for number, item in enumerate(listed))
    names = tuple(str(item.get("label", "")) if isinstance(item, dict) else "" for item in listed)
    return Collection(items, names, text(answer.get("label")), text(answer.get("updated")))


def _item(item: object, meanings: Mapping[str, str] | None, place: str) -> Decoded | Collection | Dimension | Reference:
    described = _mapping(item, place)
    if {"value", "dimension", "category"} & set(described) or "item" in (described.get("link") or {}):
        return _thing(described, meanings, place)
    return Reference(*(text(described.get(key)) for key in ("class", "href", "label", "updated")))


# --- a data set


def _dataset(answer: Mapping, meanings: Mapping[str, str] | None, place: str) -> Decoded:
    dimensions, aside = _dimensions(answer, place)
    extension = {key: answer[key] for key in ("extension", "link", "href") if key in answer}
    px = _inner(extension, "extension", "px")
    whole = Decoded(
        frame=no_cells(dimensions),
        dimensions=dimensions,
        label=text(answer.get("label")),
        source=text(answer.get("source")),
        updated=moment(answer.get("updated")),
        updated_as_written=text(answer.get("updated")),
        notes=_texts(answer.get("note")),
        unit=_unit(answer.get("unit"), px.get("decimals")),
        has_values=False,
        language=text(px.get("language")),
        aside=aside,
        extension=extension,
    )
    values = answer.get("value")
    if values is None:
        raise Unreadable(N_("taulukossa ei ole arvoja (value)."), place)
    number = number_of_cells(dimensions, below(place, "size")) if values or isinstance(values, dict) else 0
    if not number:
        return whole
    cells = cells_of(values, answer.get("status"), number, place)
    return replace(whole, frame=frame_of(dimensions, cells, meanings), has_values=True)


def _dimensions(answer: Mapping, place: str) -> tuple[tuple[Dimension, ...], tuple[Dimension, ...]]:
    described = _mapping(answer.get("dimension"), below(place, "dimension"))
    # Version 1 has id, size and role among the variables.
    heading = {key: answer.get(key, described.get(key)) for key in _HEADINGS}
    if not isinstance(heading["id"], list) or not isinstance(heading["size"], list):
        raise Unreadable(N_("taulukolta puuttuu muuttujien luettelo (id) tai niiden koot (size)."), place)
    identifiers, sizes = [str(one) for one in heading["id"]], heading["size"]
    if len(identifiers) != len(sizes) or len(set(identifiers)) != len(identifiers):
        message = N_("muuttujia (id) on {ids} ja kokoja (size) {sizes}: jokaisella muuttujalla pitää olla yksi koko.")
        raise Unreadable(message, below(place, "id"), ids=len(set(identifiers)), sizes=len(sizes))
    roles = _roles(heading["role"])
    inside = below(place, "dimension")
    for identifier in identifiers:
        if identifier not in described:
            raise Unreadable(N_("muuttujaa ”{name}” ei ole kuvattu."), inside, name=identifier)
    running = tuple(
        _dimension(name, described[name], size, roles.get(name), f"{inside}.{name}")
        for name, size in zip(identifiers, sizes, strict=True)
    )
    others = [name for name in described if name not in identifiers and name not in _HEADINGS]
    aside = [_dimension(name, described[name], None, None, f"{inside}.{name}") for name in others]
    return running, tuple(aside)


def _roles(told: object) -> dict[str, str]:
    roles: dict[str, str] = {}
    for role in _ROLES:
        names = told.get(role) if isinstance(told, dict) else None
        for name in [names] if isinstance(names, str) else names or []:
            roles.setdefault(str(name), role)
    return roles


def _dimension(name: str, told: object, size: object, role: str | None, place: str) -> Dimension:
    described = _mapping(told, place)
    category = described.get("category", {})
    category = _mapping(category, f"{place}.category")
    codes, labels = _categories(category, size, f"{place}.category")
    extension = {key: described[key] for key in ("extension", "link", "href") if key in described}
    extension |= {key: category[key] for key in ("coordinates",) if key in category}
    eliminated = _inner(extension, "extension").get("eliminationValueCode")
    return Dimension(
        id=name,
        label=text(described.get("label")) or name,
        codes=codes,
        labels=labels,
        role=role,
        units={str(code): _unit(unit) for code, unit in _dict(category.get("unit")).items()},
        notes=_texts(described.get("note")),
        category_notes={str(code): _texts(notes) for code, notes in _dict(category.get("note")).items()},
        children={str(code): _texts(below) for code, below in _dict(category.get("child")).items()},
        eliminated_by=eliminated if isinstance(eliminated, str) else None,
        extension=extension,
    )


def _categories(category: Mapping, size: object, place: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    index, label = category.get("index"), category.get("label")
    codes = _codes(index if index is not None else label, index is not None, f"{place}.index")
    # Some services write their numbers as texts.
    if size is not None and str(size) != str(len(codes)):
        message = N_("luokkia on {codes}, mutta koon (size) mukaan niitä pitäisi olla {size}.")
        raise Unreadable(message, place, codes=len(codes), size=shown(str(size)))
    if isinstance(label, list) and len(label) == len(codes):
        return codes, tuple(map(str, label))
    names = _dict(label)
    return codes, tuple(text(names.get(code)) or code for code in codes)


def _codes(told: object, has_index: bool, place: str) -> tuple[str, ...]:
    if isinstance(told, dict) and has_index:
        try:
            places = [int(one) for one in told.values()]
        except (TypeError, ValueError):
            raise Unreadable(N_("luokan järjestysnumero ei ole kokonaisluku."), place) from None
        if len(set(places)) != len(places):
            raise Unreadable(N_("kahdella luokalla on sama järjestysnumero."), place)
        # Mostly the numbers run from nought already; a selection may keep the numbers of the whole.
        ordered = told if places == list(range(len(places))) else sorted(told, key=lambda code: int(told[code]))
        return tuple(ordered)
    if isinstance(told, list | dict):
        codes = tuple(map(str, told))
        if len(set(codes)) != len(codes):
            twice = next(code for number, code in enumerate(codes) if code in codes[:number])
            raise Unreadable(N_("luokka ”{code}” on kahdesti."), place, code=shown(twice))
        return codes
    raise Unreadable(N_("muuttujalla ei ole luokkia."), place)


# --- small readings


def _mapping(told: object, place: str) -> Mapping:
    if not isinstance(told, dict):
        raise Unreadable(N_("se ei ole JSON-stat-muotoa: tässä pitäisi olla nimettyjä kohtia."), place)
    return told


def _dict(told: object) -> dict:
    return told if isinstance(told, dict) else {}


def _inner(told: object, *keys: str) -> dict:
    for key in keys:
        told = _dict(told).get(key)
    return _dict(told)


def _texts(told: object) -> tuple[str, ...]:
    if isinstance(told, list | tuple):
        return tuple(map(text, told))
    return () if told in (None, "") else (text(told),)


def _unit(told: object, decimals: object = None) -> Unit:
    unit = _dict(told)
    stated = unit.get("decimals", decimals)
    label = unit.get("label") or unit.get("base") or (told if isinstance(told, str) else "")
    whole = int(stated) if isinstance(stated, int | float) or (isinstance(stated, str) and stated.isdigit()) else None
    return Unit(text(label), text(unit.get("symbol")), whole)
