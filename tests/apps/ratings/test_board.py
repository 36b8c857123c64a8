"""A year's ratings by unit: the limit of the scheme in force, who is above it, and who may read any of it."""

import re
from datetime import date

import pytest

from caunoi.apps.cadres.services import RatingRecord
from caunoi.apps.ratings.extensions import UNIT_SLOT
from caunoi.apps.ratings.selectors.years import rated, year_of
from caunoi.foundation import clock
from caunoi.foundation.ui import slots
from tests.apps.accounts.people import signed_in
from tests.factories.cadres import SYSTEM, make_people, make_province, person_record

pytestmark = pytest.mark.django_db
DAY = date(2025, 2, 1)
NAMES = ("Văn An", "Thị Bình", "Văn Cường", "Văn Dũng", "Thị Giang", "Thị Hà")
NUMBER = re.compile(r'data-figure="rating.people" data-value="(\d+)" href="([^"]+)"')


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: DAY)


@pytest.fixture
def land():
    """Xuân Hương: two of the highest, three good; the other commune: one of the highest, five good."""
    found = make_province()
    one, other = found["xuan_huong"], found["tan_thanh"]
    rate(one, "htxs", "htxs", "htt", "htt", "htt", "ht")
    rate(other, "htxs", "htt", "htt", "htt", "htt", "htt", family="Giáp")
    return found


def rate(unit, *grades, year=2024, family="Nguyễn"):
    """So many people of the unit, each with another name, rated in the year."""
    make_people(
        *(
            person_record(unit, f"{family} {NAMES[place]}", ratings=(RatingRecord(year, grade),))
            for place, grade in enumerate(grades)
        )
    )


def test_the_unit_above_a_fifth_is_named_and_by_how_many(land):
    found = rated(SYSTEM, 2024, DAY)

    assert found.over == [land["xuan_huong"].pk]
    assert (found.limit(land["xuan_huong"].pk).allowed, found.limit(land["xuan_huong"].pk).excess) == (1, 1)
    assert found.limit(land["tan_thanh"].pk).excess == 0


def test_a_year_whose_limit_nobody_recorded_is_not_judged(land):
    rate(land["xuan_huong"], "htxs", "htxs", "htxs", year=2021, family="Thân")

    assert rated(SYSTEM, 2021, DAY).over == []


def test_without_a_year_the_last_that_has_ended_is_shown():
    assert (year_of("", DAY), year_of("", date(2025, 12, 3)), year_of("2023", DAY)) == (2024, 2025, 2023)


def test_every_number_opens_as_many_people_as_it_says(land):
    board = signed_in("btc", land["province"])

    page = board.get("/xep-loai/?nam=2024").content.decode()

    assert "1 đơn vị vượt tỷ lệ của mức cao nhất" in page
    numbers = set(NUMBER.findall(page))
    assert len(numbers) > 6
    for value, address in numbers:
        assert f'data-count="{value}"' in board.get(address.replace("&amp;", "&")).content.decode()


def test_a_clerk_reads_the_people_of_the_own_commune_only(land):
    clerk = signed_in("xa", land["tan_thanh"])

    page = clerk.get("/xep-loai/?nam=2024").content.decode()

    assert "không đơn vị nào vượt" in page
    other = f"/giai-thich/rating.people/danh-sach/?nam=2024&giu={land['xuan_huong'].pk}"
    assert "Nguyễn Văn An" not in clerk.get(other).content.decode()


def test_whoever_may_not_read_a_level_is_told_of_none(land):
    leader = signed_in("lanhdao", land["province"])

    assert leader.get("/xep-loai/?nam=2024").status_code == 403
    assert leader.get("/giai-thich/rating.people/danh-sach/?nam=2024").status_code == 404


def test_a_year_before_every_scheme_has_its_sentence(land):
    board = signed_in("btc", land["province"])

    answer = board.get("/xep-loai/?nam=2001")

    assert answer.status_code == 400
    assert "Năm 2001 chưa có cách xếp loại nào" in answer.content.decode()


def test_nothing_stands_beside_the_levels_until_a_module_above_puts_it_there(land, monkeypatch):
    board = signed_in("btc", land["province"])
    assert "Việc còn để ngỏ" not in board.get("/xep-loai/?nam=2024").content.decode()

    class Open:
        key, title = "open", "Việc còn để ngỏ"

        def cells(self, actor, on, year, unit_ids):
            return {land["xuan_huong"].pk: "3 việc"}

    monkeypatch.setattr(slots, "_slots", {**slots._slots, UNIT_SLOT: {"open": Open()}})

    page = board.get("/xep-loai/?nam=2024").content.decode()
    assert "Việc còn để ngỏ" in page and "3 việc" in page
