"""One file opened in an emergency: by whom, for what, how long; told to the person, looked at by the board."""

from datetime import date, timedelta

import pytest

from caunoi.apps.accounts.limits import emergency as limits_on
from caunoi.apps.accounts.models import Emergency, User
from caunoi.apps.accounts.selectors import actor_of
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.selectors.emergencies import how_many_lately
from caunoi.foundation import clock
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.policy import visible
from tests.apps.accounts.people import browser_of, make_grant, make_user, signed_in
from tests.factories.cadres import all_of, make_cadre, make_province

pytestmark = pytest.mark.django_db
DAY = date(2020, 8, 31)
WHY = "đơn thư tố cáo số 15 ngày 20/08/2020"


@pytest.fixture(autouse=True)
def on_the_day(settings, tmp_path) -> None:
    settings.TODAY, settings.VAR = DAY, tmp_path


@pytest.fixture
def land() -> dict:
    return make_province()


@pytest.fixture
def cadre(land) -> Cadre:
    found = make_cadre(land["dong_son"], "Nguyễn Thị Tĩnh", ethnicity="Tày")
    Cadre.objects.all().scoped().filter(pk=found.pk).update(number="BG-7")
    return found


@pytest.fixture
def inspector(land) -> User:
    """Of the whole province: reads posts and papers, nothing sensitive."""
    user = make_user("thanh-tra")
    make_grant(user, "kiemtra", land["province"])
    return user


@pytest.fixture
def officer(land) -> User:
    """Of the board of another district."""
    user = make_user("can-bo-huyen")
    make_grant(user, "btc", land["lang_giang"])
    return user


def open_file(user: User, **changed: str):
    return browser_of(user).post(
        "/khan-cap/", {"number": "BG-7", "need": "don-thu", "reason": WHY, **changed}
    )


def page_of(user: User, cadre: Cadre) -> str:
    return browser_of(user).get(f"/can-bo/{cadre.pk}/").content.decode()


def test_an_inspector_reads_the_sensitive_columns_of_one_person_and_of_no_other(
    inspector, cadre, land
) -> None:
    other = make_cadre(land["dong_son"], "Trần Văn Bé", ethnicity="Nùng")
    before = page_of(inspector, cadre)

    answer = open_file(inspector)

    assert (answer.status_code, answer["Location"]) == (302, f"/can-bo/{cadre.pk}/")
    after = page_of(inspector, cadre)
    assert "Tày" not in before
    assert "Tày" in after
    assert "Hồ sơ đang mở khẩn cấp đến" in after
    assert "Nùng" not in page_of(inspector, other)
    assert "Tày" not in browser_of(inspector).get("/can-bo/?format=csv").content.decode()


def test_an_officer_of_another_unit_reads_the_one_person_beyond_reach(officer, cadre, land) -> None:
    neighbour = make_cadre(land["dong_son"], "Trần Văn Bé")
    before = browser_of(officer).get(f"/can-bo/{cadre.pk}/").status_code

    open_file(officer)

    assert (before, browser_of(officer).get(f"/can-bo/{cadre.pk}/").status_code) == (404, 200)
    assert "Tày" in page_of(officer, cadre)
    assert browser_of(officer).get(f"/can-bo/{neighbour.pk}/").status_code == 404


def test_it_is_for_reading_alone(officer, cadre) -> None:
    open_file(officer)
    browser = browser_of(officer)

    assert browser.get(f"/can-bo/{cadre.pk}/sua/").status_code in {403, 404}
    assert browser.post(f"/can-bo/{cadre.pk}/dieu-dong/", {}).status_code in {403, 404}
    assert "Sửa hồ sơ" not in page_of(officer, cadre)
    assert list(visible(actor_of(officer, on=DAY), Cadre, "change")) == []


def test_it_goes_through_the_one_policy(officer, cadre) -> None:
    open_file(officer)

    assert [each.pk for each in visible(actor_of(officer, on=DAY), Cadre)] == [cadre.pk]


def test_it_ends_after_its_time(officer, cadre) -> None:
    open_file(officer)
    opened = all_of(Emergency)[0]
    length = opened.until - opened.opened_at

    Emergency.objects.all().scoped().update(until=clock.now() - timedelta(seconds=1))

    assert length == limits_on(DAY).open_for == timedelta(minutes=30)
    assert browser_of(officer).get(f"/can-bo/{cadre.pk}/").status_code == 404


def test_it_ends_with_the_right_of_whoever_opened_it(officer, cadre, system) -> None:
    open_file(officer)

    officer.grants.all().scoped().update(valid_to=DAY)

    assert actor_of(officer, on=DAY).grants == ()
    assert browser_of(officer).get(f"/can-bo/{cadre.pk}/").status_code == 403


def test_whoever_opened_it_closes_it_before_its_time(officer, cadre) -> None:
    open_file(officer)
    browser = browser_of(officer)

    looked = browser.get("/khan-cap/dong/").status_code
    still = browser.get(f"/can-bo/{cadre.pk}/").status_code
    browser.post("/khan-cap/dong/")

    assert (looked, still) == (200, 200)
    assert browser.get(f"/can-bo/{cadre.pk}/").status_code == 404


def test_a_second_file_takes_the_place_of_the_first(officer, cadre, land) -> None:
    second = make_cadre(land["dong_son"], "Trần Văn Bé")
    Cadre.objects.all().scoped().filter(pk=second.pk).update(number="BG-8")
    open_file(officer)

    open_file(officer, number="BG-8")

    browser = browser_of(officer)
    assert browser.get(f"/can-bo/{second.pk}/").status_code == 200
    assert browser.get(f"/can-bo/{cadre.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"reason": "cần xem"}, "ít nhất 20 ký tự"),
        ({"reason": " " * 30}, "Nhập lý do"),
        ({"need": ""}, "Chọn loại nhu cầu"),
        ({"need": "to-mo"}, "Loại nhu cầu"),
        ({"number": "BG-99"}, "Không có hồ sơ số hiệu BG-99"),
    ],
)
def test_without_need_and_reason_nothing_opens(officer, cadre, changed, told) -> None:
    answer = open_file(officer, **changed)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert all_of(Emergency) == []


def test_what_one_reads_anyway_is_not_opened(cadre, land) -> None:
    user = make_user("btc-tinh")
    make_grant(user, "btc", land["province"])

    assert "đã xem được đủ" in open_file(user).content.decode()
    assert all_of(Emergency) == []


@pytest.mark.parametrize("role", ["xa", "lanhdao", "truong", "mattran", "thon", "quantri"])
def test_other_roles_open_nothing(role, land, cadre) -> None:
    browser = signed_in(role, land["lang_giang"])

    assert browser.get("/khan-cap/").status_code == 403
    assert browser.post("/khan-cap/", {"number": "BG-7", "need": "don-thu", "reason": WHY}).status_code == 403


def test_the_person_concerned_reads_who_and_why(officer, cadre) -> None:
    open_file(officer)
    page_of(officer, cadre)

    page = signed_in("canbo", reach="self", subject_id=cadre.pk).get("/toi/ai-da-xem/").content.decode()

    for told in ("can-bo-huyen", "Mở khẩn cấp hồ sơ", WHY, "Giải quyết đơn thư, tố cáo"):
        assert told in page, told


def test_it_stands_in_the_record(officer, cadre) -> None:
    open_file(officer)

    event = all_of(AuditEvent, action="cadres.emergency_opened")[0]

    assert (event.actor_label, event.reason, event.target_id) == ("can-bo-huyen", WHY, str(cadre.pk))
    assert event.unit_id == cadre.custodian_id


def test_the_board_is_told_and_says_afterwards_whether_it_was_right(officer, cadre, land) -> None:
    board = signed_in("btc", land["province"])
    open_file(officer)
    opened = all_of(Emergency)[0]

    home = board.get("/").content.decode()
    listed = board.get("/khan-cap/xem-lai/").content.decode()
    silent = board.post(f"/khan-cap/{opened.pk}/", {"viec": "lam-ro"})
    board.post(f"/khan-cap/{opened.pk}/", {"viec": "lam-ro", "finding": "chưa thấy đơn thư"})

    assert "Xem lại hồ sơ mở khẩn cấp" in home
    assert WHY in listed
    assert "Ghi nhận xét" in silent.content.decode()
    looked = all_of(Emergency)[0]
    assert (looked.justified, looked.finding) == (False, "chưa thấy đơn thư")
    assert "Cần làm rõ" in board.get("/khan-cap/xem-lai/").content.decode()
    assert "Xem lại hồ sơ mở khẩn cấp" not in board.get("/").content.decode()


def test_nobody_looks_at_their_own_opening_or_beyond_their_reach(officer, cadre, land) -> None:
    open_file(officer)
    opened = all_of(Emergency)[0]
    make_grant(officer, "btc", land["dong_son"])
    far = signed_in("btc", land["xuan_huong"])

    own = browser_of(officer).post(f"/khan-cap/{opened.pk}/", {"viec": "dung"})

    assert "Người mở không tự xem lại" in own.content.decode()
    assert far.get(f"/khan-cap/{opened.pk}/").status_code == 404
    assert WHY not in far.get("/khan-cap/xem-lai/").content.decode()
    assert all_of(Emergency)[0].looked_at is None


def test_the_administrator_reads_numbers_without_a_person(officer, cadre) -> None:
    open_file(officer)

    page = signed_in("quantri").get("/").content.decode()

    assert how_many_lately(clock.now()) == (1, 1)
    assert "1 hồ sơ mở khẩn cấp trong 30 ngày" in page
    assert "Tĩnh" not in page
    assert WHY not in page
