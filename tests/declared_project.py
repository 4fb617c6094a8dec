"""A small project of its own for tests: the shipped snapshot and areas, and only the declarations given to it."""

import shutil
from pathlib import Path

from kotolib import house

DECLARATIONS = Path(__file__).parent / "fixtures" / "declarations"
SHIPPED = house.data_sources()
CORE = ("11re", "11lj")
"""Files of the population, which most indicators need."""


def make(folder: Path, shipped: tuple[str, ...] = CORE, own: dict[str, str] | None = None) -> Path:
    """A project's folder, to be KOTO_HOME.

    Parameters
    ----------
    folder
        An empty folder of the test.
    shipped
        Tables whose declarations are copied.
    own
        Name of a file and its text, written beside them.
    """
    data_sources = folder / "data_sources"
    data_sources.mkdir(parents=True)
    for name in ("snapshot", "areas", "absent"):
        (data_sources / name).symlink_to(SHIPPED / name, target_is_directory=True)
    for table in shipped:
        shutil.copy(SHIPPED / f"{table}.yaml", data_sources)
    for name, text in (own or {}).items():
        (data_sources / name).write_text(text, encoding="utf-8")
    return folder


def declarations(folder: Path, *files: str) -> Path:
    """A folder of declarations: the population's and some of the fixtures."""
    folder.mkdir(exist_ok=True)
    for table in CORE:
        shutil.copy(SHIPPED / f"{table}.yaml", folder)
    for file in files:
        shutil.copy(DECLARATIONS / f"{file}.yaml", folder)
    return folder


def indicator(**changes: str) -> str:
    """The YAML of one indicator, its lines indented to stand under ``indicators:`` and an id."""
    keys = {
        "name": "{fi: Koe, sv: Prov, en: Trial}",
        "theme": "residents",
        "population": "everyone",
        "kind": "count",
        "unit": "persons",
        "decimals": "0",
        "direction": "none",
        "variation": "none",
        "checklist": '["3.1"]',
        "why": "{fi: Miksi., sv: Varför., en: Why.}",
        "how": "{fi: Miten., sv: Hur., en: How.}",
        "author": "kotolib",
    }
    return "".join(f"    {key}: {value}\n" for key, value in (keys | changes).items())


def table(name: str, indicators: dict[str, str], provider: str = "statfin", more: str = "") -> str:
    """The YAML of a table with its indicators; ``more`` names dimensions beside area, time and content."""
    head = (
        f"table: {name}\nprovider: {provider}\ntitle: {{fi: Taulu, sv: Tabell, en: Table}}\nlicence: CC BY 4.0\n"
        "updates: yearly\nlag_months: 5\ndimensions:\n  area: {name: Alue}\n  time: {name: Vuosi, role: time}\n"
        f"  content: {{name: Tiedot, role: metric}}\n{more}indicators:\n"
    )
    return head + "".join(f"  {key}:\n{text}" for key, text in indicators.items())


def unemployed(parts: list[str], *, funnel: bool = False) -> dict[str, str]:
    """The declaration of a share of the unemployed from the counts of each month, by the name of its file.

    Parameters
    ----------
    parts
        What each part has beside its table and its two counts: ``years: "-2019"``.
    funnel
        Whether the indicator may be drawn as a funnel.
    """
    counts = "table: 12r5_counts, numerator: TYOTTOMATLOPUSSA, denominator: TYOVOIMATK, months: last"
    told = indicator(
        **{"theme": "employment", "kind": "share", "unit": '"%"', "decimals": "1", "checklist": '["3.3"]'},
        **{"direction": "lower_is_better", "variation": "binomial"},
        **({"funnel": "true"} if funnel else {}),
    )
    told += "    parts:\n" + "".join(f"      - {{{', '.join(filter(None, (counts, part)))}}}\n" for part in parts)
    text = table("12r5_counts", {"unemployed_test.share": told})
    text = text.replace("{name: Vuosi, role: time}", "{name: Kuukausi, role: time}")
    return {"12r5_counts.yaml": text.replace("updates: yearly\nlag_months: 5", "updates: monthly\nlag_months: 1")}
