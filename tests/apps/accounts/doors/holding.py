"""People with a second factor, and the codes their phones would show."""

from base64 import urlsafe_b64encode
from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2.cose import ES256
from fido2.webauthn import AttestedCredentialData

from caunoi.apps.accounts.doors import factors, one_time
from caunoi.apps.accounts.models import User
from caunoi.apps.accounts.selectors import actor_of
from caunoi.foundation import clock
from tests.apps.accounts.people import make_user
from tests.conftest import DAY

PASSWORD = "một câu dài để nhớ ở Bắc Giang"  # of the accounts made here
KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def shown(steps: int = 0, key: str = KEY) -> str:
    """What the phone shows now, or some half minutes from now."""
    return one_time.code_at(key, one_time.step_of(clock.now()) + steps)


def with_phone(name: str = "hoa", **given) -> tuple[User, list[str]]:
    """An account with a phone set up a while ago, and its recovery codes."""
    user = make_user(name, password=PASSWORD, **given)
    before = clock.now() - timedelta(minutes=10)
    code = one_time.code_at(KEY, one_time.step_of(before))
    codes = factors.enrol_one_time(actor=actor_of(user, on=DAY), user=user, key=KEY, code=code, at=before)
    return user, codes


def at_second_step(name: str = "hoa", wanted: str = "/") -> Client:
    """A browser in which the right password was given."""
    client = Client()
    client.post("/dang-nhap/", {"username": name, "password": PASSWORD, "next": wanted})
    return client


def is_in(client: Client) -> bool:
    return client.get("/toi/").status_code == 200


def public_half() -> str:
    """What is kept of a passkey whose device nobody has."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    return urlsafe_b64encode(AttestedCredentialData.create(bytes(16), b"khoa", key)).decode().rstrip("=")
