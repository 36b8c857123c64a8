"""Empty fields ask for themselves by name."""

import pytest
from django import forms

from caunoi.foundation.ui.forms import PlainForm


class Posting(PlainForm):
    full_name = forms.CharField(label="Họ và tên")
    title = forms.ChoiceField(label="Chức danh", choices=[("bt", "Bí thư")])
    number = forms.CharField(label="CCCD")
    decision = forms.CharField(label="Quyết định", error_messages={"required": "Ghi số quyết định"})
    note = forms.CharField(label="Ghi chú", required=False)


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("full_name", "Nhập họ và tên"),
        ("title", "Chọn chức danh"),
        ("number", "Nhập CCCD"),
        ("decision", "Ghi số quyết định"),
    ],
)
def test_an_empty_field_says_what_to_enter(field: str, message: str) -> None:
    assert Posting({}).errors[field] == [message]


def test_a_field_that_may_stay_empty_says_nothing() -> None:
    assert "note" not in Posting({}).errors


def test_one_form_does_not_change_the_messages_of_another() -> None:
    Posting({}).is_valid()

    class Other(forms.Form):
        full_name = forms.CharField(label="Họ và tên")

    assert Other({}).errors["full_name"] != ["Nhập họ và tên"]
