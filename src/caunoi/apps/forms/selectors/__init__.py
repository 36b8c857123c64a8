"""Reading the forms: their definitions, and who has which level."""
