"""The programme workbook as it is made: sheets, what is known already, drop-downs, protection, paper, bytes."""

import io

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from kotolib import areas
from kotolib.cli.command_line import main
from kotolib.programme import beginning, keeping, making, reading, records, sheets
from tests.filled_workbook import DAY, cell, new, page

FINNISH = [
    "Perustiedot",
    "Vastuut",
    "Yhteistyö",
    "Aikataulu",
    "Kuulemiset",
    "Havainnot",
    "Palvelut",
    "Tavoitteet",
    "Toimenpiteet",
    "Mittarit",
    "Seuranta",
    "Viestintä",
    "Tekstit",
]
SWEDISH = [
    "Grunduppgifter",
    "Ansvar",
    "Samarbete",
    "Tidsplan",
    "Samråd",
    "Iakttagelser",
    "Tjänster",
    "Mål",
    "Åtgärder",
    "Indikatorer",
    "Uppföljning",
    "Kommunikation",
    "Texter",
]


@pytest.fixture
def own(tmp_path, monkeypatch):
    monkeypatch.setenv("KOTO_OWN", str(tmp_path))
    return tmp_path


def book_of(area, language="fi", only=""):
    place = areas.get(area)
    content = making.workbook(beginning.beginning(place, language), place, language, DAY, only)
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def finnish():
    return book_of("211")


@pytest.fixture(scope="module")
def swedish():
    return book_of("599", "sv")


def test_sheets_stand_in_the_order_of_the_steps_and_the_lists_are_hidden(finnish, swedish):
    assert finnish.sheetnames == [*FINNISH, "Luettelot"]
    assert swedish.sheetnames == [*SWEDISH, "Listor"]
    assert [sheet.title for sheet in finnish if sheet.sheet_state == "hidden"] == ["Luettelot"]


def test_every_column_is_a_field_of_its_record_and_every_field_a_column():
    for sheet in sheets.declared().sheets:
        kind = records.Basics if sheet.layout == "facts" else records.RECORDS[sheet.id]
        columns = sheet.facts if sheet.layout == "facts" else sheet.columns
        assert [name for name in kind.model_fields if name != "id"] == [column.id for column in columns]


def test_every_text_of_the_declaration_is_there_in_both_languages():
    for sheet in sheets.declared().sheets:
        assert all(sheet.title) and all(sheet.purpose)
        for column in (*sheet.columns, *sheet.facts):
            assert all(column.name), column.id
            assert all(column.help) or sheet.layout == "facts", column.id
    assert all(all(pair) for listed in sheets.declared().choices.values() for pair in listed.values())


def test_visible_names_are_short_enough_for_excel_and_differ():
    for place in (0, 1):
        titles = [sheet.title[place] for sheet in sheets.declared().sheets]
        assert len(set(titles)) == len(titles) and max(map(len, titles)) <= 31
        for sheet in sheets.declared().sheets:
            names = [column.name[place] for column in sheet.columns]
            assert len(set(names)) == len(names), sheet.id


def test_the_version_and_the_stable_ids_stand_in_hidden_rows(finnish):
    lists = finnish["Luettelot"]
    assert [c.value for c in lists[1][:4]] == ["koto-lists", "koto-version:1", "fi", "211"]
    for sheet in finnish.worksheets[:-1]:
        assert sheet.row_dimensions[1].hidden and sheet["A1"].value.startswith("koto:")
    assert [c.value for c in finnish["Tavoitteet"][1]][1:4] == ["theme", "text", "population"]


def test_the_same_day_gives_the_same_bytes_and_another_day_other_properties():
    kangasala = areas.get("211")
    known = beginning.beginning(kangasala, "fi")
    first = making.workbook(known, kangasala, "fi", DAY)
    assert making.workbook(known, kangasala, "fi", DAY) == first
    assert making.workbook(known, kangasala, "fi", DAY.replace(day=25)) != first


def partners(area, language="fi"):
    return {row.sector: row.body for row in beginning.beginning(areas.get(area), language).cooperation if row.body}


def test_bodies_bear_the_names_of_today():
    known = beginning.beginning(areas.get("211"), "fi")
    assert partners("211") == {
        "employment_services": "Tampereen seudun työllisyysalue",
        "kela": "Kela",
        "wellbeing_county": "Pirkanmaan hyvinvointialue",
    }
    assert [row.body for row in known.responsibilities] == [
        None,
        "kaupunginvaltuusto",
        "kaupunginhallitus",
        "Sisä-Suomen elinvoimakeskus",
    ]
    assert partners("599", "sv")["wellbeing_county"] == "Österbottens välfärdsområde"


def test_helsinki_has_no_wellbeing_services_county_as_a_partner():
    assert "wellbeing_county" not in partners("091")
    assert partners("091")["employment_services"] == "Helsingin työllisyysalue"


def test_aland_has_none_of_the_mainlands_bodies_and_no_purposes_of_its_act():
    known = beginning.beginning(areas.get("766"), "sv")
    assert partners("766", "sv") == {"kela": "FPA", "authority": "Ålands landskapsregering"}
    assert not [row for row in known.responsibilities if row.role == "state_contact"]
    texts = {str(c.value) for sheet in book_of("766", "sv").worksheets[:-1] for row in sheet for c in row if c.value}
    assert not [
        text for text in texts if "integrationslag" in text or "livskraftscentral" in text or "Traficom" in text
    ]


def test_a_joint_programme_has_the_bodies_of_all_its_members():
    known = beginning.beginning(areas.get("211+091"), "fi")
    centres = [row.body for row in known.responsibilities if row.role == "state_contact"]
    assert centres == ["Uudenmaan elinvoimakeskus", "Sisä-Suomen elinvoimakeskus"]
    assert known.basics.municipalities == ("Helsinki", "Kangasala")
    assert known.basics.approving_body == "jäsenkuntien valtuustot"


@pytest.mark.parametrize(
    ("area", "language", "name", "body"),
    [
        ("895", "fi", "Uudenkaupungin kotoutumisen edistämisen ohjelma", "kaupunginvaltuusto"),
        ("139", "fi", "Iin kotoutumisen edistämisen ohjelma", "kunnanvaltuusto"),
        ("072", "sv", "Program för främjande av integration på Karlö", "kommunfullmäktige"),
        ("545", "sv", "Program för främjande av integration i Närpes", "stadsfullmäktige"),
    ],
)
def test_the_programme_is_named_in_the_right_form(area, language, name, body):
    known = beginning.beginning(areas.get(area), language).basics
    assert (known.name, known.approving_body) == (name, body)


def test_every_audience_gets_every_subject(finnish):
    rows = beginning.beginning(areas.get("211"), "fi").communication
    assert len({(row.subject, row.audience) for row in rows}) == 12


def validations(sheet):
    return {(rule.formula1, str(rule.sqref)): rule for rule in sheet.data_validations.dataValidation}


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_drop_down_lists_its_choices_on_the_hidden_sheet(language, finnish, swedish):
    book = finnish if language == "fi" else swedish
    lists = book.worksheets[-1]
    for sheet in sheets.declared().sheets:
        if sheet.layout != "rows" or sheet.optional:
            continue
        filled = page(book, sheet.id)
        rules = list(filled.data_validations.dataValidation)
        for column in sheet.columns:
            if column.kind in ("choice", "many"):
                place = cell(book, sheet.id, "#7", column.id)
                rule = next(rule for rule in rules if place.coordinate in rule.sqref)
                title, where = rule.formula1.rsplit("!", 1)
                left, top, right, bottom = range_boundaries(where.replace("$", ""))
                shown = [lists.cell(row, left).value for row in range(top, bottom + 1)]
                assert title.strip("'") == lists.title and left == right
                assert shown == list(sheets.choices(column.points_to, language).values())
                assert rule.showErrorMessage == (column.kind == "choice")


def test_references_drop_down_the_ids_of_the_other_sheet(finnish):
    rules = finnish["Toimenpiteet"].data_validations.dataValidation
    goal = cell(finnish, "measures", "TP1", "goal").coordinate
    assert next(rule for rule in rules if goal in rule.sqref).formula1 == "'Tavoitteet'!$A$7:$A$206"


def test_every_cell_to_fill_in_says_what_is_asked_when_it_is_chosen(finnish):
    rules = finnish["Tavoitteet"].data_validations.dataValidation
    prompts = {str(rule.sqref): (rule.promptTitle, rule.prompt) for rule in rules if rule.showInputMessage}
    asked = "Luku, esim. 60 tai 60 %. Muutos: muutoksen suuruus. Ero: ero, joka saa jäädä."
    assert ("Tavoitetaso", asked) in prompts.values()
    # A municipality alone chooses no member.
    assert len(prompts) == len(sheets.sheet("goals").columns) - 1


def test_headers_guidance_and_example_are_locked_without_a_password_and_answers_are_open(finnish):
    for sheet in finnish.worksheets[:-1]:
        assert sheet.protection.sheet and not sheet.protection.password
        assert not sheet.protection.insertRows and not sheet.protection.formatColumns  # False is allowed
    goals = finnish["Tavoitteet"]
    assert all(goals.cell(row, 2).protection.locked for row in (1, 2, 4, 5, 6))
    assert not cell(finnish, "goals", "T1", "text").protection.locked
    assert not cell(finnish, "basics", "name", "answer").protection.locked


def test_sheets_print_across_a4_with_the_header_on_every_page_and_it_stays_in_sight(finnish):
    for sheet in finnish.worksheets[:-1]:
        assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize == 9
        assert sheet.print_title_rows == "$4:$4" and sheet.print_area.startswith(f"'{sheet.title}'!$A$2:")
        assert sheet.freeze_panes in ("B5", "C5")


@pytest.mark.parametrize(("area", "language", "mark"), [("211", "fi", "Esimerkki"), ("599", "sv", "Exempel")])
def test_each_sheet_has_a_filled_example_that_is_not_read(tmp_path, area, language, mark):
    path = new(tmp_path, area, language)
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets[:-1]:
        shown = [[c.value for c in row if c.value is not None] for row in sheet.iter_rows()]
        (example,) = [row for row in shown if row and str(row[0]) == mark]
        assert len(example) >= 3
    read = reading.read(path)
    assert read.programme == beginning.beginning(areas.get(area), language)
    assert read.sentences() == []


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_example_is_what_its_column_asks(language):
    from kotolib.programme import cells
    from kotolib.programme.vocabulary import vocabulary

    words = vocabulary(language)
    shown = 0
    for sheet in sheets.declared().sheets:
        for column in sheet.columns:
            example = making.example_of(column, words)
            if example is not None:
                shown += 1
                assert cells.read(column, example, words) not in (None, ())
    assert shown > 80


# --- new


def told(capsys, *words):
    code = main(list(words))
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_new_makes_the_workbook_in_the_municipalitys_folder_and_language(own, capsys):
    assert told(capsys, "new", "Kangasala", "--as-of", "2026-11-24")[0] == 0
    assert told(capsys, "new", "Pedersöre", "--as-of", "2026-11-24")[0] == 0
    assert openpyxl.load_workbook(own / "211-kangasala" / "programme.xlsx").sheetnames[0] == "Perustiedot"
    assert openpyxl.load_workbook(own / "599-pedersoren-kunta" / "programme.xlsx").sheetnames[0] == "Grunduppgifter"
    assert keeping.place(areas.get("211")) == own / "211-kangasala" / "programme.xlsx"


def test_new_never_overwrites(own, capsys):
    told(capsys, "new", "Tampere", "--as-of", "2026-11-24")
    path = own / "837-tampere" / "programme.xlsx"
    before = path.read_bytes()
    code, out, err = told(capsys, "new", "Tampere", "--language", "sv")
    assert (code, out) == (4, "")
    assert err == f"Arbetsboken {path} finns redan och skrivs inte över. Flytta den om du vill ha en ny.\n"
    assert told(capsys, "new", "Tampere")[2] == (
        f"Työkirja {path} on jo olemassa, eikä sitä korvata. Siirrä se muualle, jos haluat uuden.\n"
    )
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_written_is_told(own, capsys):
    (own / "211-kangasala").write_bytes(b"")
    code, _, err = told(capsys, "new", "Kangasala")
    assert code == 4 and err.startswith(f"Kansioon {own / '211-kangasala'} ei voi kirjoittaa (")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--language", "en"], "A workbook is not made in the language “en”. Languages: fi, sv."),
        (["--sheet", "Budjetti"], "Taulukosta ”Budjetti” ei tehdä lomaketta. Taulukot: Vastuut,"),
        (["--from", "x.xlsx", "--sheet", "Havainnot"], "Lomaketta ei tehdä edellisestä ohjelmasta."),
        (["--as-of", "24.11.2026"], "Päivä ”24.11.2026” ei ole muotoa VVVV-KK-PP."),
    ],
)
def test_wrong_words_of_new_are_told_and_make_nothing(own, capsys, words, sentence):
    code, _, err = told(capsys, "new", "Kangasala", *words)
    assert code == 2 and err.startswith(sentence)
    assert not list(own.rglob("*.xlsx"))


@pytest.mark.parametrize("word", ["Havainnot", "iakttagelser", "findings"])
def test_a_form_has_one_sheet_without_the_analysts_columns_and_without_row_ids(own, capsys, word):
    assert told(capsys, "new", "Kangasala", "--sheet", word)[0] == 0
    book = openpyxl.load_workbook(own / "211-kangasala" / "havainnot.xlsx")
    assert book.sheetnames == ["Havainnot", "Luettelot"]
    ids = [c.value for c in book["Havainnot"][1]]
    assert ids == ["koto:findings", "kind", "text", "source", "theme", "population", "quote"]
    assert [c.value for c in book["Havainnot"]["A"][6:]] == [None] * 30
