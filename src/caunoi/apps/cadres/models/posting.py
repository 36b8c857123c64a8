"""Time in a post."""

from django.db import models

from caunoi.apps.cadres.choices import PostingKind
from caunoi.apps.cadres.models.fact import Fact
from caunoi.apps.organisation.models import Unit
from caunoi.foundation.db.base import EffectiveDated
from caunoi.foundation.policy import FieldClass


class Posting(Fact, EffectiveDated):
    """A cadre's time in a post (quá trình công tác): one title, one unit, one period, one decision.

    Deliberately no constraint against overlap: holding two posts at once (kiêm nhiệm) must stay possible.
    ``unit`` is the unit of then; it is never moved when units merge.

    Personal data: P1. Kept with the person.
    """

    title_code = models.CharField("mã chức danh", max_length=12, db_index=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    kind = models.CharField("cách giữ", max_length=10, choices=PostingKind.choices, default=PostingKind.MAIN)
    first_elected = models.DateField("lần đầu giữ chức danh", null=True, blank=True)
    decision = models.CharField("quyết định", max_length=120, blank=True)

    field_classes = {
        **Fact.field_classes,
        **dict.fromkeys(
            ["valid_from", "valid_to", "title_code", "unit", "kind", "first_elected", "decision"],
            FieldClass.P1,
        ),
    }

    class Meta(EffectiveDated.Meta):
        verbose_name = "quá trình công tác"
        verbose_name_plural = "quá trình công tác"
        ordering = ["valid_from"]
        indexes = [
            models.Index(fields=["unit", "valid_from", "valid_to"], name="postings_by_unit"),
            models.Index(fields=["cadre", "valid_from"], name="postings_by_cadre"),
        ]

    def __str__(self) -> str:
        return f"{self.title_code} {self.valid_from}"
