"""The programme document: chosen chapters in an order, an appendix, as one content for every format.

Knows how the document is put together (``orders.yaml``); what a chapter says is the notebook's, its look a writer's.
"""

from kotolib.documents.programme.assembly import assembled
from kotolib.documents.programme.orders import ORDERS

__all__ = ["ORDERS", "assembled"]
