"""PxWeb's second protocol against recorded answers, Sotkanet and Vipunen against built ones."""

import json
from pathlib import Path
from urllib.parse import parse_qs

import pandas as pd
import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from kotolib.errors import KotoError
from kotolib.fetch import jsonstat
from kotolib.fetch.calling import Caller
from kotolib.fetch.faults import NotReachable
from kotolib.fetch.pxweb2 import PxWeb2
from kotolib.fetch.sotkanet import Sotkanet, is_of_thl
from kotolib.fetch.vipunen import Vipunen

WIRE = Path(__file__).parent / "fixtures" / "wire"


@pytest.fixture(scope="module")
def server():
    with HTTPServer() as server:
        yield server


@pytest.fixture
def caller(server, monkeypatch) -> Caller:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    server.clear()
    return Caller("joku@esimerkki.fi", sleep=lambda _: None)


def recorded(name: str) -> bytes:
    return (WIRE / name).read_bytes()


# --- PxWeb 2


@pytest.fixture
def statistics_sweden(server, caller) -> PxWeb2:
    server.expect_request("/api/v2/config").respond_with_data(recorded("pxweb-v2/config.json"))
    described = recorded("pxweb-v2/TAB6471_metadata.json")
    server.expect_request("/api/v2/tables/TAB6471/metadata").respond_with_data(described)
    server.expect_request("/api/v2/tables/TAB6471/data", method="POST").respond_with_handler(_cells)
    return PxWeb2(server.url_for("/api/v2/"), caller)


def _cells(request: Request) -> Response:
    """What was asked for of the recorded answer."""
    told = json.loads(recorded("pxweb-v2/TAB6471_data.json"))
    asked = {one["variableCode"]: one["valueCodes"] for one in request.get_json()["selection"]}
    whole = jsonstat.decode_dataset(told)
    frame = whole.frame
    for name, codes in asked.items():
        frame = frame[frame[name].isin(codes)]
    for name in told["id"]:
        category = told["dimension"][name]["category"]
        kept = [code for code in category["index"] if code in asked[name]]
        category["index"] = {code: number for number, code in enumerate(kept)}
        category["label"] = {code: category["label"][code] for code in kept}
        for key in ("unit", "note", "child"):
            category.pop(key, None)
    told["size"] = [len(told["dimension"][name]["category"]["index"]) for name in told["id"]]
    told["value"] = [None if pd.isna(value) else value for value in frame["value"]]
    told.pop("status", None)
    return Response(json.dumps(told), content_type="application/json")


def test_the_second_protocol_announces_its_limits(statistics_sweden):
    limits = statistics_sweden.limits()
    assert (limits.cells, limits.calls, limits.window) == (150_000, 3, 1)
    assert statistics_sweden.caller.pace.calls == 1


def test_the_second_protocol_describes_a_table(statistics_sweden):
    described = statistics_sweden.describe(statistics_sweden.path_of("", "TAB6471"))
    assert described.sizes == (312, 134, 3, 1, 16) and described.time.id == "Tid" and not described.has_values


@pytest.mark.parametrize("cells", [150_000, 40])
def test_a_table_of_the_second_protocol_is_the_recorded_one(statistics_sweden, cells):
    whole = jsonstat.decode_dataset(recorded("pxweb-v2/TAB6471_data.json"))
    statistics_sweden._limits = statistics_sweden.limits().__class__(cells, cells, 1000, 1)
    statistics_sweden.caller.pace.set(1000, 1)
    chosen = {one.id: one.codes for one in whole.dimensions}
    fetched = statistics_sweden.fetch("TAB6471", chosen)
    keys = [one.id for one in whole.dimensions]
    both = fetched.table.frame.astype(dict.fromkeys(keys, "str")).merge(
        whole.frame.astype(dict.fromkeys(keys, "str")), on=keys
    )
    assert len(both) == len(whole.frame) == len(fetched.table.frame)
    assert (both["value_x"] == both["value_y"]).all()
    assert (len(fetched.answers) > 1) == (cells == 40)


def test_a_list_of_tables_is_read_page_by_page(server, statistics_sweden):
    for number in (1, 2):
        page = {"tables": [{"id": f"TAB{number}", "label": "x"}], "page": {"totalPages": 2}}
        server.expect_request("/api/v2/tables", query_string=f"query=pop&pageNumber={number}&pageSize=100").respond_with_json(page)  # fmt: skip  # noqa: E501
    assert [node.id for node in statistics_sweden.nodes("pop")] == ["TAB1", "TAB2"]


# --- Sotkanet

INDICATOR = {
    "id": 3219,
    "title": {"fi": "Koulutuksen ulkopuolelle jääneet 17–24-vuotiaat"},
    "organization": {"id": 2, "title": {"fi": "Terveyden ja hyvinvoinnin laitos (THL)"}},
    "range": {"start": 2011, "end": 2023},
    "data-updated": "2025-03-01",
}
REGIONS = [
    {"id": 658, "category": "MAA", "code": "358", "title": {"fi": "Koko maa"}},
    {"id": 175, "category": "KUNTA", "code": "211", "title": {"fi": "Kangasala"}},
    {"id": 9, "category": "KUNTA", "code": "091", "title": {"fi": "Helsinki"}},
    {"id": 77, "category": "EUROOPPA", "code": "SE", "title": {"fi": "Ruotsi"}},
]


@pytest.fixture
def sotkanet(server, caller) -> Sotkanet:
    server.expect_request("/rest/1.1/indicators/3219").respond_with_json(INDICATOR)
    server.expect_request("/rest/1.1/indicators").respond_with_json([INDICATOR])
    server.expect_request("/rest/1.1/regions").respond_with_json(REGIONS)
    server.expect_request("/rest/1.1/json").respond_with_handler(_figures)
    return Sotkanet(server.url_for("/rest/1.1/"), caller)


def _figures(request: Request) -> Response:
    asked = parse_qs(request.query_string.decode())
    rows = [
        {"indicator": 3219, "region": region, "year": int(year), "gender": gender, "value": region + int(year) / 10000}
        for region in (658, 175, 77)
        for year in asked["years"]
        for gender in asked["genders"]
        if gender == "total" or region == 658
    ]
    return Response(json.dumps(rows), content_type="application/json")


def test_an_indicator_is_of_our_codes_and_every_year(sotkanet, server):
    fetched = sotkanet.fetch("3219")
    table = fetched.table
    assert [one.codes for one in table.dimensions[:2]] == [("3219",), ("KU091", "KU211", "SSS")]
    assert table.dimension("year").codes == tuple(str(year) for year in range(2011, 2024))
    rows = table.frame.set_index(["region", "year", "gender"])
    assert rows.loc[("KU211", "2013", "total"), "value"] == pytest.approx(175.2013)
    # What the service leaves out is not available, and is not a zero.
    assert rows.loc[("KU211", "2013", "male"), "status"] == "missing" == rows.loc[("KU091", "2013", "total"), "status"]
    assert len(fetched.answers) == 2 and is_of_thl(fetched.description)
    assert sum(request.path.endswith("/regions") for request, _ in server.log) == 1


def test_only_what_is_chosen_is_asked_for(sotkanet):
    fetched = sotkanet.fetch("3219", {"year": ["2022", "2023"], "gender": ["total"], "region": ["KU211", "SSS"]})
    assert fetched.table.sizes == (1, 2, 2, 1) and fetched.table.frame["value"].notna().all()
    assert fetched.answers[0].question == "json?indicator=3219&years=2022&years=2023&genders=total"


def test_titles_of_indicators_tell_their_numbers(sotkanet):
    assert sotkanet.indicators() == {"3219": "Koulutuksen ulkopuolelle jääneet 17–24-vuotiaat"}


def test_an_unknown_indicator_is_told_at_once(sotkanet, server):
    server.expect_request("/rest/1.1/indicators/9").respond_with_data("Not found", status=404)
    with pytest.raises(NotReachable, match="osoitetta ei ole") as fault:
        sotkanet.fetch("9")
    assert fault.value.status == 404


def test_an_answer_of_another_indicator_is_not_taken(server, sotkanet):
    server.expect_oneshot_request("/rest/1.1/indicators/4").respond_with_json(INDICATOR | {"id": 4})
    with pytest.raises(KotoError, match="toisesta indikaattorista: 3219"):
        sotkanet.fetch("4")


# --- Vipunen


@pytest.fixture
def vipunen(server, caller) -> Vipunen:
    base = "/api/resources"
    server.expect_request(base).respond_with_json(["avoin_yliopisto", "julkaisut"])
    server.expect_request(f"{base}/julkaisut").respond_with_data(recorded("vipunen/resources-julkaisut.json"))
    counted = recorded("vipunen/avoin_yliopisto-data-count.json")
    server.expect_request(f"{base}/avoin_yliopisto/data/count").respond_with_data(counted)
    columns = [{"name": "tilastovuosi", "type": "number"}, {"name": "kunta", "type": "string"}]
    server.expect_request(f"{base}/avoin_yliopisto").respond_with_json(columns)
    server.expect_request(f"{base}/avoin_yliopisto/data").respond_with_handler(_page)
    return Vipunen(server.url_for(base), caller, "kangasala.kotolib")


def _page(request: Request) -> Response:
    limit, offset = int(request.args["limit"]), int(request.args["offset"])
    rows = [{"tilastovuosi": 2024, "kunta": f"{number:03}"} for number in range(offset, min(offset + limit, 342))]
    return Response(json.dumps(rows), content_type="application/json")


def test_a_resource_is_described_as_recorded(vipunen):
    columns = vipunen.columns("julkaisut")
    assert len(columns) == 71 and columns["tilastovuosi"] == "number" and columns["kooditSektori"] == "string"
    assert vipunen.resources() == ("avoin_yliopisto", "julkaisut") and vipunen.count("avoin_yliopisto") == 342


def test_every_page_is_read_and_codes_stay_text(vipunen, server, monkeypatch):
    monkeypatch.setattr("kotolib.fetch.vipunen.ROWS_AT_ONCE", 100)
    rows = vipunen.rows("avoin_yliopisto", "tilastovuosi==2024;kunta==0*")
    assert (
        rows["kunta"].tolist() == [f"{number:03}" for number in range(342)] and rows["tilastovuosi"].sum() == 342 * 2024
    )
    pages = [request for request, _ in server.log if request.path.endswith("/data")]
    assert [request.args["offset"] for request in pages] == ["0", "100", "200", "300"]
    assert pages[0].args["filter"] == "tilastovuosi==2024;kunta==0*"
    assert pages[0].headers["Caller-Id"] == "kangasala.kotolib"


def test_fewer_rows_than_were_counted_are_not_taken(vipunen, server):
    server.expect_oneshot_request("/api/resources/avoin_yliopisto/data/count").respond_with_json(343)
    with pytest.raises(KotoError, match="rivejä tuli 342, piti tulla 343"):
        vipunen.rows("avoin_yliopisto")
