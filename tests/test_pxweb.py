"""The PxWeb client against a service on the loopback address: limits, pace, faults, names that changed."""

import json
import math
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotolib.errors import KotoError
from kotolib.fetch import calling, description, jsonstat, matching, pxweb
from kotolib.fetch.calling import Caller, Pace
from kotolib.fetch.faults import NotReachable
from kotolib.fetch.matching import Wanted, matched, matched_code
from kotolib.fetch.pxweb import Limits, PxWeb
from tests import px_service
from tests.encoded_tables import made_up
from tests.px_service import Fault, Table

STATFIN = Path(__file__).parent / "fixtures" / "wire" / "statfin"
AREAS = [f"KU{n:03}" for n in range(1, 41)]
PATH = "StatFin/vaerak/11rm.px"


@pytest.fixture
def service(monkeypatch):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with px_service.running() as service:
        service.tables[PATH] = Table.counting(Alue=AREAS, Vuosi=["2023", "2024"], Tiedot=["vaesto"])
        yield service


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def client(service, pauses) -> PxWeb:
    return PxWeb(service.base, Caller("joku@esimerkki.fi", sleep=pauses.append))


# --- the ordinary way


def test_a_table_comes_with_its_numbers_symbols_and_answers(client, service):
    service.tables[PATH].symbols[0, 1, 0] = "..."
    fetched = client.fetch(PATH)
    assert fetched.table.frame["value"].tolist()[2:] == list(range(2, 80))
    assert fetched.table.frame["status"].tolist()[:2] == ["ok", "suppressed_by_source"]
    assert json.loads(fetched.answers[0].body)["size"] == [40, 2, 1] and fetched.answers[0].date
    assert [call.method for call in service.calls] == ["GET", "GET", "POST"]


def test_every_variable_is_named_so_that_the_service_never_adds_up(client, service):
    client.fetch(PATH, {"Vuosi": ["2024"]})
    (question,) = service.questions
    assert [one["code"] for one in question.body["query"]] == ["Alue", "Vuosi", "Tiedot"]
    assert all(one["selection"]["filter"] == "item" for one in question.body["query"])


def test_the_caller_says_who_it_is(client, service):
    client.limits()
    assert service.calls[0].headers["User-Agent"].startswith("kotolib/")
    assert "(joku@esimerkki.fi)" in service.calls[0].headers["User-Agent"]


def test_a_packed_answer_is_unpacked(client, service):
    service.gzipped = True
    assert len(client.fetch(PATH).table.frame) == 80


@pytest.mark.parametrize(("cells", "values"), [(1000, 1000), (30, 1000), (7, 1000), (1, 1000), (1000, 10), (5, 4)])
def test_parts_within_the_limits_are_the_whole(client, service, cells, values):
    whole = service.tables[PATH].answer([])
    service.limits |= {"maxCells": cells, "maxValues": values}
    fetched = client.fetch(PATH)
    pd.testing.assert_frame_equal(fetched.table.frame, jsonstat.decode(whole).frame)
    assert len(service.questions) == len(fetched.answers)


@made_up
@given(st.lists(st.integers(1, 60), min_size=1, max_size=4), st.integers(1, 500), st.integers(5, 80))
def test_parts_never_exceed_a_limit_and_cover_every_cell_once(sizes, cells, values):
    selection = {f"v{n}": [f"{n}-{code}" for code in range(size)] for n, size in enumerate(sizes)}
    found = list(pxweb.parts(selection, Limits(cells, values)))
    for part in found:
        assert math.prod(map(len, part.values())) <= cells and sum(map(len, part.values())) <= values
    assert sum(math.prod(map(len, part.values())) for part in found) == math.prod(sizes)


def test_few_parts_are_asked_when_few_are_enough():
    selection = {"area": list(range(310)), "language": list(range(170)), "year": list(range(36))}
    assert len(list(pxweb.parts(selection, Limits(120_000, 120_000)))) == math.ceil(310 / 19)


# --- the pace


def test_the_pace_is_half_of_what_is_announced(client, service):
    service.limits |= {"maxCalls": 40, "timeWindow": 60}
    client.limits()
    assert (client.caller.pace.calls, client.caller.pace.window) == (20, 60)


def test_the_pace_waits_until_the_oldest_call_leaves_the_window():
    now, pauses = [0.0], []

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        now[0] += seconds

    pace = Pace(2, 10, clock=lambda: now[0], sleep=sleep)
    for _ in range(5):
        pace.wait()
        now[0] += 1
    assert pauses == [8, 8]


def test_every_call_keeps_the_pace(client, service, pauses):
    service.limits |= {"maxCalls": 4, "timeWindow": 60}
    client.limits()
    for _ in range(3):
        client.nodes("StatFin/vaerak")
    # Two calls a minute: the third and the fourth wait for the first and the second to be a minute old.
    assert len(pauses) == 2 and all(59 < pause <= 60 for pause in pauses)


def test_a_service_that_announces_nothing_is_asked_cautiously(client, service):
    service.faults.append(Fault(404, b"Not Found"))
    assert client.limits() == pxweb.CAUTIOUS and client.caller.pace.calls == 5


# --- what may pass is tried again


@pytest.mark.parametrize(
    "fault",
    [Fault(500, b"Error"), Fault(503), Fault(429), Fault(does="reset"), Fault(does="cut"), Fault(does="cut_gzip")],
    ids=["500", "503", "429", "reset", "cut", "cut gzip"],
)
def test_what_may_pass_is_tried_again(client, service, pauses, fault):
    client.limits()
    service.faults += [fault, fault]
    assert len(client.fetch(PATH).table.frame) == 80
    assert len(pauses) == 2 and 0 < pauses[0] < pauses[1]


def test_silence_is_tried_again(client, service, monkeypatch):
    monkeypatch.setattr(calling, "SILENCE", 0.2)
    service.faults.append(Fault(does="silent"))
    assert client.nodes("StatFin/vaerak")[0].id == "11rm.px"


def test_an_answer_that_trickles_is_tried_again(client, service, monkeypatch):
    monkeypatch.setattr(calling, "WHOLE", 0.1)
    monkeypatch.setattr(calling, "PIECE", 16)
    service.faults.append(Fault(does="trickle"))
    assert client.describe(PATH).sizes == (40, 2, 1) and len(service.calls) == 2


def test_the_service_says_how_long_to_wait(client, service, pauses):
    service.faults.append(Fault(429, headers={"Retry-After": "7"}))
    client.limits()
    assert pauses == [7]


def test_the_moment_of_retry_after_is_read_by_the_clock_of_the_service(client, service, pauses):
    # http.server writes Date itself; Retry-After is far from it, and the wait would be too long.
    service.faults.append(Fault(429, headers={"Retry-After": "Fri, 31 Dec 2100 23:59:59 GMT"}))
    with pytest.raises(NotReachable, match=r"odottamaan .* minuuttia"):
        client.limits()
    assert pauses == []


def test_after_five_attempts_it_gives_up_in_a_sentence(client, service):
    service.faults += [Fault(503, b"<title>Huolto</title>")] * 9
    with pytest.raises(NotReachable, match=r"häiriö .503: Huolto") as fault:
        client.describe(PATH)
    assert fault.value.exit_code == 6 and len(service.calls) == 5


# --- what does not pass is not tried again


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Fault(400, b"Bad Request"), "400: Bad Request"),
        (Fault(403, px_service.FORBIDDEN), "403: 403 - Forbidden: Access is denied"),
        (Fault(404, b"Not Found"), "ei ole .404"),
        (Fault(401, b"Unauthorized"), "401: Unauthorized"),
    ],
    ids=["400", "403", "404", "401"],
)
def test_a_refusal_is_told_at_once(client, service, pauses, answer, told):
    service.faults.append(answer)
    with pytest.raises(NotReachable, match=told) as fault:
        client.describe(PATH)
    assert len(service.calls) == 1 and pauses == [] and fault.value.status == answer.status


def test_nobody_at_the_address_is_told_at_once(pauses):
    with px_service.running() as service:
        gone = service.base
    with pytest.raises(NotReachable, match="ei saa yhteyttä"):
        PxWeb(gone, Caller("joku@esimerkki.fi", sleep=pauses.append)).limits()
    assert pauses == []


def test_the_proxy_of_the_environment_is_used(pauses, monkeypatch):
    with px_service.running() as proxy:
        monkeypatch.setenv("http_proxy", proxy.base)
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        with pytest.raises(NotReachable):
            PxWeb("http://tilasto.example/api/v1/fi/", Caller("x", sleep=pauses.append)).describe(PATH)
    assert proxy.calls[0].path == f"http://tilasto.example/api/v1/fi/{PATH}"


def test_a_table_under_its_old_path_is_told(client):
    with pytest.raises(NotReachable, match=r"Taulukko on voinut siirtyä.*doctor"):
        client.describe("StatFin/vaerak/statfin_vaerak_pxt_11rm.px")


# --- answers that are not what they claim


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"<!DOCTYPE html><title>Kirjaudu verkkoon</title>", "verkkosivu.*Kirjaudu verkkoon"),
        ('{"label": "Väestö"}'.encode("latin-1"), "UTF-8"),
        (b"", "tyhjä"),
        (b'{"version": "2.0", "class": "dataset", "id": ["X"]', "katkeaa"),
    ],
    ids=["captive portal", "charset", "empty", "cut"],
)
def test_a_wrong_body_with_200_is_told_and_not_kept(client, service, body, told):
    client.limits()
    client.describe(PATH)
    service.faults += [Fault(200, json.dumps(service.tables[PATH].description()).encode()), Fault(200, body)]
    with pytest.raises(KotoError, match=told):
        client.fetch(PATH)


def test_the_answer_of_another_table_is_told(client, service):
    client.limits()
    other = Table.counting(Kunta=AREAS, Vuosi=["2023"]).answer([])
    short = service.tables[PATH].answer([{"code": "Vuosi", "selection": {"values": ["2023"]}}])
    for wrong, told in ((other, "toisesta taulukosta"), (short, "ei ole muuttujan ”Vuosi” pyydettyjä arvoja: 2024")):
        described = json.dumps(service.tables[PATH].description()).encode()
        service.faults += [Fault(200, described), Fault(200, json.dumps(wrong).encode())]
        with pytest.raises(KotoError, match=told):
            client.fetch(PATH)


def test_a_table_that_is_updated_between_two_parts_is_told(client, service):
    service.limits["maxCells"] = 40
    client.limits()
    table = service.tables[PATH]
    answer = table.answer

    def changing(query):
        told = answer(query)
        table.updated = "2026-11-24T06:00:00Z"
        return told

    table.answer = changing
    with pytest.raises(KotoError, match="päivitettiin kesken haun"):
        client.fetch(PATH)


def test_a_variable_or_code_that_is_not_there_is_told_before_asking(client, service):
    with pytest.raises(KotoError, match=r"muuttujaa ”Kieli” ei löydy\. Taulukon muuttujat: Alue, Vuosi, Tiedot"):
        client.fetch(PATH, {"Kieli": ["02"]})
    with pytest.raises(KotoError, match="ei ole arvoa ”1999”"):
        client.fetch(PATH, {"Vuosi": ["1999"]})
    assert service.questions == []


# --- names that change


@pytest.mark.parametrize("file", ["11rm.px", "statfin_vaerak_pxt_11rm.px"])
def test_a_table_is_found_by_its_short_id(client, service, file):
    service.tables = {f"StatFin/vaerak/{name}": service.tables[PATH] for name in (file, "11re.px")}
    assert client.path_of("StatFin/vaerak", "11rm") == f"StatFin/vaerak/{file}"
    with pytest.raises(KotoError, match="taulukkoa ”11zz” ei ole"):
        client.path_of("StatFin/vaerak", "11zz")


def test_the_genuine_listing_is_read(client, service):
    service.faults.append(Fault(200, (STATFIN / "api-table-list-vaerak.json").read_bytes()))
    assert client.path_of("StatFin/vaerak", "159t") == "StatFin/vaerak/159t.px"


WANTED = [
    Wanted("area", "geo", ("alue",), ("KU091",)),
    Wanted("age", "", ("ikä", "ikaryhma"), ("SSS",)),
    Wanted("sex", "", ("sukupuoli",), ("SSS",)),
    Wanted("year", "time", ("vuosi", "timeperiod")),
    Wanted("content", "metric", ("tiedot", "contentscode"), ("vaesto",)),
]


def test_variables_are_matched_before_and_after_june_2026():
    before = description.decode((STATFIN / "vaerak_pxt_11re.metadata.json").read_bytes())
    after = jsonstat.decode_dataset((STATFIN / "api-query-three-cities.json").read_bytes())
    old, new = matched(before, WANTED), matched(after, WANTED)
    assert [old[one.name].id for one in WANTED] == ["Alue", "Ikä", "Sukupuoli", "Vuosi", "Tiedot"]
    assert [new[one.name].id for one in WANTED] == [
        "alue_23_20260101", "ikaryhma_10_20180101", "sukupuoli_9_20180101", "timeperiod_y", "contentscode",
    ]  # fmt: skip
    assert matched_code(new["content"], "vaesto") in new["content"].codes


def test_what_is_not_there_or_is_twice_is_told():
    table = description.decode((STATFIN / "vaerak_pxt_11re.metadata.json").read_bytes())
    with pytest.raises(KotoError, match=r"muuttujaa ”language” ei löydy\. Taulukon muuttujat: Alue, Ikä"):
        matched(table, [Wanted("language", "", ("kieli",), ("02",))])
    with pytest.raises(KotoError, match="sopii useampi: Alue, Ikä, Sukupuoli"):
        matched(table, [Wanted("total", "", (), ("SSS",))])


def test_changes_of_a_table_are_told_one_by_one():
    before = Table.counting(Alue=["KU091", "KU588"], Kieli=["02"], Vuosi=["2023"]).description()
    after = Table.counting(alue_23_20260101=["KU091"], Vuosi=["2023", "2024"], Tiedot=["x"]).description()
    told = [str(one) for one in matching.changes(description.decode(before), description.decode(after))]
    assert sorted(told) == [
        "Muuttuja ”Kieli” on poistunut.",
        "Muuttuja ”Tiedot” on uusi.",
        "Muuttujaan ”Vuosi” on tullut: 2024.",
        "Muuttujan ”Alue” nimi on nyt ”alue_23_20260101”.",
        "Muuttujasta ”alue_23_20260101” on poistunut: KU588.",
    ]
