"""Picking one unit of a day."""

from datetime import date

import pytest
from django import forms

from caunoi.apps.organisation import selectors
from caunoi.apps.organisation.choices import COMMUNE_TYPES
from caunoi.apps.organisation.pickers import UnitPickerField

pytestmark = pytest.mark.usefixtures("territory")
DAY = date(2020, 8, 31)


class PickForm(forms.Form):
    unit = UnitPickerField(label="Đơn vị", on=DAY)
    commune = UnitPickerField(label="Xã", on=DAY, types=COMMUNE_TYPES, required=False)


@pytest.mark.parametrize(
    "typed", ["Xuân Hương", "xa xuan huong", "07429", "Xã Xuân Hương (07429)", "Xuân Hương, Lạng Giang"]
)
def test_a_unit_is_picked_by_name_code_or_choice(typed):
    form = PickForm({"unit": typed})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["unit"] == selectors.unit_ids()["xa-xuan-huong-lang-giang"]


def test_two_units_of_one_name_are_told_apart_by_the_district():
    wrong, right = PickForm({"unit": "Phúc Sơn"}), PickForm({"unit": "Phúc Sơn, Sơn Động"})

    assert "Ghi thêm tên huyện" in wrong.errors["unit"][0]
    assert "Xã Phúc Sơn, Huyện Tân Yên" in wrong.errors["unit"][0]
    assert right.is_valid()


def test_a_unit_that_is_not_there_on_the_day_is_refused():
    form = PickForm({"unit": "Nơi Không Có"})

    assert form.errors["unit"] == [
        "Ngày 31/08/2020 không có đơn vị “Nơi Không Có”. Chọn một đơn vị trong danh sách gợi ý."
    ]


def test_only_the_types_asked_for_are_taken():
    form = PickForm({"unit": "07429", "commune": "Lạng Giang"})

    assert "commune" in form.errors


def test_a_unit_already_chosen_is_shown_by_name_and_code():
    form = PickForm(initial={"unit": selectors.unit_ids()["xa-xuan-huong-lang-giang"]})

    assert 'value="Xã Xuân Hương (07429)"' in str(form["unit"])


def test_each_form_asks_on_its_own_day():
    form, other = PickForm({"unit": "Mỹ Thái"}), PickForm({"unit": "Mỹ Thái"})
    form.fields["unit"].on = date(2025, 7, 1)

    assert form.is_valid()
    assert other.is_valid()
    assert form.cleaned_data["unit"] != other.cleaned_data["unit"]
