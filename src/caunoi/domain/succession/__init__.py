"""Does a plan of succession keep its limits (quy hoạch)? Posts with the people planned for them in, breaches out."""
