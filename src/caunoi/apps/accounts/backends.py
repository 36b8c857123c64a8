"""Sign-in by account name and password: the throttle comes before the hash, and no answer tells who exists."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest

from caunoi.apps.accounts import passwords, throttle
from caunoi.apps.accounts.doors.factors import has_factor
from caunoi.apps.accounts.models import User
from caunoi.apps.accounts.selectors import account_with_grants


def _fits(user: User | None, password: str) -> bool:
    """The same work for an account that is open, closed or not there: time tells nobody which."""
    if user is None:
        make_password(password)
        return False
    return check_password(password, user.password)


class ThrottledBackend(BaseBackend):
    """Mật khẩu được chuẩn hóa NFKC trước khi băm, như lúc đặt."""

    def authenticate(
        self, request: HttpRequest | None, username: str = "", password: str = "", **kwargs: Any
    ) -> User | None:
        address = throttle.address_of(request) if request else ""
        taken = throttle.take_try(username, address)
        user = User.objects.filter(username=username).first()
        if _fits(user, passwords.normalise(password)) and user is not None and user.is_active:
            # With a second step to come the account is not through: the tries before it go on counting.
            settle = throttle.give_back if has_factor(user) else throttle.forget_failures
            settle(taken)
            return user
        return None

    def get_user(self, user_id: Any) -> User | None:
        return account_with_grants(user_id)
