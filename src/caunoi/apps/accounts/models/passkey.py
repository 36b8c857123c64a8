"""A key pair whose private half never leaves somebody's device."""

from django.db import models

from caunoi.apps.accounts.models.user import User
from caunoi.foundation.db.base import Record
from caunoi.foundation.policy import FieldClass, ScopedManager


class Passkey(Record):
    """A passkey (khóa truy cập): the public half, and the name its owner gave the device.

    Personal data: the name of the device (P2). Kept until the person or two administrators take it away.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="tài khoản")
    name = models.CharField("tên thiết bị", max_length=60)
    credential_id = models.CharField("mã khóa", max_length=1400, unique=True)
    credential = models.TextField("nửa công khai")
    counter = models.BigIntegerField("số lần ký", default=0)
    added_at = models.DateTimeField("thêm lúc")
    used_at = models.DateTimeField("dùng lần cuối", null=True)

    field_classes = {
        "id": FieldClass.P1,
        "user": FieldClass.P1,
        "name": FieldClass.P2,
        "credential_id": FieldClass.K,
        "credential": FieldClass.K,
        "counter": FieldClass.K,
        "added_at": FieldClass.P1,
        "used_at": FieldClass.P1,
    }

    objects = ScopedManager()

    class Meta:
        verbose_name = "khóa truy cập"
        verbose_name_plural = "khóa truy cập"

    def __str__(self) -> str:
        return str(self.pk)
