"""``caunoi accounts tokens`` and how the owner of the machine closes a key at once."""

import json

import pytest

from caunoi.apps.accounts.models import AccessToken
from caunoi.foundation.commandline.entry import main
from tests.apps.accounts.tokens.holding import ask, taken
from tests.factories.cadres import all_of

pytestmark = pytest.mark.django_db


def run(capsys, *words: str):
    code = main(["accounts", *words, "--format", "json"])
    out = capsys.readouterr().out
    return code, json.loads(out) if out.strip() else {}


def test_keys_are_listed_and_closed_without_ever_being_told(capsys, land, clerk) -> None:
    key = taken(clerk, land["xuan_huong"])
    ask(key)
    handle = all_of(AccessToken)[0].handle

    _code, listed = run(capsys, "tokens")
    closed, told = run(capsys, "withdraw-token", handle, "--reason", "lộ mã")
    again, _told = run(capsys, "withdraw-token", handle, "--reason", "lộ mã")
    nobodys, _told = run(capsys, "withdraw-token", "khongcoo", "--reason", "lộ mã")

    assert listed[0] == {
        "token": handle, "name": "Kho dữ liệu", "role": "xa", "unit": "07420", "up_to": 1, "until": "2021-08-31",
        "state": "open", "used_on": "2020-08-31", "used": 1,
    }  # fmt: skip
    assert key not in json.dumps(listed)
    assert (closed, told) == (0, {"token": handle, "state": "withdrawn"})
    assert again != 0
    assert nobodys != 0
    assert ask(key).status_code == 401
