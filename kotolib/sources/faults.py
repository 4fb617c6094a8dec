"""How a fault of a declaration is told: where it stands, what is wrong, and the nearest word that is right.

Knows the forms of declarations and pydantic's names of faults; reads no file.
"""

import difflib
from collections.abc import Iterable

from pydantic import BaseModel, ValidationError

from kotolib.errors import N_, Message
from kotolib.sources import declaration

_NAMED = (
    *("title", "newer", "name", "whom", "why", "how", "caution", "note", "break_before"),
    *("what", "who", "what_aland", "who_aland", "question", "question_joint"),
)
_FORMS = {
    "indicators": declaration.Indicator,
    "dimensions": declaration.Variable,
    "weight": declaration.Weight,
    "subject": declaration.Subject,
    "live": declaration.Live,
    "less": declaration.Less,
} | dict.fromkeys(_NAMED, declaration.Named)
"""Key → the form of what stands under it."""

_PLAIN = {
    "missing": N_("puuttuu"),
    "int_parsing": N_("”{got}” ei ole kokonaisluku"),
    "int_type": N_("”{got}” ei ole kokonaisluku"),
    "bool_parsing": N_("”{got}” ei käy. Sallitut: true, false"),
    "greater_than_equal": N_("”{got}” on liian pieni; pienin sallittu on {ge}"),
    "less_than_equal": N_("”{got}” on liian suuri; suurin sallittu on {le}"),
    "string_too_short": N_("on tyhjä"),
    "too_short": N_("on tyhjä"),
    "too_long": N_("tässä on liian monta; suurin määrä on {max_length}"),
    "string_type": N_("tähän kuuluu teksti"),
    "tuple_type": N_("tähän kuuluu luettelo"),
    "dict_type": N_("tähän kuuluu avaimia ja arvoja"),
    "model_type": N_("tähän kuuluu avaimia ja arvoja"),
}
"""pydantic's name of a fault → what is said of it."""


def of_form(file: str, error: ValidationError, root: type[BaseModel] = declaration.Source) -> list[Message]:
    """Every fault that pydantic found in a file; ``root`` is the form of what stands in no other form."""
    found = error.errors(include_url=False)
    places = [fault["loc"] for fault in found]
    # A list whose members are all wrong is called too short as well.
    told = [fault for fault in found if fault["type"] != "too_short" or not _is_around(fault["loc"], places)]
    return [at(file, _where(fault["loc"]), _what(fault, root)) for fault in told]


def _is_around(place: tuple, places: list[tuple]) -> bool:
    return any(len(other) > len(place) and other[: len(place)] == place for other in places)


def at(file: str, where: str, what: Message) -> Message:
    """A fault at a key of a file."""
    if not where:
        return Message(N_("{file}: {what}"), file=file, what=what)
    return Message(N_("{file}: {where}: {what}"), file=file, where=where, what=what)


def not_allowed(word: str, allowed: Iterable[str]) -> Message:
    """A word that is not one of a closed list: the nearest, and the list."""
    words = list(allowed)
    if near := _nearest(word, words):
        return Message(
            N_("”{word}” ei käy (lähin: {near}). Sallitut: {words}"), word=word, near=near, words=listed(words)
        )
    return Message(N_("”{word}” ei käy. Sallitut: {words}"), word=word, words=listed(words))


def not_known(word: str, known: Iterable[str]) -> Message:
    """A name that nothing has: the nearest one."""
    names = sorted(known)
    near = _nearest(word, names, cutoff=0.3) or ", ".join(names[:3])
    return Message(N_("”{word}” ei ole olemassa (lähin: {near})"), word=word, near=near)


def unknown_key(key: str, allowed: Iterable[str]) -> Message:
    """A key that a form does not have: the nearest one that it has, or all of them."""
    keys = list(allowed)
    if not keys:
        return Message(N_("tuntematon avain"))
    if near := _nearest(key, keys):
        return Message(N_("tuntematon avain (lähin: {near})"), near=near)
    return Message(N_("tuntematon avain. Sallitut: {words}"), words=listed(keys))


def listed(words: list[str], most: int = 25) -> str:
    """The words in a row, or the first and the last of very many."""
    return ", ".join(words) if len(words) <= most else f"{', '.join(words[:3])}, …, {words[-1]}"


def keys_of(form: type[BaseModel]) -> list[str]:
    """The keys that may be written in a form; an indicator's id is its key."""
    return [key for key in form.model_fields if (form, key) != (declaration.Indicator, "id")]


def _nearest(word: str, words: list[str], cutoff: float = 0.6) -> str:
    return next(iter(difflib.get_close_matches(word, words, n=1, cutoff=cutoff)), "")


def _is_tag(loc: tuple, number: int) -> bool:
    """Whether a step is pydantic's own mark of a part's kind, and not a key of the file."""
    return number > 1 and loc[number - 2] == "parts" and isinstance(loc[number - 1], int)


def _where(loc: tuple) -> str:
    return ".".join(str(step) for number, step in enumerate(loc) if not _is_tag(loc, number))


def _form_at(loc: tuple, root: type[BaseModel]) -> type[BaseModel]:
    """The form that the last step of a place is a key of."""
    for number in range(len(loc) - 2, -1, -1):
        if _is_tag(loc, number):
            return declaration.PARTS[loc[number]]
        if loc[number] in _FORMS:
            return _FORMS[loc[number]]
    return root


def _what(fault: dict, root: type[BaseModel]) -> Message:
    got = fault.get("input")
    got = got[:80] if isinstance(got, str) else ""
    context = fault.get("ctx", {})
    match fault["type"]:
        case "extra_forbidden":
            return unknown_key(str(fault["loc"][-1]), keys_of(_form_at(fault["loc"], root)))
        case "literal_error":
            return not_allowed(got, [word.strip(" '") for word in context["expected"].replace(" or ", ",").split(",")])
        case "union_tag_invalid":
            return Message(N_("derived: {what}"), what=not_allowed(context["tag"], list(declaration.PARTS)[1:]))
        case "value_error":
            return Message(N_("{why}{got}"), why=Message(str(context["error"])), got=f": ”{got}”" if got else "")
        case known if known in _PLAIN:
            return Message(
                _PLAIN[known], got=got, **{key: context[key] for key in ("ge", "le", "max_length") if key in context}
            )
    return Message(N_("”{got}” ei käy ({why})"), got=got, why=fault["msg"])
