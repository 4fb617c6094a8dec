"""A project whose services are on the loopback address, and two declared tables of its own to fetch."""

import re
from pathlib import Path

from kotolib.fetch.calling import Caller
from kotolib.retrieval.fetching import Fetching
from tests import declared_project as project
from tests.px_service import PxService, Table

LANGUAGES = """\
table: 15la
provider: statfin
title: {fi: Kieli, sv: Språk, en: Language}
licence: CC BY 4.0
updates: yearly
lag_months: 4
dimensions:
  area: {name: Alue}
  language: {name: Kieli}
  time: {name: Vuosi, role: time}
  content: {name: Tiedot, role: metric}
live:
  service: statfin
  folder: StatFin/vaerak
  table: 15la
  contents: [vaesto]
  less: {language: {code: other, all: SSS, without: fi}}
indicators:
  foreign_language.count:
""" + project.indicator(
    population="foreign_language", parts='[{table: 15la, content: vaesto, where: {language: "02"}}]'
)
CHILDREN = """\
table: 15ch
provider: statfin
title: {fi: Lapset, sv: Barn, en: Children}
licence: CC BY 4.0
updates: yearly
lag_months: 10
dimensions:
  area: {name: Alue}
  time: {name: Vuosi, role: time}
  content: {name: Tiedot, role: metric}
live:
  service: statfin
  folder: StatFin/vaka
  table: 15ch
  contents: [kaikki, vko]
  zero_is_missing_by: kaikki
"""
SERVICES = """\
statfin:
  speaks: pxweb_v1
  address: {address}
  publisher: {{fi: Tilastokeskus, sv: Statistikcentralen, en: Statistics Finland}}
  licence: CC BY 4.0
  provider: statfin
  statistics:
    vaerak: {{fi: Väestörakenne, sv: Befolkningsstruktur, en: Population structure}}
"""
AREAS = ["SSS", "KU091", "KU211", "KU766", "MK01"]
LANGUAGES_PATH, CHILDREN_PATH = "StatFin/vaerak/15la.px", "StatFin/vaka/15ch.px"


def make(folder: Path, address: str) -> Path:
    """The project's folder, to be KOTO_HOME."""
    home = project.make(folder, own={"15la.yaml": LANGUAGES, "15ch.yaml": CHILDREN})
    for table in project.CORE:
        path = home / "data_sources" / f"{table}.yaml"
        shipped = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"^live:\n(?:  .*\n)+", "", shipped, flags=re.M), encoding="utf-8")
    (home / "data_sources" / "services").mkdir()
    (home / "data_sources" / "services" / "services.yaml").write_text(
        SERVICES.format(address=address), encoding="utf-8"
    )
    return home


def fill(service: PxService, years: tuple[str, ...] = ("2023", "2024")) -> None:
    """The two tables as the service has them since June 2026."""
    service.tables[LANGUAGES_PATH] = Table.counting(
        alue_23_20260101=AREAS,
        kieli_15_20180102=["SSS", "fi", "02"],
        timeperiod_y=list(years),
        contentscode=["vaerak-vaesto", "vaerak-muutos"],
    )
    service.tables[CHILDREN_PATH] = Table.counting(
        alue_23_20240101=AREAS, timeperiod_y=["2024"], contentscode=["kaikki", "vko"]
    )
    for table, names in ((service.tables[LANGUAGES_PATH], ["Alue", "Kieli", "Vuosi", "Tiedot"]),
                         (service.tables[CHILDREN_PATH], ["Alue", "Vuosi", "Tiedot"])):  # fmt: skip
        for variable, name in zip(table.variables, names, strict=True):
            variable["text"] = name


def fetching(moment: str, pauses: list[float] | None = None) -> Fetching:
    """A fetch at a moment, whose caller waits for nothing."""
    caller = Caller("joku@esimerkki.fi", sleep=(pauses if pauses is not None else []).append)
    return Fetching(moment, moment, "joku@esimerkki.fi", caller=caller)
