"""How many may hold a title in a unit, apart from who does."""

from django.db import models

from caunoi.apps.organisation.models import Unit
from caunoi.foundation.db.base import EffectiveDated, NoOverlap
from caunoi.foundation.policy import FieldClass

MOST = 500


class Seat(EffectiveDated):
    """A number of seats (số chỗ, biên chế): for one title in one unit, or for all titles of a group together.

    An empty ``title_code`` speaks of the group in ``block``. A day no row holds on is a day of which nobody knows the
    number; none at all is the number 0. A number is never edited away: another follows from its day.

    Personal data: none.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    title_code = models.CharField("mã chức danh", max_length=12, blank=True)
    block = models.CharField("nhóm chức danh", max_length=20, blank=True)
    number = models.PositiveSmallIntegerField("số chỗ")
    basis = models.CharField("căn cứ", max_length=300)
    source = models.CharField("nguồn", max_length=300, blank=True)

    field_classes = dict.fromkeys(
        ["id", "valid_from", "valid_to", "unit", "title_code", "block", "number", "basis", "source"],
        FieldClass.P1,
    )

    class Meta(EffectiveDated.Meta):
        verbose_name = "số chỗ"
        verbose_name_plural = "số chỗ"
        ordering = ["valid_from"]
        constraints = [
            *EffectiveDated.Meta.constraints,
            NoOverlap(
                name="seat_no_overlap",
                owner=["unit", "title_code", "block"],
                violation_error_message="Số chỗ này chồng lên một số đã ghi cho cùng đơn vị và chức danh.",
            ),
            models.CheckConstraint(
                condition=models.Q(title_code="") ^ models.Q(block=""),
                name="seat_of_a_title_or_of_a_group",
                violation_error_message="Số chỗ phải là của một chức danh, hoặc của một nhóm chức danh.",
            ),
            models.CheckConstraint(
                condition=models.Q(number__lte=MOST),
                name="seat_number_is_believable",
                violation_error_message="Số chỗ không quá 500.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title_code or self.block}: {self.number} ({self.valid_from})"
