"""What people have written, on pages: responsibilities, decisions, timetable; from no workbook to a full one."""

import time
from datetime import date

import pytest

import kotolib as koto
from kotolib import house
from kotolib.display import figures
from kotolib.display.absence import Missing
from kotolib.display.outputs import Figure, Table
from kotolib.display.prose import Paragraph
from kotolib.documents.markdown import Anchors, Prose
from kotolib.programme import keeping
from tests import walked, written_programme
from tests.filled_workbook import change, page
from tests.written_programme import FULL, HOSTILE, LONG, TIMETABLE, filled

DECIDED = ("10_responsibility", "20_cooperation", "37_services_and_needs")
CODE = "131052-308T"


@pytest.fixture(autouse=True)
def own(tmp_path, monkeypatch):
    """Everything that municipalities write stands in a folder of the test's own."""
    monkeypatch.setenv("KOTO_OWN", str(tmp_path / "own"))
    return tmp_path / "own"


def shown(area: str = "211", notebooks: tuple[str, ...] = DECIDED) -> list:
    """The outputs of notebooks, several shown by one cell each apart."""
    outputs = [one.output for one in walked.walk(area, notebooks)]
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
    assert outputs and all(isinstance(output, Missing) for output in outputs)
    assert all(output.what.endswith(".") and "python3 koto.py new 211" in output.text for output in outputs)


def test_an_empty_workbook_says_what_is_missing_and_on_which_sheet():
    filled({})
    assert koto.responsible(walked.begin(), "coordinator").text == (
        "Valmistelua koordinoivaa vastuutahoa ei ole vielä nimetty. Ne kirjataan työkirjan taulukkoon Vastuut."
    )
    assert koto.timetable(walked.begin()).what == "Aikataulun vaiheille ei ole vielä sovittu päiviä."
    # Today's bodies stand in a new workbook.
    assert rows(koto.responsible(walked.begin(), "state_contact", "expert"))[0][0] == "Sisä-Suomen elinvoimakeskus"


def test_a_full_workbook_is_told_whole():
    filled(FULL)
    outputs = shown()
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
    "left_out", ["basics", "responsibilities", "timetable", "cooperation", "hearings", "findings", "services"]
)
def test_a_half_filled_workbook_goes_on_without_a_sheet(left_out):
    filled({place: typed for place, typed in FULL.items() if place[0] != left_out})
    assert all(isinstance(output, Figure | Table | Paragraph | Missing) for output in shown())


@pytest.mark.parametrize("kept", range(3))
def test_a_workbook_with_every_third_cell_filled_goes_on(kept):
    filled({place: typed for number, (place, typed) in enumerate(FULL.items()) if number % 3 == kept})
    assert "None" not in whole_text(shown())


def test_the_workbook_is_read_once_and_again_when_it_has_changed():
    path = filled(FULL)
    koto.commitment(walked.begin())
    before = time.perf_counter()
    for _ in range(50):
        koto.commitment(walked.begin())
    assert time.perf_counter() - before < 1
    written_programme.write(path, {("timetable", "A9", "state"): "valmis"})
    assert koto.commitment(walked.begin()).text.startswith("Päätöksiä on tehty 2.")


def test_a_torn_workbook_is_told_and_raises_nothing():
    keeping.place(walked.begin().area).parent.mkdir(parents=True)
    keeping.place(walked.begin().area).write_bytes(b"PK\x03\x04 torn")
    outputs = shown()
    assert all(isinstance(output, Missing) and "python3 koto.py check 211" in output.text for output in outputs)
    assert str(house.own()) not in whole_text(outputs)


# --- what may not be published


def test_a_name_and_its_address_are_published_only_where_the_row_says_so():
    filled(FULL)
    told = whole_text(shown())
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


def test_the_timetable_tells_what_is_done_late_and_next():
    filled(FULL)
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


def test_the_coverage_sets_the_group_beside_the_checklist():
    filled(FULL)
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


def test_a_members_name_is_published_only_where_the_row_says_so():
    filled(FULL)
    told = whole_text(shown(notebooks=("20_cooperation",)))
    assert "Julkinen Jäsen" in told and "Salattu Jäsen" not in told


def test_forms_of_cooperation_stand_by_whose_they_are():
    filled(FULL)
    assert [row[1] for row in rows(koto.forms_of_cooperation(walked.begin()))] == [
        "kunnan ja työllisyysalueen palvelut",
        "hyvinvointialue",
        "kansalaisyhteiskunta, oppilaitokset ja yritykset",
    ]


def test_a_small_number_of_participants_is_hidden_everywhere():
    filled(FULL)
    table = koto.hearings(walked.begin())
    assert [(row[-1].text, row[-1].value, row[-1].status) for row in table.rows] == [
        ("34", 34, "ok"),
        ("peitetty tietosuojan vuoksi", None, "suppressed"),
    ]


def test_who_was_present_is_told_coarsely():
    filled(FULL)
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


def test_challenges_and_opportunities_stand_side_by_side_by_theme():
    filled(FULL)
    assert rows(koto.challenges_and_opportunities(walked.begin())) == [
        ["työllisyys", "H1 Työpaikkaa on vaikea löytää ilman suomen kieltä.", "H3 Yritykset palkkaisivat lisää väkeä."],
        ["osallistuminen", "ei kirjattu", "H5 Kirjasto on kaikkien olohuone."],
    ]


def test_words_that_may_not_be_quoted_are_left_out_and_the_finding_is_not():
    filled(FULL)
    assert rows(koto.needs(walked.begin()))[0][0] == "H2 (sanoja ei lainata)"
    assert "Kerhoja" not in whole_text(shown())


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


def test_missing_services_come_from_what_was_heard_and_from_the_services():
    filled(FULL)
    assert [(row[0], row[-1]) for row in rows(koto.missing_services(walked.begin()))] == [
        ("H4 Iltaisin ei ole neuvontaa.", "ei vielä mikään"),
        ("P1 Puolisoille ei ole omaa neuvontaa.", "T1"),
    ]


def test_services_are_chosen_by_kind_or_by_whom_they_serve():
    filled(FULL)
    here = walked.begin()
    both, one = ["Monikielinen neuvonta", "Kirjaston kielikahvila"], ["Monikielinen neuvonta"]
    for chosen, names in (((), both), (("guidance",), one), (("moved_for_work", "spouses"), one)):
        assert [row[0] for row in rows(koto.services(here, *chosen))] == names
    assert rows(koto.services(walked.begin()))[1][-1] == "ei tavoitetta"
