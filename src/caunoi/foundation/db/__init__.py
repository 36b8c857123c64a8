"""How models are built here: identity, effective dates, partial dates, encrypted fields."""
