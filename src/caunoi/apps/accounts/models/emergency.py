"""One file opened beyond the ordinary reach, for a stated reason and a short time."""

from django.db import models

from caunoi.apps.accounts.choices import Need
from caunoi.apps.accounts.models.user import User
from caunoi.apps.organisation.models import Unit
from caunoi.foundation.db.base import Record
from caunoi.foundation.policy import FieldClass, ScopedManager


class Emergency(Record):
    """One person's file opened in an emergency (mở khẩn cấp): by whom, for what need and reason, until when.

    The board in whose reach the file lies looks at it afterwards; the person concerned is told at once.
    Personal data: whose file was read and why (P2). Kept with the record.
    """

    stays_when_joined = True  # it opened this one file; that the file is joined to another opens nothing more

    user = models.ForeignKey(User, models.PROTECT, related_name="emergencies", verbose_name="người mở")
    subject_id = models.UUIDField("hồ sơ của ai")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name="đơn vị quản lý hồ sơ lúc mở"
    )
    need = models.CharField("loại nhu cầu", max_length=20, choices=Need.choices)
    reason = models.CharField("lý do", max_length=300)
    opened_at = models.DateTimeField("mở lúc")
    until = models.DateTimeField("đến lúc")
    looked_at = models.DateTimeField("xem lại lúc", null=True)
    looked_by = models.CharField("người xem lại", max_length=120, blank=True)
    justified = models.BooleanField("đúng việc", null=True)
    finding = models.CharField("nhận xét", max_length=300, blank=True)

    field_classes = {
        **dict.fromkeys(
            ["id", "user", "unit", "opened_at", "until", "looked_at", "looked_by", "justified"], FieldClass.P1
        ),
        **dict.fromkeys(["subject_id", "need", "reason", "finding"], FieldClass.P2),
    }

    objects = ScopedManager()

    class Meta:
        verbose_name = "mở khẩn cấp"
        verbose_name_plural = "mở khẩn cấp"
        indexes = [models.Index(fields=["user", "until"], name="emergencies_by_user")]

    def __str__(self) -> str:
        return f"{self.opened_at} {self.user_id}"
