"""Views kept under a name: whose they are, what somebody else is shown through them, what happens to old ones."""

import io
import re
from datetime import date
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.lists.models import SavedView
from caunoi.foundation.lists.questions import question_in
from tests.apps.accounts.people import signed_in
from tests.factories.cadres import all_of, make_people, make_province, person_record

pytestmark = pytest.mark.django_db
SAVE = "/che-do-xem/luu/"


@pytest.fixture
def land(settings):
    settings.TODAY = date(2020, 8, 31)
    land = make_province()
    make_people(
        person_record(land["xuan_huong"], "Lê Thị Ánh", birth=date_of(1985), sex="nu", title_code="CX-BT"),
        person_record(
            land["xuan_huong"], "Trần Văn Bình", birth=date_of(1990), sex="nam", title_code="CX-CTUB"
        ),
        person_record(land["dong_son"], "Phạm Văn Cường", birth=date_of(1992), sex="nam", title_code="CX-BT"),
    )
    return land


def date_of(year):
    return PartialDate.of(date(year, 1, 2))


@pytest.fixture
def officer(land):
    return signed_in("btc", land["province"])


@pytest.fixture
def clerk(land):
    return signed_in("xa", land["xuan_huong"])


def save(client, asked, name="Nam giới", *, key="can-bo", **more):
    answer = client.post(f"{SAVE}?{urlquery(key, asked)}", {"ten": name, "dung_chung": "rieng", **more})
    assert answer.status_code == 302, answer.content.decode()
    return all_of(SavedView, name=name)[-1]


def urlquery(key, asked):
    return urlencode({"danh-sach": key, "hoi": asked})


def told(client, url):
    answer = client.get(url, follow=True)
    assert answer.status_code == 200, url
    return answer.content.decode()


def names_in(page):
    return re.findall(r'<th scope="row" class="first"><a class="link" href="/can-bo/[^"]*">([^<]+)</a>', page)


def heads_in(page):
    return [
        re.sub(r"<[^>]+>", "", head).strip() for head in re.findall(r'<th scope="col"[^>]*>(.*?)</th>', page)
    ]


# ---- the shape of a list


def test_the_address_carries_the_columns_in_their_order(officer):
    page = told(officer, "/can-bo/?cot=ngay-sinh,chuc-danh")

    assert heads_in(page) == ["Họ và tên", "Ngày sinh", "Chức danh"]


def test_without_script_a_button_moves_a_column_one_place(officer):
    answer = officer.get("/can-bo/?cot=chuc-danh&cot=ngay-sinh&len=ngay-sinh")

    assert answer.status_code == 302
    assert heads_in(told(officer, answer["Location"])) == ["Họ và tên", "Ngày sinh", "Chức danh"]


def test_a_column_the_reader_may_not_see_is_left_out_and_said(land):
    leader = signed_in("lanhdao", land["province"])

    page = told(leader, "/can-bo/?cot=chuc-danh,ngay-sinh,dan-toc")

    assert heads_in(page) == ["Họ và tên", "Chức danh"]
    assert "Vai trò của bạn không xem được: Ngày sinh, Dân tộc." in page
    assert "02/01/1985" not in page


def test_a_column_that_is_no_more_is_said_and_the_list_goes_on(officer):
    page = told(officer, "/can-bo/?cot=chuc-danh,ngach-luong")

    assert len(names_in(page)) == 3
    assert "Danh sách không còn cột: ngach-luong." in page


def test_a_file_holds_the_shown_columns_in_their_order(officer):
    data = officer.get("/can-bo/?cot=don-vi,so-hieu,tuoi&format=csv").content.decode("utf-8-sig")

    assert data.splitlines()[0].replace('"', "") == "Họ và tên,Đơn vị,Số hiệu,Tuổi"
    assert any("Lê Thị Ánh" in line and line.endswith("35") for line in data.splitlines())


def test_a_workbook_of_a_reader_leaves_hidden_columns_out(land):
    leader = signed_in("lanhdao", land["province"])

    data = leader.get("/can-bo/?cot=ngay-sinh,don-vi&format=xlsx").content
    words = {cell.value for row in load_workbook(io.BytesIO(data)).active.iter_rows() for cell in row}

    assert {"Họ và tên", "Đơn vị"} <= words
    assert "Ngày sinh" not in words


# ---- groups


def test_the_number_of_each_group_is_the_number_of_its_list(officer):
    for by in ("xa", "chuc-danh", "khoi", "gioi", "dang"):
        page = told(officer, f"/can-bo/?gop={by}")
        groups = re.findall(r'data-figure="cadres.people" data-value="(\d+)"[^>]*href="([^"]+)"', page)

        inside = [(int(value), href.replace("&amp;", "&")) for value, href in groups if "gop" not in href]
        for value, href in inside:
            assert f'data-count="{value}"' in told(officer, href), (by, href)
        if by != "dang":  # nobody's file says
            assert sum(value for value, _href in inside) == 3, by


def test_grouping_by_a_hidden_column_tells_no_number(land):
    leader = signed_in("lanhdao", land["province"])

    page = told(leader, "/can-bo/?gop=gioi")

    assert "Vai trò của bạn không xem được: Giới tính." in page
    assert 'class="groups"' not in page


def test_rows_of_the_matrix_stand_under_their_district(officer):
    page = told(officer, "/thieu-chuan/?gop=huyen&cot=dat,llct")

    assert heads_in(page)[0] == "Xã, phường"
    assert [head.partition(" ")[0] for head in heads_in(page)[1:]] == ["Đạt", "Lý"]
    assert re.findall(r'rowgroup" colspan="3">([^<]+) <span class="count">(\d+)', page) == [
        ("Huyện Lạng Giang", "2"),
        ("Huyện Yên Thế", "2"),
    ]


def test_units_are_sorted_and_grouped(officer):
    page = told(officer, "/don-vi/danh-sach/?gop=thuoc&sap=-ten&cot=ma")

    assert re.findall(r'rowgroup" colspan="2">([^<]+) <span', page) == ["Huyện Lạng Giang", "Huyện Yên Thế"]
    assert page.index("Xuân Hương") < page.index("Tân Thành") < page.index("Đồng Sơn")


# ---- own views


def test_a_view_opens_as_it_was_saved_on_any_day(officer):
    view = save(officer, "gioi=nam&sap=-ten&cot=chuc-danh,tuoi&ngay=2020-08-31&sau=abc")

    page = told(officer, f"/che-do-xem/{view.pk}/?ngay=2020-09-30")

    assert view.query == "cot=chuc-danh%2Ctuoi&gioi=nam&sap=-ten"
    assert names_in(page) == ["Phạm Văn Cường", "Trần Văn Bình"]
    assert heads_in(page) == ["Họ và tên", "Chức danh", "Tuổi"]
    assert 'aria-current="true">Nam giới</a>' in page


def test_nobody_else_opens_a_view_of_ones_own(officer, clerk):
    view = save(officer, "tim=Ánh")

    assert clerk.get(f"/che-do-xem/{view.pk}/").status_code == 404
    assert clerk.post(f"/che-do-xem/{view.pk}/xoa/").status_code == 404
    assert "Nam giới" not in told(clerk, "/che-do-xem/")


def test_a_list_opens_with_the_own_default_view_and_the_whole_stays_one_click_away(officer):
    save(officer, "gioi=nu", "Nữ", mo_san="on")

    page = told(officer, "/can-bo/")

    assert names_in(page) == ["Lê Thị Ánh"]
    assert len(names_in(told(officer, "/can-bo/?xem=tat-ca"))) == 3
    assert 'href="/can-bo/?xem=tat-ca"' in page


def test_a_second_default_takes_the_place_of_the_first(officer):
    first = save(officer, "gioi=nu", "Nữ", mo_san="on")
    second = save(officer, "gioi=nam", "Nam", mo_san="on")

    assert {view.pk: view.is_default for view in all_of(SavedView)} == {first.pk: False, second.pk: True}


def test_a_changed_list_offers_to_keep_the_change(officer):
    view = save(officer, "gioi=nam")

    page = told(officer, f"/can-bo/?gioi=nam&tuoi-tu=29&xem={view.pk}")
    officer.post(f"/che-do-xem/{view.pk}/luu/", {"hoi": "gioi=nam&tuoi-tu=29", "lan": "1"})

    assert "Đang xem “Nam giới”, đã đổi so với bản lưu." in page
    assert all_of(SavedView)[0].query == "gioi=nam&tuoi-tu=29"


def test_two_who_change_the_same_view_are_told(officer):
    view = save(officer, "gioi=nam")
    officer.post(f"/che-do-xem/{view.pk}/luu/", {"hoi": "gioi=nam&tuoi-tu=29", "lan": "1"})

    late = officer.post(f"/che-do-xem/{view.pk}/luu/", {"hoi": "gioi=nam&tuoi-tu=60", "lan": "1"})

    assert late.status_code == 409
    assert all_of(SavedView)[0].query == "gioi=nam&tuoi-tu=29"


def test_the_same_name_twice_is_refused(officer):
    save(officer, "gioi=nam")

    again = officer.post(
        f"{SAVE}?{urlquery('can-bo', 'gioi=nu')}", {"ten": "Nam giới", "dung_chung": "rieng"}
    )

    assert again.status_code == 409
    assert "Đã có một chế độ xem tên “Nam giới”." in again.content.decode()


def test_a_view_of_a_condition_nobody_can_read_is_refused(officer):
    answer = officer.post(f"{SAVE}?{urlquery('can-bo', 'gioi=xyz')}", {"ten": "Lạ", "dung_chung": "rieng"})

    assert answer.status_code == 400
    assert all_of(SavedView) == []


# ---- shared views


def test_a_shared_view_shows_each_reader_only_the_own_rows(land, officer, clerk):
    view = save(officer, "gioi=nam", dung_chung=str(land["province"].pk))

    assert names_in(told(officer, f"/che-do-xem/{view.pk}/")) == ["Trần Văn Bình", "Phạm Văn Cường"]
    assert names_in(told(clerk, f"/che-do-xem/{view.pk}/")) == ["Trần Văn Bình"]
    assert "Dùng chung:" in told(clerk, "/can-bo/")


def test_a_shared_view_leaves_out_what_the_reader_may_not_filter_by_and_says_so(land, officer):
    view = save(officer, "gioi=nam&sap=tuoi&khoi=&chuc-danh=CX-BT", dung_chung=str(land["province"].pk))
    leader = signed_in("lanhdao", land["province"])

    page = told(leader, f"/che-do-xem/{view.pk}/")

    assert names_in(page) == ["Lê Thị Ánh", "Phạm Văn Cường"]  # the title still narrows, the sex does not
    assert "Bản lưu còn lọc hoặc xếp theo: gioi, sap." in page
    assert leader.get("/can-bo/?gioi=nam").status_code == 400


def test_only_writers_of_the_unit_change_what_it_shares(land, officer, clerk):
    view = save(officer, "gioi=nam", dung_chung=str(land["province"].pk))
    other_officer = signed_in("btc", land["province"])

    assert clerk.post(f"/che-do-xem/{view.pk}/luu/", {"hoi": "gioi=nu"}).status_code == 403
    assert clerk.post(f"/che-do-xem/{view.pk}/xoa/").status_code == 403
    assert other_officer.post(f"/che-do-xem/{view.pk}/luu/", {"hoi": "gioi=nu"}).status_code == 302
    assert all_of(SavedView)[0].query == "gioi=nu"


def test_nobody_shares_for_a_unit_one_does_not_write_for(land, clerk):
    leader = signed_in("lanhdao", land["province"])

    for client in (clerk, leader):
        answer = client.post(
            f"{SAVE}?{urlquery('can-bo', 'khoi=')}", {"ten": "Thử", "dung_chung": str(land["province"].pk)}
        )
        assert answer.status_code in {302, 422}
    assert [view.unit_id for view in all_of(SavedView) if view.unit_id] == []


def test_a_view_of_one_commune_is_not_offered_to_another(land, clerk):
    view = save(clerk, "gioi=nam", dung_chung=str(land["xuan_huong"].pk))
    neighbour = signed_in("xa", land["dong_son"])

    assert neighbour.get(f"/che-do-xem/{view.pk}/").status_code == 404


def test_a_unit_that_is_no_more_drops_out_of_an_old_view_and_is_said(land, officer):
    view = save(officer, "xa=07420&gioi=nam")
    SavedView.objects.all().scoped().filter(pk=view.pk).update(query="xa=99999&gioi=nam")

    page = told(officer, f"/che-do-xem/{view.pk}/")

    assert len(names_in(page)) == 2
    assert "Bản lưu còn lọc hoặc xếp theo: xa." in page


def test_every_change_of_a_view_is_remembered(officer):
    view = save(officer, "gioi=nam")
    officer.post(f"/che-do-xem/{view.pk}/sua/", {"ten": "Nam", "dung_chung": "rieng", "lan": "1"})
    officer.post(f"/che-do-xem/{view.pk}/xoa/")

    actions = [event.action for event in all_of(AuditEvent, target_id=str(view.pk))]
    assert actions == ["lists.view_saved", "lists.view_changed", "lists.view_dropped"]
    assert all_of(SavedView) == []


def test_every_list_keeps_views(officer):
    for key, asked in (
        ("can-bo", "gioi=nam"),
        ("cho", "thu-tu=trong&cot=seats-vacant"),
        ("thieu-chuan", "sap=huyen&gop=huyen"),
        ("don-vi", "cap=xa&gop=thuoc&sap=-ten"),
        ("ke-hoach", "nam=2020&sap=-kinh-phi"),
    ):
        view = save(officer, asked, f"Thử {key}", key=key)
        assert told(officer, reverse("lists:view", args=[view.pk]))


def test_a_question_is_written_the_same_way_however_it_was_asked() -> None:
    assert question_in("/can-bo/?gioi=nam&cot=a&cot=b&ngay=2020-01-01&tim=") == question_in(
        "cot=a,b&gioi=nam"
    )
