"""The command palette: one box that leads to every page, unit, person, view and action somebody may use."""
