"""The pages of the person and of the office, through the door."""

import io
import zipfile
from datetime import date

import pytest
from docx import Document

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.privacy import services
from caunoi.apps.privacy.models import DataCopy, Disposal, LegalHold, RequestedChange, SubjectRequest
from caunoi.foundation.actors import load_actor
from caunoi.foundation.jobs import services as jobs
from caunoi.foundation.jobs.worker import run_here
from tests.apps.accounts.people import browser_of, make_grant, make_user, signed_in
from tests.factories.cadres import all_of

pytestmark = pytest.mark.django_db
DAY = date(2020, 8, 31)


@pytest.fixture
def officer(land):
    user = make_user("lan")
    make_grant(user, "btc", land["province"])
    return browser_of(user)


@pytest.fixture
def her_page(cadre):
    return signed_in("canbo", reach="self", subject_id=cadre.pk)


def the_request() -> SubjectRequest:
    return all_of(SubjectRequest)[-1]


def test_the_way_to_my_data_stands_on_my_own_page_and_only_for_who_has_a_file(her_page, officer):
    assert "/toi/du-lieu/" in her_page.get("/toi/").content.decode()
    assert "/toi/du-lieu/" not in officer.get("/toi/").content.decode()
    assert officer.get("/toi/du-lieu/").status_code in {403, 404}


def test_i_ask_and_see_by_when_i_am_answered(her_page):
    told = her_page.post("/toi/du-lieu/", {"kind": "objection", "words": "Không gửi số điện thoại cho báo"})

    page = her_page.get(told["Location"]).content.decode()
    assert "YC-0001/2020" in page and "03/09/2020, còn 3 ngày" in page


def test_an_empty_objection_keeps_the_form_and_says_what_is_missing(her_page):
    answer = her_page.post("/toi/du-lieu/", {"kind": "objection", "words": ""})

    assert answer.status_code == 422
    assert "vài câu" in answer.content.decode()


def test_a_correction_goes_item_by_item_to_the_office_and_comes_back_decided(her_page, officer, cadre):
    her_page.post("/toi/du-lieu/sua/", {"phone": "0988777666", "birth": "1975"})
    asked = the_request()
    url = f"/yeu-cau-du-lieu/{asked.pk}/"
    officer.post(url, {"viec": "chap-nhan", "answer": "Xem từng mục trong tuần này"})
    phone = all_of(RequestedChange, request=asked, column="phone")[0]

    page = officer.get(f"{url}muc/{phone.pk}/").content.decode()
    officer.post(f"{url}muc/{phone.pk}/", {"viec": "sua"})

    assert "0988777666" in page
    assert all_of(Cadre, pk=cadre.pk)[0].phone == "0988777666"
    assert "Đã sửa" in her_page.get(url).content.decode()


def test_a_wrong_day_is_said_beside_its_item(her_page):
    answer = her_page.post("/toi/du-lieu/sua/", {"birth": "32/13/1975"})

    assert answer.status_code == 422
    assert not all_of(SubjectRequest)


def test_the_copy_is_asked_for_made_and_taken(her_page, cadre):
    her_page.post("/toi/du-lieu/ban-sao/")
    claimed = jobs.claim()
    assert run_here(claimed.pk)

    page = her_page.get("/toi/du-lieu/").content.decode()
    copy = all_of(DataCopy)[0]
    file = her_page.get(f"/ban-sao-du-lieu/{copy.pk}/")

    assert f"/ban-sao-du-lieu/{copy.pk}/" in page
    assert "no-store" in file["Cache-Control"]
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        assert set(archive.namelist()) >= {"doc-truoc.html", "du-lieu.json"}


def test_a_copy_of_somebody_else_is_not_there(her_page, land, officer, cadre):
    from tests.factories.cadres import make_cadre

    other = make_cadre(land["xuan_huong"], "Trần Văn Bình", number="CB-9")
    officer.post(f"/ban-sao-du-lieu/cua/{other.pk}/")
    run_here(jobs.claim().pk)

    assert her_page.get(f"/ban-sao-du-lieu/{all_of(DataCopy)[0].pk}/").status_code == 404


def test_a_paper_is_entered_from_the_page_of_the_person(officer, cadre):
    assert f"/yeu-cau-du-lieu/don/{cadre.pk}/" in officer.get(f"/can-bo/{cadre.pk}/").content.decode()

    answer = officer.post(
        f"/yeu-cau-du-lieu/don/{cadre.pk}/",
        {"kind": "correction", "received_on": "28/08/2020", "words": "", "phone": "0911111111"},
    )

    page = officer.get(answer["Location"]).content.decode()
    assert "0911111111" in page
    assert "Đơn giấy" in page


def test_the_register_shows_late_ones_first_and_alone(officer, cadre, board, settings):
    services.enter_request(actor=board, cadre=cadre, kind="copy", words="", received_on=date(2020, 8, 20))
    services.enter_request(actor=board, cadre=cadre, kind="copy", words="", received_on=DAY)

    late = officer.get("/yeu-cau-du-lieu/?xem=qua-han").content.decode()
    everything = officer.get("/yeu-cau-du-lieu/").content.decode()

    assert "YC-0001/2020" in late and "quá 7 ngày" in late and "YC-0002/2020" not in late
    assert everything.index("YC-0001/2020") < everything.index("YC-0002/2020")


def test_what_is_late_stands_in_the_work_of_the_day(officer, cadre, board):
    services.enter_request(actor=board, cadre=cadre, kind="copy", words="", received_on=date(2020, 8, 20))

    assert "/yeu-cau-du-lieu/?xem=qua-han" in officer.get("/").content.decode()


def test_a_no_without_a_clause_is_sent_back_with_what_was_typed(officer, cadre, her_page):
    her_page.post("/toi/du-lieu/", {"kind": "objection", "words": "Không dùng nữa"})
    url = f"/yeu-cau-du-lieu/{the_request().pk}/"

    answer = officer.post(url, {"viec": "khong", "answer": "Cần cho công vụ"})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "điều khoản" in page and "Cần cho công vụ" in page


def test_the_letter_says_the_answer_and_that_the_data_are_samples(officer, cadre, her_page, settings):
    settings.DEMO = True
    her_page.post("/toi/du-lieu/", {"kind": "objection", "words": "Không dùng nữa"})
    url = f"/yeu-cau-du-lieu/{the_request().pk}/"
    officer.post(url, {"viec": "khong", "answer": "Cần cho công vụ", "clause": "Điều 19"})

    letter = Document(io.BytesIO(officer.get(f"{url}thu/").content))

    words = "\n".join(paragraph.text for paragraph in letter.paragraphs)
    for told in (
        "DỮ LIỆU MẪU",
        "Nguyễn Thị Tĩnh",
        "Không chấp nhận",
        "Cần cho công vụ",
        "Điều 19",
        "YC-0001/2020",
    ):
        assert told in words, told


def test_an_erasure_of_somebody_held_says_so_before_and_after_the_button(officer, cadre, her_page):
    officer.post(
        f"/luu-giu/giu/{cadre.pk}/",
        {"asked_by": "Thanh tra tỉnh", "paper": "45/TTr", "reason": "Đang thanh tra", "until": "01/09/2021"},
    )
    her_page.post("/toi/du-lieu/", {"kind": "erasure", "words": "Tôi nghỉ rồi"})
    url = f"/yeu-cau-du-lieu/{the_request().pk}/"

    before = officer.get(url).content.decode()
    after = officer.post(url, {"viec": "chap-nhan", "answer": "Sẽ xóa"}).content.decode()

    assert len(all_of(LegalHold)) == 1
    for page in (before, after):
        assert "45/TTr" in page and "Điều 14" in page
    assert "45/TTr" not in her_page.get(url).content.decode()


def test_what_is_due_waits_on_its_page_for_a_second_person(officer, cadre, land, system):
    Cadre.objects.all().scoped().filter(pk=cadre.pk).update(left_on=date(2009, 1, 1))
    services.propose_due(actor=system, on=DAY)
    url = f"/luu-giu/{all_of(Disposal)[0].pk}/"

    assert "Nguyễn Thị Tĩnh" in officer.get("/luu-giu/").content.decode()
    assert "Xóa rồi không lấy lại được" in officer.get(url).content.decode()


def test_who_proposed_reads_why_the_button_is_off(land, cadre, her_page):
    user = make_user("mot")
    make_grant(user, "btc", land["province"])
    her_page.post("/toi/du-lieu/", {"kind": "erasure", "words": "Tôi nghỉ rồi"})
    asked = the_request()
    services.accept_request(actor=load_actor(f"user:{user.pk}", DAY), request=asked, answer="Sẽ xóa", on=DAY)

    page = browser_of(user).get(f"/luu-giu/{all_of(Disposal)[0].pk}/").content.decode()

    assert "không tự xác nhận" in page


def test_i_take_my_request_back(her_page):
    her_page.post("/toi/du-lieu/", {"kind": "copy", "words": ""})
    asked = the_request()
    assert "Rút yêu cầu" in her_page.get(f"/yeu-cau-du-lieu/{asked.pk}/").content.decode()

    her_page.post(f"/toi/du-lieu/{asked.pk}/rut/")

    assert the_request().state == "withdrawn"


def test_the_link_of_a_copy_is_dead_the_moment_the_right_of_whoever_made_it_ends(land, cadre):
    user = make_user("mai")
    grant = make_grant(user, "btc", land["province"])
    actor, page = load_actor(f"user:{user.pk}", DAY), browser_of(user)
    copy = services.make_copy(actor=actor, copy=services.ask_copy(actor=actor, cadre=cadre), on=DAY)
    link = f"/ban-sao-du-lieu/{copy.pk}/"
    assert page.get(link).status_code == 200

    type(grant).objects.all().scoped().filter(pk=grant.pk).update(valid_to=DAY)

    assert page.get(link).status_code in (403, 404)
    assert b"024185000123" not in page.get(link).content
