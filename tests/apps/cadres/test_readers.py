"""Who read my file: every way to a person is told to that person, and to nobody else."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.readings import PERSON
from caunoi.apps.cadres.selectors.readers import looks_at
from caunoi.apps.cadres.services import PostingRecord
from caunoi.apps.cadres.services.merging import merge
from caunoi.apps.cadres.services.splitting import split
from caunoi.foundation.audit import readings
from caunoi.foundation.audit.selectors import head
from caunoi.foundation.policy.census import addresses
from tests.apps.accounts.people import browser_of, make_grant, make_user, signed_in
from tests.factories.cadres import SYSTEM, make_cadre, make_province

pytestmark = pytest.mark.django_db
DAY = date(2020, 8, 31)


@pytest.fixture(autouse=True)
def on_the_day(settings, tmp_path) -> None:
    settings.TODAY, settings.VAR = DAY, tmp_path


@pytest.fixture
def land() -> dict:
    return make_province()


@pytest.fixture
def cadre(land) -> Cadre:
    return make_cadre(land["xuan_huong"], "Nguyễn Thị Tĩnh", identity_number="024185000123")


@pytest.fixture
def officer(land):
    """Of the board, by name."""
    user = make_user("lan")
    make_grant(user, "btc", land["province"])
    return browser_of(user)


@pytest.fixture
def herself(cadre):
    return signed_in("canbo", reach="self", subject_id=cadre.pk)


def ways(cadre: Cadre) -> set[str]:
    return {look.way for look in readings.readings_of(cadre.pk)}


def test_the_person_concerned_is_told_who_looked_in_which_office_at_what_and_why(
    officer, herself, cadre
) -> None:
    officer.get(f"/can-bo/{cadre.pk}/?the=cong-tac")

    page = herself.get("/toi/ai-da-xem/").content.decode()

    for told in ("lan", "Chuyên viên Ban Tổ chức", "Bắc Giang", "phần quá trình công tác", "31/08/2020",
                 "Công việc của vai trò này"):  # fmt: skip
        assert told in page, told


def test_every_way_to_a_file_is_a_look(officer, cadre, land) -> None:
    officer.get(f"/can-bo/{cadre.pk}/")
    officer.get(f"/can-bo/{cadre.pk}/sua/")
    officer.get("/can-bo/?format=csv")
    officer.get("/nhap/xuat/?dang=csv")
    officer.get(f"/api/v1/cadres/{cadre.pk}")
    officer.get("/giai-thich/cadres.people/danh-sach/?format=csv")

    assert ways(cadre) >= {"cadres:page.hoc-tap", "cadres:correct", "export", "programs", "figure"}


def test_the_identity_number_is_told_with_the_reason_that_was_stated(officer, herself, cadre) -> None:
    officer.post(f"/can-bo/{cadre.pk}/so-dinh-danh/", {"reason": "đối chiếu thẻ bảo hiểm"})

    page = herself.get("/toi/ai-da-xem/").content.decode()

    assert "Số định danh đầy đủ" in page
    assert "đối chiếu thẻ bảo hiểm" in page


def test_a_refused_look_is_no_look(cadre, land) -> None:
    signed_in("xa", land["dong_son"]).get(f"/can-bo/{cadre.pk}/")

    assert ways(cadre) == set()


def test_ones_own_look_is_not_told(herself, cadre) -> None:
    assert herself.get(f"/can-bo/{cadre.pk}/").status_code == 200

    assert "Chưa ai khác mở hồ sơ" in herself.get("/toi/ai-da-xem/").content.decode()


def test_nobody_reads_who_read_the_file_of_another(officer, cadre, land) -> None:
    other = make_cadre(land["xuan_huong"], "Trần Văn Bé")
    officer.get(f"/can-bo/{cadre.pk}/")

    page = signed_in("canbo", reach="self", subject_id=other.pk).get("/toi/ai-da-xem/")

    assert "Chưa ai khác mở hồ sơ" in page.content.decode()
    for role in ("btc", "xa", "kiemtra", "quantri", "lanhdao"):
        assert signed_in(role, land["province"]).get("/toi/ai-da-xem/").status_code == 403


def test_a_look_costs_no_statement_and_no_link_of_the_chain(officer, cadre) -> None:
    officer.get(f"/can-bo/{cadre.pk}/?the=cong-tac")
    before = head()
    with CaptureQueriesContext(connection) as again:
        officer.get(f"/can-bo/{cadre.pk}/?the=cong-tac")
    readings._noted.clear()
    with CaptureQueriesContext(connection) as fresh:
        officer.get(f"/can-bo/{cadre.pk}/?the=cong-tac")

    assert head() == before
    assert len(fresh) == len(again)


def test_every_address_that_names_a_person_has_the_part_the_look_is_found_by() -> None:
    named = [a.route for a in addresses() if "<uuid:cadre_id>" in a.route or "{cadre_id}" in a.route]

    assert len(named) >= 15
    assert all(PERSON in route for route in named)


def test_the_link_stands_on_the_own_page_of_whoever_has_a_file(herself, officer) -> None:
    assert "/toi/ai-da-xem/" in herself.get("/toi/").content.decode()
    assert "/toi/ai-da-xem/" not in officer.get("/toi/").content.decode()
    assert "/toi/ai-da-xem/" in herself.get("/").content.decode()


def test_looks_at_a_record_that_was_joined_to_mine_are_told_to_me_until_the_two_part(
    officer, cadre, land
) -> None:
    posts = (
        PostingRecord("CC-VPTK", land["dong_son"].pk, valid_from=date(2008, 1, 1), valid_to=date(2010, 1, 1)),
    )
    other = make_cadre(land["dong_son"], "Nguyen Thi Tinh", postings=posts)
    officer.get(f"/can-bo/{other.pk}/?the=cong-tac")

    done = merge(actor=SYSTEM, kept=cadre, lost=other, said={}, reason="Một người")
    joined = [look.way for look in looks_at(cadre.pk)]
    split(actor=SYSTEM, done=done, reason="Nhầm")

    assert joined == ["cadres:page.cong-tac"]
    assert looks_at(cadre.pk) == []
