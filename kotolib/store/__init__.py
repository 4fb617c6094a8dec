"""What the store holds and whether it is whole: editions, tables with their cards, and the hand that verifies them.

Knows files and checksums; not what a figure means or which indicator it serves. Importing this package is cheap:
pandas and pyarrow come with the first table.
"""

from kotolib.store.cards import Card
from kotolib.store.snapshot import card, checksum, edition, edition_of, names, rows_of, table, tables, verify

__all__ = ["Card", "card", "checksum", "edition", "edition_of", "names", "rows_of", "table", "tables", "verify"]
