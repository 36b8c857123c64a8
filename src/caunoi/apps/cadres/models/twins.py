"""Two records of one person: joined, or known to be two people after all."""

import json
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models

from caunoi.apps.cadres.models.cadre import Cadre
from caunoi.apps.organisation.models import Unit
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.db.base import Record
from caunoi.foundation.db.fields import SealedJSONField, kept
from caunoi.foundation.policy import FieldClass, ScopedManager


class WholeValues(json.JSONEncoder):
    """Values of columns as texts that give back the same value to the last microsecond (giá trị nguyên vẹn)."""

    def default(self, o: Any) -> Any:
        if isinstance(o, PartialDate):
            return kept(o)
        if isinstance(o, datetime | date):
            return o.isoformat()
        return str(o) if isinstance(o, UUID) else super().default(o)


class KnownApart(Record):
    """Two records somebody looked at and found to be two people (không phải một người), and why.

    ``facts`` is a keyed fingerprint of what was compared: the question comes back only when one of those changes.

    Personal data: P2, the reason. Kept with the two people.
    """

    first = models.ForeignKey(Cadre, models.CASCADE, related_name="+", verbose_name="hồ sơ thứ nhất")
    second = models.ForeignKey(Cadre, models.CASCADE, related_name="+", verbose_name="hồ sơ thứ hai")
    facts = models.CharField("dấu của điều đã so", max_length=64)
    reason = models.CharField("lý do", max_length=300)
    decided_at = models.DateTimeField("kết luận lúc")
    decided_by = models.CharField("người kết luận", max_length=200)

    field_classes = {
        **dict.fromkeys(["id", "first", "second", "facts", "decided_at", "decided_by"], FieldClass.P1),
        "reason": FieldClass.P2,
    }

    objects = ScopedManager()

    class Meta:
        verbose_name = "kết luận không phải một người"
        verbose_name_plural = "kết luận không phải một người"
        ordering = ["-decided_at"]
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="apart_once")]

    def __str__(self) -> str:
        return f"{self.first_id} ≠ {self.second_id}"


class CadreMerge(Record):
    """A record that was joined to another of the same person (lần nhập hai hồ sơ), with all it takes to undo that.

    The record that went is gone from the registry; its id, number and name are found here. ``written`` is every row
    as it was and as it became, sealed. ``outcome`` says after an undo what somebody had written on, and so stayed.

    Personal data: up to P3 in ``written``, sealed. Kept with the person.
    """

    kept = models.ForeignKey(Cadre, models.PROTECT, related_name="+", verbose_name="hồ sơ giữ lại")
    lost_id = models.UUIDField("mã hồ sơ đã nhập", db_index=True)
    lost_number = models.CharField("số hiệu của hồ sơ đã nhập", max_length=20, blank=True, db_index=True)
    lost_name = models.CharField("họ và tên của hồ sơ đã nhập", max_length=120)
    lost_unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name="đơn vị quản lý hồ sơ đã nhập"
    )
    reason = models.CharField("lý do nhập", max_length=300)
    merged_at = models.DateTimeField("nhập lúc")
    merged_by = models.CharField("người nhập", max_length=200)
    written = SealedJSONField("các dòng đã ghi", default=dict, encoder=WholeValues)
    undone_at = models.DateTimeField("tách lại lúc", null=True, blank=True)
    undone_by = models.CharField("người tách lại", max_length=200, blank=True)
    undo_reason = models.CharField("lý do tách lại", max_length=300, blank=True)
    outcome = models.JSONField("còn giữ sau khi tách", default=list, blank=True)

    field_classes = {
        **dict.fromkeys(
            [
                "id", "kept", "lost_id", "lost_number", "lost_name", "lost_unit", "merged_at", "merged_by",
                "undone_at", "undone_by",
            ],
            FieldClass.P1,
        ),
        **dict.fromkeys(["reason", "undo_reason", "outcome"], FieldClass.P2),
        "written": FieldClass.P3,
    }  # fmt: skip

    objects = ScopedManager()

    class Meta:
        verbose_name = "lần nhập hai hồ sơ"
        verbose_name_plural = "lần nhập hai hồ sơ"
        ordering = ["-merged_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["lost_id"], condition=models.Q(undone_at__isnull=True), name="merged_away_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.lost_name} → {self.kept_id}"
