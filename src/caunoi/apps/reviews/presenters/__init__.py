"""From rounds and sheets to what stands on their pages."""
