"""Makes the tables of areas from delivered classifications: ``python data_sources/build_areas.py FOLDER``.

Knows how the delivered files are laid out and what is wrong in them; nothing at run time needs it.
``bodies_2026.csv`` (regions and authorities with their forms) is written by hand and only checked here.
"""

import csv
import io
import json
import os
import re
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kotolib import house
from kotolib.areas.tables import COLUMNS
from kotolib.language.sorting import alphabetical

YEAR = 2026
LANGUAGE_STATUS = {"0": "fi", "1": "fi_sv", "2": "sv", "3": "sv_fi"}
HELSINKI_ITSELF, ALAND_AS_COUNTY, ALAND_AS_EMPLOYMENT_AREA = "90", "91", "46"

# Islands: Swedish says "på". The rest of Åland's municipalities hang together by road and take "i".
ON_AN_ISLAND = {
    "035": "Brändö",
    "062": "Föglö",
    "072": "Karlö",
    "295": "Kumlinge",
    "318": "Kökar",
    "322": "Kimitoön",
    "766": "Sottunga",
    "941": "Vårdö",
}

# Swedish names of abolished municipalities where Swedish is or was spoken; the delivered table has only Finnish ones.
SWEDISH_OLD_NAMES = {
    "008": "Nedervetil",
    "032": "Bergö",
    "033": "Björköby",
    "034": "Bromarv",
    "040": "Dragsfjärd",
    "068": "Haga",
    "094": "Hitis",
    "101": "Houtskär",
    "104": "Hoplax",
    "150": "Iniö",
    "166": "Jeppo",
    "220": "Karis",
    "223": "Karislojo",
    "243": "Kimito",
    "270": "Kvevlax",
    "279": "Korpo",
    "311": "Kymmene",
    "409": "Lappfjärd",
    "424": "Liljendal",
    "479": "Maxmo",
    "496": "Munsala",
    "533": "Nagu",
    "537": "Norrmark",
    "559": "Oravais",
    "566": "Åggelby",
    "585": "Pernå",
    "586": "Bjärnå",
    "590": "Petalax",
    "602": "Pikis",
    "605": "Pörtom",
    "606": "Pojo",
    "621": "Purmo",
    "679": "Replot",
    "701": "Strömfors",
    "705": "Rimito",
    "737": "Sammatti",
    "750": "Sideby",
    "756": "Snappertuna",
    "769": "Solf",
    "784": "Finby",
    "835": "Ekenäs",
    "839": "Terjärv",
    "842": "Tenala",
    "847": "Tjöck",
    "923": "Västanfjärd",
    "942": "Lillkyro",
    "945": "Vörå-Maxmo",
    "974": "Övermark",
    "990": "Esse",
    "997": "Öja",
}


def main(folder: Path) -> None:
    """Write the tables and the boundaries beside this script, having checked that the files agree."""
    municipalities = _municipalities(folder)
    living = {row["code"] for row in municipalities}
    mergers = _mergers(folder, living)
    boundaries = _boundaries(json.loads(_text(folder / "municipalities_2024.topo.json")), mergers, living)
    for name, rows in (("municipalities_2026.csv", municipalities), ("mergers.csv", mergers)):
        _write(name, _as_csv(COLUMNS[name], rows))
    _write("boundaries_2026.topo.json", json.dumps(boundaries, separators=(",", ":")) + "\n")
    print(f"{len(municipalities)} municipalities, {len(mergers)} mergers, {len(boundaries['arcs'])} arcs")


# --- municipalities -------------------------------------------------------------------------------------------------


def _municipalities(folder: Path) -> list[dict]:
    key = {row["kunta"]: row for row in _rows(folder / "municipality_key_2026.csv")}
    forms = {row["code"]: row for row in _rows(folder / "municipality_inflections_fi.csv")}
    extra = {row["code"]: row for row in _rows(folder / "municipality_extra_2026.csv")}
    for name, table in (("municipality_inflections_fi.csv", forms), ("municipality_extra_2026.csv", extra)):
        _must(table.keys() == key.keys(), f"{name} has other codes than the key of {YEAR}")
        unlike = [code for code in key if table[code]["name_fi"] != key[code]["municipality_name_fi"]]
        _must(not unlike, f"{name} names otherwise: {unlike}")
    bodies = Bodies(_rows(house.area_data() / "bodies_2026.csv"))
    rows = [_municipality(key[code], forms[code], extra[code], bodies) for code in key]
    bodies.check_all_used()
    return sorted(rows, key=lambda row: alphabetical(row["name_fi"]))


def _municipality(key: dict, forms: dict, extra: dict, bodies: "Bodies") -> dict:
    code, swedish = key["kunta"], key["municipality_name_sv"]
    county, employment = key["hyvinvointialue_code"], key["tyollisyysalue_code"]
    aland = extra["aland"] == "1"
    _must(aland == (county == ALAND_AS_COUNTY) == (employment == ALAND_AS_EMPLOYMENT_AREA), f"{code}: Åland or not?")
    return {
        "code": code,
        **{f"name_{language}": key[f"municipality_name_{language}"] for language in ("fi", "sv", "en")},
        "language_status": LANGUAGE_STATUS[key["kielisuhde_code"]],
        "calls_itself": extra["calls_itself"],
        "region": bodies.code("region", key["maakunta_name_fi"]),
        "subregion": key["seutukunta_code"].zfill(3),
        "subregion_fi": key["seutukunta_name_fi"],
        "wellbeing_services_county": (
            ""
            if county in (HELSINKI_ITSELF, ALAND_AS_COUNTY)
            else bodies.code("wellbeing_services_county", key["hyvinvointialue_name_fi"])
        ),
        "employment_area": "" if aland else bodies.code("employment_area", key["tyollisyysalue_name_fi"]),
        "development_centre": "" if aland else bodies.code("development_centre", extra["elinvoimakeskus_fi"]),
        "sami_homeland": extra["sami_homeland"],
        "aland": extra["aland"],
        **{case: forms[case] for case in ("genitive", "locative", "separative", "terminal")},
        "locative_sv": f"på {swedish}" if ON_AN_ISLAND.get(code) == swedish else f"i {swedish}",
    }


class Bodies:
    """The regions and authorities written by hand, asked by the names of the delivered key."""

    def __init__(self, rows: list[dict]) -> None:
        self._codes = {(row["kind"], row[column]): row["code"] for row in rows for column in ("short_fi", "name_fi")}
        self._unused = {(row["kind"], row["code"]) for row in rows if row["kind"] != "country"}

    def code(self, kind: str, name: str) -> str:
        _must((kind, name) in self._codes, f"bodies_2026.csv has no {kind} {name}")
        code = self._codes[kind, name]
        self._unused.discard((kind, code))
        return code

    def check_all_used(self) -> None:
        _must(not self._unused, f"bodies_2026.csv has bodies without municipalities: {self._unused}")


# --- mergers --------------------------------------------------------------------------------------------------------


def _mergers(folder: Path, living: set[str]) -> list[dict]:
    later = {row["code"]: row for row in _rows(folder / "mergers_2014_2026.csv")}
    rows = {}
    for row in _rows(folder / "abolished_municipalities_statfin_2019.csv"):
        code, into = row["Lakkautuskunta"], row["Liitoskunta"]
        rows[code] = _merger(
            code, row["Nimike"], _date(row["Ajankohta"], later.get(code)), "" if into == "NA" else into
        )
    for code, row in later.items():
        rows.setdefault(code, _merger(code, row["name_fi"], f"{row['from_year']}-01-01", row["into_code"]))
    _must(not living & rows.keys(), f"living codes as abolished ones: {sorted(living & rows.keys())}")
    known = living | rows.keys()
    strays = [row["code"] for row in rows.values() if row["into_code"] and row["into_code"] not in known]
    _must(not strays, f"mergers into an unknown code: {strays}")
    return sorted(rows.values(), key=lambda row: row["code"])


def _merger(code: str, name: str, date: str, into: str) -> dict:
    name = re.sub(r" mlk$", " maalaiskunta", name).replace("huvilak.", "huvilakaupunki")
    return {
        "code": code,
        "name_fi": name,
        "name_sv": SWEDISH_OLD_NAMES.get(code, ""),
        "date": date,
        "into_code": into,
    }


def _date(bare: str, later: dict | None) -> str:
    """``1.1.2009`` as ``2009-01-01``; the day a change was entered, met in four rows, is not the day it came true."""
    day, month, year = (int(part) for part in bare.split("."))
    if later:
        return f"{later['from_year']}-01-01"
    return f"{year}-{month:02}-{day:02}" if year < 1945 or (day, month) == (1, 1) else ""


# --- boundaries -----------------------------------------------------------------------------------------------------


def _boundaries(topology: dict, mergers: list[dict], living: set[str]) -> dict:
    """The topology of 2024 with abolished municipalities joined to the living ones and nothing but codes kept."""
    (layer,) = topology["objects"].values()
    into = {row["code"]: row["into_code"] for row in mergers}
    polygons: dict[str, list] = {}
    for shape in layer["geometries"]:
        code = shape["properties"]["kunta"]
        code = code if code in living else into[code]
        parts = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        polygons.setdefault(code, []).append(parts)
    _must(polygons.keys() == living, "the boundaries have other codes than the key")
    shapes = {code: parts[0] if len(parts) == 1 else _dissolve(parts) for code, parts in polygons.items()}
    arcs, shapes = _only_used(topology["arcs"], shapes)
    geometries = [{"type": "MultiPolygon", "id": code, "arcs": shapes[code]} for code in sorted(shapes)]
    return {
        "type": "Topology",
        "transform": topology["transform"],
        "objects": {"municipalities": {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": arcs,
    }


def _dissolve(shapes: list[list]) -> list:
    """Join touching shapes of one ring each: an arc that two of them share, once each way, falls away."""
    rings = [ring for shape in shapes for polygon in shape for ring in polygon]
    _must(len(rings) == len(shapes), "shapes with islands or holes are not joined here")
    count = Counter(arc for ring in rings for arc in ring)
    left = [arc for ring in rings for arc in ring if not count[~arc]]
    _must(len(left) < sum(map(len, rings)), "the shapes to be joined do not touch")
    return left  # put in order by _ordered, which needs the arcs' ends


def _only_used(arcs: list, shapes: dict) -> tuple[list, dict]:
    ends = [_ends(arc) for arc in arcs]
    shapes = {
        code: shape if isinstance(shape[0], list) else [[_ordered(shape, ends)]] for code, shape in shapes.items()
    }
    used = sorted({_index(arc) for shape in shapes.values() for polygon in shape for ring in polygon for arc in ring})
    new = {old: place for place, old in enumerate(used)}

    def renumbered(arc: int) -> int:
        return new[arc] if arc >= 0 else ~new[~arc]

    shapes = {c: [[[renumbered(a) for a in ring] for ring in polygon] for polygon in s] for c, s in shapes.items()}
    return [arcs[old] for old in used], shapes


def _ordered(loose: list[int], ends: list[tuple]) -> list[int]:
    """Loose arcs as one closed ring."""

    def start(arc: int) -> tuple:
        return ends[arc][0] if arc >= 0 else ends[~arc][1]

    def end(arc: int) -> tuple:
        return ends[arc][1] if arc >= 0 else ends[~arc][0]

    ring, rest = [loose[0]], loose[1:]
    while rest:
        following = [arc for arc in rest if start(arc) == end(ring[-1])]
        _must(len(following) == 1, "the joined boundary is not one ring")
        ring.append(following[0])
        rest.remove(following[0])
    _must(end(ring[-1]) == start(ring[0]), "the joined boundary does not close")
    return ring


def _ends(arc: list) -> tuple:
    return tuple(arc[0]), tuple(map(sum, zip(*arc, strict=True)))


def _index(arc: int) -> int:
    return arc if arc >= 0 else ~arc


# --- files ----------------------------------------------------------------------------------------------------------


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig")


def _rows(path: Path) -> list[dict]:
    return list(csv.DictReader(io.StringIO(_text(path))))


def _as_csv(columns: tuple[str, ...], rows: list[dict]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _write(name: str, text: str) -> None:
    path = house.area_data() / name
    beside = path.with_name(name + ".new")
    with beside.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)


def _must(holds: bool, otherwise: str) -> None:
    if not holds:
        raise SystemExit(f"build_areas: {otherwise}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("python data_sources/build_areas.py FOLDER (the folder that holds municipality_key_2026.csv)")
    main(Path(sys.argv[1]))
