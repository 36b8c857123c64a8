"""What the pages of declarations and of the queue show."""
