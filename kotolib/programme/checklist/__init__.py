"""The checklist: every item with a state computed from what there is, never ticked; knows records and figures."""

from kotolib.programme.checklist.case import DONE, MISSING, NOT_APPLICABLE, PARTLY, STATES
from kotolib.programme.checklist.computing import Checklist, Evidence, State, checklist, of_area
from kotolib.programme.checklist.declaration import KOTO24, MAY, MUST, SEED, SHOULD, Item, items, steps

__all__ = [
    "DONE",
    "KOTO24",
    "MAY",
    "MISSING",
    "MUST",
    "NOT_APPLICABLE",
    "PARTLY",
    "SEED",
    "SHOULD",
    "STATES",
    "Checklist",
    "Evidence",
    "Item",
    "State",
    "checklist",
    "items",
    "of_area",
    "steps",
]
