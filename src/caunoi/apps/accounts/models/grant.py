"""What somebody may do, where, from when to when."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from caunoi.apps.accounts.choices import GrantState, Reach, Role
from caunoi.apps.accounts.models.user import User
from caunoi.apps.organisation.models import Unit
from caunoi.foundation.db.base import DatedManager, DatedQuerySet, EffectiveDated
from caunoi.foundation.policy import FieldClass


class GrantQuerySet(DatedQuerySet):
    """Rights asked on a day: only those that a second person let through. Whether the post behind one is still held
    is judged where rights are read (``standing``)."""

    def on(self, day: date) -> Self:
        return super().on(day).filter(state=GrantState.GIVEN)


class GrantManager(DatedManager):
    """Answers for a day more strictly than the manager of other facts."""

    def get_queryset(self) -> GrantQuerySet:
        return GrantQuerySet(self.model, using=self._db)


class Grant(EffectiveDated):
    """A role given to a person for a unit and a time (giao quyền), on a basis. Ended and renewed, never edited.

    A grant that a person asks for gives nothing until another person approves it; the command line gives at once,
    because whoever has the machine has everything on it. A grant tied to a post (chức danh) counts only while the
    holder's file says the post is held; one passed on by its holder (ủy quyền) only while the holder's own counts.

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
    post_title = models.CharField("chức danh gắn với quyền", max_length=12, blank=True)
    post_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị của chức danh"
    )
    delegated_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="delegated", verbose_name="ủy quyền từ"
    )

    field_classes = dict.fromkeys(
        [
            "id", "valid_from", "valid_to", "user", "role", "unit", "reach", "basis", "granted_by", "state",
            "decided_by", "decision", "post_title", "post_unit", "delegated_from",
        ],
        FieldClass.P1,
    )  # fmt: skip

    objects: ClassVar[GrantManager] = GrantManager()

    class Meta(EffectiveDated.Meta):
        verbose_name = "giao quyền"
        verbose_name_plural = "giao quyền"
        constraints = [
            *EffectiveDated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(post_title="", post_unit__isnull=True)
                | (~Q(post_title="") & Q(post_unit__isnull=False)),
                name="accounts_grant_post_is_whole",
                violation_error_message="Chức danh gắn với quyền gồm cả chức danh và đơn vị.",
            ),
        ]

    def holds_on(self, day: date) -> bool:
        return self.state == GrantState.GIVEN and super().holds_on(day)

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.valid_from}"
