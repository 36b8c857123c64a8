"""How far it is (khoảng cách): from a commune to a school, along the earth's curve times what roads add."""

from collections.abc import Iterable, Sequence
from datetime import date
from math import asin, cos, radians, sin, sqrt
from uuid import UUID

from caunoi.apps.classes.models import Venue
from caunoi.apps.organisation.selectors import unit_tree

EARTH_KM = 6371.0
Point = tuple[float, float]


def kilometres(one: Point, other: Point) -> float:
    """Great-circle distance of two points given as latitude and longitude."""
    (lat1, lon1), (lat2, lon2) = (map(radians, one), map(radians, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def distances(units: Sequence[UUID], venues: Sequence[Venue], on: date, factor: float) -> list[list[float]]:
    """Whole kilometres by road from each unit to each venue; a place nobody located counts as in the middle."""
    middle = _middle((venue.latitude, venue.longitude) for venue in venues)
    places = [_place(unit_id, on) or middle for unit_id in units]
    schools = [_known(venue.latitude, venue.longitude) or middle for venue in venues]
    return [[float(round(kilometres(place, school) * factor)) for school in schools] for place in places]


def _place(unit_id: UUID, on: date) -> Point | None:
    """The unit's own centre, else that of whoever stands for it, else of a unit above it."""
    tree = unit_tree(on=on)
    heir = next(
        (node.id for node in tree.nodes.values() if unit_id in tree.predecessors.get(node.id, ())), None
    )
    for known in (unit_id, heir):
        line = tree.line(known) if known else []
        point = next((found for node in line if (found := _known(node.latitude, node.longitude))), None)
        if point:
            return point
    return None


def _known(latitude: float | None, longitude: float | None) -> Point | None:
    return None if latitude is None or longitude is None else (latitude, longitude)


def _middle(points: Iterable[tuple[float | None, float | None]]) -> Point:
    known = [point for each in points if (point := _known(*each))]
    if not known:
        return (0.0, 0.0)
    return sum(lat for lat, _ in known) / len(known), sum(lon for _, lon in known) / len(known)
