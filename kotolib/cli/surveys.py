"""``form survey`` and ``import --form survey``: what the two commands say of a survey; knows options, not answers."""

from datetime import UTC, date, datetime
from pathlib import Path

from kotolib.errors import N_
from kotolib.language import Texts
from kotolib.language.folding import fold

FORM = "survey"
NAME = N_("Kysely")
_WORDS = (FORM, "kysely", "enkät")


def is_survey(word: str) -> bool:
    """Whether the word of ``--form`` means a survey."""
    return fold(word) in _WORDS


def form(_: Texts, describe: bool, language: str, output: str) -> int:
    """Write an empty mapping with its guidance, or tell how a survey is brought."""
    from kotolib.programme.receiving.surveys import mapping_book, write_guide

    if describe:
        print("\n".join([_(NAME), "-" * len(_(NAME)), *mapping_book.guide(_)]))
        return 0
    path = write_guide(language or _.language, date.today(), Path(output) if output else Path.cwd())
    print(_("Kyselyn kuvauksen pohja: {path}", path=path))
    return 0


def bring(_: Texts, file: Path, area: str, mapping: str) -> int:
    """Import one survey, or propose its mapping."""
    from kotolib import areas
    from kotolib.programme.receiving import surveys

    export = surveys.Export(file, Path(mapping) if mapping else None)
    brought = surveys.bring(export, areas.get(area), datetime.now(UTC), _.language)
    if isinstance(brought, surveys.Proposed):
        _tell_proposal(_, brought)
    elif not brought.is_new:
        print(_("Sama tiedosto on jo tuotu. Mitään ei muutettu."))
    else:
        _tell_brought(_, brought)
    return 0


def _tell_proposal(_: Texts, proposed) -> None:
    print(_("Mitään ei vielä tuotu. Kuvausta ei ollut, joten siitä tehtiin ehdotus: {path}", path=proposed.path))
    print(
        _(
            "Täytä taulukko Kysely, tarkista taulukosta Sarakkeet jokaisen sarakkeen laji ja vaihtoehdot, ja aja sama "
            "komento uudelleen."
        )
    )
    if proposed.ignored:
        print(
            _.plural(
                "{count} sarake ehdotetaan jätettäväksi tuomatta (nimet, yhteystiedot, aikaleimat, tyhjät).",
                "{count} saraketta ehdotetaan jätettäväksi tuomatta (nimet, yhteystiedot, aikaleimat, tyhjät).",
                proposed.ignored, count=proposed.ignored,
            )
        )  # fmt: skip


def _tell_brought(_: Texts, brought) -> None:
    count = brought.results.respondents
    print(
        _.plural(
            "Tuotiin kysely, {count} vastaaja: {path}", "Tuotiin kysely, {count} vastaajaa: {path}",
            count, count=count, path=brought.path,
        )
    )  # fmt: skip
    if brought.open_answers:
        print(
            _.plural(
                "{count} avoin vastaus. Lue se ja anna sille aihe muistikirjassa 06_open_answers.",
                "{count} avointa vastausta. Lue ne ja anna niille aiheet muistikirjassa 06_open_answers.",
                brought.open_answers, count=brought.open_answers,
            )
        )  # fmt: skip
    if brought.withheld:
        print(
            _.plural(
                "{count} avoimesta vastauksesta peitettiin henkilötunnus tai yhteystieto. Sitä ei voi lainata.",
                "{count} avoimesta vastauksesta peitettiin henkilötunnus tai yhteystieto. Niitä ei voi lainata.",
                brought.withheld, count=brought.withheld,
            )
        )  # fmt: skip
