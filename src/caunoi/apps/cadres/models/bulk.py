"""One thing done to many people: chosen, looked at, carried out, perhaps taken back."""

from typing import Any

from django.db import models

from caunoi.foundation.db.base import Record
from caunoi.foundation.db.fields import SealedJSONField
from caunoi.foundation.policy import FieldClass, ScopedManager


class BulkState(models.TextChoices):
    """Trạng thái của một lần làm hàng loạt."""

    CHOSEN = "chosen", "Đã chọn người"
    LOOKING = "looking", "Đang xem trước"
    LOOKED = "looked", "Đã xem trước, chưa làm"
    DOING = "doing", "Đang làm"
    DONE = "done", "Đã làm"
    UNDONE = "undone", "Đã hoàn tác"


class BulkKind(models.TextChoices):
    """Việc làm cho nhiều người."""

    CUSTODY = "chuyen-ho-so", "Chuyển đơn vị quản lý hồ sơ"
    LEFT = "thoi-cong-tac", "Ghi thôi công tác"
    CORRECT = "sua", "Sửa một mục của hồ sơ"
    ASK = "hoi", "Hỏi đơn vị một mục còn thiếu"
    SELECT = "nhom", "Đưa vào nhóm dùng chung"


class BulkChange(Record):
    """One thing done to many people at once (làm hàng loạt): looked at row by row first, undone within 30 days.

    Personal data: the value put in every file (up to P3), sealed. Kept 30 days, then emptied; the counts stay.
    """

    kind = models.CharField("việc", max_length=20, choices=BulkKind.choices, blank=True)
    asked = SealedJSONField("ghi gì", default=dict)
    state = models.CharField("trạng thái", max_length=10, choices=BulkState.choices, default=BulkState.CHOSEN)
    unit_id = models.UUIDField("đơn vị của người làm", null=True)
    actor_key = models.CharField("mã người làm", max_length=120)
    actor_label = models.CharField("người làm", max_length=200)
    created_at = models.DateTimeField("chọn lúc")
    done_at = models.DateTimeField("làm lúc", null=True)
    undone_at = models.DateTimeField("hoàn tác lúc", null=True)
    chosen = models.PositiveIntegerField("số người đã chọn", default=0)
    changed = models.PositiveIntegerField("số người đã đổi", default=0)
    refused = models.PositiveIntegerField("số người không đổi được", default=0)
    job_id = models.UUIDField("việc nền đang làm", null=True)

    field_classes: dict[str, FieldClass] = {
        **dict.fromkeys(
            [
                "id", "kind", "state", "unit_id", "actor_key", "actor_label", "created_at", "done_at", "undone_at",
                "chosen", "changed", "refused", "job_id",
            ],
            FieldClass.P1,
        ),
        "asked": FieldClass.P2,
    }  # fmt: skip

    objects = ScopedManager()

    class Meta:
        verbose_name = "làm hàng loạt"
        verbose_name_plural = "làm hàng loạt"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.get_state_display()})"


class RowState(models.TextChoices):
    """Một người trong lần làm hàng loạt ra sao."""

    WAITING = "waiting", "Chưa xem"
    READY = "ready", "Sẽ đổi"
    SAME = "same", "Không có gì đổi"
    REFUSED = "refused", "Không đổi được"
    DONE = "done", "Đã đổi"
    RESTORED = "restored", "Đã trả lại"
    KEPT = "kept", "Giữ nguyên"


class BulkRow(models.Model):
    """One person of it (dòng làm hàng loạt): what stands in the file, what will, or why it cannot; the way back.

    Personal data: the name and what stood in the file (P2; a column of P3 is shown only to who reads it), sealed.
    Kept 30 days, then emptied.
    """

    change = models.ForeignKey(BulkChange, models.CASCADE, related_name="+", verbose_name="lần làm hàng loạt")
    number = models.PositiveIntegerField("dòng")
    cadre_id = models.UUIDField("cán bộ")
    label = models.CharField("họ và tên", max_length=200, blank=True)
    state = models.CharField("kết quả", max_length=10, choices=RowState.choices, default=RowState.WAITING)
    told = SealedJSONField("trước và sau", default=dict)
    reason = models.CharField("vì sao không đổi", max_length=500, blank=True)
    inverse = SealedJSONField("đường trở lại", default=dict)
    after_seq = models.BigIntegerField("bản ghi nhật ký của lần làm", null=True)

    field_classes: dict[str, FieldClass] = {
        **dict.fromkeys(
            ["id", "change", "number", "cadre_id", "state", "reason", "after_seq"], FieldClass.P1
        ),
        **dict.fromkeys(["label", "told"], FieldClass.P2),
        "inverse": FieldClass.P3,
    }

    objects = ScopedManager()

    class Meta:
        verbose_name = "dòng làm hàng loạt"
        verbose_name_plural = "dòng làm hàng loạt"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["change", "number"], name="bulk_row_once")]

    def __str__(self) -> str:
        return f"{self.number}: {self.get_state_display()}"

    @property
    def before(self) -> Any:
        return self.told.get("before", "")

    @property
    def after(self) -> Any:
        return self.told.get("after", "")
