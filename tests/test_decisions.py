"""What people have written, on pages: responsibilities, decisions, timetable; from no workbook to a full one."""

import functools
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import nbformat
import pytest

import kotolib as koto
from kotolib import house
from kotolib.batch import section
from kotolib.display import figures
from kotolib.display.absence import Missing
from kotolib.display.outputs import Figure, Table
from kotolib.display.prose import Heading, Paragraph, Points
from kotolib.documents import blocks
from kotolib.documents.markdown import Anchors, Prose
from kotolib.programme import keeping, new_workbook
from tests import walked, written_programme
from tests.filled_workbook import DAY, change, page, write
from tests.written_programme import FULL, HOSTILE, LONG, TIMETABLE, filled

DECIDED = ("10_responsibility", "20_cooperation", "37_services_and_needs", "40_goals")
CODE = "131052-308T"


@pytest.fixture(autouse=True)
def own(tmp_path, monkeypatch):
    """Everything that municipalities write stands in a folder of the test's own."""
    monkeypatch.setenv("KOTO_OWN", str(tmp_path / "own"))
    return tmp_path / "own"


@dataclass
class Full:
    """The full workbook, which no test changes, in a folder of its own; walked once."""

    folder: Path

    @functools.cached_property
    def shown(self) -> list:
        return shown()


@pytest.fixture(scope="module")
def full_workbook(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KOTO_OWN", str(tmp_path_factory.mktemp("full")))
        filled(FULL)
        return Full(house.own())


@pytest.fixture
def full(own, full_workbook, monkeypatch):
    """The area's workbook is the full one."""
    monkeypatch.setenv("KOTO_OWN", str(full_workbook.folder))
    return full_workbook


def shown(area: str = "211", notebooks: tuple[str, ...] = DECIDED) -> list:
    """The outputs of notebooks, several shown by one cell each apart.

    Candidate themes come of figures and not of the workbook: comparing all indicators takes its time, once below.
    """
    outputs = [one.output for one in walked.walk(area, notebooks, without="koto.candidate_themes")]
    return [each for output in outputs for each in (output if isinstance(output, tuple) else (output,))]


def whole_text(outputs: list) -> str:
    return "\n".join(text for output in outputs for _role, text in walked.texts(output))


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def legible(figure: Figure) -> None:
    """No text of either drawing stands on another or leaves the paper."""
    for width in ("wide", "narrow"):
        canvas = figures.compose(figure.drawing, figure.data, width=width)
        boxes = [(text, box) for text, box, _ in canvas.texts]
        for number, (text, box) in enumerate(boxes):
            assert box.inside(canvas.sheet, slack=1), text
            assert not [other for other, beside in boxes[number + 1 :] if box.overlaps(beside, slack=1.5)], text


# --- from nothing to full


def test_without_a_workbook_every_question_says_what_is_missing_and_how_to_begin():
    outputs = shown()
    without_figures = [output for output in outputs if not isinstance(output, Points)]
    assert len(without_figures) > 25 and all(isinstance(output, Missing) for output in without_figures)
    assert all(output.what.endswith(".") and "python3 koto.py new 211" in output.text for output in without_figures)


def test_an_empty_workbook_says_what_is_missing_and_on_which_sheet():
    filled({})
    assert koto.responsible(walked.begin(), "coordinator").text == (
        "Valmistelua koordinoivaa vastuutahoa ei ole vielä nimetty. Ne kirjataan työkirjan taulukkoon Vastuut."
    )
    assert koto.timetable(walked.begin()).what == "Aikataulun vaiheille ei ole vielä sovittu päiviä."
    # Today's bodies stand in a new workbook.
    assert rows(koto.responsible(walked.begin(), "state_contact", "expert"))[0][0] == "Sisä-Suomen elinvoimakeskus"


def test_a_full_workbook_is_told_whole(full):
    outputs = full.shown
    assert not [output.what for output in outputs if isinstance(output, Missing)]
    assert koto.commitment(walked.begin()).text == (
        "Päätöksiä on tehty yksi. Tehdyt päätökset koskevat aikataulua ja prosessia. Tehtyä päätöstä ei ole kirjattu "
        "toteutuksesta."
    )
    assert rows(koto.decision_log(walked.begin()))[0] == [
        "Päätös ohjelman valmistelusta", "kaupunginhallitus", "24.2.2026", "§ 34, 120/00.01/2026",
        "aikataulu, prosessi", "valmis",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "left_out", [("basics", "hearings"), ("responsibilities", "findings"), ("timetable", "services"), ("cooperation",)]
)
def test_a_half_filled_workbook_goes_on_without_sheets(left_out):
    filled({place: typed for place, typed in FULL.items() if place[0] not in left_out})
    assert all(isinstance(output, Figure | Table | Paragraph | Missing) for output in shown())


@pytest.mark.parametrize("kept", range(3))
def test_a_workbook_with_every_third_cell_filled_goes_on(kept):
    filled({place: typed for number, (place, typed) in enumerate(FULL.items()) if number % 3 == kept})
    assert "None" not in whole_text(shown())


def test_the_workbook_is_read_once_and_again_when_it_has_changed():
    path = filled(FULL)
    koto.commitment(walked.begin())
    before = time.process_time()
    for _ in range(50):
        koto.commitment(walked.begin())
    assert time.process_time() - before < 1
    written_programme.write(path, {("timetable", "A9", "state"): "valmis"})
    assert koto.commitment(walked.begin()).text.startswith("Päätöksiä on tehty 2.")


def test_a_torn_workbook_is_told_and_raises_nothing():
    keeping.place(walked.begin().area).parent.mkdir(parents=True)
    keeping.place(walked.begin().area).write_bytes(b"PK\x03\x04 torn")
    outputs = [output for output in shown() if not isinstance(output, Points)]
    assert all(isinstance(output, Missing) and "python3 koto.py check 211" in output.text for output in outputs)
    assert str(house.own()) not in whole_text(outputs)


# --- what may not be published


def test_a_name_and_its_address_are_published_only_where_the_row_says_so(full):
    told = whole_text(full.shown)
    assert "Julkinen Henkilö, koordinaattori" in told and "julkinen.henkilo@kunta.example" in told
    assert "Salattu" not in told and "salattu" not in told


def test_a_name_of_which_nothing_is_said_is_not_published():
    filled({place: typed for place, typed in FULL.items() if place[2] != "public"})
    told = whole_text(shown())
    assert "Julkinen Henkilö" not in told and "julkinen.henkilo" not in told and "Salattu" not in told


def test_an_identity_code_keeps_its_sheets_texts_off_the_page_and_the_rest_goes_on():
    filled(FULL | {("responsibilities", "V1", "task"): f"Soita {CODE}"})
    told = whole_text(shown())
    assert CODE not in told and "Hyvinvoinnin palvelualue" not in told
    assert "Taulukon Vastuut tekstejä ei julkaista, koska taulukossa on henkilötunnus." in told
    assert "Tilannekuva kootaan" in told and "§ 34" in told


def test_a_cell_that_cannot_be_read_is_said_once_at_the_top():
    filled(FULL | {("timetable", "A4", "start"): "keväällä"})
    assert (
        "Taulukossa Aikataulu on kohtia, joita ei voitu lukea"
        in koto.programme_state(walked.begin(), "responsibilities", "timetable").text
    )


def test_what_people_write_is_text_and_never_markup():
    filled(FULL | {("basics", "name", "answer"): HOSTILE, ("responsibilities", "V1", "task"): HOSTILE})
    for output in shown():
        forms = output._repr_mimebundle_()
        assert "<script" not in forms.get("text/html", "")
        html = Prose(Anchors()).render(forms.get("text/markdown", ""))
        assert "<script" not in html and "<a" not in html and "<strong>lihava" not in html
    assert HOSTILE in whole_text(shown())


# --- the timetable


def test_the_timetable_tells_what_is_done_late_and_next(full):
    figure = koto.timetable(walked.begin())
    assert figure.title == "Valmiina 3, kesken 2, tekemättä 5 ja myöhässä 1; seuraava määräpäivä on 31.1.2027"
    assert len(figure.title) <= 130 and len(figure.alt) <= 300
    states = {row["label"]: (row["state"], row["text"]) for row in figure.data["rows"]}
    assert states["Tilannekuva kootaan"] == ("late", "myöhässä")
    assert states["Ohjelmaluonnos kirjoitetaan"] == ("planned", "alkaa 7.1.")
    assert figure.notes == ("Yhdelle aikataulun kohdalle ei ole sovittu päivää; se on vain taulukossa.",)
    assert len(figure.table.rows) == 10


def test_a_cancelled_step_is_in_the_table_and_not_in_the_picture():
    filled(FULL | {("timetable", "A4", "state"): "peruttu"})
    figure = koto.timetable(walked.begin())
    assert "Tilannekuva kootaan" not in [row["label"] for row in figure.data["rows"]]
    assert ["Tilannekuva kootaan", "peruttu"] in [[row[0], row[-1]] for row in rows(figure.table)]


@pytest.mark.parametrize("steps", [1, len(TIMETABLE)])
def test_nothing_in_the_timetable_overlaps_or_leaves_the_paper(steps):
    typed = dict(list(TIMETABLE.items())[:steps])
    filled(typed | {("timetable", "A6", "name"): LONG} | {("timetable", "A2", "body"): LONG})
    legible(koto.timetable(walked.begin()))


def test_many_decisions_stand_in_lanes_and_a_day_decades_ahead_has_room():
    def many(book):
        sheet = page(book, "timetable")
        for number in range(20):
            row = 30 + number
            sheet.cell(row, 1).value = f"A{100 + number}"
            for column, value in enumerate(("päätös", f"Päätös {number}", LONG, date(2026, 1 + number % 12, 5)), 2):
                sheet.cell(row, column).value = value

    change(
        filled({("timetable", "A1", "start"): date(2026, 1, 1), ("timetable", "A10", "start"): date(2041, 1, 1)}), many
    )
    figure = koto.timetable(walked.begin())
    legible(figure)
    assert sum(len(event["marks"]) for event in figure.data["events"]) == 20


# --- alone or together


def test_a_joint_programme_names_its_municipalities():
    area = "211+562+635"
    filled({}, area)
    assert koto.together(walked.begin(area)).text == "Ohjelma tehdään yhdessä: Kangasala, Orivesi ja Pälkäne."


@pytest.mark.parametrize("area", ["091", "170", "499", walked.JOINT, "MK06"])
def test_an_odd_area_has_its_pages_too(area):
    filled({}, area, "sv" if area == "170" else "fi")
    assert "None" not in whole_text(shown(area))


# --- co-operation and hearings


def test_the_coverage_sets_the_group_beside_the_checklist(full):
    table = koto.group_coverage(walked.begin())
    assert table.caption.endswith("Mukana 2, kutsuttu 2, puuttuu 7.")
    states = {row[0]: (row[1], row[2]) for row in rows(table)}
    assert states["2.2 sivistys ja koulutus"] == ("mukana", "Sivistyspalvelut")
    assert states["2.3 Kela"] == ("kutsuttu", "Kela")
    assert states["2.3 hyvinvointialue"] == ("puuttuu", "Pirkanmaan hyvinvointialue")
    assert states["2.4 muu toimija"][0] == "kutsutaan tarvittaessa"
    assert states["2.5 maahan muuttaneet asukkaat"][0] == "puuttuu"
    assert len(states) == 13


@pytest.mark.parametrize(("area", "without"), [("091", 1), ("170", 2)])
def test_a_body_that_the_area_does_not_have_is_not_missed(area, without):
    filled({("cooperation", "Y1", "joined"): "kyllä"}, area)
    states = [row[1] for row in rows(koto.group_coverage(walked.begin(area)))]
    assert states.count("ei sovellettavissa") == without


def test_a_members_name_is_published_only_where_the_row_says_so(full):
    told = whole_text(full.shown)
    assert "Julkinen Jäsen" in told and "Salattu Jäsen" not in told


def test_forms_of_cooperation_stand_by_whose_they_are(full):
    assert [row[1] for row in rows(koto.forms_of_cooperation(walked.begin()))] == [
        "kunnan ja työllisyysalueen palvelut",
        "hyvinvointialue",
        "kansalaisyhteiskunta, oppilaitokset ja yritykset",
    ]


def test_a_small_number_of_participants_is_hidden_everywhere(full):
    table = koto.hearings(walked.begin())
    assert [(row[-1].text, row[-1].value, row[-1].status) for row in table.rows] == [
        ("34", 34, "ok"),
        ("peitetty tietosuojan vuoksi", None, "suppressed"),
    ]


def test_who_was_present_is_told_coarsely(full):
    told = dict(rows(koto.present(walked.begin())))
    assert told == {
        "naiset": "mukana",
        "miehet": "ei tiedossa",
        "lapset ja nuoret": "ei tiedossa",
        "työikäiset": "mukana",
        "ikääntyneet": "ei tiedossa",
        "kielet": "arabia ja viro",
    }


# --- needs, findings and services


def test_challenges_and_opportunities_stand_side_by_side_by_theme(full):
    assert rows(koto.challenges_and_opportunities(walked.begin())) == [
        ["työllisyys", "H1 Työpaikkaa on vaikea löytää ilman suomen kieltä.", "H3 Yritykset palkkaisivat lisää väkeä."],
        ["osallistuminen", "ei kirjattu", "H5 Kirjasto on kaikkien olohuone."],
    ]


def test_words_that_may_not_be_quoted_are_left_out_and_the_finding_is_not(full):
    assert rows(koto.needs(walked.begin()))[0][0] == "H2 (sanoja ei lainata)"
    assert "Kerhoja" not in whole_text(full.shown)


def test_only_what_a_person_has_confirmed_is_set_beside_statistics():
    filled(FULL)
    table = koto.what_statistics_say(walked.begin())
    assert table.caption == "Havainnot ja tilastot rinnakkain. Yksi vertailu odottaa vahvistusta."
    ((finding, verdict, figures_, blind, reason),) = rows(table)
    assert finding.startswith("H1 ") and verdict == "tilastot kertovat muuta"
    assert "vuonna 2024 (kaikki asukkaat)" in figures_ and "kaikista asukkaista" in blind
    assert reason == "Luku ei erottele maahan muuttaneita."
    filled({place: typed for place, typed in FULL.items() if place[2] != "verdict"})
    assert isinstance(koto.what_statistics_say(walked.begin()), Missing)


def test_findings_of_which_statistics_say_nothing_are_told_in_one_sentence():
    silent = {("findings", one, "verdict"): "tilastot eivät kerro tästä" for one in ("H4", "H5")}
    filled(FULL | silent)
    table = koto.what_statistics_say(walked.begin())
    assert [row[0][:2] for row in rows(table)] == ["H1"]
    assert table.notes == ("Tilastot eivät kerro havainnoista H4 ja H5.",)
    filled({place: typed for place, typed in FULL.items() if place[1] in ("H4", "H5")} | silent)
    assert len(koto.what_statistics_say(walked.begin()).rows) == 2


def test_what_was_heard_and_no_goal_answers_is_listed():
    filled(FULL)
    table = koto.unanswered(walked.begin())
    assert [row[0] for row in rows(table)] == [
        "H2 (sanoja ei lainata)",
        "H3 Yritykset palkkaisivat lisää väkeä",
        "H4 Iltaisin ei ole neuvontaa.",
    ]
    assert table.caption == "Kuultu, mutta ei vastattu: 3 havaintoa"
    filled(FULL | {("goals", "T1", "findings"): "H1; H2; H3; H4"})
    assert koto.unanswered(walked.begin()).text == "Jokaiseen havaintoon vastaa ainakin yksi tavoite."


def test_missing_services_come_from_what_was_heard_and_from_the_services(full):
    assert [(row[0], row[-1]) for row in rows(koto.missing_services(walked.begin()))] == [
        ("H4 Iltaisin ei ole neuvontaa.", "ei vielä mikään"),
        ("P1 Puolisoille ei ole omaa neuvontaa.", "T1"),
    ]


def test_services_are_chosen_by_kind_or_by_whom_they_serve(full):
    here = walked.begin()
    both, one = ["Monikielinen neuvonta", "Kirjaston kielikahvila"], ["Monikielinen neuvonta"]
    for chosen, names in (((), both), (("guidance",), one), (("moved_for_work", "spouses"), one)):
        assert [row[0] for row in rows(koto.services(here, *chosen))] == names
    assert rows(koto.services(walked.begin()))[1][-1] == "ei tavoitetta"


# --- goals


def cards(area: str = "211") -> dict[str, list]:
    """The outputs of each goal's card by its id."""
    found: dict[str, list] = {}
    for output in koto.goal_cards(walked.begin(area)):
        if isinstance(output, Heading):
            found[output.text.split()[0]] = []
        list(found.values())[-1].append(output)
    return found


def facts(card: list) -> dict[str, str]:
    return dict(rows(next(output for output in card if isinstance(output, Table))))


def test_on_paper_the_tree_is_cut_between_goals_into_drawings_that_fit_a_page():
    data = koto.goal_tree(walked.begin("example-kangasala")).data
    pages = figures.pages("tree", data)
    assert len(pages) > 1
    assert all(figures.compose("tree", page).height <= figures.TALLEST for page in pages)
    goals = [goal for page in pages for theme in page["themes"] for goal in theme["goals"]]
    assert goals == [goal for theme in data["themes"] for goal in theme["goals"]]


def test_the_tree_goes_from_theme_to_goal_to_indicator_to_measures_and_who_is_responsible(full):
    figure = koto.goal_tree(walked.begin())
    assert figure.title == "Ohjelmassa on 5 tavoitetta ja 2 toimenpidettä"
    assert figure.alt.endswith("Ilman toimenpidettä: T2, T3, T4 ja T5.")
    themes = {theme["label"]: theme["goals"] for theme in figure.data["themes"]}
    assert list(themes) == ["Työllisyys", "Koulutus", "Hyvinvointi", "Osallistuminen", "Ilman teemaa"]
    (branch,) = themes["Työllisyys"]
    assert branch["goal"] == [["T1 Yhä useampi maahan muuttanut on töissä.", "strong"], ["Työllisyysalue", "muted"]]
    assert branch["indicator"] == [
        ["Työttömien osuus työvoimasta", "plain"],
        ["9,1\u00a0% → 7,0\u00a0% (2029)", "muted"],
    ]
    assert branch["measures"][0] == [
        ["TP1 Rekrytointitapaamiset yrityksille.", "plain"],
        ["Elinvoimapalvelut", "muted"],
    ]
    assert branch["measures"][1][1] == ["vastuutaho puuttuu", "missing"]


def test_the_figures_of_goals_are_legible_in_both_widths():
    endless = "Kotoutumissuunnitelmajatkovalmistelukoordinaatioryhmäkokonaisuus" * 2
    filled(FULL | {("goals", "T2", "text"): endless, ("measures", "TP2", "responsible"): endless})
    legible(koto.goal_tree(walked.begin()))
    figures_ = [output for card in cards().values() for output in card if isinstance(output, Figure)]
    assert len(figures_) == 2
    for figure in figures_:
        legible(figure)
        assert len(figure.title) <= 130 and 0 < len(figure.alt) <= 300


def test_a_card_tells_from_where_to_where_by_when_and_how_it_can_be_judged(full):
    told = facts(cards()["T1"])
    assert told["Lähtötaso"] == "9,1\u00a0% (2024)" and told["Tavoitetaso"] == "7,0\u00a0%"
    assert told["Määräaika"] == "vuoden 2029 loppuun mennessä"
    assert told["Tarvittava muutos vuodessa"] == "\u22120,42 prosenttiyksikköä"
    assert told["Lukuja ennen määräaikaa"].startswith("3: vuodet 2026–\u20602028, viimeinen")
    assert told["Vastuutaho"] == "Työllisyysalue" and told["Lain tarkoitus"] == "työllistyminen ja yrittäjyys"


def test_the_path_shows_the_years_of_the_term_whose_figures_come_in_time(full):
    figure = next(output for output in cards()["T1"] if isinstance(output, Figure))
    assert figure.data["readings"] == [2026, 2027, 2028]
    assert figure.data["path"][0] == [2024, 9.1] and figure.data["path"][-1] == [2029, 7.0]
    known = {row[0].text: (row[1].value, row[2].value) for row in figure.table.rows}
    v = koto.values(walked.begin(), "unemployed.share")
    # As every other page prints it.
    assert known["2024"] == (round(float(v.latest()["value"]), 1), 9.1) and figure.data["latest"] == "8,4\u00a0%"
    assert known["2028"][0] is None


def test_a_baseline_that_nobody_has_written_is_drawn_and_said_to_be(full):
    told = facts(cards()["T2"])
    assert told["Lähtötaso"] == "56,9\u00a0% (2021); tilaston uusin luku, ei vielä kirjattu lähtötasoksi"
    assert told["Tavoitetaso"] == "muutos +3 prosenttiyksikköä, eli taso 59,9\u00a0%"


def test_a_hidden_count_is_in_no_card_path_or_remark():
    filled(FULL)
    card = cards()["T4"]
    assert facts(card)["Lähtötaso"] == "peitetty tietosuojan vuoksi"
    assert not [output for output in card if isinstance(output, Figure)]
    assert "Luku oli" not in whole_text(card)
    filled(FULL | {("indicators", "M1", "first_value"): 12})
    assert facts(cards()["T4"])["Lähtötaso"].startswith("12 (2024)")


def test_a_limit_without_any_figure_and_a_milestone_have_no_picture(full):
    assert not [output for name in ("T3", "T5") for output in cards()[name] if isinstance(output, Figure)]
    assert facts(cards()["T3"])["Tavoitetaso"] == "enintään 10,0\u00a0%"
    assert facts(cards()["T5"])["Tavoitetaso"] == "valmis määräaikaan mennessä"


def test_remarks_are_for_those_who_draft_and_are_gone_once_it_is_approved():
    filled(FULL)
    assert "Täydennettävä: vastuutaho puuttuu." in whole_text(cards()["T2"])
    filled(FULL | {("basics", "state", "answer"): "hyväksytty"})
    assert "Täydennettävä" not in whole_text(cards()["T2"])


def test_candidate_themes_tell_figures_and_propose_no_goal():
    told = koto.candidate_themes(walked.begin("545"))
    assert [point[0].text for point in told.points] == ["Vastaanottavuus ja väestösuhteet.", "Koulutus."]
    assert all(any(sentence.facts for sentence in point) for point in told.points)
    assert koto.candidate_themes(walked.begin("SSS")).text.startswith("Tilannekuvasta ei nouse teemaa")


def test_goals_are_traced_to_what_was_heard(full):
    assert rows(koto.heard_to_goals(walked.begin())) == [
        [
            "H1 Työpaikkaa on vaikea löytää ilman suomen kieltä.",
            "K1 Ilta kirjastossa",
            "T1 Yhä useampi maahan muuttanut on töissä.",
        ]
    ]
    assert koto.goals_without_hearing(walked.begin()).text == (
        "Tavoitteet T2, T3, T4 ja T5 eivät vastaa mihinkään kuultuun."
    )


def test_documents_are_named_dated_and_tied_to_goals(full):
    told = {row[0]: row[1:] for row in rows(koto.linked_documents(walked.begin()))}
    assert told["kuntastrategia"] == ["Kuntastrategia 2025–2033", "16.6.2025", "T1"]
    assert told["yhdenvertaisuussuunnitelma"][0] == "asiakirjaa ei ole"
    assert told["hyvinvointisuunnitelma"] == ["ei kirjattu", "ei kirjattu", "T1"]


def test_the_page_opens_with_what_the_previous_programme_taught(tmp_path):
    assert koto.lessons(walked.begin()) is None
    old = filled(FULL).rename(tmp_path / "old.xlsx")
    new_workbook.make(walked.begin().area, DAY, language="fi", old=old)
    filled_again = keeping.place(walked.begin().area)
    write(filled_again, written_programme.PREVIOUS)
    heading, counted, table = koto.lessons(walked.begin())
    assert heading.text == "Mitä edellisestä ohjelmakaudesta opittiin?" and heading.level == 2
    assert counted.text.startswith("Edellisessä ohjelmassa oli 5 tavoitetta. Mitä niille tapahtui: jatkuu 1.")
    assert rows(table)[0] == [
        "T1 Yhteiset tilaisuudet lisääntyvät.", "10,0\u00a0%", "9,0\u00a0% (2025)", "jatkuu",
        "Yhteinen vuosikello auttoi.",
    ]  # fmt: skip


def test_a_joint_programme_shows_the_shared_goals_and_its_members_own():
    joint = "211+562+635"
    filled(FULL, joint)
    assert koto.own_goals(walked.begin(joint)) is None
    filled({place: typed for place, typed in FULL.items() if place[1] in ("T1", "TP1")}, "562")
    heading, table = koto.own_goals(walked.begin(joint))
    assert heading.text == "Kuntien omat tavoitteet ja luvut"
    assert [row[:2] for row in rows(table)] == [["Orivesi", "Yhä useampi maahan muuttanut on töissä."]]
    assert len(koto.goal_tree(walked.begin(joint)).data["themes"]) == 5
    assert koto.own_goals(walked.begin("562")) is None


def test_cards_come_to_the_document_as_blocks_of_their_own(full):
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# Tavoitteet"),
            nbformat.v4.new_code_cell(
                'area: str = "211"\nas_of: str = "2026-11-24"', metadata={"tags": ["parameters"]}
            ),
            nbformat.v4.new_code_cell("import kotolib as koto\nkoto.goal_cards(koto.begin(area, as_of=as_of))"),
        ]
    )
    document = blocks.read(section.execute(notebook, {}, "koto"))
    kinds = [type(block).__name__ for block in document.blocks]
    assert kinds.count("Figure") == 2 and kinds.count("Table") == 5
