"""Writing drafts, and asking what they would cost."""
