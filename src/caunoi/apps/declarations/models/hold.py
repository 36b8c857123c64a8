"""Who is comparing which scan just now."""

from django.db import models

from caunoi.foundation.db.base import Record
from caunoi.foundation.policy import FieldClass, ScopedManager


class ScanHold(Record):
    """A scan somebody is comparing just now (lượt giữ bản chụp): two people at the queue do not do the same one.

    It runs out by itself; nothing is lost when somebody goes home in the middle.

    Personal data: none.
    """

    scan_id = models.UUIDField("bản chụp", unique=True)
    unit_id = models.UUIDField("đơn vị quản lý hồ sơ", db_index=True)
    actor_key = models.CharField("mã người đối chiếu", max_length=80, db_index=True)
    actor_label = models.CharField("người đối chiếu", max_length=150)
    until = models.DateTimeField("giữ đến")

    field_classes = dict.fromkeys(
        ["id", "scan_id", "unit_id", "actor_key", "actor_label", "until"], FieldClass.P1
    )

    objects = ScopedManager()

    class Meta:
        verbose_name = "lượt giữ bản chụp"
        verbose_name_plural = "lượt giữ bản chụp"

    def __str__(self) -> str:
        return f"{self.scan_id} {self.actor_label}"
