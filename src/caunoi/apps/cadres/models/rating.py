"""The yearly rating."""

from django.db import models

from caunoi.apps.cadres.choices import Grade
from caunoi.apps.cadres.models.fact import Fact
from caunoi.foundation.policy import FieldClass, ScopedManager


class Rating(Fact):
    """How a person's year was rated (xếp loại chất lượng hằng năm), by which decision.

    Personal data: P2. Kept with the person.
    """

    year = models.PositiveSmallIntegerField("năm")
    grade = models.CharField("xếp loại", max_length=4, choices=Grade.choices)
    decision = models.CharField("quyết định", max_length=120, blank=True)

    field_classes = {**Fact.field_classes, **dict.fromkeys(["year", "grade", "decision"], FieldClass.P2)}

    objects = ScopedManager()

    class Meta:
        verbose_name = "xếp loại"
        verbose_name_plural = "xếp loại"
        ordering = ["year"]
        constraints = [models.UniqueConstraint(fields=["cadre", "year"], name="one_rating_a_year")]

    def __str__(self) -> str:
        return f"{self.year}: {self.grade}"
