"""A delivery with other figures in the place of those that may not be told; knows rows, not who looks at the pages.

Of the other figures the very same is told. A page that differs has got its number past what may be told.
"""

import shutil

import pandas as pd

from kotolib.areas.area import Area
from kotolib.deliveries import telling
from kotolib.deliveries.held import Delivery, folder
from kotolib.disclosure import Rule
from kotolib.disclosure.otherwise import otherwise
from kotolib.store import keeping

_OF_YEAR = ["area", "time"]


def other_rows(delivery: Delivery, rule: Rule) -> pd.DataFrame:
    """The rows of a delivery with other figures in the place of the hidden ones.

    Parameters
    ----------
    delivery
        What was delivered; it is not touched.
    rule
        The threshold.

    Returns
    -------
    pandas.DataFrame
        As :meth:`kotolib.deliveries.held.Delivery.rows` gives them; the same rows where nothing is hidden.
    """
    rows = delivery.rows()
    value = rows["value"].copy()
    for _, of_year in rows.groupby(_OF_YEAR, observed=True, sort=False):
        year = telling.OneYear(delivery, of_year, rule)
        hidden = [index for index, row in of_year.iterrows() if year.hides(row["content"], _group(delivery, row))]
        if not hidden:
            continue
        given = of_year["value"].to_dict()

        def told(values: dict, of_year: pd.DataFrame = of_year) -> object:
            return telling.all_of_year(delivery, of_year.assign(value=pd.Series(values)), rule)

        value.update(pd.Series(otherwise(given, hidden, told)))
    return rows.assign(value=value)


def _group(delivery: Delivery, row: pd.Series) -> telling.Group:
    return tuple(row[name] for name in delivery.form.classes)


def put_in_place(delivery: Delivery, rows: pd.DataFrame, area: Area) -> None:
    """Keep the rows as the delivery that was read, in the area's folder as the environment has it now."""
    where = folder(area)
    shutil.rmtree(where / delivery.kept.folder.name)
    keeping.keep(rows, delivery.card, keeping.raw_of(delivery.kept), delivery.kept.edition, where)
