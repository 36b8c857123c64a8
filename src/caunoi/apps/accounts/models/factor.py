"""What somebody has besides the password: a key for one-time codes, recovery codes, and a wish to begin anew."""

from django.db import models

from caunoi.apps.accounts.choices import ResetState
from caunoi.apps.accounts.models.user import User
from caunoi.foundation.db.base import Record
from caunoi.foundation.db.fields import EncryptedTextField
from caunoi.foundation.policy import FieldClass, ScopedManager


class OneTimeKey(models.Model):
    """The key a phone makes one-time codes from (khóa mã một lần): sealed, and the last step of time that was used.

    The sealed text names the account, so that it opens no other account when it is moved to another row.

    Personal data: none in clear. Kept until the person or two administrators take it away.
    """

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, verbose_name="tài khoản")
    sealed = EncryptedTextField("khóa đã niêm phong")
    last_step = models.BigIntegerField("bước thời gian đã dùng")
    enrolled_at = models.DateTimeField("bật lúc")

    field_classes = {
        "user": FieldClass.P1,
        "sealed": FieldClass.K,
        "last_step": FieldClass.K,
        "enrolled_at": FieldClass.P1,
    }

    objects = ScopedManager()

    class Meta:
        verbose_name = "khóa mã một lần"
        verbose_name_plural = "khóa mã một lần"

    def __str__(self) -> str:
        return str(self.user_id)


class RecoveryCode(models.Model):
    """A code for the day the phone is gone (mã khôi phục): only its keyed fingerprint, and when it was used.

    Personal data: none in clear. Kept until a new set is made or the factors are taken away.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="tài khoản")
    fingerprint = models.CharField("dấu vết", max_length=64)
    used_at = models.DateTimeField("dùng lúc", null=True)

    field_classes = {
        "id": FieldClass.P1,
        "user": FieldClass.P1,
        "fingerprint": FieldClass.K,
        "used_at": FieldClass.P1,
    }

    objects = ScopedManager()

    class Meta:
        verbose_name = "mã khôi phục"
        verbose_name_plural = "mã khôi phục"
        constraints = [
            models.UniqueConstraint(fields=["user", "fingerprint"], name="one_recovery_code_of_a_kind")
        ]

    def __str__(self) -> str:
        return str(self.user_id)


class FactorReset(Record):
    """A wish to take away somebody's second factors (yêu cầu đặt lại xác thực): asked by one, decided by another.

    Personal data: none beyond the link to the account. Kept for ever with the audit.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="tài khoản")
    reason = models.CharField("lý do", max_length=300)
    asked_by = models.CharField("người đề nghị", max_length=120)
    asked_at = models.DateTimeField("đề nghị lúc")
    state = models.CharField(
        "tình trạng", max_length=10, choices=ResetState.choices, default=ResetState.PENDING
    )
    decided_by = models.CharField("người duyệt", max_length=120, blank=True)
    decision = models.CharField("lý do duyệt hoặc không duyệt", max_length=300, blank=True)

    field_classes = dict.fromkeys(
        ["id", "user", "reason", "asked_by", "asked_at", "state", "decided_by", "decision"], FieldClass.P1
    )

    objects = ScopedManager()

    class Meta:
        verbose_name = "yêu cầu đặt lại xác thực"
        verbose_name_plural = "yêu cầu đặt lại xác thực"
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(state="pending"), name="one_reset_waits_for_an_account"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.state}"
