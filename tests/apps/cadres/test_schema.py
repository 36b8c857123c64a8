"""The words of lists: what offices write is understood, each in one way."""

from datetime import date

import pytest

from caunoi.apps.cadres.schema import people_schema
from caunoi.foundation.workbooks.choices import ChoiceList, Question
from tests.factories.cadres import make_province

pytestmark = pytest.mark.django_db


@pytest.fixture
def find(day):
    make_province()

    def found(column, text, parent=None, on=day):
        schema = people_schema(on)
        return ChoiceList.of(schema.column(column), schema).find(text, parent)

    return found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bí thư Đảng ủy", "CX-BT"),
        ("bí thư đảng uỷ xã", "CX-BT"),
        ("BT Đảng ủy", "CX-BT"),
        ("PBT Đảng ủy", "CX-PBT"),
        ("Phó Bí thư Thường trực Đảng ủy", "CX-PBT"),
        ("CT UBND xã", "CX-CTUB"),
        ("Chủ tịch Ủy ban nhân dân", "CX-CTUB"),
        ("PCT HĐND", "CX-PCTHD"),
        ("Chủ tịch UBMTTQ xã", "CX-MT"),
        ("Chủ tịch Hội Phụ nữ", "CX-PN"),
        ("Bí thư Đoàn TNCS HCM", "CX-DTN"),
        ("Công chức Văn phòng – thống kê", "CC-VPTK"),
        ("Tài chính, kế toán", "CC-TCKT"),
        ("Trưởng thôn", "TH-TT"),
        ("CX-CTUB", "CX-CTUB"),
    ],
)
def test_titles_are_known_by_their_many_names(find, text, code):
    assert find("title", text) == code


def doubles(on):
    choices = ChoiceList.of(people_schema(on).column("title"))
    meant = [{choice.value for choice in hits} for hits in choices.exact.values()]
    return [codes for codes in meant if len(codes) > 1]


def test_no_name_of_a_title_means_two_titles(day):
    make_province()

    assert doubles(date(2015, 6, 1)) == doubles(day) == []


def test_while_old_and_new_posts_stand_side_by_side_only_their_common_names_are_asked_about():
    make_province()

    found = doubles(date(2025, 7, 1))

    assert found
    assert all(sorted(code[:2] for code in codes) == ["KX", "XP"] for codes in found)
    assert doubles(date(2026, 6, 1)) == []


@pytest.mark.parametrize(
    ("column", "text", "level"),
    [
        ("general_education", "12/12", "thpt"),
        ("general_education", "10/10", "thpt"),
        ("general_education", "9/12", "thcs"),
        ("professional", "ĐH", "dai_hoc"),
        ("professional", "Thạc sỹ", "thac_si"),
        ("professional", "Không", "khong"),
        ("political_theory", "TC LLCT", "trung_cap"),
        ("political_theory", "CC", "cao_cap"),
        ("state_management", "CVC", "chuyen_vien_chinh"),
        ("foreign_language", "Tiếng Anh B", "bac_2"),
        ("it", "CNTT cơ bản", "co_ban"),
        ("defence", "ĐT3", "doi_tuong_3"),
    ],
)
def test_levels_are_known_by_their_short_forms(find, column, text, level):
    assert find(column, text) == level


def test_no_short_form_of_a_level_means_two_levels(day):
    make_province()
    for column in people_schema(day).columns:
        if column.kind == "choice" and column.key not in {"title", "commune", "district"}:
            choices = ChoiceList.of(column)
            assert not [name for name, hits in choices.exact.items() if len({h.value for h in hits}) > 1], (
                column.key
            )


@pytest.mark.parametrize(
    ("text", "parent", "code"),
    [
        ("Xuân Hương", None, "07420"),
        ("xa xuan huong", None, "07420"),
        ("UBND xã Xuân Hương", None, "07420"),
        ("Xã Xuân Hương, Huyện Lạng Giang", None, "07420"),
        ("Tân Thành", "215", "07291"),
        ("Tân Thành (Yên Thế)", None, "07291"),
    ],
)
def test_communes_are_known_by_name_and_district(find, text, parent, code):
    assert find("commune", text, parent) == code


def test_a_name_of_two_communes_is_asked_about(find):
    asked = find("commune", "Tân Thành")

    assert isinstance(asked, Question)
    assert "Tân Thành (Lạng Giang), Tân Thành (Yên Thế)" in asked.message_vi


def test_since_july_2025_there_is_no_district_to_fill_in():
    from tests.factories.organisation import real_territory

    real_territory()

    keys = [column.key for column in people_schema(date(2025, 7, 1)).columns]
    assert "district" not in keys
    assert len(people_schema(date(2025, 7, 1)).column("commune").choices) >= 58
