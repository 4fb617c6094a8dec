"""Reads how PxWeb (v1) describes a table before it is asked for numbers: its variables and their codes."""

from collections.abc import Mapping

from kotolib.errors import N_
from kotolib.fetch.decoded import Decoded, Dimension, no_cells
from kotolib.fetch.faults import Unreadable, shown
from kotolib.fetch.json_text import read_json
from kotolib.fetch.roles import GEO, METRIC, TIME, guessed_role


def decode(source: object) -> Decoded:
    """The variables of a table, without numbers.

    Parameters
    ----------
    source
        Answer of ``GET <table>``: bytes, text, or what ``json.loads`` made of it.

    Returns
    -------
    Decoded
        ``has_values`` is False. A variable's role is what the service says (``time``, ``map``); the contents are
        told by their name, because this answer has no mark for them.

    Raises
    ------
    Unreadable
        It is no such description, or codes and texts do not match.
    """
    told = read_json(source)
    variables = told.get("variables") if isinstance(told, dict) else None
    if not isinstance(variables, list):
        raise Unreadable(N_("se ei ole taulukon kuvaus: siinä ei ole muuttujia (variables)."))
    dimensions = tuple(_variable(one, f"variables[{number}]") for number, one in enumerate(variables))
    return Decoded(no_cells(dimensions), dimensions, label=str(told.get("title", "")), has_values=False)


def _variable(told: object, place: str) -> Dimension:
    if not isinstance(told, dict) or not isinstance(told.get("code"), str):
        raise Unreadable(N_("muuttujalla ei ole tunnusta (code)."), place)
    codes, labels = (tuple(map(str, told.get(key) or ())) for key in ("values", "valueTexts"))
    labels = labels or codes
    if len(codes) != len(labels) or len(set(codes)) != len(codes):
        message = N_("muuttujalla ”{name}” on {codes} koodia ja {labels} tekstiä: niitä pitää olla yhtä monta.")
        raise Unreadable(message, place, name=shown(told["code"]), codes=len(set(codes)), labels=len(labels))
    label = str(told.get("text", told["code"]))
    role = _role(told) or (METRIC if guessed_role(told["code"], label, codes, labels) == METRIC else None)
    extension = {key: told[key] for key in ("elimination", "map") if key in told}
    return Dimension(told["code"], label, codes, labels, role, extension=extension)


def _role(told: Mapping) -> str | None:
    return TIME if told.get("time") is True else GEO if told.get("map") else None
