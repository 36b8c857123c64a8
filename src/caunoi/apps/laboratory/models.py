"""What somebody would like the law to say, kept apart from the book that judges."""

from uuid import UUID

from django.db import models

from caunoi.apps.organisation.models import Unit
from caunoi.foundation.db.base import Record
from caunoi.foundation.policy import FieldClass, ScopedManager


class DraftStandard(Record):
    """A draft standard (bản thảo tiêu chuẩn): a rule file as text, and what bringing people up to it would cost.

    Nothing judges anybody by it but its own trial. ``cost`` is the last answer of the planner, with the hash of the
    text and the day it was asked for; ``job_id`` the work that finds it.

    Personal data: none. Kept until it is put away.
    """

    name = models.CharField("tên bản thảo", max_length=160)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="của đơn vị")
    unit_id: UUID
    text = models.TextField("nội dung tệp tiêu chuẩn")
    version = models.PositiveIntegerField("lần ghi", default=1)
    cost = models.JSONField("chi phí nâng chuẩn", default=dict)
    job_id = models.UUIDField("việc nền", null=True)
    made_at = models.DateTimeField("lập lúc")
    made_by = models.CharField("người lập", max_length=150)
    put_away_at = models.DateTimeField("cất lúc", null=True)

    field_classes = dict.fromkeys(
        ["id", "name", "unit", "text", "version", "cost", "job_id", "made_at", "made_by", "put_away_at"],
        FieldClass.P1,
    )

    answering = ("unit",)

    objects = ScopedManager()

    class Meta:
        verbose_name = "bản thảo tiêu chuẩn"
        verbose_name_plural = "bản thảo tiêu chuẩn"
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.name
