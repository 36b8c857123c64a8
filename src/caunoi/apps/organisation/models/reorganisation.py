"""A reorganisation from its first draft to the day it takes effect."""

from datetime import date, timedelta

from django.db import models

from caunoi.apps.organisation.choices import ReorganisationState
from caunoi.apps.organisation.models.act import LegalAct
from caunoi.apps.organisation.models.unit import Unit
from caunoi.foundation.db import rows
from caunoi.foundation.db.base import Record
from caunoi.foundation.policy import FieldClass, ScopedManager


class Reorganisation(Record):
    """A reorganisation of units (sắp xếp đơn vị hành chính): a draft to look at, then an act that writes its rows.

    ``plan`` is what people drew up; ``written`` are the rows as foreseen and written, so that they can be taken back
    until the day; ``foreseen`` is the fingerprint of what the laboratory showed when it was signed.

    Personal data: the rows name people only by their keys (P1). Kept for ever with the act.
    """

    province = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="tỉnh lập phương án")
    number = models.CharField("số, ký hiệu văn bản", max_length=80)
    title = models.CharField("trích yếu", max_length=500)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    effective_on = models.DateField("ngày có hiệu lực", db_index=True)
    state = models.CharField(
        "tình trạng", max_length=10, choices=ReorganisationState.choices, default=ReorganisationState.DRAFT
    )
    plan = models.JSONField("phương án", encoder=rows.JSON, default=dict)
    drafted_by = models.CharField("người lập", max_length=120)
    drafted_at = models.DateTimeField("lập lúc")
    signed_by = models.CharField("người ghi ban hành", max_length=120, blank=True)
    signed_on = models.DateField("ngày ghi ban hành", null=True, blank=True)
    act = models.ForeignKey(LegalAct, models.PROTECT, null=True, blank=True, verbose_name="văn bản")
    foreseen = models.CharField("dấu của hệ quả đã xem", max_length=64, blank=True)
    written = models.JSONField("các dòng đã ghi", encoder=rows.JSON, default=list)
    version = models.PositiveIntegerField("lần ghi", default=1)

    field_classes = dict.fromkeys(
        [
            "id", "province", "number", "title", "issuer", "effective_on", "state", "plan", "drafted_by", "drafted_at",
            "signed_by", "signed_on", "act", "foreseen", "written", "version",
        ],
        FieldClass.P1,
    )  # fmt: skip

    objects = ScopedManager()

    class Meta:
        verbose_name = "sắp xếp đơn vị"
        verbose_name_plural = "sắp xếp đơn vị"
        ordering = ["-effective_on", "number"]

    def __str__(self) -> str:
        return f"{self.number} ({self.effective_on})"

    @property
    def eve(self) -> date:
        """The last day on which units are as they were."""
        return self.effective_on - timedelta(days=1)

    @property
    def is_draft(self) -> bool:
        return self.state == ReorganisationState.DRAFT

    @property
    def is_signed(self) -> bool:
        return self.state == ReorganisationState.SIGNED
