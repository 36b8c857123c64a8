"""A right tied to a post counts while the post is held: judged at each question, stored nowhere."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caunoi.apps.accounts import selectors, services
from caunoi.apps.accounts.models import Grant, User
from caunoi.apps.accounts.selectors import account_with_grants, actor_of, posts_of
from caunoi.apps.accounts.standing import Right, Why
from caunoi.apps.cadres.models import Cadre, Posting
from caunoi.apps.cadres.services.posts import add_posting, end_posting, transfer_cadre
from caunoi.domain.vocabulary.period import Period
from caunoi.foundation.commandline.entry import main
from caunoi.foundation.errors import Refused
from tests.apps.accounts.people import browser_of, make_grant, make_user, signed_in
from tests.factories.cadres import all_of, make_cadre, make_province

pytestmark = pytest.mark.django_db
DAY = date(2020, 8, 31)
NEXT_MONTH = date(2020, 10, 1)


@pytest.fixture(autouse=True)
def on_the_day(settings) -> None:
    settings.TODAY = DAY


@pytest.fixture
def land() -> dict:
    return make_province()


@pytest.fixture
def cadre(land) -> Cadre:
    """Secretary of Xuân Hương since 2015."""
    return make_cadre(land["xuan_huong"])


@pytest.fixture
def clerk(land, cadre) -> User:
    """Their account, whose right over the district is tied to that post."""
    user = make_user("bi-thu", subject_id=cadre.pk)
    tied(user, land["xuan_huong"], land["lang_giang"])
    return user


def tied(user: User, post_unit, unit, *, title: str = "CX-BT", **given) -> Grant:
    return make_grant(user, "btc", unit, post_title=title, post_unit=post_unit, **given)


def roles_on(user: User, on: date) -> list[str]:
    return [grant.role for grant in actor_of(User.objects.get(pk=user.pk), on=on).grants]


def the_post(cadre: Cadre) -> Posting:
    posting: Posting = all_of(Posting, cadre=cadre)[0]
    posting.cadre = cadre
    return posting


def test_a_right_tied_to_a_post_counts_while_the_post_is_held(clerk) -> None:
    assert roles_on(clerk, DAY) == ["btc"]
    assert browser_of(clerk).get("/can-bo/").status_code == 200


def test_the_post_ends_today_and_the_next_page_is_closed(clerk, cadre, system) -> None:
    browser = browser_of(clerk)
    before = browser.get("/can-bo/").status_code

    end_posting(actor=system, posting=the_post(cadre), on=DAY)

    assert (before, browser.get("/can-bo/").status_code) == (200, 403)
    assert browser.post("/can-bo/xuat/", {"tat_ca": "1"}).status_code == 403
    assert browser.get(f"/can-bo/{cadre.pk}/").status_code == 403
    assert browser.get("/api/v1/cadres", headers={"accept": "application/json"}).status_code == 403


def test_a_post_that_ends_next_month_is_felt_next_month(clerk, cadre, system) -> None:
    end_posting(actor=system, posting=the_post(cadre), on=NEXT_MONTH)

    assert roles_on(clerk, date(2020, 9, 30)) == ["btc"]
    assert roles_on(clerk, NEXT_MONTH) == []


def test_whoever_leaves_holds_no_post_from_that_day(clerk, cadre) -> None:
    Cadre.objects.all().scoped().filter(pk=cadre.pk).update(left_on=DAY)

    assert roles_on(clerk, date(2020, 8, 30)) == ["btc"]
    assert roles_on(clerk, DAY) == []


def test_somebody_moved_elsewhere_takes_no_right_along(clerk, cadre, land, system) -> None:
    transfer_cadre(
        actor=system, cadre=cadre, unit=land["tan_thanh"], title_code="CX-BT", effective_on=NEXT_MONTH
    )

    assert (roles_on(clerk, DAY), roles_on(clerk, NEXT_MONTH)) == (["btc"], [])


def test_a_post_recorded_today_for_next_month_gives_its_right_only_then(cadre, land, system) -> None:
    transfer_cadre(
        actor=system, cadre=cadre, unit=land["dong_son"], title_code="CX-BT", effective_on=NEXT_MONTH
    )
    user = make_user(subject_id=cadre.pk)
    tied(user, land["dong_son"], land["dong_son"])

    assert roles_on(user, DAY) == []
    assert roles_on(user, NEXT_MONTH) == ["btc"]


def test_a_second_term_begun_when_the_first_ended_keeps_the_right(clerk, cadre, land, system) -> None:
    end_posting(actor=system, posting=the_post(cadre), on=NEXT_MONTH)
    add_posting(actor=system, cadre=cadre, unit=land["xuan_huong"], title_code="CX-BT", valid_from=NEXT_MONTH)

    assert roles_on(clerk, date(2021, 1, 1)) == ["btc"]


def test_whoever_comes_back_to_a_post_is_given_the_right_anew(clerk, cadre, land, system) -> None:
    end_posting(actor=system, posting=the_post(cadre), on=NEXT_MONTH)
    add_posting(
        actor=system, cadre=cadre, unit=land["xuan_huong"], title_code="CX-BT", valid_from=date(2021, 6, 1)
    )

    assert roles_on(clerk, date(2021, 6, 2)) == []


def test_a_post_that_is_only_planned_gives_nothing(cadre, land) -> None:
    Posting.objects.all().scoped().filter(cadre=cadre).update(kind="planned")
    user = make_user(subject_id=cadre.pk)
    tied(user, land["xuan_huong"], land["xuan_huong"])

    assert roles_on(user, DAY) == []


def test_the_post_of_somebody_else_gives_nothing(cadre, land) -> None:
    other = make_cadre(land["dong_son"], "Trần Thị Bé")
    user = make_user(subject_id=other.pk)
    tied(user, land["xuan_huong"], land["xuan_huong"])

    assert roles_on(user, DAY) == []


def test_an_account_without_a_file_holds_no_tied_right(land) -> None:
    user = make_user()
    tied(user, land["xuan_huong"], land["xuan_huong"])

    assert roles_on(user, DAY) == []


def test_the_rights_of_a_request_are_read_in_one_statement(clerk, land) -> None:
    make_grant(clerk, "lanhdao", land["province"])
    with CaptureQueriesContext(connection) as asked:
        user = account_with_grants(clerk.pk)
        assert user is not None
        actor = actor_of(user, on=DAY)

    assert sorted(grant.role for grant in actor.grants) == ["btc", "lanhdao"]
    assert len(asked) == 1


def test_the_form_offers_the_posts_of_the_file_and_nobody_elses(clerk, cadre, land) -> None:
    administrator = signed_in("quantri")
    page = administrator.get(f"/qt/nguoi-dung/{clerk.pk}/").content.decode()
    value = f"CX-BT|{land['xuan_huong'].pk}"

    assert value in page
    assert "Gắn với chức danh" in page

    sent = {
        "role": "xa", "unit": "07420", "reach": "unit", "valid_from": "31/08/2020", "basis": "QĐ 1", "post": value
    }  # fmt: skip
    assert administrator.post(f"/qt/nguoi-dung/{clerk.pk}/", sent).status_code == 302
    fresh = next(grant for grant in all_of(Grant, user=clerk) if grant.role == "xa")
    assert (fresh.post_title, fresh.post_unit_id) == ("CX-BT", land["xuan_huong"].pk)
    wrong = administrator.post(
        f"/qt/nguoi-dung/{clerk.pk}/", {**sent, "post": f"CX-BT|{land['dong_son'].pk}"}
    )
    assert wrong.status_code == 422


def test_a_right_is_tied_to_a_post_of_its_holder_alone(clerk, cadre, land, system) -> None:
    mine = posts_of(clerk, DAY)[0]

    with pytest.raises(Refused, match="Hồ sơ của người này không có chức danh"):
        services.give_grant(
            actor=system, user=make_user(), role="xa", unit=land["xuan_huong"], reach="unit", valid_from=DAY,
            basis="QĐ 1", post=mine,
        )  # fmt: skip


def test_the_list_says_in_words_why_a_right_no_longer_counts(clerk, cadre, system) -> None:
    administrator = signed_in("quantri")
    before = administrator.get(f"/qt/nguoi-dung/{clerk.pk}/").content.decode()

    end_posting(actor=system, posting=the_post(cadre), on=DAY)

    after = administrator.get(f"/qt/nguoi-dung/{clerk.pk}/").content.decode()
    assert "Đang có hiệu lực" in before
    assert "Hết hiệu lực: đã thôi giữ chức danh" in after
    assert "Đang có hiệu lực" not in after


def test_an_account_is_opened_for_a_file_by_its_number(cadre) -> None:
    Cadre.objects.all().scoped().filter(pk=cadre.pk).update(number="BG-1")
    administrator = signed_in("quantri")
    sent = {"username": "moi", "full_name": "Người mới", "password": "con sông Thương nước chảy đôi dòng"}

    missing = administrator.post("/qt/nguoi-dung/", {**sent, "person": "BG-2"})
    administrator.post("/qt/nguoi-dung/", {**sent, "person": "BG-1"})

    assert "Không có hồ sơ cán bộ số hiệu BG-2" in missing.content.decode()
    assert User.objects.get(username="moi").subject_id == cadre.pk
    with pytest.raises(Refused):
        selectors.file_numbered("BG-2")


SPAN = Period(date(2020, 1, 1), date(2020, 6, 1))


@pytest.mark.parametrize(
    ("posts", "on", "why"),
    [
        ((SPAN,), date(2020, 5, 31), None),
        ((SPAN,), date(2020, 6, 1), Why.POST_ENDED),
        ((Period(date(2020, 7, 1)),), date(2020, 6, 30), Why.POST_NOT_BEGUN),
        ((), date(2020, 6, 1), Why.NO_POST),
        ((Period(date(2010, 1, 1), date(2012, 1, 1)),), date(2020, 6, 1), Why.POST_ENDED),
        ((SPAN, Period(date(2020, 6, 1))), date(2020, 6, 1), None),
        ((SPAN, Period(date(2020, 8, 1))), date(2020, 9, 1), Why.POST_ENDED),
    ],
)
def test_why_a_tied_right_does_not_count(posts, on, why) -> None:
    right = Right("xa", None, "unit", "given", Period(date(2020, 1, 1)), tied=True, posts=posts)

    assert right.why_not(on) is why


def test_the_command_line_ties_a_right_to_a_post_by_its_title(clerk, cadre, capsys) -> None:
    words = ["accounts", "grant", "bi-thu", "xa", "--unit", "07420", "--basis", "QĐ 1", "--post"]

    code = main([*words, "CX-BT"])
    refused = main([*words, "CX-CT"])

    assert (code, refused != 0) == (0, True)
    assert [grant.post_title for grant in all_of(Grant, user=clerk, role="xa")] == ["CX-BT"]
    assert "Đang có: CX-BT (Bí thư" in capsys.readouterr().err
