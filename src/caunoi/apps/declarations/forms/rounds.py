"""Opening a round; refusing an item."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caunoi.apps.declarations.choices import Group
from caunoi.apps.organisation.pickers import UnitPickerField, pick_on
from caunoi.foundation.ui.date_fields import DayField
from caunoi.foundation.ui.forms import PlainForm, spoken


class RoundForm(PlainForm):
    """Mở đợt tự kê khai."""

    use_required_attribute = False

    name = forms.CharField(label=_("Tên đợt"), max_length=120, help_text=_("Ví dụ: Kê khai bổ sung năm 2020"))
    unit = UnitPickerField(
        label=_("Hỏi cán bộ của đơn vị"), help_text=_("Cả người của các đơn vị bên dưới đơn vị này.")
    )
    due_on = DayField(
        label=_("Hạn gửi"), help_text=_("Ngày cuối cùng, ví dụ 31/08/2020. Người gửi muộn vẫn gửi được.")
    )
    groups = forms.MultipleChoiceField(
        label=_("Hỏi những phần nào"), choices=spoken(Group.choices), widget=forms.CheckboxSelectMultiple
    )
    message = forms.CharField(
        label=_("Lời nhắn"), max_length=1000, required=False, widget=forms.Textarea({"rows": 3}),
        help_text=_("Hiện trên đầu tờ kê khai của mỗi người."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, on: date, **initial: Any) -> None:
        super().__init__(data, initial=initial)
        pick_on(self, on)


class RefuseForm(PlainForm):
    """Chưa nhận một mục."""

    use_required_attribute = False

    reason = forms.CharField(
        label=_("Lý do chưa nhận"),
        max_length=500,
        error_messages={"required": _("Ghi lý do chưa nhận để người kê khai biết cần bổ sung gì.")},
    )
