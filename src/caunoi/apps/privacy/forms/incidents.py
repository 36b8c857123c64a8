"""An incident is entered, whose data it reached is looked for, who was told is written down."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caunoi.apps.organisation.pickers import UnitPickerField
from caunoi.apps.privacy.choices import IncidentKind, Recipient, ReviewKind
from caunoi.foundation.ui.date_fields import DayField
from caunoi.foundation.ui.forms import PlainForm, spoken

HOURS = ("%d/%m/%Y %H:%M", "%H:%M %d/%m/%Y")


def _hour(label: Any) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        input_formats=HOURS,
        error_messages={"invalid": _("Ngày, giờ phải có dạng 31/08/2020 14:30")},
        help_text=_("Ví dụ 31/08/2020 14:30, giờ Hà Nội"),
        widget=forms.DateTimeInput(format=HOURS[0], attrs={"autocomplete": "off"}),
    )


def _words(label: Any, **given: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), **given)


class IncidentForm(PlainForm):
    """What happened, noticed when."""

    kind = forms.ChoiceField(label=_("Loại sự cố"), choices=spoken(IncidentKind.choices))
    unit = UnitPickerField(label=_("Đơn vị xảy ra"))
    noticed_at = _hour(_("Phát hiện lúc"))
    what = _words(_("Diễn biến"), help_text=_("Việc gì, ở đâu, ai phát hiện"))
    fields_reached = forms.CharField(
        label=_("Loại dữ liệu bị ảnh hưởng"),
        max_length=300,
        help_text=_("Ví dụ: họ tên, ngày sinh, số định danh"),
    )
    measures = _words(_("Biện pháp đã làm"), required=False)


class SearchForm(PlainForm):
    """Whose files an account opened, from the record."""

    account = forms.CharField(label=_("Tên đăng nhập của tài khoản"), max_length=150)
    first = DayField(label=_("Từ ngày"))
    last = DayField(label=_("Đến ngày"))


class NoticeForm(PlainForm):
    recipient = forms.ChoiceField(label=_("Báo cho"), choices=spoken(Recipient.choices))
    at = _hour(_("Báo lúc"))
    words = forms.CharField(label=_("Nơi nhận, số văn bản hoặc cách báo"), max_length=300)


class ClosingForm(PlainForm):
    closing = _words(_("Kết luận"), help_text=_("Nguyên nhân, hậu quả, đã khắc phục gì"))


class ReviewForm(PlainForm):
    kind = forms.ChoiceField(label=_("Hồ sơ"), choices=spoken(ReviewKind.choices))
    words = forms.CharField(
        label=_("Kết quả xem lại"), max_length=500, help_text=_("Còn đúng, hoặc đã sửa những gì")
    )
