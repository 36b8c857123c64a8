"""A copy of everything held about one person."""

from django.db import models

from caunoi.apps.organisation.models import Unit
from caunoi.apps.privacy.models.request import SubjectRequest
from caunoi.foundation.db.base import Record
from caunoi.foundation.policy import FieldClass, ScopedManager


class DataCopy(Record):
    """Everything the product holds about one person in one file (bản sao dữ liệu), sealed beside the database.

    Personal data: the file itself (up to P3), kept ten days; the row says who asked for it and
    when, kept with the record.
    """

    subject_id = models.UUIDField("hồ sơ của ai", db_index=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name="đơn vị quản lý hồ sơ lúc làm"
    )
    request = models.ForeignKey(
        SubjectRequest, models.PROTECT, null=True, blank=True, related_name="copies", verbose_name="yêu cầu"
    )
    asked_by = models.CharField("người yêu cầu", max_length=120)
    asked_label = models.CharField("tên người yêu cầu", max_length=200)
    asked_at = models.DateTimeField("yêu cầu lúc")
    job_id = models.UUIDField("việc nền", null=True)
    made_at = models.DateTimeField("làm xong lúc", null=True)
    rows = models.PositiveIntegerField("số dòng", default=0)
    scans = models.PositiveIntegerField("số bản chụp", default=0)
    size = models.PositiveBigIntegerField("cỡ tệp", default=0)
    sha256 = models.CharField("dấu của tệp", max_length=64, blank=True)
    keep_until = models.DateField("giữ đến hết ngày", null=True)
    emptied_at = models.DateTimeField("bỏ tệp lúc", null=True)

    field_classes = {
        **dict.fromkeys(
            [
                "id", "subject_id", "unit", "request", "asked_by", "asked_label", "asked_at", "job_id", "made_at",
                "rows", "scans", "size", "keep_until", "emptied_at",
            ],
            FieldClass.P1,
        ),
        "sha256": FieldClass.P3,
    }  # fmt: skip

    objects = ScopedManager()

    class Meta:
        verbose_name = "bản sao dữ liệu"
        verbose_name_plural = "bản sao dữ liệu"
        ordering = ["-asked_at"]

    @property
    def is_there(self) -> bool:
        return self.made_at is not None and self.emptied_at is None

    def __str__(self) -> str:
        return f"{self.subject_id} {self.asked_at}"
