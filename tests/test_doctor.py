"""doctor: what has become of the tables that are fetched; at a service on the loopback address, and without network."""

import copy
import re
from datetime import date
from pathlib import Path

import pytest

from kotolib import cli, sources
from kotolib.fetch import description, jsonstat
from kotolib.fetch.matching import changes
from kotolib.retrieval import freshness
from kotolib.store import editions
from tests import fetching_project as project
from tests import px_service
from tests.fetching_project import CHILDREN_PATH, LANGUAGES_PATH, fetching

STATFIN = Path(__file__).parent / "fixtures" / "wire" / "statfin"
FETCHED = "2026-11-24T101530"


@pytest.fixture
def service(tmp_path, monkeypatch):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with px_service.running() as service:
        project.fill(service)
        monkeypatch.setenv("KOTO_HOME", str(project.make(tmp_path / "home", service.base)))
        yield service


def told(capsys, *words: str) -> tuple[int, str]:
    code = cli.main(["doctor", "--as-of", "2026-11-24", *words])
    return code, capsys.readouterr().out


def test_a_declaration_that_was_never_tried_says_so_until_the_first_success(service, capsys):
    code, text = told(capsys)
    assert code == 0 and "· 15la: kuvausta ei ole kokeiltu palvelua vastaan" in text
    assert "Mikään ei estä hakemasta lukuja." in text and "!" not in text
    fetching(FETCHED).all(["15la"])
    code, text = told(capsys)
    assert code == 0 and "15la: kuvausta" not in text and "15ch: kuvausta ei ole kokeiltu" in text


def test_offline_asks_nobody(service, capsys):
    code, text = told(capsys, "--offline")
    assert code == 0 and service.calls == [] and "Palveluilta ei kysytty mitään." in text
    assert "· 11re: seuraavien lukujen piti ilmestyä viimeistään 1.5.2025; viimeinen ajankohta on 2023." in text


def test_what_has_changed_since_the_last_fetch_is_told(service, capsys):
    fetching(FETCHED).all([])
    table = service.tables[LANGUAGES_PATH]
    renamed = copy.deepcopy(table.variables)
    renamed[0]["code"] = "alue_23_20270101"
    renamed[1]["values"], renamed[1]["valueTexts"] = ["SSS", "fi", "02", "uk"], ["Yhteensä", "suomi", "muut", "ukraina"]
    renamed[2]["values"], renamed[2]["valueTexts"] = ["2024"], ["2024"]
    table.variables = renamed
    code, text = told(capsys)
    assert code == 0
    assert "15la: Muuttujan ”alue_23_20260101” nimi on nyt ”alue_23_20270101”." in text
    assert "15la: Muuttujaan ”kieli_15_20180102” on tullut: uk." in text
    assert "15la: Muuttujasta ”timeperiod_y” on poistunut: 2023." in text


def test_a_table_whose_file_has_a_new_name_is_told(service, capsys):
    service.tables["StatFin/vaerak/statfin_vaerak_pxt_15la.px"] = service.tables.pop(LANGUAGES_PATH)
    fetching(FETCHED).all(["15la"])
    service.tables[LANGUAGES_PATH] = service.tables.pop("StatFin/vaerak/statfin_vaerak_pxt_15la.px")
    code, text = told(capsys)
    assert code == 0 and "nimi on muuttunut: statfin_vaerak_pxt_15la.px → 15la.px. Haku löytää sen." in text


@pytest.mark.parametrize("what", ["retired", "content gone"])
def test_what_stands_in_the_way_of_fetching_is_a_fault(service, capsys, what):
    fetching(FETCHED).all([])
    if what == "retired":
        del service.tables[CHILDREN_PATH]
    else:
        service.tables[CHILDREN_PATH].variables[2]["values"] = ["kaikki", "other"]
    code, text = told(capsys)
    assert code == 1 and re.search(r"^! 15ch: .*(siirtyä|koodia ”vko”)", text, re.M), text
    assert ("muuta kuvausta data_sources/15ch.yaml" in text) == (what == "content gone")


def test_a_service_that_does_not_answer_is_code_6(tmp_path, monkeypatch, capsys):
    with px_service.running() as service:
        gone = service.base
    monkeypatch.setenv("KOTO_HOME", str(project.make(tmp_path / "home", gone)))
    code, text = told(capsys)
    assert code == 6 and "! 15la: " in text and "Tarkista verkkoyhteys" in text


def test_a_damaged_edition_is_told_with_its_remedy(service, capsys):
    fetching(FETCHED).all(["15la"])
    editions.newest(FETCHED)["15la"].figures.write_bytes(b"PAR1")
    code, text = told(capsys, "--offline")
    assert code == 3 and "! 15la: Haetun taulun 15la tiedostot eivät ole ne" in text


def test_the_renaming_of_june_2026_is_told_of_the_genuine_table():
    before = description.decode((STATFIN / "vaerak_pxt_11re.metadata.json").read_bytes())
    after = jsonstat.decode_dataset((STATFIN / "api-query-three-cities.json").read_bytes())
    sentences = [str(one) for one in changes(before, after)]
    assert sentences[:5] == [
        "Muuttujan ”Alue” nimi on nyt ”alue_23_20260101”.",
        "Muuttujan ”Sukupuoli” nimi on nyt ”sukupuoli_9_20180101”.",
        "Muuttujan ”Ikä” nimi on nyt ”ikaryhma_10_20180101”.",
        "Muuttujan ”Vuosi” nimi on nyt ”timeperiod_y”.",
        "Muuttujan ”Tiedot” nimi on nyt ”contentscode”.",
    ]
    # The content is the same, the name of its statistic in front.
    assert not any("contentscode” on" in sentence or "vaesto" in sentence for sentence in sentences[5:])


def test_newer_figures_that_should_be_out_are_those_of_the_newest_copy(service):
    as_of = date(2027, 5, 2)
    assert freshness.to_fetch(as_of) == ()
    fetching(FETCHED).all(["15la"])
    assert freshness.to_fetch(as_of) == ("15la",) and freshness.to_fetch(date(2026, 4, 30)) == ()
    project.fill(service, ("2023", "2024", "2025", "2026"))
    fetching("2027-05-01T000000").all(["15la"])
    assert freshness.to_fetch(as_of) == () and freshness.to_fetch(as_of, FETCHED) == ("15la",)


def test_run_tells_in_one_line_which_tables_to_fetch(here, capsys):
    from kotolib.cli import run

    run._tell_of_passed("2026-11", "2026-11-24", here().texts)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("Uudempien lukujen pitäisi jo olla saatavilla: 11ae, 11lj, 11re, ")
    assert line.endswith(". Hae ne: python3 koto.py fetch") and "12w7" not in line
    run._tell_of_passed("2026-11", "2021-01-01", here().texts)
    assert capsys.readouterr().err == ""


def test_every_declared_rhythm_is_known():
    from kotolib.sources import rhythm

    for source in sources.load().sources.values():
        for last in ("2023", "2025M01", "2025Q1"):
            assert rhythm.next_update(source, last) or source.updates == "ended"
        assert rhythm.next_update(source, "2023/2024") is None
