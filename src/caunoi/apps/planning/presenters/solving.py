"""A plan while it is solved: best plan so far, the bound no plan can pass, and a way to stop."""

from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from caunoi.apps.planning.presenters.plan_page import heading, period, points_of
from caunoi.apps.planning.selectors import PlanRows
from caunoi.foundation.actors import Actor
from caunoi.foundation.jobs.models import Job, JobState
from caunoi.foundation.policy import can
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import pictures
from caunoi.foundation.ui.numbers import number, percent


def present_solving(actor: Actor, rows: PlanRows, job: Job | None) -> dict[str, Any]:
    may = can(actor, "change", rows.plan)
    return {
        "head": heading(rows.plan, may),
        "plan": rows.plan,
        "progress": progress_of(rows, job, may),
        "again": job is None or (job.has_ended and may),
        "fault": job.fault if job else _("Không còn thấy việc tính kế hoạch này; bấm Tính lại."),
    }


def progress_of(rows: PlanRows, job: Job | None, may: bool) -> ui.Progress:
    told = (job.detail or {}) if job else {}
    ended = job is None or job.has_ended
    return ui.Progress(
        title=_("Đang tìm kế hoạch tốt nhất"),
        url=reverse("planning:progress", args=[rows.plan.pk]),
        stage=_stage(job),
        done=job.done if job else 0,
        total=job.total if job else 0,
        ended=ended,
        state="loi" if job and job.state == JobState.FAILED else "chu-y",
        state_text=_(JobState(job.state).label) if job else "",
        counts=counts_of(told),
        stop_url=reverse("planning:stop", args=[rows.plan.pk]) if may and not ended else "",
        stop_text=_("Dừng, giữ phương án này"),
        picture=_picture(rows, told),
    )


def _stage(job: Job | None) -> str:
    if job is None or job.state == JobState.WAITING:
        return _("Đang chờ tới lượt tính.")
    return job.stage or _("Đang chuẩn bị bài toán.")


def counts_of(told: dict[str, Any]) -> list[tuple[str, str]]:
    lines = told.get("lines") or {}
    return [
        (_("Phương án tốt nhất"), _known(told.get("objective"))),
        (_("Cận trên"), _known(told.get("bound"))),
        (_("Khoảng cách"), percent(told["gap"], 2) if told.get("gap") is not None else _("chưa có")),
        (_("Lớp mở"), number(len(lines))),
        (_("Lượt học"), number(sum(lines.values()))),
    ]


def _known(value: float | None) -> str:
    return _("chưa có") if value is None else number(value, 1)


def _picture(rows: PlanRows, told: dict[str, Any]) -> SafeString:
    """The way so far, and the classes of the best plan so far."""
    points = told.get("points") or []
    drawn = SafeString("")
    if len(points) > 1:
        gap = percent(told["gap"], 2) if told.get("gap") is not None else ""
        drawn += pictures.convergence(
            pictures.Convergence(_("Phương án tốt nhất và cận trên"), points_of(points), gap)
        )
    return drawn + lines_so_far(rows, told.get("lines") or {}).render()


def lines_so_far(rows: PlanRows, heads: dict[str, int]) -> ui.Table:
    by_index = {str(offering.index): offering for offering in rows.offerings}
    opened = [(by_index[key], many) for key, many in heads.items() if key in by_index]
    columns = [
        ui.Column(_("Lớp")),
        ui.Column(_("Nơi học")),
        ui.Column(_("Thời gian")),
        ui.Column(_("Số người"), "number"),
    ]
    return ui.Table(
        columns,
        [
            ui.Row([ui.Cell(line.code, sub=line.programme.name), line.venue.name, period(line), many])
            for line, many in sorted(opened, key=lambda pair: pair[0].index)
        ],
        caption=_("Phương án tốt nhất đến lúc này"),
        show_caption=True,
        empty=ui.EmptyState(_("Chưa có phương án nào.")),
    )
