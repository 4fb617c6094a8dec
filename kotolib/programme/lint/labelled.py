"""Under which label each paragraph of a section stands (*Mittarit: …*); knows passages and roles, no goals."""

from collections.abc import Iterator

from kotolib.programme.lint import roles
from kotolib.programme.lint.draft import ITEM, Passage, Section


def labelled(section: Section) -> Iterator[tuple[Passage, str, str]]:
    """Each paragraph and item with its role and its words, labels without words left out.

    A label that has nothing after it holds for the list below it, or for the one paragraph below it.
    """
    label, is_bare = "", False
    for one in section.passages:
        if not one.is_prose:
            continue
        role, rest = roles.label(one.text)
        if role:
            label, is_bare = ("", False) if rest else (role, True)
            if rest:
                yield one, role, rest
            continue
        if one.kind != ITEM and not is_bare:
            label = ""
        is_bare = False
        yield one, label, one.text
