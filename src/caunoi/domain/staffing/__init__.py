"""How many may hold it, how many do? (chỗ, biên chế): seats apart from people, and what the law allows."""
