"""An account."""

import uuid
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from caunoi.foundation.policy import FieldClass


class UserQuerySet(models.QuerySet["User"]):
    """Accounts answer the door before anybody is known, so the table itself does not refuse."""

    def scoped(self, *, by_product: str = "") -> Self:
        """What the policy calls on every model; the rows it keeps are the administrator's."""
        return self.all()


UserManager = BaseUserManager.from_queryset(UserQuerySet, class_name="UserManager")


class User(AbstractBaseUser):
    """A person who signs in (tài khoản). What they may do is in their grants, never here.

    Personal data: name as shown (P1). Kept while the account is open and five years after, because the audit names it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField("tên đăng nhập", max_length=60, unique=True)
    full_name = models.CharField("họ và tên", max_length=120)
    is_active = models.BooleanField("đang hoạt động", default=True)
    subject_id = models.UUIDField("hồ sơ cán bộ của chính người này", null=True)
    language = models.CharField("ngôn ngữ", max_length=2, default="vi")
    needs_factor = models.BooleanField("mật khẩu ngắn nên phải có yếu tố thứ hai", default=False)
    opened_by = models.CharField("người mở tài khoản", max_length=120, blank=True)

    field_classes = {
        "id": FieldClass.P1,
        "username": FieldClass.P1,
        "full_name": FieldClass.P1,
        "is_active": FieldClass.P1,
        "subject_id": FieldClass.P1,
        "language": FieldClass.P1,
        "needs_factor": FieldClass.P1,
        "opened_by": FieldClass.P1,
        "password": FieldClass.K,
        "last_login": FieldClass.P1,
    }

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"

    def __str__(self) -> str:
        return self.full_name

    @property
    def key(self) -> str:
        """What the record and other rows name this account by, as the key of whoever acts with it."""
        return f"user:{self.pk}"

    @property
    def named(self) -> str:
        """For those who keep accounts: two people may have one name."""
        return f"{self.full_name} ({self.username})"
