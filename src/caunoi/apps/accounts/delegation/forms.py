"""The form with which a right is passed on."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caunoi.apps.accounts.choices import Reach
from caunoi.apps.organisation.pickers import UnitPickerField, pick_on
from caunoi.foundation.ui.forms import PlainForm, offer, spoken

WRONG_DAY = _("Ngày phải có dạng 31/08/2020")
A_WEEK = timedelta(days=7)


class DelegationForm(PlainForm):
    right = forms.ChoiceField(label=_("Quyền của tôi"))
    username = forms.CharField(
        label=_("Giao cho"),
        max_length=60,
        help_text=_("Tên đăng nhập của người nhận"),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    unit = UnitPickerField(
        label=_("Đơn vị"),
        required=False,
        help_text=_("Để trống: cả đơn vị của quyền; hoặc chọn một đơn vị bên dưới"),
    )
    reach = forms.ChoiceField(
        label=_("Phạm vi"), choices=spoken([each for each in Reach.choices if each[0] != Reach.SELF])
    )
    valid_from = forms.DateField(label=_("Từ ngày"), error_messages={"invalid": WRONG_DAY})
    valid_to = forms.DateField(
        label=_("Đến trước ngày"),
        error_messages={"invalid": WRONG_DAY},
        help_text=_("Từ ngày này quyền tự hết, không cần ai thu lại"),
    )
    reason = forms.CharField(
        label=_("Lý do"), max_length=250, help_text=_("Ví dụ: đi học từ 01/09/2020 đến 30/09/2020")
    )

    def __init__(self, *args: Any, on: date, rights: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        begin = {"valid_from": on, "valid_to": on + A_WEEK, "reach": Reach.SUBTREE}
        super().__init__(*args, initial=begin, **kwargs)
        pick_on(self, on)
        offer(self, "right", rights)
