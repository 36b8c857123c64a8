"""The rules an office adds (điều kiện thêm), as a person chooses them when drawing up a plan."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caunoi.apps.planning.forms.money import MoneyField
from caunoi.apps.planning.selectors.norms import CostItem
from caunoi.apps.planning.selectors.options import PlanOptions
from caunoi.apps.planning.selectors.quotas import UnreadableQuotas, Within, quotas_in
from caunoi.apps.planning.selectors.standing import GROUPS
from caunoi.foundation.ui.forms import PlainForm
from caunoi.foundation.ui.languages import as_written

SMALL = {"size": 4, "inputmode": "numeric"}
FLOOR, ITEM = "san_", "khoan_"
SHARE = re.compile(r"(\d{1,3}(?:,\d+)?)\s*%")
HEADS = re.compile(r"\d{1,4}")


class FloorField(forms.CharField):
    """At least so much for a group: 20% of the seats, or 12 seats."""

    def clean(self, value: Any) -> dict[str, Any] | None:
        text = super().clean(value)
        if not text:
            return None
        if HEADS.fullmatch(text) and int(text) > 0:
            return {"heads": int(text), "share": None}
        found = SHARE.fullmatch(text)
        percent = float(found[1].replace(",", ".")) if found else 0
        if not 0 < percent <= 100:
            raise forms.ValidationError(
                _("Ghi phần trăm số suất, ví dụ 20%%, hoặc số suất, ví dụ 12.") % {}, code="invalid"
            )
        return {"heads": None, "share": round(percent / 100, 6)}


@dataclass(frozen=True)
class Offered:
    """What this person may ask for (điều kiện được chọn): groups, cost items, units and programmes of the day."""

    within: Within
    groups: Collection[str] = ()
    items: Sequence[CostItem] = ()


def _switch(label: Any, meant: Any) -> forms.BooleanField:
    """A rule that is on or off, with what it means."""
    return forms.BooleanField(label=label, help_text=meant, required=False)


class RulesForm(PlainForm):
    """Điều kiện thêm."""

    closed = _switch(
        _("Không học trong tuần nghỉ lễ, Tết"),
        _("Tuần có phần lớn ngày làm việc là ngày nghỉ, theo lịch nghỉ của năm kế hoạch."),
    )
    key_away = forms.IntegerField(
        label=_("Mỗi xã vắng nhiều nhất bao nhiêu cán bộ chủ chốt cùng một tuần"),
        help_text=_("Để trống là không giới hạn riêng cho cán bộ chủ chốt."),
        min_value=1, max_value=99, required=False, widget=forms.TextInput(attrs=SMALL),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Ghi số người từ 1 đến 99, hoặc để trống.")
        ),
    )  # fmt: skip
    serve_after = _switch(
        _("Chỉ cử người còn đủ thời gian công tác sau khi học"),
        _("Tính từ ngày sinh và tuổi nghỉ hưu; chương trình đào tạo còn cần gấp nhiều lần thời gian học."),
    )
    mandatory_first = _switch(
        _("Xếp yêu cầu tính vào đạt chuẩn trước mọi yêu cầu khác"),
        _("Trước hết tìm số yêu cầu bắt buộc nhiều nhất có thể, rồi mới tính phần còn lại."),
    )
    lecturers = _switch(
        _("Không giao cho một tổ giảng viên quá số lớp, số tuần dạy được"),
        _("Theo trang Chương trình và cơ sở đào tạo."),
    )
    quotas = forms.CharField(
        label=_("Chỉ tiêu của đơn vị"),
        help_text=_(
            "Mỗi dòng: đơn vị; mã chương trình hoặc để trống; ít nhất; nhiều nhất. "
            "Ví dụ: Xã Xuân Hương; LLCT-TC; 1; 3. Dán được từ bảng tính."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        self.offered = offered
        super().__init__(*args, **kwargs)
        for group in (each for each in GROUPS if each in offered.groups):
            self.fields[FLOOR + group] = FloorField(
                label=_("Sàn cho %(group)s") % {"group": gettext(GROUPS[group])},
                help_text=_("Phần trăm số suất (20%%) hoặc số suất (12); để trống là không đặt sàn.") % {},
                max_length=12, required=False, widget=forms.TextInput(attrs={"size": 6}),
            )  # fmt: skip
        for item in offered.items:
            self.fields[ITEM + item.code] = MoneyField(
                label=as_written(capfirst(item.name)), max_length=30, required=False,
                error_messages={"unreadable": _("Mức của một khoản phải là số đồng, ví dụ 400.000.000.")},
                widget=forms.TextInput(attrs={"size": 14, "inputmode": "numeric"}),
            )  # fmt: skip

    def clean_quotas(self) -> list[dict[str, Any]]:
        try:
            return quotas_in(self.cleaned_data["quotas"], self.offered.within)
        except UnreadableQuotas as fault:
            raise forms.ValidationError(fault.faults) from fault

    @property
    def rule_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name in RulesForm.base_fields or name.startswith(FLOOR)]

    @property
    def item_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(ITEM)]

    @property
    def rules_wrong(self) -> bool:
        return any(bound.errors for bound in [*self.rule_fields, *self.item_fields])

    @property
    def items_told(self) -> bool:
        return any(bound.errors or bound.value() for bound in self.item_fields)


def start_of_rules(options: PlanOptions) -> dict[str, Any]:
    """The rules as the day's conditions have them."""
    return {
        "closed": bool(options.closed_days),
        "key_away": options.key_away or None,
        "serve_after": options.serve_after,
        "mandatory_first": options.mandatory_first,
        "lecturers": options.lecturers,
        **{FLOOR + row["group"]: _floor_text(row) for row in options.floors},
    }


def _floor_text(row: Mapping[str, Any]) -> str:
    return str(row["heads"]) if row.get("heads") else f"{100 * row['share']:g}%".replace(".", ",")


def rules_in(told: Mapping[str, Any], usual: PlanOptions) -> dict[str, Any]:
    """By the names of the options; what was left empty is a rule that is not asked for."""
    return {
        "closed_days": usual.closed_days if told["closed"] else 0,
        "key_away": told["key_away"] or 0,
        "serve_after": told["serve_after"],
        "mandatory_first": told["mandatory_first"],
        "lecturers": told["lecturers"],
        "quotas": told["quotas"],
        "floors": [{"group": group, **floor} for group in GROUPS if (floor := told.get(FLOOR + group))],
        "item_limits": {
            name.removeprefix(ITEM): limit
            for name, limit in told.items()
            if name.startswith(ITEM) and limit is not None
        },
    }
