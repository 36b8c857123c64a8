"""How nominations, owed standards and planned posts are shown."""
