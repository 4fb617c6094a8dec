"""Makes the worked example's workbook of its text and brings its survey: ``python data_sources/build_example.py``.

Knows where both are; what the example says stands in ``own/example-kangasala/programme.yaml``, and how a workbook is
made is the library's to know. The same text gives the same bytes. The survey's answers and its mapping stand beside, in
``asukaskysely.csv`` and ``asukaskysely.mapping.xlsx``; themes and quotes that are marked in its open answers stay.
"""

import sys
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kotolib import areas, house, office_files
from kotolib.programme import making
from kotolib.programme.receiving.surveys import BroughtSurvey, Export, bring
from kotolib.programme.records import Programme
from kotolib.sources import yaml_text

LANGUAGE, DAY = "fi", date(2026, 11, 24)
SOURCE = house.example() / "programme.yaml"
SURVEY, BROUGHT = "asukaskysely.csv", datetime(2026, 2, 2, 8, tzinfo=UTC)


def programme(source: Path = SOURCE) -> Programme:
    """What the example says."""
    faults: list = []
    read = yaml_text.read(source.read_text(encoding="utf-8"), source.name, faults)
    if faults:
        raise SystemExit("\n".join(fault.tell() for fault in faults))
    return Programme(**read)


def workbook() -> bytes:
    """The example's workbook."""
    return making.workbook(programme(), areas.get(house.EXAMPLE), LANGUAGE, DAY)


def survey() -> BroughtSurvey:
    """The example's survey, brought into the example's folder unless it is there."""
    return bring(Export(house.example() / SURVEY), areas.get(house.EXAMPLE), BROUGHT)


if __name__ == "__main__":
    office_files.move_into_place(workbook(), house.example() / "programme.xlsx")
    survey()
