"""Limits of a file from outside (giới hạn tệp nhận vào): each is tested at n and at n + 1."""

MEGABYTE = 1024 * 1024

REQUEST_BYTES = 10 * MEGABYTE
UPLOAD_BYTES = 20 * MEGABYTE

UNZIPPED_BYTES = 50 * MEGABYTE
ZIP_PARTS = 200
ZIP_RATIO = 100
RATIO_MATTERS_FROM_BYTES = MEGABYTE
"""A small part of blanks packs well and harms nobody, so the ratio is asked of large ones only."""

ROWS = 20_000
ROWS_AROUND_TABLE = 200
"""Title, headings, group rows and signatures that a sheet may hold besides its rows of data."""
LAST_ROW = 40_000
COLUMNS = 200
CELLS = 2_000_000
"""Filled cells of one sheet: what the rows may weigh once they are Python values."""
CELL_CHARACTERS = 32_767
SHEETS = 60

PARSE_SECONDS = 10
PARSE_BYTES = 300 * MEGABYTE
HANDED_OVER_BYTES = 64 * MEGABYTE
"""What the child process may hand back before it is stopped; 20.000 rows of 24 columns take about 12 MB."""
