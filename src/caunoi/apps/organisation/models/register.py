"""What is known about the register of units itself: how complete it is, and how often it was written."""

from django.db import models

from caunoi.apps.organisation.choices import Completeness
from caunoi.apps.organisation.models.unit import Unit
from caunoi.foundation.db.base import EffectiveDated, NoOverlap, Record
from caunoi.foundation.policy import FieldClass, ScopedManager


class Coverage(EffectiveDated):
    """How much of a province the register holds during a period (mức đầy đủ của danh mục).

    Personal data: none. Kept as long as the register.
    """

    province = models.ForeignKey(Unit, models.PROTECT, related_name="coverage", verbose_name="tỉnh")
    start_known = models.BooleanField("biết ngày bắt đầu", default=True)
    completeness = models.CharField("mức đầy đủ", max_length=20, choices=Completeness.choices)
    note = models.CharField("ghi chú", max_length=500, blank=True)

    field_classes = dict.fromkeys(
        ["id", "valid_from", "valid_to", "province", "start_known", "completeness", "note"], FieldClass.P0
    )

    class Meta(EffectiveDated.Meta):
        verbose_name = "mức đầy đủ của danh mục"
        verbose_name_plural = "mức đầy đủ của danh mục"
        ordering = ["valid_from"]
        constraints = [
            *EffectiveDated.Meta.constraints,
            NoOverlap(name="coverage_no_overlap", owner="province"),
        ]

    def __str__(self) -> str:
        return f"{self.province_id}: {self.get_completeness_display()}"


class Edition(Record):
    """The register after one write (lần cập nhật danh mục): what trees held in memory are compared with.

    Its identity is new with every write, so a tree is never taken for one of another register.

    Personal data: none. Kept for ever.
    """

    number = models.PositiveIntegerField("lần thứ", unique=True)
    what = models.CharField("nội dung", max_length=300)
    written_at = models.DateTimeField("ghi lúc")

    field_classes = dict.fromkeys(["id", "number", "what", "written_at"], FieldClass.P0)

    objects = ScopedManager()

    class Meta:
        verbose_name = "lần cập nhật danh mục"
        verbose_name_plural = "lần cập nhật danh mục"
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}: {self.what}"
