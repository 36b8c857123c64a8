"""The rules an office adds (điều kiện thêm), as a person chooses them when drawing up a plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caunoi.apps.planning.selectors.options import PlanOptions
from caunoi.foundation.ui.forms import PlainForm

SMALL = {"size": 4, "inputmode": "numeric"}


class RulesForm(PlainForm):
    """Điều kiện thêm."""

    closed = forms.BooleanField(
        label=_("Không học trong tuần nghỉ lễ, Tết"),
        help_text=_("Tuần có phần lớn ngày làm việc là ngày nghỉ, theo lịch nghỉ của năm kế hoạch."),
        required=False,
    )
    key_away = forms.IntegerField(
        label=_("Mỗi xã vắng nhiều nhất bao nhiêu cán bộ chủ chốt cùng một tuần"),
        help_text=_("Để trống là không giới hạn riêng cho cán bộ chủ chốt."),
        min_value=1, max_value=99, required=False, widget=forms.TextInput(attrs=SMALL),
    )  # fmt: skip
    serve_after = forms.BooleanField(
        label=_("Chỉ cử người còn đủ thời gian công tác sau khi học"),
        help_text=_(
            "Tính từ ngày sinh và tuổi nghỉ hưu; chương trình đào tạo còn cần gấp nhiều lần thời gian học."
        ),
        required=False,
    )
    mandatory_first = forms.BooleanField(
        label=_("Xếp yêu cầu tính vào đạt chuẩn trước mọi yêu cầu khác"),
        help_text=_("Trước hết tìm số yêu cầu bắt buộc nhiều nhất có thể, rồi mới tính phần còn lại."),
        required=False,
    )

    @property
    def rule_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name in RulesForm.base_fields]

    @property
    def rules_wrong(self) -> bool:
        return any(bound.errors for bound in self.rule_fields)


def start_of_rules(options: PlanOptions) -> dict[str, Any]:
    """The rules as the day's conditions have them."""
    return {
        "closed": bool(options.closed_days),
        "key_away": options.key_away or None,
        "serve_after": options.serve_after,
        "mandatory_first": options.mandatory_first,
    }


def rules_in(told: dict[str, Any], usual: PlanOptions) -> dict[str, Any]:
    """By the names of the options; what was left empty is a rule that is not asked for."""
    return {
        "closed_days": usual.closed_days if told["closed"] else 0,
        "key_away": told["key_away"] or 0,
        "serve_after": told["serve_after"],
        "mandatory_first": told["mandatory_first"],
    }
