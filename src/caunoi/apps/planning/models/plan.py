"""A year's training plan."""

from django.db import models

from caunoi.apps.organisation.models import Unit
from caunoi.apps.planning.choices import PlanState
from caunoi.apps.planning.models.solved import Solved
from caunoi.foundation.policy import FieldClass, ScopedManager


class Plan(Solved):
    """A training plan of one year (kế hoạch đào tạo, bồi dưỡng): money, classes, who sits where, how good it is.

    ``instance`` is the problem as it was given to the solver, so that anybody can verify the plan again. ``answers``
    are what was asked about the plan (prices, frontier), each with the version of the plan it was computed for.

    Personal data: P3 in ``instance``, by number: who belongs to a group with a floor, when somebody leaves office.
    It is read by the solver and the checker, never shown. Kept for ever.
    """

    year = models.PositiveSmallIntegerField("năm")
    name = models.CharField("tên kế hoạch", max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị lập")
    on = models.DateField("nhu cầu tính đến ngày")
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="chép từ kế hoạch"
    )
    state = models.CharField(
        "trạng thái", max_length=10, choices=PlanState.choices, default=PlanState.SOLVING
    )
    budget = models.BigIntegerField("ngân sách (đồng)")
    options = models.JSONField("lựa chọn khi tính", default=dict)
    findings = models.JSONField("điều bài giải nói", default=list)
    answers = models.JSONField("câu trả lời", default=dict)
    rule_hash = models.CharField("mã băm bộ tiêu chuẩn", max_length=64, blank=True)
    data_hash = models.CharField("mã băm dữ liệu", max_length=64, blank=True)
    decision = models.CharField("văn bản phê duyệt", max_length=120, blank=True)
    adopted_on = models.DateField("ngày phê duyệt", null=True, blank=True)
    version = models.PositiveIntegerField("lần ghi", default=1)
    created_at = models.DateTimeField("lập lúc")
    created_by = models.CharField("người lập", max_length=200)

    field_classes = {
        **dict.fromkeys(
            [
                "id", "year", "name", "unit", "on", "copied_from", "state", "budget", "options", "job_id", "status",
                "objective", "bound", "gap", "seconds", "trajectory", "findings", "answers", "rule_hash",
                "data_hash", "decision", "adopted_on", "version", "created_at", "created_by",
            ],
            FieldClass.P1,
        ),
        "instance": FieldClass.P3,
    }  # fmt: skip

    objects = ScopedManager()

    class Meta:
        verbose_name = "kế hoạch"
        verbose_name_plural = "kế hoạch"
        ordering = ["-year", "-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "unit"],
                condition=models.Q(state=PlanState.ADOPTED),
                name="plan_adopted_once_a_year",
                violation_error_message="Năm này đơn vị đã có một kế hoạch được phê duyệt.",
            )
        ]

    def __str__(self) -> str:
        return self.name
