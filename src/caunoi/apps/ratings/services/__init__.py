"""What is done in a year's rating: opening it, writing on a sheet, deciding, sealing, correcting."""
