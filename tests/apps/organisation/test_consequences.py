"""What the modules say of a merger: posts and rights end with the unit, on the day and not before."""

from datetime import date

import pytest

from caunoi.apps.accounts.models import Grant
from caunoi.apps.cadres.models import Posting, Seat
from caunoi.apps.cadres.services import set_seats
from caunoi.apps.organisation import services
from caunoi.apps.organisation.choices import Weight
from caunoi.domain.lineage import ChangeKind, Move, NewUnit, UnitType
from tests.apps.accounts.people import make_grant, make_user
from tests.apps.accounts.tokens.holding import ask, taken
from tests.factories.cadres import make_cadre
from tests.factories.organisation import make_district, make_province, make_unit
from tests.whole_database import every_row

pytestmark = pytest.mark.django_db
DAY, EVE = date(2021, 1, 1), date(2020, 12, 31)


@pytest.fixture
def land():
    province = make_province(slug="tinh")
    district = make_district("Lạng Giang", province, slug="huyen", code="217")
    return [
        make_unit(name, parent=district, slug=slug, code=code)
        for name, slug, code in (("Xuân Hương", "xuan-huong", "07429"), ("Mỹ Thái", "my-thai", "07420"))
    ]


@pytest.fixture
def people(land):
    """A secretary in each of two communes that merge, and a clerk in one of them."""
    for unit, name in zip(land, ("Nguyễn Văn An", "Trần Thị Bình"), strict=True):
        make_cadre(unit, name)
    make_grant(make_user("thu"), "xa", land[0])
    return land


@pytest.fixture
def draft(system, people):
    return services.draft_reorganisation(
        actor=system, number="1/NQ", title="Sắp xếp", effective_on=DAY,
        moves=[Move(slug, ChangeKind.MERGE, into="moi") for slug in ("xuan-huong", "my-thai")],
        new_units=[NewUnit("moi", "Mỹ Hương", UnitType.COMMUNE, "huyen")],
    )  # fmt: skip


def told(forecast, key, weight=None):
    section = next(each for each in forecast.sections if each.key == key)
    return [each.sentence for each in section.consequences if weight in (None, each.weight)]


def sign(system, draft):
    services.sign(actor=system, draft=draft, seen=services.foresee(actor=system, draft=draft).fingerprint)


def test_posts_of_units_that_end_are_told_and_two_heads_meet_over_one_seat(system, draft):
    forecast = services.foresee(actor=system, draft=draft)

    assert told(forecast, "posts", Weight.WRITTEN) == [
        "1 chức vụ ở Xã Mỹ Thái thôi; 1 đồng chí chờ phân công",
        "1 chức vụ ở Xã Xuân Hương thôi; 1 đồng chí chờ phân công",
    ]
    assert told(forecast, "posts", Weight.DECIDE) == [
        "2 đồng chí đang giữ Bí thư Đảng ủy cùng về Xã Mỹ Hương: một chỗ"
    ]


def test_posts_end_on_the_day_and_not_before(system, draft):
    sign(system, draft)

    everything = Posting.objects.all().scoped()
    assert everything.on(EVE).count() == 2
    assert everything.on(DAY).count() == 0


def test_rights_on_a_unit_end_with_it_and_the_heir_needs_a_clerk(system, draft):
    forecast = services.foresee(actor=system, draft=draft)
    sign(system, draft)

    assert told(forecast, "grants") == [
        "1 lần giao quyền ở Xã Xuân Hương hết hiệu lực: thu (thu)", "Xã Mỹ Hương chưa ai được giao quyền",
    ]  # fmt: skip
    everything = Grant.objects.all().scoped()
    assert (everything.on(EVE).count(), everything.on(DAY).count()) == (1, 0)


def test_a_key_of_a_unit_that_ends_is_foreseen_and_opens_nothing_from_the_day_on(
    system, people, draft, settings, tmp_path
):
    settings.VAR = tmp_path
    board = make_user("ban")
    make_grant(board, "btc", people[0])
    key = taken(board, people[0], valid_to=date(2021, 6, 1))
    forecast = services.foresee(actor=system, draft=draft)
    sign(system, draft)

    settings.TODAY = EVE
    before = ask(key).status_code
    settings.TODAY = DAY
    after = ask(key)

    handle = key.split("_")[1]
    assert f"1 mã truy cập của Xã Xuân Hương hết hiệu lực: Kho dữ liệu ({handle})" in told(forecast, "grants")
    assert (before, after.status_code) == (200, 401)
    assert after.json()["title"] == "Đơn vị của mã truy cập này đã chấm dứt. Xin mã mới ở đơn vị kế thừa."


def test_a_post_decided_for_a_day_after_the_end_is_left_to_people(system, people, draft):
    make_cadre(people[0], "Lê Văn Cường", title_code="CX-PBT", valid_from=date(2021, 3, 1))

    forecast = services.foresee(actor=system, draft=draft)

    assert "từ 01/03/2021 rơi sau ngày đơn vị chấm dứt" in " ".join(told(forecast, "posts", Weight.DECIDE))


def test_taken_back_people_and_rights_are_as_they_were(system, draft):
    before = every_row("organisation.Edition", "organisation.Reorganisation")
    sign(system, draft)

    services.take_back(actor=system, signed=draft, on=EVE, reason="Nhầm")

    assert every_row("organisation.Edition", "organisation.Reorganisation") == before


# Seats


def seats(system, unit, number, *, title="CX-BT", block="", since=date(2016, 6, 15)):
    return set_seats(
        actor=system, unit=unit, title_code=title, block=block, number=number, valid_from=since, basis="QĐ 1"
    )


@pytest.fixture
def absorbed(system, people):
    """Mỹ Thái goes into Xuân Hương, which stays."""
    return services.draft_reorganisation(
        actor=system, number="2/NQ", title="Sắp xếp", effective_on=DAY,
        moves=[Move("my-thai", ChangeKind.ABSORB, into="xuan-huong")],
    )  # fmt: skip


def test_seats_of_units_that_end_are_told_and_the_heir_needs_a_number(system, people, draft):
    seats(system, people[0], 1)
    seats(system, people[0], 2, title="CX-PCTUB")

    forecast = services.foresee(actor=system, draft=draft)

    assert told(forecast, "seats") == [
        "Số chỗ ghi cho Xã Xuân Hương hết hiệu lực: 3 chỗ",
        "Xã Mỹ Hương chưa ghi số chỗ",
    ]


def test_seats_end_on_the_day_and_come_back_when_it_is_taken_back(system, people, draft):
    seats(system, people[0], 1)
    everything = Seat.objects.all().scoped()

    sign(system, draft)
    after = (everything.on(EVE).count(), everything.on(DAY).count())
    services.take_back(actor=system, signed=draft, on=EVE, reason="Nhầm")

    assert after == (1, 0)
    assert everything.on(DAY).count() == 1


def test_more_holders_than_seats_at_the_heir_are_counted(system, people, absorbed):
    seats(system, people[0], 1)
    seats(system, people[0], 1, title="", block="bien_che")

    forecast = services.foresee(actor=system, draft=absorbed)

    assert told(forecast, "seats") == [
        "Xã Xuân Hương, Bí thư Đảng ủy: 2 người giữ, 1 chỗ: dôi 1",
        "Xã Xuân Hương, Cán bộ, công chức cấp xã: 2 người giữ, 1 chỗ: dôi 1",
    ]


def test_where_the_heir_has_seats_enough_nothing_is_said(system, people, absorbed):
    seats(system, people[0], 2)

    assert told(services.foresee(actor=system, draft=absorbed), "seats") == []


def test_a_number_given_for_a_day_after_the_end_is_left_to_people(system, people, draft):
    seats(system, people[0], 1, since=date(2021, 3, 1))

    forecast = services.foresee(actor=system, draft=draft)

    assert told(forecast, "seats", Weight.DECIDE) == [
        "Số chỗ Bí thư Đảng ủy ở Xã Xuân Hương từ 01/03/2021 rơi sau ngày đơn vị chấm dứt"
    ]
