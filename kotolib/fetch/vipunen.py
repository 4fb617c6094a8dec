"""Asks Vipunen, the education administration's statistics service, for the rows of a resource, page by page.

Built to the service's description; knows no resource by name and stores nothing.
"""

from collections.abc import Mapping
from urllib.parse import quote

import pandas as pd

from kotolib.errors import N_
from kotolib.fetch.calling import Caller
from kotolib.fetch.faults import Unreadable
from kotolib.fetch.json_text import read_json

ROWS_AT_ONCE = 1000
MOST_ROWS = 1_000_000


class Vipunen:
    """The service at its base address, ``https://api.vipunen.fi/api/resources``.

    Parameters
    ----------
    base
        The base address.
    caller
        What makes the calls.
    name
        The asker's name, which the service wants in ``Caller-Id``.

    Examples
    --------
    >>> service = Vipunen("https://api.vipunen.fi/api/resources", Caller("x@example.org"), "kotolib")  # doctest: +SKIP
    >>> service.rows("avoin_yliopisto", "tilastovuosi==2024")  # doctest: +SKIP
    """

    def __init__(self, base: str, caller: Caller, name: str) -> None:
        self.base = base.rstrip("/")
        self.caller = caller
        caller.introduce({"Caller-Id": name})

    def resources(self) -> tuple[str, ...]:
        """Names of the resources."""
        return tuple(map(str, self._list("")))

    def columns(self, resource: str) -> Mapping[str, str]:
        """Name and type (``number``, ``string``) of each column of a resource."""
        told = self._list(f"/{quote(resource)}")
        return {str(one["name"]): str(one.get("type", "")) for one in told if isinstance(one, dict) and "name" in one}

    def count(self, resource: str, filtered: str = "") -> int:
        """How many rows a resource has, or those of a FIQL filter."""
        told = read_json(self.caller.get(self._address(resource, "data/count", {"filter": filtered})).body)
        if isinstance(told, bool) or not isinstance(told, int):
            raise Unreadable(N_("se ei ole rivien määrä."), resource)
        return told

    def rows(self, resource: str, filtered: str = "") -> pd.DataFrame:
        """Every row of a resource that a FIQL filter takes; codes stay text.

        Raises
        ------
        NotReachable
            There is no such resource, or the service fails.
        Unreadable
            There are more than a million rows, or fewer came than the service counted: filter, or fetch again.
        """
        count = self.count(resource, filtered)
        if count > MOST_ROWS:
            raise Unreadable(N_("rivejä on {count}. Rajaa kyselyä."), resource, count=count)
        kinds = self.columns(resource)
        found: list[Mapping] = []
        for start in range(0, count, ROWS_AT_ONCE):
            options = {"filter": filtered, "limit": str(ROWS_AT_ONCE), "offset": str(start)}
            page = read_json(self.caller.get(self._address(resource, "data", options)).body)
            if not isinstance(page, list):
                raise Unreadable(N_("se ei ole rivien luettelo."), resource)
            found += page
        if len(found) != count:
            raise Unreadable(
                N_("rivejä tuli {got}, piti tulla {count}. Hae uudelleen."), resource, got=len(found), count=count
            )
        types = {name: "float64" if kind == "number" else "str" for name, kind in kinds.items()}
        return pd.DataFrame({name: pd.Series([row.get(name) for row in found], dtype=types[name]) for name in kinds})

    def _list(self, path: str) -> list:
        told = read_json(self.caller.get(self.base + path).body)
        if not isinstance(told, list):
            raise Unreadable(N_("se ei ole Vipusen luettelo."), path)
        return told

    def _address(self, resource: str, what: str, options: Mapping[str, str]) -> str:
        told = "&".join(f"{key}={quote(value, safe='=;,*')}" for key, value in options.items() if value)
        return f"{self.base}/{quote(resource)}/{what}" + (f"?{told}" if told else "")
