"""What a key opens and what it does not: the API alone, reading alone, and nothing once its ground is gone."""

import json
import logging
import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import path

from caunoi.apps.accounts import throttle
from caunoi.apps.accounts.models import AccessToken, Grant, SignInAttempt, User
from caunoi.apps.accounts.selectors import actor_of
from caunoi.apps.accounts.services import close_account, end_grant
from caunoi.apps.accounts.tokens import meter, selectors, services
from caunoi.apps.organisation.models import UnitVersion
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.audit.readings import readings_of
from caunoi.foundation.policy.census import addresses, public
from tests.apps.accounts.people import browser_of, make_grant, make_user
from tests.apps.accounts.tokens.holding import DAY, PEOPLE, WHY, approved, ask, asked, program, taken
from tests.factories.cadres import SYSTEM, all_of, make_cadre
from tests.factories.organisation import new_edition

pytestmark = pytest.mark.django_db
PART = re.compile(r"<(?:\w+:)?(\w+)>")
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")


@pytest.fixture
def key(land, clerk) -> str:
    return taken(clerk, land["xuan_huong"])


def names(answer) -> set[str]:
    return {each["full_name"] for each in answer.json()["items"]}


def the_token() -> AccessToken:
    return all_of(AccessToken)[0]


def test_a_key_reads_its_own_unit_and_no_other(land, key) -> None:
    make_cadre(land["xuan_huong"], "Nguyễn Văn An")
    make_cadre(land["dong_son"], "Trần Thị Bình")

    answer = ask(key)

    assert answer.status_code == 200
    assert names(answer) == {"Nguyễn Văn An"}
    assert "no-store" in answer["Cache-Control"]
    assert "Authorization" in answer["Vary"]


def test_personal_data_come_only_with_a_key_that_was_given_for_them(land, clerk, key) -> None:
    person = make_cadre(land["xuan_huong"], "Nguyễn Văn An", phone="0912345678")
    personal = taken(clerk, land["xuan_huong"], up_to=2, personal_reason=WHY)

    without, with_them = (ask(each, f"{PEOPLE}/{person.pk}").json() for each in (key, personal))

    assert "phone" not in without
    assert with_them["phone"] == "0912345678"
    assert "ethnicity" not in with_them


def test_a_verdict_read_with_personal_data_is_not_kept_for_the_key_without(land, clerk, key) -> None:
    """What is kept in memory for one reach of rights is not given to a lesser key with the same reach."""
    make_cadre(land["xuan_huong"], "Nguyễn Văn An")
    personal = taken(clerk, land["xuan_huong"], up_to=2, personal_reason=WHY)
    fresh = ask(key, "/api/v1/gaps").json()

    ask(personal, "/api/v1/gaps")

    assert ask(key, "/api/v1/gaps").json() == fresh


def gone(action: str, land: dict, clerk: User, settings) -> None:
    one, token = SYSTEM, the_token()
    if action == "withdrawn":
        services.withdraw(actor=actor_of(clerk, on=DAY), token=token, reason="lộ mã")
    elif action == "right ended":
        end_grant(actor=one, grant=token.drawn_from, on=DAY, reason="chuyển việc")
    elif action == "account closed":
        close_account(actor=one, user=clerk, reason="nghỉ việc")
    elif action == "over":
        settings.TODAY = DAY + timedelta(days=365)
    elif action == "unit ended":
        UnitVersion.objects.filter(unit=land["xuan_huong"]).update(valid_to=DAY)
        new_edition()


@pytest.mark.parametrize(
    ("action", "said"),
    [
        ("withdrawn", "đã bị thu hồi"),
        ("right ended", "không còn quyền"),
        ("account closed", "không còn quyền"),
        ("over", "đã hết hạn"),
        ("unit ended", "đã chấm dứt"),
    ],
)
def test_what_ends_a_key_ends_it_at_the_next_question(land, clerk, key, settings, action, said) -> None:
    before = ask(key).status_code

    gone(action, land, clerk, settings)
    answer = ask(key)

    assert (before, answer.status_code) == (200, 401)
    assert said in answer.json()["title"]
    assert answer["WWW-Authenticate"] == 'Bearer realm="caunoi", error="invalid_token"'
    assert ask(key, "/api/v1/units").status_code == 401  # also where nobody would need a key


def test_a_key_of_the_board_for_one_commune_ends_with_the_commune(land) -> None:
    board = make_user("ban")
    make_grant(board, "btc", land["province"])
    key = taken(board, land["xuan_huong"])
    before = ask(key).status_code

    UnitVersion.objects.filter(unit=land["xuan_huong"]).update(valid_to=DAY)
    new_edition()

    assert (before, ask(key).status_code) == (200, 401)


def test_a_key_tied_to_a_post_ends_with_the_post(land) -> None:
    person = make_cadre(land["xuan_huong"])
    holder = make_user("bi-thu", subject_id=person.pk)
    make_grant(holder, "xa", land["xuan_huong"], post_title="CX-BT", post_unit=land["xuan_huong"])
    key = taken(holder, land["xuan_huong"])
    before = ask(key).status_code

    posting = person.postings.all().scoped().get()
    type(posting).objects.all().scoped().filter(pk=posting.pk).update(valid_to=DAY)

    assert (before, ask(key).status_code) == (200, 401)


def test_a_key_that_waits_or_was_refused_opens_nothing(land, clerk) -> None:
    token = asked(clerk, land["xuan_huong"])
    approved_one = approved(clerk, land["xuan_huong"], name="Kho khác")

    made_up = [f"caunoi_{each.handle}_{'A' * 43}" for each in (token, approved_one)]

    assert [ask(each).status_code for each in made_up] == [401, 401]


@pytest.mark.parametrize("shown", ["", "x", "caunoi_abcdefgh_short", "caunoi_abcdefgh_" + "A" * 43, "é" * 60])
def test_what_is_no_key_is_refused_in_one_sentence(key, shown) -> None:
    answer = program(shown.encode().decode("latin-1")).get(PEOPLE)

    assert answer.status_code == 401
    assert answer.json()["title"] == "Mã truy cập không đúng. Xem lại mã, hoặc xin đơn vị cấp mã mới."


def test_the_right_short_name_with_another_secret_is_refused_in_the_same_words(key) -> None:
    wrong = key[:-3] + ("AAA" if not key.endswith("AAA") else "BBB")

    assert ask(wrong).json() == ask("caunoi_abcdefgh_" + "A" * 43).json()


def test_refusals_are_said_in_the_language_that_is_asked_for(key) -> None:
    answer = ask(key + "x", PEOPLE, **{"accept-language": "en-GB,en;q=0.9,vi;q=0.5"})

    assert answer.json()["title"].startswith("This access key is wrong.")
    assert answer["Content-Language"] == "en"
    assert {"Accept-Language", "Authorization"} <= {each.strip() for each in answer["Vary"].split(",")}


# ---- never a page, never a write, never by a cookie


def test_no_page_opens_with_a_key(key) -> None:
    made = {each.route for each in addresses() if not each.route.startswith("api/")}
    plain = sorted(route for route in made if "<" not in route)
    answers = {route: ask(key, f"/{route}") for route in plain}

    assert len(answers) > 60
    assert {answer.status_code for answer in answers.values()} == {403}
    assert "chỉ dùng ở các địa chỉ /api/" in answers[""].json()["title"]


def test_a_key_in_the_address_opens_nothing(key) -> None:
    client = Client()

    for name in ("token", "access_token", "key", "ma"):
        assert client.get(PEOPLE, {name: key}).status_code == 401


def test_no_address_of_the_api_is_written_by_a_key(land, key) -> None:
    person = make_cadre(land["xuan_huong"])
    before = len(all_of(AuditEvent))
    every = [each.route for each in addresses() if each.route.startswith("api/v1/")]
    known = {"cadre_id": str(person.pk)}
    urls = ["/" + PART.sub(lambda part: known.get(part[1], "CX-BT"), route) for route in every]

    answered = {(method, url): ask(key, url, method).status_code for url in urls for method in UNSAFE}

    assert len(answered) >= 40
    assert {each: status for each, status in answered.items() if status not in {403, 405}} == {}
    assert len(all_of(AuditEvent)) == before


@public("Chỉ để thử: một địa chỉ ghi")
def _writes(request):
    raise AssertionError("a key came as far as a view that writes")


urlpatterns = [path("api/v1/ghi", _writes)]


def test_an_address_that_would_write_is_closed_to_a_key_before_it_runs(key, settings) -> None:
    settings.ROOT_URLCONF = __name__

    answers = [ask(key, "/api/v1/ghi", method) for method in UNSAFE]

    assert {answer.status_code for answer in answers} == {403}
    assert answers[0].json()["title"] == "Mã truy cập chỉ đọc, không ghi được gì."


def test_cookies_sent_beside_a_key_are_ignored(land, clerk, key) -> None:
    """Neither do they widen it, nor do they stand in for a key that opens nothing."""
    board = make_user("ban")
    make_grant(board, "btc", land["province"])
    make_cadre(land["dong_son"], "Trần Thị Bình")
    cookies = browser_of(board).cookies

    assert names(program(key, **cookies).get(PEOPLE)) == set()
    assert program(key + "x", **cookies).get(PEOPLE).status_code == 401


def test_other_schemes_and_a_proxys_own_bearer_say_nothing_on_pages(clerk) -> None:
    client = browser_of(clerk)

    for words in ("Basic YTpi", "Bearer eyJhbGciOi.proxy.own", "Digest x"):
        assert client.get("/toi/", headers={"authorization": words}).status_code == 200
    assert client.get(PEOPLE, headers={"authorization": "Basic YTpi"}).status_code == 200


# ---- counted, told, kept out of sight


def test_wrong_keys_are_counted_by_the_one_throttle_and_a_right_one_still_opens(key) -> None:
    most = throttle.OF_NETWORK[0][1]
    answers = [ask("caunoi_abcdefgh_" + "A" * 43).status_code for _each in range(most + 5)]

    closed = ask("caunoi_abcdefgh_" + "A" * 43)
    signing_in = Client().post("/dang-nhap/", {"username": "van-phong", "password": "sai"})

    assert answers == [401] * most + [429] * 5
    assert (closed.status_code, closed["Retry-After"]) == (429, "900")
    assert signing_in.status_code == 429  # one throttle for all doors
    assert ask(key).status_code == 200
    assert len(all_of(SignInAttempt)) == most


def test_a_key_asks_no_more_than_its_minute_holds(key, monkeypatch) -> None:
    most = 120
    first = ask(key, "/api/v1/figures")
    for _each in range(most - 1):
        last = ask(key, "/api/v1/figures")

    one_too_many = ask(key, "/api/v1/figures")

    assert first["RateLimit-Policy"] == '"key";q=120;w=60'
    assert first["RateLimit"].startswith('"key";r=119;t=')
    assert last["RateLimit"].startswith('"key";r=0;t=')
    assert one_too_many.status_code == 429
    assert 1 <= int(one_too_many["Retry-After"]) <= 60
    assert meter.used(the_token()) == meter.Used(most, DAY)


def test_a_minute_later_a_key_asks_again(key) -> None:
    from caunoi.foundation import clock

    token, now = the_token(), clock.now()
    meter.take(token, 1, now=now, on=DAY)
    with pytest.raises(meter.TooOften):
        meter.take(token, 1, now=now + timedelta(seconds=59), on=DAY)

    room = meter.take(token, 1, now=now + timedelta(seconds=60), on=DAY)

    assert (room.left, room.seconds) == (0, 60)


def test_uses_are_counted_and_outlive_the_file_they_are_counted_in(key, tmp_path) -> None:
    for _each in range(3):
        ask(key)
    meter.keep_counts(SYSTEM, DAY)
    for file in (tmp_path / "tokens").iterdir():
        file.unlink()

    kept = meter.used(the_token())
    ask(key)

    assert kept == meter.Used(3, DAY)
    assert meter.used(the_token()) == meter.Used(4, DAY)


def test_a_count_cut_short_by_a_power_cut_stops_nobody(key, tmp_path) -> None:
    ask(key)
    next((tmp_path / "tokens").iterdir()).write_text('{"began": "2020')

    assert ask(key).status_code == 200


def test_the_person_concerned_is_told_which_offices_key_read_the_file(land, key) -> None:
    person = make_cadre(land["xuan_huong"])
    ask(key, f"{PEOPLE}/{person.pk}")

    looks = readings_of(person.pk)

    assert [(look.reader_key, look.roles) for look in looks] == [(the_token().key, "xa")]
    assert looks[0].reader_label == f"Mã truy cập “Kho dữ liệu” ({the_token().handle}), Xã Xuân Hương"


def test_a_list_taken_with_a_key_is_in_the_record_of_its_unit(land, key) -> None:
    make_cadre(land["xuan_huong"])
    ask(key)

    told = [event for event in all_of(AuditEvent) if event.action == "audit.list_taken"]
    assert [(event.actor_key, event.unit_id) for event in told] == [(the_token().key, land["xuan_huong"].pk)]
    assert the_token().handle in told[0].actor_label


def test_the_key_is_in_no_log_no_file_no_row_and_no_page_of_an_error(
    key, caplog, tmp_path, settings, monkeypatch
) -> None:
    def broken(*_any, **_more):
        raise RuntimeError("để thử")

    caplog.set_level(logging.DEBUG)
    person = "/api/v1/cadres/4f0f8a4c-9c5a-4c1f-8f6e-1f0a3c1d2b3e"
    told = [ask(key), ask(key + "x"), ask(key, person), ask(key, "/toi/"), ask(key, PEOPLE, "POST")]
    monkeypatch.setattr("caunoi.apps.cadres.api.note", broken)
    settings.DEBUG = True  # the page of a fault with everything it knows of the request
    told.append(ask(key))

    secret = key.split("_", 2)[2]
    bodies = b"".join(answer.content + str(answer.headers).encode() for answer in told).decode()
    files = "".join(path.read_text() for path in tmp_path.rglob("*") if path.is_file())
    rows = json.dumps(
        [list(each.values()) for each in AuditEvent.objects.all().scoped().values()], default=str
    )
    assert told[-1].status_code == 500
    assert [where for where in (bodies, files, rows, caplog.text) if secret in where] == []


def test_a_key_of_another_house_does_not_open_this_one(key) -> None:
    """The digest is compared, not the short name."""
    token = the_token()
    AccessToken.objects.all().scoped().filter(pk=token.pk).update(digest="0" * 64)

    assert ask(key).status_code == 401


def test_a_right_that_has_begun_again_after_its_end_wakes_no_old_key(land, clerk, key) -> None:
    gone("right ended", land, clerk, None)
    make_grant(clerk, "xa", land["xuan_huong"], valid_from=date(2020, 8, 31))

    assert ask(key).status_code == 401
    assert Grant.objects.all().scoped().filter(user=clerk).count() == 2


def test_an_office_may_keep_two_keys_and_close_one(land, clerk, key) -> None:
    other = taken(clerk, land["xuan_huong"], name="Cổng báo cáo")
    token = selectors.shown(other.split("_")[1], DAY).token
    services.withdraw(actor=actor_of(clerk, on=DAY), token=token, reason="không dùng nữa")

    assert (ask(other).status_code, ask(key).status_code) == (401, 200)


def test_the_description_offers_both_doors_and_says_what_the_limit_answers() -> None:
    told = Client().get("/api/v1/openapi.json").json()
    operations = {path: each["get"] for path, each in told["paths"].items()}

    key = told["components"]["securitySchemes"]["key"]
    assert (key["type"], key["scheme"]) == ("http", "bearer")
    assert [path for path, each in operations.items() if {"key": []} not in each["security"]] == []
    assert [
        path
        for path, each in operations.items()
        if {"Retry-After", "RateLimit", "RateLimit-Policy"} != set(each["responses"]["429"]["headers"])
    ] == []
