"""The queue: one row per piece of work, written in the transaction that asks for it."""

from django.db import models

from caunoi.foundation.db.base import Record
from caunoi.foundation.policy import FieldClass, ScopedManager


class JobState(models.TextChoices):
    WAITING = "waiting", "Đang chờ"
    RUNNING = "running", "Đang chạy"
    DONE = "done", "Xong"
    FAILED = "failed", "Lỗi"
    STOPPED = "stopped", "Đã dừng"


class Job(Record):
    """A piece of work to be run later (việc nền), for the person who asked, with progress that can be watched.

    Personal data: none of its own; ``payload`` holds identifiers only. Kept 90 days after it ended.
    """

    name = models.CharField("tên việc", max_length=80)
    title = models.CharField("mô tả", max_length=200)
    payload = models.JSONField("tham số", default=dict)
    actor_key = models.CharField("mã người yêu cầu", max_length=120, db_index=True)
    key = models.CharField("khóa chống lặp", max_length=120, unique=True, null=True)
    state = models.CharField("trạng thái", max_length=10, choices=JobState.choices, default=JobState.WAITING)
    stage = models.CharField("đang làm gì", max_length=200, blank=True)
    done = models.BigIntegerField("đã xong", default=0)
    total = models.BigIntegerField("tổng số", default=0)
    detail = models.JSONField("chi tiết", default=dict)
    result = models.JSONField("kết quả", null=True)
    fault = models.CharField("lỗi", max_length=1000, blank=True)
    attempts = models.PositiveSmallIntegerField("số lần chạy", default=0)
    max_attempts = models.PositiveSmallIntegerField("số lần chạy nhiều nhất", default=3)
    run_after = models.DateTimeField("chạy sau lúc")
    lease_until = models.DateTimeField("giữ chỗ đến lúc", null=True)
    worker = models.CharField("tiến trình nhận", max_length=120, blank=True)
    stop_asked = models.BooleanField("đã yêu cầu dừng", default=False)
    asked_at = models.DateTimeField("yêu cầu lúc")
    started_at = models.DateTimeField("bắt đầu lúc", null=True)
    ended_at = models.DateTimeField("kết thúc lúc", null=True)

    field_classes = dict.fromkeys(
        [
            "id", "name", "title", "payload", "actor_key", "key", "state", "stage", "done", "total", "detail", "result",
            "fault",
            "attempts", "max_attempts", "run_after", "lease_until", "worker",
            "stop_asked", "asked_at", "started_at", "ended_at",
        ],
        FieldClass.P1,
    )  # fmt: skip

    objects = ScopedManager()

    class Meta:
        verbose_name = "việc nền"
        verbose_name_plural = "việc nền"
        indexes = [models.Index(fields=["state", "run_after"], name="jobs_by_state")]

    def __str__(self) -> str:
        return f"{self.title} ({self.get_state_display()})"

    @property
    def has_ended(self) -> bool:
        return self.state in {JobState.DONE, JobState.FAILED, JobState.STOPPED}
