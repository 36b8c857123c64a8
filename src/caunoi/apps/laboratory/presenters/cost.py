"""What bringing people up to a draft would cost, and how near that is to the least it can."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.laboratory.models import DraftStandard
from caunoi.apps.laboratory.presenters.way_in import HOME
from caunoi.foundation.jobs.models import Job, JobState
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import numbers

WHY: dict[str, Any] = {
    "studying": lambda: _("đang học nội dung này"),
    "no_programme": lambda: _("danh mục chưa có chương trình nào đáp ứng"),
    "no_class": lambda: _("năm ấy không có lớp nào của chương trình"),
    "distance": lambda: _("lớp gần nhất xa quá mức cho phép"),
    "capacity": lambda: _("lớp đến được đã kín chỗ"),
    "clash": lambda: _("trùng tuần với lớp khác của cùng người"),
    "away": lambda: _("đơn vị đã đủ số người được vắng"),
    "rooms": lambda: _("nơi mở lớp hết phòng"),
    "min_size": lambda: _("không gom đủ người để mở lớp"),
    "prerequisite": lambda: _("phải học chương trình khác trước"),
    "closed": lambda: _("mọi lớp đến được đều rơi vào tuần nghỉ"),
    "retirement": lambda: _("học xong không còn đủ thời gian công tác"),
    "key_away": lambda: _("xã đã đủ số cán bộ chủ chốt được vắng"),
    "lecturer": lambda: _("giảng viên đã dạy đủ số lớp cùng lúc"),
    "lecturer_weeks": lambda: _("giảng viên đã dạy đủ số tuần trong năm"),
}


def present_cost(draft: DraftStandard, job: Job | None, *, may_ask: bool, day: str) -> dict[str, Any]:
    """The answer kept with the draft, the work under way, or the button that asks for it."""
    running = bool(job and not job.has_ended and not draft.cost)
    failed = job.fault if job and job.state == JobState.FAILED and not draft.cost else ""
    ask = ui.Button(
        _("Tính lại chi phí") if draft.cost else _("Tính chi phí nâng chuẩn"),
        url=f"{HOME}{draft.pk}/chi-phi/?ngay={day}", post=True,
    )  # fmt: skip
    return {
        "progress": _progress(draft, job) if running else None,
        "fault": failed,
        "ask": ask if may_ask and not running else None,
        "cost": answer(draft.cost) if draft.cost else None,
        "stale": bool(draft.cost) and draft.cost["on"] != day,
        "unread": bool(draft.cost) and draft.cost["text"] != sha256(draft.text.encode()).hexdigest(),
    }


def _progress(draft: DraftStandard, job: Job | None) -> ui.Progress:
    stage = job.stage if job and job.stage else _("Đang chờ tới lượt tính.")
    return ui.Progress(_("Đang tính chi phí nâng chuẩn"), f"{HOME}{draft.pk}/chi-phi/tien-do/", stage)


def answer(cost: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "sentence": said(cost),
        "table": _table(cost),
        "left": left_words(cost),
        "proof": proof(cost),
        "on": numbers.day(date.fromisoformat(cost["on"])),
    }


def left_words(cost: Mapping[str, Any]) -> list[str]:
    """How many have no seat, by why."""
    told = [(many, WHY[why]() if why in WHY else _("chưa xếp được")) for why, many in cost["left"]]
    return [f"{numbers.number(many)} {reason}" for many, reason in told]


def said(cost: Mapping[str, Any]) -> str:
    told = {
        "people": numbers.number(cost["people"]), "needs": numbers.number(cost["needs"]),
        "placed": numbers.number(cost["placed"]), "year": cost["year"], "cost": numbers.dong(cost["cost"]),
        "classes": numbers.number(cost["classes"]),
    }  # fmt: skip
    if not cost["needs"]:
        return _("Bản thảo không làm ai thiếu thêm điều gì phải học.")
    return (
        _(
            "Bản thảo làm %(people)s người thiếu thêm %(needs)s điều phải học. Năm %(year)s xếp được "
            "%(placed)s lượt học trong %(classes)s lớp, hết %(cost)s."
        )
        % told
    )


def proof(cost: Mapping[str, Any]) -> str:
    """What is proven of the money."""
    if not cost["placed"]:
        return ""
    told = {"least": numbers.dong(cost["least"]), "cost": numbers.dong(cost["cost"])}
    if cost["exact"]:
        return _("Đã chứng minh: không cách xếp nào cho chừng ấy lượt học rẻ hơn %(cost)s.") % told
    return _("Cận chứng minh được: mọi cách xếp cho chừng ấy lượt học đều tốn ít nhất %(least)s.") % told


def _table(cost: Mapping[str, Any]) -> ui.Table:
    columns = [
        ui.Column(_("Chương trình")), ui.Column(_("Cần học"), "number"), ui.Column(_("Xếp được"), "number"),
        ui.Column(_("Số lớp"), "number"), ui.Column(_("Chi phí (đồng)"), "number"),
    ]  # fmt: skip
    rows = [
        ui.Row([row["name"], row["needed"], row["placed"], row["classes"], row["cost"]], name=row["name"])
        for row in cost["programmes"]
    ]
    total = [_("Cộng"), cost["taught"], cost["placed"], cost["classes"], cost["cost"]]
    return ui.Table(
        columns, rows, caption=_("Chi phí theo chương trình"), count=len(rows), total=total,
        empty=ui.EmptyState(_("Không có chương trình nào phải mở thêm.")),
    )  # fmt: skip
