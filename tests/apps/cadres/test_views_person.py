"""The page of a person: posts, sources, history, what is hidden, and the forms that write."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from caunoi.apps.cadres import services
from caunoi.apps.cadres.extensions import PAGE_SLOT, Panel
from caunoi.apps.cadres.models import Cadre, ImportBatch, ImportRow, Posting, Qualification, Rating
from caunoi.apps.cadres.services import PostingRecord, QualificationRecord, RatingRecord
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.ui import slots
from tests.apps.cadres.readers import signed_in
from tests.factories.cadres import SYSTEM, all_of, make_cadre, make_people, make_province, person_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> dict[str, Any]:
    return make_province()


@pytest.fixture
def officer(land) -> Client:
    return signed_in("btc", land["province"])


@pytest.fixture
def secretary(land) -> Cadre:
    posts = (
        PostingRecord(
            "CX-DTN", land["xuan_huong"].pk, valid_from=date(2010, 1, 1), valid_to=date(2015, 6, 1)
        ),
        PostingRecord("CX-BT", land["xuan_huong"].pk, valid_from=date(2015, 6, 1), decision="12-QĐ/HU"),
    )
    learnt = (
        QualificationRecord(
            "professional", "dai_hoc", field="luat", issuer="Trường Cửu Long", issued=PartialDate(2009)
        ),
        QualificationRecord("political_theory", "so_cap", issued=PartialDate(2014, 5)),
    )
    record = person_record(
        land["xuan_huong"], "Giáp Văn Cảnh", number="BG1", birth=PartialDate(1978, 2, 20), sex="nam",
        identity_number="024078001234", phone="0988776655", ethnicity="Nùng", postings=posts, qualifications=learnt,
        ratings=(RatingRecord(2019, "htxs"),),
    )  # fmt: skip
    return make_people(record)[0]


def page(client: Client, cadre: Cadre, rest: str = "") -> str:
    answer = client.get(f"/can-bo/{cadre.pk}/{rest}")
    assert answer.status_code == 200
    return answer.content.decode()


def again(cadre: Cadre) -> Cadre:
    return all_of(Cadre, pk=cadre.pk)[0]


# ---- what it shows


def test_the_head_says_who_and_in_which_post_on_the_day(officer, secretary) -> None:
    assert "Bí thư Đảng ủy, Xã Xuân Hương" in page(officer, secretary)
    assert "Bí thư Đoàn TNCS Hồ Chí Minh, Xã Xuân Hương" in page(officer, secretary, "?ngay=2012-01-01")
    assert "Không giữ chức danh nào ngày 01/01/2009" in page(officer, secretary, "?ngay=2009-01-01")


def test_the_life_line_shows_posts_and_learning_with_a_table(officer, secretary) -> None:
    html = page(officer, secretary)

    assert "<svg" in html
    assert "Chuyên môn: Đại học" in html and "LLCT: Sơ cấp" in html


def test_what_begins_later_is_not_shown_on_an_earlier_day(officer, secretary) -> None:
    html = page(officer, secretary, "?ngay=2012-01-01&the=cong-tac")

    assert "Bí thư Đảng ủy" not in html
    assert "01/01/2010 – nay" in html


@pytest.mark.parametrize(("part", "words"), [
    ("hoc-tap", "Đại học, Luật"), ("cong-tac", "Quyết định 12-QĐ/HU"), ("xep-loai", "Hoàn thành xuất sắc"), ("quy-hoach", "Chưa có trong quy hoạch"),
    ("nhat-ky", "Lập hồ sơ"),
])  # fmt: skip
def test_each_part_shows_its_facts(officer, secretary, part, words) -> None:
    assert words in page(officer, secretary, f"?the={part}")


def test_every_fact_names_its_source(officer, secretary) -> None:
    for part in ("hoc-tap", "cong-tac", "xep-loai"):
        assert "Nhập tay bởi Dữ liệu thử" in page(officer, secretary, f"?the={part}")


def test_the_history_shows_before_and_after(officer, secretary) -> None:
    officer.post(f"/can-bo/{secretary.pk}/sua/", {**form_of(secretary), "phone": "0999", "reason": "đổi số"})

    html = page(officer, secretary, "?the=nhat-ky")

    assert "0988776655" in html and "0999" in html and "(đổi số)" in html
    assert f"/can-bo/{secretary.pk}/sua/?phone=0988776655" in html


def test_the_number_of_statements_is_bounded(officer, secretary, django_assert_max_num_queries) -> None:
    for part in ("hoc-tap", "cong-tac", "xep-loai", "quy-hoach", "nhat-ky"):
        with django_assert_max_num_queries(36):  # six for what is owed, could be owed, and nominated
            page(officer, secretary, f"?the={part}")


def test_a_panel_of_an_upper_module_stands_on_the_page(officer, secretary, monkeypatch) -> None:
    monkeypatch.setattr(slots, "_slots", {})

    class Standards:
        key = "standards"
        order = 10

        def panel(self, actor: Any, cadre: Cadre, on: date) -> Panel:
            return Panel("Chuẩn của chức danh", f"{cadre.full_name} {on:%d/%m/%Y}")

    slots.register(PAGE_SLOT, Standards())

    assert "Giáp Văn Cảnh 31/08/2020" in page(officer, secretary)


# ---- who sees what

SECRETS = {
    "birth": "20/02/1978",
    "phone": "0988776655",
    "ethnicity": "Nùng",
    "identity": "•1234",
    "issuer": "Trường Cửu Long",
}


@pytest.mark.parametrize(("role", "seen"), [
    ("btc", {"birth", "phone", "ethnicity", "identity", "issuer"}), ("xa", {"birth", "phone", "issuer"}), ("lanhdao", set()), ("kiemtra", set()),
])  # fmt: skip
@pytest.mark.parametrize("part", ["hoc-tap", "cong-tac", "xep-loai", "nhat-ky"])
def test_a_role_reads_only_its_classes(land, secretary, role, seen, part) -> None:
    html = page(signed_in(role, land["xuan_huong"]), secretary, f"?the={part}")

    found = {name for name, value in SECRETS.items() if value in html}
    assert found <= seen
    if part == "hoc-tap":
        assert found == seen


def test_a_rating_is_hidden_from_who_reads_work_data_only(land, secretary) -> None:
    leader = signed_in("lanhdao", land["province"])

    for part in ("xep-loai", "nhat-ky"):
        assert "Hoàn thành xuất sắc" not in page(leader, secretary, f"?the={part}")


def test_succession_is_the_boards_alone(land, secretary) -> None:
    assert "Quy hoạch</a>" in page(signed_in("btc", land["province"]), secretary)
    assert "Quy hoạch</a>" not in page(signed_in("xa", land["xuan_huong"]), secretary)


def test_the_identity_number_is_never_whole_on_the_page_or_in_the_form(officer, secretary) -> None:
    for rest in ("", "?the=nhat-ky", "sua/"):
        assert "024078001234" not in page(officer, secretary, rest)


def test_the_whole_identity_number_costs_a_reason_that_stays_in_the_history(officer, secretary) -> None:
    address = f"/can-bo/{secretary.pk}/so-dinh-danh/"

    asked = officer.get(address).content.decode()
    refused = officer.post(address, {"reason": ""}).content.decode()
    shown = officer.post(address, {"reason": "Đối chiếu hồ sơ"}).content.decode()

    assert "024078001234" not in asked + refused
    assert "024078001234" in shown
    assert "Xem đủ số định danh (Đối chiếu hồ sơ)" in page(officer, secretary, "?the=nhat-ky")


def test_who_may_not_read_the_identity_number_gets_it_for_no_reason(land, secretary) -> None:
    clerk = signed_in("xa", land["xuan_huong"])

    answer = clerk.post(f"/can-bo/{secretary.pk}/so-dinh-danh/", {"reason": "muốn xem"})

    assert answer.status_code == 403
    assert "024078001234" not in answer.content.decode()


ADDRESSES = [
    "",
    "sua/",
    "dieu-dong/",
    "chuc-danh/them/",
    "trinh-do/them/",
    "xep-loai/",
    "so-dinh-danh/",
    "?the=nhat-ky",
]


@pytest.mark.parametrize("rest", ADDRESSES)
def test_a_stranger_and_nobody_get_the_same_answer(land, secretary, rest) -> None:
    clerk = signed_in("xa", land["dong_son"])

    strange, nobody = clerk.get(f"/can-bo/{secretary.pk}/{rest}"), clerk.get(f"/can-bo/{uuid4()}/{rest}")

    assert strange.status_code == nobody.status_code == 404
    assert "Cảnh" not in strange.content.decode()


@pytest.mark.parametrize("rest", ["sua/", "dieu-dong/", "chuc-danh/them/", "trinh-do/them/", "xep-loai/"])
def test_a_leader_reads_and_does_not_write(land, secretary, rest) -> None:
    leader = signed_in("lanhdao", land["province"])

    assert leader.get(f"/can-bo/{secretary.pk}/{rest}").status_code == 403
    assert "Sửa hồ sơ" not in page(leader, secretary)


@pytest.mark.parametrize(
    "id", ["1", "1_000", "٣", "{0}", "a" * 36, "00000000-0000-0000-0000-00000000000G", "%20"]
)
def test_ids_are_written_in_one_way_only(officer, id) -> None:
    assert officer.get(f"/can-bo/{id}/").status_code == 404


def test_an_id_in_capitals_is_no_id(officer, secretary) -> None:
    assert officer.get(f"/can-bo/{str(secretary.pk).upper()}/").status_code == 404


# ---- writing


def form_of(cadre: Cadre) -> dict[str, Any]:
    now = again(cadre)
    return {
        "full_name": now.full_name, "given_name": now.given_name, "number": now.number or "", "birth": str(now.birth or ""),
        "sex": now.sex, "phone": now.phone, "ethnicity": now.ethnicity, "is_party_member": "", "version": now.version,
    }  # fmt: skip


def test_a_correction_is_saved_and_said(officer, secretary) -> None:
    answer = officer.post(
        f"/can-bo/{secretary.pk}/sua/", {**form_of(secretary), "birth": "1979"}, follow=True
    )

    assert again(secretary).birth == PartialDate(1979)
    assert again(secretary).identity_number == "024078001234"
    assert "Đã lưu hồ sơ." in answer.content.decode()


def test_a_clerk_corrects_without_touching_what_the_clerk_does_not_read(land, secretary) -> None:
    clerk = signed_in("xa", land["xuan_huong"])

    clerk.post(f"/can-bo/{secretary.pk}/sua/", {**form_of(secretary), "phone": "0988", "ethnicity": "Kinh"})

    assert (again(secretary).phone, again(secretary).ethnicity) == ("0988", "Nùng")


def test_a_faulty_form_says_what_to_mend_and_saves_nothing(officer, secretary) -> None:
    answer = officer.post(
        f"/can-bo/{secretary.pk}/sua/", {**form_of(secretary), "birth": "31/02/1985", "full_name": ""}
    )
    html = answer.content.decode()

    assert answer.status_code == 422
    assert "<title>Lỗi: " in html and "Nhập họ và tên" in html
    assert again(secretary).birth == PartialDate(1978, 2, 20)


def test_two_people_at_once_see_both_versions_and_choose(land, officer, secretary) -> None:
    clerk = signed_in("xa", land["xuan_huong"])
    begun = form_of(secretary)
    clerk.post(f"/can-bo/{secretary.pk}/sua/", {**begun, "phone": "0988"})

    conflict = officer.post(f"/can-bo/{secretary.pk}/sua/", {**begun, "phone": "0977"})
    html = conflict.content.decode()

    assert "Người xa đã sửa mục này lúc" in html
    assert "0988" in html and "0977" in html
    assert again(secretary).phone == "0988"
    chosen = officer.post(
        f"/can-bo/{secretary.pk}/sua/", {**begun, "phone": "0977", "version": again(secretary).version}
    )
    assert chosen.status_code == 302
    assert again(secretary).phone == "0977"


def test_a_post_is_added(officer, secretary, land) -> None:
    said = {"title_code": "CX-CTHD", "unit": "07420", "kind": "concurrent", "valid_from": "01/07/2016"}

    answer = officer.post(f"/can-bo/{secretary.pk}/chuc-danh/them/", said)

    assert answer.status_code == 302
    assert [post.kind for post in all_of(Posting, cadre=secretary, title_code="CX-CTHD")] == ["concurrent"]


def test_a_transfer_ends_one_post_and_begins_another(officer, secretary, land) -> None:
    said = {"title_code": "CX-CTUB", "unit": "07290", "valid_from": "01/08/2020", "decision": "7-QĐ/TU"}

    officer.post(f"/can-bo/{secretary.pk}/dieu-dong/", said)

    ended = all_of(Posting, cadre=secretary, title_code="CX-BT")[0]
    assert ended.valid_to == date(2020, 8, 1)
    assert again(secretary).custodian_id == land["dong_son"].pk


def test_a_clerk_transfers_nobody_into_another_commune(land, secretary) -> None:
    clerk = signed_in("xa", land["xuan_huong"])
    said = {"title_code": "CX-CTUB", "unit": "07290", "valid_from": "01/08/2020"}

    answer = clerk.post(f"/can-bo/{secretary.pk}/dieu-dong/", said)

    assert answer.status_code == 403
    assert again(secretary).custodian_id == land["xuan_huong"].pk


def test_a_post_is_ended(officer, secretary) -> None:
    post = all_of(Posting, cadre=secretary, title_code="CX-BT")[0]

    officer.post(f"/can-bo/{secretary.pk}/chuc-danh/{post.pk}/thoi/", {"on": "30/08/2020"})

    assert all_of(Posting, pk=post.pk)[0].valid_to == date(2020, 8, 30)


def test_the_post_of_another_person_is_not_found_here(officer, secretary, land) -> None:
    other = make_cadre(land["xuan_huong"], "Lê Bảo")
    post = all_of(Posting, cadre=other)[0]

    assert officer.get(f"/can-bo/{secretary.pk}/chuc-danh/{post.pk}/thoi/").status_code == 404


def test_a_qualification_is_added_and_verified(officer, secretary) -> None:
    said = {
        "kind": "state_management",
        "level": "state_management:chuyen_vien",
        "issued": "5/2016",
        "status": "held",
    }
    officer.post(f"/can-bo/{secretary.pk}/trinh-do/them/", said)
    fact = all_of(Qualification, cadre=secretary, kind="state_management")[0]

    officer.post(
        f"/can-bo/{secretary.pk}/trinh-do/{fact.pk}/xac-minh/",
        {"verification": "verified", "evidence": "bản chính"},
    )

    seen = all_of(Qualification, pk=fact.pk)[0]
    assert (seen.level, seen.issued, seen.verification) == ("chuyen_vien", PartialDate(2016, 5), "verified")
    assert "đã xác minh" in page(officer, secretary)


def test_a_level_belongs_to_its_own_scale(officer, secretary) -> None:
    said = {"kind": "political_theory", "level": "professional:trung_cap", "status": "held"}

    answer = officer.post(f"/can-bo/{secretary.pk}/trinh-do/them/", said)

    assert answer.status_code == 422
    assert "Chọn một mức trong nhóm “Lý luận chính trị”" in answer.content.decode()


def test_a_year_is_rated(officer, secretary) -> None:
    officer.post(f"/can-bo/{secretary.pk}/xep-loai/", {"year": "2018", "grade": "htt", "decision": "3-QĐ"})

    assert {rating.year: rating.grade for rating in all_of(Rating, cadre=secretary)} == {
        2018: "htt",
        2019: "htxs",
    }


def test_a_write_needs_the_form_token(land, secretary) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = signed_in("btc", land["province"]).cookies

    assert (
        strict.post(f"/can-bo/{secretary.pk}/sua/", {**form_of(secretary), "phone": "0"}).status_code == 403
    )
    assert again(secretary).phone == "0988776655"


# ---- facts that came in a file


@pytest.fixture
def imported(land) -> Cadre:
    batch = ImportBatch.objects.create(
        file_name="ds_2020.xlsx", sha256="0" * 64, state="written", on=date(2020, 8, 31), unit_id=land["province"].pk, actor_key="user:1",
        actor_label="Hoàng Thị Mai", created_at=timezone.now(), written_at=timezone.now(),
    )  # fmt: skip
    record = person_record(
        land["xuan_huong"],
        "Phạm An",
        row_number=412,
        qualifications=(QualificationRecord("professional", "dai_hoc"),),
    )
    plans = services.compare([record], actor=SYSTEM, on=date(2020, 8, 31))
    services.write(plans, actor=SYSTEM, batch=batch, on=date(2020, 8, 31))
    ImportRow.objects.create(batch=batch, number=412, verdict="added", cadre_id=plans[0].cadre.pk)
    return plans[0].cadre


@pytest.mark.parametrize("part", ["hoc-tap", "cong-tac"])
def test_a_fact_of_a_file_leads_to_its_row(officer, imported, part) -> None:
    html = page(officer, imported, f"?the={part}")

    assert "Nhập từ tệp ds_2020.xlsx ngày" in html and "dòng 412" in html
    assert f"/nhap/{imported.batch_id}/?phan=them&amp;sau=411#dong-412" in html


def test_who_may_not_open_the_file_is_told_the_row_without_a_way_to_it(land, imported) -> None:
    html = page(signed_in("lanhdao", land["province"]), imported)

    assert "dòng 412" in html and "xem dòng" not in html
