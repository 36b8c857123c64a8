"""Reading rounds, sheets and what was frozen."""
