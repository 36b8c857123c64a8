"""Pictures written by the server as SVG: every mark a link with its number, and a table beside each."""

from caunoi.foundation.ui.pictures.bars import Bullet, Bullets, Share, Stage, Stages, bullets, share, stages
from caunoi.foundation.ui.pictures.columns import Bin, Histogram, histogram
from caunoi.foundation.ui.pictures.lines import Convergence, Point, Slope, SlopeLine, convergence, slope
from caunoi.foundation.ui.pictures.spans import (
    Calendar,
    ClassBar,
    Lane,
    LifeLine,
    Moment,
    Span,
    calendar,
    life_line,
)

__all__ = [
    "Bin", "Bullet", "Bullets", "Calendar", "ClassBar", "Convergence", "Histogram", "Lane", "LifeLine",
    "Moment", "Point", "Share", "Slope", "SlopeLine", "Span", "Stage", "Stages", "bullets", "calendar",
    "convergence", "histogram", "life_line", "share", "slope", "stages",
]  # fmt: skip
