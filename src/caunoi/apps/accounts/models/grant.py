"""What somebody may do, where, from when to when."""

from django.db import models

from caunoi.apps.accounts.choices import Reach, Role
from caunoi.apps.accounts.models.user import User
from caunoi.apps.organisation.models import Unit
from caunoi.foundation.db.base import EffectiveDated
from caunoi.foundation.policy import FieldClass


class Grant(EffectiveDated):
    """A role given to a person for a unit and a time (giao quyền), on a basis. Ended and renewed, never edited.

    Personal data: none beyond the link to the account. Kept for ever with the audit.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="grants", verbose_name="tài khoản")
    role = models.CharField("vai trò", max_length=10, choices=Role.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, verbose_name="đơn vị")
    reach = models.CharField("phạm vi", max_length=10, choices=Reach.choices)
    basis = models.CharField("căn cứ", max_length=300)
    granted_by = models.CharField("người giao", max_length=120)

    field_classes = dict.fromkeys(
        ["id", "valid_from", "valid_to", "user", "role", "unit", "reach", "basis", "granted_by"],
        FieldClass.P1,
    )

    class Meta(EffectiveDated.Meta):
        verbose_name = "giao quyền"
        verbose_name_plural = "giao quyền"

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.valid_from}"
