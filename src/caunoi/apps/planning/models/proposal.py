"""A plan laid before somebody who decides about it."""

from django.db import models

from caunoi.apps.planning.choices import ProposalState
from caunoi.apps.planning.models.plan import Plan
from caunoi.foundation.db.base import Record
from caunoi.foundation.policy import FieldClass, ScopedManager


class PlanProposal(Record):
    """A plan proposed to be adopted (tờ trình kế hoạch): by whom, what exactly, and what became of it.

    ``content_hash`` is the SHA-256 of the plan's content as it was proposed (``selectors.content``), printed on the
    draft decision and its lists; ``version`` is the plan's own count of writes at that moment.

    Personal data: P1, names of those who proposed and decided. Kept with the plan.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+", verbose_name="kế hoạch")
    state = models.CharField(
        "trạng thái", max_length=10, choices=ProposalState.choices, default=ProposalState.WAITING
    )
    content_hash = models.CharField("mã nội dung", max_length=64, db_index=True)
    version = models.PositiveIntegerField("lần ghi của kế hoạch")
    proposed_at = models.DateTimeField("trình lúc")
    proposed_by = models.CharField("người trình", max_length=200)
    proposed_by_key = models.CharField("khóa người trình", max_length=80)
    ended_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)
    ended_by = models.CharField("người kết thúc", max_length=200, blank=True)
    reason = models.CharField("lý do", max_length=400, blank=True)

    field_classes = dict.fromkeys(
        [
            "id", "plan", "state", "content_hash", "version", "proposed_at", "proposed_by", "proposed_by_key",
            "ended_at", "ended_by", "reason",
        ],
        FieldClass.P1,
    )  # fmt: skip

    objects = ScopedManager()

    class Meta:
        verbose_name = "tờ trình kế hoạch"
        verbose_name_plural = "tờ trình kế hoạch"
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan"],
                condition=models.Q(state=ProposalState.WAITING),
                name="plan_proposed_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} {self.content_hash[:8]}"
