"""Filling the forms, and checking what they say against each other."""
