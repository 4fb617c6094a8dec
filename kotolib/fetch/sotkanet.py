"""Asks Sotkanet (THL) for indicators: their description and the regions first, then the figures of every year.

Built to the service's description; stores nothing. Sotkanet has no keys and no pages of answers: a question is for one
indicator, and its answer is a flat list.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from kotolib.errors import N_
from kotolib.fetch.calling import Answer, Caller
from kotolib.fetch.cells import Cells, frame_of
from kotolib.fetch.decoded import Decoded, Dimension, Unit, no_cells
from kotolib.fetch.faults import Unreadable, shown
from kotolib.fetch.json_text import read_json
from kotolib.fetch.pxweb import Chosen, Fetched, Parts
from kotolib.fetch.roles import GEO, METRIC, TIME

TOTAL = "total"
GENDERS = ("total", "male", "female")
YEARS_AT_ONCE = 10
_CATEGORIES = {"KUNTA": "KU", "MAA": "", "MAAKUNTA": "MK"}
"""Categories of regions that are read → what stands before their code in our tables."""


class Sotkanet:
    """The service at its base address, ``https://sotkanet.fi/rest/1.1/``.

    Parameters
    ----------
    base
        The base address.
    caller
        What makes the calls; the service announces no pace, so the caller's own is kept.

    Examples
    --------
    >>> Sotkanet("https://sotkanet.fi/rest/1.1/", Caller("someone@example.org")).fetch("127")  # doctest: +SKIP
    """

    def __init__(self, base: str, caller: Caller) -> None:
        self.base = base.rstrip("/") + "/"
        self.caller = caller
        self._regions: dict[int, tuple[str, str]] | None = None

    def path_of(self, folder: str, table: str) -> str:
        """The indicator's own number: it is the whole path."""
        return table

    def indicators(self) -> dict[str, str]:
        """Number → Finnish title of every indicator."""
        told = read_json(self.caller.get(self.base + "indicators").body)
        return {str(one["id"]): _title(one) for one in _list(told, "indicators")}

    def regions(self) -> Mapping[int, tuple[str, str]]:
        """Sotkanet's own number of a region → our code and its name; municipalities, regions and the country."""
        if self._regions is None:
            told = _list(read_json(self.caller.get(self.base + "regions").body), "regions")
            self._regions = {one["id"]: (_code(one), _title(one)) for one in told if one.get("category") in _CATEGORIES}
        return self._regions

    def describe(self, path: str) -> Decoded:
        """What an indicator is of: regions, years and genders, without numbers.

        Raises
        ------
        NotReachable
            There is no such indicator (404), or the service fails.
        Unreadable
            The answer is no description.
        """
        return self.described(self._told(path))

    def fetch(
        self, path: str, chosen: Chosen | Callable[[Decoded], Chosen] | None = None, kept: Parts | None = None
    ) -> Fetched:
        """All figures of an indicator, some years at a time; parameters as PxWeb's client has them.

        A region and year that the service does not tell is ``missing``: it leaves them out.

        Raises
        ------
        NotReachable, Unreadable
            As in :meth:`describe`, or a figure is of something that was not asked for.
        """
        told = self._told(path)
        described = self.described(told)
        asked = dict((chosen(described) if callable(chosen) else chosen) or {})
        dimensions = tuple(_cut(one, asked.get(one.id, one.codes)) for one in described.dimensions)
        years = dimensions[2].codes
        spans = [years[start : start + YEARS_AT_ONCE] for start in range(0, len(years), YEARS_AT_ONCE)]
        answers = []
        for number, span in enumerate(spans, 1):
            answers.append(self._answer(path, span, dimensions[3].codes, kept))
            if kept:
                kept.done(len(spans), number)
        rows = [row for answer in answers for row in _list(read_json(answer.body), path)]
        return Fetched(self._table(path, described, dimensions, rows), described, tuple(answers), told)

    def _told(self, path: str) -> Answer:
        return self.caller.get(self.base + f"indicators/{path}")

    def _answer(self, path: str, years: Sequence[str], genders: Sequence[str], kept: Parts | None) -> Answer:
        question = f"json?indicator={path}&" + "&".join([f"years={year}" for year in years])
        question += "".join(f"&genders={gender}" for gender in genders)
        if kept and (answer := kept.find(question)):
            return answer
        answer = self.caller.get(self.base + question)
        _list(read_json(answer.body), path)
        answer = Answer(answer.body, answer.address, answer.headers, question)
        if kept:
            kept.keep(answer)
        return answer

    def described(self, told: Answer) -> Decoded:
        """What an answer tells of an indicator; regions are asked for if they are not known yet."""
        one = read_json(told.body)
        if not isinstance(one, dict) or "range" not in one or "title" not in one:
            raise Unreadable(N_("se ei ole Sotkanetin indikaattorin kuvaus."))
        span = one["range"]
        years = tuple(str(year) for year in range(int(span["start"]), int(span["end"]) + 1))
        regions = dict(sorted(self.regions().values()))
        identifier = str(one.get("id", ""))
        dimensions = (
            Dimension("indicator", "Tiedot", (identifier,), (_title(one),), METRIC, units={identifier: Unit()}),
            Dimension("region", "Alue", tuple(regions), tuple(regions.values()), GEO),
            Dimension("year", "Vuosi", years, years, TIME),
            Dimension("gender", "Sukupuoli", GENDERS, GENDERS, eliminated_by=TOTAL),
        )
        extension = {"organization": one.get("organization", {})}
        updated = str(one.get("data-updated", ""))
        return Decoded(
            no_cells(dimensions), dimensions, label=_title(one), has_values=False, updated_as_written=updated,
            source=_title(one.get("organization", {})), extension=extension,
        )  # fmt: skip

    def _table(
        self, path: str, described: Decoded, dimensions: tuple[Dimension, ...], rows: Sequence[Mapping]
    ) -> Decoded:
        shape = tuple(one.size for one in dimensions[1:])
        numbers = np.full(shape, np.nan)
        places = [{code: place for place, code in enumerate(one.codes)} for one in dimensions[1:]]
        for row in rows:
            if str(row.get("indicator")) != path:
                raise Unreadable(
                    N_("vastaus on toisesta indikaattorista: {got}."), path, got=shown(str(row.get("indicator")))
                )
            region = self.regions().get(row.get("region"), ("", ""))[0]
            at = [
                place.get(code)
                for place, code in zip(places, (region, str(row.get("year")), row.get("gender")), strict=True)
            ]
            if None not in at and row.get("value") is not None:
                numbers[tuple(at)] = float(row["value"])
        # What is left out is not available: the sign is PC-Axis's.
        symbols = np.isnan(numbers).astype(np.int8).ravel()
        cells = Cells(numbers.ravel(), symbols, ("", ".."))
        return Decoded(
            frame_of(dimensions, cells), dimensions, label=described.label, source=described.source,
            updated_as_written=described.updated_as_written, extension=described.extension,
        )  # fmt: skip


def _list(told: object, place: str) -> list[Mapping]:
    if not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
        raise Unreadable(N_("se ei ole Sotkanetin luettelo."), place)
    return told


def _title(one: Mapping) -> str:
    title = one.get("title", "")
    return str(title.get("fi", "") if isinstance(title, dict) else title)


def _code(one: Mapping) -> str:
    if one["category"] == "MAA":
        return "SSS"
    return _CATEGORIES[one["category"]] + str(one.get("code", ""))


def _cut(dimension: Dimension, codes: Sequence[str]) -> Dimension:
    wanted = set(codes)
    pairs = [pair for pair in zip(dimension.codes, dimension.labels, strict=True) if pair[0] in wanted]
    return Dimension(
        dimension.id, dimension.label, tuple(code for code, _ in pairs), tuple(label for _, label in pairs),
        dimension.role, units=dimension.units, eliminated_by=dimension.eliminated_by,
    )  # fmt: skip


def is_of_thl(described: Decoded) -> bool:
    """Whether an indicator is THL's own: only those are under CC BY 4.0."""
    return "THL" in described.source or "Terveyden ja hyvinvoinnin laitos" in described.source
