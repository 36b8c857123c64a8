"""The page of a plan: how good it is, what it costs, which classes, when, and who is left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from caunoi.apps.cadres.selectors import title_of, unit_labels
from caunoi.apps.planning.choices import PlanState, Why
from caunoi.apps.planning.models import Need, Offering, Plan, PlanChange, PlanProposal
from caunoi.apps.planning.presenters.conditions import conditions_of
from caunoi.apps.planning.presenters.deciding import (
    deciding_buttons,
    deciding_notice,
    decision_link,
    write_button,
)
from caunoi.apps.planning.presenters.pins import out_buttons
from caunoi.apps.planning.presenters.words import proof_of, state_chip, why_not
from caunoi.apps.planning.selectors import PlanRows
from caunoi.apps.planning.selectors import counted as figures
from caunoi.apps.planning.selectors.nominated import without_a_seat
from caunoi.apps.planning.selectors.spending import SpentOnItem, spent_by_item
from caunoi.apps.planning.services.answering import INCLUSION
from caunoi.apps.planning.services.saying import told_before
from caunoi.domain.eligibility.terms import load_terms
from caunoi.foundation.actors import Actor
from caunoi.foundation.documents.models import DocumentTemplate
from caunoi.foundation.policy import can
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import pictures, with_query
from caunoi.foundation.ui.languages import as_written
from caunoi.foundation.ui.numbers import day, dong, number, percent

Context = dict[str, Any]
FIRST = 20
"""Of those left out so many stand on the page of the plan; all of them have a list of their own."""


def present_plan(
    actor: Actor,
    rows: PlanRows,
    *,
    verified: list[str] | None,
    change: PlanChange | None,
    fills: bool = False,
    proposals: Sequence[PlanProposal] = (),
) -> Context:
    """``verified`` is what the checker finds wrong; None where the role does not see the whole plan.

    ``fills`` says that people chosen elsewhere would be put into this plan.
    """
    may = can(actor, "change", rows.plan)
    decide = deciding_buttons(actor, rows.plan, proposals)
    return {
        "head": heading(rows.plan, may, decide),
        "deciding": deciding_notice(actor, rows.plan, proposals),
        "nominated": nominated_buttons(rows) if may and fills else [],
        "plan": rows.plan,
        "state": state_chip(rows.plan),
        "proof": proof_of(rows.plan),
        "badge": badge(verified),
        "faults": verified or [],
        "findings": told_before(rows),
        "conditions": conditions_of(rows.plan),
        "numbers": numbers_of(rows),
        "budget": budget_bar(rows),
        "items": items_table(rows),
        "lines": lines_table(rows, may),
        "convergence": convergence_of(rows.plan),
        "unserved": unserved_table(rows, rows.unserved[:FIRST], may),
        "left_out": left_out_link(rows),
        "downloads": ui.Downloads(reverse("planning:plan", args=[rows.plan.pk])),
        "documents": document_links(actor, rows.plan),
        "change": change,
        "undo_url": reverse("planning:undo", args=[rows.plan.pk, change.pk])
        if change and may_move(rows.plan, may)
        else "",
        "version": rows.plan.version,
        "may": may,
    }


def heading(plan: Plan, may: bool, decide: Sequence[ui.Button] = ()) -> ui.Heading:
    lead = _("Nhu cầu tính đến %(day)s, ngân sách %(budget)s") % {
        "day": day(plan.on), "budget": dong(plan.budget),
    }  # fmt: skip
    crumbs = [ui.Link(_("Kế hoạch"), reverse("planning:list"))]
    return ui.Heading(plan.name, lead, crumbs, [*decide, *buttons(plan, may)])


def buttons(plan: Plan, may: bool) -> list[ui.Button]:
    copying = ui.Button(_("Chép thành phương án"), url=reverse("planning:copy", args=[plan.pk]), panel=True)
    if may and plan.state == PlanState.ADOPTED:
        return [copying]
    if not may or plan.state != PlanState.DRAFT:
        return []
    return [
        copying,
        write_button(plan, _("Tính lại từ đầu"), "solve"),
        write_button(plan, _("Bỏ kế hoạch"), "drop", "quiet"),
    ]


def nominated_buttons(rows: PlanRows) -> list[ui.Button]:
    """One press for everybody nominated and approved for the same thing who sits in no class yet."""
    if rows.plan.state != PlanState.DRAFT:
        return []
    address = reverse("planning:add_nominated", args=[rows.plan.pk])
    waiting = without_a_seat(rows.nominated, rows.needs)
    names = load_terms().columns
    return [
        ui.Button(
            _("Đưa %(n)s người được duyệt cử học %(what)s vào kế hoạch")
            % {"n": number(len(people)), "what": _(names[code].name)},
            url=with_query(address, **{"yeu-cau": code}),
            panel=True,
            icon="plus",
        )
        for code, people in waiting.items()
    ]


def badge(verified: list[str] | None) -> ui.Chip | None:
    if verified is None:
        return None
    if verified:
        return ui.Chip(_("Kiểm tra độc lập: có điều sai"), "loi")
    return ui.Chip(_("Kiểm tra độc lập: đúng mọi điều kiện"), "dat")


def numbers_of(rows: PlanRows) -> list[tuple[str, Any]]:
    codes = ["plan.people", "plan.seats", "plan.lines", "plan.unserved"]
    words = [_("người được học"), _("lượt học"), _("lớp mở"), _("lượt chưa xếp")]
    return [(word, figures.value_of(code, rows)) for code, word in zip(codes, words, strict=True)]


def budget_bar(rows: PlanRows) -> SafeString:
    cost, budget = rows.cost, rows.plan.budget
    told = {"cost": dong(cost), "budget": dong(budget), "share": percent(cost / budget)}
    note = _("%(cost)s trên ngân sách %(budget)s, bằng %(share)s.") % told
    bars = [
        pictures.Bullet(
            _("Chi phí"),
            cost,
            max(cost, budget),
            dong(cost),
            plan=budget,
            plan_text=dong(budget),
            url=figures.address(rows, "plan.cost"),
        ),
        pictures.Bullet(_("Mở lớp"), rows.open_cost, max(cost, budget), dong(rows.open_cost)),
        pictures.Bullet(_("Theo học viên"), rows.head_cost, max(cost, budget), dong(rows.head_cost)),
        pictures.Bullet(_("Đi lại"), rows.travel_cost, max(cost, budget), dong(rows.travel_cost)),
    ]
    return pictures.bullets(pictures.Bullets(_("Chi phí so với ngân sách"), bars, note))


def items_table(rows: PlanRows) -> ui.Table | None:
    """Money by norm, item by item; what is no cost of this plan is left out."""
    found = [item for item in spent_by_item(rows) if item.spent or item.limit is not None]
    if not found:
        return None
    columns = [
        ui.Column(_("Khoản chi")),
        ui.Column(_("Theo kế hoạch"), "number"),
        ui.Column(_("Mức giao"), "number"),
        ui.Column(_("Còn lại"), "number"),
    ]
    return ui.Table(
        columns,
        [item_row(item) for item in found],
        caption=_("Chi theo khoản, theo định mức"),
        count=len(found),
        total=[_("Cộng"), cost_figure(rows), "", ""],
        id="khoan-chi",
    )


def item_row(item: SpentOnItem) -> ui.Row:
    return ui.Row(
        [
            as_written(item.name),
            dong(item.spent),
            dong(item.limit) if item.limit is not None else _("không giao riêng"),
            dong(item.limit - item.spent) if item.limit is not None else "",
        ],
        name=item.name,
    )


# ---- lines


def lines_table(rows: PlanRows, may: bool) -> ui.Table:
    columns = [
        ui.Column(pgettext("kế hoạch", "Dòng")),
        ui.Column(_("Nơi học")),
        ui.Column(_("Thời gian")),
        ui.Column(_("Số người"), "number"),
        ui.Column(_("Số chỗ"), "number"),
        ui.Column(_("Chi phí"), "number"),
    ]
    opened = sorted(rows.opened, key=lambda line: (line.starts_on, line.code))
    return ui.Table(
        columns,
        [line_row(rows, line) for line in opened],
        caption=_("Các lớp của kế hoạch"),
        count=len(opened),
        total=[_("Cộng"), "", "", figures.value_of("plan.seats", rows), "", cost_figure(rows)] if opened else (),
        empty=ui.EmptyState(
            _(
                "Chưa có lớp nào trong kế hoạch. Tính kế hoạch, hoặc chọn người ở danh sách cán bộ rồi bấm "
                "Đưa vào kế hoạch."
            )
        ),
        id="cac-lop",
    )  # fmt: skip


def line_row(rows: PlanRows, line: Offering) -> ui.Row:
    name = ui.Link(line.code, line_url(rows.plan, line))
    return ui.Row(
        [
            ui.Cell(name, sub=line.programme.name),
            ui.Cell(line.venue.name, sub=line.venue.code),
            period(line),
            figures.of_line(rows, line),
            line.capacity,
            dong(line_cost(rows, line)),
        ],
        name=line.code,
        anchor=f"dong-{line.code}",
    )


def line_url(plan: Plan, line: Offering) -> str:
    return reverse("planning:line", args=[plan.pk, line.code])


def period(line: Offering) -> str:
    return _("%(first)s – %(last)s") % {"first": day(line.starts_on), "last": day(line.ends_on)}


def line_cost(rows: PlanRows, line: Offering) -> int:
    sitting = rows.in_line(line)
    return line.open_cost + len(sitting) * line.head_cost + sum(need.travel_cost for need in sitting)


class MoneyFigure:
    """A figure in đồng, written as money (số tiền)."""

    def __init__(self, value: Any) -> None:
        self.code, self.value, self.url, self.text = value.code, value.value, value.url, dong(value.value)


def cost_figure(rows: PlanRows) -> MoneyFigure:
    return MoneyFigure(figures.value_of("plan.cost", rows))


def convergence_of(plan: Plan) -> SafeString | str:
    if len(plan.trajectory) < 2:
        return ""
    gap = percent(plan.gap, 2) if plan.gap is not None else ""
    return pictures.convergence(pictures.Convergence(_("Quá trình giải"), points_of(plan.trajectory), gap))


def points_of(points: Sequence[Sequence[Any]]) -> list[pictures.Point]:
    return [pictures.Point(seconds or 0.0, objective, bound) for seconds, objective, bound in points]


# ---- who is left out


def left_out_link(rows: PlanRows) -> ui.Link | None:
    """Where all of them stand; nothing while the page shows everybody."""
    if len(rows.unserved) <= FIRST:
        return None
    words = _("Xem tất cả %(n)s nhu cầu chưa xếp") % {"n": number(len(rows.unserved))}
    return ui.Link(words, reverse("planning:left_out", args=[rows.plan.pk]))


@dataclass(frozen=True)
class Acts(ui.Component):
    """What may be done with one row (việc): the first in sight, the others unfolded, also without a script."""

    template = "planning/_acts.html"
    first: ui.Button
    others: Sequence[ui.Button]
    name: str


def unserved_table(rows: PlanRows, needs: Sequence[Need], may: bool) -> ui.Table:
    """Some of those left out, each with the reason and what may be done; the count is that of all."""
    columns = [
        ui.Column(_("Họ và tên")),
        ui.Column(_("Chức danh, đơn vị")),
        ui.Column(_("Còn thiếu")),
        ui.Column(_("Vì sao chưa xếp")),
        *([ui.Column(_("Việc"))] if may_move(rows.plan, may) else []),
    ]
    units = unit_labels({need.unit_id for need in needs}, rows.plan.on)
    return ui.Table(
        columns,
        [unserved_row(rows, need, units[need.unit_id], may) for need in needs],
        caption=_("Nhu cầu chưa xếp"),
        count=len(rows.unserved),
        empty=ui.EmptyState(_("Không còn ai thiếu mà chưa có lớp trong phạm vi của kế hoạch.")),
        id="chua-xep",
    )


def unserved_row(rows: PlanRows, need: Need, unit: str, may: bool) -> ui.Row:
    cells: list[Any] = [
        ui.Cell(
            ui.link_or_text(rows.name(need), rows.person_url(need)),
            sub=_("Được duyệt cử") if rows.was_nominated(need) else "",
        ),
        ui.Cell(title_of(need.title_code).name, sub=unit),
        as_written(need.reason.get("missing", need.requirement)),
        why_not(need),
    ]
    if may_move(rows.plan, may):
        others = [*try_buttons(rows.plan, need), *out_buttons(rows, need)]
        cells.append(Acts(move_button(rows.plan, need, _("Xếp")), others, rows.name(need)))
    return ui.Row(cells, name=rows.name(need))


def try_buttons(plan: Plan, need: Need) -> list[ui.Button]:
    """What including this person would cost, found by solving again."""
    if plan.objective is None or need.reason.get("rule") in (Why.STUDYING, Why.NO_PROGRAMME):
        return []
    hidden = (("cau", INCLUSION), ("nhu-cau", str(need.pk)))
    return [
        ui.Button(
            _("Thử đưa vào"),
            url=reverse("planning:ask", args=[plan.pk]),
            post=True,
            kind="quiet",
            hidden=hidden,
        )
    ]


def may_move(plan: Plan, may: bool) -> bool:
    return may and plan.state == PlanState.DRAFT


def move_button(plan: Plan, need: Need, text: str) -> ui.Button:
    return ui.Button(text, url=reverse("planning:move", args=[plan.pk, need.pk]), panel=True)


def document_links(actor: Actor, plan: Plan) -> list[ui.Link]:
    address = reverse("planning:plan", args=[plan.pk])
    templates = [ui.Link(_("Mẫu văn bản"), reverse("documents:list"))]
    return [
        decision_link(plan),
        ui.Link(_("Văn bản kế hoạch (Word)"), with_query(address, format="docx", mau="ke-hoach")),
        ui.Link(_("Danh sách cử đi học (Word)"), with_query(address, format="docx", mau="danh-sach")),
        *(templates if can(actor, "view", DocumentTemplate) else []),
    ]
