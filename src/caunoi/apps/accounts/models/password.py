"""A forgotten password: asked for a new one, and the letter that lets its owner set it."""

from django.db import models

from caunoi.apps.accounts.choices import PasswordState
from caunoi.apps.accounts.models.user import User
from caunoi.foundation.db.base import Record
from caunoi.foundation.policy import FieldClass, ScopedManager

OPEN = (PasswordState.PENDING, PasswordState.CHECKED)


class PasswordRequest(Record):
    """A wish to set a new password (yêu cầu cấp lại mật khẩu): asked at the door or by an administrator, answered with
    a letter whose code sets one password once. An account that sees other people's data takes two administrators.

    Of the code only its keyed fingerprint is kept. The old password goes on until the new one is set.

    Personal data: none beyond the link to the account. Kept for ever with the audit.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="tài khoản")
    asked_by = models.CharField("người đề nghị", max_length=120)
    asked_at = models.DateTimeField("đề nghị lúc")
    state = models.CharField(
        "tình trạng", max_length=10, choices=PasswordState.choices, default=PasswordState.PENDING
    )
    checked_by = models.CharField("người đối chiếu", max_length=120, blank=True)
    checked = models.CharField("đã đối chiếu thế nào", max_length=300, blank=True)
    decided_by = models.CharField("người cấp giấy hoặc không cấp", max_length=120, blank=True)
    decision = models.CharField("lý do cấp hoặc không cấp", max_length=300, blank=True)
    fingerprint = models.CharField("dấu vết của mã trên giấy", max_length=64, blank=True)
    until = models.DateTimeField("giấy dùng được đến lúc", null=True)

    field_classes = {
        **dict.fromkeys(
            [
                "id", "user", "asked_by", "asked_at", "state", "checked_by", "checked", "decided_by", "decision",
                "until",
            ],
            FieldClass.P1,
        ),
        "fingerprint": FieldClass.K,
    }  # fmt: skip

    objects = ScopedManager()

    class Meta:
        verbose_name = "yêu cầu cấp lại mật khẩu"
        verbose_name_plural = "yêu cầu cấp lại mật khẩu"
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(state__in=[state.value for state in OPEN]),
                name="one_password_request_open_for_an_account",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.state}"
