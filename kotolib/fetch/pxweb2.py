"""Asks PxWeb's second protocol for tables, as the first one's client does; built to its description, for StatFin does
not speak it yet. Stores nothing."""

from kotolib.errors import N_
from kotolib.fetch import jsonstat
from kotolib.fetch.calling import Answer
from kotolib.fetch.decoded import Decoded
from kotolib.fetch.faults import NotReachable, Unreadable
from kotolib.fetch.json_text import read_json
from kotolib.fetch.pxweb import CAUTIOUS, TABLE, Chosen, Limits, Node, PxWeb


class PxWeb2(PxWeb):
    """A service at a base address that ends with the version: ``…/api/v2/``.

    What one can do with it is what :class:`kotolib.fetch.pxweb.PxWeb` tells. A table's path is its id alone.

    Parameters
    ----------
    base
        The base address.
    caller
        What makes the calls; its pace becomes half of what the service announces.

    Examples
    --------
    >>> service = PxWeb2("https://api.scb.se/OV0104/v2beta/api/v2/", Caller("someone@example.org"))  # doctest: +SKIP
    >>> service.fetch("TAB6471").table.frame  # doctest: +SKIP
    """

    def nodes(self, folder: str = "") -> tuple[Node, ...]:
        """The tables that a word finds, page by page: this protocol has no folders to walk."""
        found: list[Node] = []
        number, pages = 1, 1
        while number <= pages:
            told = read_json(self._get(f"tables?query={folder}&pageNumber={number}&pageSize=100").body)
            tables = told.get("tables") if isinstance(told, dict) else None
            if not isinstance(tables, list):
                raise Unreadable(N_("se ei ole taulukoiden luettelo."), folder)
            found += [
                Node(str(one["id"]), TABLE, str(one.get("label", "")), str(one.get("updated", ""))) for one in tables
            ]
            pages = int(told.get("page", {}).get("totalPages", 1))
            number += 1
        return tuple(found)

    def path_of(self, folder: str, table: str) -> str:
        """The table's id: it is the whole path."""
        return table

    def _announced(self) -> Limits:
        try:
            told = read_json(self._get("config").body)
        except NotReachable as fault:
            if fault.status in (400, 404):
                return CAUTIOUS
            raise
        if not isinstance(told, dict) or not isinstance(told.get("maxDataCells"), int):
            return CAUTIOUS
        # The number of values in a question has no limit of its own.
        cells = told["maxDataCells"]
        return Limits(cells, cells, int(told.get("maxCallsPerTimeWindow", 10)), float(told.get("timeWindow", 10)))

    def _told(self, path: str) -> Answer:
        return self._get(f"tables/{path}/metadata")

    def described(self, told: Answer) -> Decoded:
        """The variables that an answer to the question for a description tells."""
        return jsonstat.decode_dataset(told.body)

    def _question(self, selection: Chosen) -> object:
        return {"selection": [{"variableCode": code, "valueCodes": list(values)} for code, values in selection.items()]}

    def _ask(self, path: str, question: object) -> Answer:
        return self.caller.post(self.base + f"tables/{path}/data?outputFormat=json-stat2", question)
