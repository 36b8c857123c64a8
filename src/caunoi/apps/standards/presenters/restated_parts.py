"""One restated number walked home: the old units it adds up from, how much of each, and the people behind."""

from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.organisation.selectors import Node
from caunoi.apps.standards.presenters.matrix_page import MatrixPage
from caunoi.apps.standards.presenters.numbers import people_number
from caunoi.apps.standards.presenters.restated_page import ADDRESS, PARTS, divided_words
from caunoi.apps.standards.selectors.restating import TOLD, VILLAGES, Restated, Restating
from caunoi.domain.lineage.restating import Part, divided_by
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import numbers, with_query


def present_parts(
    page: MatrixPage, restated: Restated, column: Restating, unit: Node | None
) -> dict[str, Any]:
    """``unit`` is the one whose number was pressed; without one, the sum of them all."""
    parts = restated.parts(column, unit)
    told = {
        "value": numbers.number(sum(part.value for part in parts)),
        "unit": unit.full_name if unit else _("Mọi đơn vị"),
        "column": column.title,
        "old": numbers.day(restated.since),
        "new": numbers.day(restated.on),
    }
    back = with_query(page.url.replace(PARTS, ADDRESS), so=None, den=None)
    head = ui.Heading(
        _("%(unit)s: %(value)s – %(column)s") % told,
        _("Cộng từ số của các đơn vị cũ ngày %(old)s, theo đơn vị của ngày %(new)s") % told,
        [ui.Link(_("Quy đổi theo địa giới"), back)],
    )
    return {
        "head": head,
        "rule": _rule(parts),
        "table": _table(page, restated, column, parts, whole=unit is None),
    }


def _rule(parts: list[Part]) -> ui.Callout | None:
    """Said only where something was divided."""
    divided = divided_by(parts)
    if not divided:
        return None
    if any(part.is_estimated for part in parts):
        return ui.Callout(_("Có phần là ước tính"), divided_words(divided), "chu-y")
    return ui.Callout(_("Chia theo số hộ đã ban hành"), divided_words(divided), "dat")


def _table(
    page: MatrixPage, restated: Restated, column: Restating, parts: list[Part], *, whole: bool
) -> ui.Table:
    heads = [
        ui.Column(_("Đơn vị cũ")),
        ui.Column(_("Số của đơn vị cũ"), "number"),
        ui.Column(_("Phần chuyển")),
    ]
    heads += [ui.Column(_("Về đơn vị"))] if whole else []
    heads += [ui.Column(_("Số chuyển"), "number")]
    rows = [_row(page, restated, column, part, whole=whole) for part in parts]
    filler = [""] * (len(heads) - 2)
    return ui.Table(
        heads, rows, caption=_("Các đơn vị cũ"), count=len(rows),
        total=[_("Cộng"), *filler, sum(part.value for part in parts)],
        empty=ui.EmptyState(_("Không có đơn vị cũ nào góp vào số này.")),
    )  # fmt: skip


def _row(page: MatrixPage, restated: Restated, column: Restating, part: Part, *, whole: bool) -> ui.Row:
    node = restated.old[part.source].node
    assert node is not None
    name = ui.Link(node.full_name, with_query(f"/don-vi/{node.id}/", ngay=restated.since.isoformat()))
    behind = people_number(column.figure, part.of, column.asked_of(page.asked, node), node.full_name)
    cells: list[Any] = [name, behind, _share(part)]
    if whole:
        cells.append(_onwards(page, column, restated.heirs[part.heir]))
    return ui.Row([*cells, part.value], name=node.full_name)


def _share(part: Part) -> str:
    if part.measure is None or part.weight is None or not part.whole:
        return _("trọn")
    told = {
        "some": numbers.number(part.weight), "all": numbers.number(part.whole),
        "heirs": numbers.number(part.heirs), "share": numbers.percent(part.weight / part.whole),
    }  # fmt: skip
    if part.measure.key == TOLD:
        return _("%(some)s trên %(all)s hộ (%(share)s), theo văn bản đã ban hành") % told
    if part.measure.key == VILLAGES:
        return _("%(some)s trên %(all)s thôn, tổ dân phố (%(share)s), ước tính") % told
    return _("chia đều cho %(heirs)s đơn vị, ước tính") % told


def _onwards(page: MatrixPage, column: Restating, heir: Node) -> ui.Link:
    return ui.Link(heir.full_name, with_query(page.url, so=column.key, den=heir.key))
