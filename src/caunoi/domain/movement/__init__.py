"""Movement: between two reports of one number, which part of the change is due to what, and who is in it."""
