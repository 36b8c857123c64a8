"""One problem of many that are solved side by side."""

from django.db import models

from caunoi.apps.organisation.models import Unit
from caunoi.apps.planning.models.solved import Solved
from caunoi.foundation.policy import FieldClass, ScopedManager


class CountryPiece(Solved):
    """One province's problem in a run over many (bài toán của lần tính nhiều tỉnh), and the plan found for it.

    ``effort`` says how hard to try (gap, seconds, seed). The answer is written once: ``placements`` are [request,
    offering, heads], ``worker`` says who found it. Whoever ordered it from the command line for no unit reads it alone.

    Personal data: none, people are numbers. Kept until the run is deleted by whoever keeps the machine.
    """

    only_now = "a problem that never changes, and an answer written once"

    run = models.CharField("lần tính", max_length=80)
    name = models.CharField("tên bài toán", max_length=120)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị yêu cầu"
    )
    instance_hash = models.CharField("mã băm bài toán", max_length=64)
    effort = models.JSONField("mức cố gắng", default=dict)
    placements = models.JSONField("kế hoạch", default=list)
    worker = models.CharField("tiến trình giải", max_length=120, blank=True)
    attempt = models.PositiveSmallIntegerField("lần chạy", null=True)
    asked_at = models.DateTimeField("yêu cầu lúc")
    asked_by = models.CharField("người yêu cầu", max_length=200)
    solved_at = models.DateTimeField("giải xong lúc", null=True)

    field_classes = dict.fromkeys(
        [
            "id", "run", "name", "unit", "instance", "instance_hash", "effort", "job_id", "status", "objective",
            "bound", "gap", "seconds", "trajectory", "placements", "worker", "attempt", "asked_at", "asked_by",
            "solved_at",
        ],
        FieldClass.P1,
    )  # fmt: skip

    objects = ScopedManager()

    class Meta:
        verbose_name = "bài toán của lần tính nhiều tỉnh"
        verbose_name_plural = "bài toán của lần tính nhiều tỉnh"
        ordering = ["run", "name"]
        constraints = [models.UniqueConstraint(fields=["run", "name"], name="piece_once_in_a_run")]

    def __str__(self) -> str:
        return f"{self.run}: {self.name}"

    @property
    def is_solved(self) -> bool:
        """An answer was kept, be it that there is no plan."""
        return bool(self.status)
