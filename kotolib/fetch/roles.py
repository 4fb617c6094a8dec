"""Tells which variable is time, which area and which content when the source does not; knows no table by name."""

import re
from collections.abc import Sequence

TIME, GEO, METRIC = "time", "geo", "metric"

_VERSION = re.compile(r"_\d+_\d{8}$")
_PERIOD = re.compile(r"(1[5-9]|20|21)\d\d([MQKHTWV]\d{1,2}|\d{2}|[-/–](\d{2}|\d{4}))?", re.I)
_TIME_NAMES = {
    "timeperiod", "vuosi", "kuukausi", "vuosineljännes", "neljännes", "tid", "time", "time_period", "aika",
    "år", "ar", "year", "month", "quarter", "månad", "manad", "kvartal", "måned", "period", "vaalivuosi",
}  # fmt: skip
_GEO_NAMES = {
    "alue", "kunta", "maakunta", "hyvinvointialue", "seutukunta", "region", "område", "omrade", "geo", "area",
    "kommun", "municipality", "asuinalue", "työllisyysalue",
}  # fmt: skip
_METRIC_NAMES = {
    "contentscode",
    "tiedot",
    "contents",
    "uppgifter",
    "information",
    "metric",
    "concept",
    "tilastomuuttuja",
}
_AREA_CODE = re.compile(r"SSS|KU\d{3}|MK\d{2}|SK\d{3}|HVA\d+|MA[12]|ELY\d+|\d{3}")


def base_name(identifier: str) -> str:
    """A variable's name without the version of its classification, in small letters.

    Examples
    --------
    >>> base_name("alue_23_20260101"), base_name("timeperiod_y"), base_name("Alue")
    ('alue', 'timeperiod', 'alue')
    """
    name = _VERSION.sub("", identifier).lower()
    return "timeperiod" if name.startswith("timeperiod_") else name


def guessed_role(identifier: str, label: str, codes: Sequence[str], labels: Sequence[str]) -> str | None:
    """``time``, ``geo``, ``metric`` or ``None``, by names first and then by what the codes look like.

    Parameters
    ----------
    identifier, label
        Name and label of the variable.
    codes, labels
        Its codes and their labels, of one length.
    """
    names = {base_name(identifier), label.strip().lower()}
    for role, known in ((TIME, _TIME_NAMES), (GEO, _GEO_NAMES), (METRIC, _METRIC_NAMES)):
        if names & known:
            return role
    if _look_like_periods(codes, labels):
        return TIME
    if any(code == "SSS" or code.startswith("KU") for code in codes) and all(map(_AREA_CODE.fullmatch, codes)):
        return GEO if len(codes) > 1 and any(code.startswith("KU") for code in codes) else None
    return None


def _look_like_periods(codes: Sequence[str], labels: Sequence[str]) -> bool:
    # Norwegian municipalities have numbers like 1804: a period's label starts with the period itself.
    pairs = zip(codes, labels, strict=True)
    return bool(codes) and all(_PERIOD.fullmatch(code) and label.startswith(code[:4]) for code, label in pairs)
