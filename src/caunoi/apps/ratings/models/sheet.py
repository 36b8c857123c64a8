"""One person's sheet in a year's rating, and the steps it went through."""

from django.db import models

from caunoi.apps.cadres.choices import Grade
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.ratings.choices import Decider, SheetState, StepKind
from caunoi.apps.ratings.models.round import RatedUnit
from caunoi.foundation.db.base import Record
from caunoi.foundation.policy import FieldClass, ScopedManager


class RatingSheet(Record):
    """A person's sheet of a year (phiếu xếp loại): own words, comment, proposed and decided level.

    ``head`` and ``decider`` are of the posts held when the round was opened; ``post`` says them in words. ``said`` is
    what the person wrote to each criterion. One sheet a person and round is kept by the service under a lock on the
    unit's year: when two records of one person are joined, both sheets follow.

    Personal data: P2. Kept with the person.
    """

    rated = models.ForeignKey(
        RatedUnit, models.PROTECT, related_name="sheets", verbose_name="năm xếp loại của đơn vị"
    )
    cadre = models.ForeignKey(Cadre, models.CASCADE, related_name="rating_sheets", verbose_name="cán bộ")
    post = models.CharField("chức danh", max_length=200, blank=True)
    head = models.BooleanField("người đứng đầu", default=False)
    decider = models.CharField("ai quyết định", max_length=8, choices=Decider.choices, default=Decider.ABOVE)
    state = models.CharField("tình trạng", max_length=9, choices=SheetState.choices, default=SheetState.ASKED)
    said = models.JSONField("tự đánh giá từng tiêu chí", default=dict, blank=True)
    self_level = models.CharField("mức tự nhận", max_length=4, choices=Grade.choices, blank=True)
    self_score = models.PositiveSmallIntegerField("điểm tự chấm", null=True, blank=True)
    by_office = models.BooleanField("đơn vị ghi thay", default=False)
    comment = models.TextField("nhận xét của tập thể", max_length=2000, blank=True)
    proposed_level = models.CharField("mức đề xuất", max_length=4, choices=Grade.choices, blank=True)
    proposed_score = models.PositiveSmallIntegerField("điểm đề xuất", null=True, blank=True)
    proposed_by_key = models.CharField("mã người đề xuất", max_length=80, blank=True)
    decided_level = models.CharField("mức quyết định", max_length=4, choices=Grade.choices, blank=True)
    decided_score = models.PositiveSmallIntegerField("điểm quyết định", null=True, blank=True)

    field_classes = {
        **dict.fromkeys(
            ["id", "rated", "cadre", "post", "head", "decider", "state", "by_office", "proposed_by_key"],
            FieldClass.P1,
        ),
        **dict.fromkeys(
            [
                "said", "self_level", "self_score", "comment", "proposed_level", "proposed_score", "decided_level",
                "decided_score",
            ],
            FieldClass.P2,
        ),
    }  # fmt: skip

    objects = ScopedManager()

    class Meta:
        verbose_name = "phiếu xếp loại"
        verbose_name_plural = "phiếu xếp loại"
        ordering = ["rated", "id"]
        indexes = [
            models.Index(fields=["rated", "cadre"], name="rating_sheets_of_a_person"),
            models.Index(fields=["state"], name="rating_sheets_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.rated_id} {self.cadre_id}"


class RatingStep(Record):
    """One step of a sheet (bước của phiếu xếp loại): who did what, which level, and why.

    Personal data: P2. Kept with the person.
    """

    sheet = models.ForeignKey(
        RatingSheet, models.CASCADE, related_name="steps", verbose_name="phiếu xếp loại"
    )
    ordinal = models.PositiveIntegerField("thứ tự")
    kind = models.CharField("bước", max_length=10, choices=StepKind.choices)
    level = models.CharField("mức", max_length=4, choices=Grade.choices, blank=True)
    actor_key = models.CharField("mã người làm", max_length=80)
    actor_label = models.CharField("người làm", max_length=150)
    reason = models.CharField("lý do", max_length=500, blank=True)
    at = models.DateTimeField("lúc")

    field_classes = {
        **dict.fromkeys(["id", "sheet", "ordinal", "kind", "actor_key", "actor_label", "at"], FieldClass.P1),
        **dict.fromkeys(["level", "reason"], FieldClass.P2),
    }

    objects = ScopedManager()

    class Meta:
        verbose_name = "bước của phiếu xếp loại"
        verbose_name_plural = "bước của phiếu xếp loại"
        ordering = ["sheet", "ordinal"]
        constraints = [models.UniqueConstraint(fields=["sheet", "ordinal"], name="rating_steps_in_one_order")]

    def __str__(self) -> str:
        return f"{self.ordinal} {self.kind}"
