"""Seats apart from people: dated numbers, who sits where on a day, what is free and what is too many."""

from datetime import date

import pytest

from caunoi.apps.cadres.choices import PostingKind
from caunoi.apps.cadres.figures.seats import BY_CODE, DEFINITIONS
from caunoi.apps.cadres.models import Posting, Seat
from caunoi.apps.cadres.selectors import occupancy
from caunoi.apps.cadres.services import PostingRecord, SeatDraft, load_seats, set_seats
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.errors import Forbidden, NotVisible, Refused
from caunoi.foundation.figures import Scope, figure_or_404
from tests.factories.cadres import SYSTEM, all_of, make_cadre, make_people, make_province, person_record

pytestmark = pytest.mark.django_db
DAY = date(2020, 8, 31)
LONG_AGO, NEXT_MONTH = date(2016, 6, 15), date(2020, 10, 1)


@pytest.fixture
def units():
    return make_province()


def seats(unit, title="CX-PCTUB", number=2, since=LONG_AGO, **given):
    given = {"actor": SYSTEM, "basis": "QĐ 12/QĐ-UBND", **given}
    return set_seats(unit=unit, title_code=title, number=number, valid_from=since, **given)


def row_of(unit, title="CX-PCTUB", *, on=DAY, block="", actor=SYSTEM):
    table = occupancy(actor, on)
    rows = table.staff if block else table.rows
    return next(row for row in rows if (row.unit_id, row.title_code, row.block) == (unit.pk, title, block))


def posts(unit, *titles, kind=PostingKind.CONCURRENT, since=LONG_AGO):
    """The first is the main post; the others are held beside it."""
    kinds = [PostingKind.MAIN, *[kind] * (len(titles) - 1)]
    return tuple(
        PostingRecord(title, unit.pk, each, since) for title, each in zip(titles, kinds, strict=True)
    )


def test_two_holders_of_one_seat_are_one_too_many_by_name(units):
    seats(units["xuan_huong"], number=1)
    for name in ("Nguyễn Văn An", "Trần Thị Bình"):
        make_cadre(units["xuan_huong"], name, title_code="CX-PCTUB")

    row = row_of(units["xuan_huong"])

    assert (row.filling.allowed, row.filling.main, row.filling.vacant, row.filling.surplus) == (1, 2, 0, 1)
    assert [holder.full_name for holder in row.seated] == ["Nguyễn Văn An", "Trần Thị Bình"]


def test_a_seat_nobody_sits_in_is_free(units):
    seats(units["xuan_huong"], number=2)

    assert row_of(units["xuan_huong"]).filling.vacant == 2


def test_one_person_with_two_posts_is_one_person_and_two_posts(units):
    make_people(person_record(units["xuan_huong"], postings=posts(units["xuan_huong"], "CX-BT", "CX-CTHD")))

    table = occupancy(SYSTEM, DAY)

    assert (len(table.people), len(table.holders)) == (1, 2)


def test_the_second_post_fills_its_seat(units):
    seats(units["xuan_huong"], "CX-CTHD", 1)
    make_people(person_record(units["xuan_huong"], postings=posts(units["xuan_huong"], "CX-BT", "CX-CTHD")))

    filling = row_of(units["xuan_huong"], "CX-CTHD").filling

    assert (filling.main, filling.concurrent, filling.vacant) == (0, 1, 0)


def test_a_seat_in_which_somebody_acts_is_free_and_says_who_acts(units):
    seats(units["xuan_huong"], "CX-BT", 1)
    acting = posts(units["xuan_huong"], "CX-PBT", "CX-BT", kind=PostingKind.ACTING)
    make_people(person_record(units["xuan_huong"], postings=acting))

    row = row_of(units["xuan_huong"], "CX-BT")

    assert (row.filling.vacant, [holder.full_name for holder in row.acting]) == (1, ["Nguyễn Văn An"])


def test_without_a_number_the_seat_is_not_known_and_never_none(units):
    make_cadre(units["xuan_huong"], title_code="CX-BT")

    filling = row_of(units["xuan_huong"], "CX-BT").filling

    assert (filling.allowed, filling.vacant, filling.surplus, filling.main) == (None, None, None, 1)


def test_heads_of_a_group_count_each_person_once(units):
    seats(units["xuan_huong"], "", 1, block="bien_che")
    make_people(
        person_record(units["xuan_huong"], postings=posts(units["xuan_huong"], "CX-BT", "CX-CTHD")),
        person_record(units["xuan_huong"], "Trần Thị Bình", title_code="CC-TCKT"),
        person_record(units["xuan_huong"], "Lê Văn Cường", title_code="TH-TT"),
    )

    filling = row_of(units["xuan_huong"], "", block="bien_che").filling

    assert (filling.allowed, filling.main, filling.surplus) == (1, 2, 1)


def test_a_decision_for_next_month_changes_nothing_today(units):
    seats(units["xuan_huong"], "CX-BT", 1)
    before = occupancy(SYSTEM, DAY)
    seats(units["xuan_huong"], "CX-BT", 3, NEXT_MONTH)
    make_cadre(units["xuan_huong"], title_code="CX-BT", valid_from=NEXT_MONTH)

    today, then = occupancy(SYSTEM, DAY), occupancy(SYSTEM, NEXT_MONTH)

    assert [row.filling for row in today.rows] == [row.filling for row in before.rows]
    assert [(row.filling.allowed, row.filling.main) for row in then.rows] == [(3, 1)]


def test_the_roster_of_a_past_day_has_who_sat_there_then(units):
    past = PostingRecord("CX-BT", units["xuan_huong"].pk, valid_from=LONG_AGO, valid_to=DAY)
    now = PostingRecord("CX-BT", units["xuan_huong"].pk, valid_from=DAY)
    make_people(
        person_record(units["xuan_huong"], "Nguyễn Văn An", postings=(past,)),
        person_record(units["xuan_huong"], "Trần Thị Bình", postings=(now,)),
    )

    names = {day: [h.full_name for h in occupancy(SYSTEM, day).holders] for day in (date(2020, 8, 30), DAY)}

    assert names == {date(2020, 8, 30): ["Nguyễn Văn An"], DAY: ["Trần Thị Bình"]}


def test_a_unit_is_asked_with_all_below_it_or_alone(units):
    seats(units["xuan_huong"], "CX-BT", 1)
    seats(units["dong_son"], "CX-BT", 1)

    district = occupancy(SYSTEM, DAY, units["lang_giang"].pk)
    alone = occupancy(SYSTEM, DAY, units["lang_giang"].pk, alone=True)

    assert [row.unit_id for row in district.rows] == [units["xuan_huong"].pk]
    assert alone.rows == []


def test_the_province_is_read_in_three_statements(units, django_assert_max_num_queries):
    for unit in ("xuan_huong", "tan_thanh", "dong_son"):
        seats(units[unit], "CX-BT", 1)
        make_cadre(units[unit], title_code="CX-BT")
    occupancy(SYSTEM, DAY)

    with django_assert_max_num_queries(4):  # the fourth asks whether the tree in memory is still the last one
        occupancy(SYSTEM, DAY)


# Writing


def test_a_new_number_ends_the_old_one_on_its_day(units):
    seats(units["xuan_huong"], number=1)
    seats(units["xuan_huong"], number=2, since=DAY)

    kept = [(row.number, row.valid_from, row.valid_to) for row in all_of(Seat)]
    assert kept == [(1, LONG_AGO, DAY), (2, DAY, None)]


def test_a_number_given_for_an_earlier_day_leaves_the_later_one_standing(units):
    seats(units["xuan_huong"], number=2, since=DAY)
    seats(units["xuan_huong"], number=1)

    assert [(row.number, row.valid_from, row.valid_to) for row in all_of(Seat)] == [
        (1, LONG_AGO, DAY),
        (2, DAY, None),
    ]


def test_a_number_given_for_its_own_first_day_is_corrected(units):
    first = seats(units["xuan_huong"], number=2)
    second = seats(units["xuan_huong"], number=3)

    assert second.pk == first.pk
    assert [row.number for row in all_of(Seat)] == [3]


def test_the_same_number_again_writes_nothing(units):
    seats(units["xuan_huong"])
    before = len(all_of(AuditEvent))
    seats(units["xuan_huong"], since=DAY)

    assert (len(all_of(Seat)), len(all_of(AuditEvent))) == (1, before)


def test_giving_a_number_is_remembered_with_what_it_was(units):
    seats(units["xuan_huong"], number=1)
    seats(units["xuan_huong"], number=2, since=DAY)

    last = all_of(AuditEvent, action="cadres.seats_set")[-1]
    assert (last.changes["number"], last.unit_id) == ([1, 2], units["xuan_huong"].pk)
    ended = all_of(AuditEvent, action="cadres.seats_ended")
    assert [event.changes["valid_to"] for event in ended] == [[None, "2020-08-31"]]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"title": "XX-YY"}, "chức danh mã XX-YY"),
        ({"number": -1}, "từ 0 đến 500"),
        ({"number": 501}, "từ 0 đến 500"),
        ({"basis": "  "}, "căn cứ"),
        ({"since": date(1990, 1, 1)}, "không có đơn vị này"),
        ({"title": "", "block": "khong-co"}, "chức danh mã khong-co"),
    ],
)
def test_what_cannot_be_is_refused_with_how_to_mend_it(units, given, said):
    with pytest.raises(Refused, match=said):
        seats(units["xuan_huong"], **given)

    assert all_of(Seat) == []


def test_only_the_board_gives_a_number(units, actor_with):
    clerk, board = actor_with("xa", units["xuan_huong"]), actor_with("btc", units["province"])

    with pytest.raises(Forbidden):
        seats(units["xuan_huong"], actor=clerk)
    assert seats(units["xuan_huong"], actor=board).number == 2


def test_a_clerk_sees_the_seats_of_the_own_commune_only(units, actor_with):
    for unit in ("xuan_huong", "dong_son"):
        seats(units[unit], "CX-BT", 1)
        make_cadre(units[unit], title_code="CX-BT")

    table = occupancy(actor_with("xa", units["xuan_huong"]), DAY)

    assert [(row.unit_id, len(row.holders)) for row in table.rows] == [(units["xuan_huong"].pk, 1)]


def test_many_numbers_are_loaded_once(units):
    drafts = [SeatDraft(units["xuan_huong"].pk, "CX-BT", 1, LONG_AGO, basis="Luật")]

    assert load_seats(actor=SYSTEM, drafts=drafts) == 1
    with pytest.raises(Refused, match="đã ghi số chỗ"):
        load_seats(actor=SYSTEM, drafts=drafts)


def test_seats_live_apart_from_posts(units):
    seats(units["xuan_huong"])

    assert all_of(Posting) == []


# Figures


@pytest.fixture
def filled(units):
    """One seat too many filled, one free, one with somebody acting, one of unknown number, heads of a group."""
    unit = units["xuan_huong"]
    seats(unit, "CX-PCTUB", 1)
    seats(unit, "CX-PBT", 2)
    seats(unit, "CX-CTHD", 1)
    seats(unit, "", 4, block="bien_che")
    people = [person_record(unit, f"Nguyễn Văn {name}", title_code="CX-PCTUB") for name in ("An", "Bình")]
    acting = posts(unit, "CX-PBT", "CX-CTHD", kind=PostingKind.ACTING)
    both = person_record(unit, "Lê Văn Cường", postings=posts(unit, "CX-BT", "CX-PCTHD"))
    make_people(*people, person_record(unit, "Trần Thị Dung", postings=acting), both)
    return units


def test_every_number_is_the_number_of_its_rows(filled):
    table = occupancy(SYSTEM, DAY)

    counted = {each.code: each.counted.count(table) for each in DEFINITIONS}

    assert counted == {each.code: len(list(each.counted.rows(table))) for each in DEFINITIONS}
    assert counted == {
        "seats.allowed": 4, "seats.held": 3, "seats.vacant": 2, "seats.surplus": 1, "seats.acting": 1, "seats.unknown": 2,
        "posts.held": 6, "people.in_post": 4, "staff.allowed": 4, "staff.held": 4, "staff.vacant": 0, "staff.surplus": 0,
    }  # fmt: skip


@pytest.mark.parametrize("code", [each.code for each in DEFINITIONS])
def test_a_figure_answers_with_the_rows_and_the_way_to_them(filled, code):
    value = figure_or_404(code).answer(SYSTEM, Scope(DAY, unit_id=filled["xuan_huong"].pk))

    assert value.value == BY_CODE[code].counted.count(occupancy(SYSTEM, DAY))
    assert len({row.id for row in value.rows}) == len(value.rows)
    assert value.url == f"/giai-thich/{code}/danh-sach/?xa=07420&ngay=2020-08-31"


def test_what_nobody_numbered_is_told_beside_the_figure(filled):
    value = figure_or_404("seats.vacant").answer(SYSTEM, Scope(DAY))

    assert list(value.excluded) == [("Chức danh chưa ghi số chỗ", 2)]


def test_where_nobody_recorded_a_number_the_figure_is_not_known_and_never_none(units):
    make_cadre(units["xuan_huong"], title_code="CX-BT")

    found = {
        code: figure_or_404(code).answer(SYSTEM, Scope(DAY)) for code in ("seats.vacant", "seats.unknown")
    }

    assert {code: value.value for code, value in found.items()} == {"seats.vacant": None, "seats.unknown": 1}
    assert found["seats.vacant"].as_json()["value"] is None


def test_a_number_of_none_is_known(units):
    seats(units["xuan_huong"], "CX-BT", 0)

    assert figure_or_404("seats.vacant").answer(SYSTEM, Scope(DAY)).value == 0


def test_a_unit_that_is_not_there_on_the_day_has_no_figure(units):
    with pytest.raises(NotVisible):
        figure_or_404("seats.vacant").answer(SYSTEM, Scope(date(2000, 1, 1), unit_id=units["xuan_huong"].pk))
