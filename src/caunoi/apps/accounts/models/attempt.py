"""Failed attempts at the door, counted before any password is hashed."""

from django.db import models

from caunoi.foundation.policy import FieldClass, ScopedManager


class SignInAttempt(models.Model):
    """A failed sign-in (lần đăng nhập sai): a keyed fingerprint of the account or the network, and when.

    Personal data: none in clear. Kept thirty days, because a hundred failures in a row close an account.
    """

    door = models.CharField("dấu vết", max_length=64)
    at = models.DateTimeField("lúc")

    field_classes = {"id": FieldClass.P1, "door": FieldClass.K, "at": FieldClass.P1}

    objects = ScopedManager()

    class Meta:
        verbose_name = "lần đăng nhập sai"
        verbose_name_plural = "lần đăng nhập sai"
        indexes = [models.Index(fields=["door", "at"], name="attempts_by_door")]

    def __str__(self) -> str:
        return f"{self.at}"
