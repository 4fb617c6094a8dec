"""The checklist: every item of the national list once, and a state that what is written and known decides."""

import functools
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from kotolib import areas, house, situation
from kotolib.batch import whole
from kotolib.display import checklist as board
from kotolib.display import figures
from kotolib.display.figures import checklist as drawing
from kotolib.documents import notebooks
from kotolib.indicators.answering import covered
from kotolib.language import LANGUAGES, texts
from kotolib.programme import checklist as engine
from kotolib.programme import reading
from kotolib.programme.beginning import beginning
from kotolib.programme.checklist import DONE, MISSING, NOT_APPLICABLE, PARTLY, items, telling
from kotolib.programme.checklist.case import Part, state_of
from kotolib.programme.checklist.computing import _RULES
from kotolib.programme.records import (
    Basics,
    Finding,
    Following,
    Goal,
    Hearing,
    LinkedDocument,
    Measure,
    OwnIndicator,
    OwnText,
    Partner,
    PreviousGoal,
    Programme,
    Responsibility,
    Service,
    Step,
    Telling,
)
from kotolib.programme.wording import legal, sentences
from tests.filled_workbook import new

MUSTS = ["1.1", "2.5", "3.1", "4.1", "4.2", "4.5", "5.3", "6.1", "6.2", "6.3", "6.4"]
MAYS = ["1.4", "1.5"]
NUMBERED = {"1": 5, "2": 5, "3": 10, "4": 5, "5": 10, "6": 5}
ITEMS = [
    *(f"{step}.{number}" for step, count in NUMBERED.items() for number in range(1, count + 1)),
    *("7", "3.S", "U", *(f"P.{number}" for number in range(1, 7))),
]
HERE = {word: situation.begin(word, as_of="2026-11-24") for word in ("211", "766", "091", "211+562")}
DAY = date(2026, 3, 12)


@pytest.fixture(autouse=True)
def _asked_once(monkeypatch):
    """The figures of an area are read once for all of these tests."""
    monkeypatch.setattr("kotolib.programme.checklist.case.covered", lambda here: _covered(here.area.word))


@functools.cache
def _covered(word: str):
    return covered(HERE[word])


def judged(programme: Programme, word: str = "211", language: str = "") -> engine.Checklist:
    """The checklist of records that stand in no file."""
    return engine.checklist(HERE[word], SimpleNamespace(programme=programme, headers={}, places={}), language)


def state(item: str, word: str = "211", **records) -> str:
    return judged(Programme(**records), word)[item].state


# --- what is declared


def test_every_item_of_the_national_list_is_there_once():
    assert sorted(items()) == sorted(ITEMS) and set(_RULES) == set(ITEMS)


def test_the_strengths_are_those_of_the_national_list():
    given = {name: item.strength["seed"] for name, item in items().items()}
    assert [name for name in given if given[name] == "must"] == MUSTS
    assert [name for name in given if given[name] == "may"] == MAYS


def test_the_successor_is_milder_on_the_group_and_firmer_on_the_county():
    given = {name: item.strength["koto24"] for name, item in items().items()}
    assert (given["2.1"], given["2.3"], given["2.5"]) == ("may", "must", "should")
    assert {given[name] for name in given if name[0] in "4567"} == {"should"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_item_has_its_words_in_three_languages(language):
    for item in items().values():
        for what in ("short", "wording", "evidence"):
            assert item.told(what, language).strip(), (item.id, what)
        assert item.told("wording", language).endswith("."), item.id


def test_pages_that_are_evidence_exist():
    pages = {item.page for item in items().values() if item.page}
    assert all((house.notebooks() / f"{page}.ipynb").exists() for page in pages | {"38_coverage"})


# --- states


def test_without_a_workbook_the_figures_alone_are_told():
    found = engine.checklist(HERE["211"], None)
    assert [one.item.id for one in found.states if one.state == DONE] == ["3.1", "3.6"]
    assert [one.item.id for one in found.missing_musts] == [item for item in MUSTS if item != "3.1"]
    assert not found.has_workbook and found["3.1"].evidence[0].address == "38_coverage.html#coverage"


@pytest.mark.parametrize("word", ["211", "766", "091", "211+562"])
def test_what_stands_in_a_new_workbook_ticks_nothing(word):
    found = judged(beginning(areas.get(word), "fi"), word)
    begun = {one.item.id for one in found.states if one.state in (DONE, PARTLY)}
    from_figures = {"3.1", "3.2", "3.3", "3.6", "3.S", "5.2"}
    assert begun - from_figures == {"1.5"}, "that the workbook exists tells for which municipalities"


def test_what_every_area_lacks_is_said_with_a_reason():
    åland = judged(Programme(), "766")
    assert (åland["1.3"].state, åland["1.3"].reason) == (NOT_APPLICABLE, "Ahvenanmaalla ei ole elinvoimakeskusta.")
    assert "hyvinvointialue" not in åland["2.3"].act and "työvoima" not in åland["2.3"].act
    assert "hyvinvointialue" not in judged(Programme(), "091")["2.3"].act
    assert "hyvinvointialue" in judged(Programme(), "211")["2.3"].act


PARTNERS = [
    Partner(id=f"Y{number}", sector=sector, body="Taho", invited=True, form="Kokoukset")
    for number, sector in enumerate(
        (
            "education",
            "leisure",
            "vitality",
            "housing",
            "employment_services",
            "kela",
            "wellbeing_county",
            "association",
        )
    )
]
DECISION = {"kind": "decision", "name": "Päätös", "body": "kunnanhallitus", "start": DAY, "state": "done"}
WHOLE = Step(id="A1", **DECISION, section="§ 12", concerns=("timetable", "process", "execution"))
RESIDENTS = Partner(id="Y20", sector="residents", body="Asukkaat", joined=True)
HEARING = Hearing(id="K1", name="Ilta", date=DAY, languages=("arabia",), women=True, men=True, young=True)
HEARD = Finding(id="H1", kind="challenge", text="Töitä on vähän.", source="residents", hearing="K1")
GOAL = Goal(
    id="T1", theme="employment", text="Yhä useampi on töissä.", indicator="unemployed.share", target_type="level",
    target=8.0, baseline=9.0, baseline_year=2024, deadline=date(2029, 12, 31), findings=("H1",),
    documents=("municipal_strategy",), population="everyone",
)  # fmt: skip
MEASURE = Measure(id="TP1", goal="T1", text="Tapaamiset.", client_group="children", responsible="Elinvoima")
SERVICE = Service(id="P1", name="Kirjasto", kind="general", change="Selkokieli", goals=("T1",), reach="Kaikki")

TERM = Basics(first_year=2026, last_year=2029)
TRIGGER = Following(id="S1", kind="trigger", text="Tulijoita on paljon.")
CASES = [
    ("1.1", {"responsibilities": [Responsibility(id="V1", role="coordinator", body="Sivistys")]}, DONE),
    ("1.1", {"responsibilities": [Responsibility(id="V1", role="coordinator")]}, MISSING),
    ("1.2", {"timetable": [WHOLE]}, DONE),
    ("1.2", {"timetable": [WHOLE.model_copy(update={"concerns": ("process",)})]}, PARTLY),
    ("1.2", {"timetable": [WHOLE.model_copy(update={"section": None})]}, PARTLY),
    ("1.2", {"timetable": [WHOLE.model_copy(update={"state": "planned"})]}, MISSING),
    ("1.3", {"responsibilities": [Responsibility(id="V1", role="state_contact", body="x", contact="y")]}, DONE),
    ("1.3", {"responsibilities": [Responsibility(id="V1", role="state_contact", body="x")]}, MISSING),
    ("2.2", {"cooperation": PARTNERS}, DONE),
    ("2.2", {"cooperation": PARTNERS[:3]}, PARTLY),
    ("2.2", {"cooperation": [PARTNERS[0].model_copy(update={"invited": False})]}, MISSING),
    ("2.3", {"cooperation": PARTNERS}, DONE),
    ("2.4", {"cooperation": PARTNERS}, PARTLY),
    ("2.5", {"cooperation": [RESIDENTS], "hearings": [HEARING]}, DONE),
    ("2.5", {"cooperation": [RESIDENTS]}, PARTLY),
    ("2.5", {"hearings": [HEARING.model_copy(update={"date": date(2027, 1, 1)})]}, MISSING),
    ("3.4", {"findings": [Finding(id="H1", kind="need", text="Kurssi.")]}, DONE),
    ("3.4", {"findings": [HEARD]}, MISSING),
    ("3.5", {"findings": [HEARD.model_copy(update={"theme": "relations"})]}, DONE),
    ("3.5", {"findings": [HEARD.model_copy(update={"theme": "relations", "source": "staff"})]}, PARTLY),
    ("3.7", {"findings": [HEARD.model_copy(update={"theme": "relations"})]}, PARTLY),
    ("3.8", {"findings": [HEARD]}, DONE),
    ("3.8", {"findings": [HEARD.model_copy(update={"source": None, "hearing": None})]}, PARTLY),
    ("3.9", {"services": [SERVICE]}, PARTLY),
    ("4.1", {"goals": [GOAL]}, DONE),
    ("4.1", {"goals": [GOAL, GOAL.model_copy(update={"id": "T2", "theme": None})]}, PARTLY),
    ("4.2", {"goals": [GOAL], "findings": [HEARD]}, PARTLY),
    ("4.2", {"goals": [GOAL], "findings": [HEARD, Finding(id="H2", kind="opportunity", text="Oppi.")]}, DONE),
    ("4.4", {"goals": [GOAL], "findings": [HEARD], "hearings": [HEARING]}, DONE),
    ("4.4", {"goals": [GOAL], "hearings": [HEARING]}, PARTLY),
    ("4.5", {"goals": [GOAL], "measures": [MEASURE]}, DONE),
    ("4.5", {"goals": [GOAL]}, MISSING),
    ("5.1", {"goals": [GOAL], "documents": [LinkedDocument(id="municipal_strategy", name="Strategia")]}, DONE),
    ("5.1", {"documents": [LinkedDocument(id="municipal_strategy", absent=True)]}, MISSING),
    ("5.4", {"cooperation": PARTNERS}, DONE),
    ("5.5", {"services": [SERVICE]}, PARTLY),
    ("5.6", {"services": [SERVICE]}, MISSING),
    ("5.6", {"services": [SERVICE.model_copy(update={"kind": "special"})]}, DONE),
    ("5.6", {"texts": [OwnText(id="5.6", text="Kunta tarjoaa kursseja.")]}, PARTLY),
    ("5.7", {"measures": [MEASURE]}, PARTLY),
    ("5.9", {"goals": [GOAL.model_copy(update={"theme": "relations"})], "measures": [MEASURE]}, DONE),
    ("6.1", {"goals": [GOAL]}, DONE),
    ("6.1", {"goals": [GOAL.model_copy(update={"target": None})]}, MISSING),
    ("6.2", {"goals": [GOAL]}, DONE),
    ("6.2", {"goals": [GOAL.model_copy(update={"deadline": None})]}, PARTLY),
    ("6.3", {"goals": [GOAL]}, DONE),
    ("6.3", {"goals": [GOAL.model_copy(update={"indicator": "tyytyväisyys"})]}, MISSING),
    (
        "6.3",
        {
            "goals": [GOAL.model_copy(update={"indicator": "M1"})],
            "indicators": [OwnIndicator(id="M1", name="Osallistujat")],
        },
        MISSING,
    ),
    ("6.4", {"monitoring": [Following(id="S1", kind="monitoring", who="Ohjausryhmä")]}, PARTLY),
    ("6.5", {"monitoring": [TRIGGER], "basics": TERM}, DONE),
    ("6.5", {"monitoring": [TRIGGER]}, PARTLY),
    ("6.5", {"monitoring": [TRIGGER, Following(id="S2", kind="trigger", turned_off="law")], "basics": TERM}, PARTLY),
    (
        "6.5",
        {"monitoring": [TRIGGER, Following(id="S2", kind="trigger", turned_off="law", text="Syy")], "basics": TERM},
        DONE,
    ),
    ("6.5", {"monitoring": [Following(id="S2", kind="trigger", turned_off="law", text="Syy")]}, MISSING),
    ("6.5", {"monitoring": [Following(id="S1", kind="trigger")]}, MISSING),
    ("U", {"previous": [PreviousGoal(id="E1", text="Tavoite", fate="continues", reason="Kesken.")]}, DONE),
    ("U", {"previous": [PreviousGoal(id="E1", text="Tavoite")]}, MISSING),
    ("P.2", {"services": [SERVICE, Service(id="P2", name="Neuvola")]}, PARTLY),
    ("P.5", {"cooperation": [RESIDENTS], "goals": [GOAL], "findings": [HEARD]}, DONE),
    (
        "P.5",
        {
            "cooperation": [RESIDENTS],
            "goals": [GOAL],
            "findings": [HEARD.model_copy(update={"source": "staff"})],
        },
        PARTLY,
    ),
    ("P.6", {"goals": [GOAL]}, DONE),
    ("P.6", {"goals": [GOAL.model_copy(update={"population": "foreign_language"})], "measures": [MEASURE]}, MISSING),
]


@pytest.mark.parametrize(("item", "records", "expected"), CASES)
def test_the_state_of_an_item_is_what_is_written(item, records, expected):
    assert state(item, **records) == expected


def test_a_goal_without_words_is_no_goal():
    assert state("4.1", goals=[GOAL.model_copy(update={"text": None})]) == MISSING


def test_the_plan_of_communication_has_no_empty_cells():
    cells = {"message": "Mitä tehdään", "who": "Viestintä", "when": "keväällä", "channel": "lehti"}
    rows = [row.model_copy(update=cells) for row in beginning(areas.get("211"), "fi").communication]
    assert state("7", communication=rows) == DONE
    found = judged(Programme(communication=[*rows[1:], Telling(id="VI1")]))["7"]
    assert found.state == PARTLY and "rivejä on kunnossa 11, ja niitä on oltava 12" in found.act


def test_long_own_texts_are_not_concise():
    long = [OwnText(id=f"5.{number}", text="sana " * 400) for number in range(1, 11)]
    found = judged(Programme(texts=long, goals=[GOAL]))["P.1"]
    assert found.state == PARTLY and "4000 sanaa, ja enintään 3000" in found.act
    assert state("P.1", texts=long[:2], goals=[GOAL]) == DONE


def test_a_text_that_sums_up_the_law_is_found():
    law = "Kotoutumislain 30 §:ssä säädetään ohjelmasta. Laki velvoittaa kuntaa. Kunta järjestää kursseja."
    assert judged(Programme(texts=[OwnText(id="5.1", text=law)]))["P.3"].act.endswith(": 5.1.")
    own = "Kunta järjestää kursseja. Kirjasto auttaa. Laki tuntee tehtävän."
    assert state("P.3", texts=[OwnText(id="5.1", text=own)]) == DONE
    assert state("P.3") == NOT_APPLICABLE


def test_a_text_that_lists_services_without_a_change_is_found():
    listing = "Kirjasto palvelee arkisin. Neuvola on keskustassa. Neuvontapiste auttaa lomakkeissa."
    found = judged(Programme(texts=[OwnText(id="5.6", text=listing)], services=[SERVICE]))["P.2"]
    assert found.state == PARTLY and found.act.endswith(": 5.6.")
    changing = listing + " Neuvontapiste laajenee kouluille."
    assert state("P.2", texts=[OwnText(id="5.6", text=changing)], services=[SERVICE]) == DONE


def test_the_process_is_evident_only_when_every_step_of_it_is_begun():
    coordinator = Responsibility(id="V1", role="coordinator", body="Sivistys")
    found = judged(Programme(responsibilities=[coordinator], hearings=[HEARING]))["P.4"]
    assert found.state == PARTLY and found.act.endswith(": 7.")


def test_a_joint_programme_names_its_municipalities():
    assert state("1.5", "211+562") == MISSING
    assert state("1.5", "211+562", basics=Basics(municipalities=("Kangasala", "Orivesi"))) == DONE


def test_the_chosen_checklist_decides_the_strengths():
    found = judged(Programme(basics=Basics(checklist="koto24")))
    assert [one.item.id for one in found.missing_musts] == ["1.1", "2.3"]


def test_of_no_parts_is_nothing_done():
    assert state_of([Part("goals", 0, counts=False), Part("means", 0, 1)]) == MISSING


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_item_that_is_not_done_says_what_to_do_next(language):
    for word in HERE:
        for one in judged(Programme(), word, language).states:
            if one.state in (MISSING, PARTLY):
                assert one.act and not {"{", "}"} & set(one.act) and one.act.endswith("."), one.item.id
            else:
                assert one.act == ""


def test_every_act_that_is_declared_can_be_told():
    named = {name: item.acts for name, item in items().items()}
    parts = {
        name: {part.name for records in _everything() for part in _parts(name, records) if part.needed}
        for name in named
    }
    assert {name: set(acts) for name, acts in named.items() if acts} == {n: p for n, p in parts.items() if named[n]}


def _everything() -> list[Programme]:
    told = Programme(
        goals=[GOAL], findings=[HEARD], measures=[MEASURE], services=[SERVICE], texts=[OwnText(id="5.1", text="a")]
    )
    return [Programme(), told]


def _parts(name: str, programme: Programme) -> list[Part]:
    from kotolib.programme.checklist.case import Case

    case = Case(HERE["211"], programme, True, "fi")
    for item in sorted(items(), key=lambda item: item.startswith(("5", "P"))):
        case.judged[item] = _RULES[item](case)
    found = case.judged[name]
    return found if isinstance(found, list) else []


# --- evidence and how it is told


@pytest.fixture(scope="module")
def of_workbook(tmp_path_factory):
    """The checklist of a new workbook, read from its file."""
    read = reading.read(new(tmp_path_factory.mktemp("workbook"), "211"))
    programme = read.programme.model_copy(update={"goals": (GOAL,), "measures": (MEASURE,)})
    places = {**read.places, ("goals", "T1"): 7, ("measures", "TP1"): 7}
    return engine.checklist(HERE["211"], replace(read, programme=programme, places=places))


def test_evidence_is_a_cell_of_the_workbook(of_workbook):
    (cell,) = [place for place in of_workbook["4.1"].evidence if place.sheet]
    assert (cell.sheet, cell.row, cell.column, cell.cell) == ("Tavoitteet", "T1", "Teema", "B7")
    assert cell.address == "programme.xlsx#'Tavoitteet'!B7"


def test_what_is_followed_has_its_place_on_the_page_of_monitoring(of_workbook):
    told = engine.checklist(HERE["211"], reading.read(house.example() / "programme.xlsx"))
    shown = {one.item.id: one.item.shown for one in told.states if one.item.shown}
    assert set(shown) == {"5.10", "6.1", "6.2", "6.3", "6.4", "6.5", "7"}
    for name, place in shown.items():
        assert place.replace("#", ".html#") in [each.address for each in told[name].evidence], name
    # Where nothing stands there yet, nothing points there.
    assert not [one for one in of_workbook["6.4"].evidence if one.page]
    assert not [one for one in of_workbook["7"].evidence if one.page]


def test_what_is_done_or_begun_has_evidence(of_workbook):
    for one in of_workbook.states:
        if one.state == DONE:
            assert one.evidence, one.item.id


def test_lines_tell_every_item_once_and_what_must_still_be_there(of_workbook):
    told = telling.lines(of_workbook, texts("fi"))
    starts = [line.split()[0] for line in told if line.startswith("  ") and not line.startswith("   ")]
    assert starts == list(items())
    assert told[-1] == "Välttämättömistä kohdista puuttuu: 1.1, 2.5, 6.4."
    assert "Tavoitteet B7" in next(line for line in told[told.index(_line(told, "4.1")) + 1 :])


def _line(told: list[str], item: str) -> str:
    return next(line for line in told if line.startswith(f"  {item} "))


def test_other_programs_get_the_same(of_workbook):
    told = of_workbook.as_json()
    assert [one["id"] for one in told["items"]] == list(items())
    assert told["counts"] == of_workbook.counts and sum(told["counts"].values()) == len(ITEMS)
    assert told["missing_musts"] == ["1.1", "2.5", "6.4"]


# --- words


@pytest.mark.parametrize(
    ("sentence", "law"),
    [
        ("Kotoutumislain mukaan kunta edistää kotoutumista.", True),
        ("Laissa 681/2023 säädetään ohjelmasta.", True),
        ("Enligt integrationslagen ska kommunen planera.", True),
        ("Asianumero on 12/00.01/2026.", False),
        ("Jollain tavalla samanlaiset kokemukset toistuvat.", False),
        ("Underlagen samlas in av kommunen.", False),
        ("Tieto on vuosilta 2024/2025.", False),
    ],
)
def test_a_sentence_that_tells_of_law_is_known_by_its_words(sentence, law):
    assert legal.tells_law(sentence) is law


@pytest.mark.parametrize(
    ("text", "count"),
    [("Kunta on pieni. Se kasvaa.", 2), ("Kokous oli 3. toukokuuta klo 17.30.", 1), ("Muun muassa esim. Kela.", 1)],
)
def test_sentences_end_where_a_reader_ends_them(text, count):
    assert len(sentences.of(text)) == count


# --- the working page


WHOLE_WORKBOOK = [Programme(), Programme(goals=[GOAL], measures=[MEASURE], findings=[HEARD])]


@pytest.fixture(params=[*range(len(WHOLE_WORKBOOK))])
def page(request, monkeypatch):
    """What the page shows of an empty and of a half-filled workbook."""
    found = judged(WHOLE_WORKBOOK[request.param])
    monkeypatch.setattr(engine, "of_area", lambda here: found)
    return found


def test_the_board_has_a_box_for_every_item_of_the_seven_steps_and_every_element(page):
    figure = board.checklist_board(HERE["211"])
    boxes = [state for step in figure.data["steps"] for state in step["boxes"]]
    listed = [one for one in page.states if one.item.step.isdigit()]
    assert sorted(boxes) == sorted(one.state for one in listed)
    assert [one["name"].split()[0] for one in figure.data["elements"]] == [f"5.{n}" for n in range(1, 11)]
    assert len(figure.title) <= 130 and len(figure.alt) <= 300
    done = sum(one.state == DONE for one in listed)
    assert f"42 kohdasta {done} on valmi" in figure.title
    counted = [sum(row[place].value for row in figure.table.rows) for place in range(1, 5)]
    assert counted == [page.counts[state] for state in engine.STATES]


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_the_drawing_keeps_its_words_apart_and_on_the_paper(page, width):
    canvas = figures.compose("checklist", board.checklist_board(HERE["211"]).data, width=width)
    for number, (text, box, lettering) in enumerate(canvas.texts):
        assert lettering.size >= 8 and box.inside(canvas.sheet, 1.0), text
        assert not [other for other, place, _ in canvas.texts[:number] if place.overlaps(box, 1.0)], text


def test_the_states_are_told_apart_without_colour():
    def marks(state: str) -> list[str]:
        canvas = figures.canvas.Canvas(50, 20)
        drawing._draw_box(canvas, (0, 0), state)
        return canvas.marks

    assert len({tuple(marks(state)) for state in engine.STATES}) == 4
    assert len(marks(PARTLY)) == 2 and "h10" not in marks(NOT_APPLICABLE)[0]


def test_what_must_be_there_is_done_first(page):
    told = board.checklist_next(HERE["211"])
    assert [point[0].text.split()[0] for point in told.points][:2] == [one.item.id for one in page.missing_musts][:2]


def test_the_table_tells_every_item_and_the_list_links_to_pages(page):
    table = board.checklist_items(HERE["211"])
    assert [row[0].text.split()[0] for row in table.rows] == list(items())
    assert all(cell.text for row in table.rows for cell in row)
    shown = board.checklist_evidence(HERE["211"])._repr_mimebundle_()["text/markdown"]
    assert r"[38\_coverage.html\#coverage](38_coverage.html#coverage)" in shown


def test_when_all_is_done_the_page_says_so(monkeypatch):
    found = judged(Programme())
    states = tuple(replace(one, state=DONE, act="", reason="") for one in found.states)
    monkeypatch.setattr(engine, "of_area", lambda here: replace(found, states=states))
    assert board.checklist_board(HERE["211"]).title == "Tarkistuslistan 42 kohdasta 42 on valmiina"
    assert board.checklist_next(HERE["211"]).text == "Tarkistuslistan kaikki kohdat ovat valmiina."


def test_a_working_page_is_beside_the_programme_and_no_part_of_it():
    kept = {section.stem: section.is_working for section in notebooks.sections()}
    assert kept["05_checklist"] and not kept["31_residents"]
    plan = {
        "sections": [
            {"title": stem, "stem": stem, "working": working, "programme": False} for stem, working in kept.items()
        ]
    }
    assert "05_checklist" not in [link.title for link in whole.links(plan, "31_residents")]
    assert "05_checklist" in [link.title for link in whole.links(plan, "05_checklist")]
