"""A forgotten password: asked for at the door, a letter from who has seen the person, a new one set once."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client

from caunoi.apps.accounts import throttle
from caunoi.apps.accounts.doors import letters
from caunoi.apps.accounts.models import PasswordRequest, User
from caunoi.apps.accounts.selectors import actor_of
from caunoi.foundation import clock
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.commandline.entry import main
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import system_scope
from tests.apps.accounts.doors.holding import DAY, PASSWORD, at_second_step, is_in, shown, with_phone
from tests.apps.accounts.people import browser_of, make_grant, make_user
from tests.factories.cadres import all_of
from tests.factories.organisation import make_unit

pytestmark = pytest.mark.django_db
DOOR, SET, FRESH = "/dang-nhap/quen-mat-khau/", "/dang-nhap/dat-mat-khau/", "sông Thương nước chảy đôi dòng"


def administrator(name: str, **given) -> User:
    user = make_user(name, **given)
    make_grant(user, "quantri")
    return user


@pytest.fixture
def clerk() -> User:
    user = make_user("xa", password=PASSWORD)
    make_grant(user, "xa", make_unit("Xuân Hương", code="07420"))
    return user


def asked_by(name: str) -> PasswordRequest:
    Client().post(DOOR, {"username": name})
    return all_of(PasswordRequest)[-1]


def decide(who: User, asked: PasswordRequest, reason: str = "đã gặp, đối chiếu thẻ", deed: str = "duyet"):
    return browser_of(who).post(f"/qt/mat-khau/{asked.pk}/", {"viec": deed, "reason": reason})


def code_on(answer) -> str:
    (code,) = re.findall(r'<code class="letter-code">([^<]+)</code>', answer.content.decode())
    return code


def letter_for(user: User) -> str:
    return code_on(decide(administrator("mot"), asked_by(user.username)))


def bring(name: str, code: str, fresh: str = FRESH, client: Client | None = None):
    return (client or Client()).post(SET, {"username": name, "code": code, "fresh": fresh})


def test_an_official_gets_a_letter_and_comes_in_with_the_new_password() -> None:
    user = make_user("canbo", password=PASSWORD)
    there = browser_of(user)
    code = letter_for(user)
    assert user.check_password(PASSWORD)
    client = Client()

    answer = bring("canbo", code.upper().replace("-", " "), client=client)

    assert (answer.status_code, answer["Location"]) == (302, "/dang-nhap/")
    assert "Đã đặt mật khẩu mới" in client.get("/dang-nhap/").content.decode()
    client.post("/dang-nhap/", {"username": "canbo", "password": FRESH})
    assert is_in(client)
    assert not is_in(there)


def test_every_step_is_in_the_record_and_the_code_is_nowhere() -> None:
    user = make_user("canbo", password=PASSWORD)
    code = letter_for(user)
    bring("canbo", code)

    told = [event.action.partition(".")[2] for event in all_of(AuditEvent)]
    assert told[-4:] == [
        "password_asked", "password_letter_given", "password_letter_used", "password_changed",
    ]  # fmt: skip
    kept = str([vars(row) for model in (AuditEvent, PasswordRequest) for row in all_of(model)])
    assert code not in kept
    assert code.replace("-", "") not in kept


def test_the_door_says_the_same_of_every_name() -> None:
    make_user("canbo")
    make_user("khoa", is_active=False)

    pages = {
        re.sub(r"[A-Za-z0-9]{32,}", "", Client().post(DOOR, {"username": name}).content.decode())
        for name in ("canbo", "khoa", "khong-co-ai", "canbo")
    }

    assert len(pages) == 1
    assert [each.user.username for each in all_of(PasswordRequest)] == ["canbo"]


def test_asking_changes_nothing_for_whoever_still_knows_the_password() -> None:
    user = make_user("canbo", password=PASSWORD)
    there = browser_of(user)

    asked_by("canbo")

    assert is_in(there)
    client = Client()
    client.post("/dang-nhap/", {"username": "canbo", "password": PASSWORD})
    assert is_in(client)


def test_asking_is_counted_but_apart_from_coming_in() -> None:
    make_user("canbo", password=PASSWORD)

    asked = [Client().post(DOOR, {"username": "canbo"}).status_code for _time in range(11)]

    assert asked == [200] * 10 + [429]
    assert throttle.take_try("canbo", "198.51.100.1")


def test_whoever_may_not_come_in_any_more_may_still_ask() -> None:
    make_user("canbo", password=PASSWORD)
    for _try in range(10):
        Client().post("/dang-nhap/", {"username": "canbo", "password": "đoán một câu dài"})

    assert Client().post(DOOR, {"username": "canbo"}).status_code == 200
    code = code_on(decide(administrator("mot"), all_of(PasswordRequest)[0]))
    assert bring("canbo", code).status_code == 302


def test_an_account_that_sees_other_peoples_data_takes_two(clerk) -> None:
    first, second = administrator("mot"), administrator("hai")
    asked = asked_by("xa")

    answer = decide(first, asked)

    assert (answer.status_code, answer["Location"]) == (302, "/qt/mat-khau/")
    assert decide(first, asked, "").status_code == 409
    assert bring("xa", code_on(decide(second, asked, ""))).status_code == 302


def test_a_right_still_to_begin_takes_two_as_well() -> None:
    user = make_user("sap-toi")
    make_grant(user, "xa", make_unit("Xuân Hương", code="07420"), valid_from=DAY + timedelta(days=3))

    decide(administrator("mot"), asked_by("sap-toi"))

    assert all_of(PasswordRequest)[0].state == "checked"


def test_an_account_the_first_one_opened_is_no_second_person(clerk) -> None:
    first = administrator("mot")
    asked = asked_by("xa")
    decide(first, asked)

    assert decide(administrator("rom", opened_by=first.key), asked).status_code == 409
    assert all_of(PasswordRequest)[0].state == "checked"


def test_nobody_gives_themselves_a_letter() -> None:
    own = administrator("mot", password=PASSWORD)
    asked = asked_by("mot")

    assert decide(own, asked).status_code == 409
    assert browser_of(own).post(f"/qt/nguoi-dung/{own.pk}/mat-khau/").status_code == 409
    decide(administrator("hai"), asked)
    assert decide(own, asked).status_code == 409


def test_who_was_recognised_how_is_written_down_or_nothing_happens() -> None:
    make_user("canbo")
    asked, one = asked_by("canbo"), administrator("mot")

    assert "Ghi đã đối chiếu" in decide(one, asked, "").content.decode()
    assert decide(one, asked, "", deed="khong-duyet").status_code == 422
    assert all_of(PasswordRequest)[0].state == "pending"


def test_a_no_ends_the_wish_and_another_may_be_asked() -> None:
    make_user("canbo")
    asked, one = asked_by("canbo"), administrator("mot")
    decide(one, asked, "không nhận ra", deed="khong-duyet")
    assert decide(one, asked).status_code == 409

    asked_by("canbo")

    assert sorted(each.state for each in all_of(PasswordRequest)) == ["pending", "refused"]


def test_of_two_who_answer_at_once_one_gives() -> None:
    make_user("canbo")
    asked_by("canbo")
    seen = [all_of(PasswordRequest)[0] for _each in range(2)]
    one, two = (actor_of(administrator(name), on=DAY) for name in ("mot", "hai"))
    letters.answer(actor=one, asked=seen[0], reason="đã gặp")

    with pytest.raises(Refused, match="đã có người quyết định"):
        letters.answer(actor=two, asked=seen[1], reason="đã gặp")


@pytest.mark.parametrize("wrong", ["abcd-efgh-jkmn", "", "2345-6789-abcd" * 2])
def test_a_wrong_code_sets_nothing_and_is_counted(wrong) -> None:
    user = make_user("canbo", password=PASSWORD)
    letter_for(user)

    answer = bring("canbo", wrong)

    assert answer.status_code == 422
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_wrong_codes_close_the_door_like_wrong_passwords() -> None:
    code = letter_for(make_user("canbo"))

    tries = [bring("canbo", "sai-sai-sai").status_code for _try in range(11)]

    assert tries == [422] * 10 + [429]
    assert bring("canbo", code).status_code == 429


def test_a_letter_opens_one_account_once_and_not_for_ever() -> None:
    user = make_user("canbo")
    make_user("khac")
    code = letter_for(user)
    said = {bring("khac", code).status_code, bring("khong-co", code).status_code}
    assert said == {422}
    with system_scope("thử"):
        PasswordRequest.objects.update(until=clock.now() - timedelta(seconds=1))
    assert bring("canbo", code).status_code == 422
    with system_scope("thử"):
        PasswordRequest.objects.update(until=clock.now() + timedelta(hours=1))

    assert bring("canbo", code).status_code == 302
    assert bring("canbo", code, "một câu khác cũng dài như thế").status_code == 422


def test_of_two_who_bring_the_same_letter_one_sets_the_password() -> None:
    code = letter_for(make_user("canbo"))
    held = [letters.letter_of("canbo", code, clock.now()) for _each in range(2)]
    letters.set_password(letter=held[0], password=FRESH)

    with pytest.raises(Refused):
        letters.set_password(letter=held[1], password="một câu khác cũng dài như thế")

    assert User.objects.get(username="canbo").check_password(FRESH)


def test_a_new_letter_voids_the_one_before() -> None:
    user = make_user("canbo")
    lost = letter_for(user)
    found = code_on(decide(User.objects.get(username="mot"), asked_by("canbo")))

    assert bring("canbo", lost).status_code == 422
    assert bring("canbo", found).status_code == 302


def test_a_weak_password_keeps_the_letter() -> None:
    code = letter_for(make_user("canbo"))

    answer = bring("canbo", code, "ngắn quá")

    assert answer.status_code == 422
    assert "ít nhất 15 ký tự" in answer.content.decode()
    assert bring("canbo", code).status_code == 302


def test_the_second_factor_is_still_asked_for() -> None:
    user, _codes = with_phone("hoa")
    code = letter_for(user)
    bring("hoa", code, PASSWORD)

    client = at_second_step("hoa")

    assert not is_in(client)
    client.post("/dang-nhap/buoc-hai/", {"code": shown()})
    assert is_in(client)


def test_a_closed_account_gets_no_letter() -> None:
    user = make_user("canbo")
    asked = asked_by("canbo")
    User.objects.filter(pk=user.pk).update(is_active=False)

    assert decide(administrator("mot"), asked).status_code == 409


def test_the_list_of_accounts_says_who_waits() -> None:
    user, one = make_user("canbo"), browser_of(administrator("mot"))
    assert "người quên mật khẩu đang chờ" not in one.get("/qt/nguoi-dung/").content.decode()

    asked = asked_by("canbo")

    page = one.get("/qt/nguoi-dung/").content.decode()
    assert "1 người quên mật khẩu đang chờ" in page
    assert "Tại cửa đăng nhập" in one.get("/qt/mat-khau/").content.decode()
    assert one.post(f"/qt/nguoi-dung/{user.pk}/mat-khau/")["Location"] == f"/qt/mat-khau/{asked.pk}/"


def test_the_owner_of_the_machine_gives_a_code(capsys, clerk) -> None:
    assert (
        main(["accounts", "letter", "xa", "--reason", "người quản trị duy nhất quên", "--format", "json"])
        == 0
    )

    assert bring("xa", json.loads(capsys.readouterr().out)["code"]).status_code == 302
