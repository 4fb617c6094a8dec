"""A figure or a target is tried out on the screen: the state follows, the truth stays, and nothing is written."""

import json
import shutil

import pytest

import kotolib as koto
from kotolib import areas, house
from kotolib.display.monitoring.told import followed
from kotolib.errors import WrongWords
from kotolib.programme import keeping, monitoring
from kotolib.programme.monitoring import ACHIEVED, OFF_TRACK, ON_TRACK, UNCERTAIN


@pytest.fixture(scope="module")
def situation():
    return koto.begin(house.EXAMPLE, as_of="2026-11-24")


@pytest.fixture
def form(situation):
    return koto.what_if(situation, "T1")


def test_the_state_follows_the_figure_and_the_target_and_the_truth_stays(form, situation):
    assert form.chosen.status == form.tried().status == OFF_TRACK
    seen = set()
    for value in range(60, 80, 2):
        form.controls["figure"].value = f"{value}"
        seen.add(form.tried().status)
    assert seen >= {OFF_TRACK, UNCERTAIN, ACHIEVED}
    assert "▲" in form.places["trial"].value or "Saavutettu" in form.places["trial"].value
    form.controls["figure"].value = ""
    form.controls["target"].value = "60,0 %"
    assert form.tried().status != OFF_TRACK
    form.controls["back"].click()
    assert form.tried().status == OFF_TRACK and "taas nykyiset" in form.status.value
    assert followed(situation).of("T1").goal.target == 70


def test_the_same_figure_gives_the_same_state_for_every_goal(form, situation):
    programme = followed(situation).programme
    for one in form.goals.values():
        again = monitoring.try_out(situation, programme, one.goal, (one.latest.year, one.latest.value))
        assert (again.status, again.reason, again.alarm, again.distance) == (
            one.status,
            one.reason,
            one.alarm,
            one.distance,
        )


def test_every_choice_can_be_written_into_the_cell(situation):
    form = koto.what_if(situation, "T3", (2026, 10.5), 11)
    assert [form.controls[name].value for name in ("goal", "year", "figure", "target")] == ["T3", 2026, "10,5", "11"]
    assert form.tried().goal.target == 11
    with pytest.raises(WrongWords, match="2026"):
        koto.what_if(situation, "T3", (1999, 10))


def test_a_figure_to_come_can_be_tried_where_none_has_come_yet(form):
    form.controls["goal"].value = "T3"
    assert "Lähtötason jälkeen ei ole vielä saatu" in form.places["trial"].value
    form.controls["year"].value = form.chosen.latest.year + 1
    form.controls["figure"].value = "10"
    assert form.chosen.status != form.tried().status == ACHIEVED


def test_the_screen_says_that_it_is_a_trial(form):
    assert "Mitään ei tallenneta eikä kirjata asiakirjoihin." in form.places["trial"].value
    assert "Kokeilu. " in form.places["path"].value and "ei ole tilastosta" in form.places["path"].value


def test_an_earlier_situation_is_compared_with(situation, monkeypatch, tmp_path, here):
    monkeypatch.setenv("KOTO_OWN", str(tmp_path))
    own = tmp_path / areas.get("211").folder
    own.mkdir()
    book = keeping.place(areas.get("211"))
    shutil.copy(house.example() / "programme.xlsx", book)
    kangasala = here("211")
    assert koto.what_if(kangasala) is None  # the worked example's workbook is not Kangasala's own
    result = followed(situation).result
    result["goals"]["T1"] |= {"status": ON_TRACK, "figures": {}}
    (tmp_path / "monitoring.jsonl").write_text(json.dumps(result | {"day": "2026-01-31"}) + "\n", encoding="utf-8")
    monkeypatch.setattr(
        "kotolib.display.widgets.what_if._earlier", lambda here: [("tilanne 2026-01-31", lambda: kept(tmp_path))]
    )
    form = koto.what_if(situation, "T1")
    form.controls["compared"].value = "tilanne 2026-01-31"
    assert "Muutokset verrattuna tilanteeseen 31.1.2026" in form.places["since"].value
    assert "T1: tila" in form.places["since"].value


def kept(folder) -> dict:
    return monitoring.editions.kept(folder)[-1]


def test_a_run_leaves_the_form_out():
    cells = json.loads((house.notebooks() / "60_monitoring.ipynb").read_text(encoding="utf-8"))["cells"]
    by_hand = ["".join(cell["source"]) for cell in cells if "skip-execution" in cell["metadata"].get("tags", [])]
    assert by_hand == ["koto.what_if(here)"]
