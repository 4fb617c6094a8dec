"""What only the municipality or others have and deliver to it: declared forms, editions kept in its own folder, and
what of them may be told. Knows no workbook and no page.
"""

from kotolib.deliveries.forms import Form, form, forms
from kotolib.deliveries.held import Delivery, all_newest, newest

__all__ = ["Delivery", "Form", "all_newest", "form", "forms", "newest"]
