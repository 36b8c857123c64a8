"""The page of the tree, the list behind a number, and what a search answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from caunoi.apps.organisation.choices import AreaClass, Completeness, UnitType
from caunoi.apps.organisation.models import Reorganisation
from caunoi.apps.organisation.presenters.addresses import api_url, search_url, tree_url, unit_url
from caunoi.apps.organisation.selectors import Lookup
from caunoi.apps.organisation.tree import CoverageNote, Node, Tree
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.actors import Actor
from caunoi.foundation.figures import FigureValue
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui.components import (
    Button,
    Callout,
    Column,
    Count,
    Downloads,
    EmptyState,
    Heading,
    Link,
    Row,
    Table,
    Tally,
)
from caunoi.foundation.ui.languages import as_written
from caunoi.foundation.ui.numbers import span
from caunoi.foundation.ui.requests import ActingRequest

Counts = Mapping[UUID, FigureValue]


@dataclass(frozen=True)
class Branch:
    """One unit of the second level with a table of the units below it (nhánh)."""

    title: str
    url: str
    code: str
    count: FigureValue
    table: Table


@dataclass(frozen=True)
class Trunk:
    """A province: its branches, or straight its communes where there is no level between."""

    title: str
    url: str
    branches: Sequence[Branch]
    table: Table | None

    @property
    def halves(self) -> list[Sequence[Branch]]:
        """Two columns read downwards: opening one branch moves only its own column."""
        middle = (len(self.branches) + 1) // 2
        return [self.branches[:middle], self.branches[middle:]]


def present_tree(
    request: ActingRequest, tree: Tree, tally: Sequence[FigureValue], communes: Counts
) -> dict[str, Any]:
    lead = _("Cây đơn vị hành chính ngày %(day)s") % {"day": format_date(tree.on)}
    return {
        "head": Heading(pgettext("trang", "Đơn vị"), lead, buttons=_buttons(request.actor)),
        "day": tree.on,
        "search_url": search_url(),
        "tally": Tally([_count(value) for value in tally], _("Số đơn vị trong ngày")),
        "unknown": _unknown(tree.coverage) if tree.nodes else None,
        "trunks": [_trunk(tree, root, communes) for root in tree.roots],
        "changes": [_change_link(change) for change in tree.changes],
        "empty": _empty(tree),
        "downloads": Downloads(request.get_full_path(), api_url=api_url(tree.on)),
    }


def _buttons(actor: Actor) -> list[Button]:
    """The laboratory, for those who may look into it."""
    url = reverse("organisation:reorganisations")
    return [Button(_("Sắp xếp đơn vị hành chính"), url=url)] if holds(actor, Reorganisation, "view") else []


def _count(value: FigureValue) -> Count:
    return Count(_(value.figure.title), value, total=value.code == "units.communes")


def _unknown(notes: Sequence[CoverageNote]) -> Callout | None:
    """What the register does not know on this day is said, never left to be guessed."""
    gaps = [note for note in notes if note.completeness != Completeness.COMPLETE]
    if notes and not gaps:
        return None
    told = [
        (note.province, _(Completeness(note.completeness).label), as_written(f"{note.note}."))
        for note in gaps
    ]
    body = format_html_join(" ", "{}: {}. {}", told) or _("Chưa ghi danh mục của ngày này đầy đủ đến đâu.")
    return Callout(_("Danh mục của ngày này còn chỗ chưa biết"), body, "chu-y")


def _change_link(change: Any) -> Link:
    return Link(format_date(change.on), tree_url(change.on))


def _trunk(tree: Tree, root: Node, communes: Counts) -> Trunk:
    below = tree.children.get(root.id, ())
    districts = [node for node in below if node.is_district]
    rest = [node for node in below if not node.is_district]
    table = _units_table(tree, rest, root.full_name) if rest else None
    branches = [_branch(tree, each, communes[each.id]) for each in districts]
    return Trunk(root.full_name, unit_url(root.id, tree.on), branches, table)


def _branch(tree: Tree, node: Node, count: FigureValue) -> Branch:
    below = tree.children.get(node.id, ())
    table = _units_table(tree, below, node.full_name)
    return Branch(node.full_name, unit_url(node.id, tree.on), node.code, count, table)


def _units_table(tree: Tree, nodes: Sequence[Node], caption: str) -> Table:
    columns = [Column(_("Đơn vị")), Column(_("Mã")), Column(_("Vùng"))]
    rows = [
        Row([Link(node.full_name, unit_url(node.id, tree.on)), node.code, area_label(node.area)])
        for node in nodes
    ]
    return Table(
        columns,
        rows,
        _("Đơn vị thuộc %(unit)s") % {"unit": caption},
        id=f"b-{nodes[0].parent_id if nodes else ''}",
    )


def area_label(area: str) -> str:
    return _(AreaClass(area).label) if area else ""


def _empty(tree: Tree) -> EmptyState | None:
    if tree.nodes:
        return None
    told = _("Danh mục không có đơn vị nào vào ngày %(day)s.") % {"day": format_date(tree.on)}
    return EmptyState(
        told, preview=_("Chọn một ngày khác, hoặc nạp danh mục bằng lệnh caunoi organisation load.")
    )


def present_search(tree: Tree, text: str, living: Sequence[Node], past: Sequence[Lookup]) -> dict[str, Any]:
    """Units of the day first; then units of other days with what stands for them on this one."""
    return {
        "head": Heading(_("Tìm đơn vị"), "", [Link(pgettext("trang", "Đơn vị"), tree_url(tree.on))]),
        "text": text,
        "day": tree.on,
        "search_url": search_url(),
        "living": _living_table(tree, living),
        "past": _past_table(tree, past),
        "empty": _nothing_found(text, tree.on) if text and not living and not past else None,
    }


def _living_table(tree: Tree, living: Sequence[Node]) -> Table | None:
    if not living:
        return None
    columns = [Column(_("Đơn vị")), Column(_("Thuộc")), Column(_("Mã")), Column(_("Loại"))]
    caption = _("Có vào ngày %(day)s") % {"day": format_date(tree.on)}
    rows = [
        Row(
            [
                Link(node.full_name, unit_url(node.id, tree.on)),
                _above(tree, node),
                node.code,
                _(UnitType(node.type).label),
            ]
        )
        for node in living
    ]
    return Table(columns, rows, caption, id="tim-con")


def _above(tree: Tree, node: Node) -> str:
    return ", ".join(upper.full_name for upper in tree.line(node.id)[1:])


def _past_table(tree: Tree, past: Sequence[Lookup]) -> Table | None:
    if not past:
        return None
    columns = [
        Column(_("Đơn vị")),
        Column(_("Thuộc")),
        Column(_("Mã")),
        Column(_("Thời gian")),
        Column(_("Nay là")),
    ]
    caption = _("Không có vào ngày %(day)s, có vào ngày khác") % {"day": format_date(tree.on)}
    rows = [_past_row(answer, tree) for answer in past]
    return Table(columns, rows, caption, id="tim-cu")


def _past_row(answer: Lookup, tree: Tree) -> Row:
    version = answer.version
    day = version.period.last_day or version.period.start or tree.on
    heirs = ", ".join(heir.full_name for heir in answer.today)
    parent = answer.parent.full_name if answer.parent else ""
    link = Link(version.full_name, unit_url(answer.unit_id, day))
    return Row([link, parent, version.code, span(version.period), heirs or None])


def _nothing_found(text: str, on: date) -> EmptyState:
    told = _("Không có đơn vị nào tên hoặc mã là “%(text)s”.") % {"text": text}
    return EmptyState(
        told,
        preview=_(
            "Gõ có dấu hoặc không dấu đều được; thêm tên huyện sau dấu phẩy, ví dụ: Phúc Sơn, Tân Yên."
        ),
    )
