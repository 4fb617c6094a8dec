"""What stands beside a table and tells of it: its caption, its source, a sentence that points to it; knows no rule."""

import re

from kotolib.programme.lint.draft import CAPTION, ROW, Passage, Section

_POINTS = re.compile(r"taulukk|taulukosta|tabell|^\W*(?:lähde|lähteet|källa|källor)\b", re.IGNORECASE)
_AFTER = 3


def beside(section: Section, passage: Passage) -> list[str]:
    """The texts round the table of a row, in the row's section, that tell of the whole table.

    Parameters
    ----------
    section
        The row's.
    passage
        Any row of the table.
    """
    own = [one.order for one in section.passages if one.table == passage.table]
    near = [one for one in section.passages if own[0] - 2 <= one.order <= own[-1] + _AFTER and one.kind != ROW]
    return [one.text for one in near if one.table or one.kind == CAPTION or _POINTS.search(one.text)]
