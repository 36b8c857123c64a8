"""Which file is opened, for what need and why; and what the board says of it afterwards."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caunoi.apps.accounts.choices import Need
from caunoi.foundation.ui.forms import PlainForm, spoken


class EmergencyForm(PlainForm):
    number = forms.CharField(
        label=_("Số hiệu cán bộ"), max_length=20, help_text=_("Chỉ mở đúng một hồ sơ này")
    )
    need = forms.ChoiceField(label=_("Loại nhu cầu"), choices=[("", "–"), *spoken(Need.choices)])
    reason = forms.CharField(label=_("Lý do"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, least: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _(
            "Ít nhất %(least)d ký tự. Người có hồ sơ và Ban Tổ chức đọc được lý do này."
        ) % {"least": least}


class LookForm(PlainForm):
    finding = forms.CharField(
        label=_("Nhận xét"), max_length=300, required=False, help_text=_("Cần ghi khi chưa thấy đúng việc")
    )
