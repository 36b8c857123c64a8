"""What a person types who declares: one small form for each item."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caunoi.apps.cadres.choices import PostingKind, QualificationKind, QualificationStatus, Sex
from caunoi.apps.cadres.models import Cadre, Posting
from caunoi.apps.cadres.selectors.titles import titles_on
from caunoi.apps.cadres.services.records import HELD_TRAINING
from caunoi.apps.declarations.selectors.questions import (
    FIELD,
    IDENTITY,
    POST,
    Question,
    Values,
    as_kept,
    as_meant,
)
from caunoi.apps.organisation.pickers import UnitPickerField, pick_on
from caunoi.domain.eligibility.terms import load_terms
from caunoi.foundation.db.columns import column_of
from caunoi.foundation.ui.date_fields import DayField, PartialDateField
from caunoi.foundation.ui.forms import PlainForm, offer, spoken

YES_NO = [("", "–"), ("co", gettext_lazy("Có")), ("khong", gettext_lazy("Chưa"))]
NOT_SAID = ("", "–")
HELD_KINDS = [
    (kind.value, kind.label) for kind in (PostingKind.MAIN, PostingKind.CONCURRENT, PostingKind.ACTING)
]


class ItemForm(PlainForm):
    """One item: what is right instead, and the paper that shows it."""

    use_required_attribute = False

    def values(self) -> Values:
        """As they are kept beside the item."""
        return {name: as_kept(value) for name, value in self.cleaned_data.items() if name != "tep"}


def scan_field() -> forms.FileField:
    return forms.FileField(
        label=gettext_lazy("Ảnh chụp hoặc tệp PDF của giấy tờ"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy("JPEG, PNG hoặc PDF. Chưa có thì gửi sau; trình độ sẽ ghi là chưa xác minh."),
        widget=forms.FileInput({"accept": "application/pdf,image/jpeg,image/png"}),
    )


def form_of(
    question: Question, data: Any = None, files: Any = None, initial: Values | None = None
) -> ItemForm:
    """The form of a question, filled with what was said or with what the file says."""
    values = {name: as_meant(name, value) for name, value in (initial or question.values).items()}
    mark = f"id_{question.key.replace(':', '_')}_%s"
    if question.key == IDENTITY:
        return IdentityForm(data, files, auto_id=mark)
    if question.kind == FIELD:
        return FieldForm(question.name, data, initial=values, auto_id=mark)
    if question.kind == POST:
        return EndPostForm(data, files, initial=values, auto_id=mark, began=question.fact)
    return PaperForm(data, files, kind=str(question.values["kind"]), initial=values, auto_id=mark)


class FieldForm(ItemForm):
    """One column of the person."""

    def __init__(self, name: str, data: Any = None, *, initial: Values, auto_id: str) -> None:
        super().__init__(data, initial=_shown(initial), auto_id=auto_id)
        self.fields[name] = _column(name)
        self.fields[name].label = _(str(column_of(Cadre, name).verbose_name).capitalize())

    def values(self) -> Values:
        said = super().values()
        if "is_party_member" in said:
            said["is_party_member"] = {"co": True, "khong": False}.get(said["is_party_member"], "")
        return said


class IdentityForm(ItemForm):
    """The identity number, with the card that shows it: what the file says is not written into the form."""

    identity_number = forms.RegexField(
        r"^([0-9]{9}|[0-9]{12})$",
        label=gettext_lazy("Số định danh"),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Số định danh phải có 9 hoặc 12 chữ số")},
    )
    tep = forms.FileField(
        label=gettext_lazy("Ảnh chụp thẻ căn cước"),
        allow_empty_file=True,
        help_text=gettext_lazy("JPEG, PNG hoặc PDF. Chỉ bạn và Ban Tổ chức xem được."),
        widget=forms.FileInput({"accept": "application/pdf,image/jpeg,image/png"}),
        error_messages={"required": gettext_lazy("Kèm ảnh chụp thẻ căn cước")},
    )


def _shown(initial: Values) -> Values:
    if "is_party_member" in initial:
        known = initial["is_party_member"]
        return {"is_party_member": "" if known is None else "co" if known else "khong"}
    return initial


def _column(name: str) -> forms.Field:
    if name in ("birth", "party_joined", "party_official"):
        return PartialDateField(required=False)
    if name == "sex":
        return forms.ChoiceField(choices=[NOT_SAID, *spoken(Sex.choices)], required=False)
    if name == "is_party_member":
        return forms.ChoiceField(choices=YES_NO, required=False)
    if name == "phone":
        return forms.CharField(
            max_length=20, required=False, widget=forms.TextInput({"inputmode": "tel", "autocomplete": "tel"})
        )
    length = column_of(Cadre, name).max_length
    return forms.CharField(max_length=length, required=name == "full_name")


class PaperForm(ItemForm):
    """A level: what is written on the paper."""

    level = forms.ChoiceField(label=gettext_lazy("Mức"))
    field = forms.ChoiceField(label=gettext_lazy("Ngành, chuyên đề"), required=False)
    issuer = forms.CharField(label=gettext_lazy("Nơi cấp"), max_length=200, required=False)
    number = forms.CharField(label=gettext_lazy("Số hiệu văn bằng"), max_length=60, required=False)
    issued = PartialDateField(label=gettext_lazy("Ngày cấp"), required=False)
    tep = scan_field()

    def __init__(self, data: Any = None, files: Any = None, *, kind: str, **given: Any) -> None:
        super().__init__(data, files, **given)
        self.kind = kind
        if kind == QualificationKind.SPECIALISED:
            del self.fields["level"]
            offer(self, "field", [NOT_SAID, *_words(load_terms().trainings)])
            self.fields["field"].required = True
            return
        offer(self, "level", levels_of(kind))
        if kind == QualificationKind.PROFESSIONAL:
            offer(self, "field", [NOT_SAID, *_with_known(load_terms().fields, self.initial.get("field"))])
        else:
            del self.fields["field"]


def _with_known(words: Any, known: Any) -> list[tuple[str, Any]]:
    """A field of study stays choosable as the file has it: by code, in words of the list, or in others."""
    named = {word.name: code for code, word in words.items()}
    if not known or known in words:
        return _words(words)
    if known in named:
        return [(known if code == named[known] else code, name) for code, name in _words(words)]
    return [*_words(words), (known, known)]


class NewPaperForm(ItemForm):
    """A level the file does not have; ``so`` comes with the page, so that sent twice it is one."""

    so = forms.UUIDField(widget=forms.HiddenInput)
    level = forms.ChoiceField(label=gettext_lazy("Trình độ"))
    field = forms.ChoiceField(
        label=gettext_lazy("Ngành"),
        required=False,
        help_text=gettext_lazy("Chỉ chọn cho trình độ chuyên môn."),
    )
    issuer = forms.CharField(label=gettext_lazy("Nơi cấp"), max_length=200, required=False)
    number = forms.CharField(label=gettext_lazy("Số hiệu văn bằng"), max_length=60, required=False)
    issued = PartialDateField(label=gettext_lazy("Ngày cấp"), required=False)
    tep = scan_field()

    def __init__(self, data: Any = None, files: Any = None, *, kinds: Sequence[str], **given: Any) -> None:
        super().__init__(data, files, auto_id="id_moi_%s", **given)
        offer(self, "level", [NOT_SAID, *new_levels(kinds)])
        offer(self, "field", [NOT_SAID, *_words(load_terms().fields)])
        if QualificationKind.PROFESSIONAL not in kinds:
            del self.fields["field"]

    @property
    def number_of_item(self) -> UUID:
        number: UUID = self.cleaned_data["so"]
        return number

    def values(self) -> Values:
        said = {name: value for name, value in super().values().items() if name != "so"}
        kind, _colon, level = str(said.pop("level")).partition(":")
        said |= {"kind": kind, "level": level, "field": said.get("field", "")}
        if kind == QualificationKind.SPECIALISED:
            said |= {"field": level, "level": HELD_TRAINING}
        elif kind != QualificationKind.PROFESSIONAL:
            said["field"] = ""
        return {**said, "status": QualificationStatus.HELD.value}


class NewPostForm(ItemForm):
    """A post the file does not have; ``so`` comes with the page, so that sent twice it is one."""

    so = forms.UUIDField(widget=forms.HiddenInput)
    title_code = forms.ChoiceField(label=gettext_lazy("Chức danh"))
    unit_id = UnitPickerField(label=gettext_lazy("Đơn vị"))
    kind = forms.ChoiceField(
        label=gettext_lazy("Giữ chính hay kiêm nhiệm"), choices=spoken(HELD_KINDS), initial=PostingKind.MAIN
    )
    valid_from = DayField(label=gettext_lazy("Giữ từ ngày"))
    decision = forms.CharField(label=gettext_lazy("Số, ngày quyết định"), max_length=200, required=False)
    tep = scan_field()

    def __init__(self, data: Any = None, files: Any = None, *, on: date, **given: Any) -> None:
        super().__init__(data, files, auto_id="id_chuc_danh_moi_%s", **given)
        offer(
            self, "title_code", [NOT_SAID, *((title.code, _(title.name)) for title in titles_on(on).values())]
        )
        pick_on(self, on)
        self.on = on

    def clean_valid_from(self) -> date:
        day: date = self.cleaned_data["valid_from"]
        if day > self.on:
            raise forms.ValidationError(_("Chức danh đang giữ thì ngày bắt đầu không thể sau hôm nay."))
        return day

    @property
    def number_of_item(self) -> UUID:
        number: UUID = self.cleaned_data["so"]
        return number

    def values(self) -> Values:
        said = {name: value for name, value in super().values().items() if name != "so"}
        return {**said, "valid_to": ""}


class EndPostForm(ItemForm):
    """A post held no more."""

    valid_to = DayField(
        label=gettext_lazy("Thôi giữ từ ngày"),
        help_text=gettext_lazy("Ngày đầu tiên không còn giữ chức danh, ví dụ 31/08/2020."),
    )
    tep = scan_field()

    def __init__(
        self, data: Any = None, files: Any = None, *, began: Posting | None = None, **given: Any
    ) -> None:
        super().__init__(data, files, **given)
        self.began = began

    def clean_valid_to(self) -> Any:
        day = self.cleaned_data["valid_to"]
        if self.began is not None and day <= self.began.valid_from:
            raise forms.ValidationError(_("Ngày thôi giữ phải sau ngày bắt đầu giữ chức danh."))
        return day


# ---- what is offered


def levels_of(kind: str) -> list[tuple[str, Any]]:
    scale = load_terms().scales.get(kind)
    return [(each.code, _(each.name)) for each in scale.levels] if scale else []


def new_levels(kinds: Sequence[str]) -> list[tuple[str, Any]]:
    """Levels under the name of their kind; the value carries the kind."""
    groups: list[tuple[str, Any]] = []
    for kind in kinds:
        levels = _words(load_terms().trainings) if kind == QualificationKind.SPECIALISED else levels_of(kind)
        label = _(QualificationKind(kind).label)
        groups.append((label, [(f"{kind}:{code}", name) for code, name in levels]))
    return groups


def _words(words: Any) -> list[tuple[str, Any]]:
    return [(code, _(word.name)) for code, word in words.items()]
