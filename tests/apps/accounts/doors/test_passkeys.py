"""Passkeys against a device made here: a key pair of the test signs what a browser would let it sign."""

import json
import secrets
import struct
from base64 import urlsafe_b64encode
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.test import Client
from fido2 import cbor
from fido2.cose import ES256

from caunoi.apps.accounts.doors import factors
from caunoi.apps.accounts.models import Passkey, RecoveryCode, User
from tests.apps.accounts.doors.holding import PASSWORD, at_second_step, is_in
from tests.apps.accounts.people import browser_of, make_user
from tests.factories.cadres import all_of

pytestmark = pytest.mark.django_db
KEYS = "/toi/bao-mat/khoa/"
HOST = "testserver"
PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40


def text(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


class Device:
    """What a phone or a USB key does."""

    def __init__(self, *, locked: bool = True, origin: str = f"http://{HOST}", counts: bool = True) -> None:
        self.key, self.id = ec.generate_private_key(ec.SECP256R1()), secrets.token_bytes(32)
        self.flags, self.origin, self.counts, self.counter = (
            PRESENT | (VERIFIED if locked else 0),
            origin,
            counts,
            0,
        )

    def said(self, kind: str, challenge: str) -> bytes:
        told = {
            "type": f"webauthn.{kind}",
            "challenge": challenge,
            "origin": self.origin,
            "crossOrigin": False,
        }
        return json.dumps(told).encode()

    def data(self, more: int = 0) -> bytes:
        self.counter += self.counts
        return sha256(HOST.encode()).digest() + bytes([self.flags | more]) + struct.pack(">I", self.counter)

    def made(self, challenge: str) -> str:
        public = cbor.encode(dict(ES256.from_cryptography_key(self.key.public_key())))
        held = bytes(16) + struct.pack(">H", len(self.id)) + self.id + public
        attested = cbor.encode({"fmt": "none", "attStmt": {}, "authData": self.data(WITH_KEY) + held})
        return self.answer(clientDataJSON=self.said("create", challenge), attestationObject=attested)

    def signed(self, challenge: str, kind: str = "get") -> str:
        said, data = self.said(kind, challenge), self.data()
        signature = self.key.sign(data + sha256(said).digest(), ec.ECDSA(SHA256()))
        return self.answer(clientDataJSON=said, authenticatorData=data, signature=signature)

    def answer(self, **parts: bytes) -> str:
        response = {name: text(part) for name, part in parts.items()}
        told = {"id": text(self.id), "rawId": text(self.id), "type": "public-key", "response": response}
        return json.dumps({**told, "clientExtensionResults": {}})


def challenge_of(client: Client, address: str = "/dang-nhap/khoa/hoi/") -> str:
    return client.post(address).json()["publicKey"]["challenge"]


def with_passkey(name: str = "hoa", **given) -> tuple[User, Device]:
    user, device = make_user(name, password=PASSWORD), Device(**given)
    client = browser_of(user)
    made = device.made(challenge_of(client, f"{KEYS}hoi/"))
    assert client.post(KEYS, {"name": "máy ở cơ quan", "answer": made}).status_code == 200
    return user, device


def use(client: Client, device: Device, **more: str):
    return client.post("/dang-nhap/khoa/", {"answer": device.signed(challenge_of(client)), **more})


def test_a_key_is_made_named_shown_and_gives_recovery_codes() -> None:
    user, _device = with_passkey()

    assert [key.name for key in all_of(Passkey, user=user)] == ["máy ở cơ quan"]
    assert "máy ở cơ quan" in browser_of(user).get("/toi/bao-mat/").content.decode()
    assert len(all_of(RecoveryCode)) == 10


def test_a_key_is_the_second_step_also_on_a_device_without_a_lock() -> None:
    _user, device = with_passkey(locked=False)
    client = at_second_step()

    answer = use(client, device, next="/toi/")

    assert answer["Location"] == "/toi/"
    assert is_in(client)


def test_a_key_of_a_locked_device_opens_without_the_password() -> None:
    _user, device = with_passkey()
    client = Client()

    answer = use(client, device, next="/can-bo/")

    assert answer["Location"] == "/can-bo/"
    assert is_in(client)
    assert client.session["factor"] == "passkey"


def test_without_the_password_a_device_must_have_a_lock() -> None:
    _user, device = with_passkey(locked=False)
    client = Client()

    assert use(client, device).status_code == 409
    assert not is_in(client)


def test_a_key_of_somebody_else_is_no_second_step() -> None:
    with_passkey("lan")
    _user, device = with_passkey("hoa")
    client = at_second_step("lan")

    assert use(client, device).status_code == 409
    assert not is_in(client)


def test_what_was_signed_once_opens_nothing_a_second_time() -> None:
    _user, device = with_passkey()
    first, second = Client(), Client()
    signed = device.signed(challenge_of(first))
    challenge_of(second)

    first.post("/dang-nhap/khoa/", {"answer": signed})
    assert second.post("/dang-nhap/khoa/", {"answer": signed}).status_code == 409
    first.post("/dang-xuat/")
    assert first.post("/dang-nhap/khoa/", {"answer": signed}).status_code == 409


def test_a_signature_for_another_site_is_none_of_ours() -> None:
    _user, device = with_passkey()
    device.origin = "http://testserver.example.org"

    assert use(Client(), device).status_code == 409


def test_a_key_is_not_made_for_another_site() -> None:
    client, device = browser_of(make_user("hoa")), Device(origin="https://example.org")

    answer = client.post(KEYS, {"name": "x", "answer": device.made(challenge_of(client, f"{KEYS}hoi/"))})

    assert answer.status_code == 409
    assert all_of(Passkey) == []


def test_a_key_whose_counter_goes_back_was_copied() -> None:
    _user, device = with_passkey()
    assert use(Client(), device).status_code == 302
    device.counter -= 1

    assert use(Client(), device).status_code == 409


def test_a_device_that_does_not_count_opens_again_and_again() -> None:
    _user, device = with_passkey(counts=False)

    assert [use(Client(), device).status_code for _ in range(3)] == [302] * 3


def test_a_signature_over_something_else_is_refused() -> None:
    _user, device = with_passkey()
    client = Client()
    told = json.loads(device.signed(challenge_of(client)))
    told["response"]["signature"] = text(device.key.sign(b"x", ec.ECDSA(SHA256())))

    assert client.post("/dang-nhap/khoa/", {"answer": json.dumps(told)}).status_code == 409
    assert not is_in(client)


@pytest.mark.parametrize(
    "answer", ["", "{}", "[]", "null", '{"id": 3}', '{"id": "x", "rawId": "y"}', "không"]
)
def test_an_answer_that_is_none_is_refused_in_words(answer) -> None:
    client = Client()
    challenge_of(client)

    said = client.post("/dang-nhap/khoa/", {"answer": answer})

    assert said.status_code == 409
    assert "Chưa nhận được khóa truy cập" in said.content.decode()


def test_a_closed_account_does_not_open() -> None:
    user, device = with_passkey()
    User.objects.filter(pk=user.pk).update(is_active=False)

    assert use(Client(), device).status_code == 409


def test_the_question_tells_nobody_who_has_a_key() -> None:
    with_passkey()

    asked = Client().post("/dang-nhap/khoa/hoi/", {"username": "hoa"}).json()["publicKey"]

    assert "allowCredentials" not in asked or asked["allowCredentials"] in (None, [])
    assert asked["userVerification"] == "required"


def test_two_hundred_tries_with_a_key_are_ten() -> None:
    _user, device = with_passkey()
    device.origin = "https://example.org"
    client = Client(headers={"HX-Request": "true"})

    assert [use(client, device).status_code for _ in range(200)] == [409] * 10 + [429] * 190


def test_a_key_is_taken_away_and_opens_nothing_more() -> None:
    user, device = with_passkey()
    (kept,) = all_of(Passkey)

    browser_of(user).post(f"{KEYS}{kept.pk}/bo/")

    assert not factors.has_factor(user)
    assert use(Client(), device).status_code == 409


def test_nobody_takes_away_a_key_of_somebody_else() -> None:
    with_passkey()
    (kept,) = all_of(Passkey)

    assert browser_of(make_user("lan")).post(f"{KEYS}{kept.pk}/bo/").status_code == 404
    assert len(all_of(Passkey)) == 1
