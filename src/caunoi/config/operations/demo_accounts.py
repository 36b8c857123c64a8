"""Who can sign in to a demo database, for the terminal."""

from caunoi.apps.accounts.choices import Role
from caunoi.apps.accounts.models import Grant, User
from caunoi.demo.story import PASSWORD
from caunoi.foundation import clock
from caunoi.foundation.policy import system_scope


def demo_accounts() -> list[str]:
    """One line for each account of the database, with the roles it holds on the demo's day."""
    with system_scope("serve: list the demo accounts"):
        held = list(Grant.objects.on(clock.today()).select_related("user").order_by("valid_from"))
        users = list(User.objects.filter(is_active=True).order_by("username"))
    roles: dict[object, list[str]] = {}
    for grant in held:
        roles.setdefault(grant.user_id, []).append(str(Role(grant.role).label))
    told = [
        f"{user.username:<10} {user.full_name} ({', '.join(roles.get(user.pk, [])) or '–'})" for user in users
    ]
    return [f"Tài khoản mẫu, mật khẩu {PASSWORD}:", *(f"  {line}" for line in told), ""] if told else []
