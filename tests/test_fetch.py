"""Fetching into the store against a service on the loopback address: editions, what has changed, and every fault."""

import errno
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import kotolib
from kotolib import cli, house, sources, store
from kotolib.errors import InTheWay, WrongWords
from kotolib.fetch import calling
from kotolib.indicators import agreement
from kotolib.store import editions, keeping, writing
from tests import fetching_project as project
from tests import px_service
from tests.fetching_project import CHILDREN_PATH, LANGUAGES_PATH, fetching
from tests.px_service import Fault

PACKAGE = str(Path(kotolib.__file__).parents[1])
FIRST, SECOND = "2026-11-24T101530", "2026-12-24T101530"


@pytest.fixture
def service(tmp_path, monkeypatch):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with px_service.running() as service:
        project.fill(service)
        monkeypatch.setenv("KOTO_HOME", str(project.make(tmp_path / "home", service.base)))
        yield service


def value(area: str, language: str, year: str = "2024", edition: str = "latest") -> float:
    rows = store.table("15la", areas=[area], edition=edition)
    return float(rows[(rows["language"] == language) & (rows["time"] == year)]["value"].iloc[0])


def kept() -> list[str]:
    return [path.name for path in sorted(editions.folder().glob("*"))] if editions.folder().exists() else []


# --- what comes


def test_all_tables_become_an_edition_with_cards_and_what_came(service):
    outcomes = fetching(FIRST).all([])
    assert [(one.source.table, one.edition, one.fault) for one in outcomes] == [
        ("15ch", FIRST, None),
        ("15la", FIRST, None),
    ]
    assert store.names() == ["2026-11", FIRST]
    card = store.card("15la")
    assert (card.table, card.copied, card.classification, card.times) == (
        "15la",
        "2026-11-24",
        "2026",
        ("2023", "2024"),
    )
    assert card.publisher["sv"] == "Statistikcentralen" and card.statistic["fi"] == "Väestörakenne"
    assert card.contents == {"vaesto": {"label": "vaerak-vaesto nimi", "unit": ""}}
    raw = keeping.raw_of(editions.newest(FIRST)["15la"])
    assert sorted(raw) == ["001.json", "calls.json", "description.json"]
    calls = json.loads(raw["calls.json"])
    assert calls[1]["question"]["response"] == {"format": "json-stat2"} and calls[1]["headers"]["Date"]
    assert json.loads(raw["001.json"])["class"] == "dataset"


def test_codes_are_ours_regions_are_left_out_and_a_difference_is_told(service):
    fetching(FIRST).all(["15la"])
    rows = store.table("15la")
    assert sorted(rows["area"].unique()) == ["091", "211", "766", "SSS"]
    assert rows.columns.tolist() == ["area", "time", "content", "language", "value", "status"]
    # Cell numbers of the table: area × 12 + language × 4 + year × 2.
    assert value("211", "02") == 2 * 12 + 2 * 4 + 2
    assert value("211", "other") == value("211", "SSS") - value("211", "fi")
    assert store.card("15la").notes == ("Koodi other on laskettu: kaikki (SSS) ilman koodia fi.",)


def test_a_difference_of_a_secret_is_a_secret(service):
    service.tables[LANGUAGES_PATH].symbols[2, 1, 1, 0] = "..."
    fetching(FIRST).all(["15la"])
    rows = store.table("15la", areas=["211"])
    told = rows[rows["time"] == "2024"].set_index("language")["status"].to_dict()
    assert told == {"SSS": "ok", "fi": "suppressed_by_source", "02": "ok", "other": "suppressed_by_source"}


def test_a_zero_that_means_no_data_is_missing(service):
    service.tables[CHILDREN_PATH].numbers[3] = 0
    service.tables[CHILDREN_PATH].numbers[2, 0] = [9, 0]
    fetching(FIRST).all(["15ch"])
    rows = store.table("15ch").set_index(["area", "content"])["status"]
    assert rows["766"].to_dict() == {"kaikki": "missing", "vko": "missing"}
    assert rows["211"].to_dict() == {"kaikki": "ok", "vko": "ok"}


def test_a_table_in_parts_is_the_whole(service):
    fetching(FIRST).all(["15la"])
    whole = store.card("15la").checksum
    service.limits |= {"maxCells": 7}
    seen = []
    parts = fetching(SECOND)
    parts.progress = lambda *told: seen.append(told)
    parts.all(["15la"])
    assert store.card("15la").checksum == whole and len(keeping.raw_of(editions.newest(SECOND)["15la"])) > 4
    assert seen[-1][1] == seen[-1][2] == len(seen) > 2


def test_what_has_changed_since_the_last_edition_is_told(service):
    fetching(FIRST).all(["15la"])
    project.fill(service, ("2023", "2024", "2025"))
    service.tables[LANGUAGES_PATH].numbers[:, :, 0, 0] = 7
    (outcome,) = fetching(SECOND).all(["15la"])
    assert outcome.earlier == FIRST and outcome.changed.new == {"time": ("2025",)}
    assert outcome.changed.gone == {} and outcome.changed.revised > 0
    assert value("211", "02", "2023", FIRST) == 2 * 12 + 2 * 4 and value("211", "02", "2023") == 7


def test_the_names_before_june_2026_are_matched_too(service):
    table = service.tables[LANGUAGES_PATH]
    for variable, name in zip(table.variables, ["Alue", "Kieli", "Vuosi", "Tiedot"], strict=True):
        variable["code"] = name
    table.variables[3]["values"] = ["vaesto", "muutos"]
    service.tables = {"StatFin/vaerak/statfin_vaerak_pxt_15la.px": table}
    (outcome,) = fetching(FIRST).all(["15la"])
    assert outcome.fault is None and value("211", "02") == 34
    assert store.card("15la").classification == ""


def test_an_undeclared_variable_is_asked_for_its_total_alone(service):
    table = px_service.Table.counting(
        Alue=project.AREAS, Kieli=["SSS", "fi", "02"], Vuosi=["2024"], Tiedot=["vaesto"], Sukupuoli=["SSS", "1", "2"]
    )
    service.tables[LANGUAGES_PATH] = table
    fetching(FIRST).all(["15la"])
    assert service.questions[-1].body["query"][-1]["selection"]["values"] == ["SSS"]
    assert value("091", "fi") == 12


def test_the_values_of_an_indicator_come_with_the_table(service):
    agreement.check(sources.load())  # a table that is only waited for is no fault
    from kotolib import indicators, situation

    begin = situation.begin("211", "fi", "latest", "2026-12-25")
    assert len(indicators.values(begin, "foreign_language.count").frame) == 0
    fetching(FIRST).all(["15la"])
    here = situation.begin("211", "fi", "latest", "2026-12-25")
    assert float(indicators.values(here, "foreign_language.count").latest()["value"]) == 34
    assert len(indicators.values(begin, "foreign_language.count").frame) == 0


def test_a_page_tells_the_edition_and_the_day_of_the_fetch(service):
    from kotolib import indicators, situation
    from kotolib.display import wording
    from kotolib.documents.imprint import Imprint

    fetching(FIRST).all(["15la"])
    here = situation.begin("211", "fi", "2026-12-01", "2026-12-25")
    line = wording.source_line(here, indicators.values(here, "foreign_language.count"))
    assert line.startswith("Lähde: Tilastokeskus, Väestörakenne, taulu 15la (haettu 24.11.2026). CC BY 4.0.")
    assert Imprint("211", "fi", here.edition, "2026-12-25").figures.startswith(f"Aineisto: versio {FIRST}.")


# --- faults: each is told, the earlier edition stays, nothing is half-written

OTHER_TABLE = px_service.Table.counting(Kunta=["KU211"], Vuosi=["2024"]).answer([])


def short_answer(service) -> bytes:
    told = service.tables[LANGUAGES_PATH].answer([])
    return json.dumps(told | {"value": told["value"][:-3]}).encode()


FAULTS = {
    "403": (lambda _: [Fault(403, px_service.FORBIDDEN)], "kieltää kyselyn", 6),
    "400": (lambda _: [Fault(400, b"Bad Request")], "ei ymmärrä kyselyä.*doctor", 6),
    "404": (lambda _: [Fault(404, b"Not Found")], "osoitetta ei ole.*doctor", 6),
    "429": (lambda _: [Fault(429)] * 5, "odottamaan", 6),
    "429 until tomorrow": (lambda _: [Fault(429, headers={"Retry-After": "86400"})], "1440 minuuttia", 6),
    "5xx": (lambda _: [Fault(502, b"<title>Bad Gateway</title>")] * 5, "häiriö", 6),
    "reset": (lambda _: [Fault(does="reset")] * 5, "katkaisee yhteyden", 6),
    "cut gzip": (lambda _: [Fault(does="cut_gzip")] * 5, "katkeaa kesken", 6),
    "slow": (lambda _: [Fault(does="trickle")] * 5, "liian hitaasti", 6),
    "captive portal": (lambda _: [Fault(200, b"<!DOCTYPE html><title>Kirjaudu</title>")], "verkkosivu.*Kirjaudu", 3),
    "another table": (lambda _: [Fault(200, json.dumps(OTHER_TABLE).encode())], "toisesta taulukosta", 3),
    "short values": (lambda s: [Fault(200, short_answer(s))], "arvoja on", 3),
    "charset": (lambda _: [Fault(200, '{"label": "Väestö"}'.encode("latin-1"))], "UTF-8", 3),
    "cut JSON": (lambda _: [Fault(200, b'{"version": "2.0", "class": "dataset", "id": ["X"]')], "katkeaa", 3),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_the_answer_leaves_the_earlier_edition(service, monkeypatch, name):
    made, told, code = FAULTS[name]
    fetching(FIRST).all(["15la"])
    if name == "slow":
        monkeypatch.setattr(calling, "WHOLE", 0.05)
        monkeypatch.setattr(calling, "PIECE", 16)
    before = kept()
    service.faults_of_questions += made(service)
    (outcome,) = fetching(SECOND).all(["15la"])
    assert outcome.fault is not None and outcome.fault.exit_code == code
    assert re.search(rf"^{re.escape(service.base)}StatFin/vaerak.*{told}", str(outcome.fault)), str(outcome.fault)
    assert re.search(r"Yritä|doctor", str(outcome.fault)), "what to do next"
    assert outcome.earlier == FIRST and kept() == before and store.edition() == FIRST
    assert not (house.store() / "unfinished").exists(), "nothing came, so there is nothing to go on with"
    assert value("211", "02") == 34


def test_what_passes_is_asked_again_and_kept(service):
    service.faults_of_questions += [Fault(503), Fault(does="reset")]
    (outcome,) = fetching(FIRST).all(["15la"])
    assert outcome.fault is None and value("211", "02") == 34


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda service: service.tables.pop(LANGUAGES_PATH), "400|ei ole kansiossa"),
        (lambda service: service.tables[LANGUAGES_PATH].variables[3].update(values=["a", "b"]), "koodia ”vaesto”"),
        (
            lambda service: service.tables[LANGUAGES_PATH].variables[1].update(values=["SSS", "fin", "02"]),
            "Kieli|language",
        ),
        (
            lambda service: (
                service.tables[LANGUAGES_PATH].variables[1].update(text="Ikä", code="ika", values=["1", "2", "3"])
            ),
            "language",
        ),
        (
            lambda service: service.tables[LANGUAGES_PATH].variables[1].update(values=["SSS", "fi", "99"]),
            "where.language",
        ),
    ],
    ids=["retired", "content gone", "code gone", "variable gone", "an indicator's code gone"],
)
def test_a_table_that_is_not_as_declared_is_not_taken(service, change, told):
    fetching(FIRST).all(["15la"])
    before = kept()
    change(service)
    (outcome,) = fetching(SECOND).all(["15la"])
    assert outcome.fault is not None and re.search(told, str(outcome.fault)), outcome
    assert kept() == before and value("211", "02") == 34
    assert not list((house.store() / "unfinished").glob("15la/*"))


def test_one_failure_is_not_the_others(service):
    del service.tables[LANGUAGES_PATH]
    told = fetching(FIRST).all([])
    assert [bool(one.fault) for one in told] == [False, True] and store.tables()[-2:] != ["15la"]
    assert "15ch" in store.tables() and "15la" not in store.tables()


def test_a_table_that_cannot_be_fetched_is_told_with_those_that_can(service):
    with pytest.raises(WrongWords, match=r"Taulua ”11re” ei voi hakea\. Haettavissa: 15ch, 15la"):
        fetching(FIRST).all(["15la", "11re"])
    assert service.calls == [] and kept() == []


def test_a_full_disk_leaves_the_earlier_edition_and_ends_the_asking(service, monkeypatch, capsys):
    fetching(FIRST).all([])
    before, asked = kept(), len(service.questions)

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writing, "_parquet", full)
    assert cli.main(["fetch"]) == InTheWay.exit_code
    told = capsys.readouterr().err
    assert told.count("ei voi kirjoittaa (levy on täynnä)") == 2 and "Odottamaton" not in told
    assert kept() == before and len(service.questions) == asked + 1


def test_a_store_that_cannot_be_written_is_told_before_anything_is_asked(service, capsys):
    house.store().write_bytes(b"")
    assert cli.main(["fetch"]) == InTheWay.exit_code and service.calls == []
    assert re.search(r"^Kansioon \S+ ei voi kirjoittaa", capsys.readouterr().err)


def test_two_fetches_at_once_do_not_mix(service):
    with (
        keeping.alone("24.11.2026 klo 12.15"),
        pytest.raises(InTheWay, match=rf"prosessi {os.getpid()}, alkanut 24\.11\.2026 klo 12\.15"),
    ):
        fetching(FIRST).all([])
    assert kept() == []


def test_a_service_is_asked_for_its_limits_once_and_its_pace_holds_over_tables(service):
    service.limits |= {"maxCalls": 400, "timeWindow": 1}
    whole = fetching(FIRST)
    whole.all([])
    assert [call.path for call in service.calls].count("/api/v1/fi/?config") == 1
    assert whole.caller.pace.calls == 200 and service.calls[0].path.endswith("?config")


def test_a_service_that_cannot_be_reached_is_not_tried_again_for_every_table(service):
    service.faults += [Fault(503)] * 5
    told = fetching(FIRST).all([])
    assert [str(one.fault) for one in told].count(str(told[0].fault)) == 2 and len(service.calls) == 5


# --- a fetch that is cut short


def test_a_rerun_goes_on_where_a_failed_one_ended(service):
    service.limits |= {"maxCells": 7}
    # The first table comes whole, in two parts; of the second, two parts come before the service closes.
    closing = iter([None, None, None, None, Fault(404, b"")])
    answer = service.answer

    def answering(call):
        if call.method == "POST" and (fault := next(closing, None)):
            return fault
        return answer(call)

    service.answer = answering
    outcomes = fetching(FIRST).all([])
    assert [bool(one.fault) for one in outcomes] == [False, True]
    asked_before = len(service.questions)
    outcomes = fetching("2026-11-24T111530").all([])
    assert [(one.edition, one.fault) for one in outcomes] == [(FIRST, None), (FIRST, None)]
    parts = len(keeping.raw_of(editions.newest(FIRST)["15la"])) - 2
    assert len(service.questions) - asked_before == parts - 2
    assert store.names() == ["2026-11", FIRST] and not (house.store() / "unfinished").exists()


def test_what_was_cut_short_long_ago_is_begun_anew(service):
    service.faults_of_questions.append(Fault(404, b""))
    fetching(FIRST).all(["15la"])
    (outcome,) = fetching(SECOND).all(["15la"])
    assert outcome.edition == SECOND


def test_parts_of_two_days_are_never_joined(service):
    service.limits |= {"maxCells": 20}
    table = service.tables[LANGUAGES_PATH]
    answer, asked = service.answer, []

    def answering(call):
        if call.method == "POST":
            asked.append(call)
            if len(asked) == 2:
                return Fault(404, b"")
        return answer(call)

    service.answer = answering
    fetching(FIRST).all(["15la"])
    table.updated = "2026-11-25T06:00:00Z"
    (outcome,) = fetching("2026-11-24T111530").all(["15la"])
    assert "päivitettiin kesken haun" in str(outcome.fault)
    (outcome,) = fetching("2026-11-24T121530").all(["15la"])
    assert outcome.fault is None and value("211", "02") == 34


def test_a_killed_fetch_harms_nothing_and_goes_on(service, tmp_path):
    service.limits |= {"maxCells": 7, "maxCalls": 2000}
    slow = service.answer

    def answering(call):
        if call.method == "POST":
            time.sleep(0.05)
        return slow(call)

    service.answer = answering
    process = _koto("fetch", "15la")
    while len(service.questions) < 4:
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert kept() == [] and "15la" not in store.tables()
    ready = len(list((house.store() / "unfinished" / "15la").glob("*.json")))
    before = len(service.questions)
    rerun = _koto("fetch", "15la")
    told = rerun.communicate(timeout=60)[1]
    assert rerun.returncode == 0, told
    parts = len(keeping.raw_of(editions.all_kept()[0])) - 2
    assert ready >= 2 and len(service.questions) - before == parts - ready
    assert value("211", "02") == 34


def _koto(*words: str) -> subprocess.Popen:
    script = f"import sys; from kotolib import cli; sys.exit(cli.main({list(words)!r}))"
    return subprocess.Popen(
        [sys.executable, "-c", script],
        env=os.environ | {"PYTHONPATH": PACKAGE},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


# --- the command


def test_the_command_tells_what_came_and_what_has_changed(service, capsys):
    assert cli.main(["fetch", "--contact", "kunta@esimerkki.fi"]) == 0
    told = capsys.readouterr().err
    assert re.search(r"15ch: haettu, versio \d{4}-\d\d-\d\dT\d{6}\.\n15la: haettu", told)
    assert "(kunta@esimerkki.fi)" in service.calls[0].headers["User-Agent"]
    service.tables[LANGUAGES_PATH].numbers[2, 2, 1, 0] = 1234
    time.sleep(1)  # an edition is named by its second
    assert cli.main(["fetch", "15la"]) == 0
    told = capsys.readouterr().err.replace("\N{NO-BREAK SPACE}", " ")
    assert "1 luku on muuttunut\n    211, 2024, vaesto, 02: 34 → 1 234" in told


def test_areas_that_are_gone_are_told_by_name_and_where_they_went(service, capsys):
    table = service.tables[LANGUAGES_PATH]
    table.variables[0] |= {"values": ["SSS", "KU091", "KU211", "KU588", "MK01"]}
    fetching(FIRST).all(["15la"])
    table.variables[0] |= {"values": ["SSS", "KU091", "KU507", "KU766", "MK01"]}
    assert cli.main(["fetch", "15la"]) == 0
    told = capsys.readouterr().err.replace("\N{NO-BREAK SPACE}", " ")
    assert "uudet alueet: 507 Mäntyharju, 766 Sottunga\n" in told
    assert "poistuneet alueet: 211 Kangasala, 588\n" in told
    assert "Pertunmaa lakkasi olemasta kunta 1.1.2025. Nykyinen kunta on Mäntyharju (507)." in told
    assert "Kuntajako on voinut muuttua." in told


@pytest.mark.parametrize(("gone", "code"), [([LANGUAGES_PATH], 1), ([LANGUAGES_PATH, CHILDREN_PATH], 6)])
def test_the_exit_code_tells_whether_all_some_or_none_came(service, capsys, gone, code):
    for path in gone:
        del service.tables[path]
    assert cli.main(["fetch"]) == code
    assert "15la: ei haettu." in (told := capsys.readouterr().err) and "Taulusta ei ole aiempaa versiota." in told


def test_the_command_says_which_edition_is_still_used(service, capsys):
    fetching(FIRST).all(["15la"])
    service.faults_of_questions.append(Fault(404, b""))
    assert cli.main(["fetch", "15la"]) == 6
    assert f"Käytössä on edelleen versio {FIRST}, haettu 24.11.2026." in capsys.readouterr().err
