"""The sheet of one unit in a round: a line for each of its people, and the steps it went through."""

from django.db import models

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.organisation.models import Unit
from caunoi.apps.reviews.choices import Answer, SheetState, StepKind
from caunoi.apps.reviews.models.round import ReviewRound
from caunoi.foundation.db.base import Record
from caunoi.foundation.policy import FieldClass, ScopedManager


class ReviewSheet(Record):
    """One unit's sheet in a round (bảng rà soát của đơn vị): asked, filled in, sent, agreed on, locked.

    ``unit`` is the unit that was asked. When it passes into another one during the round, whoever answers for what
    it was goes on with the sheet. ``receipt`` and ``sha256`` name what was sent last.

    Personal data: none of its own; the lines have their own classes.
    """

    round = models.ForeignKey(ReviewRound, models.PROTECT, related_name="sheets", verbose_name="đợt rà soát")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    state = models.CharField("tình trạng", max_length=8, choices=SheetState.choices, default=SheetState.ASKED)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    sent_by = models.CharField("người gửi", max_length=150, blank=True)
    sent_on = models.DateField("ngày gửi lần đầu", null=True, blank=True)
    receipt = models.CharField("số biên nhận", max_length=40, blank=True)
    sha256 = models.CharField("dấu nội dung đã gửi", max_length=64, blank=True)
    reminded_at = models.DateTimeField("nhắc lúc", null=True, blank=True)

    field_classes = dict.fromkeys(
        [
            "id", "round", "unit", "state", "sent_at", "sent_by", "sent_on", "receipt", "sha256", "reminded_at",
        ],
        FieldClass.P1,
    )  # fmt: skip

    answering = ("unit",)

    objects = ScopedManager()

    class Meta:
        verbose_name = "bảng rà soát"
        verbose_name_plural = "bảng rà soát"
        ordering = ["round", "id"]
        constraints = [models.UniqueConstraint(fields=["round", "unit"], name="one_sheet_a_unit")]

    def __str__(self) -> str:
        return f"{self.round_id} {self.unit_id}"


class ReviewLine(Record):
    """One person on a sheet (dòng rà soát): what the unit says of them, and what it changed in the file for it.

    A change is written to the file at once; ``told`` says it in words, for the page on which answers are checked.

    Personal data: P2. Kept with the person.
    """

    sheet = models.ForeignKey(ReviewSheet, models.CASCADE, related_name="lines", verbose_name="bảng rà soát")
    cadre = models.ForeignKey(Cadre, models.CASCADE, related_name="+", verbose_name="cán bộ")
    answer = models.CharField("xác nhận", max_length=8, choices=Answer.choices, default=Answer.OPEN)
    told = models.JSONField("đã sửa gì", default=list, blank=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    saved_at = models.DateTimeField("lưu lúc", null=True, blank=True)
    saved_by = models.CharField("người lưu", max_length=150, blank=True)

    field_classes = {
        **dict.fromkeys(["id", "sheet", "cadre", "answer", "saved_at", "saved_by"], FieldClass.P1),
        **dict.fromkeys(["told", "note"], FieldClass.P2),
    }

    objects = ScopedManager()

    class Meta:
        verbose_name = "dòng rà soát"
        verbose_name_plural = "dòng rà soát"
        ordering = ["sheet", "id"]
        indexes = [models.Index(fields=["sheet", "cadre"], name="review_lines_of_a_person")]

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.cadre_id}"


class ReviewStep(Record):
    """One step of a sheet on its way up or back (bước duyệt): who did what, and why.

    Personal data: none.
    """

    sheet = models.ForeignKey(ReviewSheet, models.CASCADE, related_name="steps", verbose_name="bảng rà soát")
    ordinal = models.PositiveIntegerField("thứ tự")
    kind = models.CharField("bước", max_length=16, choices=StepKind.choices)
    actor_key = models.CharField("mã người làm", max_length=80)
    actor_label = models.CharField("người làm", max_length=150)
    reason = models.CharField("lý do", max_length=500, blank=True)
    at = models.DateTimeField("lúc")

    field_classes = dict.fromkeys(
        ["id", "sheet", "ordinal", "kind", "actor_key", "actor_label", "reason", "at"], FieldClass.P1
    )

    objects = ScopedManager()

    class Meta:
        verbose_name = "bước duyệt"
        verbose_name_plural = "bước duyệt"
        ordering = ["sheet", "ordinal"]
        constraints = [models.UniqueConstraint(fields=["sheet", "ordinal"], name="steps_in_one_order")]

    def __str__(self) -> str:
        return f"{self.ordinal} {self.kind}"
