"""All declarations of ``data_sources/*.yaml`` together: reads them, checks them against each other, and tells every
fault of every file at once. Knows no figure."""

import difflib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ValidationError

from kotolib import house
from kotolib.errors import N_, StoreDamaged
from kotolib.sources import declaration, yaml_text
from kotolib.sources.declaration import Indicator, Source


@dataclass(frozen=True)
class Catalogue:
    """What is declared: sources by table, indicators by id (in an order where each stands after what it needs)."""

    sources: dict[str, Source]
    indicators: dict[str, Indicator]
    home: dict[str, str]
    text: str


def load(folder: Path | None = None) -> Catalogue:
    """All declarations of a folder, ``data_sources`` unless told.

    Raises
    ------
    StoreDamaged
        Something is wrong in one or more files; the message lists every fault with file, key and nearest valid word.
    """
    return _load(folder or house.data_sources())


@cache
def _load(folder: Path) -> Catalogue:
    faults: list[str] = []
    sources: dict[str, Source] = {}
    texts = []
    for path in sorted(folder.glob("*.yaml")):
        texts.append(path.read_text(encoding="utf-8"))
        if source := _one(path.name, texts[-1], faults):
            if source.table in sources:
                faults.append(f"{path.name}: table: ”{source.table}” on jo toisessa tiedostossa")
            sources[source.table] = source
    home = {name: table for table, source in sources.items() for name in source.indicators}
    indicators = {name: indicator for source in sources.values() for name, indicator in source.indicators.items()}
    faults += _doubles(sources) + _strangers(indicators, sources)
    ordered = _ordered(indicators, faults)
    if faults:
        raise StoreDamaged(N_("Tietolähteiden kuvauksissa on korjattavaa:\n{faults}"), faults="\n".join(faults))
    return Catalogue(sources, ordered, home, "\n".join(texts))


def _one(name: str, text: str, faults: list[str]) -> Source | None:
    try:
        content = yaml_text.read(text)
        if not isinstance(content, dict):
            raise yaml.YAMLError("tiedosto ei ole avain–arvo-luettelo")
        for key, indicator in (content.get("indicators") or {}).items():
            if isinstance(indicator, dict):
                indicator.setdefault("id", key)
        return Source.model_validate(content)
    except yaml_text.Fault as fault:
        faults.append(f"{name}, rivi {fault.line}: avain {fault} on kahdesti")
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f", rivi {mark.line + 1}" if mark else ""
        faults.append(f"{name}{place}: tiedosto ei ole YAML-muotoa ({getattr(error, 'problem', None) or error})")
    except ValidationError as error:
        faults.extend(f"{name}: {_told(fault)}" for fault in error.errors())
    return None


def _told(fault: dict) -> str:
    where = ".".join(str(step) for step in fault["loc"] if step not in declaration.PART_KINDS)
    got = str(fault.get("input"))
    match fault["type"]:
        case "extra_forbidden":
            return f"{where}: tuntematon avain{_nearest(str(fault['loc'][-1]), _known_keys())}"
        case "missing":
            return f"{where}: puuttuu"
        case "literal_error":
            allowed = [word.strip(" '") for word in fault["ctx"]["expected"].replace(" or ", ", ").split(",")]
            return f"{where}: ”{got}” ei käy{_nearest(got, allowed)}. Sallitut: {', '.join(allowed)}"
        case "union_tag_invalid":
            kinds = declaration.PART_KINDS[1:]
            got = fault["ctx"]["tag"]
            return f"{where}.derived: ”{got}” ei käy{_nearest(got, kinds)}. Sallitut: {', '.join(kinds)}"
        case "value_error":
            return f"{where}: {fault['ctx']['error']!s}, got: {got[:80]}"
    return f"{where}: ”{got[:80]}” ei käy ({fault['msg']})"


def _known_keys() -> list[str]:
    forms = [item for item in vars(declaration).values() if isinstance(item, type) and issubclass(item, BaseModel)]
    return sorted({key for form in forms for key in form.model_fields})


def _nearest(word: str, words: list[str]) -> str:
    near = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    return f" (lähin: {near[0]})" if near else ""


def _doubles(sources: dict[str, Source]) -> list[str]:
    seen: dict[str, str] = {}
    faults = []
    for table, source in sources.items():
        for name in source.indicators:
            if name in seen:
                faults.append(f"{table}: indicators.{name}: sama tunnus on jo taulussa {seen[name]}")
            seen[name] = table
    return faults


def _strangers(indicators: dict[str, Indicator], sources: dict[str, Source]) -> list[str]:
    """Indicators and tables that a declaration names and nobody declares."""
    faults = []
    for name, indicator in indicators.items():
        for needed in sorted(indicator.needs - set(indicators)):
            faults.append(f"indicators.{name}: indikaattoria ”{needed}” ei ole{_nearest(needed, list(indicators))}")
        for part in indicator.parts:
            weight = getattr(part, "weight", None)
            for table in filter(None, (getattr(part, "table", ""), weight.table if weight else "")):
                if table not in sources:
                    faults.append(f"indicators.{name}: taulua ”{table}” ei ole kuvattu{_nearest(table, list(sources))}")
    return faults


def _ordered(indicators: dict[str, Indicator], faults: list[str]) -> dict[str, Indicator]:
    ordered: dict[str, Indicator] = {}
    waiting = dict(indicators)
    while waiting:
        ready = [name for name, item in waiting.items() if not (item.needs & set(waiting))]
        if not ready:
            faults.append(f"indikaattorit tarvitsevat toisiaan kehässä: {', '.join(waiting)}")
            break
        for name in ready:
            ordered[name] = waiting.pop(name)
    return ordered
