"""Pictures of invented numbers for the properties all of them keep: none, one, many, equal, missing, nought."""

from datetime import date, timedelta

from hypothesis import strategies as st

from caunoi.foundation.ui import pictures as p

NAMES = st.sampled_from(
    [
        "Đạt",
        "Xã An Lạc",
        "Thị trấn Nông trường Yên Thế",
        "Lý luận chính trị",
        "Cán bộ chủ chốt cấp xã đã học xong trung cấp lý luận chính trị trở lên",
        "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM PHƯỜNG NGHĨA TRUNG",
        "Chứng chỉ bồi dưỡng kiến thức quốc phòng và an ninh đối tượng bốn",
    ]
)
COUNTS = st.integers(0, 12_000)
MAYBE = st.none() | COUNTS
SHARES = st.none() | st.integers(0, 1000).map(lambda tenths: tenths / 10)
URLS = st.sampled_from(["", "/can-bo/"])
FIRST = date(2019, 1, 1)
DAYS = st.integers(0, 1200).map(lambda days: FIRST + timedelta(days=days))


def few(each, most=9):
    return st.lists(each, max_size=most)


LEVELS = st.sampled_from([(), (p.Band("yếu", 50), p.Band("khá", 80), p.Band("tốt", 100))])
bullets = few(
    st.builds(p.Bullet, NAMES, SHARES, st.just(100), plan=SHARES, before=SHARES, url=URLS, bands=LEVELS)
).map(lambda bars: p.bullets(p.Bullets("Tranh", bars)))

stages = few(st.builds(p.Stage, NAMES, MAYBE, URLS, URLS)).map(lambda all: p.stages(p.Stages("Tranh", all)))

CHANGES = few(st.builds(p.Change, NAMES, st.none() | st.integers(-900, 900), URLS))
LEVEL = st.builds(p.Level, NAMES, COUNTS, URLS)
waterfall = st.builds(p.Waterfall, st.just("Tranh"), LEVEL, CHANGES, LEVEL).map(p.waterfall)

DOTS = st.builds(p.Dots, NAMES, SHARES, SHARES, URLS)
dot_plot = st.builds(lambda rows, then: p.DotPlot("Tranh", rows, "Xã", "Nay", then), few(DOTS, 15), st.sampled_from(["", "Trước"])).map(p.dot_plot)  # fmt: skip


@st.composite
def matrices(draw):
    heads = draw(st.lists(NAMES, min_size=1, max_size=8))
    cells = st.lists(st.builds(p.Count, MAYBE, URLS), min_size=len(heads), max_size=len(heads))
    lines = draw(few(st.builds(p.Line, NAMES, cells, URLS), 5))
    return p.matrix(p.Matrix("Tranh", "Xã", heads, lines, (1, 2, 4, 8)))


@st.composite
def histograms(draw):
    counts = draw(few(MAYBE, 40))
    bins = [p.Bin(str(1955 + index), count, "/can-bo/") for index, count in enumerate(counts)]
    limit = draw(st.none() | st.integers(0, len(bins)))
    return p.histogram(p.Histogram("Tranh", bins, "Năm sinh", limit, draw(NAMES)))


slope = few(st.builds(p.SlopeLine, NAMES, SHARES, SHARES, url=URLS), 10).map(
    lambda lines: p.slope(p.Slope("Tranh", "Đầu nhiệm kỳ", "Giữa nhiệm kỳ, sau sắp xếp đơn vị", lines))
)

PLACE = st.floats(105, 107), st.floats(20, 22)
tile_map = few(st.builds(p.Tile, NAMES, *PLACE, MAYBE, URLS), 40).map(
    lambda tiles: p.tile_map(p.TileMap("Tranh", tiles, (1, 2, 4, 8), "Xã", "Số người"))
)

CLASSES = st.builds(
    lambda name, day, long, clash: p.ClassBar(name, day, day + timedelta(days=long), "/lop/", clash=clash),
    NAMES,
    DAYS,
    st.integers(0, 200),
    st.booleans(),
)
calendar = few(st.builds(p.Lane, NAMES, few(CLASSES, 6)), 3).map(
    lambda lanes: p.calendar(p.Calendar("Tranh", FIRST, date(2020, 1, 1), lanes))
)

SPANS = st.builds(
    lambda name, day, long, acting: p.Span(
        name, day, day + timedelta(days=long) if long else None, acting=acting
    ),
    NAMES,
    DAYS,
    st.integers(0, 900),
    st.booleans(),
)
life_line = st.builds(
    lambda posts, learnt: p.life_line(p.LifeLine("Tranh", FIRST, date(2023, 6, 1), posts, learnt)),
    few(SPANS, 6),
    few(st.builds(p.Moment, NAMES, DAYS, URLS, st.booleans()), 5),
)


@st.composite
def rivers(draw):
    counts = draw(st.lists(st.integers(1, 4), min_size=1, max_size=5))
    columns = [
        p.RiverStage(f"từ 01/07/20{10 + at}", [p.Reach(f"{at}-{n}", draw(NAMES)) for n in range(count)])
        for at, count in enumerate(counts)
    ]
    return p.river(p.River("Tranh", columns, []))


COUNTED = {
    "bullets": bullets,
    "stages": stages,
    "waterfall": waterfall,
    "dot_plot": dot_plot,
    "matrix": matrices(),
    "histogram": histograms(),
    "slope": slope,
    "tile_map": tile_map,
}
TIMED = {"calendar": calendar, "life_line": life_line, "river": rivers()}
"""Pictures whose marks are numbers, and pictures whose marks are days or units."""
EVERY = {**COUNTED, **TIMED}
