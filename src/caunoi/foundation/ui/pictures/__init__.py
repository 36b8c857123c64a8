"""Pictures written by the server as SVG: every mark a link with its number, and a table beside each."""

from caunoi.foundation.ui.pictures.bars import Bullet, Bullets, Share, Stage, Stages, bullets, share, stages
from caunoi.foundation.ui.pictures.columns import Bin, Histogram, histogram
from caunoi.foundation.ui.pictures.lines import Convergence, Point, Slope, SlopeLine, convergence, slope
from caunoi.foundation.ui.pictures.rivers import Flow, Reach, River, river
from caunoi.foundation.ui.pictures.rivers import Stage as RiverStage
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
from caunoi.foundation.ui.pictures.tiles import Tile, TileMap, tile_map

__all__ = [
    "Bin", "Bullet", "Bullets", "Calendar", "ClassBar", "Convergence", "Flow", "Histogram", "Lane",
    "LifeLine", "Moment", "Point", "Reach", "River", "RiverStage", "Share", "Slope", "SlopeLine", "Span",
    "Stage", "Stages", "Tile", "TileMap", "bullets", "calendar", "convergence", "histogram", "life_line",
    "river", "share", "slope", "stages", "tile_map",
]  # fmt: skip
