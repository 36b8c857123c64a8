"""A year's rating as the province opens it, and each unit's part of it."""

from functools import cached_property

from django.db import models

from caunoi.apps.cadres.choices import Grade
from caunoi.apps.organisation.models import Unit
from caunoi.domain.rating.kept import Rules, from_text
from caunoi.foundation.db.base import Record
from caunoi.foundation.policy import FieldClass, ScopedManager


class RatingRound(Record):
    """A round of rating (đợt xếp loại): whose people, which year, until which day, by which scheme.

    ``rules`` are scheme and procedure of the year as they read when the round was opened, ``rule_mark`` their hash:
    the round goes by them whatever the files say later.

    Personal data: none.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="của đơn vị")
    year = models.PositiveSmallIntegerField("năm")
    due_on = models.DateField("hạn hoàn thành")
    message = models.TextField("hướng dẫn", max_length=1000, blank=True)
    rules = models.JSONField("cách xếp loại giữ cùng đợt", default=dict)
    rule_mark = models.CharField("dấu cách xếp loại", max_length=64)
    opened_at = models.DateTimeField("mở lúc")
    opened_by = models.CharField("người mở", max_length=150)

    field_classes = dict.fromkeys(
        ["id", "unit", "year", "due_on", "message", "rules", "rule_mark", "opened_at", "opened_by"],
        FieldClass.P1,
    )

    answering = ("unit",)

    objects = ScopedManager()

    class Meta:
        verbose_name = "đợt xếp loại"
        verbose_name_plural = "đợt xếp loại"
        ordering = ["-year", "-opened_at"]
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="one_rating_round_a_year")]

    def __str__(self) -> str:
        return str(self.year)

    @cached_property
    def by(self) -> Rules:
        return from_text(self.rules)


class RatedUnit(Record):
    """One unit's year in a round (năm xếp loại của đơn vị): its people's sheets, and how the unit itself was rated.

    ``level`` is the unit's own level by ``document``: a head is held against it. Sealed when it has a seal.

    Personal data: none of its own; the sheets have their own classes.
    """

    round = models.ForeignKey(RatingRound, models.PROTECT, related_name="units", verbose_name="đợt xếp loại")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    level = models.CharField("mức của đơn vị", max_length=4, choices=Grade.choices, blank=True)
    document = models.CharField("văn bản xếp loại đơn vị", max_length=120, blank=True)

    field_classes = dict.fromkeys(["id", "round", "unit", "level", "document"], FieldClass.P1)

    answering = ("unit",)

    objects = ScopedManager()

    class Meta:
        verbose_name = "năm xếp loại của đơn vị"
        verbose_name_plural = "năm xếp loại của đơn vị"
        ordering = ["round", "id"]
        constraints = [models.UniqueConstraint(fields=["round", "unit"], name="one_rated_unit_a_round")]

    def __str__(self) -> str:
        return f"{self.round_id} {self.unit_id}"
