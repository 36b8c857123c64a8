"""A class the plan may open."""

from django.db import models

from caunoi.apps.classes.models import Programme, Venue
from caunoi.apps.planning.models.plan import Plan
from caunoi.foundation.db.base import Record
from caunoi.foundation.policy import FieldClass, ScopedManager


class Offering(Record):
    """A possible class of a plan (dòng kế hoạch): programme, venue, first week, seats, cost of opening; opened or not.

    Personal data: none.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+", verbose_name="kế hoạch")
    index = models.PositiveIntegerField("số thứ tự trong bài toán")
    code = models.CharField("mã dòng", max_length=20)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+", verbose_name="chương trình")
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="+", verbose_name="cơ sở")
    starts_on = models.DateField("khai giảng")
    ends_on = models.DateField("bế giảng")
    min_size = models.PositiveSmallIntegerField("ít nhất")
    capacity = models.PositiveSmallIntegerField("số chỗ")
    open_cost = models.BigIntegerField("chi phí mở lớp (đồng)")
    head_cost = models.BigIntegerField("chi phí mỗi học viên (đồng)", default=0)
    opened = models.BooleanField("được mở", default=False)

    field_classes = dict.fromkeys(
        [
            "id", "plan", "index", "code", "programme", "venue", "starts_on", "ends_on", "min_size", "capacity",
            "open_cost", "head_cost", "opened",
        ],
        FieldClass.P1,
    )  # fmt: skip

    objects = ScopedManager()

    class Meta:
        verbose_name = "dòng kế hoạch"
        verbose_name_plural = "dòng kế hoạch"
        ordering = ["starts_on", "code"]
        constraints = [models.UniqueConstraint(fields=["plan", "index"], name="offering_index_once")]

    def __str__(self) -> str:
        return self.code
