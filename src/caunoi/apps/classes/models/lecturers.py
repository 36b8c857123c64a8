"""Who teaches, as numbers: a pool of lecturers for some programmes."""

from django.db import models

from caunoi.foundation.db.base import EffectiveDated, NoOverlap
from caunoi.foundation.policy import FieldClass


class LecturerPool(EffectiveDated):
    """Lecturers who teach the same programmes (tổ giảng viên): classes at once, and weeks of classes in a year.

    ``programmes`` are codes; a programme no pool teaches is taught by whoever holds the class. ``weeks`` left open is
    no limit over the year.

    Personal data: none.
    """

    code = models.CharField("mã", max_length=30, db_index=True)
    name = models.CharField("tên tổ giảng viên", max_length=200)
    programmes = models.JSONField("chương trình dạy được", default=list)
    at_once = models.PositiveSmallIntegerField("số lớp cùng lúc")
    weeks = models.PositiveSmallIntegerField("số tuần lớp mỗi năm", null=True, blank=True)
    source = models.CharField("nguồn", max_length=300)
    confidence = models.CharField("độ tin cậy", max_length=12)

    field_classes = dict.fromkeys(
        [
            "id",
            "valid_from",
            "valid_to",
            "code",
            "name",
            "programmes",
            "at_once",
            "weeks",
            "source",
            "confidence",
        ],
        FieldClass.P0,
    )

    class Meta(EffectiveDated.Meta):
        verbose_name = "tổ giảng viên"
        verbose_name_plural = "tổ giảng viên"
        ordering = ["code"]
        constraints = [
            *EffectiveDated.Meta.constraints,
            NoOverlap(name="lecturer_pool_no_overlap", owner="code"),
        ]

    def __str__(self) -> str:
        return self.name
