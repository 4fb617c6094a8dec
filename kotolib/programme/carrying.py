"""What of a workbook openpyxl would lose on writing it again; knows the parts of an xlsx, not their meaning."""

import re
import zipfile
from pathlib import Path

from kotolib.errors import N_

_IN_SHEETS = (
    (rb"<x14:dataValidation[ >]", N_("pudotusvalikot, jotka Excel on tallentanut laajennuksena")),
    (rb"<x14:conditionalFormatting[ >]", N_("ehdolliset muotoilut, jotka Excel on tallentanut laajennuksena")),
    (rb"<x14:sparkline[ >]", N_("sparkline-kaaviot")),
)
_IN_DRAWINGS = ((rb"<xdr:(?:sp|cxnSp|grpSp)[ >]", N_("piirretyt muodot ja tekstiruudut")),)
_BY_NAME = (
    (r"xl/slicer(?:s|Caches)/", N_("osittajat")),
    (r"xl/timelines/", N_("aikajanat")),
    (r"xl/threadedComments/", N_("keskusteluketjut")),
    (r"xl/(?:ctrlProps|activeX)/", N_("lomakkeen ohjausobjektit")),
    (r"xl/vbaProject\.bin", N_("makrot")),
)


def lost(path: Path) -> list[str]:
    """Source messages that name what cannot be carried over; empty where nothing would be lost.

    Parameters
    ----------
    path
        A workbook that can be opened.
    """
    found = []
    with zipfile.ZipFile(path) as parts:
        names = parts.namelist()
        for folder, patterns in (("xl/worksheets/", _IN_SHEETS), ("xl/drawings/", _IN_DRAWINGS)):
            whole = [parts.read(name) for name in names if name.startswith(folder) and name.endswith(".xml")]
            found += [what for pattern, what in patterns if any(re.search(pattern, content) for content in whole)]
    return found + [what for pattern, what in _BY_NAME if any(re.match(pattern, name) for name in names)]
