"""What a person asks for, and what the office answers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caunoi.apps.cadres.choices import Sex
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.privacy.choices import RequestKind, RestrictionScope
from caunoi.foundation.db.columns import column_of
from caunoi.foundation.ui.forms import PlainForm, spoken

WRONG_DAY = gettext_lazy("Ngày phải có dạng 31/08/2020")
COLUMNS = (
    "full_name", "birth", "sex", "ethnicity", "identity_number", "phone", "party_joined", "party_official",
)  # fmt: skip
"""What a person may ask to have corrected item by item; anything else is asked for in words."""


def _words(**given: Any) -> forms.CharField:
    return forms.CharField(max_length=1000, widget=forms.Textarea(attrs={"rows": 4}), **given)


class AskForm(PlainForm):
    """A request in words."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Tôi yêu cầu"),
        choices=spoken([each for each in RequestKind.choices if each[0] != RequestKind.CORRECTION]),
    )
    words = _words(
        label=gettext_lazy("Nội dung"),
        required=False,
        help_text=gettext_lazy("Phần dữ liệu nào, vì sao; vài câu là đủ"),
    )


class PaperForm(PlainForm):
    """A request that came on paper."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại yêu cầu"), choices=spoken(RequestKind.choices))
    received_on = forms.DateField(
        label=gettext_lazy("Ngày nhận đơn"),
        error_messages={"invalid": WRONG_DAY},
        help_text=gettext_lazy("Hạn trả lời tính từ ngày này"),
    )
    words = _words(label=gettext_lazy("Nội dung đơn"), required=False)


class ChangesForm(PlainForm):
    """Values that should stand in the file; what is left empty stays as it is."""

    def __init__(self, *args: Any, known: Mapping[str, Any], **given: Any) -> None:
        super().__init__(*args, **given)
        for name in COLUMNS:
            if name in known:
                self.fields[name] = _field(name, known[name])
        self.fields["words"] = _words(
            label=_("Điều khác cần sửa"),
            required=False,
            help_text=_(
                "Chức danh, bằng cấp, xếp loại: viết mục nào sai, đúng là gì, giấy tờ nào chứng minh"
            ),
        )

    @property
    def changes(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in COLUMNS if self.cleaned_data.get(name)}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not (self.changes or given.get("words", "").strip()):
            raise ValidationError(
                _("Chưa có mục nào để sửa. Ghi giá trị đúng vào ít nhất một mục, hoặc viết nội dung.")
            )
        return given


def _field(name: str, value: Any) -> forms.Field:
    column = column_of(Cadre, name)
    label = _(str(column.verbose_name))
    label = label[:1].upper() + label[1:]
    if name == "sex":
        held = _(str(dict(Sex.choices).get(value, ""))) if value else ""
        choices = [("", _("Không đổi")), *spoken(Sex.choices)]
        return forms.ChoiceField(label=label, choices=choices, required=False, help_text=_holds(held))
    told = f"•••• {str(value)[-4:]}" if name == "identity_number" and value else value
    field = forms.CharField(label=label, required=False, max_length=120, help_text=_holds(told))
    field.validators.append(_fits(column))
    return field


def _holds(value: Any) -> str:
    return _("Đang ghi: %(value)s") % {"value": value} if value else _("Chưa ghi")


def _fits(column: Any) -> Any:
    """The column itself says what it takes, such as a day, a month or a year."""

    def check(value: str) -> None:
        column.to_python(value)

    return check


class AnswerForm(PlainForm):
    """The answer to a request: yes with what will happen, or no with the clause."""

    answer = _words(
        label=gettext_lazy("Nội dung trả lời"),
        required=False,
        help_text=gettext_lazy("Sẽ làm gì, bao giờ xong, liên hệ ai; hoặc vì sao không"),
    )
    clause = forms.CharField(
        label=gettext_lazy("Căn cứ khi không chấp nhận"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Văn bản, điều, khoản"),
    )


class RestrictForm(AnswerForm):
    """The answer to somebody who asks that processing be restricted: besides, which part and to which day."""

    scope = forms.ChoiceField(label=_("Phần dữ liệu hạn chế xử lý"), choices=spoken(RestrictionScope.choices))
    until = forms.DateField(
        label=_("Hạn chế đến trước ngày"),
        required=False,
        error_messages={"invalid": WRONG_DAY},
        help_text=_("Để trống thì hạn chế cho đến khi có người ghi thôi"),
    )


class RestrictionForm(PlainForm):
    """A restriction is lifted or kept by another officer."""

    reason = forms.CharField(
        label=_("Lý do thôi hạn chế hoặc nhận giữ"),
        max_length=300,
        required=False,
        help_text=_("Người có hồ sơ đọc được lý do này"),
    )


class ExtendForm(PlainForm):
    reason = forms.CharField(
        label=gettext_lazy("Lý do gia hạn"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Người yêu cầu đọc được lý do này"),
    )


class HoldForm(PlainForm):
    """Somebody must not be erased."""

    asked_by = forms.CharField(label=gettext_lazy("Cơ quan yêu cầu giữ"), max_length=200)
    paper = forms.CharField(
        label=gettext_lazy("Văn bản yêu cầu"), max_length=200, help_text=gettext_lazy("Số, ngày, trích yếu")
    )
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=500)
    until = forms.DateField(
        label=gettext_lazy("Giữ đến trước ngày"),
        required=False,
        error_messages={"invalid": WRONG_DAY},
        help_text=gettext_lazy("Để trống khi văn bản không nêu ngày"),
    )


class DeclineForm(PlainForm):
    reason = forms.CharField(label=gettext_lazy("Lý do không xóa"), max_length=300, required=False)


def first_day(on: date) -> dict[str, date]:
    return {"received_on": on}
