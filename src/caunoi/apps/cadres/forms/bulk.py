"""What is to be done to the people chosen."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caunoi.apps.cadres.choices import Sex
from caunoi.apps.cadres.forms.fields import DayField
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.models.bulk import BulkKind
from caunoi.apps.cadres.selectors.lacks import askable
from caunoi.apps.cadres.selectors.selections import may_change, offices_for_selections, open_selections
from caunoi.apps.organisation.pickers import UnitPickerField, pick_on
from caunoi.apps.organisation.selectors import name_on
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import readable_fields
from caunoi.foundation.ui.forms import PlainForm, offer, spoken


class KindForm(PlainForm):
    """Chọn việc làm cho những người đã chọn."""

    viec = forms.ChoiceField(
        label=gettext_lazy("Làm gì cho những người đã chọn"),
        widget=forms.RadioSelect,
        choices=spoken(BulkKind.choices),
    )


class BulkForm(PlainForm):
    """What one kind asks for."""

    def prepare(self, actor: Actor, on: date) -> None:
        """Offer only what this role reads and keeps, and the units of the day."""

    @property
    def said(self) -> dict[str, Any]:
        return {}


class GroundedForm(BulkForm):
    """A change of files says on what it stands."""

    ly_do = forms.CharField(
        label=gettext_lazy("Căn cứ, lý do"),
        max_length=300,
        help_text=gettext_lazy(
            "Ví dụ: Quyết định 12-QĐ/HU ngày 20/08/2020. Được lưu vào nhật ký từng hồ sơ."
        ),
    )

    @property
    def said(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["ly_do"]}


class CustodyForm(GroundedForm):
    """Chuyển đơn vị quản lý hồ sơ."""

    unit = UnitPickerField(label=gettext_lazy("Đơn vị sẽ quản lý hồ sơ"))
    field_order = ("unit", "ly_do")

    def prepare(self, actor: Actor, on: date) -> None:
        pick_on(self, on)

    @property
    def said(self) -> dict[str, Any]:
        return {**super().said, "unit": str(self.cleaned_data["unit"])}


class LeftForm(GroundedForm):
    """Ghi thôi công tác."""

    ngay_thoi = DayField(
        label=gettext_lazy("Thôi công tác từ ngày"),
        help_text=gettext_lazy("Mọi chức danh đang giữ kết thúc từ ngày này."),
    )
    field_order = ("ngay_thoi", "ly_do")

    @property
    def said(self) -> dict[str, Any]:
        return {**super().said, "day": self.cleaned_data["ngay_thoi"].isoformat()}


class CorrectManyForm(GroundedForm):
    """Sửa một mục của hồ sơ."""

    muc = forms.ChoiceField(label=gettext_lazy("Mục cần sửa"))
    gia_tri = forms.CharField(
        label=gettext_lazy("Ghi thành"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Giới tính ghi Nam hoặc Nữ. Để trống là xóa giá trị đang có."),
    )
    field_order = ("muc", "gia_tri", "ly_do")

    def prepare(self, actor: Actor, on: date) -> None:
        labels = {"phone": _("Điện thoại"), "sex": _("Giới tính"), "ethnicity": _("Dân tộc")}
        readable = readable_fields(actor, Cadre)
        offer(self, "muc", [(name, label) for name, label in labels.items() if name in readable])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        typed, value = said.get("gia_tri", ""), said.get("gia_tri", "")
        if said.get("muc") == "sex" and typed:
            words = {str(label).casefold(): value for value, label in Sex.choices}
            value = words.get(typed.strip().casefold(), "")
            if not value:
                self.add_error("gia_tri", _("Giới tính phải là Nam hoặc Nữ."))
        longest = 20 if said.get("muc") == "phone" else 60
        if len(value) > longest:
            self.add_error("gia_tri", _("Nhiều nhất %(n)s ký tự.") % {"n": longest})
        said["gia_tri"] = value
        return said

    @property
    def said(self) -> dict[str, Any]:
        return {**super().said, "field": self.cleaned_data["muc"], "value": self.cleaned_data["gia_tri"]}


class AskForm(BulkForm):
    """Hỏi đơn vị một mục còn thiếu."""

    muc = forms.ChoiceField(label=gettext_lazy("Hỏi mục nào"))
    han = DayField(
        label=gettext_lazy("Trả lời trước hết ngày"),
        help_text=gettext_lazy(
            "Đơn vị quản lý hồ sơ thấy việc này ở trang đầu; quá ngày này thì đếm là quá hạn."
        ),
    )
    loi_nhan = forms.CharField(
        label=gettext_lazy("Lời nhắn"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Một câu cho người trả lời, ví dụ: lấy theo căn cước công dân."),
    )

    def prepare(self, actor: Actor, on: date) -> None:
        offer(self, "muc", askable(actor))
        self.first_day = actor.on

    def clean_han(self) -> date:
        due: date = self.cleaned_data["han"]
        if due < self.first_day:
            raise forms.ValidationError(
                _("Hạn trả lời phải từ ngày %(day)s trở đi.") % {"day": format_date(self.first_day)}
            )
        return due

    @property
    def said(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"column": said["muc"], "due_on": said["han"].isoformat(), "sentence": said["loi_nhan"]}


NEW = "moi"


class SelectForm(BulkForm):
    """Đưa vào nhóm dùng chung."""

    nhom = forms.ChoiceField(label=gettext_lazy("Nhóm"), required=False)
    ten = forms.CharField(
        label=gettext_lazy("Tên nhóm mới"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Chỉ khi lập nhóm mới. Ví dụ: Dự lớp trung cấp tháng 10"),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    don_vi = forms.ChoiceField(
        label=gettext_lazy("Nhóm mới do đơn vị nào giữ"),
        required=False,
        help_text=gettext_lazy("Người của đơn vị mở được nhóm; mỗi người chỉ thấy cán bộ mình được xem."),
    )
    ghi_chu = forms.CharField(label=gettext_lazy("Ghi chú cho từng người"), max_length=300, required=False)

    def prepare(self, actor: Actor, on: date) -> None:
        self.known = {str(each.pk): each for each in open_selections(actor) if may_change(actor, each)}
        offices = [(str(unit_id), name_on(unit_id, on)) for unit_id in offices_for_selections(actor)]
        there = [(key, f"{each.name} – {name_on(each.unit_id, on)}") for key, each in self.known.items()]
        offer(self, "nhom", [("", _("Chọn nhóm, hoặc lập nhóm mới")), *there, (NEW, _("Lập nhóm mới"))])
        offer(self, "don_vi", offices)
        if len(offices) == 1:
            self.fields["don_vi"].widget = forms.HiddenInput()
            self.fields["don_vi"].initial = offices[0][0]

    def clean(self) -> dict[str, Any]:
        """A group that is there, or a name for a new one: never both, so nobody joins a group that was not meant."""
        said = super().clean() or {}
        there, name = said.get("nhom", ""), said.get("ten", "").strip()
        if name and there not in {"", NEW}:
            self.add_error("ten", _("Đã chọn nhóm có sẵn: xóa tên này, hoặc chọn Lập nhóm mới."))
        if not name and there in {"", NEW}:
            self.add_error("ten" if there else "nhom", _("Chọn nhóm có sẵn, hoặc nhập tên nhóm mới."))
        if name and not said.get("don_vi"):
            self.add_error("don_vi", _("Chọn đơn vị giữ nhóm."))
        return said

    @property
    def said(self) -> dict[str, Any]:
        said = self.cleaned_data
        there = self.known.get(said["nhom"])
        named = {"name": there.name, "unit": str(there.unit_id)} if there else None
        return {"note": said["ghi_chu"], **(named or {"name": said["ten"], "unit": said["don_vi"]})}


FORMS: dict[str, type[BulkForm]] = {
    BulkKind.CUSTODY: CustodyForm,
    BulkKind.LEFT: LeftForm,
    BulkKind.CORRECT: CorrectManyForm,
    BulkKind.ASK: AskForm,
    BulkKind.SELECT: SelectForm,
}


def bulk_form(actor: Actor, kind: str, data: Mapping[str, Any] | None, *, on: date) -> BulkForm:
    """The form of one kind."""
    form = FORMS[kind](data)
    form.prepare(actor, on)
    return form
