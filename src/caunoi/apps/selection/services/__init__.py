"""What is done in choosing people: nominating, deciding on it, letting a standard be owed, closing what is owed."""
