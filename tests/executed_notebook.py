"""An executed notebook as tests need it, built by the real figure and table; knows no assertion."""

from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from kotolib.display.outputs import Cell, Figure, Table
from kotolib.display.tables import KEY_NUMBERS
from kotolib.language import numbers

PARAMETERS = 'area: str = "211"\nlanguage: str = "fi"\nedition: str = "2026-11"\nas_of: str = "2026-11-24"'
SOURCE = "Lähde: Tilastokeskus, Väestörakenne, taulu 159t. CC BY 4.0."
SHARES = {2020: 2.6, 2021: 2.8, 2022: 3.0, 2023: 3.4, 2024: 3.6, 2025: 3.9}


def number(value: float, decimals: int = 1, status: str = "ok") -> Cell:
    return Cell(numbers.number(value, decimals) + ("*" if status == "preliminary" else ""), value, status)


def key_numbers() -> Table:
    rows = (
        (Cell("3,9\xa0%", 3.9), Cell("asukkaista on vieraskielisiä (2025). Koko maassa 11,4\xa0%.")),
        (Cell("76\xa0henkeä", 76), Cell("muutti ulkomailta vuonna 2022. Ulkomaille muutti 52.")),
        (Cell("2\xa0070", 2070), Cell("vieraskielistä arviolta vuonna 2030.")),
    )
    return Table("key", "Luvut lyhyesti", ("Luku", "Mitä"), rows, "fi", style=KEY_NUMBERS)


def shares_by_year() -> Table:
    rows = tuple(
        (Cell(str(year)), number(share), number(share * 2), number(share * 2.9)) for year, share in SHARES.items()
    )
    columns = ("Vuosi", "Kangasala", "Pirkanmaa", "Koko maa")
    caption = "Vieraskielisten osuus väestöstä 31.12., Kangasala, 2020–2025, %"
    return Table("foreign_language.share", caption, columns, rows, "fi", source=SOURCE)


def shares_by_area() -> Table:
    rows = (
        (Cell("Kangasala"), number(2.6), number(3.9), Cell("+1,3", 1.3)),
        (Cell("Samankaltaiset kunnat, mediaani"), number(2.8), number(3.8), Cell("+1,0", 1.0)),
        (
            Cell("Sottunga"),
            number(5.1),
            Cell("peitetty tietosuojan vuoksi", None, "suppressed"),
            Cell("–", None, "missing"),
        ),
        (Cell("Koko maa"), number(7.8), number(11.4, status="preliminary"), Cell("+3,6", 3.6)),
    )
    columns = ("Alue", "2020", "2025", "Muutos, %-yks.")
    caption = "Vieraskielisten osuus 2020 ja 2025, %"
    notes = ("* ennakkotieto",)
    return Table("areas", caption, columns, rows, "fi", notes=notes, source=SOURCE, own_rows=(0,))


def trend(**changed: object) -> Figure:
    series = [
        {"role": role, "label": label, "points": [[year, round(share * k, 1), "ok"] for year, share in SHARES.items()]}
        for role, label, k in (("own", "Kangasala 3,9 %", 1), ("country", "Koko maa 11,3 %", 2.9))
    ]
    parts = {
        "key": "foreign_language.share",
        "drawing": "trend",
        "data": {"language": "fi", "unit": "%", "decimals": 1, "series": series},
        "title": "Kangasalla 3,9\xa0% asukkaista on vieraskielisiä",
        "subtitle": "Vieraskielisten osuus väestöstä 31.12., Kangasala, 2020–2025, %",
        "alt": "Viivakuvio: Kangasalla 3,9 % asukkaista oli vieraskielisiä vuonna 2025.",
        "source": SOURCE,
        "table": shares_by_year(),
        "language": "fi",
    }
    return Figure(**{**parts, **changed})


def shown(output: Figure | Table) -> NotebookNode:
    return new_output("display_data", data=output._repr_mimebundle_())


def said(text: str) -> NotebookNode:
    return new_output("display_data", data={"text/markdown": text, "text/plain": text})


def code(*outputs: NotebookNode, source: str = "koto.say(here, v)", tags: tuple[str, ...] = ()) -> NotebookNode:
    return new_code_cell(source, outputs=list(outputs), execution_count=1, metadata={"tags": list(tags)})


def prose(text: str) -> NotebookNode:
    return new_markdown_cell(text)


def notebook(*cells: NotebookNode, parameters: str = PARAMETERS) -> NotebookNode:
    return new_notebook(cells=[code(source=parameters, tags=("parameters",)), *cells])


def residents() -> NotebookNode:
    """A section with everything that a page can hold."""
    return notebook(
        prose("# Asukkaat"),
        code(said("Kangasalla asuu noin 1\xa0340 vieraskielistä.")),
        code(shown(key_numbers())),
        prose("## Paljonko kunnassa asuu maahanmuuttaneita?\n\nOsa *vieraskielisistä* on syntynyt Suomessa."),
        code(new_output("stream", name="stderr", text="tämä kuuluu lokiin"), shown(trend())),
        code(shown(shares_by_area())),
        prose("## Mistä syistä he ovat tulleet?"),
        code(said("> **Tästä ei ole kuntatason tietoa.** Tieto tilataan Maahanmuuttovirastosta.")),
    )


def exported(folder: Path, ending: str) -> bytes:
    """What ``jupyter nbconvert --to koto-<ending>`` makes of the section's file, begun in this process."""
    from nbconvert.nbconvertapp import NbConvertApp

    nbformat.write(residents(), folder / "31_residents.ipynb")
    converting = NbConvertApp()
    converting.initialize(["--to", f"koto-{ending}", str(folder / "31_residents.ipynb"), "--output-dir", str(folder)])
    converting.start()
    return (folder / f"31_residents.{ending}").read_bytes()
