"""Training programmes as a dated catalogue."""

from django.db import models

from caunoi.apps.classes.choices import ProgrammeForm
from caunoi.apps.classes.models.costs import (
    CostLine,
    ItemCost,
    cost_lines,
    cost_of_head,
    costs_by_item,
    opening_cost,
)
from caunoi.foundation.db.base import EffectiveDated, NoOverlap
from caunoi.foundation.policy import FieldClass


class Programme(EffectiveDated):
    """A programme that closes a gap (chương trình đào tạo, bồi dưỡng): hours, length, sizes, cost items, all dated.

    ``closes`` lists what finishing it gives: ``[{"what": "political_theory", "level": "trung_cap"}]``.
    ``costs`` lists items: ``[{"item": "…", "amount": 2000000, "per": "session", "clause": "…"}]`` in whole đồng.
    ``away_weeks`` is how long somebody is away at a stretch within one year: a degree takes years, its gathering weeks.

    Personal data: none.
    """

    code = models.CharField("mã", max_length=30, db_index=True)
    name = models.CharField("tên chương trình", max_length=200)
    form = models.CharField("hình thức", max_length=20, choices=ProgrammeForm.choices)
    hours = models.PositiveIntegerField("số tiết")
    weeks = models.PositiveSmallIntegerField("số tuần")
    away_weeks = models.PositiveSmallIntegerField("số tuần tập trung trong năm", default=1)
    min_size = models.PositiveSmallIntegerField("số học viên ít nhất")
    max_size = models.PositiveSmallIntegerField("số học viên nhiều nhất")
    closes = models.JSONField("đáp ứng yêu cầu", default=list)
    requires = models.JSONField("điều kiện đầu vào", default=list)
    prerequisite_code = models.CharField("học sau chương trình", max_length=30, blank=True)
    costs = models.JSONField("các khoản chi", default=list)
    venue_kinds = models.JSONField("nơi mở được", default=list)
    source = models.CharField("căn cứ", max_length=300)
    confidence = models.CharField("độ tin cậy", max_length=12)

    field_classes = dict.fromkeys(
        [
            "id", "valid_from", "valid_to", "code", "name", "form", "hours", "weeks", "away_weeks", "min_size",
            "max_size", "closes", "requires", "prerequisite_code", "costs", "venue_kinds", "source", "confidence",
        ],
        FieldClass.P0,
    )  # fmt: skip

    class Meta(EffectiveDated.Meta):
        verbose_name = "chương trình"
        verbose_name_plural = "chương trình"
        ordering = ["code"]
        constraints = [*EffectiveDated.Meta.constraints, NoOverlap(name="programme_no_overlap", owner="code")]

    def __str__(self) -> str:
        return self.name

    @property
    def open_cost(self) -> int:
        """đồng, before anybody sits in the class."""
        return opening_cost(self.costs, hours=self.hours, weeks=self.weeks)

    @property
    def head_cost(self) -> int:
        """đồng for one more head."""
        return cost_of_head(self.costs, hours=self.hours, weeks=self.weeks)

    def budget(self, heads: int) -> list[CostLine]:
        """What a class of so many heads costs, item by item."""
        return cost_lines(self.costs, hours=self.hours, weeks=self.weeks, heads=heads)

    def cost_by_item(self) -> dict[str, ItemCost]:
        """``open_cost`` and ``head_cost`` (đồng) by the code of each item; they add up to the whole."""
        return costs_by_item(self.costs, hours=self.hours, weeks=self.weeks)
