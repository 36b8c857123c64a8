"""A fact a file lacks, asked of whoever keeps the file."""

from django.db import models

from caunoi.apps.cadres.models.cadre import Cadre
from caunoi.foundation.db.base import Record
from caunoi.foundation.policy import FieldClass, ScopedManager


class Lack(models.TextChoices):
    """Hồ sơ còn thiếu gì ở mục này."""

    MISSING = "missing", "chưa có"
    UNVERIFIED = "unverified", "chưa xác minh"


class AskedState(models.TextChoices):
    """Trạng thái của một dữ kiện đã hỏi."""

    WAITING = "waiting", "Chờ bổ sung"
    CAME = "came", "Đã có trong hồ sơ"
    UNOBTAINABLE = "unobtainable", "Không có được"
    WITHDRAWN = "withdrawn", "Đã rút câu hỏi"


class AskedFact(Record):
    """One fact of one file that somebody asks for (dữ kiện cần bổ sung), with its day and what became of it.

    Many people are asked about at once: their rows share ``ask_id``. Who has to answer is never written down: it is
    the unit that keeps the file, also after the file moved. A row closes by itself once the file says the fact, or
    with a written reason why nobody can.

    Personal data: P2, what the asker and the answerer wrote. Kept with the person.
    """

    cadre = models.ForeignKey(Cadre, models.CASCADE, related_name="+", verbose_name="cán bộ")
    ask_id = models.UUIDField("lần hỏi", db_index=True)
    column = models.CharField("mục", max_length=30)
    lack = models.CharField("còn thiếu gì", max_length=12, choices=Lack.choices)
    due_on = models.DateField("hạn trả lời")
    sentence = models.CharField("lời nhắn", max_length=300, blank=True)
    asked_at = models.DateTimeField("hỏi lúc")
    asked_by = models.CharField("người hỏi", max_length=200)
    asked_by_key = models.CharField("mã người hỏi", max_length=120)
    state = models.CharField(
        "trạng thái", max_length=12, choices=AskedState.choices, default=AskedState.WAITING
    )
    reason = models.CharField("vì sao không có được", max_length=300, blank=True)
    closed_at = models.DateTimeField("đóng lúc", null=True)
    closed_by = models.CharField("người đóng", max_length=200, blank=True)

    field_classes = {
        **dict.fromkeys(
            [
                "id", "cadre", "ask_id", "column", "lack", "due_on", "asked_at", "asked_by", "asked_by_key", "state",
                "closed_at", "closed_by",
            ],
            FieldClass.P1,
        ),
        **dict.fromkeys(["sentence", "reason"], FieldClass.P2),
    }  # fmt: skip

    objects = ScopedManager()

    class Meta:
        verbose_name = "dữ kiện cần bổ sung"
        verbose_name_plural = "dữ kiện cần bổ sung"
        ordering = ["due_on", "asked_at", "id"]
        indexes = [models.Index(fields=["state", "due_on"], name="asked_facts_waiting")]

    def __str__(self) -> str:
        return f"{self.column}: {self.get_state_display()}"
