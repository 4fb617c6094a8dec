"""Whether a programme may be called final: nothing that must be there is missing, the linter and the leak test agree.

Knows who is asked and what is done with the answers; each of them decides by itself.
"""

import json
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kotolib import areas, office_files, situation
from kotolib.batch import leaks, section, whole
from kotolib.documents import drafts
from kotolib.documents.residents import around
from kotolib.errors import N_, Message, Messages, SectionFailed, WrongWords
from kotolib.language import texts, told_in, tongues
from kotolib.programme import checklist, keeping
from kotolib.programme.lint import linting, of_area
from kotolib.programme.lint.remarks import MUST

_OBJECTION = "- {one}"
LOG = "process.jsonl"
"""The log of how the programme has been made, beside the workbook: a line of JSON for each thing that was done."""


class NotFinal(SectionFailed):
    """The programme cannot be called final; nothing was written."""


def assemble(plan: dict, faults: dict[str, str], folder: str) -> dict[str, str]:
    """What :func:`kotolib.batch.section.assemble` does, if the programme may be called final.

    Parameters
    ----------
    plan
        As there; ``accept`` is why it may, whatever is missing, and goes to the log.
    faults, folder
        As there.

    Raises
    ------
    NotFinal
        Something that must be there is missing, the linter finds something that must be mended, nobody has read the
        language of the residents' page, or a file gives a hidden count away. The last cannot be accepted.
    """
    sums = section.assemble(plan, faults, folder)
    leaked = [
        Message(N_("Tiedosto {file} paljastaa luvun, joka on peitetty tietosuojan vuoksi."), file=name)
        for name in leaks.leaking(plan, faults, Path(folder))
    ]
    lacking = [*_failed(faults), *_unread(plan)]
    if not plan["alone"]:
        lacking += [*_missing(plan), *_to_mend(plan, faults, Path(folder))]
    if leaked or (lacking and not plan["accept"]):
        _refuse(plan, [*leaked, *lacking])
    if plan["accept"]:
        _log(plan, lacking)
    return sums


def _refuse(plan: dict, objections: list[Message]) -> None:
    raise NotFinal(
        N_(
            "{area}: ohjelmaa ei voi vielä sanoa lopulliseksi. Aiemmat tiedostot ovat ennallaan.\n{objections}\n"
            'Korjaa nämä, tai hyväksy puutteet perustelulla: --accept "perustelu". Peitetyn luvun paljastumista ei '
            "voi hyväksyä."
        ),
        area=plan["name"],
        objections=Messages(Message(_OBJECTION, one=one) for one in objections),
    )


def _failed(faults: dict[str, str]) -> Iterator[Message]:
    for stem in faults:
        yield Message(N_("Osa {section} ei valmistunut."), section=stem)


def _unread(plan: dict) -> Iterator[Message]:
    """That nobody has read the language of the residents' page, where the run makes that page."""
    language = plan["parameters"]["language"]
    if any(one["key"] == around.KEY for one in plan["sections"]) and tongues.unreviewed(language):
        yield Message(
            N_(
                "Asukkaiden sivun kieltä ei ole tarkistanut kukaan: {language}. Kirjaa tarkistaja ja päivä tiedoston "
                "{file} otsakkeeseen X-Koto-Reviewer."
            ),
            language=tongues.name_in(language, "fi"),
            file=f"kotolib/locale/{language}/LC_MESSAGES/kotolib.po",
        )


def _missing(plan: dict) -> Iterator[Message]:
    """What must be there and is not at all, with what to do."""
    given = plan["parameters"]
    here = situation.begin(given["area"], given["language"], given["edition"], given["as_of"])
    for one in checklist.of_area(here).missing_musts:
        name = one.item.told("short", here.language)
        yield Message(
            N_("Tarkistuslistan kohta {item} ({name}) puuttuu. {act}"), item=one.item.id, name=name, act=one.act
        )


def _to_mend(plan: dict, faults: dict[str, str], folder: Path) -> Iterator[Message]:
    """What the linter says must be mended; it has rules for Finnish and Swedish."""
    given = plan["parameters"]
    day = date.fromisoformat(given["as_of"])
    context = of_area.context(areas.get(given["area"]), None, day)
    try:
        found = linting.lint(_draft(plan, faults, folder), context)
    except WrongWords:
        return
    _ = texts(given["language"])
    for one in found.remarks:
        if one.strength == MUST:
            told = {"where": one.place.heading, "why": one.why.tell(_.plain), "remedy": one.remedy.tell(_.plain)}
            yield Message("{where}: {why} {remedy}", **told)


def _draft(plan: dict, faults: dict[str, str], folder: Path):
    """The programme as the linter reads it."""
    for ending in ("html", "docx"):
        if ending in plan["formats"]:
            return drafts.read(folder / f"programme.{ending}")
    with tempfile.TemporaryDirectory(prefix="koto-") as beside:
        page = Path(beside) / "programme.html"
        page.write_bytes(whole.programme(plan, faults, folder, "html"))
        return drafts.read(page)


def _log(plan: dict, accepted: list[Message]) -> None:
    given = plan["parameters"]
    _ = told_in(given["language"])
    line = {
        "day": given["as_of"],
        "what": "final",
        "language": given["language"],
        "edition": given["edition"],
        "reason": plan["accept"],
        "accepted": [one.tell(_.plain) for one in accepted],
    }
    place = keeping.folder(areas.get(given["area"])) / LOG
    place.parent.mkdir(parents=True, exist_ok=True)
    before = place.read_bytes() if place.is_file() else b""
    office_files.move_into_place(before + (json.dumps(line, ensure_ascii=False) + "\n").encode("utf-8"), place)
