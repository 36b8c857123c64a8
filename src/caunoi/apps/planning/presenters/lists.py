"""Lists of a plan: the rows behind its numbers, and the year's plans."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from caunoi.apps.planning.models import Plan
from caunoi.apps.planning.presenters.words import state_chip
from caunoi.apps.planning.selectors import PlanRows, counted
from caunoi.foundation.figures import FigureValue
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui.figure import figure_html
from caunoi.foundation.ui.numbers import dong, percent


def present_plans(
    plans: Sequence[Plan], *, year: int, lacking: Sequence[FigureValue], may: bool
) -> dict[str, Any]:
    """``lacking`` any requirement, and of them short of the standard; nothing where the role draws up no plan."""
    create = [ui.Button(_("Lập kế hoạch"), url=reverse("planning:new"), kind="primary", icon="plus")]
    columns = [
        ui.Column(_("Kế hoạch")),
        ui.Column(_("Năm")),
        ui.Column(_("Trạng thái"), "chips"),
        ui.Column(_("Ngân sách"), "number"),
        ui.Column(_("Khoảng cách"), "number"),
        ui.Column(_("Lập lúc"), "date"),
    ]
    rows = [
        ui.Row(
            [
                ui.Link(plan.name, reverse("planning:plan", args=[plan.pk])),
                str(plan.year),
                state_chip(plan),
                dong(plan.budget),
                percent(plan.gap, 2) if plan.gap is not None else "",
                plan.created_at,
            ],
            name=plan.name,
        )
        for plan in plans
    ]
    return {
        "head": ui.Heading(
            _("Kế hoạch đào tạo, bồi dưỡng"),
            _("Mỗi kế hoạch lập từ những gì cán bộ còn thiếu so với tiêu chuẩn chức danh."),
            buttons=create if may and plans else [],
        ),
        "table": ui.Table(
            columns, rows, caption=_("Các kế hoạch"), count=len(rows), empty=_no_plan(year, lacking, may)
        ),
    }


def _no_plan(year: int, lacking: Sequence[FigureValue], may: bool) -> ui.EmptyState:
    why = _("Chưa có kế hoạch năm %(year)s.") % {"year": year}
    if not may or not lacking:
        return ui.EmptyState(why)
    words = _(
        "Tạo từ {} cán bộ chủ chốt còn thiếu ít nhất một yêu cầu của chức danh: {} người chưa đạt chuẩn "
        "về chuyên môn, lý luận chính trị; những người còn lại chỉ thiếu yêu cầu không tính vào đạt chuẩn."
    )
    told = format_html(words, *map(figure_html, lacking))
    start = ui.Button(_("Tạo kế hoạch từ nhu cầu"), url=reverse("planning:new"), kind="primary", large=True)
    return ui.EmptyState(
        format_html("{} {}", why, told),
        [start],
        _("Kế hoạch có các lớp, người học từng lớp, chi phí, lịch và mức chứng minh tốt đến đâu."),
    )


def present_rows(rows: PlanRows, value: FigureValue) -> dict[str, Any]:
    """The rows behind one number of the plan."""
    plan_url = reverse("planning:plan", args=[rows.plan.pk])
    title = _(value.figure.title)
    line = value.scope.where.get(counted.LINE, "")
    return {
        "head": ui.Heading(
            f"{title}: {line}" if line else title,
            _(value.figure.definition),
            [ui.Link(_("Kế hoạch"), reverse("planning:list")), ui.Link(rows.plan.name, plan_url)],
        ),
        "table": ui.Table(
            [ui.Column(_(name)) for name in value.figure.columns],
            [ui.Row([ui.link_or_text(str(row.cells[0]), row.url), *row.cells[1:]]) for row in value.rows],
            caption=title,
            count=int(value.numerator),
            total=[_("Cộng"), dong(int(value.numerator))] if value.code == "plan.cost" else (),
            empty=ui.EmptyState(_("Không có dòng nào.")),
        ),
        "downloads": ui.Downloads(value.url),
    }
