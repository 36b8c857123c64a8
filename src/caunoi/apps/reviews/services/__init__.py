"""What is done in a review: opening, filling in, sending, approving, freezing, adjusting."""
