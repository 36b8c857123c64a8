"""What is typed in a review: the round, what changed with a person, since when somebody left, a reason."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caunoi.apps.cadres.choices import QualificationKind
from caunoi.apps.cadres.models import Cadre, Qualification
from caunoi.apps.cadres.services.describing import qualification_text
from caunoi.apps.reviews.models import ReviewLine
from caunoi.apps.reviews.selectors import results
from caunoi.apps.reviews.selectors.papers import Paper
from caunoi.apps.reviews.selectors.results import Asked
from caunoi.apps.reviews.services.filling import Change, NewLevel
from caunoi.domain.eligibility.terms import load_terms
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.foundation.ui.date_fields import DayField, PartialDateField
from caunoi.foundation.ui.forms import PlainForm

LEVELS = {
    "chuyen_mon": QualificationKind.PROFESSIONAL,
    "ly_luan": QualificationKind.POLITICAL_THEORY,
    "quan_ly": QualificationKind.STATE_MANAGEMENT,
}
Choices = Sequence[tuple[str, str]]
NOTHING_NEW = ("", gettext_lazy("Không có bằng mới"))


class RoundForm(PlainForm):
    """A round to be opened."""

    use_required_attribute = False

    name = forms.CharField(label=gettext_lazy("Tên đợt"), max_length=120)
    as_of = DayField(
        label=gettext_lazy("Ngày chốt số liệu"),
        help_text=gettext_lazy("Chức danh đang giữ ngày này được xét theo tiêu chuẩn của ngày này"),
    )
    due_on = DayField(label=gettext_lazy("Hạn các đơn vị gửi"))
    in_two_steps = forms.BooleanField(
        label=gettext_lazy("Cấp huyện xem và đồng ý trước khi duyệt"), required=False
    )
    message = forms.CharField(
        label=gettext_lazy("Hướng dẫn các đơn vị"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )
    unit = forms.UUIDField(widget=forms.HiddenInput())

    def __init__(self, data: Any = None, *, on: date, unit: UUID | None) -> None:
        name = _("Rà soát cán bộ năm %(year)s") % {"year": on.year}
        super().__init__(data, initial={"name": name, "as_of": on, "unit": unit})


class ChangedForm(PlainForm):
    """What has changed with one person: a telephone number, a new level with what is known of the paper."""

    use_required_attribute = False

    version = forms.IntegerField(widget=forms.HiddenInput())
    phone = forms.CharField(label=gettext_lazy("Điện thoại"), required=False, max_length=20)
    note = forms.CharField(label=gettext_lazy("Ghi chú"), required=False, max_length=500)

    def __init__(self, data: Any = None, *, line: ReviewLine) -> None:
        cadre: Cadre = line.cadre
        initial = {"version": cadre.version, "phone": cadre.phone, "note": line.note}
        super().__init__(data, initial=initial, auto_id=f"id_{line.pk.hex}_%s")
        for name, kind in LEVELS.items():
            self.fields[name] = _level_field(kind)
            self.fields[f"{name}_ngay"] = PartialDateField(label=_("Ngày cấp bằng ấy"), required=False)
        self.order_fields(
            [*(each for name in LEVELS for each in (name, f"{name}_ngay")), "phone", "note", "version"]
        )

    def change(self) -> Change:
        said = self.cleaned_data
        levels = [
            NewLevel(kind, said[name], issued=said[f"{name}_ngay"])
            for name, kind in LEVELS.items()
            if said[name]
        ]
        return Change(said["version"], {"phone": said["phone"]}, levels, said["note"])


def _level_field(kind: QualificationKind) -> forms.ChoiceField:
    scale = load_terms().scales[kind.value]
    levels = [(level.code, _(level.name)) for level in scale.levels if scale.ranks[level.code] > 1]
    label = _("%(what)s mới") % {"what": _(QualificationKind(kind).label)}
    return forms.ChoiceField(label=label, required=False, choices=[NOTHING_NEW, *levels])


class LeftForm(PlainForm):
    """Since when somebody holds no post any more, and why."""

    use_required_attribute = False

    left_on = DayField(label=gettext_lazy("Thôi giữ chức từ ngày"))
    reason = forms.CharField(
        label=gettext_lazy("Lý do, quyết định"),
        max_length=500,
        help_text=gettext_lazy("Ví dụ: nghỉ hưu, QĐ 12"),
    )

    def __init__(self, data: Any = None, *, line: ReviewLine) -> None:
        super().__init__(data, auto_id=f"id_{line.pk.hex}_%s")


class ReasonForm(PlainForm):
    """Why a sheet goes back, why a lock is to be opened."""

    use_required_attribute = False

    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=500, widget=forms.Textarea({"rows": 2}))


class AdjustForm(ReasonForm):
    """Why a frozen verdict is adjusted, by which paper."""


class ResultFilter(forms.Form):
    """Bộ lọc kết quả đã chốt."""

    use_required_attribute = False

    def __init__(self, *, asked: Asked, unit: str, units: Choices, requirements: Choices) -> None:
        initial = {
            results.VERDICT: asked.verdict,
            results.LACKS: asked.lacks,
            results.NAME: asked.name,
            results.ADJUSTED: asked.adjusted,
            "xa": unit,
        }
        super().__init__(initial=initial, auto_id="loc-%s")
        everyone = ("", _("Tất cả"))
        verdicts = [(word, _(Verdict[sealed.upper()].label)) for word, sealed in results.WORDS.items()]
        self.fields[results.NAME] = forms.CharField(label=_("Họ và tên"), required=False, max_length=120)
        if len(units) > 1:
            self.fields["xa"] = _select(_("Đơn vị"), [everyone, *units])
        self.fields[results.VERDICT] = _select(_("Kết luận đã chốt"), [everyone, *verdicts])
        self.fields[results.LACKS] = _select(_("Chưa đạt yêu cầu"), [everyone, *requirements])
        self.fields[results.ADJUSTED] = forms.BooleanField(label=_("Có điều chỉnh sau chốt"), required=False)


def _select(label: str, choices: Choices) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False)


class CodeForm(PlainForm):
    """A code from a printed paper, as people type it: with or without spaces."""

    use_required_attribute = False

    ma = forms.CharField(
        label=gettext_lazy("Mã kiểm tra"),
        max_length=100,
        help_text=gettext_lazy("Dãy chữ số in cạnh ô vuông trên phiếu, biên nhận hoặc kết quả đã chốt"),
    )


class PaperForm(PlainForm):
    """A scan of one of the papers the file already names, handed in from the row."""

    use_required_attribute = False

    tep = forms.FileField(
        label=gettext_lazy("Ảnh chụp hoặc tệp PDF của giấy tờ"),
        allow_empty_file=True,
        widget=forms.FileInput({"accept": "application/pdf,image/jpeg,image/png"}),
    )

    def __init__(
        self, data: Any = None, files: Any = None, *, line: ReviewLine, papers: Sequence[Paper]
    ) -> None:
        super().__init__(data, files, auto_id=f"id_{line.pk.hex}_%s")
        told = {True: _("đã có bản chụp, bản mới thay bản cũ"), False: _("chưa có bản chụp")}
        choices = [
            (str(each.fact.pk), f"{qualification_text(each.fact)} ({told[each.has_scan]})") for each in papers
        ]
        self.papers = {str(each.fact.pk): each.fact for each in papers}
        self.fields["giay"] = forms.ChoiceField(label=_("Giấy tờ nào"), choices=choices)
        self.order_fields(["giay", "tep"])

    @property
    def fact(self) -> Qualification:
        return self.papers[self.cleaned_data["giay"]]
