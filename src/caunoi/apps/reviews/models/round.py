"""A yearly round in which every unit looks through its officials."""

from django.db import models

from caunoi.apps.organisation.models import Unit
from caunoi.apps.reviews.choices import RoundState
from caunoi.foundation.db.base import Record
from caunoi.foundation.policy import FieldClass, ScopedManager


class ReviewRound(Record):
    """A review round (đợt rà soát): whose officials are looked through, as on which day, and until when.

    ``as_of`` is the day whose posts are judged. ``rules`` are the rule sets in force on that day when the round was
    opened, by name and content, and ``rule_hash`` all that decides a verdict: the round is judged by them whatever
    the rule files say later. ``in_two_steps``: where a unit has a district above it, that district agrees first.

    Personal data: none.
    """

    name = models.CharField("tên đợt", max_length=120)
    year = models.PositiveSmallIntegerField("năm")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="của đơn vị")
    as_of = models.DateField("ngày chốt số liệu")
    due_on = models.DateField("hạn gửi")
    in_two_steps = models.BooleanField("cấp trên trực tiếp xem trước", default=False)
    message = models.TextField("hướng dẫn", max_length=1000, blank=True)
    state = models.CharField("tình trạng", max_length=8, choices=RoundState.choices, default=RoundState.OPEN)
    rules = models.JSONField("tiêu chuẩn dùng để rà soát", default=dict)
    rule_hash = models.CharField("dấu tiêu chuẩn", max_length=64)
    opened_at = models.DateTimeField("mở lúc")
    opened_by = models.CharField("người mở", max_length=150)
    job_id = models.UUIDField("việc nền đang chốt", null=True, blank=True)

    field_classes = dict.fromkeys(
        [
            "id", "name", "year", "unit", "as_of", "due_on", "in_two_steps", "message", "state", "rules", "rule_hash",
            "opened_at", "opened_by", "job_id",
        ],
        FieldClass.P1,
    )  # fmt: skip

    answering = ("unit",)

    objects = ScopedManager()

    class Meta:
        verbose_name = "đợt rà soát"
        verbose_name_plural = "đợt rà soát"
        ordering = ["-as_of", "-opened_at"]
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="one_review_a_year")]

    def __str__(self) -> str:
        return self.name
