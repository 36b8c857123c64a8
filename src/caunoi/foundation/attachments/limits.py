"""Limits of a scan from outside (giới hạn bản chụp): each is tested at n and at n + 1."""

MEGABYTE = 1024 * 1024

UPLOAD_BYTES = 9 * MEGABYTE
"""A request may weigh 10 MB with everything around the file."""
PIXELS = 25_000_000
LONGEST_SIDE = 2200
"""A4 at 190 dots an inch: small print stays readable, a phone's photograph loses nine tenths of its weight."""
PDF_PAGES = 20
PDF_OBJECTS = 20_000
PAGE_WIDTH = 1240

SECONDS = 10
BYTES = 700 * MEGABYTE
"""Address space, of which the libraries alone map a third before the first byte is read."""
HANDED_OVER_BYTES = 40 * MEGABYTE
