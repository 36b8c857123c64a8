"""Forms of requests, holds and answers."""
