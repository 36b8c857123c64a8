"""The browsers in which somebody is signed in; Django's own table of sessions, with whose each is."""

from importlib import import_module
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models

from caunoi.apps.accounts.models.user import User
from caunoi.foundation.policy import FieldClass
from caunoi.foundation.policy.scoping import ScopedQuerySet


class SessionManager(BaseSessionManager["OpenSession"]):
    """The session's own store asks within a named scope; nobody else asks."""

    def get_queryset(self) -> ScopedQuerySet:
        return ScopedQuerySet(self.model, using=self._db)


class OpenSession(AbstractBaseSession):
    """A browser in which somebody is signed in (phiên đăng nhập), so that its owner sees it and ends it.

    Its columns are copied from the session's own content whenever that is saved, so they cannot differ from it.

    Personal data: the network without its last part and the browser in words (P2). Kept until the session ends,
    twelve hours at the most.
    """

    handle = models.UUIDField("mã để kết thúc", null=True)
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="+", verbose_name="tài khoản")
    opened_at = models.DateTimeField("mở lúc", null=True)
    seen_at = models.DateTimeField("dùng lần cuối", null=True)
    network = models.CharField("mạng", max_length=60, blank=True)
    browser = models.CharField("trình duyệt", max_length=80, blank=True)

    field_classes = {
        "session_key": FieldClass.K,
        "session_data": FieldClass.K,
        "expire_date": FieldClass.P1,
        "handle": FieldClass.P1,
        "user": FieldClass.P1,
        "opened_at": FieldClass.P1,
        "seen_at": FieldClass.P1,
        "network": FieldClass.P2,
        "browser": FieldClass.P2,
    }

    objects: ClassVar[SessionManager] = SessionManager()

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "phiên đăng nhập"
        verbose_name_plural = "phiên đăng nhập"

    @classmethod
    def get_session_store_class(cls) -> Any:
        """What reads a row's content, as Django asks of its sessions."""
        return import_module(settings.SESSION_ENGINE).SessionStore
