"""What is typed in choosing people: a word of the office, a reason, a decision that lets a standard be owed."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caunoi.apps.cadres.selectors import titles_on
from caunoi.apps.organisation.pickers import UnitPickerField
from caunoi.domain.eligibility.terms import load_terms
from caunoi.foundation.ui.date_fields import DayField
from caunoi.foundation.ui.forms import PlainForm, offer


class WordForm(PlainForm):
    """A word that goes with a step: the office's opinion, or why something comes back."""

    use_required_attribute = False

    word = forms.CharField(
        label=gettext_lazy("Ý kiến, lý do"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args: Any, needed: str = "", **kwargs: Any) -> None:
        """``needed`` tells when the word may not be missing on this page."""
        super().__init__(*args, **kwargs)
        self.fields["word"].help_text = needed


class DecisionForm(PlainForm):
    """A decision with its days."""

    use_required_attribute = False

    document = forms.CharField(
        label=gettext_lazy("Văn bản quyết định"),
        max_length=120,
        help_text=gettext_lazy("Ví dụ: QĐ 215-QĐ/HU"),
    )
    decided_on = DayField(label=gettext_lazy("Ngày quyết định"))
    due_on = DayField(label=gettext_lazy("Hạn trả nợ"), help_text=gettext_lazy("Ngày cuối cùng phải đạt"))
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=500, widget=forms.Textarea({"rows": 2}))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        decided, due = said.get("decided_on"), said.get("due_on")
        if isinstance(decided, date) and isinstance(due, date) and due <= decided:
            self.add_error("due_on", _("Hạn trả nợ phải sau ngày quyết định."))
        return said


class OweForm(DecisionForm):
    """A decision for one requirement."""

    requirement = forms.ChoiceField(label=gettext_lazy("Yêu cầu được nợ"))
    field_order = ["requirement", "document", "decided_on", "due_on", "reason"]

    def __init__(self, data: Any = None, *, codes: list[str]) -> None:
        super().__init__(data)
        columns = load_terms().columns
        offer(self, "requirement", [(code, _(columns[code].name)) for code in codes])


class PlannedForm(PlainForm):
    """For which post, in which term, from when, by which decision."""

    use_required_attribute = False

    title_code = forms.ChoiceField(label=gettext_lazy("Chức danh quy hoạch"))
    unit = UnitPickerField(label=gettext_lazy("Đơn vị"))
    term = forms.CharField(
        label=gettext_lazy("Nhiệm kỳ"), max_length=20, help_text=gettext_lazy("Ví dụ: 2020–2025")
    )
    valid_from = DayField(label=gettext_lazy("Đưa vào từ ngày"))
    decision = forms.CharField(label=gettext_lazy("Quyết định"), max_length=120)

    def __init__(self, data: Any = None, *, on: date, unit_id: UUID) -> None:
        super().__init__(data, initial={"unit": unit_id, "valid_from": on})
        titles = [(title.code, title.name) for title in titles_on(on).values()]
        offer(self, "title_code", titles)
        unit = self.fields["unit"]
        assert isinstance(unit, UnitPickerField)
        unit.on = on


class OutForm(PlainForm):
    """Since when somebody is no longer planned for, and why."""

    use_required_attribute = False

    out_on = DayField(label=gettext_lazy("Đưa ra từ ngày"))
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=200)
