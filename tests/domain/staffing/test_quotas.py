from datetime import date

import pytest

from caunoi.domain.staffing.quotas import CLASSES, UnfitQuotas, load_quotas, read_quotas

GROUP = {"code": "bien_che", "name": "Cán bộ, công chức", "blocks": ["can_bo"]}
SEAT = {
    "title": "CX-BT", "classes": ["I"], "number": 1, "from": date(2016, 1, 1), "to": date(2020, 1, 1), "source": "Điều 1",
    "confidence": "cao",
}  # fmt: skip


def numbers_of(title: str, commune_class: str, on: date) -> list[int]:
    quotas = load_quotas().of_class(commune_class)
    return [each.number for each in quotas if each.title_code == title and each.period.contains(on)]


def read(*seats):
    return read_quotas({"group": [GROUP], "seat": seats, "headcount": []})


@pytest.mark.parametrize(
    ("commune_class", "before", "since"), [("I", [2], [2]), ("II", [1], [2]), ("III", [1], [1])]
)
def test_the_law_of_2019_gave_communes_of_class_two_a_second_deputy(commune_class, before, since):
    assert numbers_of("CX-PCTUB", commune_class, date(2020, 6, 30)) == before
    assert numbers_of("CX-PCTUB", commune_class, date(2020, 7, 1)) == since


@pytest.mark.parametrize(
    ("place", "on", "number"),
    [
        ("xa", date(2019, 6, 24), 23),
        ("xa", date(2019, 6, 25), 21),
        ("xa", date(2023, 8, 1), 20),
        ("phuong", date(2023, 8, 1), 21),
    ],
)
def test_a_commune_of_class_two_may_have_so_many_heads(place, on, number):
    quota = load_quotas().headcount("bien_che", "II", place, on)

    assert quota is not None
    assert quota.number == number


def test_where_no_text_speaks_nothing_is_said():
    assert load_quotas().headcount("bien_che", "II", "xa", date(2025, 7, 1)) is None


def test_every_class_has_a_number_for_each_key_title_on_the_day_of_the_story():
    titles = {"CX-BT", "CX-PBT", "CX-CTHD", "CX-PCTHD", "CX-CTUB", "CX-PCTUB"}

    for commune_class in CLASSES:
        assert {
            title for title in titles if len(numbers_of(title, commune_class, date(2020, 8, 31))) == 1
        } == titles


def test_what_is_not_sure_is_marked_so():
    unsure = {each.title_code for each in load_quotas().quotas if each.confidence == "thap"}

    assert unsure == {"CX-PBT"}


def test_two_numbers_for_one_day_are_refused_by_name():
    with pytest.raises(UnfitQuotas, match="CX-BT, loại I"):
        read(SEAT, {**SEAT, "from": date(2019, 1, 1), "to": date(2021, 1, 1)})


@pytest.mark.parametrize(
    "fault", [{"number": -1}, {"number": "2"}, {"classes": ["IV"]}, {"confidence": "chắc"}]
)
def test_a_faulty_row_is_named(fault):
    with pytest.raises(UnfitQuotas, match="dòng 2"):
        read(SEAT, {**SEAT, "title": "CX-PBT", **fault})
