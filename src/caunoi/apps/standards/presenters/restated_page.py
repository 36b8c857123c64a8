"""The matrix of an old day on the units of a later one: sums kept, every divided part said to be an estimate."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.organisation.selectors import Node, register, unit_tree
from caunoi.apps.standards.presenters.matrix_page import MatrixPage, tabs_of
from caunoi.apps.standards.presenters.numbers import people_number
from caunoi.apps.standards.selectors.matrix import GapRow
from caunoi.domain.eligibility.terms import load_terms
from caunoi.domain.lineage.restating import Restatement, by_units_below, restate
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import numbers, with_query

RULE = gettext_noop("theo số thôn của đơn vị cũ nay thuộc từng đơn vị mới; chưa biết số thôn thì chia đều")
Count = Callable[[GapRow], int]


def present_restated(page: MatrixPage, on: date) -> dict[str, Any]:
    """``page`` holds the matrix of the old day, ``on`` is the day whose units are wanted."""
    columns = _columns(page)
    found = {key: _restated(page, count, on) for key, (_title, count) in columns.items()}
    days = {"old": numbers.day(page.asked.on), "new": numbers.day(on)}
    matrix_url = with_query(page.url.replace("/thieu-chuan/quy-doi/", "/thieu-chuan/"), theo=None)
    lead = _("Số liệu ngày %(old)s, xếp theo đơn vị của ngày %(new)s") % days
    return {
        "head": ui.Heading(_("Quy đổi theo địa giới"), lead, [ui.Link(_("Thiếu chuẩn"), matrix_url)]),
        "tabs": ui.Tabs(tabs_of(page), _("Chức danh")),
        "rule": _rule(found),
        "table": _table(page, columns, found, on),
        "lost": _lost(page, found["people"]),
    }


def _columns(page: MatrixPage) -> dict[str, tuple[str, Count]]:
    words = load_terms().columns
    counting = [code for code in page.matrix.codes if code in page.matrix.counting]
    own: dict[str, tuple[str, Count]] = {
        "people": (_("Người trong diện"), lambda row: row.people),
        "met": (_("Đạt"), lambda row: row.met),
        "lacking": (_("Người thiếu"), lambda row: row.lacking_people),
        "unknown": (_("Chưa rõ"), lambda row: row.unknown),
    }
    return {**own, **{code: (_(words[code].name), _lacking(code)) for code in counting}}


def _lacking(code: str) -> Count:
    def count(row: GapRow) -> int:
        return row.lacking[code]

    return count


def _restated(page: MatrixPage, count: Count, on: date) -> Restatement:
    lineage, since = register().lineage, page.asked.on
    counts = {row.node.slug: count(row) for row in page.matrix.rows if row.node}
    weigh = by_units_below(lineage, since=since, on=on)
    return restate(counts, lineage, since=since, on=on, weigh=weigh, rule=_(RULE))


def _rule(found: Mapping[str, Restatement]) -> ui.Callout:
    people = found["people"]
    share = people.estimated / people.total if people.total else 0.0
    if not people.estimated:
        return ui.Callout(
            _("Không phải ước tính số nào"), _("Mọi đơn vị cũ đều chuyển trọn vào một đơn vị mới."), "dat"
        )
    told = {"share": numbers.percent(share), "rule": people.rule}
    return ui.Callout(
        _("%(share)s số người là ước tính") % told, _("Đơn vị bị chia được tính %(rule)s.") % told, "chu-y"
    )


def _table(
    page: MatrixPage,
    columns: Mapping[str, tuple[str, Count]],
    found: Mapping[str, Restatement],
    on: date,
) -> ui.Table:
    tree, sources = unit_tree(on=on), _sources(page, on)
    nodes = {node.slug: node for node in tree.nodes.values()}
    cells = {key: {each.unit: each for each in answer.counts} for key, answer in found.items()}
    units = sorted(cells["people"], key=lambda slug: nodes[slug].sort_key)
    rows = []
    for slug in units:
        node = nodes[slug]
        link = ui.Link(node.full_name, with_query(f"/don-vi/{node.id}/", ngay=on.isoformat()))
        values = [_cell(cells[key][slug].value, cells[key][slug].estimated_share) for key in columns]
        rows.append(ui.Row([link, sources.get(slug, []), *values], name=node.full_name))
    heads = [ui.Column(_("Đơn vị")), ui.Column(_("Từ đơn vị cũ"))]
    heads += [ui.Column(title, "number") for title, _count in columns.values()]
    total = [_("Cộng"), "", *(sum(each.value for each in found[key].counts) for key in columns)]
    return ui.Table(
        heads, rows, caption=_("Số quy đổi theo đơn vị"), count=len(rows),
        total=total, empty=ui.EmptyState(_("Ngày này không có xã nào trong phạm vi của bạn. Chọn ngày khác.")),
    )  # fmt: skip


def _cell(value: int, estimated: float) -> Any:
    if not estimated:
        return value
    return ui.Cell(value, sub=_("%(share)s ước tính") % {"share": numbers.percent(estimated)})


def _sources(page: MatrixPage, on: date) -> dict[str, list[ui.Link]]:
    """For each unit of the later day the old units and what each brings, the way to its people of the old day."""
    lineage, found = register().lineage, dict[str, list[ui.Link]]()
    for row in page.matrix.rows:
        if row.node is None:
            continue
        became = lineage.what_became_of(row.node.slug, since=page.asked.on, on=on)
        heirs = [heir.unit for heir in became if heir.unit]
        link = _brought(page, row, row.node, len(heirs))
        for heir in heirs:
            found.setdefault(heir, []).append(link)
    return found


def _brought(page: MatrixPage, row: GapRow, node: Node, heirs: int) -> ui.Link:
    told = {"unit": node.full_name, "people": numbers.number(row.people), "heirs": heirs}
    words = (
        _("%(unit)s: %(people)s người")
        if heirs < 2
        else _("%(unit)s: %(people)s người, chia cho %(heirs)d đơn vị")
    )
    asked = replace(page.asked, unit_id=node.id)
    return ui.Link(words % told, people_number("standard.people", 1, asked).url)


def _lost(page: MatrixPage, people: Restatement) -> Sequence[str]:
    """Old units nobody follows: their numbers are said, never dropped."""
    names = {row.node.slug: row.node.full_name for row in page.matrix.rows if row.node}
    return [
        _("%(unit)s: %(count)s người, chưa ghi đơn vị kế thừa")
        % {"unit": names[slug], "count": numbers.number(count)}
        for slug, count in people.without_heir.items()
    ]
