"""The legal acts that make, change and end units."""

from django.db import models

from caunoi.apps.organisation.choices import Confidence
from caunoi.foundation.db.base import Record
from caunoi.foundation.policy import FieldClass, ScopedManager


class LegalAct(Record):
    """A resolution or decision (văn bản pháp lý) that a change of units stands on.

    Personal data: none. Kept for ever.
    """

    number = models.CharField("số, ký hiệu", max_length=80, unique=True)
    title = models.CharField("trích yếu", max_length=500)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True)
    effective_on = models.DateField("ngày có hiệu lực", null=True)
    confidence = models.CharField("độ tin cậy", max_length=20, choices=Confidence.choices)
    note = models.CharField("ghi chú", max_length=1000, blank=True)

    field_classes = dict.fromkeys(
        ["id", "number", "title", "issuer", "issued_on", "effective_on", "confidence", "note"], FieldClass.P0
    )

    objects = ScopedManager()

    class Meta:
        verbose_name = "văn bản pháp lý"
        verbose_name_plural = "văn bản pháp lý"
        ordering = ["effective_on", "number"]

    def __str__(self) -> str:
        return self.number
