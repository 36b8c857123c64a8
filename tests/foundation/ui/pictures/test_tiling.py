"""Squares for places: each its own, the north on top, neighbours near each other."""

from hypothesis import given
from hypothesis import strategies as st

from caunoi.domain.lineage import Level, read_territory
from caunoi.foundation.ui.pictures.tiling import squares

PLACES = st.lists(st.tuples(st.floats(105, 107), st.floats(20, 22)), max_size=25)


@given(PLACES)
def test_no_two_places_share_a_square_and_the_same_places_get_the_same_squares(places) -> None:
    found = squares(places)

    assert len(set(found)) == len(places)
    assert squares(places) == found


def test_the_north_is_on_top_and_the_east_on_the_right() -> None:
    (north, south, east) = squares([(106.0, 22.0), (106.0, 21.0), (106.5, 21.0)])

    assert north[1] < south[1]
    assert east[0] > south[0]


def test_the_communes_of_the_story_lie_near_where_they_belong() -> None:
    from datetime import date

    land = read_territory()
    communes = land.lineage.units_on(date(2020, 8, 31), level=Level.COMMUNE)
    points = [land.centroid(version.unit) for version in communes]
    places = [(point.lon, point.lat) for point in points if point]

    found = squares(places)

    assert len(found) > 200
    by_column = sorted(range(len(places)), key=lambda at: found[at][0])
    third = len(places) // 3
    west = sum(places[at][0] for at in by_column[:third]) / third
    east = sum(places[at][0] for at in by_column[-third:]) / third
    assert east - west > 0.3
