"""The tagged PDF, for readers, archives and screen readers at once: ``writer`` writes it."""
