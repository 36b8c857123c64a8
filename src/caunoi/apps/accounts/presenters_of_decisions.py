"""What waits for an administrator, and the page on which one decides: the same for rights, factors and passwords."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.forms import BaseForm
from django.utils.translation import gettext as _

from caunoi.apps.accounts.models import User
from caunoi.foundation.errors import Refused
from caunoi.foundation.ui.components import (
    Button,
    Callout,
    Column,
    EmptyState,
    ErrorSummary,
    Fact,
    Heading,
    KeyFacts,
    Link,
    Row,
    Table,
)

ACCOUNTS = "/qt/nguoi-dung/"


def account_url(user: User) -> str:
    return f"{ACCOUNTS}{user.pk}/"


def accounts_link() -> Link:
    return Link(_("Người dùng và phạm vi"), ACCOUNTS)


def present_list(
    title: str, rule: str, columns: Sequence[Column], rows: Sequence[Row], nothing: str
) -> dict[str, Any]:
    """Everything of one kind that waits, under the rule by which it is decided."""
    table = Table(list(columns), list(rows), caption=title, count=len(rows), empty=EmptyState(nothing))
    return {"head": Heading(title, rule, [accounts_link()]), "table": table}


def present_one(
    head: Heading, facts: Sequence[Fact], form: BaseForm | None, *, why_not: str, yes: str, no: str = ""
) -> dict[str, Any]:
    """One of them; without a form it has been decided."""
    return {
        "head": head,
        "facts": KeyFacts(list(facts)),
        "form": form,
        "errors": ErrorSummary.of(form) if form else None,
        "hindrance": Callout(why_not) if why_not else None,
        "approve": Button(yes, kind="primary", name="viec", value="duyet", disabled_because=why_not),
        "refuse": Button(no or _("Không duyệt"), name="viec", value="khong-duyet"),
    }


def why_not(check: Callable[[], None]) -> str:
    """Why the reader cannot be the one who decides; empty for who can."""
    try:
        check()
    except Refused as refusal:
        return refusal.reason
    return ""


def name_of(key: str, names: Mapping[str, User]) -> str:
    """Whoever did something, for an administrator."""
    user = names.get(key)
    if user:
        return user.named
    return {"command": _("Dòng lệnh"), "visitor": _("Tại cửa đăng nhập")}.get(key.partition(":")[0], "–")
