"""The pages that lead to all others: one of an area's documents in every language, one over all areas of a folder.

Knows what was made, as the records of the runs tell it, and addresses beside it; reads no file of the outputs.
"""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources as package_files

from markupsafe import Markup

from kotolib import areas
from kotolib.areas.area import MUNICIPALITY, Area
from kotolib.display.communication import texts as ready_texts
from kotolib.documents import accessibility, html
from kotolib.documents.imprint import Imprint, version
from kotolib.documents.notebooks import LAST_CHAPTER
from kotolib.errors import N_
from kotolib.language import LANGUAGES, Texts, texts
from kotolib.language.sorting import alphabetical

PAGE = "index.html"
IN_ITSELF = {
    "fi": "Suomeksi",
    "sv": "På svenska",
    "en": "In English",
    "et": "Eesti keeles",
    "so": "Af-Soomaali",
    "ru": "На русском языке",
    "uk": "Українською мовою",
    "ar": "باللغة العربية",
    "fa": "به زبان فارسی",
}
"""Each language says in itself that it is used: no message, for it is the same on every page."""

_RIGHT_TO_LEFT = ("ar", "fa")

_FORMATS = {"html": "HTML", "pdf": "PDF", "docx": "Word", "xlsx": "Excel", "ics": "iCalendar", "txt": "txt"}
_NOT_FOR_READERS = ("ipynb", "json", "log")
_PARTS, _ALONE, _WORKING = N_("Ohjelman osat"), N_("Erilliset sivut"), N_("Työsivut")
_BESIDE = {
    "numbers": N_("Luvut taulukkoina"),
    "calendar": N_("Kalenteri"),
    **ready_texts.NAMES,
    accessibility.STEM: N_("Saavutettavuus ja palaute"),
}
"""What lies beside the programme and its parts, by the names of its files."""

_FAILED = N_("Tätä ei saatu tehtyä.")


@dataclass(frozen=True)
class Made:
    """What one run left of an area in one language.

    Attributes
    ----------
    area
        The word that `run` takes.
    language
        `fi`, `sv` or `en`.
    folder
        Name of the area's folder; the language's own is below it.
    record
        Its ``run.json``; empty where nothing was ever made.
    fault
        Why the last run failed, in that language; empty where it did not.
    """

    area: str
    language: str
    folder: str
    record: dict
    fault: str = ""

    @property
    def files(self) -> list[str]:
        """Names of its files that are for readers."""
        return [name for name in self.record.get("files", ()) if name.rpartition(".")[2] not in _NOT_FOR_READERS]


@dataclass(frozen=True)
class _File:
    address: str
    format: str


@dataclass(frozen=True)
class _Document:
    title: str
    address: str
    others: tuple[_File, ...]


@dataclass(frozen=True)
class _Group:
    heading: str
    documents: tuple[_Document, ...]


@dataclass(frozen=True)
class _Fault:
    language: str
    failed: str
    text: str


@dataclass(frozen=True)
class _Shelf:
    language: str
    direction: str
    heading: str
    groups: tuple[_Group, ...]
    fault: _Fault | None


def area_page(made: Sequence[Made]) -> str:
    """The page of one area: every document in every language, and what could not be made and why.

    Parameters
    ----------
    made
        Its languages, the area's first one first; the page's own words are in it.
    """
    first = made[0]
    area = areas.get(first.area)
    names = dict.fromkeys(area.name_in(one.language) for one in made if one.language in LANGUAGES)
    return html.page(
        "area_index.html.j2",
        _imprint(first),
        title=_called(area, " – ".join(names) or area.name, texts(_of_words(first.language))),
        shelves=[_shelf(one) for one in made],
        index_style=_package_text("index.css"),
    )


def _imprint(made: Made) -> Imprint:
    record = made.record
    return Imprint(made.area, _of_words(made.language), record.get("edition", "latest"), record.get("as_of", ""))


def _called(area: Area, name: str, _: Texts) -> str:
    return _("{name} (esimerkki)", name=name) if area.example else name


def _shelf(made: Made) -> _Shelf:
    direction = "rtl" if made.language in _RIGHT_TO_LEFT else "ltr"
    return _Shelf(made.language, direction, IN_ITSELF[made.language], tuple(_groups(made)), _fault(made))


def _fault(made: Made) -> _Fault | None:
    language = _of_words(made.language)
    return _Fault(language, texts(language)(_FAILED), made.fault) if made.fault else None


def _of_words(language: str) -> str:
    """The language that a page's own words are in: some languages have a page for residents and no others."""
    return language if language in LANGUAGES else "fi"


def _groups(made: Made) -> Iterable[_Group]:
    """The whole programme first, then its parts, the pages that stand alone, working pages, and whatever else."""
    _, left = texts(_of_words(made.language)), list(made.files)
    whole = _take("programme", _("Koko ohjelma"), made, left)
    parts: dict[str, list[_Document]] = {"": [whole] if whole else [], _PARTS: [], _ALONE: [], _WORKING: []}
    for section in made.record.get("sections", ()):
        if document := _take(section["stem"], section["title"], made, left):
            parts[_kind(section["key"])].append(document)
    for stem, title in _BESIDE.items():
        if document := _take(stem, _(title), made, left):
            parts[""].append(document)
    parts[""] += [_Document(name, f"{made.language}/{name}", ()) for name in left]
    groups = [_Group(heading and _(heading), tuple(found)) for heading, found in parts.items() if found]
    yield from groups if made.language in LANGUAGES else (_Group("", group.documents) for group in groups)


def _kind(key: str) -> str:
    if key.startswith("0"):
        return _WORKING
    return _PARTS if int(key) <= LAST_CHAPTER else _ALONE


def _take(stem: str, title: str, made: Made, left: list[str]) -> _Document | None:
    """The document of these files, which are then no longer left."""
    order = list(_FORMATS)
    found = [name for name in left if name.rpartition(".")[0] == stem and _ending(name) in order]
    files = sorted(found, key=lambda name: order.index(_ending(name)))
    if not files:
        return None
    for name in files:
        left.remove(name)
    first, *others = (_File(f"{made.language}/{name}", _FORMATS[_ending(name)]) for name in files)
    shown = title if first.format == "HTML" else f"{title} ({first.format})"
    return _Document(shown, first.address, tuple(others))


def _ending(name: str) -> str:
    return name.rpartition(".")[2]


@dataclass(frozen=True)
class _Name:
    language: str
    text: str


@dataclass(frozen=True)
class _Page:
    address: str
    language: str
    title: str
    name: str


@dataclass(frozen=True)
class _Row:
    name: str
    names: tuple[_Name, ...]
    code: str
    words: str
    address: str
    pages: tuple[_Page, ...]
    faults: tuple[_Fault, ...]
    example: bool


@dataclass(frozen=True)
class _Cover:
    """What the frame of pages asks of an imprint, for a page over many areas."""

    texts: Texts
    language: str
    command: str
    name: str = ""
    status: str = ""
    example: str = ""
    figures: str = ""

    @property
    def licence(self) -> str:
        return self.texts("Luvut: CC\u00a0BY\u00a04.0.")

    @property
    def again(self) -> tuple[str, str]:
        _ = self.texts
        return _("Sivut tekee komento"), _("(kotolib {version}).", version=version())


def batch_page(made: Sequence[Sequence[Made]], language: str) -> str:
    """The page over all areas: names in every language, what was made of each, and what failed and why.

    Its search needs no network and no server; without scripts the whole list stands there.

    Parameters
    ----------
    made
        By area, as :func:`area_page` takes them.
    language
        Of the page's own words.
    """
    _ = texts(language)
    rows = sorted((_row(one, language) for one in made), key=lambda row: (alphabetical(row.name), row.code))
    failed = sum(bool(row.faults) for row in rows)
    title = _("Kuntien ohjelmat")
    script = _package_text("index.js")
    return html.page(
        "batch_index.html.j2",
        _Cover(_, language, "python3 koto.py batch --all", name=title),
        title=title,
        summary=_summary(len(rows), failed, _),
        rows=rows,
        found_one=_("Luettelossa on 1 alue."),
        found_many=_.plain("Luettelossa on {count} aluetta."),
        script=script,
        script_sum=_script_sum(str(script)),
        index_style=_package_text("index.css"),
    )


def _summary(count: int, failed: int, _: Texts) -> str:
    said = _.plural("{count} alue on luettelossa.", "{count} aluetta on luettelossa.", count, count=count)
    if not failed:
        return said
    return f"{said} " + _.plural(
        "{count} alueelta jäi jotakin tekemättä; syy on alueen kohdalla.",
        "{count} alueelta jäi jotakin tekemättä; syy on kunkin kohdalla.",
        failed,
        count=failed,
    )


def _row(made: Sequence[Made], language: str) -> _Row:
    area = areas.get(made[0].area)
    name = area.name_in(language)
    names = {one.language: area.name_in(one.language) for one in made if one.language in LANGUAGES}
    folder = made[0].folder
    return _Row(
        name=name,
        names=tuple(_Name(one, text) for one, text in names.items() if text != name),
        code=area.code if area.kind == MUNICIPALITY else "",
        words=" ".join(dict.fromkeys([*area.names.values(), area.code, folder])),
        address=f"{folder}/{PAGE}",
        pages=tuple(page for one in made for page in _pages(one, area)),
        faults=tuple(fault for one in made if (fault := _fault(one))),
        example=area.example,
    )


def _pages(made: Made, area: Area) -> Iterable[_Page]:
    if "programme.html" in made.files:
        address = f"{made.folder}/{made.language}/programme.html"
        yield _Page(address, made.language, IN_ITSELF[made.language], area.name_in(made.language))


@cache
def _package_text(name: str) -> Markup:
    return Markup((package_files.files("kotolib.documents") / "templates" / name).read_text(encoding="utf-8"))


def _script_sum(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
