"""The list of units behind a number, in the shape somebody asked for."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from caunoi.apps.organisation.choices import AreaClass, UnitType
from caunoi.apps.organisation.presenters.addresses import api_url, tree_url, unit_url
from caunoi.apps.organisation.tree import Node, Tree
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused
from caunoi.foundation.figures import FigureValue
from caunoi.foundation.lists import pages as lists
from caunoi.foundation.lists.kinds import ListKind
from caunoi.foundation.lists.shapes import Offer, Shape
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import with_query
from caunoi.foundation.ui.requests import ActingRequest

ADDRESS = "/don-vi/danh-sach/"
NAME, CODE, KIND, ABOVE, AREA, DISTRICT = "ten", "ma", "loai", "thuoc", "vung", "huyen"
ORDER = "sap"
Params = Mapping[str, Sequence[str]]


class UnreadableOrder(Refused):
    """An order the list of units does not have."""

    status = 400


def _ask(_actor: Actor, _on: date, params: Any) -> None:
    _order(params)


UNITS = ListKind("don-vi", gettext_noop("Danh sách đơn vị"), ADDRESS, _ask)


def offers() -> list[Offer]:
    return [
        Offer(NAME, _("Đơn vị"), fixed=True),
        Offer(CODE, _("Mã")),
        Offer(KIND, _("Loại")),
        Offer(ABOVE, _("Thuộc")),
        Offer(DISTRICT, _("Huyện, thị xã, thành phố"), shown=False),
        Offer(AREA, _("Vùng"), shown=False),
    ]


def groups() -> list[Offer]:
    return [Offer(KIND, _("Loại")), Offer(ABOVE, _("Đơn vị cấp trên")), Offer(AREA, _("Vùng"))]


def shape_in(params: Params) -> Shape:
    return lists.shape_of(params, offers(), groups())


def _order(params: Any) -> str:
    asked = "".join((params.get(ORDER) or [""])[-1:])
    if asked and asked.removeprefix("-") not in {offer.key for offer in offers()}:
        raise UnreadableOrder(_("Danh sách đơn vị không xếp theo “%(order)s” được.") % {"order": asked[:60]})
    return asked


def said_of(tree: Tree, node: Node) -> dict[str, str]:
    """Every column of one unit, in words."""
    above = tree.nodes.get(node.parent_id) if node.parent_id else None
    district = tree.district_of(node.id)
    return {
        NAME: node.full_name,
        CODE: node.code,
        KIND: _(UnitType(node.type).label),
        ABOVE: above.full_name if above else "",
        DISTRICT: district.full_name if district and district.id != node.id else "",
        AREA: _(AreaClass(node.area).label) if node.area else "",
    }


def nodes_of(tree: Tree, value: FigureValue, params: Params) -> list[Node]:
    """The units behind the number in the order the address names; the order of the tree where it names none."""
    nodes = [tree.node(UUID(row.id)) for row in value.rows]
    order = _order(params)
    if order:
        nodes.sort(key=_sorting(tree, order.removeprefix("-")), reverse=order.startswith("-"))
    return nodes


def _sorting(tree: Tree, column: str) -> Callable[[Node], Any]:
    def key(node: Node) -> Any:
        return (node.sort_key,) if column == NAME else (said_of(tree, node)[column], node.sort_key)

    return key


def present_list(
    request: ActingRequest, tree: Tree, value: FigureValue, form: BaseForm, presets: Sequence[ui.Tab]
) -> dict[str, Any]:
    """The rows behind a figure."""
    params = dict(request.GET.lists())
    shape = shape_in(params)
    title = _(value.figure.title)
    where = value.scope_label or _("Toàn bộ danh mục")
    lead = _("%(where)s, ngày %(day)s") % {"where": where, "day": format_date(tree.on)}
    bar = lists.bar_of(request, UNITS, presets, shape=shape, offers=offers(), groups=groups())
    kept = [(key, v) for key, values in params.items() if key in _KEPT for v in values]
    return {
        "head": ui.Heading(title, lead, [ui.Link(pgettext("trang", "Đơn vị"), tree_url(tree.on))]),
        "bar": bar,
        "filters": ui.Filters(form, bar.whole(with_query(ADDRESS, ngay=request.GET.get("ngay"))), kept),
        "figure": value,
        "table": _table(request, tree, nodes_of(tree, value, params), shape, title),
        "downloads": ui.Downloads(request.get_full_path(), api_url=api_url(tree.on)),
    }


_KEPT = frozenset({"ngay", ORDER, lists.COLUMNS, lists.GROUP, lists.VIEW})


def _table(request: ActingRequest, tree: Tree, nodes: Sequence[Node], shape: Shape, title: str) -> ui.Table:
    said = [said_of(tree, node) for node in nodes]
    table = ui.Table(
        [_column(request, offer) for offer in offers()],
        [_row(node, words, tree.on) for node, words in zip(nodes, said, strict=True)],
        title,
        count=len(nodes),
        empty=ui.EmptyState(_("Ngày này không có đơn vị nào thuộc loại này.")),
    )
    table = lists.shaped(table, [offer.key for offer in offers()], shape)
    return lists.grouped(table, [words[shape.group] for words in said]) if shape.group else table


def _column(request: ActingRequest, offer: Offer) -> ui.Column:
    now = request.GET.get(ORDER, "")
    state: Any = {offer.key: "ascending", f"-{offer.key}": "descending"}.get(now, "")
    wanted = f"-{offer.key}" if now == offer.key else offer.key
    return ui.Column(offer.title, sort_url=with_query(request, **{ORDER: wanted}), sorted=state)


def _row(node: Node, words: dict[str, str], on: date) -> ui.Row:
    name, *rest = (words[offer.key] for offer in offers())
    return ui.Row([ui.Link(name, unit_url(node.id, on)), *rest], name=name)
