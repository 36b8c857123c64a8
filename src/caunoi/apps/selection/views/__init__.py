"""Pages of nominations, owed standards and succession planning."""
