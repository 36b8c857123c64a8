"""Somebody put forward by their office to be trained, and the steps of it on its way up."""

from django.db import models

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.classes.models import Programme
from caunoi.apps.organisation.models import Unit
from caunoi.apps.selection.choices import NominationState, StepKind
from caunoi.foundation.db.base import Record
from caunoi.foundation.policy import FieldClass, ScopedManager


class Nomination(Record):
    """One person nominated for training in a year (đề cử đi học): for which requirement, by whom, and why.

    ``unit`` is the office that nominated, as it was then; rights look at the unit that answers for the person's file
    today, so nothing is left without somebody when units pass into others. ``reasons`` are the sentences the office
    had before it when it decided; they stay as they were.

    Personal data: P2. Kept with the person.
    """

    cadre = models.ForeignKey(Cadre, models.CASCADE, related_name="+", verbose_name="cán bộ")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị đề cử")
    year = models.PositiveSmallIntegerField("cho kế hoạch năm")
    requirement = models.CharField("yêu cầu còn thiếu", max_length=10)
    missing = models.CharField("còn thiếu", max_length=300)
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="chương trình"
    )
    reasons = models.JSONField("lý do khi đề cử", default=list)
    note = models.CharField("ý kiến của đơn vị", max_length=500, blank=True)
    state = models.CharField(
        "tình trạng", max_length=9, choices=NominationState.choices, default=NominationState.SENT
    )
    nominated_on = models.DateField("ngày đề cử")
    nominated_by = models.CharField("người đề cử", max_length=150)

    field_classes = {
        **dict.fromkeys(
            [
                "id", "cadre", "unit", "year", "requirement", "missing", "programme", "state", "nominated_on",
                "nominated_by",
            ],
            FieldClass.P1,
        ),
        **dict.fromkeys(["reasons", "note"], FieldClass.P2),
    }  # fmt: skip

    objects = ScopedManager()

    class Meta:
        verbose_name = "đề cử đi học"
        verbose_name_plural = "đề cử đi học"
        ordering = ["-year", "nominated_on", "id"]
        indexes = [
            models.Index(fields=["state", "year"], name="nominations_by_state"),
            models.Index(fields=["cadre", "year"], name="nominations_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.requirement} {self.cadre_id}"


class NominationStep(Record):
    """One step of a nomination (bước của đề cử): who did what, and why.

    Personal data: none of its own.
    """

    nomination = models.ForeignKey(
        Nomination, models.CASCADE, related_name="steps", verbose_name="đề cử đi học"
    )
    ordinal = models.PositiveIntegerField("thứ tự")
    kind = models.CharField("bước", max_length=10, choices=StepKind.choices)
    actor_label = models.CharField("người làm", max_length=150)
    reason = models.CharField("lý do", max_length=500, blank=True)
    at = models.DateTimeField("lúc")

    field_classes = {
        **dict.fromkeys(["id", "nomination", "ordinal", "kind", "actor_label", "at"], FieldClass.P1),
        "reason": FieldClass.P2,
    }

    objects = ScopedManager()

    class Meta:
        verbose_name = "bước của đề cử"
        verbose_name_plural = "bước của đề cử"
        ordering = ["nomination", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["nomination", "ordinal"], name="nomination_steps_in_one_order")
        ]

    def __str__(self) -> str:
        return f"{self.ordinal} {self.kind}"
