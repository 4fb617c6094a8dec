"""Forms that an analyst uses in a notebook; a document never depends on them, and knows no figure of its own."""
