"""Who could be nominated and why, nominations, owed standards, and the posts people are planned for."""
