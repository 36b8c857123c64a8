"""Django's PostgreSQL, which tells each connection for whom it works and keeps owner and application apart."""
