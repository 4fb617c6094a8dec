"""Read → write → read is equal, whatever the records say, in both languages."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kotolib import areas
from kotolib.programme import identity_codes, making, reading, sheets
from kotolib.programme.records import RECORDS, Basics, LinkedDocument, Programme
from tests.filled_workbook import DAY

TEXT = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\n"), min_size=1, max_size=60)
    .map(lambda text: text.strip())
    .filter(lambda text: text and not identity_codes.has_code(text))
)
WORD = st.text("abcåäö =+-@<>&'\"", min_size=1, max_size=12).map(lambda word: " ".join(word.split())).filter(bool)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
IDS = 4
MEMBERS = ("211", "562")
"""Of a joint programme: its workbook has every column that there is."""


def values(column):
    """What the field of a column may hold."""
    listed = list(sheets.declared().choices.get(column.points_to, {}))
    prefix = sheets.sheets()[column.points_to].prefix if column.kind in sheets.REFERENCES else ""
    rows = st.sampled_from([f"{prefix}{number}" for number in range(1, IDS + 1)])
    indicators = st.sampled_from(["foreign_language.share", "population", "M1", "M3", "kunnan oma luku"])
    one = {
        "text": TEXT,
        "long": TEXT,
        "number": st.integers(-(10**6), 10**6).map(float) | st.decimals(-1000, 1000, places=3).map(float),
        "year": st.integers(1990, 2090),
        "date": DAYS,
        "deadline": DAYS,
        "yes_no": st.booleans(),
        "choice": st.sampled_from(listed or [""]),
        "ref": rows,
        "indicator": indicators,
        "member": st.sampled_from(MEMBERS),
    }
    several = {
        "words": st.lists(WORD, max_size=3, unique=True),
        "refs": st.lists(rows, max_size=3, unique=True),
        "indicators": st.lists(indicators, max_size=3, unique=True),
        "many": st.sets(st.sampled_from(listed or [""]), max_size=3).map(lambda found: sorted(found, key=listed.index)),
    }
    return several[column.kind].map(tuple) if column.kind in several else st.none() | one[column.kind]


@st.composite
def rows(draw, sheet):
    """Rows with one of each id and something in each of them, in the order that the sheet says they are in."""
    kind = RECORDS[sheet.id]
    if sheet.layout == "fixed":
        ids = [each for each in sheets.declared().choices[sheet.label] if draw(st.booleans())]
    else:
        ids = [f"{sheet.prefix}{number}" for number in range(1, IDS + 1)]
    made = []
    for row_id in ids:
        fields = {column.id: draw(values(column)) for column in sheet.columns}
        fields[sheet.key.id] = draw(TEXT)
        if {"start", "end"} <= set(fields) and fields["start"] and fields["end"]:
            fields["start"], fields["end"] = sorted((fields["start"], fields["end"]))
        if fields.get("delivered"):
            # The group of a delivered figure is one of its form's: all together.
            fields["delivered_group"] = None
        made.append(kind(id=row_id, **fields))
    return tuple(made)


@st.composite
def programmes(draw):
    facts = {fact.id: draw(values(fact)) for fact in sheets.sheet("basics").facts}
    facts["smallest_count"] = draw(st.none() | st.integers(3, 10).map(float))
    if facts["first_year"] and facts["last_year"]:
        facts["first_year"], facts["last_year"] = sorted((facts["first_year"], facts["last_year"]))
    documents = []
    for document in sheets.declared().choices["document"]:
        absent = draw(st.booleans())
        name = None if absent else draw(TEXT.filter(lambda text: len(text) > 10))
        documents.append(LinkedDocument(id=document, name=name, date=draw(st.none() | DAYS), absent=absent))
    some = draw(st.sets(st.sampled_from([sheet.id for sheet in sheets.declared().sheets if sheet.layout != "facts"])))
    # References must find their rows.
    some |= {"goals", "hearings", "findings", "indicators"}
    drawn = {name: draw(rows(sheets.sheet(name))) for name in sorted(some)}
    return Programme(basics=Basics(**facts), documents=tuple(documents), **drawn)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("round_trip")


def written(programme: Programme, path: Path, language: str) -> Path:
    path.write_bytes(making.workbook(programme, areas.get("+".join(MEMBERS)), language, DAY))
    return path


@pytest.mark.parametrize("language", ["fi", "sv"])
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(programme=programmes())
def test_what_is_written_is_read_again(folder, language, programme):
    done = reading.read(written(programme, folder / f"{language}.xlsx", language))
    assert done.sentences() == []
    assert done.programme == programme
    again = reading.read(written(done.programme, folder / f"{language}_again.xlsx", language))
    assert again.programme == programme


def test_a_workbook_read_in_one_language_may_be_written_in_the_other(folder):
    programme = Programme(
        basics=Basics(state="comments", municipalities=("Kangasala", "Orivesi")),
        goals=(RECORDS["goals"](id="T1", text="Mål", theme="relations", indicator="foreign_language.share"),),
    )
    finnish = reading.read(written(programme, folder / "a.xlsx", "fi"))
    swedish = reading.read(written(finnish.programme, folder / "b.xlsx", "sv"))
    assert (finnish.language, swedish.language) == ("fi", "sv")
    assert swedish.programme == programme
