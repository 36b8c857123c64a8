"""Somebody's gap inside a plan, and where it is closed."""

from django.db import models

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.classes.models import Programme
from caunoi.apps.organisation.models import Unit
from caunoi.apps.planning.choices import PlacedBy
from caunoi.apps.planning.models.offering import Offering
from caunoi.apps.planning.models.plan import Plan
from caunoi.foundation.db.base import Record
from caunoi.foundation.policy import FieldClass, ScopedManager


class Need(Record):
    """One person's unmet requirement in a plan (nhu cầu đào tạo), what closes it, the class found, or why none.

    ``reason`` holds ``rule`` (a rule of the checker, or one of ``choices.Why``), ``missing`` in words, and for a rule
    the nearest class ``offering`` with the ``cost`` in đồng of opening and reaching it.

    Personal data: P1. Kept with the plan.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+", verbose_name="kế hoạch")
    index = models.PositiveIntegerField("số thứ tự trong bài toán")
    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="+", verbose_name="cán bộ")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    title_code = models.CharField("chức danh", max_length=12, blank=True)
    requirement = models.CharField("yêu cầu còn thiếu", max_length=10)
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="chương trình"
    )
    weight = models.FloatField("trọng số")
    mandatory = models.BooleanField("bắt buộc", default=False)
    offering = models.ForeignKey(Offering, models.SET_NULL, null=True, related_name="+", verbose_name="lớp")
    travel_cost = models.BigIntegerField("chi phí đi lại (đồng)", default=0)
    placed_by = models.CharField("người xếp", max_length=10, choices=PlacedBy.choices, blank=True)
    reason = models.JSONField("vì sao", default=dict)

    field_classes = dict.fromkeys(
        [
            "id", "plan", "index", "cadre", "unit", "title_code", "requirement", "programme", "weight", "mandatory",
            "offering", "travel_cost", "placed_by", "reason",
        ],
        FieldClass.P1,
    )  # fmt: skip

    objects = ScopedManager()

    class Meta:
        verbose_name = "nhu cầu"
        verbose_name_plural = "nhu cầu"
        ordering = ["index"]
        constraints = [models.UniqueConstraint(fields=["plan", "index"], name="need_index_once")]
        indexes = [models.Index(fields=["plan", "offering"], name="needs_by_offering")]

    def __str__(self) -> str:
        return f"{self.requirement} {self.cadre_id}"
