"""A round in which people are asked to declare."""

from django.db import models

from caunoi.apps.organisation.models import Unit
from caunoi.foundation.db.base import Record
from caunoi.foundation.policy import FieldClass, ScopedManager


class DeclarationRound(Record):
    """A round of self-declaration (đợt tự kê khai): whose people are asked, for what, and until which day.

    ``groups`` are values of ``choices.Group``. ``due_on`` is the last day; whoever comes later is late, not shut out.

    Personal data: none.
    """

    name = models.CharField("tên đợt", max_length=120)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="của đơn vị")
    groups = models.JSONField("phần được hỏi", default=list)
    message = models.TextField("lời nhắn", max_length=1000, blank=True)
    due_on = models.DateField("hạn gửi")
    opened_at = models.DateTimeField("mở lúc")
    opened_by = models.CharField("người mở", max_length=150)
    closed_at = models.DateTimeField("đóng lúc", null=True, blank=True)

    field_classes = dict.fromkeys(
        ["id", "name", "unit", "groups", "message", "due_on", "opened_at", "opened_by", "closed_at"],
        FieldClass.P1,
    )

    answering = ("unit",)

    objects = ScopedManager()

    class Meta:
        verbose_name = "đợt tự kê khai"
        verbose_name_plural = "đợt tự kê khai"
        ordering = ["-opened_at"]

    def __str__(self) -> str:
        return self.name
