"""What a person types to change a file; whether it may be is the services' question."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caunoi.apps.cadres.choices import (
    Grade,
    PostingKind,
    QualificationKind,
    QualificationStatus,
    Sex,
    Verification,
)
from caunoi.apps.cadres.forms.fields import DayField, PartialDateField
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.selectors import block_names, titles_on
from caunoi.apps.organisation.pickers import UnitPickerField, pick_on
from caunoi.domain.eligibility.terms import load_terms
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import readable_fields
from caunoi.foundation.ui.forms import offer, spoken

YES_NO = [("", "–"), ("True", gettext_lazy("Có")), ("False", gettext_lazy("Chưa"))]
NOT_SAID = ("", "–")


class Form(forms.Form):
    """Faults are said after sending, in our own words; the browser keeps out of it."""

    use_required_attribute = False

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for field in self.fields.values():
            field.error_messages["required"] = _("Nhập %(name)s") % {"name": _lower(str(field.label))}


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


class CorrectForm(Form):
    """Sửa hồ sơ: the columns this role reads, and the version one began from."""

    full_name = forms.CharField(
        label=gettext_lazy("Họ và tên"), max_length=120, widget=forms.TextInput({"spellcheck": "false"})
    )
    given_name = forms.CharField(
        label=gettext_lazy("Tên (khi không phải tiếng cuối)"), max_length=60, required=False,
        help_text=gettext_lazy("Dùng để xếp theo tên; để trống nếu tên là tiếng cuối của họ và tên."),
    )  # fmt: skip
    number = forms.CharField(label=gettext_lazy("Số hiệu cán bộ"), max_length=20, required=False)
    birth = PartialDateField(label=gettext_lazy("Ngày sinh"), required=False)
    sex = forms.ChoiceField(
        label=gettext_lazy("Giới tính"), choices=[NOT_SAID, *spoken(Sex.choices)], required=False
    )
    phone = forms.CharField(label=gettext_lazy("Điện thoại"), max_length=20, required=False)
    ethnicity = forms.CharField(label=gettext_lazy("Dân tộc"), max_length=60, required=False)
    identity_number = forms.RegexField(
        r"^([0-9]{9}|[0-9]{12})$", label=gettext_lazy("Số định danh"), required=False,
        help_text=gettext_lazy("Chỉ nhập khi cần đổi; để trống là giữ số đang có."),
        error_messages={"invalid": gettext_lazy("Số định danh phải có 9 hoặc 12 chữ số")},
    )  # fmt: skip
    is_party_member = forms.TypedChoiceField(
        label=gettext_lazy("Đảng viên"), choices=YES_NO, required=False, coerce=lambda value: value == "True",
        empty_value=None,
    )  # fmt: skip
    party_joined = PartialDateField(label=gettext_lazy("Ngày vào Đảng"), required=False)
    party_official = PartialDateField(label=gettext_lazy("Ngày chính thức"), required=False)
    left_on = DayField(label=gettext_lazy("Thôi công tác từ ngày"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Lý do sửa"), max_length=500, required=False,
        help_text=gettext_lazy("Được lưu vào nhật ký của hồ sơ."),
    )  # fmt: skip
    version = forms.RegexField(r"^[0-9]{1,9}$", widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, actor: Actor, cadre: Cadre, proposed: Mapping[str, str] | None = None
    ) -> None:
        kept = [name for name in self.columns() if name in readable_fields(actor, Cadre)]
        initial = {name: getattr(cadre, name) for name in kept if name != "identity_number"}
        super().__init__(data, initial={**initial, **dict(proposed or {}), "version": cadre.version})
        for name in set(self.columns()) - set(kept):
            del self.fields[name]

    @classmethod
    def columns(cls) -> list[str]:
        return [name for name in cls.base_fields if name not in ("reason", "version")]

    def clean_number(self) -> str | None:
        number: str = self.cleaned_data["number"]
        return number.strip() or None

    @property
    def began_from(self) -> int:
        return int(self.cleaned_data["version"])

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.columns() if name in self.changed_data}


class PlaceForm(Form):
    """A title in a unit from a day, and the decision that says so."""

    title_code = forms.ChoiceField(label=gettext_lazy("Chức danh"))
    unit = UnitPickerField(label=gettext_lazy("Đơn vị"))
    valid_from = DayField(label=gettext_lazy("Giữ từ ngày"))
    decision = forms.CharField(label=gettext_lazy("Quyết định"), max_length=120, required=False)

    def __init__(self, data: Any = None, *, on: date, **initial: Any) -> None:
        super().__init__(data, initial=initial)
        offer(self, "title_code", [NOT_SAID, *title_choices(on)])
        pick_on(self, on)


class PostingForm(PlaceForm):
    """Thêm chức danh."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Cách giữ"),
        choices=spoken(PostingKind.choices),
        initial=PostingKind.CONCURRENT,
        widget=forms.RadioSelect,
    )
    valid_to = DayField(label=gettext_lazy("Thôi giữ từ ngày"), required=False)
    first_elected = DayField(label=gettext_lazy("Lần đầu giữ chức danh"), required=False)
    evidence = forms.CharField(label=gettext_lazy("Minh chứng"), max_length=300, required=False)
    field_order = (
        "title_code",
        "unit",
        "kind",
        "valid_from",
        "valid_to",
        "first_elected",
        "decision",
        "evidence",
    )


class TransferForm(PlaceForm):
    """Điều động: the main post ends, another begins the same day."""

    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=500, required=False)


class EndPostingForm(Form):
    """Thôi giữ chức danh."""

    on = DayField(
        label=gettext_lazy("Thôi giữ từ ngày"),
        help_text=gettext_lazy("Ngày đầu tiên không còn giữ chức danh."),
    )
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=500, required=False)


class QualificationForm(Form):
    """Thêm trình độ."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=spoken(QualificationKind.choices))
    level = forms.ChoiceField(label=gettext_lazy("Mức"), required=False)
    field = forms.ChoiceField(label=gettext_lazy("Ngành, chuyên đề"), required=False)
    issuer = forms.CharField(label=gettext_lazy("Nơi cấp"), max_length=200, required=False)
    number = forms.CharField(label=gettext_lazy("Số hiệu văn bằng"), max_length=60, required=False)
    issued = PartialDateField(label=gettext_lazy("Ngày cấp"), required=False)
    status = forms.ChoiceField(
        label=gettext_lazy("Tình trạng"), choices=spoken(QualificationStatus.choices), initial=QualificationStatus.HELD,
        widget=forms.RadioSelect,
    )  # fmt: skip
    study_ends = PartialDateField(label=gettext_lazy("Dự kiến học xong"), required=False)
    evidence = forms.CharField(label=gettext_lazy("Minh chứng"), max_length=300, required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        offer(self, "level", level_choices())
        offer(self, "field", field_choices())

    def clean(self) -> dict[str, Any]:
        """A level is of one scale: "Trung cấp" of political theory is not one of the profession."""
        said = super().clean() or self.cleaned_data
        asked, wanted = str(said.get("kind", "")), "level"
        scale, _colon, level = str(said.get("level", "")).partition(":")
        if asked == QualificationKind.SPECIALISED:
            wanted = "field"
        elif asked and scale != asked:
            told = {"kind": _(QualificationKind(asked).label)}
            self.add_error(wanted, _("Chọn một mức trong nhóm “%(kind)s”") % told)
        if wanted == "field" and not said.get("field"):
            self.add_error(wanted, _("Chọn chuyên đề đã bồi dưỡng"))
        return {**said, "level": level}


class VerifyForm(Form):
    """Xác minh trình độ."""

    verification = forms.ChoiceField(
        label=gettext_lazy("Kết quả đối chiếu"), choices=spoken(Verification.choices), initial=Verification.VERIFIED,
        widget=forms.RadioSelect,
    )  # fmt: skip
    evidence = forms.CharField(
        label=gettext_lazy("Minh chứng"), max_length=300, required=False,
        help_text=gettext_lazy("Bản chính, bản sao chứng thực, hoặc số hiệu văn bằng đã đối chiếu."),
    )  # fmt: skip
    reason = forms.CharField(label=gettext_lazy("Ghi chú"), max_length=500, required=False)


class RatingForm(Form):
    """Ghi xếp loại năm."""

    year = forms.RegexField(
        r"^(19|20)[0-9]{2}$", label=gettext_lazy("Năm"), widget=forms.TextInput({"size": 4, "inputmode": "numeric"}),
        error_messages={"invalid": gettext_lazy("Năm phải có bốn chữ số, ví dụ 2019")},
    )  # fmt: skip
    grade = forms.ChoiceField(
        label=gettext_lazy("Xếp loại"), choices=spoken(Grade.choices), widget=forms.RadioSelect
    )
    decision = forms.CharField(label=gettext_lazy("Quyết định"), max_length=120, required=False)

    def clean_year(self) -> int:
        return int(self.cleaned_data["year"])


class ReasonForm(Form):
    """Lý do xem đủ số định danh."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do cần xem"), max_length=500,
        help_text=gettext_lazy("Được lưu vào nhật ký; người có hồ sơ cũng xem được."),
    )  # fmt: skip


def title_choices(on: date) -> list[tuple[str, Any]]:
    names = block_names()
    groups: dict[str, list[tuple[str, str]]] = {}
    for title in titles_on(on).values():
        groups.setdefault(_(names.get(title.block, title.block)), []).append((title.code, title.name))
    return list(groups.items())


def level_choices() -> list[tuple[str, Any]]:
    """Levels under the name of their scale; the value carries the scale."""
    scales = load_terms().scales
    return [NOT_SAID] + [
        (_(kind.label), [(f"{kind.value}:{each.code}", _(each.name)) for each in scales[kind.value].levels])
        for kind in QualificationKind
        if kind.value in scales
    ]


def field_choices() -> list[tuple[str, Any]]:
    terms = load_terms()
    return [NOT_SAID, (_("Ngành"), _words(terms.fields)), (_("Chuyên đề bồi dưỡng"), _words(terms.trainings))]


def _words(words: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(code, _(word.name)) for code, word in words.items()]
