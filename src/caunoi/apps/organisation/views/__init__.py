"""Pages of units, and of what is to become of them."""
