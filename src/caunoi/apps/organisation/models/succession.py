"""What became of a unit."""

from django.db import models
from django.db.models import Q

from caunoi.apps.organisation.choices import Confidence, Share, SuccessionKind
from caunoi.apps.organisation.models.act import LegalAct
from caunoi.apps.organisation.models.unit import Unit
from caunoi.foundation.db.base import Record
from caunoi.foundation.policy import FieldClass, ScopedManager


class Succession(Record):
    """One unit passing into another on a day (kế thừa đơn vị), or into itself under a new name, type or parent.

    No successor means: abolished, if the kind says so; otherwise nobody recorded it.

    Personal data: none. Never edited.
    """

    predecessor = models.ForeignKey(
        Unit, models.PROTECT, related_name="successions", verbose_name="đơn vị trước"
    )
    successor = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="origins", verbose_name="đơn vị sau"
    )
    on = models.DateField("ngày", db_index=True)
    kind = models.CharField("cách", max_length=20, choices=SuccessionKind.choices)
    share = models.CharField("phần chuyển", max_length=20, choices=Share.choices, default=Share.WHOLE)
    act = models.ForeignKey(LegalAct, models.PROTECT, null=True, blank=True, verbose_name="văn bản")
    source = models.CharField("nguồn", max_length=300)
    confidence = models.CharField("độ tin cậy", max_length=20, choices=Confidence.choices)
    note = models.CharField("ghi chú", max_length=500, blank=True)

    field_classes = dict.fromkeys(
        ["id", "predecessor", "successor", "on", "kind", "share", "act", "source", "confidence", "note"],
        FieldClass.P0,
    )

    objects = ScopedManager()

    class Meta:
        verbose_name = "kế thừa đơn vị"
        verbose_name_plural = "kế thừa đơn vị"
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "on", "kind"], name="succession_told_once"
            ),
            models.UniqueConstraint(
                fields=["predecessor", "on", "kind"],
                condition=Q(successor__isnull=True),
                name="succession_to_nobody_told_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id or '?'} ({self.on})"
