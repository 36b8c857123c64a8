"""Who is being prepared for which post."""

from django.db import models

from caunoi.apps.cadres.models.fact import Fact
from caunoi.apps.organisation.models import Unit
from caunoi.foundation.db.base import EffectiveDated
from caunoi.foundation.policy import FieldClass


class SuccessionPlan(Fact, EffectiveDated):
    """A person planned for a title (quy hoạch): title, unit, term, decision, and when taken in and out.

    Personal data: P3: who is planned for what is read by the province's board only.
    """

    title_code = models.CharField("mã chức danh quy hoạch", max_length=12)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    term = models.CharField("nhiệm kỳ", max_length=20)
    decision = models.CharField("quyết định", max_length=120, blank=True)
    reason_out = models.CharField("lý do đưa ra", max_length=200, blank=True)

    field_classes = {
        **Fact.field_classes,
        **dict.fromkeys(
            ["valid_from", "valid_to", "title_code", "unit", "term", "decision", "reason_out"], FieldClass.P3
        ),
    }

    class Meta(EffectiveDated.Meta):
        verbose_name = "quy hoạch"
        verbose_name_plural = "quy hoạch"
        ordering = ["valid_from"]

    def __str__(self) -> str:
        return f"{self.title_code} {self.term}"
