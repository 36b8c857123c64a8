"""``caunoi accounts``: thin, with the answers and exit codes of every command."""

import io
import json

import pytest

from caunoi.apps.accounts.models import Grant, User
from caunoi.foundation.commandline.entry import main
from tests.apps.accounts.people import make_grant, make_user
from tests.factories.cadres import all_of
from tests.factories.organisation import make_unit

pytestmark = pytest.mark.django_db
LONG = "con sông Thương nước chảy đôi dòng"


def run(capsys, *words: str) -> tuple[int, dict]:
    code = main(["accounts", *words, "--format", "json"])
    out = capsys.readouterr().out
    return code, json.loads(out) if out.strip() else {}


def test_an_account_is_opened_with_a_password_of_the_machine_told_once(capsys) -> None:
    code, told = run(capsys, "open", "lan", "--name", "Hoàng Thị Lan")

    assert code == 0
    assert User.objects.get(username="lan").check_password(told["password"])
    assert len(told["password"]) >= 15


def test_a_password_comes_in_by_the_input_and_is_not_told_again(capsys, monkeypatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(LONG + "\n"))

    code, told = run(capsys, "open", "lan", "--name", "Hoàng Thị Lan", "--password-stdin")

    assert code == 0
    assert "password" not in told
    assert User.objects.get(username="lan").check_password(LONG)


def test_a_weak_password_is_refused(capsys, monkeypatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("ngắn\n"))

    assert run(capsys, "open", "lan", "--name", "Lan", "--password-stdin")[0] == 1
    assert not User.objects.exists()


def test_a_grant_is_given_listed_and_ended(capsys) -> None:
    make_unit("Xuân Hương", code="07420")
    run(capsys, "open", "lan", "--name", "Lan")

    assert (
        run(capsys, "grant", "lan", "xa", "--unit", "07420", "--from", "01/06/2020", "--basis", "QĐ 12")[0]
        == 0
    )
    assert run(capsys, "list")[1] == [
        {"username": "lan", "full_name": "Lan", "open": True, "grants": "xa subtree 07420"}
    ]
    assert run(capsys, "end", "lan", "xa", "--reason", "thôi việc")[1]["ended"] == 1
    assert run(capsys, "list")[1][0]["grants"] == ""
    assert str(all_of(Grant)[0].valid_to) == "2020-08-31"


def test_ending_what_is_not_held_fails(capsys) -> None:
    run(capsys, "open", "lan", "--name", "Lan")

    assert run(capsys, "end", "lan", "xa")[0] == 1


def test_an_account_is_closed(capsys) -> None:
    run(capsys, "open", "lan", "--name", "Lan")

    assert run(capsys, "close", "lan", "--reason", "thôi việc") == (0, {"username": "lan", "open": False})
    assert not User.objects.get().is_active


def test_an_account_nobody_has_fails_with_a_sentence(capsys) -> None:
    assert main(["accounts", "close", "ai-do"]) == 1
    assert "Không có tài khoản ai-do" in capsys.readouterr().err


def test_a_wrong_word_is_wrong_usage(capsys) -> None:
    with pytest.raises(SystemExit) as left:
        main(["accounts", "grant", "lan", "vua", "--basis", "x"])

    assert left.value.code == 2


def test_what_a_person_gave_is_listed_and_decided_by_the_owner_of_the_machine(capsys) -> None:
    unit, user = make_unit("Xuân Hương", code="07420"), make_user("lan")
    grant = make_grant(user, "xa", unit, state="pending", granted_by="user:mot")

    (waiting,) = run(capsys, "waiting")[1]
    assert (waiting["grant"], waiting["unit"]) == (str(grant.pk), "07420")
    assert run(capsys, "decide", str(grant.pk), "refuse")[0] == 1
    assert run(capsys, "decide", str(grant.pk), "approve") == (0, {"grant": str(grant.pk), "state": "given"})
    assert run(capsys, "waiting")[1] == []
