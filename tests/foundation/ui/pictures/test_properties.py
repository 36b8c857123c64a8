"""What every picture keeps whatever it is given: the same numbers as its table, no words over words, none cut off."""

import re
from collections import Counter
from html import unescape
from itertools import combinations, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caunoi.foundation.ui import pictures as p
from caunoi.foundation.ui.pictures.letters import width_of, wrapped
from tests.foundation.ui.pictures.invented import COUNTED, EVERY
from tests.foundation.ui.wellformed import faults_of

MANY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MISSING = "chưa có số"


def words_of(svg: str) -> list[str]:
    """What a sheet says to the eye, without the key of its colours."""
    found = re.findall(r'<text x="[^"]*" y="[^"]*"(?: class="([^"]*)")?[^>]*>(.*?)</text>', svg, re.S)
    return [unescape(re.sub(r"<[^>]+>", "", inside)) for css, inside in found if "key" not in css.split()]


def cells_of(picture: p.Picture) -> list[str]:
    body = str(picture).partition("<tbody>")[2]
    found = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", body, re.S)
    return [unescape(re.sub(r"<[^>]+>", "", inside)) for inside in found]


def numbers_in(words: list[str]) -> Counter[str]:
    return Counter(number for each in words for number in re.findall(r"[+−]?\d[\d.,]*", each))


@pytest.mark.parametrize("kind", COUNTED)
def test_every_number_of_the_table_stands_in_the_picture_and_no_other(kind: str) -> None:
    @MANY
    @given(COUNTED[kind])
    def holds(picture: p.Picture) -> None:
        told = numbers_in(cells_of(picture))

        for sheet in picture.sheets:
            assert numbers_in(words_of(sheet.svg("Tranh"))) == told

    holds()


@pytest.mark.parametrize("kind", [kind for kind in COUNTED if kind != "tile_map"])
def test_what_nobody_knows_is_said_as_often_as_in_the_table(kind: str) -> None:
    @MANY
    @given(COUNTED[kind])
    def holds(picture: p.Picture) -> None:
        told = sum(cell == MISSING for cell in cells_of(picture))

        for sheet in picture.sheets:
            assert sum(words == MISSING for words in words_of(sheet.svg("Tranh"))) == told

    holds()


@pytest.mark.parametrize("kind", EVERY)
def test_no_words_lie_over_words_and_none_leave_the_sheet(kind: str) -> None:
    @MANY
    @given(EVERY[kind])
    def holds(picture: p.Picture) -> None:
        for sheet in picture.sheets:
            assert [(a.words, b.words) for a, b in combinations(sheet.boxes, 2) if a.touches(b)] == [], (
                sheet.sheet
            )
            outside = [
                box
                for box in sheet.boxes
                if box.left < -0.5
                or box.right > sheet.width + 0.5
                or box.bottom > sheet.height + 1
                or box.top < 0
            ]
            assert outside == [], (sheet.sheet, sheet.width, sheet.height)

    holds()


@pytest.mark.parametrize("kind", EVERY)
def test_a_picture_of_anything_is_well_formed_without_inline_style(kind: str) -> None:
    @settings(MANY, max_examples=10)
    @given(EVERY[kind])
    def holds(picture: p.Picture) -> None:
        assert faults_of(str(picture)) == []

    holds()


@given(
    st.lists(st.sampled_from(["đạt", "chuẩn", "xã", "Nghĩa", "Trung", "ỦY", "BAN", "1.300"]), min_size=1),
    st.floats(60, 400),
)
def test_wrapped_words_are_all_there_and_fit(words: list[str], room: float) -> None:
    lines = wrapped(" ".join(words), room)

    assert " ".join(lines).split() == words
    assert all(width_of(line) <= room for line in lines)


def bars(svg: str, css: str = "f1") -> list[float]:
    return [
        float(width)
        for width in re.findall(rf'<rect x="[^"]*" y="[^"]*" width="([^"]*)"[^>]* class="{css}"', svg)
    ]


def lost(svg: str) -> list[float]:
    """Widths of what is hatched as lost."""
    return [float(width) for width in re.findall(r'width="([^"]*)"[^>]*fill="url\(#\w+-\w+-lost\)"', svg)]


@MANY
@given(st.lists(st.integers(0, 1000), min_size=1, max_size=9))
def test_stages_are_as_long_as_their_numbers_and_losses_fill_the_rest(values: list[int]) -> None:
    picture = p.stages(p.Stages("Tranh", [p.Stage("Bước", value) for value in values]))

    for sheet in picture.sheets:
        svg = sheet.svg("Tranh")
        one = bars(svg)[values.index(max(values))] / (max(values) or 1)
        assert bars(svg) == pytest.approx([value * one for value in values], abs=0.6)
        fallen = [a - b for a, b in pairwise(values) if a > b]
        assert [width for width in lost(svg) if width] == pytest.approx([n * one for n in fallen], abs=0.6)


@MANY
@given(st.lists(st.integers(0, 1000).map(lambda n: n / 10), min_size=1, max_size=9))
def test_bullets_of_one_top_have_one_scale_and_the_plan_stands_on_it(values: list[float]) -> None:
    given_bars = [p.Bullet("Chỉ tiêu", value, 100, plan=50.0) for value in values]

    for sheet in p.bullets(p.Bullets("Tranh", given_bars)).sheets:
        svg = sheet.svg("Tranh")
        (track, *_same) = bars(svg, "track")
        left = float(re.findall(r'<rect x="([^"]*)"[^>]* class="track"', svg)[0])
        assert bars(svg) == pytest.approx([track * value / 100 for value in values], abs=0.11)
        ticks = [float(x) for x in re.findall(r'<line x1="([^"]*)"[^>]* class="plan"', svg)]
        assert ticks == pytest.approx([left + track / 2] * len(values), abs=0.11)


def test_a_value_beyond_its_top_is_not_cut_short() -> None:
    picture = p.bullets(p.Bullets("Tranh", [p.Bullet("Chi phí", 150, 100, plan=100)]))

    for sheet in picture.sheets:
        svg = sheet.svg("Tranh")
        assert bars(svg) == bars(svg, "track")


@MANY
@given(st.lists(st.integers(0, 500), min_size=1, max_size=40))
def test_columns_are_as_high_or_as_long_as_their_counts(counts: list[int]) -> None:
    bins = [p.Bin(str(1950 + index), count) for index, count in enumerate(counts)]

    for sheet in p.histogram(p.Histogram("Tranh", bins, "Năm")).sheets:
        svg = sheet.svg("Tranh")
        standing = 'text-anchor="middle"' in svg
        side = "height" if standing else "width"
        sizes = [float(size) for size in re.findall(rf'<rect [^>]*{side}="([^"]*)"[^>]* class="f1"', svg)]
        one = max(sizes) / (max(counts) or 1)
        assert sizes == pytest.approx([count * one for count in counts], abs=0.11)


@MANY
@given(st.integers(0, 2000), st.lists(st.integers(-100, 100), min_size=1, max_size=6))
def test_the_parts_of_a_waterfall_share_one_scale_and_end_at_the_closing(
    first: int, changes: list[int]
) -> None:
    parts = [p.Change("Phần", change) for change in changes]
    closing = p.Level("Cuối", first + sum(changes))

    picture = p.waterfall(p.Waterfall("Tranh", p.Level("Đầu", first), parts, closing))

    assert "Chưa giải thích được" not in picture
    for sheet in picture.sheets:
        svg = sheet.svg("Tranh")
        risen = [change for change in changes if change > 0]
        fallen = [-change for change in changes if change < 0]
        gains, losses = bars(svg, "gain"), [width for width in lost(svg) if width]
        one = max([*gains, *losses], default=0) / max([*risen, *fallen], default=1)
        assert gains == pytest.approx([change * one for change in risen], abs=0.2)
        assert losses == pytest.approx([change * one for change in fallen], abs=0.2)


def test_what_the_parts_do_not_explain_is_a_part_of_its_own() -> None:
    levels = p.Level("Đầu", 100), p.Level("Cuối", 90)

    picture = p.waterfall(p.Waterfall("Tranh", levels[0], [p.Change("Học xong", 5)], levels[1]))

    assert cells_of(picture)[-4:] == ["Chưa giải thích được", "−15", "Cuối", "90"]


def test_small_changes_of_a_large_number_are_seen_and_the_cut_is_said() -> None:
    levels = p.Level("Đầu", 1286), p.Level("Cuối", 1300)
    large = p.Level("Đầu", 10), p.Level("Cuối", 24)

    small = p.waterfall(p.Waterfall("Tranh", levels[0], [p.Change("Học xong", 14)], levels[1]))
    whole = p.waterfall(p.Waterfall("Tranh", large[0], [p.Change("Học xong", 14)], large[1]))

    assert max(bars(small.sheets[0].svg("Tranh"), "gain")) > 100
    assert small.count('class="cut"') == 4 and "cắt ngắn" in small
    assert 'class="cut"' not in whole and "cắt ngắn" not in whole


def test_dots_stand_in_order_and_where_their_numbers_are() -> None:
    rows = [p.Dots("A", 10.0), p.Dots("B", 30.0), p.Dots("C", None), p.Dots("D", 20.0)]

    picture = p.dot_plot(p.DotPlot("Tranh", rows, "Xã", "Nay"))

    assert [cell for cell in cells_of(picture) if cell in "ABCD"] == ["B", "D", "A", "C"]
    for sheet in picture.sheets:
        _key, *places = map(float, re.findall(r'<circle cx="([^"]*)"', sheet.svg("Tranh")))
        assert places[0] - places[1] == pytest.approx(places[1] - places[2], abs=0.2)
        assert places[0] > places[2]


def test_dots_beyond_fifteen_are_in_the_table_and_the_note_says_so() -> None:
    rows = [p.Dots(f"Xã {n}", float(n)) for n in range(40)]

    picture = p.dot_plot(p.DotPlot("Tranh", rows, "Xã", "Nay"))

    assert all(sheet.svg("Tranh").count("<circle") == 16 for sheet in picture.sheets)
    assert "15 dòng lớn nhất; bảng có đủ 40 dòng" in picture
    assert len(cells_of(picture)) == 80


@pytest.mark.parametrize("draw", [p.Tile("Xã A", 106.0, 21.0, None), p.Tile("Xã A", 106.0, 21.0, 0)])
def test_unknown_is_a_frame_and_nothing_is_a_nought(draw: p.Tile) -> None:
    picture = p.tile_map(p.TileMap("Tranh", [draw], (1, 2, 4, 8), "Xã", "Số"))

    unknown = draw.value is None
    assert ('class="t-unknown"' in picture) is unknown
    assert cells_of(picture)[1] == (MISSING if unknown else "0")


def test_steps_of_a_map_differ_without_colour() -> None:
    tiles = [p.Tile("Xã A", 106 + n / 10, 21.0, value) for n, value in enumerate([1, 2, 4, 8, 9])]

    for sheet in p.tile_map(p.TileMap("Tranh", tiles, (1, 2, 4, 8), "Xã", "Số")).sheets:
        svg = sheet.svg("Tranh")
        drawn = dict(re.findall(r'<pattern id="([^"]*)".*?<path d="([^"]*)"', svg))
        assert len(drawn) == len(set(drawn.values())) == 5
        assert set(re.findall(r"url\(#([^)]*)\)", svg)) == set(drawn)


def test_links_of_the_table_are_the_links_of_the_picture() -> None:
    lines = [p.Line("Xã A", [p.Count(1, "/a/1/"), p.Count(2, "/a/2/")], "/a/")]

    picture = p.matrix(p.Matrix("Tranh", "Xã", ["LLCT", "CM"], lines, (1, 2, 4, 8)))

    table = str(picture).partition("<tbody>")[2]
    for sheet in picture.sheets:
        assert set(re.findall(r'<a href="([^"]*)"', sheet.svg("Tranh"))) == {"/a/", "/a/1/", "/a/2/"}
    assert set(re.findall(r'href="([^"]*)"', table)) == {"/a/", "/a/1/", "/a/2/"}
