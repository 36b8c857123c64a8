"""A standard somebody owes: decided, with a day by which it is met."""

from django.db import models
from django.db.models import F, Q

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.selection.choices import OwedState
from caunoi.foundation.db.base import Record
from caunoi.foundation.policy import FieldClass, ScopedManager


class OwedStandard(Record):
    """A decision that somebody may meet a requirement later (nợ chuẩn): which one, by which document, until when.

    It changes no verdict: whoever does not meet a requirement is still judged so, and this is told beside it. An
    extension is a decision of its own; the one before it stays, replaced.

    Personal data: P2. Kept with the person.
    """

    cadre = models.ForeignKey(Cadre, models.CASCADE, related_name="+", verbose_name="cán bộ")
    requirement = models.CharField("yêu cầu còn nợ", max_length=10)
    document = models.CharField("văn bản quyết định", max_length=120)
    decided_on = models.DateField("ngày quyết định")
    due_on = models.DateField("hạn trả nợ")
    reason = models.CharField("lý do", max_length=500)
    state = models.CharField("tình trạng", max_length=8, choices=OwedState.choices, default=OwedState.OPEN)
    ended_on = models.DateField("khép ngày", null=True, blank=True)
    ended_because = models.CharField("khép vì", max_length=500, blank=True)
    replaces = models.ForeignKey(
        "selection.OwedStandard", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="gia hạn của",
    )  # fmt: skip
    written_by = models.CharField("người ghi", max_length=150)
    written_at = models.DateTimeField("ghi lúc")

    field_classes = {
        **dict.fromkeys(
            [
                "id", "cadre", "requirement", "document", "decided_on", "due_on", "state", "ended_on", "replaces",
                "written_by", "written_at",
            ],
            FieldClass.P1,
        ),
        **dict.fromkeys(["reason", "ended_because"], FieldClass.P2),
    }  # fmt: skip

    objects = ScopedManager()

    class Meta:
        verbose_name = "nợ chuẩn"
        verbose_name_plural = "nợ chuẩn"
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gt=F("decided_on")), name="owed_until_later"),
        ]
        indexes = [
            models.Index(fields=["state", "due_on"], name="owed_by_state_and_day"),
            models.Index(fields=["cadre", "requirement"], name="owed_by_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.requirement} {self.due_on}"
