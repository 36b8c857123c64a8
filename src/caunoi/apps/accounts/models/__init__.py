"""People who sign in, what they may do where and when, and attempts at the door."""

from caunoi.apps.accounts.models.attempt import SignInAttempt
from caunoi.apps.accounts.models.grant import Grant
from caunoi.apps.accounts.models.user import User

__all__ = ["Grant", "SignInAttempt", "User"]
