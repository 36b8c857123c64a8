"""Forms filled: a number is the number of its list, a list is the exported one, nobody reads more than elsewhere."""

from urllib.parse import parse_qs, urlsplit

import pytest

from caunoi.apps.accounts.selectors import actor_of
from caunoi.apps.cadres.services.exporting import people_list
from caunoi.apps.forms.selectors.definitions import all_checks, all_forms, form_or_404
from caunoi.apps.forms.services.checking import Checking
from caunoi.apps.forms.services.filled import FormScope
from caunoi.apps.forms.services.filling import fill_form
from caunoi.foundation.errors import NotVisible, Refused
from caunoi.foundation.figures import figure_or_404, scope_of
from tests.apps.accounts.people import make_grant, make_user
from tests.apps.forms.forms_at_hand import DAY, make_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> dict:
    return make_scene()


def reader(role: str, unit):
    user = make_user()
    make_grant(user, role, unit)
    return actor_of(user, on=DAY)


def filled(scene, key: str, role: str = "btc", unit: str = "", at: str = ""):
    actor = reader(role, scene[unit or "province"])
    scope = FormScope(DAY, scene[at].pk if at else None)
    return actor, fill_form(actor, form_or_404(key, DAY), scope)


def numbers(form, row: str) -> dict[str, int]:
    line = next(line for line in form.lines if line.key == row)
    return {key: number.value for key, number in line.numbers.items()}


def test_a_form_of_numbers_counts_by_sex_age_and_level(scene):
    _actor, form = filled(scene, "so-luong")

    total = numbers(form, "tong")

    assert (total["tong"], total["nam"], total["nu"], total["dan_toc"], total["dang"]) == (4, 2, 1, 1, 1)
    assert (total["den_30"], total["31_40"], total["41_50"], total["tren_50"]) == (1, 1, 0, 1)
    assert numbers(form, "CX-BT")["tong"] == 2
    _actor, quality = filled(scene, "chat-luong")
    assert (numbers(quality, "tong")["cm_dai_hoc"], numbers(quality, "can_bo")["llct_cao_cap"]) == (2, 1)


@pytest.mark.parametrize("key", ["so-luong", "chat-luong"])
def test_every_number_is_the_figure_of_the_list_it_opens(scene, key):
    actor, form = filled(scene, key, at="xuan_huong")
    asked = 0

    for line in form.lines:
        for number in line.numbers.values():
            query = parse_qs(urlsplit(number.url).query)
            asked += 1
            assert figure_or_404("cadres.people").answer(actor, scope_of(query, DAY)).value == number.value

    assert asked > 200


def test_a_unit_narrows_every_number(scene):
    _actor, form = filled(scene, "so-luong", at="dong_son")

    assert numbers(form, "tong")["tong"] == 1


def test_a_list_holds_the_cells_of_the_export(scene):
    actor, form = filled(scene, "trich-ngang")
    exported = {row["full_name"]: row for row in people_list(actor=actor, on=DAY).rows}

    people = [line for line in form.lines if line.kind == "plain"]

    assert {line.title for line in people} == set(exported) and len(people) == 4
    hoa = next(line for line in people if line.title == "Nguyễn Thị Hoa")
    assert hoa.words["birth_nu"] == exported["Nguyễn Thị Hoa"]["birth"].as_date()
    assert hoa.words["birth_nam"] is None
    assert hoa.words["title"] == "Bí thư Đảng ủy" and hoa.words["political_theory"] == "Sơ cấp"
    assert [line.title for line in form.lines if line.kind == "group"] == [
        "Xã Xuân Hương, Huyện Lạng Giang", "Xã Đồng Sơn, Huyện Yên Thế"
    ]  # fmt: skip


def test_who_is_below_standard_is_listed_with_what_is_lacking(scene):
    _actor, form = filled(scene, "chua-dat-chuan")

    people = {line.title: line.words["lacks"] for line in form.lines if line.kind == "plain"}

    assert "Lý luận chính trị" in people["Nguyễn Thị Hoa"]
    assert "Lê Văn Cường" not in people


def test_columns_a_role_does_not_read_stay_empty_and_are_said(scene):
    _actor, form = filled(scene, "so-luong", role="xa", unit="xuan_huong")

    assert numbers(form, "tong")["tong"] == 3
    assert "dan_toc" not in numbers(form, "tong") and "dang" not in numbers(form, "tong")
    assert form.hidden == ("Trong đó – Dân tộc thiểu số", "Trong đó – Đảng viên")


def test_a_role_that_exports_no_list_fills_no_form_of_people(scene):
    with pytest.raises(Refused, match="không xuất được danh sách"):
        filled(scene, "trich-ngang", role="kiemtra")


def test_a_form_of_another_time_is_not_there():
    with pytest.raises(NotVisible):
        form_or_404("khong-co", DAY)


def test_every_form_says_where_it_comes_from_and_every_check_names_columns_that_are_there():
    forms = {form.key: form for form in all_forms()}

    assert all(form.source and form.confidence in ("cao", "vua", "thap") for form in forms.values())
    for check in all_checks():
        for side in (check.left, check.right):
            assert set(side.columns) <= {column.key for column in forms[side.form].columns}


def test_forms_that_disagree_name_the_row_and_the_person(scene):
    checking = Checking(reader("btc", scene["province"]), FormScope(DAY))

    outcomes = {each.check.key: each for each in checking.outcomes()}

    unknown = scene["people"][3].pk
    assert [(row.row, row.left, row.right) for row in outcomes["nam-nu"].differing] == [
        ("Tổng số", 3, 4), ("Công chức cấp xã", 0, 1), ("Văn phòng - thống kê", 0, 1)
    ]  # fmt: skip
    assert {row.missing for row in outcomes["nam-nu"].differing} == {(unknown,)}
    assert outcomes["hai-bieu"].differing == () and outcomes["hai-bieu"].rows > 20
    assert outcomes["trich-ngang"].differing == () and outcomes["trich-ngang"].rows == 1


def test_a_check_over_columns_a_role_does_not_read_says_so(scene):
    checking = Checking(reader("kiemtra", scene["province"]), FormScope(DAY))

    outcomes = {each.check.key: each for each in checking.outcomes()}

    assert outcomes["nam-nu"].unread and outcomes["trich-ngang"].unread
    assert not outcomes["hai-bieu"].unread
