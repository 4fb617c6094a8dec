"""A PxWeb service on the loopback address: it answers as the real ones do, over real sockets, faults included."""

import contextlib
import gzip
import json
import math
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

import numpy as np

from kotolib.fetch.decoded import Decoded

FORBIDDEN = b"<html><head><title>403 - Forbidden: Access is denied.</title></head><body>Too many values.</body></html>"


@dataclass
class Table:
    """A table: variables as the service describes them, and a number for every combination."""

    variables: list[dict]
    numbers: np.ndarray
    symbols: dict[tuple[int, ...], str] = field(default_factory=dict)
    updated: str = "2026-11-20T06:00:00Z"

    @classmethod
    def counting(cls, **codes: list[str]) -> "Table":
        """A table whose cells are 0, 1, 2 … in its own order; a variable called ``Vuosi`` is of time."""
        variables = [
            {"code": name, "text": name, "values": values, "valueTexts": [f"{one} nimi" for one in values]}
            | ({"time": True} if name in ("Vuosi", "timeperiod_y") else {})
            for name, values in codes.items()
        ]
        shape = [len(values) for values in codes.values()]
        return cls(variables, np.arange(math.prod(shape)).reshape(shape))

    @classmethod
    def of(cls, decoded: Decoded) -> "Table":
        """A genuine table: its variables, numbers and symbols as they were decoded."""
        variables = [
            {"code": one.id, "text": one.label, "values": list(one.codes), "valueTexts": list(one.labels)}
            | ({"time": True} if one.likely_role == "time" else {})
            for one in decoded.dimensions
        ]
        frame = decoded.frame
        numbers = frame["value"].fillna(0).to_numpy().reshape(decoded.sizes)
        hidden = np.flatnonzero(frame["symbol"].astype("str").ne("") & frame["value"].isna())
        places = zip(*np.unravel_index(hidden, decoded.sizes), strict=True)
        symbols = dict(zip(places, frame["symbol"].astype("str").to_numpy()[hidden], strict=True))
        return cls(variables, numbers, {tuple(map(int, at)): one for at, one in symbols.items()})

    def description(self) -> dict:
        return {"title": "Taulukko", "variables": self.variables}

    def answer(self, query: list[dict]) -> dict | None:
        """json-stat2 of what was asked; ``None`` when there is no such variable or value."""
        asked = {one["code"]: one["selection"]["values"] for one in query}
        if set(asked) - {one["code"] for one in self.variables}:
            return None
        places = []
        for variable in self.variables:
            values = asked.get(variable["code"], variable["values"])
            if set(values) - set(variable["values"]):
                return None
            # Like the real one, it answers in its own order, not in that of the question.
            places.append([n for n, one in enumerate(variable["values"]) if one in values])
        return self._cells(places)

    def _cells(self, places: list[list[int]]) -> dict:
        part = self.numbers[np.ix_(*places)]
        value, status = part.ravel().tolist(), {}
        for at, index in enumerate(np.ndindex(*part.shape)) if self.symbols else ():
            symbol = self.symbols.get(tuple(one[n] for one, n in zip(places, index, strict=True)))
            if symbol:
                value[at], status[str(at)] = None, symbol
        dimension = {}
        for variable, kept in zip(self.variables, places, strict=True):
            codes = [variable["values"][n] for n in kept]
            labels = {code: variable["valueTexts"][n] for code, n in zip(codes, kept, strict=True)}
            index = {code: n for n, code in enumerate(codes)}
            dimension[variable["code"]] = {"label": variable["text"], "category": {"index": index, "label": labels}}
        return {
            "version": "2.0",
            "class": "dataset",
            "label": "Taulukko",
            "source": "Tilastokeskus",
            "updated": self.updated,
            "role": {"time": [one["code"] for one in self.variables if one.get("time")]},
            "id": list(dimension),
            "size": list(part.shape),
            "dimension": dimension,
            "value": value,
        } | ({"status": status} if status else {})


@dataclass
class Fault:
    """What the service does instead of answering the next question."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    does: str = ""


@dataclass
class Call:
    """A question as the service saw it."""

    method: str
    path: str
    headers: dict[str, str]
    body: dict | None
    at: float


class PxService:
    """The service's state: its tables, limits, the faults that come next, and the calls that it got."""

    def __init__(self) -> None:
        self.tables: dict[str, Table] = {}
        self.limits = {"maxValues": 1000, "maxCells": 1000, "maxCalls": 1000, "timeWindow": 1, "CORS": True}
        self.faults: deque[Fault] = deque()
        self.faults_of_questions: deque[Fault] = deque()
        """Faults that come only when figures are asked for."""
        self.calls: list[Call] = []
        self.gzipped = False
        self.base = ""

    @property
    def questions(self) -> list[Call]:
        return [call for call in self.calls if call.method == "POST"]

    def answer(self, call: Call) -> Fault:
        """Status and body for a call, as PxWeb answers."""
        path, _, options = call.path.partition("?")
        path = unquote(path).removeprefix("/api/v1/fi/").strip("/")
        if options == "config":
            return _json(self.limits)
        if path in self.tables:
            return self._of_table(self.tables[path], call)
        inside = [name.removeprefix(path).strip("/") for name in self.tables if name.startswith(path)]
        # An old path of a table is a bad request, not a missing one.
        return _json([_node(name) for name in inside]) if inside else Fault(400, b"Bad Request")

    def _of_table(self, table: Table, call: Call) -> Fault:
        if call.method == "GET":
            return _json(table.description())
        asked = call.body["query"]
        told = table.answer(asked)
        if told is None:
            return Fault(400, b"Bad Request")
        values = sum(len(one["selection"]["values"]) for one in asked)
        if math.prod(told["size"]) > self.limits["maxCells"] or values > self.limits["maxValues"]:
            return Fault(403, FORBIDDEN, {"Content-Type": "text/html"})
        return _json(told)


def _node(path: str) -> dict:
    first, _, rest = path.partition("/")
    return {"id": first, "type": "l" if rest else "t", "text": first, "updated": "2026-06-06T21:04:30"}


def _json(told: object) -> Fault:
    return Fault(200, json.dumps(told, ensure_ascii=False).encode("utf-8"), {"Content-Type": "application/json"})


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    service: PxService

    def do_GET(self) -> None:
        self._handle(None)

    def do_POST(self) -> None:
        self._handle(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def log_message(self, *arguments) -> None:
        """Quiet."""

    def _handle(self, body: dict | None) -> None:
        call = Call(self.command, self.path, dict(self.headers), body, time.monotonic())
        self.service.calls.append(call)
        faults = self.service.faults_of_questions if body is not None else None
        faults = faults or self.service.faults
        fault = faults.popleft() if faults else None
        answer = self.service.answer(call)
        if fault is None:
            self._send(answer)
        elif fault.does:
            getattr(self, f"_{fault.does}")(answer)
        else:
            self._send(fault)

    def _send(self, answer: Fault) -> None:
        zipped = self.service.gzipped and answer.status == 200
        body = gzip.compress(answer.body) if zipped else answer.body
        self._head(answer, len(body), {"Content-Encoding": "gzip"} if zipped else {})
        self.wfile.write(body)

    def _head(self, answer: Fault, length: int, more: dict[str, str]) -> None:
        self.send_response(answer.status)
        for name, value in (answer.headers | more | {"Content-Length": str(length)}).items():
            self.send_header(name, value)
        self.end_headers()

    def _reset(self, answer: Fault) -> None:
        # Closing at once with nothing lingering sends a reset instead of an end.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()

    def _cut(self, answer: Fault) -> None:
        self._head(answer, len(answer.body), {})
        self.wfile.write(answer.body[: len(answer.body) // 2])
        self.close_connection = True

    def _cut_gzip(self, answer: Fault) -> None:
        body = gzip.compress(answer.body)[:-12]
        self._head(answer, len(body), {"Content-Encoding": "gzip"})
        self.wfile.write(body)

    def _trickle(self, answer: Fault) -> None:
        self._head(answer, len(answer.body), {})
        self.close_connection = True
        with contextlib.suppress(OSError):
            for at in range(0, len(answer.body), 8):
                self.wfile.write(answer.body[at : at + 8])
                time.sleep(0.02)

    def _silent(self, answer: Fault) -> None:
        time.sleep(1)
        self.close_connection = True


@contextlib.contextmanager
def running() -> Iterator[PxService]:
    """A service that answers until the block ends."""
    service = PxService()
    handler = type("Handler", (_Handler,), {"service": service})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    service.base = f"http://127.0.0.1:{server.server_address[1]}/api/v1/fi/"
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
