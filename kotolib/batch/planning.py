"""What a batch is asked for becomes plans: which areas, in which languages, and what decides the pages of each.

Knows words, not how anything is made. Called in a child, for it needs the tables of areas.
"""

from kotolib import areas
from kotolib.batch import inputs, section
from kotolib.errors import N_, Messages, WrongWords


def planned(asked: dict) -> list[dict]:
    """The plans of a batch, each area and language once, in the order in which they are made.

    Parameters
    ----------
    asked
        `words` (areas as `run` takes them, `@FILE` too), `everyone` (all municipalities), `regions` (names or ids:
        their municipalities), `languages`, `formats`, `edition`, `as_of`.

    Returns
    -------
    list
        What :func:`kotolib.batch.section.plan` gives, and `formats` and `inputs`
        (:func:`kotolib.batch.inputs.of`).

    Raises
    ------
    WrongWords
        Something that is asked for does not exist; all wrong words are told at once.
    StoreDamaged
        A file of the store is not what its card says.
    """
    words = _words(asked)
    if not words:
        raise WrongWords(
            N_(
                "Alueet puuttuvat. Kirjoita ne, tai valitse kaikki kunnat (--all), maakunnan kunnat (--region) tai "
                "luettelo (--from)."
            )
        )
    plans = section.plan(words, asked["languages"], asked["edition"], asked["as_of"])
    given = [plan | {"formats": asked["formats"]} for plan in plans]
    return [plan | {"inputs": inputs.of(plan)} for plan in given]


def _words(asked: dict) -> list[str]:
    everyone = [area.word for area in areas.municipalities()] if asked["everyone"] else []
    faults, members = [], []
    for name in asked["regions"]:
        try:
            members += areas.get(_region(name)).members
        except WrongWords as fault:
            faults.append(fault)
    if faults:
        raise WrongWords("{faults}", faults=Messages(faults))
    return [*asked["words"], *members, *everyone]


def _region(name: str) -> str:
    return name if ":" in name or name.upper().startswith("MK") else f"maakunta:{name}"
