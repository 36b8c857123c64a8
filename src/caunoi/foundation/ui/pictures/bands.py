"""Steps from none to many: the colour and texture of a number, and the key that says what each stands for."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from caunoi.foundation.ui import numbers
from caunoi.foundation.ui.components.tables import heat
from caunoi.foundation.ui.pictures.canvas import Canvas
from caunoi.foundation.ui.pictures.framing import missing
from caunoi.foundation.ui.pictures.letters import SMALL, width_of

UNKNOWN = "t-unknown"


def step_css(value: float | None, limits: Sequence[float]) -> str:
    """Unknown is drawn as a frame, so that it is never taken for nothing."""
    return UNKNOWN if value is None else f"t{heat(value, limits)}"


def on_step(value: float | None, limits: Sequence[float], css: str) -> str:
    """Words on a texture have a rim of the ground; on the darkest step they are white."""
    step = step_css(value, limits)
    if step in (UNKNOWN, "t0"):
        return css
    return f"{css} on-t5" if step == "t5" else f"{css} haloed"


def key(canvas: Canvas, values: Iterable[float | None], limits: Sequence[float]) -> None:
    """The steps in as many lines as the sheet needs, drawn below what is there."""
    given = list(values)
    steps = list(enumerate(spans(given, limits)))
    entries = [(f"t{step}", words) for step, words in steps]
    entries += [(UNKNOWN, missing())] if any(value is None for value in given) else []
    x, y = 2.0, canvas.height + 12
    for css, words in entries:
        wide = 19 + width_of(words, SMALL) + 12
        if x > 2 and x + wide > canvas.width:
            x, y = 2.0, y + 22
        canvas.rect(x, y, 14, 14, css)
        canvas.text(x + 19, y + 12, words, "faint key")
        x += wide
    canvas.height = y + 20


def spans(values: Iterable[float | None], limits: Sequence[float]) -> list[str]:
    """What each colour stands for; people are counted whole, so two or three of them are "2 – 3"."""
    marks = [numbers.number(limit) for limit in limits]
    known = [value for value in values if value is not None]
    if all(float(value).is_integer() for value in (*limits, *known)):
        firsts = [0, *(int(limit) for limit in limits[:-1])]
        steps = [_span(first + 1, int(last)) for first, last in zip(firsts, limits, strict=True)]
    else:
        steps = [f"≤ {marks[0]}", *(f"> {a} – {b}" for a, b in pairwise(marks))]
    return ["0", *steps, f"> {marks[-1]}"]


def _span(first: int, last: int) -> str:
    return numbers.number(last) if first == last else f"{numbers.number(first)} – {numbers.number(last)}"
