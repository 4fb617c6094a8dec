"""Requests: the right addressee, a letter that says what is needed, a template to fill in, and no overwriting."""

import io
import json
import re
import shlex
from datetime import date

import docx
import openpyxl
import pytest

from kotolib import areas
from kotolib.cli.command_line import main
from kotolib.documents.docx.letters import letter_docx
from kotolib.errors import WrongWords
from kotolib.programme import keeping, making, requests
from kotolib.programme.beginning import beginning
from kotolib.programme.records import Basics, Responsibility
from kotolib.programme.requests import addressees, letter, template
from kotolib.sources.absent import absent
from tests.filled_workbook import write

DAY = date(2026, 11, 24)
FORMS = (
    "residence_grounds",
    "early_childhood_participation",
    "employment_by_origin",
    "long_term_unemployed_foreign_citizens",
    "learning_results",
    "hate_crimes",
    "integration_training_places",
    "clients_reached",
)
AREAS = ("Kangasala", "Helsinki", "Jomala", "Närpiö", "Kangasala+Orivesi", "maakunta:Pirkanmaa")


@pytest.fixture(autouse=True)
def own(tmp_path, monkeypatch):
    """A folder of the municipality's own, so that nothing is written into the checkout."""
    monkeypatch.setenv("KOTO_OWN", str(tmp_path / "own"))
    return tmp_path / "own"


def asked(form: str, area: str = "Kangasala", language: str = "", years=None) -> letter.Request:
    return requests.request(requests.form(form), areas.get(area), DAY, language, years)


def text(request: letter.Request) -> str:
    return letter.as_text(letter.letter(request, "x.xlsx"))


def unbroken(text: str) -> str:
    return " ".join(text.split())


# --- the forms


def test_the_forms_that_are_promised_are_there():
    assert set(FORMS) <= set(requests.forms())


def test_every_form_names_declared_missing_figures_and_an_addressee():
    for form in requests.forms().values():
        assert all(absent(key) for key in form.absent) and form.to in addressees.addressees()
        assert {form.id} == {requests.form(name).id for name in (form.id, *form.name)}


def test_an_empty_section_finds_its_form():
    assert requests.form_for("reasons_of_arrival").id == "residence_grounds"
    assert requests.form_for("racist_crimes").id == "hate_crimes"
    assert requests.form_for("employment_by_origin").id == "employment_by_origin"
    assert requests.form_for("relations") is None


def test_an_empty_section_names_the_command_that_writes_the_request(here):
    from kotolib.display.absence import missing

    command = "python3 koto.py request residence_grounds --area 211"
    told = missing(here(), "reasons_of_arrival")
    assert told.text.endswith(f"Valmis tietopyyntö: {command}")
    assert f"`{command}`" in told._repr_mimebundle_()["text/markdown"]
    assert missing(here(), "relations").ask == ""
    for word in ("Kangasala+Orivesi", "työllisyysalue:Tampereen seutu", "koko maa"):
        joint = here(word)
        typed = shlex.split(missing(joint, "reasons_of_arrival").commands[0])
        assert len(typed) == 6 and areas.get(typed[-1]).id == joint.area.id


def test_a_form_that_does_not_exist_is_told_with_the_nearest():
    with pytest.raises(WrongWords, match=r"Tietopyyntöä ”hate_crime” ei ole. Lähimmät: hate_crimes"):
        requests.form("hate_crime")


# --- to whom


@pytest.mark.parametrize(
    ("addressee", "area", "language", "names"),
    [
        ("immigration_service", "Kangasala", "fi", ["Maahanmuuttovirasto"]),
        ("immigration_service", "Jomala", "sv", ["Migrationsverket"]),
        ("statistics", "Kangasala", "sv", ["Statistikcentralen"]),
        ("statistics", "Jomala", "sv", ["Ålands statistik- och utredningsbyrå ÅSUB"]),
        ("employment_authority", "Kangasala", "fi", ["Tampereen seudun työllisyysalue"]),
        ("employment_authority", "Helsinki", "fi", ["Helsingin työllisyysalue"]),
        ("employment_authority", "Jomala", "sv", ["Ålands arbetsmarknads- och studieservicemyndighet AMS"]),
        ("wellbeing_services", "Kangasala", "fi", ["Pirkanmaan hyvinvointialue"]),
        ("wellbeing_services", "Helsinki", "fi", ["Helsingin kaupunki, sosiaali-, terveys- ja pelastustoimiala"]),
        ("wellbeing_services", "Jomala", "sv", ["Kommunernas socialtjänst k.f. (KST)"]),
        ("school", "Kangasala+Orivesi", "fi", ["Kangasalan kaupungin opetustoimi", "Oriveden kaupungin opetustoimi"]),
        ("school", "Pedersöre", "sv", ["utbildningsväsendet i Pedersöre"]),
        ("police", "Helsinki", "sv", ["Polisinrättningen i Helsingfors"]),
        ("police", "Närpiö", "sv", ["den polisinrättning vars område Närpes hör till"]),
        ("police", "Jomala", "fi", ["Ahvenanmaan poliisi"]),
    ],
)
def test_a_request_goes_to_who_has_the_figures(addressee, area, language, names):
    assert addressees.names(addressee, areas.get(area), language) == names


def test_a_region_with_several_employment_areas_asks_them_all_and_one_with_helsinki_asks_it_too():
    assert len(addressees.names("employment_authority", areas.get("maakunta:Pirkanmaa"), "fi")) == 3
    told = addressees.names("wellbeing_services", areas.get("maakunta:Uusimaa"), "fi")
    assert len(told) > 2 and told[-1].startswith("Helsingin kaupunki")


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_an_addressee_everywhere(form, area):
    for language in ("fi", "sv"):
        request = asked(form, area, language)
        told = letter.letter(request, "x.xlsx")
        assert told.addressees and all(name and not re.search(r"[{}]", name) for name in told.addressees)
        if areas.get(area).aland:
            mainland = ("hyvinvointialue", "työllisyysalue", "elinvoimakeskus", "681/2023", "Tilastokeskus")
            assert not any(word in text(request) for word in mainland)


# --- what the letter says


def test_the_letter_says_what_by_which_classes_and_years_smallest_cell_purpose_and_where_to_return():
    told = unbroken(text(asked("long_term_unemployed_foreign_citizens")))
    for part in (
        "Tietopyyntö: Pitkäaikaistyöttömät ulkomaan kansalaiset Kangasala, 24.11.2026 Tampereen seudun työllisyysalue",
        "Pyydämme seuraavat luvut: ulkomaan kansalaiset, jotka ovat olleet työttöminä työnhakijoina yhtäjaksoisesti",
        "- Kunta: Kangasala (211) - Vuosi: 2021–2025 - Sukupuoli: naiset; miehet - Ikä: alle 25 vuotta;",
        "Pienin luku, jonka tarvitsemme, on 5. Jos luku on 1–4 tai ette saa luovuttaa sitä, merkitkää soluun kolme",
        "(laki kotoutumisen edistämisestä 681/2023, 5 luku). Alle 5 henkilön lukuja ei julkaista.",
        "Täyttäkää oheinen Excel-pohja x.xlsx. Toivomme vastausta viimeistään 22.12.2026.",
        "Palauttakaa pohja vastaamalla tähän viestiin.",
    ):
        assert part in told


def test_the_letter_of_a_municipality_of_aland_is_in_swedish_and_names_its_own_law():
    told = unbroken(text(asked("clients_reached", "Jomala")))
    assert told.startswith("Begäran om uppgifter: Klienter som tjänsterna når Jomala, 24.11.2026 Kommunernas socialtj")
    assert "(landskapslagen om främjande av integration, ÅFS 2012:74, 26 §). Tal under 5 personer publiceras" in told


@pytest.mark.parametrize("form", FORMS)
def test_a_swedish_letter_has_no_finnish_in_it(form):
    told = text(asked(form, "Pedersöre", "sv"))
    assert not re.search(r"\b(Pyydämme|Luvut|Vuosi|Kunta|ja|tai|on|ei|jos)\b", told)
    assert max(map(len, told.splitlines())) <= 96


def test_the_workbook_gives_threshold_coordinator_and_contact():
    area = areas.get("Kangasala")
    said = beginning(area, "fi")
    boss = Responsibility(
        id="V1", role="coordinator", body="Hyvinvoinnin palvelualue", contact="koto@kangasala.example"
    )
    said = said.model_copy(update={"responsibilities": (boss,), "basics": Basics(smallest_count=7)})
    keeping.write_new(making.workbook(said, area, "fi", DAY, ""), keeping.place(area))
    told = unbroken(text(asked("hate_crimes")))
    assert "Pienin luku, jonka tarvitsemme, on 7. Jos luku on 1–6" in told
    assert "tähän viestiin tai osoitteeseen koto@kangasala.example." in told
    assert told.endswith("Hyvinvoinnin palvelualue Kangasala")


def test_a_broken_workbook_does_not_stop_a_request(own):
    place = keeping.place(areas.get("Kangasala"))
    place.parent.mkdir(parents=True)
    place.write_bytes(b"ei mikaan tyokirja")
    assert "Pienin luku, jonka tarvitsemme, on 5." in unbroken(text(asked("hate_crimes")))


@pytest.mark.parametrize(("first", "last"), [(2025, 2021), (1800, 2020), (2021, 2027)])
def test_years_that_cannot_be_asked_are_told(first, last):
    with pytest.raises(WrongWords) as refused:
        asked("hate_crimes", years=(first, last))
    assert refused.value.tell() == (
        f"Vuosia {first}–{last} ei voi pyytää. Anna vuodet väliltä 1990–2026, esimerkiksi 2021-2025."
    )


# --- the template


def sheet_of(request: letter.Request):
    return openpyxl.load_workbook(io.BytesIO(template.template(request, letter.letter(request, "x.xlsx"))))


@pytest.mark.parametrize("form", FORMS)
def test_the_template_has_a_line_for_every_municipality_year_and_class(form):
    request = asked(form, "Kangasala+Orivesi", years=(2024, 2025))
    page = sheet_of(request).worksheets[0]
    lines = len(request.form.lines("fi"))
    rows = list(page.iter_rows(min_row=template.FIRST, values_only=True))
    assert len(rows) == 2 * 2 * lines
    assert {row[0] for row in rows} == {"211", "562"} and {row[2] for row in rows} == {2024, 2025}
    assert page.cell(1, 1).value.startswith(f"koto-request:{form}:1:fi:")
    ids = [cell.value for cell in page[1]][1:]
    assert ids == ["municipality", "year", *request.form.classes, *request.form.figures, "remark"]
    assert page.row_dimensions[1].hidden


def test_only_what_is_asked_can_be_written_and_only_numbers_or_three_points():
    request = asked("early_childhood_participation", years=(2025, 2025))
    page = sheet_of(request).worksheets[0]
    given, figure = page.cell(template.FIRST, 4), page.cell(template.FIRST, 6)
    assert page.protection.sheet and given.protection.locked and not figure.protection.locked
    (rule,) = page.data_validations.dataValidation
    assert str(rule.sqref) == f"F{template.FIRST}:G{template.FIRST + 5}" and rule.showErrorMessage
    assert rule.formula1 == 'OR(AND(ISNUMBER(F4),F4>=0),F4="…",F4="...")'


def test_the_same_request_gives_the_same_bytes():
    request = asked("hate_crimes")
    told = letter.letter(request, "x.xlsx")
    assert template.template(request, told) == template.template(request, told)
    assert letter_docx(told, request) == letter_docx(told, request)


def test_too_many_lines_are_told():
    with pytest.raises(WrongWords, match=r"Vastauspohjassa olisi \d+ riviä, mikä on liikaa\."):
        requests.write(asked("residence_grounds", "koko maa", years=(2021, 2025)))


# --- the command


def told(capsys, *words: str) -> tuple[int, str, str]:
    code = main(list(words))
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_without_a_form_the_command_lists_them(capsys):
    code, out, _ = told(capsys, "request")
    assert code == 0 and [line.split()[0] for line in out.splitlines()] == list(requests.forms())
    assert "Epäillyt viharikokset" in out
    assert "Misstänkta hatbrott" in told(capsys, "request", "--language", "sv")[1]


def test_the_command_writes_letter_document_and_template_and_logs_the_threshold(capsys, own):
    code, out, _ = told(capsys, "request", "hate_crimes", "--area", "Kangasala", "--as-of", "2026-11-24")
    folder = own / "211-kangasala" / "requests"
    assert code == 0 and str(folder / "hate_crimes-fi.txt") in out
    written = {path.name for path in folder.iterdir() if not path.name.startswith(".")}
    assert written == {"hate_crimes-fi.txt", "hate_crimes-fi.docx", "hate_crimes-fi.xlsx"}
    said = (folder / "hate_crimes-fi.txt").read_text(encoding="utf-8")
    document = docx.Document(folder / "hate_crimes-fi.docx")
    words = " ".join(paragraph.text for paragraph in document.paragraphs)
    for sentence in (
        "Poliisilaitos, jonka alueeseen Kangasala kuuluu",
        "Emme pyydä tietoja yksittäisistä henkilöistä.",
    ):
        assert sentence in said and sentence in words
    (line,) = (own / "211-kangasala" / "disclosure.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["threshold"] == 5


@pytest.mark.parametrize("ending", ["txt", "docx", "xlsx"])
def test_nothing_is_written_over_or_beside_an_earlier_request(capsys, own, ending):
    folder = own / "211-kangasala" / "requests"
    folder.mkdir(parents=True)
    (folder / f"hate_crimes-fi.{ending}").write_text("oma", encoding="utf-8")
    code, _, err = told(capsys, "request", "hate_crimes", "--area", "Kangasala", "--as-of", "2026-11-24")
    assert code == 4 and err.strip() == (
        f"Tietopyyntö {folder / f'hate_crimes-fi.{ending}'} on jo olemassa, eikä sitä korvata. Siirrä se muualle, jos "
        "haluat uuden."
    )
    assert [path.read_text(encoding="utf-8") for path in folder.iterdir()] == ["oma"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["hate_crimes"], "Kerro valitsimella --area, minkä alueen luvut pyydetään."),
        (["hate_crimes", "--area", "Kangasala", "--years", "eilen"], "Vuodet ”eilen” eivät ole muotoa 2021-2025."),
        (
            ["hate_crimes", "--area", "Kangasala", "--language", "en"],
            "A data request is not made in the language “en”. Languages: fi, sv.",
        ),
        (["hevoset", "--area", "Kangasala"], "Tietopyyntöä ”hevoset” ei ole."),
    ],
)
def test_wrong_words_are_told_in_one_sentence(capsys, own, words, sentence):
    code, out, err = told(capsys, "request", *words)
    assert code == 2 and not out and err.startswith(sentence) and not own.exists()


def test_a_workbook_written_by_people_is_read_too(tmp_path):
    area = areas.get("Kangasala")
    keeping.write_new(making.workbook(beginning(area, "fi"), area, "fi", DAY, ""), keeping.place(area))
    write(keeping.place(area), {("responsibilities", "V1", "contact"): "=1+1"})
    assert "Palauttakaa pohja vastaamalla tähän viestiin." in unbroken(text(asked("hate_crimes")))
