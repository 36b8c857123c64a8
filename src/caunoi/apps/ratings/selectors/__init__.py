"""Reading ratings of a year."""
