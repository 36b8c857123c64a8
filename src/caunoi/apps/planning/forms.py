"""What a person types when drawing up or adopting a plan."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from caunoi.apps.planning.selectors.options import PlanOptions
from caunoi.apps.standards.selectors.asked import KEY_OFFICIALS
from caunoi.domain.vocabulary.vietnamese import UnreadableNumber, parse_count
from caunoi.foundation.ui.forms import PlainForm

LONGEST_SOLVING = 900
EVERYBODY = "tat-ca"
GROUPS = [(KEY_OFFICIALS, _("Cán bộ chủ chốt cấp xã")), (EVERYBODY, _("Mọi chức danh có tiêu chuẩn"))]


class MoneyField(forms.CharField):
    """Đồng as people write them: 1.300.000, 1300000 đ."""

    def clean(self, value: Any) -> int | None:
        text = super().clean(value).replace("đồng", "").replace("đ", "").strip()
        if not text:
            return None
        try:
            return parse_count(text)
        except UnreadableNumber as fault:
            raise forms.ValidationError(
                _("Ngân sách phải là số đồng, ví dụ 2.000.000.000."), code="invalid"
            ) from fault


class DraftForm(PlainForm):
    """Lập kế hoạch từ nhu cầu."""

    year = forms.IntegerField(label=_("Năm kế hoạch"), widget=forms.TextInput(attrs={"size": 6}))
    budget = MoneyField(
        label=_("Ngân sách (đồng)"),
        help_text=_("Điền sẵn số tiền đủ cho mọi nhu cầu; sửa theo dự toán được giao."),
        widget=forms.TextInput(attrs={"size": 18, "inputmode": "numeric"}),
    )
    group = forms.ChoiceField(label=_("Lập cho ai"), choices=GROUPS, widget=forms.RadioSelect)
    transition = forms.BooleanField(label=_("Tính cả người đang trong thời hạn chuyển tiếp"), required=False)
    away_percent = forms.IntegerField(
        label=_("Mỗi xã vắng nhiều nhất cùng một tuần (%)"),
        help_text=_("Ít nhất 1 người."), min_value=1, max_value=100, widget=forms.TextInput(attrs={"size": 4}),
    )  # fmt: skip
    max_km = forms.IntegerField(
        label=_("Đi xa nhất (km)"), min_value=1, max_value=500, widget=forms.TextInput(attrs={"size": 4})
    )
    time_limit = forms.IntegerField(
        label=_("Thời gian tính nhiều nhất (giây)"),
        help_text=_("Dừng sớm lúc nào cũng được, phương án tốt nhất đang có được giữ lại."),
        min_value=1, max_value=LONGEST_SOLVING, widget=forms.TextInput(attrs={"size": 4}),
    )  # fmt: skip

    @classmethod
    def start(cls, year: int, budget: int, options: PlanOptions) -> "DraftForm":
        """The form as it is first shown."""
        return cls(
            initial={
                "year": year,
                "budget": f"{budget:,}".replace(",", "."),
                "group": options.group or EVERYBODY,
                "transition": options.transition,
                "away_percent": options.away_percent,
                "max_km": options.max_km,
                "time_limit": options.time_limit,
            }
        )

    def changed_options(self) -> dict[str, Any]:
        names = ("group", "transition", "away_percent", "max_km", "time_limit")
        changed = {name: self.cleaned_data[name] for name in names}
        return {**changed, "group": "" if changed["group"] == EVERYBODY else changed["group"]}


class AdoptForm(PlainForm):
    """Phê duyệt kế hoạch."""

    decision = forms.CharField(
        label=capfirst(_("số, ký hiệu văn bản phê duyệt")),
        max_length=120,
        help_text=_("Ví dụ: Quyết định số 08/QĐ-UBND. Sau khi phê duyệt, kế hoạch không sửa được nữa."),
    )


class SendBackForm(PlainForm):
    """Trả lại tờ trình."""

    reason = forms.CharField(
        label=_("Lý do trả lại"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Người trình đọc lý do này trên trang kế hoạch."),
    )


class CodeForm(PlainForm):
    """A code from a printed plan, as people type it: with or without spaces."""

    use_required_attribute = False

    ma = forms.CharField(
        label=_("Mã nội dung"), max_length=100, help_text=_("64 chữ số và chữ cái a–f ở cuối văn bản in ra")
    )
