"""Each picture against its stored drawing, and the promises all of them keep.

After a wanted change of a drawing, write the new one with ``CAUNOI_WRITE_PICTURES=1`` and look at the difference.
"""

import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from caunoi.foundation.ui import pictures as p
from tests.foundation.ui.wellformed import faults_of

STORED = Path(__file__).parent / "stored"


def bullets() -> str:
    bars = [
        p.Bullet("Đạt chuẩn", 95.0, 100, "95,0 %", 97, 92, "/can-bo/?dat=1"),
        p.Bullet("Lớp đã mở", 12, 14, "12/14", 13, None, "/lop/"),
    ]
    return p.bullets(p.Bullets("So với kế hoạch", bars, "Vạch đậm: kế hoạch."))


def stages() -> str:
    steps = [
        p.Stage("Cần học", 68, "/a/"),
        p.Stage("Trong kế hoạch", 41, "/b/", "/b/mat/"),
        p.Stage("Đạt", 41, "/c/"),
    ]
    return p.stages(p.Stages("Dòng chảy", steps))


def life_line() -> str:
    posts = [
        p.Span("Bí thư Đoàn xã", date(2004, 3, 1), date(2009, 6, 1), "/q/1/"),
        p.Span("Phó Chủ tịch UBND", date(2010, 2, 1), date(2015, 6, 15), "/q/2/"),
        p.Span("Bí thư Đảng ủy", date(2015, 6, 15), None, "/q/3/"),
        p.Span("Phụ trách HĐND", date(2018, 1, 1), date(2019, 1, 1), "/q/4/", acting=True),
    ]
    learning = [
        p.Moment("Đại học Luật", date(2011, 7, 1), "/h/1/"),
        p.Moment("Trung cấp LLCT", date(2020, 12, 1), "/h/2/", planned=True),
    ]
    return p.life_line(p.LifeLine("Đường đi", date(2004, 1, 1), date(2020, 12, 31), posts, learning))


def calendar() -> str:
    bars = [
        p.ClassBar("TC-01", date(2021, 3, 1), date(2021, 6, 25), "/lop/1/", "34 chỗ"),
        p.ClassBar("TC-02", date(2021, 5, 10), date(2021, 9, 3), "/lop/2/", clash=True),
        p.ClassBar("Tin học", date(2021, 12, 20), date(2021, 12, 24), "/lop/3/"),
    ]
    lanes = [p.Lane("Trường Chính trị", bars), p.Lane("Trung tâm", [])]
    return p.calendar(p.Calendar("Lịch lớp", date(2021, 1, 1), date(2022, 1, 1), lanes))


def slope() -> str:
    lines = [
        p.SlopeLine("Cao đẳng, đại học", 41.2, 60.8, "41,2 %", "60,8 %", "/a/"),
        p.SlopeLine("Trung cấp LLCT", 55.0, 61.0, "55,0 %", "61,0 %", "/b/"),
    ]
    return p.slope(p.Slope("Hai nhiệm kỳ", "2015", "2020", lines))


def histogram() -> str:
    bins = [
        p.Bin(str(1960 + n), count, f"/can-bo/?sinh={1960 + n}") for n, count in enumerate([2, 9, 31, 17, 0])
    ]
    return p.histogram(p.Histogram("Năm sinh", bins, "Năm sinh", 2, "Đủ tuổi nghỉ"))


def convergence() -> str:
    points = [p.Point(0.2, None, 9800), p.Point(1.1, 7200, 9100), p.Point(41, 8544, 8544)]
    return p.convergence(p.Convergence("Quá trình giải", points, "0,0 %"))


def share() -> str:
    return p.share(p.Share(0.92, "Có minh chứng"))


def tile_map() -> str:
    lands = [
        ("Xã Xuân Hương", 106.21, 21.31, 3),
        ("Xã Mỹ Thái", 106.22, 21.33, 0),
        ("Thị trấn Vôi", 106.25, 21.31, 12),
    ]
    tiles = [p.Tile(name, x, y, value, f"/don-vi/{n}/") for n, (name, x, y, value) in enumerate(lands)]
    unknown = p.Tile("Phường Lê Lợi", 106.19, 21.28, None, "/don-vi/9/")
    return p.tile_map(p.TileMap("Thiếu chuẩn", [*tiles, unknown], [1, 2, 4, 8], "Đơn vị", "Số người"))


def river() -> str:
    before = [p.Reach(f"a{n}", f"Xã Số {n}", f"/don-vi/a{n}/") for n in range(3)]
    after = [p.Reach("b", "Xã Mỹ Thái", "/don-vi/b/", is_subject=True)]
    flows = [p.Flow("a0", "b"), p.Flow("a1", "b"), p.Flow("a2", "b", whole=False)]
    stages = [p.RiverStage("đến 30/06/2025", before), p.RiverStage("từ 01/07/2025", after)]
    return p.river(p.River("Hình thành", stages, flows))


def matrix() -> str:
    lines = [
        p.Line("Xã An Lạc", [p.Count(9, "/a/1/"), p.Count(None)], "/a/"),
        p.Line("Thị trấn Nông trường Bố Hạ", [p.Count(0), p.Count(2, "/b/2/")], "/b/"),
    ]
    heads = ["Lý luận chính trị", "Chuyên môn"]
    return p.matrix(p.Matrix("Thiếu gì, ở đâu", "Xã, phường", heads, lines, (1, 2, 4, 8)))


def dot_plot() -> str:
    rows = [
        p.Dots("Xã An Lạc", 95.0, 92.5, "/a/", "95,0 %", "92,5 %"),
        p.Dots("Xã Cảnh Thụy", 64.2, None, "/b/", "64,2 %"),
    ]
    return p.dot_plot(p.DotPlot("Tỷ lệ đạt", rows, "Xã", "Năm nay", "Năm trước"))


def waterfall() -> str:
    changes = [p.Change("Học xong", 31, "/a/"), p.Change("Mới vào chức danh", -17, "/b/")]
    return p.waterfall(
        p.Waterfall("Vì sao", p.Level("Đầu", 1286, "/c/"), changes, p.Level("Cuối", 1300, "/d/"))
    )


DRAWN: list[Callable[[], str]] = [
    bullets, matrix, dot_plot, stages, waterfall, life_line, calendar, slope, histogram, convergence, share,
    tile_map, river,
]  # fmt: skip
LINKED = [draw for draw in DRAWN if draw not in (convergence, share)]


@pytest.mark.parametrize("draw", DRAWN, ids=lambda draw: draw.__name__)
def test_a_picture_is_the_one_we_looked_at(draw: Callable[[], str]) -> None:
    stored = STORED / f"{draw.__name__}.svg"
    if os.environ.get("CAUNOI_WRITE_PICTURES"):
        stored.parent.mkdir(exist_ok=True)
        stored.write_text(draw() + "\n", encoding="utf-8")

    assert draw() + "\n" == stored.read_text(encoding="utf-8")


@pytest.mark.parametrize("draw", DRAWN, ids=lambda draw: draw.__name__)
def test_a_picture_is_well_formed_and_has_no_inline_style(draw: Callable[[], str]) -> None:
    assert faults_of(draw()) == []


@pytest.mark.parametrize("draw", DRAWN, ids=lambda draw: draw.__name__)
def test_a_picture_has_a_name(draw: Callable[[], str]) -> None:
    assert re.search(r'<svg [^>]*role="(img|group)" aria-label(ledby)?="[^"]+"', draw())


@pytest.mark.parametrize("draw", LINKED, ids=lambda draw: draw.__name__)
def test_every_mark_is_a_link_with_words_and_a_table_stands_beside(draw: Callable[[], str]) -> None:
    html = draw()
    links = re.findall(r'<a href="([^"]+)"><title>([^<]+)</title>(.*?)</a>', html, re.S)

    assert links
    assert re.search(r'<svg [^>]*aria-labelledby="([^"]+)" aria-describedby="([^"]+)"><title id="\1">', html)
    assert all(address and name and "<text" in inside for address, name, inside in links)
    assert "<details><summary>Bảng số liệu</summary>" in html
    assert html.count("<tr>") > 1


def test_a_loss_is_printed_with_its_own_link() -> None:
    html = stages()

    assert ">−27</text>" in html
    assert 'href="/b/mat/"' in html
    assert html.count("Mất ở bước") == html.count("<svg")


def test_a_year_without_a_post_is_marked() -> None:
    assert life_line().count('class="gap"') == life_line().count("<svg")


def test_a_clash_is_said_in_words() -> None:
    assert "TC-02 ▲" in calendar()
    assert "trùng lịch" in calendar()


def test_a_calendar_draws_sixty_classes_and_lists_all() -> None:
    bars = [p.ClassBar(f"L{n}", date(2021, 1, 4), date(2021, 2, 1), "/lop/") for n in range(75)]

    html = p.calendar(p.Calendar("Lịch", date(2021, 1, 1), date(2022, 1, 1), [p.Lane("A", bars)]))

    assert html.count('<a href="/lop/"><title>') == 60 * html.count("<svg")
    assert "bảng có đủ 75 lớp" in html
    assert html.count("<tr>") == 76


def test_a_long_solve_is_drawn_with_sixty_points_and_ends_where_it_ended() -> None:
    points = [p.Point(n, n, 2000 - n) for n in range(1, 1001)]

    html = p.convergence(p.Convergence("Quá trình giải", points))

    assert html.count("<tr>") == 61
    assert "Tốt nhất 1.000" in html


@pytest.mark.parametrize(
    "html",
    [
        lambda: p.bullets(p.Bullets("Trống", [])),
        lambda: p.stages(p.Stages("Trống", [])),
        lambda: p.slope(p.Slope("Trống", "a", "b", [])),
        lambda: p.histogram(p.Histogram("Trống", [], "Năm")),
        lambda: p.matrix(p.Matrix("Trống", "Xã", [], [], (1, 2, 4, 8))),
        lambda: p.dot_plot(p.DotPlot("Trống", [], "Xã", "Nay", "Trước")),
        lambda: p.waterfall(p.Waterfall("Trống", p.Level("a", 0), [], p.Level("b", 0))),
        lambda: p.tile_map(p.TileMap("Trống", [], (1, 2, 4, 8), "Xã", "Số")),
        lambda: p.river(p.River("Trống", [], [])),
        lambda: p.convergence(p.Convergence("Trống", [])),
        lambda: p.calendar(p.Calendar("Trống", date(2021, 1, 1), date(2021, 2, 1), [])),
        lambda: p.life_line(p.LifeLine("Trống", date(2021, 1, 1), date(2021, 2, 1), [], [])),
    ],
)
def test_nothing_to_draw_is_no_fault(html: Callable[[], str]) -> None:
    assert faults_of(html()) == []


def test_names_people_gave_stay_text() -> None:
    html = p.bullets(p.Bullets("<b>", [p.Bullet("<script>", 1, 2, url='/"x')]))

    assert "<script>" not in html
    assert "<b>" not in html
