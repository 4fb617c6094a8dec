"""The leak test catches a hidden number in whatever file it stands and however it got there; it blames no other."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import nbformat
import pytest

from kotolib import areas, deliveries, house, situation
from kotolib.batch import leaks, section
from kotolib.deliveries import telling
from kotolib.deliveries.otherwise import other_rows
from kotolib.disclosure import Rule
from kotolib.display.communication import texts
from kotolib.documents import accessibility, calendar, index
from kotolib.programme import own_counts, receiving
from kotolib.programme.hidden import hidden, other_workbooks
from kotolib.programme.receiving.bringing import NOTHING_TOLD
from kotolib.programme.written import written
from tests.test_deliveries import HATE
from tests.test_deliveries import filled as delivery
from tests.test_joint_programmes import JOINT, counted
from tests.written_programme import filled

DAY = "2026-11-24"
PROJECT = house.home()
SMALL = "written(here.area).programme.hearings[0].participants"
SHOW = "Paragraph((Sentence(str({})),))"
FIGURE = "from tests.executed_notebook import trend, shares_by_year\n"
# fmt: off
PLANTED = {
    # stem → what its cell shows, and the endings of the files that then differ
    "11_text": (SHOW.format(SMALL), ("html", "pdf", "docx", "ipynb")),
    "12_alt": (FIGURE + f"trend(alt=f'Viiva. {{{SMALL}}}')", ("html", "pdf", "docx", "ipynb")),
    "13_drawing": (
        FIGURE + f"one = trend()\none.data['series'][0]['label'] += f' {{{SMALL}}}'\none",
        ("html", "pdf", "docx", "ipynb"),
    ),
    "14_notebook": (f"print({SMALL})", ("ipynb",)),
    "15_fault": (f"raise KotoError(f'Osallistujia {{{SMALL}}}')", ("ipynb", "html")),
    "16_delivered": (SHOW.format("list(deliveries.newest(here.area, 'hate_crimes').rows()['value'])"), ("html",)),
    "17_difference": (SHOW.format("deliveries.newest(here.area, 'hate_crimes').rows()['value'].isin([8, 9]).sum()"),
                      ("html",)),
    "18_statistics": (SHOW.format("stored.rows(('766',))['numerator'].sum()"), ("html",)),
    "19_table": (FIGURE + "one = shares_by_year()\n"
                 f"replace(one, key='own', rows=(*one.rows, (Cell('2026'), *[Cell(str({SMALL}), {SMALL})] * 3)))",
                 ("html", "docx")),
    "20_nothing": (SHOW.format("here.area.name"), ()),
}
# fmt: on
BEGIN = """\
from dataclasses import replace
from kotolib.display.outputs import Cell
from kotolib import deliveries, situation
from kotolib.display.prose import Paragraph, Sentence
from kotolib.errors import KotoError
from kotolib.indicators import stored
from kotolib.programme.written import written
here = situation.begin(area, language, edition, as_of)"""
BLAME = """
import json, sys
from pathlib import Path
from tests.test_leaks import _blamed
found = _blamed(Path(sys.argv[1]))
Path(sys.argv[2]).write_text(json.dumps(found), encoding="utf-8")
"""
PARAMETERS = 'area: str = "211"\nlanguage: str = "fi"\nedition: str = "latest"\nas_of: str = ""'


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home of nine small notebooks, a workbook with small counts and a delivery with some."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KOTO_HOME", str(folder))
        patch.setenv("KOTO_OWN", str(folder / "own"))
        (folder / "data_sources").symlink_to(PROJECT / "data_sources")
        (folder / "pyproject.toml").symlink_to(PROJECT / "pyproject.toml")
        (folder / "notebooks").mkdir()
        for stem, (cell, _endings) in PLANTED.items():
            nbformat.write(_notebook(stem, cell), folder / "notebooks" / f"{stem}.ipynb")
        filled({("hearings", "K1", "name"): "Ilta", ("hearings", "K1", "participants"): 3})
        path = delivery(folder / "hate.xlsx", "hate_crimes", HATE)
        area, form = areas.get("211"), deliveries.form("hate_crimes")
        receiving.bring(path, form, area, datetime(2026, 11, 24, 10, tzinfo=UTC), NOTHING_TOLD)
        yield folder


def _notebook(stem: str, cell: str):
    cells = [
        nbformat.v4.new_markdown_cell(f"# {stem}"),
        nbformat.v4.new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell(BEGIN),
        nbformat.v4.new_code_cell(cell),
    ]
    return nbformat.v4.new_notebook(cells=cells)


def _small() -> str:
    return str(written(areas.get("211")).programme.hearings[0].participants)


def _plant_in_code() -> None:
    """The files that no notebook makes: the calendar, the texts, the accessibility page and the index."""
    told, days, page, state = texts.texts, calendar.calendar, index.area_page, accessibility.statement
    texts.texts = lambda here: told(here) | {"short_post": f"{_small()} tuli"}
    calendar.calendar = lambda here: days(here) + _small().encode()
    index.area_page = lambda made: page(made) + _small()
    accessibility.statement = lambda imprint: replace(state(imprint), title=_small())


def _blamed(folder: Path) -> list[str]:
    _plant_in_code()
    (plan,) = [one for one in section.plan(["211"], ["fi"], "latest", DAY) if not one["alone"]]
    plan |= {"formats": ["html", "pdf", "docx"]}
    faults = {one["stem"]: fault for one in plan["sections"] if (fault := section.make(one, plan, str(folder), "koto"))}
    section.assemble(plan, faults, str(folder))
    return leaks.leaking(plan, faults, folder)


@pytest.fixture(scope="module")
def leaking(home, tmp_path_factory) -> set[str]:
    """What the leak test blames, in a process of its own: pages are made there with the streams turned away."""
    folder = tmp_path_factory.mktemp("made")
    answer = folder.with_suffix(".json")
    words = [str(folder), str(answer)]
    done = subprocess.run([sys.executable, "-c", BLAME, *words], cwd=PROJECT, capture_output=True, timeout=240)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return set(json.loads(answer.read_text(encoding="utf-8")))


@pytest.mark.parametrize("stem", PLANTED)
def test_a_planted_number_is_found_in_every_file_of_its_section(leaking, stem):
    endings = PLANTED[stem][1]
    assert {f"{stem}.{ending}" for ending in endings} <= leaking
    assert endings or not any(name.startswith(stem) for name in leaking)


@pytest.mark.parametrize(
    "name",
    ["programme.html", "programme.pdf", "programme.docx", "run.json", "run.log", "calendar.ics", "short_post.txt",
     "numbers.xlsx", "accessibility.html", "index.html"],
)  # fmt: skip
def test_a_planted_number_is_found_in_the_files_about_all_sections(leaking, name):
    assert name in leaking


def test_other_numbers_of_a_delivery_are_told_the_same(home):
    one, rule = deliveries.newest(areas.get("211"), "hate_crimes"), Rule()
    rows, others = one.rows(), other_rows(one, rule)
    years = [telling.all_of_year(one, of_year, rule) for _, of_year in rows.groupby("time")]
    assert repr(years) == repr([telling.all_of_year(one, of_year, rule) for _, of_year in others.groupby("time")])
    changed = rows["value"][rows["value"] != others["value"]].dropna()
    # 3 of 2024 with 8 that would tell it, in both figures.
    assert sorted(changed) == [3, 3, 8, 9]


def test_counts_hidden_for_anothers_sake_get_others_whose_total_is_the_same(tmp_path, monkeypatch):
    monkeypatch.setenv("KOTO_OWN", str(tmp_path))
    filled(counted(68), JOINT)
    for code, value in {"211": 40, "562": 25, "635": 3}.items():
        filled(counted(value), code)
    here = situation.begin("562", as_of=DAY)
    counts = hidden(here)
    assert {(one.area.word, one.column): (one.value, one.other) for one in counts} == {
        ("562", "last_value"): (25, 24),
        ("562", "baseline"): (25, 24),
        ("635", "last_value"): (3, 4),
        ("635", "baseline"): (3, 4),
    }
    told = own_counts.of_joint(here, areas.get(JOINT))
    for area, content in list(other_workbooks(counts)):
        (house.own() / area.folder / "programme.xlsx").write_bytes(content)
    assert repr(own_counts.of_joint(here, areas.get(JOINT))) == repr(told)


def test_a_share_of_so_few_that_it_tells_their_number_is_hidden(tmp_path, monkeypatch):
    monkeypatch.setenv("KOTO_OWN", str(tmp_path))
    typed = {("indicators", "M1", "unit"): "%", ("indicators", "M1", "people"): 40}
    filled(counted(5) | typed)
    assert [(one.column, one.value) for one in hidden(situation.begin("211", as_of=DAY))] == [
        ("last_value", 5),
        ("baseline", 5),
    ]
