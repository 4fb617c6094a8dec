"""Requests for figures that only others have: ready letters and answer templates; knows the forms, reads no answer."""

from kotolib.programme.requests.forms import Form, form, form_for, forms
from kotolib.programme.requests.writing import Written, request, write

__all__ = ["Form", "Written", "form", "form_for", "forms", "request", "write"]
