"""Comparison: an area beside the country, its region and similar municipalities, and beside its own earlier years.

Gives numbers, statuses and reasons; writes no sentence and makes no league table.
"""

from kotolib.comparison.funnels import Funnel, funnel
from kotolib.comparison.gaps import Gap, gap
from kotolib.comparison.neighbours import Neighbour, Similar, similar
from kotolib.comparison.peers import Spread, median_and_range, values
from kotolib.comparison.remainder import Rest, rest
from kotolib.comparison.trends import Trend, trend, trend_word

__all__ = [
    "Funnel",
    "Gap",
    "Neighbour",
    "Rest",
    "Similar",
    "Spread",
    "Trend",
    "funnel",
    "gap",
    "median_and_range",
    "rest",
    "similar",
    "trend",
    "trend_word",
    "values",
]
