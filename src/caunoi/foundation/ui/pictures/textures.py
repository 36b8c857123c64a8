"""Fills that stay different from each other on a grey printer: colour on the screen, ink everywhere."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

TEXTURES = {
    "t1": (9, "M-1 1L1 -1M0 9L9 0M8 10L10 8"),
    "t2": (6, "M-1 1L1 -1M0 6L6 0M5 7L7 5"),
    "t3": (4, "M-1 1L1 -1M0 4L4 0M3 5L5 3"),
    "t4": (5, "M-1 1L1 -1M0 5L5 0M4 6L6 4M-1 4L1 6M0 0L5 5M4 -1L6 1"),
    "t5": (3, "M-1 1L1 -1M0 3L3 0M2 4L4 2M-1 2L1 4M0 0L3 3M2 -1L4 1"),
    "lost": (6, "M-1 5L1 7M0 0L6 6M5 -1L7 1"),
    "soft": (5, "M2.5 0V5"),
    "over": (4, "M0 2H4M2 0V4"),
}
"""By class of the style sheet: the side of a square and the strokes in it. Steps 1 to 5 grow darker."""


def texture(css: str, name: str) -> SafeString:
    side, strokes = TEXTURES[css]
    return format_html(
        '<pattern id="{0}" patternUnits="userSpaceOnUse" width="{1}" height="{1}">'
        '<rect width="{1}" height="{1}" class="{2}"/><path d="{3}" class="ink"/></pattern>',
        name, str(side), css, strokes,
    )  # fmt: skip
