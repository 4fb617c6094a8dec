"""Names of bodies, terms and acts out of use on the programme's day; knows how they are told, not which they are."""

from collections.abc import Iterator

from kotolib.errors import N_, Message
from kotolib.programme.lint.context import Context
from kotolib.programme.lint.draft import Draft, Passage
from kotolib.programme.lint.remarks import SHOULD, Remark
from kotolib.programme.wording import bodies
from kotolib.programme.wording.languages import language_of

_RENAMED = (
    N_("”{written}”: nimi muuttui {day}."),
    N_("Nykyinen nimi on {now}. Jos tarkoitat aikaa ennen muutosta, kerro se."),
)
_REPEALED = (
    N_("”{written}”: uusi laki tuli voimaan {day}."),
    N_("Nyt on voimassa {now}. Jos tarkoitat aikaa ennen muutosta, kerro se."),
)

_Found = list[tuple[Passage, bodies.Outdated]]


def remarks(draft: Draft, context: Context) -> Iterator[Remark]:
    """One remark a name: where it stands first, and in how many other places."""
    found: dict[bodies.Name, _Found] = {}
    for passage in draft.passages if context.mainland else ():
        for one in bodies.outdated(passage.text, context.day):
            found.setdefault(one.name, []).append((passage, one))
    language = language_of(draft.text)
    for name, places in found.items():
        yield _remark(name, places, language)


def _remark(name: bodies.Name, places: _Found, language: str) -> Remark:
    passage, one = places[0]
    why, remedy = _REPEALED if name.is_act else _RENAMED
    day = f"{name.since.day}.{name.since.month}.{name.since.year}"
    return Remark(
        "bodies",
        "",
        SHOULD,
        passage.place(one.sentence, len(places) - 1),
        Message(why, written=one.written, day=day),
        Message(remedy, now=name.now_in(language)),
    )
