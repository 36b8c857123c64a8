"""The matrix of an old day on the units of a later one: sums kept, every divided part said to be an estimate."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.organisation.selectors import register
from caunoi.apps.standards.presenters.matrix_page import MatrixPage, tabs_of
from caunoi.apps.standards.presenters.numbers import Number, people_number
from caunoi.apps.standards.selectors.matrix import GapRow
from caunoi.apps.standards.selectors.restating import RULES, Restated, Restating, restatings
from caunoi.domain.lineage.restating import Measure, Restatement
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import numbers, with_query

ADDRESS, PARTS = "/thieu-chuan/quy-doi/", "/thieu-chuan/quy-doi/tung-don-vi/"


def present_restated(page: MatrixPage, restated: Restated) -> dict[str, Any]:
    """``page`` holds the matrix of the old day."""
    columns = restatings(page.matrix)
    found = {column.key: restated.answer(column) for column in columns}
    days = {"old": numbers.day(restated.since), "new": numbers.day(restated.on)}
    matrix_url = with_query(page.url.replace(ADDRESS, "/thieu-chuan/"), theo=None)
    lead = _("Số liệu ngày %(old)s, xếp theo đơn vị của ngày %(new)s") % days
    return {
        "head": ui.Heading(_("Quy đổi theo địa giới"), lead, [ui.Link(_("Thiếu chuẩn"), matrix_url)]),
        "tabs": ui.Tabs(tabs_of(page), _("Chức danh")),
        "rule": _rule(found["nguoi"]),
        "table": _table(page, columns, found, restated),
        "lost": _lost(restated, found["nguoi"]),
    }


def _rule(people: Restatement) -> ui.Callout:
    if not people.divided:
        return ui.Callout(
            _("Không phải ước tính số nào"), _("Mọi đơn vị cũ đều chuyển trọn vào một đơn vị mới."), "dat"
        )
    share = people.estimated / people.total if people.total else 0.0
    told = {"share": numbers.percent(share)}
    title = (
        _("%(share)s số người là ước tính") % told if people.estimated else _("Chia theo số hộ đã ban hành")
    )
    return ui.Callout(title, divided_words(people.divided), "chu-y" if people.estimated else "dat")


def divided_words(divided: Mapping[Measure, int]) -> str:
    """By which rule how many were divided, the surest rule first."""
    words = [
        _("%(count)s người của đơn vị bị chia được tính %(rule)s.")
        % {"count": numbers.number(count), "rule": _(RULES[measure.key])}
        for measure, count in sorted(divided.items(), key=lambda each: [*RULES].index(each[0].key))
    ]
    return " ".join(words)


def _table(
    page: MatrixPage,
    columns: Sequence[Restating],
    found: Mapping[str, Restatement],
    restated: Restated,
) -> ui.Table:
    sources = _sources(page, restated)
    nodes = restated.heirs
    cells = {key: {each.unit: each for each in answer.counts} for key, answer in found.items()}
    rows = []
    for slug in sorted(cells["nguoi"], key=lambda slug: nodes[slug].sort_key):
        node = nodes[slug]
        link = ui.Link(node.full_name, with_query(f"/don-vi/{node.id}/", ngay=restated.on.isoformat()))
        told = [(column, cells[column.key][slug]) for column in columns]
        values = [_cell(page, column, node.key, each.value, each.estimated_share) for column, each in told]
        rows.append(ui.Row([link, sources.get(slug, []), *values], name=node.full_name))
    heads = [ui.Column(_("Đơn vị")), ui.Column(_("Từ đơn vị cũ"))]
    heads += [ui.Column(column.title, "number") for column in columns]
    sums = [(column, sum(each.value for each in found[column.key].counts)) for column in columns]
    total = [_("Cộng"), "", *(_number(page, column, "", value) for column, value in sums)]
    return ui.Table(
        heads, rows, caption=_("Số quy đổi theo đơn vị"), count=len(rows),
        total=total, empty=ui.EmptyState(_("Ngày này không có xã nào trong phạm vi của bạn. Chọn ngày khác.")),
    )  # fmt: skip


def _cell(page: MatrixPage, column: Restating, unit: str, value: int, estimated: float) -> Any:
    number = _number(page, column, unit, value)
    if not estimated:
        return number
    return ui.Cell(number, sub=_("%(share)s ước tính") % {"share": numbers.percent(estimated)})


def _number(page: MatrixPage, column: Restating, unit: str, value: int) -> Number:
    """The way home: to the old units this number adds up from."""
    url = with_query(page.url.replace(ADDRESS, PARTS), so=column.key, den=unit or None)
    return Number(f"restated.{column.figure}", value, url if value else "")


def _sources(page: MatrixPage, restated: Restated) -> dict[str, list[ui.Link]]:
    """For each unit of the later day the old units and what each brings, the way to its people of the old day."""
    lineage, found = register().lineage, dict[str, list[ui.Link]]()
    for slug, row in restated.old.items():
        became = lineage.what_became_of(slug, since=restated.since, on=restated.on)
        heirs = [heir.unit for heir in became if heir.unit]
        link = _brought(page, row, len(heirs))
        for heir in heirs:
            found.setdefault(heir, []).append(link)
    return found


def _brought(page: MatrixPage, row: GapRow, heirs: int) -> ui.Link:
    assert row.node is not None
    told = {"unit": row.node.full_name, "people": numbers.number(row.people), "heirs": heirs}
    words = (
        _("%(unit)s: %(people)s người")
        if heirs < 2
        else _("%(unit)s: %(people)s người, chia cho %(heirs)d đơn vị")
    )
    asked = replace(page.asked, unit_id=row.node.id)
    return ui.Link(words % told, people_number("standard.people", 1, asked).url)


def _lost(restated: Restated, people: Restatement) -> Sequence[str]:
    """Old units nobody follows: their numbers are said, never dropped."""
    names = {slug: row.node.full_name for slug, row in restated.old.items() if row.node}
    return [
        _("%(unit)s: %(count)s người, chưa ghi đơn vị kế thừa")
        % {"unit": names[slug], "count": numbers.number(count)}
        for slug, count in people.without_heir.items()
    ]
