"""A change somebody made by hand."""

from django.db import models

from caunoi.apps.planning.choices import ChangeKind
from caunoi.apps.planning.models.plan import Plan
from caunoi.foundation.db.base import Record
from caunoi.foundation.policy import FieldClass, ScopedManager


class PlanChange(Record):
    """People moved in a plan by hand (lần xếp tay): where each need was before and after, so that it can be undone.

    ``before`` and ``after`` are lists of ``[need, offering or null]``.

    Personal data: P1, identifiers only. Kept with the plan.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+", verbose_name="kế hoạch")
    kind = models.CharField("việc", max_length=10, choices=ChangeKind.choices)
    at = models.DateTimeField("lúc")
    by = models.CharField("người làm", max_length=200)
    before = models.JSONField("trước", default=list)
    after = models.JSONField("sau", default=list)
    undone_at = models.DateTimeField("hoàn tác lúc", null=True, blank=True)

    field_classes = dict.fromkeys(
        ["id", "plan", "kind", "at", "by", "before", "after", "undone_at"], FieldClass.P1
    )

    objects = ScopedManager()

    class Meta:
        verbose_name = "lần xếp tay"
        verbose_name_plural = "lần xếp tay"
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {len(self.after)}"
