"""What was decided for a unit's year: sealed in one text, a row for each person, and named adjustments after it."""

from django.db import models

from caunoi.apps.cadres.choices import Grade
from caunoi.apps.organisation.models import Unit
from caunoi.apps.ratings.models.round import RatedUnit
from caunoi.foundation.db.base import Record
from caunoi.foundation.policy import FieldClass, ScopedManager


class RatingSeal(Record):
    """A unit's year as it was decided (kết quả xếp loại đã chốt): by which document, clause and scheme.

    ``sha256`` is of the rows as one text with the mark of the scheme. Written once; both databases refuse to change it.

    Personal data: none.
    """

    rated = models.OneToOneField(
        RatedUnit, models.PROTECT, related_name="seal", verbose_name="năm xếp loại của đơn vị"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    document = models.CharField("quyết định", max_length=120)
    decided_on = models.DateField("ngày quyết định")
    clause = models.CharField("căn cứ", max_length=200)
    rule_mark = models.CharField("dấu cách xếp loại", max_length=64)
    people = models.PositiveIntegerField("số người")
    sha256 = models.CharField("dấu kết quả", max_length=64)
    sealed_at = models.DateTimeField("chốt lúc")
    sealed_by = models.CharField("người chốt", max_length=150)

    field_classes = dict.fromkeys(
        [
            "id", "rated", "unit", "document", "decided_on", "clause", "rule_mark", "people", "sha256", "sealed_at",
            "sealed_by",
        ],
        FieldClass.P1,
    )  # fmt: skip

    answering = ("unit",)

    objects = ScopedManager()

    class Meta:
        verbose_name = "kết quả xếp loại đã chốt"
        verbose_name_plural = "kết quả xếp loại đã chốt"

    def __str__(self) -> str:
        return self.sha256[:12]


class SealedRating(Record):
    """One person's level as it was sealed (mức đã chốt của một người); empty for who was not rated.

    The person is named by the id of the file alone, so that an erased file leaves no name behind.

    Personal data: P2. Kept with the round.
    """

    seal = models.ForeignKey(
        RatingSeal, models.PROTECT, related_name="rows", verbose_name="kết quả xếp loại đã chốt"
    )
    cadre_id = models.UUIDField("hồ sơ của ai", db_index=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    level = models.CharField("mức đã chốt", max_length=4, choices=Grade.choices, blank=True)
    score = models.PositiveSmallIntegerField("điểm", null=True, blank=True)

    field_classes = {
        **dict.fromkeys(["id", "seal", "cadre_id", "unit"], FieldClass.P1),
        **dict.fromkeys(["level", "score"], FieldClass.P2),
    }

    stays_when_joined = True  # what was decided keeps the record it was decided under
    answering = ("unit",)

    objects = ScopedManager()

    class Meta:
        verbose_name = "mức đã chốt"
        verbose_name_plural = "mức đã chốt"
        ordering = ["seal", "cadre_id"]
        constraints = [
            models.UniqueConstraint(fields=["seal", "cadre_id"], name="one_sealed_rating_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.cadre_id} {self.level}"


class RatingAdjustment(Record):
    """A correction after the seal (điều chỉnh mức đã chốt): by which document, and why; the sealed row stays.

    Personal data: P2. Kept with the round.
    """

    seal = models.ForeignKey(
        RatingSeal, models.PROTECT, related_name="adjustments", verbose_name="kết quả xếp loại đã chốt"
    )
    cadre_id = models.UUIDField("hồ sơ của ai", db_index=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    ordinal = models.PositiveIntegerField("số thứ tự")
    before = models.CharField("mức trước", max_length=4, choices=Grade.choices, blank=True)
    after = models.CharField("mức điều chỉnh", max_length=4, choices=Grade.choices)
    document = models.CharField("quyết định", max_length=120)
    reason = models.CharField("lý do", max_length=500)
    at = models.DateTimeField("lúc")
    by = models.CharField("người điều chỉnh", max_length=150)

    field_classes = {
        **dict.fromkeys(["id", "seal", "cadre_id", "unit", "ordinal", "at", "by"], FieldClass.P1),
        **dict.fromkeys(["before", "after", "document", "reason"], FieldClass.P2),
    }

    stays_when_joined = True  # what was decided keeps the record it was decided under
    answering = ("unit",)

    objects = ScopedManager()

    class Meta:
        verbose_name = "điều chỉnh mức đã chốt"
        verbose_name_plural = "điều chỉnh mức đã chốt"
        ordering = ["seal", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["seal", "ordinal"], name="rating_adjustments_in_one_order")
        ]

    def __str__(self) -> str:
        return f"{self.ordinal}: {self.before} → {self.after}"
