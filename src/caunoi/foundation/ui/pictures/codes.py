"""A square that a telephone reads (mã QR), drawn on the server so that it leaves no trace elsewhere."""

from collections.abc import Iterator
from itertools import groupby

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString

SCALE, QUIET = 4, 4
"""Pixels of a module of the picture, and the modules left white around it."""


def scannable(text: str, title: str) -> SafeString:
    drawn = segno.make(text, error="m", micro=False)
    modules = drawn.symbol_size(border=QUIET)[0]
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="qr" width="{0}" height="{0}" viewBox="0 0 {1} {1}" '
        'role="img"><title>{2}</title>'
        '<path fill="#fff" d="M0 0h{1}v{1}H0z"/><path stroke="#000" d="{3}"/></svg>',
        modules * SCALE,
        modules,
        title,
        "".join(_strokes(drawn)),
    )


def _strokes(drawn: segno.QRCode) -> Iterator[str]:
    """Dark modules that touch are one stroke, drawn along the middle of its row."""
    for y, row in enumerate(drawn.matrix_iter(border=QUIET)):
        x = 0
        for dark, touching in groupby(row):
            run = len(list(touching))
            if dark:
                yield f"M{x} {y}.5h{run}"
            x += run
