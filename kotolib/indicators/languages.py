"""How many speak each single language in an area, where a fetch has brought the table; knows codes, no words."""

from kotolib import frame, store
from kotolib.areas.area import Area

TABLE = "11rm"
_EVERYBODY = "SSS"
_NATIONAL = ("fi", "sv", "se")
"""Finnish, Swedish and Sámi: the others are foreign languages."""


def spoken(area: Area, edition: str = "latest") -> dict[str, float]:
    """The foreign languages of an area and their speakers in the newest year, the most spoken first.

    Parameters
    ----------
    area
        One municipality or several: their speakers are added up.
    edition
        Name of the store's edition.

    Returns
    -------
    dict
        Code of the language (ISO 639) → persons; empty where the edition does not tell single languages. A language
        of which somebody's count is not told is left out.

    Examples
    --------
    >>> from kotolib import areas
    >>> spoken(areas.get("211"), "2026-11")
    {}
    """
    if TABLE not in store.tables(edition):
        return {}
    rows = store.table(TABLE, areas=area.members, edition=edition)
    rows = rows[(rows["sex"] == _EVERYBODY) & (rows["time"] == rows["time"].max()) & rows["language"].map(_is_foreign)]
    untold = set(rows.loc[~rows["status"].isin(frame.SHOWN), "language"])
    told = rows[~rows["language"].isin(untold)].groupby("language", observed=True)["value"].sum()
    told = told[told > 0].sort_index().sort_values(ascending=False, kind="stable")
    return {str(language): float(speakers) for language, speakers in told.items()}


def _is_foreign(code: str) -> bool:
    """Whether a code is that of a single foreign language; sums have digits or capitals."""
    return code.isalpha() and code.islower() and code not in _NATIONAL
