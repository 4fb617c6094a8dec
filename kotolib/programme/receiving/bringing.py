"""Brings a delivered file into the area's folder: read whole, checked, and kept as an edition, or not at all.

Knows the order of these; the moment is told to it.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pandas as pd

from kotolib import deliveries, disclosure
from kotolib.areas.area import Area
from kotolib.deliveries import Delivery, Form, held
from kotolib.deliveries.forms import ASKED, LANGUAGES, in_language
from kotolib.errors import N_, Message, Messages, StoreDamaged, cannot_write
from kotolib.programme import keeping, reading
from kotolib.programme.receiving import columns, grid, lines, px_lines, terms
from kotolib.programme.receiving.lines import Asked
from kotolib.programme.receiving.terms import Terms
from kotolib.store import Card
from kotolib.store import keeping as store_keeping
from kotolib.store.keeping import Kept

PX = ".px"
ENDINGS = (".xlsx", ".csv", PX)
EDITION = "%Y-%m-%dT%H%M%S"
MOST_FAULTS = 50


NOTHING_TOLD = Terms()


@dataclass(frozen=True)
class Brought:
    """What was brought.

    Attributes
    ----------
    is_new
        False where the same bytes had been brought before and nothing was written.
    left_out
        How many other areas the file had.
    before
        The delivery that pages showed until now; it stays beside.
    """

    delivery: Delivery
    is_new: bool
    figures: int
    years: tuple[int, int]
    left_out: int = 0
    before: Delivery | None = None


@dataclass(frozen=True)
class _Read:
    rows: pd.DataFrame
    terms: Terms
    content: bytes
    left_out: int = 0


def bring(path: Path, form: Form, area: Area, moment: datetime, told: Terms = NOTHING_TOLD) -> Brought:
    """Import a delivered file.

    Parameters
    ----------
    path
        ``.xlsx``, ``.csv`` or, for forms of year and group, ``.px``.
    form
        The form that it answers.
    area
        One municipality or several; figures of others are refused.
    moment
        Now, in UTC: names the edition.
    told
        Terms that the command's options tell; they win over the file's own.

    Raises
    ------
    StoreDamaged
        The file cannot be read as the form; the message lists every fault with its cell. Nothing is kept.
    InTheWay
        The folder cannot be written.

    Examples
    --------
    >>> bring(Path("answer.xlsx"), deliveries.form("hate_crimes"), area, moment)  # doctest: +SKIP
    """
    if path.suffix.lower() not in ENDINGS:
        raise StoreDamaged(
            N_("{path}: tiedosto on muotoa, jota ei lueta. Luettavat: {endings}."),
            path=path.name,
            endings=", ".join(ENDINGS),
        )
    read = _read(path, form, area, moment, told)
    rows = _sorted(read.rows, form)
    years = (int(rows["time"].min()), int(rows["time"].max()))
    earlier = deliveries.newest(area, form.id)
    card = _card(rows, form, read.terms, moment)
    if earlier and _is_same(earlier, card, read.content):
        return Brought(earlier, False, len(rows), years, read.left_out)
    kept = _keep(rows, card, area, {path.name: read.content}, moment)
    found = deliveries.newest(area, form.id)
    return Brought(found or Delivery(form, card, kept), True, len(rows), years, read.left_out, earlier)


def _read(path: Path, form: Form, area: Area, moment: datetime, told: Terms) -> _Read:
    faults: list[Message] = []
    if path.suffix.lower() == PX:
        read = _px(path, form, area, told)
    else:
        book = grid.read(path)
        read = _table(book, Asked(form, area, moment.date(), told.unit), told, faults)
    faults += terms.missing(form, read.terms)
    if faults:
        raise refused(path, faults)
    return read


def _table(book: grid.Book, asked: Asked, told: Terms, faults: list[Message]) -> _Read:
    sheet = terms.sheet_of(book.grids)
    agreed = terms.together(told, terms.of_sheet(sheet, faults))
    asked = Asked(asked.form, asked.area, asked.on, agreed.unit)
    found = columns.find(asked.form, asked.area, tuple(one for one in book.grids if one is not sheet), faults)
    records = lines.read(found, asked, faults) if found else []
    return _Read(pd.DataFrame(records), agreed, book.content)


def _px(path: Path, form: Form, area: Area, told: Terms) -> _Read:
    content = grid.bytes_of(path)
    found = px_lines.read(content, form, area)
    return _Read(found.rows, terms.together(told, found.terms), content, found.left_out)


def refused(path: Path, faults: list[Message]) -> StoreDamaged:
    """That a file was not brought, with everything that is to be mended."""
    shown = list({fault.tell(): fault for fault in faults}.values())
    if len(shown) > MOST_FAULTS:
        more = Message(N_("… ja {count} muuta."), count=len(shown) - MOST_FAULTS)
        shown = [*shown[:MOST_FAULTS], more]
    return StoreDamaged(
        N_("Tiedostoa {path} ei tuotu, eikä mitään muutettu. Korjaa nämä ja tuo uudelleen:\n{faults}"),
        path=path.name,
        faults=Messages(shown),
    )


def _sorted(rows: pd.DataFrame, form: Form) -> pd.DataFrame:
    """In the order of the form's figures and classes."""
    names = ["area", "time", "content", *form.classes]
    rows = rows.assign(value=rows["value"].astype(float))[[*names, "value", "status"]]
    return rows.sort_values(["area", "time"], kind="stable", ignore_index=True)


def _card(rows: pd.DataFrame, form: Form, agreed: Terms, moment: datetime) -> Card:
    measure = agreed.measure if form.measure == ASKED else form.measure
    notes = (held.MEASURES[measure], *([held.RESTRICTED] if form.restricted else []))
    names = {language: form.name_in(language) for language in LANGUAGES}
    contents = {
        name: {
            "label": in_language(figure.name, "fi"),
            "unit": agreed.unit if figure.unit == ASKED else figure.unit,
        }
        for name, figure in form.figures.items()
    }
    return Card(
        id=form.id, table="", provider=held.PROVIDER, publisher=dict.fromkeys(LANGUAGES, agreed.by), statistic=names,
        title=names, licence=agreed.licence, updated=agreed.on.isoformat() if agreed.on else "",
        copied=moment.strftime(EDITION), state="", classification="",
        times=(rows["time"].min(), rows["time"].max()), dimensions=("area", "time", "content", *form.classes),
        contents=contents, rows=len(rows), areas=rows["area"].nunique(),
        statuses={name: int(count) for name, count in sorted(rows["status"].value_counts().items())},
        notes=notes, sources=(), checksum="", file_sha256="",
    )  # fmt: skip


def _is_same(earlier: Delivery, card: Card, content: bytes) -> bool:
    sums = {source["sha256"] for source in earlier.card.sources}
    told = [(one.publisher, one.licence, one.updated, one.notes, one.contents) for one in (earlier.card, card)]
    return hashlib.sha256(content).hexdigest() in sums and told[0] == told[1]


def _keep(rows: pd.DataFrame, card: Card, area: Area, raw: dict[str, bytes], moment: datetime) -> Kept:
    """The delivery whole in its place; the threshold that it is shown by is written down first."""
    where = held.folder(area)
    smallest = (
        reading.read(keeping.place(area)).programme.basics.smallest_count if keeping.place(area).exists() else None
    )
    try:
        where.mkdir(parents=True, exist_ok=True)
        disclosure.log_decision(disclosure.rule(smallest), keeping.folder(area), moment.date())
        store_keeping.clear(where)
        return store_keeping.keep(rows, card, raw, moment.strftime(EDITION), where)
    except OSError as fault:
        raise cannot_write(where, fault) from None
