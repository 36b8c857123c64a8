"""Pages, files and templates of the forms."""
