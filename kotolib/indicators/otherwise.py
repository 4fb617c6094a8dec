"""The values table with other counts behind the values that are not shown; knows values, not who looks at the pages.

A value that too few stand behind is not shown, but what stands behind it is kept for sums of several municipalities. A
page of one area that differs when those are others has got past what is shown.
"""

from pathlib import Path

from kotolib import frame
from kotolib.indicators import stored
from kotolib.store import made

_UNSHOWN = (frame.BELOW_QUALITY, frame.SUPPRESSED)


def save_other(edition: str, path: Path) -> None:
    """Save the values table of an edition with other numerators behind the unshown values, each one greater.

    Parameters
    ----------
    edition
        Name of the store's edition.
    path
        Where the Parquet file goes.
    """
    rows = made.read(stored.ensure(edition))
    unshown = rows["status"].isin(_UNSHOWN)
    rows.assign(numerator=rows["numerator"].mask(unshown, rows["numerator"] + 1)).to_parquet(path, index=False)
