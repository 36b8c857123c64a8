"""One province told as a story (dữ liệu mẫu), built through the services."""
