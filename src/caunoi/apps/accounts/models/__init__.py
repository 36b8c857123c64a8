"""People who sign in, with what, what they may do where and when, and attempts at the door."""

from caunoi.apps.accounts.models.attempt import SignInAttempt
from caunoi.apps.accounts.models.emergency import Emergency
from caunoi.apps.accounts.models.factor import FactorReset, OneTimeKey, RecoveryCode
from caunoi.apps.accounts.models.grant import Grant
from caunoi.apps.accounts.models.passkey import Passkey
from caunoi.apps.accounts.models.password import PasswordRequest
from caunoi.apps.accounts.models.session import OpenSession
from caunoi.apps.accounts.models.token import AccessToken
from caunoi.apps.accounts.models.user import User

__all__ = [
    "AccessToken",
    "Emergency",
    "FactorReset",
    "Grant",
    "OneTimeKey",
    "OpenSession",
    "Passkey",
    "PasswordRequest",
    "RecoveryCode",
    "SignInAttempt",
    "User",
]
