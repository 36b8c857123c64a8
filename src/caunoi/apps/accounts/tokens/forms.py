"""The forms with which a key of an office is asked for and withdrawn."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caunoi.apps.accounts.choices import Reach, ReadsUpTo
from caunoi.apps.organisation.pickers import UnitPickerField, pick_on
from caunoi.foundation.ui.forms import PlainForm, offer, spoken

WRONG_DAY = _("Ngày phải có dạng 31/08/2020")


class TokenForm(PlainForm):
    name = forms.CharField(
        label=_("Tên mã"), max_length=80, help_text=_("Phần mềm nào dùng, ví dụ: Kho dữ liệu Sở Nội vụ")
    )
    reason = forms.CharField(
        label=_("Để làm gì"),
        max_length=250,
        error_messages={"required": _("Ghi phần mềm dùng mã vào việc gì")},
        help_text=_("Ví dụ: lấy số liệu hằng tuần theo công văn số 12/SNV"),
    )
    right = forms.ChoiceField(
        label=_("Bằng quyền"), help_text=_("Mã đọc đúng những gì vai trò này đọc, không ghi gì")
    )
    unit = UnitPickerField(
        label=_("Đơn vị"),
        required=False,
        help_text=_("Để trống: cả đơn vị của quyền; hoặc chọn một đơn vị bên dưới"),
    )
    reach = forms.ChoiceField(
        label=_("Phạm vi"), choices=spoken([each for each in Reach.choices if each[0] != Reach.SELF])
    )
    up_to = forms.TypedChoiceField(
        label=_("Đọc đến"),
        coerce=int,
        error_messages={
            "invalid_choice": _("Vai trò của bạn không đọc đến lớp dữ liệu ấy nên mã cũng không.")
        },
    )
    personal_reason = forms.CharField(
        label=_("Vì sao cần dữ liệu cá nhân"),
        required=False,
        max_length=300,
        help_text=_("Chỉ khi chọn dữ liệu cá nhân ở trên: căn cứ và việc dùng vào"),
    )
    valid_to = forms.DateField(
        label=_("Đến trước ngày"),
        error_messages={"invalid": WRONG_DAY},
        help_text=_("Từ ngày này mã tự hết hiệu lực"),
    )

    def __init__(
        self, *args: Any, until: date, on: date, rights: Sequence[tuple[str, str]], most: int, **kwargs: Any
    ) -> None:
        begin = {"valid_to": until, "reach": Reach.SUBTREE, "up_to": int(ReadsUpTo.WORK)}
        super().__init__(*args, initial=begin, **kwargs)
        pick_on(self, on)
        offer(self, "right", rights)
        offer(self, "up_to", spoken([each for each in ReadsUpTo.choices if each[0] <= most]))


class WithdrawalForm(PlainForm):
    reason = forms.CharField(
        label=_("Lý do thu hồi"), max_length=300, help_text=_("Ví dụ: phần mềm không dùng nữa; mã bị lộ")
    )
