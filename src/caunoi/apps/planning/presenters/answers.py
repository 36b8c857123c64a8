"""What was asked about a plan, in words: prices of its limits, other budgets, what including somebody costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from caunoi.apps.planning.models import Need, Plan
from caunoi.apps.planning.presenters.panels import signed
from caunoi.apps.planning.presenters.plan_page import may_move
from caunoi.apps.planning.selectors import PlanRows, job_of
from caunoi.apps.planning.services.answering import FRONTIER, INCLUSION, TAGS
from caunoi.apps.planning.services.replanning import KEY
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import pictures
from caunoi.foundation.ui.numbers import dong, number, percent

Told = Mapping[str, Any]


def present_answers(rows: PlanRows, may: bool) -> dict[str, Any]:
    plan = rows.plan
    asking = may_move(plan, may) and plan.objective is not None
    crumbs = [ui.Link(_("Kế hoạch"), reverse("planning:list")), ui.Link(plan.name, plan_url(plan))]
    lead = _("Mỗi câu trả lời là một lần giải lại bài toán; chưa giải được đến cùng thì nói từ đâu đến đâu.")
    tags, points = plan.answers.get(TAGS), plan.answers.get(FRONTIER)
    priced, told = _priced(rows), [each for key, each in plan.answers.items() if key != KEY]
    return {
        "head": ui.Heading(_("Hỏi thêm về kế hoạch"), lead, crumbs),
        "ask_tags": ask_button(plan, TAGS, _("Tính giá của từng giới hạn")) if asking else None,
        "ask_frontier": ask_button(plan, FRONTIER, _("Tính năm mức ngân sách")) if asking else None,
        "tags": tags_table(tags["rows"]) if tags and "rows" in tags else None,
        "points": points_table(points["rows"]) if points and "rows" in points else None,
        "drawn": frontier_picture(points["rows"]) if points and "rows" in points else "",
        "priced": priced_table(rows, priced) if priced else None,
        "old": any(_is_old(plan, each) for each in told),
        "faults": dict.fromkeys(fault for each in told if (fault := fault_of(each))),
        "waiting": any(_waits(each) for each in told),
        "url": reverse("planning:answers", args=[plan.pk]),
    }


def plan_url(plan: Plan) -> str:
    return reverse("planning:plan", args=[plan.pk])


def ask_button(plan: Plan, kind: str, text: str, need: Need | None = None) -> ui.Button:
    hidden = [("cau", kind), *([("nhu-cau", str(need.pk))] if need else [])]
    return ui.Button(text, url=reverse("planning:ask", args=[plan.pk]), post=True, hidden=tuple(hidden))


def _waits(told: Told) -> bool:
    return "rows" not in told and "status" not in told and not fault_of(told)


@dataclass
class Ordered:
    """An answer a job finds (câu hỏi đã giao)."""

    job_id: UUID | None


def fault_of(told: Told) -> str:
    """Why no answer will come; nothing while the job is on its way or has answered."""
    if "rows" in told or "status" in told:
        return ""
    job = job_of(Ordered(UUID(told["job"]) if told.get("job") else None))
    if job is not None and not job.has_ended:
        return ""
    why = job.fault if job is not None else ""
    return _("Không tính được: %(why)s") % {"why": why} if why else _("Không tính được; hãy hỏi lại.")


def _is_old(plan: Plan, told: Told) -> bool:
    return bool(told["version"] != plan.version)


# ---- price tags


def tags_table(found: Sequence[Told]) -> ui.Table:
    columns = [
        ui.Column(_("Nếu có thêm")),
        ui.Column(_("Giá trị kế hoạch tăng"), "number"),
        ui.Column(_("Thêm lượt học"), "number"),
        ui.Column(_("Tiền chi thêm"), "number"),
    ]
    rows = [
        ui.Row([_what(each), between(each["gain"]), _count(each["heads"]), _money(each["money"])]) for each in found
    ]  # fmt: skip
    return ui.Table(columns, rows, caption=_("Giá của từng giới hạn"), count=len(rows))


def _what(told: Told) -> str:
    if told["what"] == "budget":
        return _("%(money)s ngân sách") % {"money": dong(told["amount"])}
    if told["what"] == "away":
        return _("1 người được vắng cùng tuần ở mỗi đơn vị")
    if told["what"] == "lecturer_weeks":
        return _("1 tuần dạy của %(name)s") % {"name": told["name"]}
    if told["what"] == "floor":
        return _("Bỏ sàn cho %(group)s") % {"group": _(told["name"])}
    return _("1 phòng ở %(venue)s") % {"venue": told["name"]}


def between(found: Sequence[float] | None) -> str:
    """A number where it is proven, else between which two it lies."""
    if found is None:
        return _("chưa biết")
    low, high = (round(end, 1) + 0.0 for end in found)  # no minus before a zero
    if high - low < 0.05:
        return number(high, 1)
    return _("từ %(low)s đến %(high)s") % {"low": number(low, 1), "high": number(high, 1)}


def _count(value: int | None) -> str:
    return _("chưa biết") if value is None else number(value)


def _money(value: int | None) -> str:
    return _("chưa biết") if value is None else dong(value)


# ---- budgets


def points_table(found: Sequence[Told]) -> ui.Table:
    columns = [
        ui.Column(_("Ngân sách"), "number"),
        ui.Column(_("Chi phí"), "number"),
        ui.Column(_("Lớp mở"), "number"),
        ui.Column(_("Lượt học"), "number"),
        ui.Column(_("Nhu cầu được đáp ứng"), "number"),
        ui.Column(_("Giá trị kế hoạch"), "number"),
        ui.Column(_("Cận trên"), "number"),
    ]
    return ui.Table(
        columns, [_point(each) for each in found], caption=_("Năm mức ngân sách"), count=len(found)
    )


def _point(told: Told) -> ui.Row:
    if told["objective"] is None:
        return ui.Row([dong(told["budget"]), _("chưa có kế hoạch"), "", "", "", "", ""])
    bound = number(told["bound"], 1) if told["bound"] is not None else _("chưa có")
    return ui.Row(
        [
            dong(told["budget"]), dong(told["spent"]), told["lines"], told["heads"], percent(told["served"]),
            number(told["objective"], 1), bound,
        ]
    )  # fmt: skip


def frontier_picture(found: Sequence[Told]) -> SafeString:
    """The share of needs met for each budget: it never falls as money grows."""
    bars = [
        pictures.Bullet(dong(each["budget"]), each["served"], 1.0, percent(each["served"])) for each in found
    ]
    return pictures.bullets(pictures.Bullets(_("Nhu cầu được đáp ứng theo ngân sách"), bars))


# ---- including somebody


def _priced(rows: PlanRows) -> list[tuple[Need, Told]]:
    by_key = {f"{INCLUSION}:{need.pk}": need for need in rows.needs}
    return [(by_key[key], told) for key, told in rows.plan.answers.items() if key in by_key]


def priced_table(rows: PlanRows, found: Sequence[tuple[Need, Told]]) -> ui.Table:
    columns = [ui.Column(_("Nếu đưa vào")), ui.Column(_("Kế hoạch sẽ thế nào"))]
    names = {str(need.pk): rows.name(need) for need in rows.needs}
    return ui.Table(
        columns,
        [
            ui.Row(
                [
                    ui.Cell(rows.name(need), sub=need.reason.get("missing", "")),
                    inclusion_words(told, names),
                ],
                name=rows.name(need),
            )
            for need, told in found
        ],
        caption=_("Giá của việc đưa từng người vào"),
        count=len(found),
    )


def _change(told: Told) -> dict[str, str]:
    seen, money = -(told["seen"] or 0), told["money"] or 0
    return {
        "lines": ", ".join(told["lines"]),
        "seen": signed(number(abs(seen), 1), seen),
        "money": signed(dong(abs(money)), money),
    }


def inclusion_words(told: Told, names: Mapping[str, str]) -> str:
    if _waits(told):
        return _("Đang tính.")
    if fault := fault_of(told):
        return fault
    if told["status"] == "unasked":
        return _("Điều này đang học hoặc chưa có chương trình dạy, nên không có giá.")
    if told["status"] == "infeasible":
        return _("Không kế hoạch nào giữ mọi điều kiện mà có người này.")
    if told["loss"] is None:
        return _("Chưa biết: hết giờ trước khi tìm được kế hoạch có người này.")
    said = [
        _("Vào lớp %(lines)s; so với kế hoạch đang có, giá trị %(seen)s, chi phí %(money)s.") % _change(told),
        _("Kế hoạch tốt nhất có thể mất %(loss)s.") % {"loss": between(told["loss"])},
    ]
    losers = [names[key] for key in told["losers"] if key in names]
    if losers:
        said.append(_("Mất chỗ: %(names)s.") % {"names": ", ".join(losers)})
    return " ".join(said)
