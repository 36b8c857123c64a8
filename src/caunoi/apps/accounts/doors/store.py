"""Django's sessions in the database, kept in our own table so that each says whose it is."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from caunoi.apps.accounts.models import OpenSession
from caunoi.foundation.policy import system_scope

SCOPE = "accounts: the session of a request"
SINCE, SEEN, HANDLE = "signed_in_at", "seen_at", "handle"
NETWORK, BROWSER = "network", "browser"

if TYPE_CHECKING:  # which table is said to the checker alone: the class takes no parameter when it runs
    Store = DatabaseStore[OpenSession]
else:
    Store = DatabaseStore


class SessionStore(Store):
    """What Django asks of a store, each question within the named scope of the product."""

    @classmethod
    def get_model_class(cls) -> type[OpenSession]:
        return OpenSession

    def create_model_instance(self, data: dict[str, Any]) -> OpenSession:
        row = super().create_model_instance(data)
        row.user_id = data.get(SESSION_KEY)
        row.handle = data.get(HANDLE)
        row.opened_at, row.seen_at = _moment(data.get(SINCE)), _moment(data.get(SEEN))
        row.network, row.browser = data.get(NETWORK, ""), data.get(BROWSER, "")
        return row

    def load(self) -> dict[str, Any]:
        with system_scope(SCOPE):
            return super().load()

    def exists(self, session_key: str) -> bool:
        with system_scope(SCOPE):
            return super().exists(session_key)

    def save(self, must_create: bool = False) -> None:
        with system_scope(SCOPE):
            super().save(must_create)

    def delete(self, session_key: str | None = None) -> None:
        with system_scope(SCOPE):
            super().delete(session_key)

    @classmethod
    def clear_expired(cls) -> None:
        with system_scope(SCOPE):
            super().clear_expired()


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
