"""A drawing as a picture of dots, for writers that do not take SVG; knows the shipped fonts, not what is drawn."""

from functools import cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

PPI = 200
"""Dots to an inch: sharp on office printers, a third of the bytes of 300."""

_SOURCE = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'


def png(svg: str, ppi: float = PPI) -> bytes:
    """The drawing as PNG.

    Parameters
    ----------
    svg
        With letters as text (:func:`kotolib.display.figures.draw`); they are set in Source Sans 3, and in DejaVu Sans
        what it lacks. Fonts of the machine are not looked at.
    ppi
        Dots to an inch.

    Returns
    -------
    bytes
        The same drawing gives the same bytes.

    Examples
    --------
    >>> png('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')[1:4]
    b'PNG'
    """
    return _compiler().compile(input=_SOURCE, format="png", ppi=ppi, sys_inputs={"svg": svg})


@cache
def _compiler():
    import typst

    return typst.Compiler(font_paths=font_folders(), ignore_system_fonts=True)


def font_folders() -> list[Path]:
    """Where the fonts are that documents are set in: our own, and matplotlib's DejaVu behind them."""
    # Packages lie unpacked: fonts are read by libraries that take nothing but paths.
    behind = Path(find_spec("matplotlib").origin).parent / "mpl-data" / "fonts" / "ttf"
    return [Path(str(resources.files("kotolib.display") / "fonts")), behind]
