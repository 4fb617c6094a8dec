"""Returned copies and forms joined into the programme's workbook: by row ids, overwriting nothing, conflicts listed."""

import shutil
import time
import zipfile

import openpyxl
import pytest

from kotolib.cli.command_line import main
from kotolib.errors import InTheWay, StoreDamaged
from kotolib.programme import merging, reading
from tests.filled_workbook import DAY, GOAL, cell, change, new, page, write


@pytest.fixture
def programme(tmp_path):
    return write(new(tmp_path), GOAL)


def copy_of(programme, name, typed):
    return write(shutil.copy(programme, programme.with_name(name)), typed)


def form(folder, name, language="fi", *findings):
    path = new(folder, "211", language, "findings").rename(folder / f"{name}.xlsx")
    kind = {"fi": "tarve", "sv": "behov"}[language]

    def fill(book):
        for number, text in enumerate(findings, start=7):
            cell(book, "findings", f"#{number}", "kind").value = kind
            cell(book, "findings", f"#{number}", "text").value = text

    return change(path, fill)


def goals(path):
    return {goal.id: goal for goal in reading.read(path).programme.goals}


def findings(path):
    return {finding.id: finding.text for finding in reading.read(path).programme.findings}


def test_an_empty_cell_is_filled_and_a_backup_kept(programme):
    before = programme.read_bytes()
    copy = copy_of(programme, "a.xlsx", {("goals", "T1", "responsible"): "Työllisyysalue"})
    merged = merging.merge([copy], programme, DAY)
    assert (merged.added, merged.filled, merged.conflicts) == (0, 1, [])
    assert goals(programme)["T1"].responsible == "Työllisyysalue"
    assert merged.backup.name == "programme.2026-11-24.xlsx" and merged.backup.read_bytes() == before


def test_what_both_say_differently_is_a_conflict_and_the_workbook_stands(programme):
    copy = copy_of(programme, "a.xlsx", {("goals", "T1", "target"): 15})
    before = programme.read_bytes()
    merged = merging.merge([copy], programme, DAY)
    assert [each.tell(merged.texts) for each in merged.conflicts] == [
        "Taulukko Tavoitteet, rivi 7, sarake Tavoitetaso: työkirjassa on ”20 %”, tiedostossa a.xlsx ”15”. "
        "Työkirjan tieto jäi voimaan."
    ]
    assert programme.read_bytes() == before and merged.backup is None


def test_two_copies_that_fill_one_cell_differently_give_the_first_and_a_conflict(programme):
    copies = [
        copy_of(programme, f"{name}.xlsx", {("goals", "T1", "responsible"): name}) for name in ("Sivistys", "Elinvoima")
    ]
    merged = merging.merge(copies, programme, DAY)
    assert goals(programme)["T1"].responsible == "Sivistys"
    assert [(each.kept, each.other, each.file) for each in merged.conflicts] == [
        ("Sivistys", "Elinvoima", "Elinvoima.xlsx")
    ]


def test_new_rows_of_two_copies_with_one_id_are_both_kept_and_references_follow(programme):
    one = copy_of(
        programme,
        "a.xlsx",
        {("goals", "T2", "text"): "Osallisuus", ("measures", "TP2", "text"): "Ilta", ("measures", "TP2", "goal"): "T2"},
    )
    other = copy_of(
        programme,
        "b.xlsx",
        {("goals", "T2", "text"): "Koulutus", ("measures", "TP2", "text"): "Kurssi", ("measures", "TP2", "goal"): "T2"},
    )
    merged = merging.merge([one, other], programme, DAY)
    assert {key: goal.text for key, goal in goals(programme).items() if key != "T1"} == {
        "T2": "Osallisuus",
        "T3": "Koulutus",
    }
    measures = {measure.text: measure.goal for measure in reading.read(programme).programme.measures}
    assert (measures["Ilta"], measures["Kurssi"]) == ("T2", "T3")
    assert "b.xlsx: rivi T2 sai tunnuksen T3, koska T2 oli jo käytössä." in merged.told
    assert merged.conflicts == [] and merged.added == 4


def test_forms_in_either_language_become_rows_with_ids_of_their_own(programme, tmp_path):
    forms = [
        form(tmp_path, "yhdistys", "fi", "Iltakursseja ei ole.", "Bussi ei kulje."),
        form(tmp_path, "förening", "sv", "Det saknas kurser."),
    ]
    merged = merging.merge(forms, programme, DAY)
    assert merged.added == 3 and merged.conflicts == [] and merged.told == []
    assert findings(programme) == {
        "H1": GOAL["findings", "H1", "text"],
        "H2": "Iltakursseja ei ole.",
        "H3": "Bussi ei kulje.",
        "H4": "Det saknas kurser.",
    }
    rows = reading.read(programme).programme.findings
    assert {row.kind for row in rows[1:]} == {"need"}
    assert cell(openpyxl.load_workbook(programme), "findings", "H4", "kind").value == "tarve"


def test_the_same_form_joined_again_brings_nothing(programme, tmp_path):
    sent = form(tmp_path, "yhdistys", "fi", "Iltakursseja ei ole.")
    merging.merge([sent], programme, DAY)
    before = programme.read_bytes()
    again = merging.merge([sent, sent], programme, DAY)
    assert (again.added, again.filled, again.conflicts) == (0, 0, [])
    assert programme.read_bytes() == before


def test_more_findings_than_there_are_empty_rows_go_below_and_look_alike(programme, tmp_path):
    sent = form(tmp_path, "kysely", "fi", *(f"Havainto {number}" for number in range(60)))
    assert merging.merge([sent], programme, DAY).added == 60
    done = reading.read(programme)
    assert len(done.programme.findings) == 61 and len({row.id for row in done.programme.findings}) == 61
    sheet = page(openpyxl.load_workbook(programme), "findings")
    assert not sheet.cell(60, 3).protection.locked and sheet.cell(60, 3).alignment.wrap_text
    assert done.sentences() == []


def test_a_cell_that_cannot_be_read_is_not_written_over(programme):
    write(programme, {("goals", "T1", "target"): "noin 60"})
    copy = copy_of(programme, "a.xlsx", {("goals", "T1", "target"): 15})
    (conflict,) = merging.merge([copy], programme, DAY).conflicts
    assert (conflict.kept, conflict.other) == ("noin 60", "15")


def test_what_a_copy_could_not_say_is_told(programme):
    copy = copy_of(programme, "a.xlsx", {("goals", "T1", "baseline_year"): "viime vuosi"})
    (told,) = merging.merge([copy], programme, DAY).told
    assert told.startswith("a.xlsx: Taulukko Tavoitteet, rivi 7, sarake Lähtövuosi: ”viime vuosi” ei ole vuosi.")


def test_what_a_new_workbook_itself_says_is_no_opinion(programme):
    write(programme, {("timetable", "A1", "state"): "valmis", ("basics", "state", "answer"): "lausunnoilla"})
    folder = programme.parent / "untouched"
    folder.mkdir()
    assert merging.merge([new(folder)], programme, DAY).conflicts == []


def test_facts_and_documents_are_filled_and_conflict_like_rows(programme):
    write(programme, {("basics", "first_year", "answer"): 2026})
    copy = copy_of(
        programme,
        "a.xlsx",
        {
            ("basics", "first_year", "answer"): 2027,
            ("basics", "last_year", "answer"): 2029,
            ("basics", "document.equality_plan", "answer"): "ei ole",
        },
    )
    merged = merging.merge([copy], programme, DAY)
    done = reading.read(programme).programme
    assert (done.basics.first_year, done.basics.last_year) == (2026, 2029)
    assert [(document.id, document.absent) for document in done.documents] == [("equality_plan", True)]
    assert [(each.kept, each.other) for each in merged.conflicts] == [("2026", "2027")]


def test_a_sheet_with_a_personal_identity_code_is_not_joined_but_the_others_are(programme):
    copy = copy_of(
        programme,
        "a.xlsx",
        {("findings", "H2", "text"): "131052-308T kertoi", ("goals", "T2", "text"): "Osallisuus"},
    )
    merged = merging.merge([copy], programme, DAY)
    assert goals(programme)["T2"].text == "Osallisuus" and list(findings(programme)) == ["H1"]
    assert (
        "a.xlsx: taulukkoa Havainnot ei koottu, koska siinä on henkilötunnus. Poista se ja kokoa uudelleen."
        in merged.told
    )
    assert "308T" not in " ".join(merged.sentences())


def test_texts_withheld_in_the_workbook_itself_stay_in_it(programme):
    write(programme, {("goals", "T3", "text"): "131052-308T"})
    copy = copy_of(programme, "a.xlsx", {("goals", "T3", "text"): None, ("goals", "T1", "responsible"): "x"})
    merging.merge([copy], programme, DAY)
    book = openpyxl.load_workbook(programme)
    assert cell(book, "goals", "T1", "text").value == GOAL["goals", "T1", "text"]
    assert cell(book, "goals", "T3", "text").value == "131052-308T"


def test_unknown_sheets_and_formulas_of_the_workbook_stay(programme):
    write(programme, {("goals", "T2", "baseline"): "=1+1", ("goals", "T2", "text"): "y"})
    change(programme, lambda book: book.create_sheet("Muistio").append(["Soita"]))
    copy = copy_of(programme, "a.xlsx", {("goals", "T1", "responsible"): "x"})
    merging.merge([copy], programme, DAY)
    book = openpyxl.load_workbook(programme)
    assert book["Muistio"]["A1"].value == "Soita"
    assert cell(book, "goals", "T2", "baseline").value == "=1+1"


def test_a_workbook_with_parts_that_would_be_lost_stays_and_the_joined_one_is_beside(programme):
    copy = copy_of(programme, "a.xlsx", {("goals", "T1", "responsible"): "x"})
    with zipfile.ZipFile(programme, "a") as parts:
        parts.writestr("xl/slicers/slicer1.xml", b"<slicers/>")
    before = programme.read_bytes()
    merged = merging.merge([copy], programme, DAY)
    assert programme.read_bytes() == before and merged.backup is None
    assert merged.path.name == "programme.koottu-2026-11-24.xlsx" and goals(merged.path)["T1"].responsible == "x"
    assert any("katoaisi osia (osittajat)" in sentence for sentence in merged.told)


def test_an_open_workbook_is_not_joined_into(programme):
    copy = copy_of(programme, "a.xlsx", {("goals", "T1", "responsible"): "x"})
    (programme.parent / f".~lock.{programme.name}#").write_bytes(b"")
    before = programme.read_bytes()
    with pytest.raises(InTheWay, match="on auki"):
        merging.merge([copy], programme, DAY)
    assert programme.read_bytes() == before


def test_a_copy_that_is_no_workbook_stops_before_anything_is_written(programme, tmp_path):
    (tmp_path / "b.xlsx").write_bytes(b"x")
    good = copy_of(programme, "a.xlsx", {("goals", "T1", "responsible"): "x"})
    before = programme.read_bytes()
    with pytest.raises(StoreDamaged, match=r"^b\.xlsx ei ole ehjä"):
        merging.merge([good, tmp_path / "b.xlsx"], programme, DAY)
    assert programme.read_bytes() == before


def test_merge_tells_what_was_done_and_ends_with_1_when_conflicts_remain(programme, capsys):
    copy = copy_of(programme, "a.xlsx", {("goals", "T1", "target"): 15, ("goals", "T1", "responsible"): "x"})
    words = ["merge", str(copy), "--into", str(programme), "--as-of", "2026-11-24"]
    assert main(words) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[0] == f"{programme}: uusia rivejä 0, täydennettyjä soluja 1."
    assert out[1] == f"Aiempi tilanne: {programme.with_name('programme.2026-11-24.xlsx')}"
    assert out[2] == "1 ristiriita jäi ratkaistavaksi:" and "sarake Tavoitetaso" in out[3]
    assert main(["merge", str(copy)]) == 2


def test_a_form_of_thousands_of_rows_is_joined_quickly(programme, tmp_path):
    sent = form(tmp_path, "kysely", "fi", *(f"Havainto {number}" for number in range(3000)))
    started = time.process_time()
    assert merging.merge([sent], programme, DAY).added == 3000
    assert time.process_time() - started < 15
