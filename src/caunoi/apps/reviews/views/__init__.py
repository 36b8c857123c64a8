"""Pages of reviews: rounds, sheets, the way up."""
