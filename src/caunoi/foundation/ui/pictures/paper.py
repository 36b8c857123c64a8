"""A picture for a page that is set, not browsed (tranh trên giấy): the wide sheet with its ink, one SVG by itself."""

from functools import lru_cache
from pathlib import Path

from caunoi.foundation.ui.pictures.canvas import WIDE
from caunoi.foundation.ui.pictures.framing import Picture

STYLE = Path(__file__).with_name("paper.css")


def on_paper(picture: Picture) -> str:
    """Drawn as on the screen, in black and grey; whoever sets it says its words beside it."""
    sheet = next((each for each in picture.sheets if each.width >= WIDE), picture.sheets[-1])
    drawn = sheet.svg(picture.heading, picture.description)
    head, mark, rest = drawn.partition(">")
    return f'{head} xmlns="http://www.w3.org/2000/svg"{mark}<style>{_style()}</style>{rest}'


@lru_cache(maxsize=1)
def _style() -> str:
    return STYLE.read_text(encoding="utf-8")
