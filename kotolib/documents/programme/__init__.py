"""The programme document: chosen chapters in an order, and an appendix, as one content for every format.

Knows how the document is put together (``orders.yaml``); what a chapter says is the notebook's, its look a writer's.
"""
