"""A joint programme and its members: whose a goal is, what members' pages show, and no own count by subtraction."""

import itertools
import re

import openpyxl
import pytest

import kotolib as koto
from kotolib import areas
from kotolib.disclosure import DIFFERENCE, Rule
from kotolib.display.decisions import goal_words
from kotolib.display.outputs import Table
from kotolib.programme import dropdowns, joint, monitoring, own_counts, reading, sheets
from kotolib.programme.monitoring.following import follow_goal
from kotolib.programme.written import written
from tests import walked
from tests.filled_workbook import cell
from tests.written_programme import filled

JOINT = "211+562+635"
SHARED = {
    ("goals", "T1", "theme"): "työllisyys",
    ("goals", "T1", "text"): "Yhä useampi löytää työtä.",
    ("goals", "T1", "indicator"): "unemployed.share",
    ("goals", "T1", "target_type"): "taso",
    ("goals", "T1", "baseline"): 9.9,
    ("goals", "T1", "baseline_year"): 2021,
    ("goals", "T1", "target"): 7,
    ("goals", "T1", "deadline"): 2029,
}
ORIVESIS = {
    ("goals", "T2", "theme"): "osallistuminen",
    ("goals", "T2", "text"): "Oriveden yhdistykset saavat uusia jäseniä.",
    ("goals", "T2", "municipality"): "Orivesi",
    ("goals", "T2", "indicator"): "foreign_language.share",
    ("goals", "T2", "target_type"): "taso",
    ("goals", "T2", "target"): 20,
    ("goals", "T2", "deadline"): 2029,
}


@pytest.fixture(autouse=True)
def own(tmp_path, monkeypatch):
    monkeypatch.setenv("KOTO_OWN", str(tmp_path / "own"))
    return tmp_path / "own"


def begin(area: str = JOINT, language: str = "fi"):
    return koto.begin(area, language, as_of="2026-11-24")


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


# --- the workbook


def test_a_joint_workbook_lists_its_members_to_choose_from_and_others_have_no_such_column():
    book = openpyxl.load_workbook(filled({}, JOINT))
    place = cell(book, "goals", "T1", "municipality")
    (rule,) = [one for one in book["Tavoitteet"].data_validations.dataValidation if place.coordinate in one.sqref]
    title, where = rule.formula1.rsplit("!", 1)
    listed = [c.value for (c,) in book[title.strip("'")][where.replace("$", "")]]
    assert listed == ["Kangasala", "Orivesi", "Pälkäne"] and rule.showErrorMessage
    alone = [column.id for column in dropdowns.columns(sheets.sheet("goals"), areas.get("211"))]
    assert "municipality" not in alone


def test_a_swedish_joint_workbook_lists_them_in_swedish():
    book = openpyxl.load_workbook(filled({}, "092+149", "sv"))
    assert cell(book, "goals", "#4", "municipality").value == "Medlemskommun"
    lists = book.worksheets[-1]
    (column,) = [c.column for c in lists[2] if c.value == "members"]
    assert [lists.cell(row, column).value for row in (3, 4)] == ["Vanda", "Ingå"]


@pytest.mark.parametrize("typed", ["Orivesi", " orivesi ", "562", 562])
def test_a_member_is_read_by_its_name_or_code(typed):
    path = filled(SHARED | ORIVESIS | {("goals", "T2", "municipality"): typed}, JOINT)
    shared, orivesis = reading.read(path).programme.goals
    assert (shared.municipality, orivesis.municipality) == (None, "562")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "fi",
            "Taulukko Tavoitteet, rivi 8, sarake Jäsenkunta: ”Tampere” ei ole ohjelman jäsenkunta. Kirjoita "
            "jäsenkunnan nimi, esimerkiksi Kangasala.",
        ),
        (
            "sv",
            "Bladet Mål, rad 8, kolumnen Medlemskommun: ”Tampere” är inte en medlemskommun i programmet. Skriv en "
            "medlemskommuns namn, till exempel Kangasala.",
        ),
    ],
)
def test_a_municipality_that_is_no_member_is_told(language, sentence):
    theme = {"fi": "osallistuminen", "sv": "delaktighet"}[language]
    typed = {("goals", "T2", "theme"): theme, ("goals", "T2", "text"): "x", ("goals", "T2", "municipality"): "Tampere"}
    assert sentence in reading.read(filled(typed, JOINT, language)).sentences()


def test_a_joint_workbook_made_before_the_column_was_there_is_read_and_all_its_goals_are_shared():
    path = filled(SHARED, JOINT)
    book = openpyxl.load_workbook(path)
    for sheet in ("Tavoitteet", "Mittarit"):
        page = book[sheet]
        page.delete_cols(next(c.column for c in page[1] if c.value == "municipality"))
    book.save(path)
    found = reading.read(path)
    assert not [one for one in found.sentences() if "Jäsenkunta" in one]
    assert [goal.municipality for goal in found.programme.goals] == [None]


# --- whose figures


def test_an_own_goal_is_measured_by_its_member_and_a_shared_one_by_all():
    filled(SHARED | ORIVESIS, JOINT)
    here, programme = begin(), written(areas.get(JOINT)).programme
    assert joint.where(here, programme.goals[0]) is here
    assert joint.where(here, programme.goals[1]).area.code == "562"
    own, shared = programme.goals[1], programme.goals[1].model_copy(update={"municipality": None})
    drawn = goal_words.told(here, own).goal.baseline
    assert drawn == goal_words.told(begin("562"), shared).goal.baseline != goal_words.told(here, shared).goal.baseline
    assert round(follow_goal(here, programme, own).latest.value, 1) == drawn


# --- pages


def test_the_joint_page_marks_own_goals_and_lists_them_with_those_of_the_members_workbooks():
    filled(SHARED | ORIVESIS, JOINT)
    filled({**SHARED, ("goals", "T1", "text"): "Kaikki löytävät kerhon."}, "635")
    here = begin()
    branches = [branch["goal"][0][0] for theme in koto.goal_tree(here).data["themes"] for branch in theme["goals"]]
    assert branches == ["T1 Yhä useampi löytää työtä.", "T2 Orivesi: Oriveden yhdistykset saavat uusia jäseniä."]
    heading, table = koto.own_goals(here)
    assert heading.text == "Kuntien omat tavoitteet ja luvut"
    assert [row[:2] for row in rows(table)] == [
        ["Orivesi", "Oriveden yhdistykset saavat uusia jäseniä."],
        ["Pälkäne", "Kaikki löytävät kerhon."],
    ]
    cards = [output for output in koto.goal_cards(here) if isinstance(output, Table)]
    assert [dict(rows(card))["Kenen tavoite"] for card in cards] == ["yhteinen", "Orivesi"]


@pytest.mark.parametrize(("member", "whose"), [("211", ["yhteinen"]), ("562", ["yhteinen", "Orivesi"])])
def test_a_members_page_shows_the_shared_goals_and_its_own_of_the_joint_workbook(member, whose):
    filled(SHARED | ORIVESIS, JOINT)
    heading, told, table = koto.shared_goals(begin(member))
    assert heading.text == "Yhteisen ohjelman tavoitteet"
    name = areas.get(member).name
    assert told.text.startswith(f"{name} on mukana yhteisessä ohjelmassa: Kangasala, Orivesi ja Pälkäne.")
    assert [row[1] for row in rows(table)] == whose
    assert rows(table)[0][0] == "Yhä useampi löytää työtä." and table.source.startswith("Lähde: yhteisen ohjelman")
    assert koto.together(begin(member)).text == "Ohjelma tehdään yhdessä: Kangasala, Orivesi ja Pälkäne."


def test_a_member_without_a_workbook_of_its_own_is_told_that_it_is_in_the_joint_programme():
    filled(SHARED, JOINT)
    state = koto.programme_state(begin("211"))
    assert state.text == (
        "Kunnalla ei ole omaa ohjelman työkirjaa, mutta se on mukana yhteisessä ohjelmassa. Yhteisen ohjelman sivut "
        "tekee komento: python3 koto.py run 211+562+635"
    )
    assert "Kunta on mukana yhteisessä ohjelmassa" in koto.goal_tree(begin("211")).text
    assert "Kunta on mukana" not in koto.goal_tree(begin("837")).text


def test_the_joint_workbooks_texts_say_their_language_on_a_members_page():
    filled(SHARED, JOINT)
    *_, table = koto.shared_goals(begin("211", "sv"))
    assert table.rows[0][0].language == "fi" and table.rows[0][1].text == "gemensamt"


def test_others_pages_and_the_joint_page_show_no_shared_goals():
    filled(SHARED, JOINT)
    assert koto.shared_goals(begin("837")) is None and koto.shared_goals(begin()) is None
    assert koto.shared_goals(begin("example-kangasala")) is None


def test_a_joint_workbook_in_a_folder_of_another_area_is_nobodys():
    path = filled(SHARED, JOINT)
    path.parent.rename(path.parent.with_name("j-00000000-muu-yhteinen"))
    assert joint.programmes_of(areas.get("211")) == ()


# --- own counts


def counted(value: float, municipality: str = "", row: str = "M1") -> dict:
    typed = {
        ("indicators", row, "name"): "Neuvonnan asiakkaat",
        ("indicators", row, "unit"): "henkilöä",
        ("indicators", row, "population"): "vieraskieliset",
        ("indicators", row, "last_value"): value,
        ("indicators", row, "last_date"): 2025,
        ("goals", "T1", "text"): "Neuvonta tavoittaa asiakkaansa.",
        ("goals", "T1", "indicator"): "M1",
        ("goals", "T1", "target_type"): "taso",
        ("goals", "T1", "baseline"): value,
        ("goals", "T1", "baseline_year"): 2025,
        ("goals", "T1", "target"): 200,
        ("goals", "T1", "deadline"): 2029,
    }
    if municipality:
        typed[("indicators", row, "municipality")] = municipality
    return typed


def reckoned(whole: float | None, members: dict[str, float | None]) -> dict[str, float]:
    """What a reader subtracts: the total less the shown members, where only one is left."""
    left = [code for code, value in members.items() if value is None]
    if whole is None or len(left) != 1:
        return {}
    return {left[0]: whole - sum(value for value in members.values() if value is not None)}


def test_no_small_count_can_be_subtracted_from_the_total_on_any_page():
    """The attack: Pälkäne's 3 from the joint total less the members that tell theirs on their own pages."""
    told = {"211": 40, "562": 25, "635": 3}
    filled(counted(68), JOINT)
    for code, value in told.items():
        filled(counted(value), code)
    shown = {}
    for area in (JOINT, *told):
        here, programme = begin(area), written(areas.get(area)).programme
        one = own_counts.shown(here, programme, programme.indicators[0], programme.indicators[0].last_value, 2025)
        shown[area] = one.value if one.is_shown else None
    whole, members = shown[JOINT], {code: shown[code] for code in told}
    assert members["635"] is None and whole == 68
    assert reckoned(whole, members) == {}
    # The figure really would have been found: only Pälkäne's own smallness was hidden.
    assert reckoned(68, {"211": 40, "562": 25, "635": None}) == {"635": 3}


def test_a_count_hidden_for_anothers_sake_is_told_nowhere():
    filled(counted(68), JOINT)
    for code, value in {"211": 40, "562": 25, "635": 3}.items():
        filled(counted(value), code)
    here = begin("562")
    followed = monitoring.follow(here, written(here.area).programme).goals[0]
    assert not followed.latest.is_shown and followed.latest.reason == "difference" and not followed.is_judged
    assert followed.path is None and not followed.baseline.is_shown
    card = next(output for output in koto.goal_cards(here) if isinstance(output, Table))
    assert dict(rows(card))["Lähtötaso"] == "peitetty tietosuojan vuoksi"
    words = " ".join(
        text for one in (koto.goal_tree(here), *koto.goal_cards(here)) for _role, text in walked.texts(one)
    )
    assert "25" not in re.findall(r"\d+", words.replace("2025", ""))


def test_the_joint_page_shows_the_counts_by_member_protected_whole():
    rows_ = {"M1": (68, ""), "M2": (40, "Kangasala"), "M3": (25, "Orivesi"), "M4": (3, "Pälkäne")}
    typed = {}
    for row, (value, municipality) in reversed(rows_.items()):
        typed |= counted(value, municipality, row)
    filled(typed, JOINT)
    *_, table = koto.own_goals(begin())
    assert table.caption == "Kuntien omat luvut"
    hidden = "peitetty tietosuojan vuoksi"
    assert rows(table) == [["Neuvonnan asiakkaat 2025", "40", hidden, hidden, "68"]]
    assert [cell.value for cell in table.rows[0]] == [None, 40, None, None, 68]
    assert table.notes == ("Luku on peitetty, jos se on pieni tai jos siitä voisi laskea toisen kunnan pienen luvun.",)


def test_a_member_that_has_told_nothing_is_protected_too():
    filled(counted(68), JOINT)
    filled(counted(40), "211")
    filled(counted(26), "562")  # what is left for Pälkäne is 2
    (found,) = own_counts.of_joint(begin(), areas.get(JOINT))
    shown = [one.value for one in (*found.members.values(), found.total) if one.is_shown]
    assert not (found.total.is_shown and len(shown) == 3)
    assert DIFFERENCE in [one.reason for one in (*found.members.values(), found.total)]


@pytest.mark.parametrize("threshold", [3, 5])
def test_whatever_the_counts_nobody_can_subtract_a_small_one(threshold):
    for counts in itertools.product((2, 4, 7, 30), repeat=2):
        whole = sum(counts) + 1
        members, total = own_counts._protected(
            dict(zip(("211", "562"), counts, strict=True)) | {"total": whole}, areas.get(JOINT), Rule(threshold)
        )
        known = {code: one.value if one.is_shown else None for code, one in members.items()} | {"635": None}
        found = reckoned(total.value if total.is_shown else None, known)
        assert all(value >= threshold for value in found.values()), (counts, found)


def test_counts_of_other_things_years_and_units_are_left_alone():
    filled(counted(68), JOINT)
    filled(counted(40) | {("indicators", "M1", "name"): "Jokin muu"}, "211")
    filled(counted(3), "635")
    here = begin("211")
    programme = written(here.area).programme
    assert own_counts.shown(here, programme, programme.indicators[0], 40, 2025).value == 40
