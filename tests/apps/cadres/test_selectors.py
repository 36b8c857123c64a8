"""The list of people: who is on it, in which order, page by page, and what a search finds."""

import unicodedata
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from caunoi.apps.cadres import selectors
from caunoi.apps.cadres.extensions import LIST_SLOT, ListExtension
from caunoi.apps.cadres.selectors import UnreadableCondition, conditions_of
from caunoi.apps.cadres.services import PostingRecord
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.db.keyset import UnreadableCursor
from caunoi.foundation.ui import slots
from tests.factories.cadres import make_cadre, make_people, make_province, person_record
from tests.factories.organisation import make_succession, make_unit

pytestmark = pytest.mark.django_db
DAY = date(2020, 8, 31)


@pytest.fixture
def land() -> dict[str, Any]:
    return make_province()


@pytest.fixture
def board(actor_with: Any, land: dict[str, Any]) -> Any:
    return actor_with("btc", land["province"])


def ask(actor: Any, on: date = DAY, **params: Any) -> Any:
    sent = {
        key.replace("_", "-"): value if isinstance(value, list) else [value] for key, value in params.items()
    }
    return conditions_of(actor, on, sent)


def names(actor: Any, on: date = DAY, **params: Any) -> list[str]:
    return [row.full_name for row in selectors.rows_of(actor, ask(actor, on, **params))]


# ---- who is on the list


def test_the_list_of_a_day_holds_who_is_in_post_on_that_day(land, board) -> None:
    make_cadre(land["xuan_huong"], "Phạm An", valid_from=date(2015, 6, 1))
    post = PostingRecord(
        "CX-BT", land["xuan_huong"].pk, valid_from=date(2012, 1, 1), valid_to=date(2020, 8, 31)
    )
    make_people(person_record(land["xuan_huong"], "Trần Thị Ánh", postings=(post,)))

    assert names(board) == ["Phạm An"]
    assert names(board, date(2020, 8, 30)) == ["Phạm An", "Trần Thị Ánh"]
    assert names(board, date(2013, 1, 1)) == ["Trần Thị Ánh"]
    assert names(board, tinh_trang="khong-giu") == ["Trần Thị Ánh"]
    assert names(board, tinh_trang="tat-ca") == ["Phạm An", "Trần Thị Ánh"]


def test_a_person_with_two_posts_is_one_row(land, board) -> None:
    posts = (
        PostingRecord("CX-BT", land["xuan_huong"].pk, valid_from=date(2015, 6, 1)),
        PostingRecord("CX-CTHD", land["xuan_huong"].pk, kind="concurrent", valid_from=date(2016, 7, 1)),
    )
    cadre = make_people(person_record(land["xuan_huong"], "Phạm An", postings=posts))[0]

    held = selectors.posts_held(board, DAY, [cadre.pk])[cadre.pk]

    assert names(board) == ["Phạm An"]
    assert [post.words for post in held] == ["Bí thư Đảng ủy", "Chủ tịch HĐND (kiêm nhiệm)"]
    assert held[0].unit == "Xã Xuân Hương"
    assert held[0].district == "Huyện Lạng Giang"


def test_a_planned_post_puts_nobody_on_the_list(land, board) -> None:
    post = PostingRecord("CX-BT", land["xuan_huong"].pk, kind="planned", valid_from=date(2020, 1, 1))
    make_people(person_record(land["xuan_huong"], "Phạm An", postings=(post,)))

    assert names(board) == []


def test_a_unit_brings_everything_under_it(land, board) -> None:
    make_cadre(land["xuan_huong"], "Phạm An")
    make_cadre(land["tan_thanh_2"], "Lê Bảo")

    assert names(board, xa="217") == ["Phạm An"]
    assert names(board, xa="07420") == ["Phạm An"]
    assert names(board, xa="24") == ["Phạm An", "Lê Bảo"]
    assert [cadre.full_name for cadre in selectors.roster(board, on=DAY, unit_id=land["yen_the"].pk)] == [
        "Lê Bảo"
    ]


def test_a_post_in_a_unit_that_passed_into_another_counts_in_the_other(land, board) -> None:
    old = make_unit("Bố Hạ", parent=land["yen_the"], code="07281", valid_to=date(2020, 1, 1))
    make_succession(old, land["dong_son"], date(2020, 1, 1))
    make_people(person_record(old, "Phạm An"), on=date(2019, 6, 1))

    assert names(board, xa="07290") == ["Phạm An"]
    assert names(board, date(2019, 12, 31), xa="07290") == []


def test_titles_and_blocks_narrow(land, board) -> None:
    make_cadre(land["xuan_huong"], "Phạm An", title_code="CX-BT")
    make_cadre(land["xuan_huong"], "Lê Bảo", title_code="CC-TPHT")

    assert names(board, chuc_danh=["CX-BT", "CX-CTUB"]) == ["Phạm An"]
    assert names(board, khoi="cong_chuc") == ["Lê Bảo"]
    assert names(board, khoi="cong_chuc", chuc_danh="CX-BT") == []


@pytest.mark.parametrize(
    ("born", "young", "old"),
    [
        (PartialDate(1985, 8, 31), False, True),  # 35 today
        (PartialDate(1985, 9, 1), True, False),  # 35 tomorrow
        (PartialDate(1985), False, True),  # may be 35
        (PartialDate(1986), True, False),
        (PartialDate(1985, 8), False, True),
    ],
)
def test_age_is_counted_on_the_day_from_the_earliest_birth(land, board, born, young, old) -> None:
    make_cadre(land["xuan_huong"], "Phạm An", birth=born)

    assert (names(board, tuoi_den="34") == ["Phạm An"]) is young
    assert (names(board, tuoi_tu="35") == ["Phạm An"]) is old


def test_sex_and_party_narrow(land, board) -> None:
    make_cadre(land["xuan_huong"], "Phạm An", sex="nam", is_party_member=True)
    make_cadre(land["xuan_huong"], "Trần Thị Ánh", sex="nu", is_party_member=False)

    assert names(board, gioi="nu") == ["Trần Thị Ánh"]
    assert names(board, dang="co") == ["Phạm An"]
    assert names(board, dang="khong") == ["Trần Thị Ánh"]


# ---- search


@pytest.mark.parametrize(
    "typed",
    [
        "nguyen thi anh",
        "NGUYỄN THỊ ÁNH",
        "Nguyễn Thị Ánh",
        unicodedata.normalize("NFD", "Nguyễn Thị Ánh"),
        "thi anh",
        "anh thi",
    ],
)
def test_a_name_is_found_however_it_is_typed(land, board, typed) -> None:
    make_cadre(land["xuan_huong"], "Nguyễn Thị Ánh")
    make_cadre(land["xuan_huong"], "Lê Văn Bảo")

    assert names(board, tim=typed) == ["Nguyễn Thị Ánh"]


@pytest.mark.parametrize("typed", ["Đức", "duc", "\u00d0ức", "ĐỨC"])
def test_d_and_dd_in_all_their_forms_meet(land, board, typed) -> None:
    make_cadre(land["xuan_huong"], "Trần Đức Hoà")

    assert names(board, tim=typed) == ["Trần Đức Hoà"]


@pytest.mark.parametrize("typed", ["hoà", "hòa", "hoa"])
def test_tone_placement_makes_no_difference(land, board, typed) -> None:
    make_people(
        person_record(land["xuan_huong"], "Trần Đức Hoà"), person_record(land["tan_thanh"], "Trần Đức Hòa")
    )

    assert sorted(names(board, tim=typed)) == ["Trần Đức Hoà", "Trần Đức Hòa"]


def test_the_spelling_typed_comes_before_other_marks_and_before_parts_of_words(land, board) -> None:
    for name in ("Lê Văn Dương", "Phạm Văn Đường", "Vũ Đưỡng"):
        make_cadre(land["xuan_huong"], name)

    assert names(board, tim="đường")[0] == "Phạm Văn Đường"
    assert set(names(board, tim="duong")) == {"Lê Văn Dương", "Phạm Văn Đường", "Vũ Đưỡng"}


def test_a_whole_word_comes_before_a_part(land, board) -> None:
    make_cadre(land["xuan_huong"], "Phạm Đan")
    make_cadre(land["xuan_huong"], "Vũ Yên An")

    assert names(board, tim="an") == ["Vũ Yên An", "Phạm Đan"]


def test_a_number_finds_its_owner(land, board) -> None:
    make_cadre(land["xuan_huong"], "Phạm An", number="BG00012")

    assert names(board, tim="bg00012") == ["Phạm An"]


def test_an_identity_number_finds_its_owner_only_for_a_role_that_reads_it(land, board, actor_with) -> None:
    make_cadre(land["xuan_huong"], "Phạm An", identity_number="024080001234")
    clerk = actor_with("xa", land["xuan_huong"])

    assert names(board, tim="024080001234") == ["Phạm An"]
    assert names(board, tim="024 080 001 234") == ["Phạm An"]
    assert names(board, tim="024080001") == []
    assert names(clerk, tim="024080001234") == []


@pytest.mark.parametrize("typed", ["%", "_", "\x00", "'; drop table", "\u202e", "(", "١٢٣"])
def test_strange_searches_find_nobody(land, board, typed) -> None:
    make_cadre(land["xuan_huong"], "Phạm An")

    assert names(board, tim=f"{typed}zz") == []


# ---- order and pages


def test_people_stand_in_the_order_of_given_names(land, board) -> None:
    for name in ("Phạm Văn Phương", "Lê Đạt", "Trần Ân", "Giáp Ánh", "Nguyễn An", "Vũ An", "Hà Dũng"):
        make_cadre(land["xuan_huong"], name)

    assert names(board) == [
        "Nguyễn An", "Vũ An", "Giáp Ánh", "Trần Ân", "Hà Dũng", "Lê Đạt", "Phạm Văn Phương",
    ]  # fmt: skip
    assert names(board, sap="-ten") == names(board)[::-1]


def test_people_stand_in_the_order_of_age_and_those_without_birth_first_or_last(land, board) -> None:
    make_cadre(land["xuan_huong"], "Phạm An", birth=PartialDate(1970))
    make_cadre(land["xuan_huong"], "Lê Bảo", birth=PartialDate(1980, 5))
    make_cadre(land["xuan_huong"], "Vũ Cường")

    assert names(board, sap="-tuoi") == ["Vũ Cường", "Phạm An", "Lê Bảo"]
    assert names(board, sap="tuoi") == ["Lê Bảo", "Phạm An", "Vũ Cường"]


def walk(actor: Any, size: int = 3, **params: Any) -> list[UUID]:
    asked, cursor, seen = ask(actor, **params), "", []
    while True:
        rows, part = selectors.people_page(actor, asked, after=cursor, size=size)
        seen += [row.id for row in rows]
        if not part.after:
            return seen
        cursor = part.after


@pytest.mark.parametrize("order", ["ten", "-ten", "tuoi", "-tuoi", "so-hieu", "xa"])
def test_pages_by_key_give_every_row_once_in_the_order_of_the_whole_list(land, board, order) -> None:
    births = [None, PartialDate(1980), PartialDate(1980), PartialDate(1975, 3), PartialDate(1980, 1, 2)]
    records = [
        person_record(land["xuan_huong" if n % 2 else "dong_son"], f"Trần An{'h' * (n % 3)}", birth=births[n % 5], number=f"S{n % 2}{n}")
        for n in range(11)
    ]  # fmt: skip
    make_people(*records)

    whole = [row.id for row in selectors.rows_of(board, ask(board, sap=order))]

    assert len(set(whole)) == 11
    assert walk(board, sap=order) == whole


def test_a_search_too_is_walked_page_by_page(land, board) -> None:
    make_people(
        *[
            person_record(land["xuan_huong"], f"Trần An {name}", number=str(n))
            for n, name in enumerate(["Bảo", "An", "Đan", "Lan", "San"])
        ]
    )

    assert len(set(walk(board, size=2, tim="an"))) == 5


def test_the_page_before_is_the_page_one_came_from(land, board) -> None:
    make_people(
        *[person_record(land["xuan_huong"], f"Lê {name}") for name in ["An", "Bảo", "Cảnh", "Dũng", "Giang"]]
    )
    asked = ask(board)

    first, one = selectors.people_page(board, asked, size=2)
    second, two = selectors.people_page(board, asked, size=2, after=one.after)
    back, zero = selectors.people_page(board, asked, size=2, before=two.before)

    assert [row.full_name for row in second] == ["Lê Cảnh", "Lê Dũng"]
    assert back == first
    assert (one.before, zero.before) == ("", "")


def test_somebody_who_comes_in_between_pages_neither_repeats_nor_hides_another(land, board) -> None:
    make_people(
        *[person_record(land["xuan_huong"], f"Lê {name}") for name in ["An", "Cảnh", "Dũng", "Giang"]]
    )
    asked = ask(board)

    _, one = selectors.people_page(board, asked, size=2)
    make_cadre(land["xuan_huong"], "Lê Bảo")
    rows, _ = selectors.people_page(board, asked, size=2, after=one.after)

    assert [row.full_name for row in rows] == ["Lê Dũng", "Lê Giang"]


@pytest.mark.parametrize(
    "cursor", ["x", "WzFd", "W10", "é", "WyJhIiwiYiJd", "bnVsbA", "WyJcdTAwMDAiLCJiIl0", "A" * 9000]
)
def test_a_made_up_place_in_the_list_is_refused(land, board, cursor) -> None:
    with pytest.raises(UnreadableCursor):
        selectors.people_page(board, ask(board), after=cursor)


def test_the_number_of_statements_does_not_depend_on_the_number_of_people(
    land, board, django_assert_max_num_queries
) -> None:
    make_people(*[person_record(land["xuan_huong"], f"Lê An {'h' * n}", number=str(n)) for n in range(60)])

    with django_assert_max_num_queries(16):
        rows, _ = selectors.people_page(board, ask(board))
        selectors.posts_held(board, DAY, [row.id for row in rows])
        selectors.count_of(board, ask(board))


# ---- counts


def test_a_count_is_asked_once_until_something_is_written(land, board, django_assert_num_queries) -> None:
    make_cadre(land["xuan_huong"], "Phạm An")
    selectors.count_of(board, ask(board))

    with django_assert_num_queries(
        3
    ):  # what the rights rest on, the edition of the register, the head of the record
        again = selectors.count_of(board, ask(board))
    make_cadre(land["xuan_huong"], "Lê Bảo")

    assert again == 1
    assert selectors.count_of(board, ask(board)) == 2


# ---- what may not be asked


@pytest.mark.parametrize("key", ["tuoi-tu", "tuoi-den", "gioi", "dang"])
def test_a_hidden_column_is_no_condition(land, actor_with, key) -> None:
    leader = actor_with("lanhdao", land["province"])

    with pytest.raises(UnreadableCondition):
        conditions_of(leader, DAY, {key: ["30" if "tuoi" in key else "nu" if key == "gioi" else "co"]})


@pytest.mark.parametrize(("role", "order", "allowed"), [
    ("lanhdao", "tuoi", False), ("lanhdao", "-tuoi", False), ("lanhdao", "-ten", True), ("xa", "tuoi", True), ("btc", "tuoi", True),
])  # fmt: skip
def test_a_hidden_column_is_no_order(land, actor_with, role, order, allowed) -> None:
    actor = actor_with(role, land["province"])

    try:
        conditions_of(actor, DAY, {"sap": [order]})
    except UnreadableCondition:
        assert not allowed
    else:
        assert allowed


@pytest.mark.parametrize(
    "params",
    [
        {"sap": ["identity_number"]}, {"sap": ["full_name"]}, {"tuoi-tu": ["1_0"]}, {"tuoi-tu": ["٣"]}, {"tuoi-tu": ["１２"]},
        {"tuoi-tu": ["-1"]}, {"tuoi-tu": ["999"]}, {"gioi": ["x"]}, {"tinh-trang": ["x"]}, {"xa": ["99999"]},
        {"xa": ["07420 OR 1=1"]}, {"chuc-danh": ["a b"]}, {"khoi": ["x'"]},
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_read_is_refused(land, board, params) -> None:
    with pytest.raises(UnreadableCondition):
        conditions_of(board, DAY, params)


# ---- chosen people and extensions


def test_the_chosen_are_those_picked_within_reach_or_everybody_of_the_filter(land, board, actor_with) -> None:
    mine = make_cadre(land["xuan_huong"], "Phạm An")
    strange = make_cadre(land["dong_son"], "Lê Bảo")
    clerk = actor_with("xa", land["xuan_huong"])

    assert selectors.chosen(clerk, DAY, {}, picked=[str(mine.pk), str(strange.pk)]) == [mine.pk]
    assert selectors.chosen(clerk, DAY, {}, everybody=True) == [mine.pk]
    assert selectors.chosen(board, DAY, {"xa": ["07290"]}, everybody=True) == [strange.pk]


@pytest.mark.parametrize(
    "text",
    [
        "1",
        "1_000",
        "",
        "{00000000-0000-0000-0000-000000000000}",
        "A" * 36,
        "00000000000000000000000000000000",
    ],
)
def test_ids_are_written_in_one_way_only(land, board, text) -> None:
    with pytest.raises(UnreadableCondition):
        selectors.chosen(board, DAY, {}, picked=[text])


def test_an_extension_narrows_the_list_and_its_count(land, board, monkeypatch) -> None:
    monkeypatch.setattr(slots, "_slots", {})
    kept = make_cadre(land["xuan_huong"], "Phạm An")
    make_cadre(land["xuan_huong"], "Lê Bảo")

    class OnlyOne(ListExtension):
        key = "one"

        def narrow(self, actor: Any, on: date, params: Any) -> Any:
            return {kept.pk} if params.get("mot") else None

    slots.register(LIST_SLOT, OnlyOne())

    assert names(board, mot="co") == ["Phạm An"]
    assert selectors.count_of(board, ask(board, mot="co")) == 1
    assert selectors.count_of(board, ask(board)) == 2
