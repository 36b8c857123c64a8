"""The gap matrix as a map: one square a commune, coloured by one column, every square the way to its people."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.standards.presenters.matrix_page import HEAT, MatrixPage, tabs_of
from caunoi.apps.standards.presenters.numbers import Number, people_number
from caunoi.apps.standards.selectors import Asked
from caunoi.apps.standards.selectors.matrix import GapRow
from caunoi.domain.eligibility.terms import load_terms
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import numbers, with_query
from caunoi.foundation.ui.pictures import Tile, TileMap, tile_map

PEOPLE, UNKNOWN, SHORT = "nguoi", "chua-ro", "ty-le"
SHORTFALL = (5.0, 10.0, 20.0, 40.0)  # percent of a commune's people
OWN = {
    PEOPLE: gettext_noop("Số người còn thiếu ít nhất một yêu cầu"),
    SHORT: gettext_noop("Tỷ lệ chưa đạt chuẩn (%)"),
    UNKNOWN: gettext_noop("Số người thiếu dữ liệu"),
}


@dataclass(frozen=True)
class Colouring:
    """What a square shows (cách tô màu): its number and the people behind it."""

    key: str
    label: str
    limits: Sequence[float]
    number: Callable[[GapRow, Asked], Number]
    in_percent: bool = False


def colourings(page: MatrixPage) -> list[Colouring]:
    """The columns of the matrix, and the share of those not at standard."""
    words = load_terms().columns
    lacking = [
        Colouring(code, _("Thiếu %(what)s") % {"what": _(words[code].name)}, HEAT, _lacking(code))
        for code in page.matrix.codes
    ]
    return [
        Colouring(PEOPLE, _(OWN[PEOPLE]), HEAT, _any(page.matrix.codes)),
        Colouring(SHORT, _(OWN[SHORT]), SHORTFALL, _not_met, in_percent=True),
        *lacking,
        Colouring(UNKNOWN, _(OWN[UNKNOWN]), HEAT, _unknown),
    ]


def present_map(page: MatrixPage, chosen: str) -> dict[str, Any]:
    offered = colourings(page)
    shown = next((each for each in offered if each.key == chosen), offered[0])
    matrix_url = with_query(page.url.replace("/thieu-chuan/ban-do/", "/thieu-chuan/"), to_mau=None)
    lead = _("Mỗi ô là một xã, đặt gần đúng chỗ của nó; chạm vào ô để xem người phía sau.")
    return {
        "head": ui.Heading(
            _("Bản đồ thiếu chuẩn"), lead, [ui.Link(_("Thiếu chuẩn"), matrix_url)],
            [ui.Button(_("Xem bảng"), url=matrix_url, icon="table")],
        ),
        "tabs": ui.Tabs(tabs_of(page), _("Chức danh")),
        "colourings": ui.Tabs(
            [ui.Tab(each.label, with_query(page.url, to_mau=each.key), current=each is shown) for each in offered],
            _("Tô màu theo"),
        ),
        "map": _picture(page, shown),
        "nowhere": _nowhere(page),
    }  # fmt: skip


def _picture(page: MatrixPage, shown: Colouring) -> SafeString | None:
    rows = [row for row in page.matrix.rows if row.node and row.node.longitude is not None]
    if not rows:
        return None
    title = _("%(what)s, ngày %(day)s") % {"what": shown.label, "day": numbers.day(page.asked.on)}
    tiles = [_tile(page, row, shown) for row in rows]
    return tile_map(TileMap(title, tiles, shown.limits, _("Xã, phường"), shown.label))


def _tile(page: MatrixPage, row: GapRow, shown: Colouring) -> Tile:
    node = row.node
    assert node is not None and node.longitude is not None and node.latitude is not None  # chosen so
    number = shown.number(row, replace(page.asked, unit_id=node.id))
    value: float | None = number.value if row.people else None
    text = ""
    if shown.in_percent and row.people:
        value = round(100 * number.value / row.people, 1)
        text = numbers.number(value, 0)
    return Tile(node.full_name, node.longitude, node.latitude, value, number.url, text)


def _nowhere(page: MatrixPage) -> list[ui.Link]:
    """Communes of which nobody recorded where they lie: named instead of left out."""
    lost = [row.node for row in page.matrix.rows if row.node and row.node.longitude is None]
    day = page.asked.on.isoformat()
    return [ui.Link(node.full_name, with_query(f"/don-vi/{node.id}/", ngay=day)) for node in lost]


def _lacking(code: str) -> Callable[[GapRow, Asked], Number]:
    def number(row: GapRow, asked: Asked) -> Number:
        return people_number(f"gap.{code}", row.lacking[code], replace(asked, lacks=(code,)))

    return number


def _any(codes: tuple[str, ...]) -> Callable[[GapRow, Asked], Number]:
    def number(row: GapRow, asked: Asked) -> Number:
        return people_number("gap.any", row.lacking_people, replace(asked, lacks=codes))

    return number


def _not_met(row: GapRow, asked: Asked) -> Number:
    return people_number("standard.not_met", row.not_met, replace(asked, verdict="chua"))


def _unknown(row: GapRow, asked: Asked) -> Number:
    return people_number("standard.unknown", row.unknown, replace(asked, verdict="thieu-du-lieu"))
