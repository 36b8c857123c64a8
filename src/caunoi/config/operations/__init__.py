"""Running the product: serve it, look at its health, walk its truths, take it away in one file and bring it back."""

from caunoi.config.operations import commands

__all__ = ["commands"]
