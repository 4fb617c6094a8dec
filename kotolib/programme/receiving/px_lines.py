"""From a commissioned PC-Axis file to figures by year and group, numbers as the file has them; knows no workbook."""

import re
from dataclasses import dataclass

import pandas as pd

from kotolib import areas
from kotolib.areas.area import Area
from kotolib.deliveries.forms import Form
from kotolib.errors import N_, KotoError, StoreDamaged
from kotolib.fetch import px
from kotolib.fetch.decoded import Decoded, Dimension
from kotolib.fetch.faults import Unreadable
from kotolib.fetch.roles import GEO, METRIC, TIME
from kotolib.programme.receiving.terms import Terms

JOINER = " · "
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class PxLines:
    """The figures, what the file says of its terms, and how many areas of the file were left out."""

    rows: pd.DataFrame
    terms: Terms
    left_out: int


def read(content: bytes, form: Form, area: Area) -> PxLines:
    """The cells of the area's municipalities; their groups are named by the labels of the other variables.

    Parameters
    ----------
    content
        The file's bytes.
    form
        One that has a single free class and a single figure.
    area
        Whose figures are taken.

    Raises
    ------
    StoreDamaged
        It is no PC-Axis file, the form has other columns, or the file has no years or none of the area's
        municipalities.
    """
    if len(form.figures) != 1 or len(form.classes) != 1 or next(iter(form.classes.values())).values:
        raise StoreDamaged(N_("Px-tiedosto tuodaan lomakkeella commissioned_table tai group_figures."))
    try:
        decoded = px.decode(content)
    except Unreadable as fault:
        raise StoreDamaged(N_("Px-tiedostoa ei voi lukea: {why}"), why=fault) from None
    return _lines(decoded, form, area)


def _lines(decoded: Decoded, form: Form, area: Area) -> PxLines:
    time = _only(decoded, TIME)
    if time is None or not all(_YEAR.fullmatch(code) for code in time.codes):
        raise StoreDamaged(N_("Px-tiedostossa ei ole vuosia. Vain vuosittaiset taulut voi tuoda."))
    codes, left_out = _municipalities(decoded, area)
    found = decoded.frame
    geo = _only(decoded, GEO)
    found = found[found[geo.id].isin(codes)]
    others = [one for one in decoded.dimensions if one not in (time, geo) and (one.size > 1 or one.role != METRIC)]
    rows = pd.DataFrame(
        {
            "area": found[geo.id].astype(str).map(codes),
            "time": found[time.id].astype(str),
            "content": next(iter(form.figures)),
            next(iter(form.classes)): _groups(found, others, decoded),
            "value": found["value"].astype(float),
            "status": found["status"].astype(str),
        }
    )
    updated = decoded.updated.date() if decoded.updated else None
    return PxLines(rows.reset_index(drop=True), Terms(by=decoded.source, on=updated), left_out)


def _only(decoded: Decoded, role: str) -> Dimension | None:
    return next((one for one in decoded.dimensions if one.likely_role == role), None)


def _municipalities(decoded: Decoded, area: Area) -> tuple[dict[str, str], int]:
    """Code of the file → code of the municipality, for those of the area; and how many others there are."""
    geo = _only(decoded, GEO)
    if geo is None:
        raise StoreDamaged(N_("Px-tiedostossa ei ole kuntia, joten ei tiedetä, minkä alueen lukuja siinä on."))
    found = {code: one for code in geo.codes if (one := _municipality(code, geo.label_of[code])) in area.members}
    if not found:
        raise StoreDamaged(N_("Px-tiedostossa ei ole alueen {area} kuntia."), area=area.name)
    return found, geo.size - len(found)


def _municipality(code: str, label: str) -> str:
    for word in (code.removeprefix("KU"), label):
        try:
            return areas.get(word).id
        except KotoError:
            continue
    return ""


def _groups(found: pd.DataFrame, others: list[Dimension], decoded: Decoded) -> pd.Series:
    if not others:
        return pd.Series(
            [decoded.label or decoded.source or JOINER.strip()] * len(found), index=found.index, dtype="str"
        )
    told = [found[one.id].astype(str).map(one.label_of) for one in others]
    return told[0].str.cat(told[1:], sep=JOINER) if len(told) > 1 else told[0]
