"""How the programme is doing, on pages: board, cards, memo and reports of the worked example and of odd workbooks."""

import functools
import json
import logging
import shutil
import tempfile
from datetime import date

import pytest

import kotolib as koto
from kotolib import house, situation
from kotolib.batch import remembering
from kotolib.display import tables
from kotolib.display.absence import Missing
from kotolib.display.monitoring import cards, changes, memo, reasons, report, statements, states
from kotolib.display.monitoring.told import followed
from kotolib.display.outputs import Cell, Figure, Table
from kotolib.display.prose import Heading, Paragraph, Points
from kotolib.programme import keeping, making, monitoring, triggers
from kotolib.programme.checklist import items
from kotolib.programme.monitoring import editions, why
from kotolib.programme.records import Basics, Following, Goal, Measure, OwnIndicator, Programme
from kotolib.programme.triggers import reasons as kinds
from tests import walked, written_programme
from tests.test_run import Workshop
from tests.written_programme import FULL, HOSTILE

DAY = date(2026, 11, 24)
NOTEBOOKS = ("60_monitoring", "61_annual_report")
U1 = Goal(
    id="T1", text="Yhä harvempi on työttömänä.", indicator="unemployed.share", target_type="level", baseline=9.9,
    baseline_year=2021, target=5, deadline=date(2029, 12, 31), theme="employment",
)  # fmt: skip
TERM = {"first_year": 2026, "last_year": 2029, "date": date(2026, 6, 15)}


def flat(outputs) -> list:
    return [each for one in outputs for each in (one if isinstance(one, tuple) else (one,)) if each is not None]


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def facts(table: Table) -> dict[str, str]:
    return dict(rows(table))


@pytest.fixture(scope="module")
def example():
    """What both notebooks show of the worked example."""
    return flat(one.output for one in walked.walk(house.EXAMPLE, NOTEBOOKS))


@pytest.fixture
def own(tmp_path, monkeypatch):
    monkeypatch.setenv("KOTO_OWN", str(tmp_path / "own"))
    return tmp_path / "own"


def write(here: situation.Situation, programme: Programme) -> None:
    """The workbook of the situation's area says this."""
    path = keeping.place(here.area)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_content(programme, here.area))


@functools.cache
def _content(programme: Programme, area) -> bytes:
    """Made once for all the tests that say the same."""
    return making.workbook(programme, area, "fi", DAY)


def said(*goals: Goal, **others) -> Programme:
    return Programme(basics=Basics(**TERM), goals=goals or (U1,), **others)


# --- states


def test_the_example_has_a_goal_of_every_state_and_what_needs_attention_stands_first(example):
    (found,) = [one for one in example if isinstance(one, Table) and one.key == "status-board"]
    order = [row[-1].state for row in found.rows]
    assert list(dict.fromkeys(order)) == list(states.IN_ORDER) and len(order) == 8
    (counts,) = [one for one in example if isinstance(one, Table) and one.key == "status-counts"]
    assert {row[1].state: row[0].value for row in counts.rows} == {one: float(order.count(one)) for one in set(order)}
    judged, good = 8 - order.count("cannot_be_assessed"), order.count("achieved") + order.count("on_track")
    (first,) = [one for one in example if isinstance(one, Paragraph) and one.text.startswith("Tavoitteita on 8")]
    assert f"arvioida {judged}. Saavutettu tai tavoitteen mukaisesti etenemässä on {good}." in first.text


def test_a_state_has_its_sign_its_word_and_a_shape_and_never_a_colour_alone(here):
    for status in states.IN_ORDER:
        cell = states.cell(here(), status)
        sign, word = cell.text.split(" ", 1)
        table = Table("t", "Tilat", ("Tavoite", "Tila"), ((Cell("T1"), cell),), "fi").as_json()
        page, notebook = tables.as_html(table, inline_styles=False), tables.as_html(table)
        assert f'class="state {status}"' in page and "<svg" in page and word in page and sign not in page
        assert cell.text in notebook and "<svg" not in notebook
    without = states.cell(here(), None)
    assert without.state == "" and without.text == "Seurataan ilman tilaa"


def test_the_five_signs_and_words_differ(here):
    told = [states.signed(here(), status) for status in states.IN_ORDER]
    assert len({one[0] for one in told}) == len({one[2:] for one in told}) == 5
    assert set(tables.SIGNS) == set(monitoring.STATUSES)


@pytest.mark.parametrize("reason", sorted(states._REASONS))
def test_a_reason_is_a_sentence(here, reason):
    one = monitoring.Followed(U1, None, monitoring.CANNOT_BE_ASSESSED, reason)
    told = states.reason(here(), one)
    assert told.endswith(".") and "{" not in told


def test_every_reason_of_a_state_has_its_sentence():
    of_statements = {why.SHORT, why.NOT_YEARLY, why.NO_RHYTHM, why.NO_MORE, why.UNDETECTABLE, why.NO_INTERVAL}
    named = {value for name, value in vars(why).items() if name.isupper()}
    assert named - of_statements == set(states._REASONS)


def test_every_trigger_and_every_reason_not_to_evaluate_it_has_words(here):
    not_evaluated = {kinds.NOT_YET, kinds.NO_DATE, kinds.TOO_SMALL, kinds.HIDDEN, kinds.NO_FIGURE, kinds.NO_TERM,
                     kinds.NO_GOALS, kinds.NO_LAW}  # fmt: skip
    assert set(memo._NOT_EVALUATED) == not_evaluated
    fired = {kinds.PROJECTION, kinds.LIMIT, kinds.ALARM, kinds.LAW, kinds.BODY, kinds.SOURCE_ENDED, kinds.DEFINITION}
    assert set(reasons._SENTENCES) == fired and set(reasons._TIMES) == {kinds.HALF, kinds.END_NEAR, kinds.TERM_OVER}
    for kind in fired - {kinds.LIMIT}:
        assert reasons.name(here(), triggers.Looked(kind, "figures"))


# --- cards


def test_level_change_and_distance_are_three_statements_of_a_card(here, own):
    write(here(), said())
    told = facts(cards.facts(here(), followed(here()).of("T1")))
    assert told["Tila"] == "■ Ei etene tavoitteen mukaisesti"
    assert told["Miksi"].startswith("Luku on polun huonommalla puolella.") or "Satunnaisvaihtelun" in told["Miksi"]
    assert told["Uusin luku"].startswith("8,4\u00a0%") and told["Uusin luku"].endswith("vuosi 2024")
    assert "samankaltaisissa kunnissa: niiden mediaani on" in told["Taso muihin kuntiin verrattuna"]
    assert "(9,9\u00a0%\u00a0→ 8,4\u00a0%, 2021–\u20602024)" in told["Muutos lähtötasosta"]
    assert "1,5\u00a0prosenttiyksikköä" in told["Muutos lähtötasosta"]
    assert "polulla pitäisi olla 8,1\u00a0%" in told["Etäisyys polusta"] and "0,3" in told["Etäisyys polusta"]
    assert told["Tavoitetaso"] == "5,0\u00a0%, vuoden 2029 loppuun mennessä"


def test_the_chance_of_the_target_is_one_of_three_phrases_and_no_number(here, own):
    write(here(), said())
    one = followed(here()).of("T1")
    told = statements.chance(here(), one)
    assert told in {here().texts(text) for text in statements._CHANCES.values()} and not walked.numbers(told)


CARDS = {
    "limit": {"target_type": "threshold", "direction": "down", "target": 8.0, "baseline": None, "baseline_year": None},
    "gap": {"target_type": "gap", "baseline": 2.8, "target": 0},
    "gap from elsewhere": {"target_type": "gap", "baseline": 1.0, "target": 0},
    "waits": {"deadline": date(2025, 12, 31)},
    "over": {"deadline": date(2020, 12, 31), "baseline": 9.9, "baseline_year": 2017},
    "backwards": {"deadline": date(2021, 12, 31), "baseline_year": 2024},
    "old": {"indicator": "immigration.count", "direction": "up", "baseline": 57, "baseline_year": 2018, "target": 400},
    "none": {"indicator": "foreign_language.share", "baseline": None, "baseline_year": None},
    "revised": {"baseline": 9.5},
    "reached": {"target": 12},
    "one figure": {"indicator": "candidates.count", "direction": "up", "baseline": 227, "baseline_year": 2021,
                   "target": 300},
    "preliminary": {"indicator": "population", "direction": "up", "baseline": 32214, "baseline_year": 2020,
                    "target": 35000, "deadline": date(2024, 12, 31)},
    "nobody": {"indicator": "M1", "direction": "up", "baseline": 40, "baseline_year": 2025, "target": 60},
    "twelve": {"indicator": "M2", "direction": "up", "baseline": 40, "baseline_year": 2025, "target": 60},
}  # fmt: skip
OWN = OwnIndicator(
    id="M1", name="Työssä", unit="%", population="foreign_language", people=0, interval="yearly", lag=2,
    first_value=40, first_date=date(2025, 12, 31), last_value=50, last_date=date(2026, 6, 30),
)  # fmt: skip
WHY = {
    "revised": "Luku on polun huonommalla puolella. Tilaston luku lähtötason vuodelta on nyt 8,5\u00a0%; "
    "ohjelman lähtötaso 9,5\u00a0% pysyy.",
    "one figure": "Lähtötason jälkeen ei ole vielä saatu uutta lukua.",
    "preliminary": "Luku on polun huonommalla puolella. Luku on ennakkotieto ja voi vielä muuttua. Määräaika on ohi, "
    "ja arvio on lopullinen vasta, kun luku on vahvistettu.",
    "nobody": "Alueella ei ole ketään, jota luku koskisi.",
    "twelve": "Luvun takana on liian vähän ihmisiä tai tapauksia.",
}


@pytest.fixture(scope="module")
def told_of():
    """The facts of the cards of odd goals."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as own:
        patch.setenv("KOTO_OWN", own)
        there = situation.begin("211", as_of="2026-11-24")
        goals = [U1.model_copy(update={"id": f"T{n}", **odd}) for n, odd in enumerate(CARDS.values(), start=1)]
        write(there, said(*goals, indicators=(OWN, OWN.model_copy(update={"id": "M2", "people": 12}))))
        found = followed(there)
        yield {name: facts(cards.facts(there, one)) for name, one in zip(CARDS, found.goals, strict=True)}


def test_a_limit_is_told_as_a_limit_and_seeks_no_change(told_of):
    told = told_of["limit"]
    assert told["Miksi"] == "Luku on rajan huonommalla puolella."
    assert "Muutoksen voi arvioida ensi kerran" not in told and told["Etäisyys rajasta"].startswith("Rajaa 8,0")


def test_a_gap_narrows_and_no_side_explains_a_change_that_the_statistics_do_not_tell(told_of):
    assert told_of["gap"]["Suunta"] == "Kapeneva viiden viime luvun mukaan."
    assert "Tavoitteeseen pääsee, kun ero kapenee vielä" in told_of["gap"]["Etäisyys polusta"]
    assert (
        "Ero kapeni" in told_of["gap"]["Muutos lähtötasosta"] and "Eroa muutti" in told_of["gap"]["Muutos lähtötasosta"]
    )
    other = told_of["gap from elsewhere"]["Muutos lähtötasosta"]
    assert other.startswith("Ero leveni") and "Eroa muutti" not in other


@pytest.mark.parametrize("case", sorted(WHY))
def test_what_is_odd_in_a_goal_is_told_in_plain_words(told_of, case):
    assert told_of[case]["Miksi"] == WHY[case]


def test_a_target_reached_at_the_start_is_to_be_kept(told_of):
    assert "Tavoitetaso oli saavutettu jo alussa: nyt tavoitteena on pysyä siinä." in told_of["reached"]["Miksi"]


def test_the_first_figure_that_can_be_judged_has_come_or_is_waited_for(told_of):
    name = "Muutoksen voi arvioida ensi kerran"
    assert told_of["revised"][name] == "Vuoden 2022 luvulla, joka on jo saatu."
    assert told_of["one figure"][name] == "Vuoden 2025 luvulla, käytettävissä 1.8.2025 alkaen."
    assert name not in told_of["over"], "the assessment is final"


def test_hundreds_of_people_have_no_decimals(told_of):
    told = told_of["preliminary"]
    assert (
        told["Polulla pitäisi olla"] == "35\u00a0000 (2024)" and "1\u00a0034\u00a0henkilöä" in told["Etäisyys polusta"]
    )
    assert told_of["one figure"]["Tavoitetaso"].startswith("300,")


def test_a_passed_deadline_waits_for_its_figure_or_is_final(told_of):
    waits, over = told_of["waits"], told_of["over"]
    assert "Määräaika on ohi, mutta sen vuoden lukua ei ole vielä saatu." in waits["Miksi"]
    assert "Tavoitteeseen pääsee" not in waits["Etäisyys polusta"]
    assert waits["Seuraavat luvut"] == "vuosi 2025, käytettävissä 1.2.2026, haettava aineistoon"
    assert "joten arvio on lopullinen." in over["Miksi"]
    assert "Suunta" not in over, "the direction up to today is not that of the judged figure"
    backwards = told_of["backwards"]["Miksi"]
    assert backwards.startswith("Määräaika ei ole lähtötason vuoden jälkeen") and "lopullinen" not in backwards


def test_a_figure_that_cannot_be_judged_has_no_first_year_and_a_goal_without_direction_says_so(told_of):
    assert "liian vanha" in told_of["old"]["Miksi"] and "Muutoksen voi arvioida ensi kerran" not in told_of["old"]
    assert told_of["none"]["Miksi"].startswith("Ei ole sovittu, kumpi suunta on parempi")


def test_a_figure_measured_within_the_year_is_drawn_and_told_where_the_path_is_then(example):
    (drawn,) = [one for one in example if isinstance(one, Figure) and one.key == "followed-path-T6"]
    assert drawn.data["past"][-1][0] == pytest.approx(2025.5, abs=0.01)
    table = {row[0]: row[1:] for row in rows(drawn.table)}
    assert table["2026"][0] == "35" and table["2026"][2] == "18" and drawn.title.endswith("polulla pitäisi olla 18")
    assert table["2029"][0] == "tulossa"


def test_the_path_of_a_card_is_drawn_with_its_figures_and_intervals(example):
    figures = {one.key: one for one in example if isinstance(one, Figure)}
    drawn = figures["followed-path-T2"].data
    assert drawn["path"][0] == [2023, 16.0] and drawn["path"][-1] == [2029, 10.0]
    assert [year for year, *_ends in drawn["interval"]] == [2021, 2024]
    assert figures["followed-path-T2"].alt.endswith("Tila: epävarma.") and "followed-path-T7" not in figures


def test_of_a_hidden_figure_no_card_tells_a_number(here, own):
    typed = written_programme.FULL | {
        ("goals", "T4", "baseline"): 3, ("goals", "T4", "baseline_year"): 2024,
        ("indicators", "M1", "last_value"): 4, ("indicators", "M1", "last_date"): 2025,
    }  # fmt: skip
    written_programme.filled(typed)
    outputs = flat([koto.goals_followed(here())])
    (card,) = [one for one in outputs if isinstance(one, Table) and one.key == "followed-T4"]
    told = facts(card)
    assert told["Uusin luku"].startswith("peitetty tietosuojan vuoksi")
    assert told["Lähtötaso"].startswith("peitetty tietosuojan vuoksi") and "Muutos lähtötasosta" not in told
    assert "Etäisyys polusta" not in told and "Polulla pitäisi olla" not in told
    assert "followed-path-T4" not in [one.key for one in outputs if isinstance(one, Figure)]


# --- the rest of the page


def test_the_page_has_the_places_that_the_checklist_points_to(example):
    keys = {one.key for one in example if isinstance(one, Table | Figure)}
    assert {item.shown.partition("#")[2] for item in items().values() if item.shown} <= keys


def test_a_deviation_says_what_was_done_about_it(example):
    (found,) = [one for one in example if isinstance(one, Table) and one.key == "deviations"][:1]
    (row,) = rows(found)
    assert row[0].startswith("TP6") and row[1] == "myöhässä: piti alkaa 2.11.2026" and "tammikuuhun 2027" in row[3]


def test_a_deviation_without_a_word_of_what_was_done_asks_for_it(here, own):
    late = Measure(id="TP1", goal="T1", text="Ryhmä", state="ongoing", start=date(2026, 1, 1), end=date(2026, 9, 1))
    write(here(), said(measures=(late,)))
    (row,) = rows(koto.deviations(here()))
    assert row[1] == "myöhässä: piti päättyä 1.9.2026" and "täydennä" in row[-1]


def test_the_calendar_tells_which_figure_waits_to_be_fetched(example):
    (found,) = [one for one in example if isinstance(one, Table) and one.key == "coming-figures"][:1]
    told = {(row[1], row[2]): row[0] for row in rows(found)}
    assert told["Työttömien ulkomaan kansalaisten määrä", "2025"] == "1.2.2026, haettava aineistoon"
    assert told["Työttömien ulkomaan kansalaisten määrä", "2026"] == "1.2.2027"


def test_without_a_workbook_each_heading_says_what_it_lacks_and_how_to_make_it(own):
    shown = list(walked.walk("211", NOTEBOOKS))
    outputs = flat(one.output for one in shown)
    assert all(isinstance(one, Missing) and "python3 koto.py new 211" in one.text for one in outputs)
    monitoring_page = [one.what for one in flat(each.output for each in shown if each.notebook == NOTEBOOKS[0])]
    assert len(monitoring_page) == len(set(monitoring_page)), "no heading repeats another's words"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_half_filled_workbook_with_odd_texts_has_its_page_in_every_language(own, language):
    typed = FULL | {("goals", "T1", "text"): HOSTILE, ("monitoring", "S1", "to_whom"): HOSTILE,
                    ("monitoring", "S1", "kind"): "raportointi"}  # fmt: skip
    written_programme.filled(typed)
    here = situation.begin("211", language, as_of="2026-11-24")
    outputs = flat([koto.status_board(here), koto.goals_followed(here), koto.measures_progress(here),
                    koto.deviations(here), koto.indicators_followed(here), koto.sources_followed(here),
                    koto.coming_figures(here), koto.followers(here), koto.told_of_monitoring(here),
                    koto.update_memo(here), koto.report_opening(here), koto.reports(here)])  # fmt: skip
    keys = [one.key for one in outputs if isinstance(one, Table | Figure)]
    assert len(keys) == len(set(keys))
    for one in outputs:
        shown = one._repr_mimebundle_()
        assert "<script>" not in shown.get("text/html", "") and "{" not in shown.get("text/markdown", "")


# --- the memo


def test_a_default_trigger_is_turned_off_with_a_reason_and_the_memo_tells_it(here, own):
    old = {**TERM, "date": date(2024, 5, 1)}
    off = Following(id="S1", kind="trigger", turned_off="law", text="Laki käsitellään talousarviossa.")
    programme = Programme(basics=Basics(**old), goals=(U1,), monitoring=(off,))
    assert triggers.evaluate(here(), programme.model_copy(update={"monitoring": ()})).level == triggers.UPDATE
    write(here(), programme)
    decision = triggers.evaluate(here(), programme)
    assert not [one for one in decision.reasons if one.kind == "law"] and decision.left_to_people == ()
    (looked,) = [one for one in flat([koto.update_memo(here())]) if isinstance(one, Table) and one.key == "update-memo"]
    assert ["Laki on muuttunut ohjelman päiväyksen jälkeen", "poissa käytöstä: Laki käsitellään talousarviossa.",
            "ei arvioitu"] in rows(looked)  # fmt: skip


def test_without_a_reason_a_trigger_stays_in_force(here):
    off = Following(id="S1", kind="trigger", turned_off="law")
    programme = Programme(basics=Basics(**{**TERM, "date": date(2024, 5, 1)}), monitoring=(off,))
    assert [one.kind for one in triggers.evaluate(here(), programme).reasons] == ["law"] * 3


def test_the_memo_names_reason_sections_and_how_often_chance_alone_would_fire(here, own):
    moves = Goal(
        id="T2", indicator="immigration.count", target_type="level", direction="up", baseline=120, baseline_year=2018,
        target=900, deadline=date(2029, 12, 31),
    )  # fmt: skip
    share = U1.model_copy(update={"indicator": "immigration.per_1000", "id": "T3", "direction": "up", "baseline": 3,
                                  "baseline_year": 2018, "target": 30})  # fmt: skip
    write(here(), said(moves, share))
    one = followed(here())
    outputs = flat([koto.update_memo(here())])
    opening = outputs[0].text
    if one.alarms:
        assert opening.startswith("Harkittava") and "5.10" in opening and one.alarms[0] in opening
        (why_,) = [table for table in outputs if isinstance(table, Table) and table.key == "update-reasons"]
        assert "99,8 prosentin" in rows(why_)[0][0] and rows(why_)[0][2] == "5.10"
    looked = next(table for table in outputs if isinstance(table, Table) and table.key == "update-memo")
    assert any("Pelkkä sattuma laukaisee" in note for note in looked.notes)
    assert one.judged_by_chance == 0 or any("ainakin yhdelle tavoitteelle" in note for note in looked.notes)


# --- reports


def test_each_receiver_of_the_workbook_has_a_report_of_its_goals(here, own):
    second = U1.model_copy(update={"id": "T2", "text": "Toinen"})
    rows_ = (
        Following(id="S1", kind="reporting", to_whom="valtuusto", who="Koordinaattori", interval="yearly"),
        Following(id="S2", kind="reporting", to_whom="lautakunta", goals=("T2",)),
        Following(id="S3", kind="monitoring", who="Ryhmä", to_whom="johto"),
    )
    write(here(), said(U1, second, monitoring=rows_))
    outputs = flat([koto.reports(here())])
    assert [one.text for one in outputs if isinstance(one, Heading)] == ["Saaja: valtuusto", "Saaja: lautakunta"]
    boards = [[row[0][:2] for row in rows(one)] for one in outputs if isinstance(one, Table)]
    assert boards == [["T1", "T2"], ["T2"]]


def test_after_the_term_the_report_is_its_final_evaluation(own):
    late = situation.begin("211", as_of="2030-02-01")
    write(late, said())
    assert koto.report_opening(late).text.startswith("Ohjelmakausi päättyi vuoden 2029 lopussa.")
    assert report.is_final(late) and not report.is_final(situation.begin("211", as_of="2029-12-31"))


def test_the_report_tells_the_difference_since_the_last_one_and_revised_figures(here, own):
    write(here(), said())
    now = followed(here()).result
    goal = now["goals"]["T1"]
    then = {**goal, "status": "on_track", "figures": {**goal["figures"], "2024": 8.1}, "target": 6.5}
    del then["figures"]["2023"]
    folder = keeping.folder(here().area)
    editions.keep({**now, "day": "2025-11-20", "goals": {"T1": then, "T9": goal}}, folder)
    found = changes.changes(here(), "yearly")
    assert isinstance(found, Points) and found.sentences[0].text == "Muutokset verrattuna tilanteeseen 20.11.2025:"
    told = found.points[0][0].text
    assert "▶ Etenee tavoitteen mukaisesti\u00a0→ ■ Ei etene tavoitteen mukaisesti" in told
    assert "uusi luku vuodelta 2023" in told and "ohjelmassa on muutettu: tavoitetaso" in told
    assert "vuoden 2024 luku on tarkistunut: aiemmin 8,1\u00a0%, nyt 8,4\u00a0%" in told
    assert found.points[-1][0].text == "Ohjelmasta on poistettu T9."
    assert [point[0].text[:2] for point in changes.changes(here(), "yearly", ("T1",)).points] == ["T1"]


def test_the_first_report_says_that_there_is_nothing_to_compare_with(here, own):
    write(here(), said())
    assert changes.changes(here()).text.startswith("Aiempaa seurantatietoa ei ole")


def test_a_report_compares_with_what_stood_an_interval_ago(tmp_path):
    kept = [{"day": day, "edition": "", "goals": {"T1": {"n": number}}} for number, day in
            enumerate(("2026-03-10", "2026-09-01", "2027-03-14"))]  # fmt: skip
    for line in kept:
        editions.keep(line, tmp_path)
    on = date(2027, 3, 15)
    days = {months: editions.before(tmp_path, on, months)["day"] for months in (1, 6, 12, 24)}
    assert days == {1: "2026-09-01", 6: "2026-09-01", 12: "2026-03-10", 24: "2026-03-10"}
    assert editions.before(tmp_path, on, None)["day"] == "2026-03-10"
    assert editions.before(tmp_path, date(2026, 3, 10), 12) is None


# --- what a run leaves for the next


def plan(here) -> dict:
    there = here()
    return {"parameters": {"area": there.area.word, "language": "fi", "edition": there.edition, "as_of": "2026-11-24"}}


def test_a_run_keeps_how_the_goals_stand_once(here, own):
    write(here(), said())
    path = remembering.remember(plan(here))
    assert path == keeping.folder(here().area) / editions.FILE
    (line,) = path.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["goals"]["T1"]["status"] == "off_track" and json.loads(line)["day"] == "2026-11-24"
    assert remembering.remember(plan(here)) is None and path.read_text(encoding="utf-8").splitlines() == [line]
    tomorrow = plan(here)
    tomorrow["parameters"]["as_of"] = "2026-11-25"
    assert remembering.remember(tomorrow) is None, "nothing has changed"
    assert {one.name for one in path.parent.iterdir()} == {"programme.xlsx", editions.FILE}


def test_the_example_has_no_past_and_its_report_is_the_first_at_every_run():
    example = situation.begin(house.EXAMPLE, as_of="2027-11-24")
    there = {"area": example.area.word, "language": "fi", "edition": example.edition, "as_of": "2027-11-24"}
    assert remembering.remember({"parameters": there}) is None
    assert changes.changes(example).text.startswith("Aiempaa seurantatietoa ei ole")


def test_where_nothing_can_be_kept_the_pages_are_none_the_worse(here, own, monkeypatch, caplog):
    assert remembering.remember(plan(here)) is None
    write(here(), said())
    monkeypatch.setattr(editions, "keep", lambda *_: (_ for _ in ()).throw(OSError("no room")))
    with caplog.at_level(logging.WARNING, logger="kotolib"):
        assert remembering.remember(plan(here)) is None
    assert "no room" in caplog.text


def test_a_failed_run_keeps_nothing_and_what_a_whole_one_keeps_outlives_its_outputs(here, own, tmp_path, monkeypatch):
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("KOTO_HOME", str(home))
    workshop = Workshop(home).notebooks("whole", "raising")
    write(here(), said())
    kept = keeping.folder(here().area) / editions.FILE
    workshop.failed()
    assert not kept.exists()
    (home / "notebooks" / "32_raising.ipynb").unlink()
    workshop.run()
    shutil.rmtree(home / "outputs")
    assert [line["day"] for line in map(json.loads, kept.read_text(encoding="utf-8").splitlines())] == ["2026-11-24"]


# --- joint programmes


def test_a_joint_programme_tells_each_member_beside_the_total(here, own):
    there = here("211+562")
    write(there, said())
    outputs = flat([koto.goals_by_member(there)])
    (found,) = outputs
    assert [row[0] for row in rows(found)] == ["Yhteensä", "Kangasala", "Orivesi"]
    assert all(row[3].state for row in found.rows) and found.columns[0] == "Kunta"
    assert koto.goals_by_member(here()) is None


def test_a_member_that_is_hidden_has_no_number_on_the_page(here, own):
    there = here("211+562+766")
    goal = U1.model_copy(update={"indicator": "foreign_language.count", "direction": "up", "baseline": 1000,
                                 "baseline_year": 2023, "target": 2000})  # fmt: skip
    write(there, said(goal))
    (found,) = flat([koto.goals_by_member(there)])
    hidden = [row for row in found.rows if row[2].value is None]
    assert len(hidden) >= 2, "with one alone the total would tell it"
    for row in hidden:
        assert not walked.numbers(row[2].text.rpartition("(")[0]) and row[1].value is None
    assert any("peitetty, jotta toisen kunnan" in row[4].text for row in hidden)
