"""Tables that need a rule of their own: two editions of one year, zeros that mean no data, a total to be checked.

Each rule is told in the table's card with the number of rows that it touched.
"""

import pandas as pd

from importers import cells, forms
from importers.delivery import Fault
from importers.forms import Words
from kotolib.frame import COUNTRY, MISSING


def early_childhood(words: Words, form: dict) -> pd.DataFrame:
    """Children in early childhood education, two files; a municipality without a single child has told nothing.

    Only the municipalities named in ``false_zeros`` are known to do so: a new one is a fault.
    """
    frame = forms.several(words, form)
    total = frame[frame["content"] == form["total"]].set_index(["area", "time"])["value"]
    none = pd.MultiIndex.from_frame(frame[["area", "time"]]).isin(total[total == 0].index)
    unknown = sorted(set(frame.loc[none, "area"]) - set(form["false_zeros"]))
    if unknown:
        raise Fault(f"no children at all in {unknown}: is it a zero, or no data?")
    if (frame.loc[none, "value"] != 0).any():
        raise Fault("children of one language where there are none at all")
    status = frame["status"].mask(none, MISSING)
    return frame.assign(value=frame["value"].mask(none), status=status)


def key_figures(words: Words, form: dict) -> pd.DataFrame:
    """Key figures of three editions from the long panel; a content of a year comes from one edition, the newest.

    Older rows of the same content and year are left out whole, so that no merged municipality stands beside the one
    that it was merged into. The employment rate changes its name with its age limits.
    """
    source = words.delivery.rows(form["file"])
    source = source[source["source"].str.startswith(form["source"])]
    newest = source.groupby(["indicator", "year"])["classification"].transform("max")
    source = source[source["classification"] == newest].reset_index(drop=True)
    renamed = {(entry["edition"], entry["from"]): entry["to"] for entry in form["renamed"]}
    pairs = zip(source["classification"], source["indicator"], strict=True)
    contents = [renamed.get((edition, name), name) for edition, name in pairs]
    frame = pd.DataFrame({"area": source["code"], "time": source["year"], "content": contents})
    return forms.dimensions(words, frame.join(cells.read(source["value"], form["file"])))


def projection_with_totals(words: Words, form: dict) -> pd.DataFrame:
    """An older projection by single years of age, whose totals must be the sums of its ages."""
    frame = forms.columns(words, form)
    total = frame["age"] == COUNTRY
    keys = ["area", "time"]
    if not frame[~total].groupby(keys)["value"].sum().equals(frame[total].set_index(keys)["value"].sort_index()):
        raise Fault(f"{form['file']}: the ages do not add up to the totals")
    return frame


def elections(words: Words, form: dict) -> pd.DataFrame:
    """Three files of one election: candidates by sex, everyone who may vote, voters and turnout by sex."""
    candidates = {"Yhteensä": "SSS", "Miehet": "1", "Naiset": "2"}
    voters = {"Äänestäneitä miehiä": "1", "Äänestäneitä naisia": "2"}
    return pd.concat(
        [
            _by_sex(words, form, "candidates", candidates),
            _by_sex(words, form, "eligible", {"Äänioikeutetut": "SSS"}),
            _by_sex(words, form, "voters", voters),
        ],
        ignore_index=True,
    )


def _by_sex(words: Words, form: dict, name: str, sexes: dict[str, str]) -> pd.DataFrame:
    """A column a sex; the content is named in ``Tiedot``, or by the column itself where that column is missing."""
    file = form[name]["file"]
    source = words.delivery.rows(file, form[name]["encoding"], ";")
    source = _without_merged(source, next(iter(sexes)), form, file)
    if "Puolue" in source and set(source["Puolue"]) != {"Yhteensä"}:
        raise Fault(f"{file}: parties apart, where all together are expected")
    labels = source["Tiedot"] if "Tiedot" in source else pd.Series(next(iter(sexes)), index=source.index)
    keys = pd.DataFrame({"area": source["Alue"], "time": source["Vuosi"], "content": labels.map(words.content)})
    parts = [
        keys.assign(sex=sex).join(cells.read(source[column], f"{file}, {column}")) for column, sex in sexes.items()
    ]
    return forms.dimensions(words, pd.concat(parts, ignore_index=True))


def _without_merged(source: pd.DataFrame, column: str, form: dict, file: str) -> pd.DataFrame:
    """The rows without the merged municipality that one file still lists, with nobody in it."""
    merged = source["Alue"] == form["merged"]
    if set(source.loc[merged, column]) - {"0"}:
        raise Fault(f'{file}: "{form["merged"]}" has figures')
    return source[~merged].reset_index(drop=True)


FORMS = forms.FORMS | {
    "elections": elections,
    "early_childhood": early_childhood,
    "key_figures": key_figures,
    "projection_with_totals": projection_with_totals,
}
