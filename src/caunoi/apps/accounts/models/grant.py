"""What somebody may do, where, from when to when."""

from datetime import date
from typing import Self

from django.db import models

from caunoi.apps.accounts.choices import GrantState, Reach, Role
from caunoi.apps.accounts.models.user import User
from caunoi.apps.organisation.models import Unit
from caunoi.foundation.db.base import DatedQuerySet, EffectiveDated
from caunoi.foundation.policy import FieldClass


class GrantQuerySet(DatedQuerySet):
    """Rights asked on a day: only those that a second person let through count."""

    def on(self, day: date) -> Self:
        return super().on(day).filter(state=GrantState.GIVEN)


GrantManager = models.Manager.from_queryset(GrantQuerySet, class_name="GrantManager")


class Grant(EffectiveDated):
    """A role given to a person for a unit and a time (giao quyền), on a basis. Ended and renewed, never edited.

    A grant that a person asks for gives nothing until another person approves it; the command line gives at once,
    because whoever has the machine has everything on it.

    Personal data: none beyond the link to the account. Kept for ever with the audit.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="grants", verbose_name="tài khoản")
    role = models.CharField("vai trò", max_length=10, choices=Role.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, verbose_name="đơn vị")
    reach = models.CharField("phạm vi", max_length=10, choices=Reach.choices)
    basis = models.CharField("căn cứ", max_length=300)
    granted_by = models.CharField("người giao", max_length=120)
    state = models.CharField(
        "tình trạng", max_length=10, choices=GrantState.choices, default=GrantState.GIVEN
    )
    decided_by = models.CharField("người duyệt", max_length=120, blank=True)
    decision = models.CharField("lý do duyệt hoặc không duyệt", max_length=300, blank=True)

    field_classes = dict.fromkeys(
        [
            "id", "valid_from", "valid_to", "user", "role", "unit", "reach", "basis", "granted_by", "state",
            "decided_by", "decision",
        ],
        FieldClass.P1,
    )  # fmt: skip

    objects = GrantManager()  # type: ignore[misc, assignment]  # answers for a day more strictly than other facts

    class Meta(EffectiveDated.Meta):
        verbose_name = "giao quyền"
        verbose_name_plural = "giao quyền"

    def holds_on(self, day: date) -> bool:
        return self.state == GrantState.GIVEN and super().holds_on(day)

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.valid_from}"
