"""What is decided: pure Python that knows no framework, no clock, no database and no chance."""
