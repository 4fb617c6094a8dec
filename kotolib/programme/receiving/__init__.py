"""Deliveries as they come: templates that are filled in, files that are read whole or not at all; knows no page."""

from kotolib.programme.receiving.blank import write_blank
from kotolib.programme.receiving.bringing import Brought, bring

__all__ = ["Brought", "bring", "write_blank"]
