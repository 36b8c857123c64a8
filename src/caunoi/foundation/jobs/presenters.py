"""A job as its person sees it: what it is doing, how far it is, how it ended."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from caunoi.foundation import clock
from caunoi.foundation.jobs import selectors
from caunoi.foundation.jobs.models import Job, JobState
from caunoi.foundation.ui.components import Chip, Column, EmptyState, Heading, Link, Progress, Row, Table
from caunoi.foundation.ui.languages import as_written

STATES: dict[str, Any] = {
    JobState.WAITING: "trung-tinh",
    JobState.RUNNING: "thong-tin",
    JobState.DONE: "dat",
    JobState.FAILED: "loi",
    JobState.STOPPED: "chu-y",
}


def state_of(job: Job) -> Chip:
    return Chip(_(JobState(job.state).label), STATES[job.state])


def stage_of(job: Job) -> Any:
    """What is being done; or that nobody does it, and whom to tell."""
    if selectors.nobody_takes(job, clock.now()):
        return _(
            "Đã quá 30 giây mà chưa có tiến trình nền nào nhận việc này. Việc vẫn được giữ và tự chạy khi tiến "
            "trình nền chạy lại. Báo người quản trị: chạy “caunoi jobs work”, rồi xem “caunoi doctor”."
        )
    if job.state == JobState.WAITING and not (job.fault or job.stage):
        return _("Đang chờ đến lượt")
    return as_written(job.fault or job.stage)


def present_progress(job: Job) -> Progress:
    """The component that asks its own address again every second until the job has ended."""
    result = str((job.payload or {}).get("url", ""))
    return Progress(
        title=job.title,
        url=f"/cong-viec/{job.pk}/",
        stage=stage_of(job),
        done=job.done,
        total=job.total,
        ended=job.has_ended,
        state=STATES[job.state],
        state_text=_(JobState(job.state).label),
        stop_url="" if job.has_ended else f"/cong-viec/{job.pk}/dung/",
        links=[Link(_("Xem kết quả"), result)] if result and job.has_ended else [],
    )


def present_job(job: Job) -> dict[str, Any]:
    trail = [Link(_("Việc nền của tôi"), "/cong-viec/")]
    return {"head": Heading(job.title, "", trail), "progress": present_progress(job)}


def present_jobs(jobs: Sequence[Job]) -> dict[str, Any]:
    columns = [
        Column(_("Việc")),
        Column(_("Tình trạng"), "chips"),
        Column(_("Yêu cầu lúc"), "date"),
        Column(_("Kết thúc lúc"), "date"),
    ]
    rows = [
        Row(
            [Link(job.title, f"/cong-viec/{job.pk}/"), state_of(job), job.asked_at, job.ended_at],
            name=job.title,
        )
        for job in jobs
    ]
    empty = EmptyState(_("Chưa có việc nào chạy nền. Nhập tệp lớn hoặc tính kế hoạch sẽ hiện ở đây."))
    head = Heading(_("Việc nền của tôi"), _("Các việc dài tiếp tục chạy khi đóng trang."))
    return {"head": head, "table": Table(columns, rows, caption=_("Việc nền"), count=len(rows), empty=empty)}
