"""What a person types when drawing up or adopting a plan."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caunoi.apps.classes.models import Venue
from caunoi.apps.planning.forms.money import MoneyField
from caunoi.apps.planning.forms.rules import Offered, RulesForm, rules_in, start_of_rules
from caunoi.apps.planning.models import Offering, Plan
from caunoi.apps.planning.selectors.options import PlanOptions
from caunoi.apps.planning.selectors.weeks import Week
from caunoi.apps.standards.selectors.asked import KEY_OFFICIALS
from caunoi.foundation.ui.forms import PlainForm
from caunoi.foundation.ui.numbers import day

LONGEST_SOLVING = 900
EVERYBODY = "tat-ca"
GROUPS = [(KEY_OFFICIALS, _("Cán bộ chủ chốt cấp xã")), (EVERYBODY, _("Mọi chức danh có tiêu chuẩn"))]


class DraftForm(RulesForm):
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
    def start(cls, year: int, budget: int, options: PlanOptions, offered: Offered) -> "DraftForm":
        """The form as it is first shown."""
        return cls(
            offered=offered,
            initial={
                **start_of_rules(options),
                "year": year,
                "budget": f"{budget:,}".replace(",", "."),
                "group": options.group or EVERYBODY,
                "transition": options.transition,
                "away_percent": options.away_percent,
                "max_km": options.max_km,
                "time_limit": options.time_limit,
            },
        )

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in DraftForm.base_fields if name not in RulesForm.base_fields]

    def changed_options(self, usual: PlanOptions) -> dict[str, Any]:
        """What differs from the usual conditions of the day, by the names of the options."""
        names = ("group", "transition", "away_percent", "max_km", "time_limit")
        changed = {name: self.cleaned_data[name] for name in names}
        group = "" if changed["group"] == EVERYBODY else changed["group"]
        return {**changed, "group": group, **rules_in(self.cleaned_data, usual)}


class CopyForm(PlainForm):
    """Chép thành phương án khác."""

    name = forms.CharField(label=_("Tên phương án"), max_length=200)
    budget = MoneyField(
        label=_("Ngân sách (đồng)"), widget=forms.TextInput(attrs={"size": 18, "inputmode": "numeric"})
    )
    max_km = forms.IntegerField(
        label=_("Đi xa nhất (km)"), min_value=1, max_value=500, required=False,
        help_text=_("Để trống là như kế hoạch đang chép."), widget=forms.TextInput(attrs={"size": 4}),
    )  # fmt: skip
    solve = forms.TypedChoiceField(
        label=_("Người học"),
        coerce=lambda told: told == "1",
        choices=[("0", _("Giữ mọi người ở lớp đang xếp")), ("1", _("Tính lại từ đầu với ngân sách mới"))],
        widget=forms.RadioSelect,
    )

    @classmethod
    def start(cls, plan: Plan) -> "CopyForm":
        """The form as it is first shown."""
        name = gettext("%(plan)s, phương án khác") % {"plan": plan.name}
        return cls(initial={"name": name, "budget": f"{plan.budget:,}".replace(",", "."), "solve": "0"})


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


class ClassMoveForm(PlainForm):
    """Nơi và tuần muốn chuyển lớp đến: only places the plan's problem knows, only its weeks."""

    use_required_attribute = False

    noi = forms.ChoiceField(label=_("Nơi học"))
    tuan = forms.TypedChoiceField(label=_("Tuần khai giảng"), coerce=int)

    def __init__(
        self, data: Any, *, lines: Sequence[Offering], line: Offering, weeks: Sequence[Week]
    ) -> None:
        now = {"noi": line.venue.code, "tuan": (line.starts_on - weeks[0].monday).days // 7}
        super().__init__(data, initial=now)
        self.venues = {each.venue.code: each.venue for each in lines}
        names = sorted((venue.name, code) for code, venue in self.venues.items())
        self._offer("noi", [(code, name) for name, code in names])
        self._offer("tuan", [(str(week.number), _week_text(week)) for week in weeks])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def spot(self) -> tuple[Venue, int]:
        return self.venues[self.cleaned_data["noi"]], self.cleaned_data["tuan"]


def _week_text(week: Week) -> str:
    told = {"n": week.number + 1, "day": day(week.monday)}
    if week.off:
        return gettext("Tuần %(n)s, từ %(day)s, có ngày nghỉ") % told
    return gettext("Tuần %(n)s, từ %(day)s") % told
