"""What people type into a declaration and at the queue."""
