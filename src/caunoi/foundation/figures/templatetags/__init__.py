"""What templates say about figures."""
