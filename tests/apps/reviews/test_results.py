"""What was frozen, as pages show it: who, which verdict, why; as a file; and a code that anybody may check."""

import re

import pytest
from django.test import Client

from caunoi.apps.cadres.choices import QualificationKind
from caunoi.apps.cadres.services import add_qualification
from caunoi.apps.reviews.models import FrozenPerson, FrozenReview, ReviewSheet
from caunoi.apps.reviews.selectors.checking import check_code, code_in, in_groups
from caunoi.apps.reviews.services import freezing
from caunoi.domain.vocabulary.vietnamese import PartialDate
from tests.apps.accounts.people import signed_in
from tests.apps.reviews.rounds import begun, lock_all
from tests.factories.cadres import SYSTEM, all_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    story = begun()
    lock_all(story, "xuan_huong", "tan_thanh")
    story.review = freezing.freeze_round(actor=SYSTEM, round_=story.round)
    return story


@pytest.fixture
def board(story):
    return signed_in("btc", story.land["province"])


def row_of(story, cadre) -> FrozenPerson:
    return all_of(FrozenPerson, cadre_id=cadre.pk)[0]


def results(story) -> str:
    return f"/ra-soat/{story.round.pk}/ket-qua/"


def adjusted(story):
    add_qualification(
        actor=SYSTEM, cadre=story.an, kind=QualificationKind.POLITICAL_THEORY, level="trung_cap",
        issued=PartialDate(2018),
    )  # fmt: skip
    return freezing.adjust(actor=SYSTEM, review=story.review, cadre_id=story.an.pk, reason="Bằng nộp muộn")


def rows_in(page: str) -> int:
    return int(re.search(r'data-count="(\d+)"', page).group(1))


def test_everybody_frozen_stands_on_the_page_with_verdict_and_reason(story, board):
    page = board.get(results(story)).content.decode()

    assert rows_in(page) == 3
    assert all(name in page for name in ("Nguyễn Văn An", "Trần Thị Bình", "Giáp Văn Chi"))
    assert {row.verdict for row in all_of(FrozenPerson)} == {"unknown"}
    assert "thiếu dữ liệu" in page and "LLCT" in page


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("ten=binh", 1), ("ket-luan=thieu-du-lieu", 3), ("ket-luan=dat", 0), ("thieu=LLCT", 0), ("dieu-chinh=1", 0),
        ("xa=07420", 2),
    ],
)  # fmt: skip
def test_a_filter_leaves_the_rows_its_number_says(story, board, query, left):
    page = board.get(f"{results(story)}?{query}").content.decode()
    number = board.get(f"/api/v1/figures/review.result?dot={story.round.pk}&{query}").json()

    assert number["value"] == left
    assert page.count(f'href="{results(story)}') - page.count(f'href="{results(story)}?') >= left
    assert ("Không ai trong kết quả" in page) == (left == 0)


@pytest.mark.parametrize("query", ["ket-luan=tot", "thieu=X%27--"])
def test_a_word_that_means_nothing_is_told(story, board, query):
    assert board.get(f"{results(story)}?{query}").status_code == 400


def test_a_clerk_finds_their_own_people_only(story):
    clerk = signed_in("xa", story.land["xuan_huong"])

    page = clerk.get(results(story)).content.decode()

    assert rows_in(page) == 2
    assert "Giáp Văn Chi" not in page
    assert clerk.get(f"{results(story)}{story.chi.pk}/").status_code == 404


def test_the_page_stays_as_frozen_when_a_file_is_corrected_and_names_the_adjustment(story, board):
    adjusted(story)

    page = board.get(f"{results(story)}?dieu-chinh=1").content.decode()
    person = board.get(f"{results(story)}{story.an.pk}/").content.decode()

    assert rows_in(page) == 1
    assert "Bằng nộp muộn" in person
    assert row_of(story, story.an).verdicts["LLCT"] == "unknown"


def test_the_rows_come_out_as_a_workbook(story, board):
    answer = board.get(f"/giai-thich/review.result/danh-sach/?dot={story.round.pk}&format=csv")

    lines = answer.content.decode("utf-8-sig").strip().splitlines()
    assert len(lines) == 4
    assert any("Giáp Văn Chi" in line and "thiếu dữ liệu" in line for line in lines)
    workbook = board.get(f"/giai-thich/review.result/danh-sach/?dot={story.round.pk}&format=xlsx")
    assert workbook.content[:2] == b"PK"


def test_whoever_holds_a_paper_checks_its_code_without_an_account_and_reads_no_name(story):
    row = row_of(story, story.an)

    page = Client().get(f"/ra-soat/ma/{row.mark}/")

    text = page.content.decode()
    assert page.status_code == 200
    assert "Mã đúng" in text and "Thiếu dữ liệu" in text
    assert story.review.sha256 in text and story.round.rule_hash in text
    assert "Nguyễn Văn An" not in text and str(story.an.pk) not in text


def test_a_code_tells_of_what_was_adjusted_since(story):
    adjusted(story)

    assert "Đã có điều chỉnh" in Client().get(f"/ra-soat/ma/{row_of(story, story.an).mark}/").content.decode()


def test_the_seal_of_a_round_and_of_a_sheet_are_found_too(story):
    sheet = all_of(ReviewSheet, unit=story.land["xuan_huong"])[0]

    assert check_code(story.review.sha256).review == story.review
    assert check_code(sheet.sha256).sheet == sheet
    assert "Xã Xuân Hương" in Client().get(f"/ra-soat/ma/{sheet.sha256}/").content.decode()


def test_one_changed_digit_finds_nothing(story):
    mark = row_of(story, story.an).mark
    other = ("0" if mark[0] != "0" else "1") + mark[1:]

    assert Client().get(f"/ra-soat/ma/{other}/").status_code == 404
    assert Client().get("/ra-soat/ma/abc/").status_code == 404


def test_a_code_typed_as_printed_leads_to_its_address(story):
    mark = row_of(story, story.an).mark

    assert code_in(in_groups(mark).upper()) == mark
    assert Client().get("/ra-soat/ma/", {"ma": in_groups(mark)}).url == f"/ra-soat/ma/{mark}/"


def test_the_paper_of_one_person_carries_the_code_it_is_checked_by(story, board):
    page = board.get(f"{results(story)}{story.an.pk}/").content.decode()

    mark = row_of(story, story.an).mark
    assert in_groups(mark) in page and f"/ra-soat/ma/{mark}/" in page
    assert 'class="qr"' in page


def test_what_is_not_frozen_has_no_results(board):
    story = begun()

    assert all_of(FrozenReview, round=story.round) == []
    assert board.get(results(story)).status_code == 404


@pytest.mark.parametrize("number", ["9" * 5_000, "9" * 30, "0", "x"])
def test_a_page_nobody_can_turn_to_is_no_fault(story, board, number):
    assert board.get(f"{results(story)}?trang={number}").status_code == 200
    assert board.get(f"/giai-thich/owed.open/danh-sach/?trang={number}").status_code == 200
