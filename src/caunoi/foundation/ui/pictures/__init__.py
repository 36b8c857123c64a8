"""Pictures written by the server as SVG: every mark a link with its number, and a table beside each."""

from caunoi.foundation.ui.pictures.bars import Band, Bullet, Bullets, Share, bullets, share
from caunoi.foundation.ui.pictures.calendars import Calendar, ClassBar, Lane, calendar
from caunoi.foundation.ui.pictures.columns import Bin, Histogram, histogram
from caunoi.foundation.ui.pictures.dots import DotPlot, Dots, dot_plot
from caunoi.foundation.ui.pictures.flows import (
    Change,
    Level,
    Stage,
    Stages,
    Waterfall,
    stages,
    waterfall,
)
from caunoi.foundation.ui.pictures.framing import Picture
from caunoi.foundation.ui.pictures.grids import Count, Line, Matrix, matrix
from caunoi.foundation.ui.pictures.lifelines import LifeLine, Moment, Span, life_line
from caunoi.foundation.ui.pictures.lines import Convergence, Point, convergence
from caunoi.foundation.ui.pictures.rivers import Flow, Reach, River, river
from caunoi.foundation.ui.pictures.rivers import Stage as RiverStage
from caunoi.foundation.ui.pictures.slopes import Slope, SlopeLine, slope
from caunoi.foundation.ui.pictures.tiles import Tile, TileMap, tile_map

__all__ = [
    "Band", "Bin", "Bullet", "Bullets", "Calendar", "Change", "ClassBar", "Convergence", "Count", "DotPlot", "Dots",
    "Flow", "Histogram", "Lane", "Level", "LifeLine", "Line", "Matrix", "Moment", "Picture", "Point", "Reach",
    "River", "RiverStage", "Share", "Slope", "SlopeLine", "Span", "Stage", "Stages", "Tile", "TileMap", "Waterfall",
    "bullets", "calendar", "convergence", "dot_plot", "histogram", "life_line", "matrix", "river", "share", "slope",
    "stages", "tile_map", "waterfall",
]  # fmt: skip
