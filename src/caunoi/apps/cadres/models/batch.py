"""One import: the file as it came, what was found in it, and what each row did."""

from django.db import models

from caunoi.foundation.db.base import Record
from caunoi.foundation.db.fields import SealedJSONField
from caunoi.foundation.policy import FieldClass, ScopedManager


class BatchState(models.TextChoices):
    """Trạng thái của một lần nhập."""

    CHECKING = "checking", "Đang kiểm tra"
    CHECKED = "checked", "Đã kiểm tra, chưa ghi"
    WRITING = "writing", "Đang ghi"
    WRITTEN = "written", "Đã ghi"
    UNDONE = "undone", "Đã hoàn tác"
    REFUSED = "refused", "Không đọc được"
    DROPPED = "dropped", "Đã bỏ"


WAITING = (BatchState.CHECKING, BatchState.CHECKED, BatchState.WRITING)
"""Somebody still has to decide whether it is written."""


class ImportBatch(Record):
    """One workbook brought in (lần nhập): checked, then written or dropped, then perhaps undone within 30 days.

    Personal data: the uploaded file (P2), kept 30 days; the counts stay.
    """

    file_name = models.CharField("tên tệp", max_length=255)
    stored_as = models.CharField("nơi giữ tệp", max_length=255, blank=True)
    sha256 = models.CharField("mã băm của tệp", max_length=64)
    state = models.CharField(
        "trạng thái", max_length=10, choices=BatchState.choices, default=BatchState.CHECKING
    )
    on = models.DateField("dữ liệu của ngày")
    unit_id = models.UUIDField("đơn vị của người nhập", null=True)
    actor_key = models.CharField("mã người nhập", max_length=120)
    actor_label = models.CharField("người nhập", max_length=200)
    created_at = models.DateTimeField("tải lên lúc")
    written_at = models.DateTimeField("ghi lúc", null=True)
    undone_at = models.DateTimeField("hoàn tác lúc", null=True)
    rows = models.PositiveIntegerField("số dòng", default=0)
    added = models.PositiveIntegerField("thêm", default=0)
    changed = models.PositiveIntegerField("sửa", default=0)
    unchanged = models.PositiveIntegerField("không đổi", default=0)
    rejected = models.PositiveIntegerField("lỗi", default=0)
    reading = models.JSONField("cách đọc tệp", default=dict)
    overrides = models.JSONField("người dùng chỉnh cách đọc", default=dict)
    refusal = models.CharField("lý do không đọc được", max_length=1000, blank=True)
    outcome = models.JSONField("kết quả hoàn tác", default=dict)
    job_id = models.UUIDField("việc nền đang làm", null=True)
    data_head = models.BigIntegerField("bản ghi nhật ký cuối lúc kiểm tra", default=0)

    field_classes = dict.fromkeys(
        [
            "id", "file_name", "stored_as", "sha256", "state", "on", "unit_id", "actor_key", "actor_label",
            "created_at", "written_at", "undone_at", "rows", "added", "changed", "unchanged", "rejected", "reading",
            "overrides", "refusal", "outcome", "data_head", "job_id",
        ],
        FieldClass.P1,
    )  # fmt: skip

    only_now = "Một lần nhập là bản ghi của chính nó; dữ kiện nó ghi có lịch sử riêng"

    objects = ScopedManager()

    class Meta:
        verbose_name = "lần nhập"
        verbose_name_plural = "lần nhập"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.get_state_display()})"


class RowVerdict(models.TextChoices):
    """Một dòng của tệp làm gì với sổ."""

    ADDED = "added", "Thêm"
    CHANGED = "changed", "Sửa"
    UNCHANGED = "unchanged", "Không đổi"
    REJECTED = "rejected", "Lỗi"


class ImportRow(models.Model):
    """One row of an import (dòng nhập): what it said, what it did, and what was there before, for the undo.

    Personal data: the row as read (up to P3), sealed. Kept 30 days after the import, then its texts are emptied.
    """

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="+", verbose_name="lần nhập")
    number = models.PositiveIntegerField("dòng trong tệp")
    verdict = models.CharField("kết quả", max_length=10, choices=RowVerdict.choices)
    cadre_id = models.UUIDField("cán bộ", null=True)
    label = models.CharField("họ và tên trong tệp", max_length=200, blank=True)
    values = SealedJSONField("giá trị đọc được", default=dict)
    problems = SealedJSONField("lỗi", default=list)
    changes = SealedJSONField("thay đổi", default=dict)
    before = models.JSONField("trước khi ghi", null=True)
    after_seq = models.BigIntegerField("bản ghi nhật ký của lần ghi", null=True)

    field_classes = {
        **dict.fromkeys(["id", "batch", "number", "verdict", "cadre_id", "after_seq"], FieldClass.P1),
        **dict.fromkeys(["label", "values", "problems", "changes", "before"], FieldClass.P2),
    }

    only_now = "Dòng nhập đi với lần nhập của nó"

    objects = ScopedManager()

    class Meta:
        verbose_name = "dòng nhập"
        verbose_name_plural = "dòng nhập"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="import_row_once")]
        indexes = [models.Index(fields=["batch", "verdict", "number"], name="import_rows_by_verdict")]

    def __str__(self) -> str:
        return f"{self.number}: {self.get_verdict_display()}"
