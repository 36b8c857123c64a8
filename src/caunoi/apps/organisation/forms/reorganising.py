"""What a person types when drawing up a reorganisation: one short form for each thing an act can do."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caunoi.apps.organisation.choices import UnitType
from caunoi.apps.organisation.models import Reorganisation
from caunoi.apps.organisation.pickers import UnitPickerField, pick_on
from caunoi.apps.organisation.selectors import Node, read_plan, unit_tree
from caunoi.domain.lineage import Level
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.ui.forms import PlainForm, offer

SOURCES = 8
DAY_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]


class ActForm(PlainForm):
    """Lập phương án sắp xếp."""

    number = forms.CharField(
        label=gettext_lazy("Số, ký hiệu văn bản"),
        help_text=gettext_lazy("Ví dụ 1658/NQ-UBTVQH15; chưa có số thì ghi tên dự thảo."),
        max_length=80,
        widget=forms.TextInput(attrs={"size": 24}),
    )
    title = forms.CharField(label=gettext_lazy("Trích yếu"), max_length=500)
    issuer = forms.CharField(label=gettext_lazy("Cơ quan ban hành"), max_length=200, required=False)
    effective_on = forms.DateField(
        label=gettext_lazy("Ngày có hiệu lực"),
        input_formats=DAY_FORMATS,
        error_messages={"invalid": gettext_lazy("Ghi một ngày có trong lịch, dạng 31/08/2020.")},
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"size": 12}),
    )


class TakingBackForm(PlainForm):
    """Hoàn tác việc ban hành."""

    ly_do = forms.CharField(label=gettext_lazy("Lý do hoàn tác"), max_length=300)


class MoveForm(PlainForm):
    """A form about units as they stand on the eve of the draft's day."""

    def __init__(self, *args: Any, draft: Reorganisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draft = draft
        pick_on(self, draft.eve)

    @property
    def boxes(self) -> list[forms.BoundField]:
        """The numbered boxes, shown side by side."""
        return [self[name] for name in self.fields if name.startswith("unit_")]

    @property
    def others(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if not name.startswith("unit_")]

    @property
    def units(self) -> list[UUID]:
        """The units picked in the numbered boxes, in order, each once."""
        names = [name for name in self.fields if name.startswith("unit_")]
        return list(dict.fromkeys(each for name in names if (each := self.cleaned_data.get(name))))

    def only_look(self) -> None:
        """Somebody who looks at what is below has not filled in the rest yet."""
        for name in set(self.errors) - {"unit"}:
            del self.errors[name]


def _types() -> list[tuple[str, str]]:
    return [(kind.value, capfirst(str(kind.label))) for kind in UnitType if kind != UnitType.PROVINCE]


def _new_name(**given: Any) -> forms.CharField:
    return forms.CharField(label=gettext_lazy("Tên đơn vị mới"), max_length=120, **given)


def _new_type(**given: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=gettext_lazy("Loại"), choices=_types, **given)


def _code() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Mã"), max_length=10, required=False, widget=forms.TextInput(attrs={"size": 8})
    )


def _above(text: Any) -> UnitPickerField:
    return UnitPickerField(label=gettext_lazy("Đơn vị cấp trên"), help_text=text, required=False)


class MergerForm(MoveForm):
    """Nhập nhiều đơn vị thành một."""

    into = UnitPickerField(
        label=gettext_lazy("Nhập vào đơn vị đang có"),
        help_text=gettext_lazy("Khi một đơn vị giữ tên, nhận các đơn vị trên. Để trống nếu lập đơn vị mới."),
        required=False,
    )
    name = _new_name(
        required=False,
        help_text=gettext_lazy("Khi lập đơn vị mới thay cho các đơn vị trên. Chỉ ghi tên, không ghi loại."),
    )
    type = _new_type(required=False, initial=UnitType.COMMUNE)
    code = _code()
    parent = _above(gettext_lazy("Để trống: cùng cấp trên với các đơn vị được nhập."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for at in range(1, SOURCES + 1):
            label = _("Đơn vị thứ %(at)d") % {"at": at}
            self.fields[f"unit_{at}"] = UnitPickerField(
                label=label,
                required=at == 1,
                on=self.draft.eve,
                error_messages={"required": _("Ghi đơn vị được nhập, ví dụ tên hoặc mã xã.")},
            )
        self.order_fields([f"unit_{at}" for at in range(1, SOURCES + 1)])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("into")) == bool(cleaned.get("name")) and "name" not in self.errors:
            raise ValidationError(
                _("Chọn một trong hai: nhập vào đơn vị đang có, hoặc đặt tên cho đơn vị mới.")
            )
        if cleaned.get("name") and not self.errors:
            self._check_founding(cleaned)
        return cleaned

    def _check_founding(self, cleaned: dict[str, Any]) -> None:
        """A new unit is made of several, and stands under a unit everybody can name."""
        if len(self.units) < 2:  # one unit alone is renamed, not merged
            self.add_error(
                "unit_2",
                _(
                    "Lập đơn vị mới từ ít nhất hai đơn vị. Nếu chỉ đổi tên thì chọn “Đổi tên, loại, cấp trên”."
                ),
            )
        tree = unit_tree(on=self.draft.eve)
        if len({tree.node(unit).parent_id for unit in self.units}) > 1 and not cleaned.get("parent"):
            self.add_error(
                "parent",
                _("Các đơn vị được nhập có cấp trên khác nhau. Ghi rõ đơn vị cấp trên của đơn vị mới."),
            )


class BelowForm(MoveForm):
    """A unit and those of the units below it that go."""

    unit = UnitPickerField(label=gettext_lazy("Đơn vị"))
    below = forms.MultipleChoiceField(
        label=gettext_lazy("Thôn, đơn vị bên dưới chuyển đi"),
        help_text=gettext_lazy("Ghi tên đơn vị ở trên rồi bấm “Xem các đơn vị bên dưới”."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        above = self._above()
        nodes = unit_tree(on=self.draft.eve).children.get(above, ()) if above else ()
        gone = self._given_before()
        taken = [node.full_name for node in nodes if node.slug in gone]
        offered = [(node.slug, node.full_name) for node in nodes if node.slug not in gone]
        offer(self, "below", offered)
        self.fields["below"].required = bool(offered)
        self.fields["below"].error_messages["required"] = _("Đánh dấu ít nhất một thôn, đơn vị chuyển đi.")
        if above:
            self.fields["below"].help_text = _told_below(bool(offered), taken)

    def _above(self) -> UUID | None:
        text = self.data.get("unit") or self.initial.get("unit_text")
        try:
            return self.fields["unit"].clean(text) if text else None
        except ValidationError:
            return None

    def _given_before(self) -> set[str]:
        """What another part of the draft takes is offered to no second one."""
        return {each for move in read_plan(self.draft).moves for each in move.below}


def _told_below(offered: bool, taken: list[str]) -> str:
    words = [_("Đánh dấu thôn, đơn vị chuyển đi; những nơi không đánh dấu thì ở lại.")] if offered else []
    if taken:
        words.append(_("Phương án đã chuyển: %(names)s.") % {"names": ", ".join(taken)})
    return " ".join(words) or _("Danh mục chưa ghi thôn, đơn vị nào bên dưới đơn vị này.")


class PartForm(BelowForm):
    """Chuyển một phần sang đơn vị khác."""

    into = UnitPickerField(label=gettext_lazy("Đơn vị nhận"))
    field_order = ["unit", "below", "into"]


class SplitForm(BelowForm):
    """Tách ra một đơn vị mới."""

    name = _new_name()
    type = _new_type(initial=UnitType.COMMUNE)
    code = _code()
    dissolves = forms.BooleanField(
        label=gettext_lazy("Sau khi tách, đơn vị cũ chấm dứt"),
        help_text=gettext_lazy("Đánh dấu ở mỗi lần tách nếu các đơn vị mới chia hết đơn vị cũ."),
        required=False,
    )
    field_order = ["unit", "below", "name", "type", "code", "dissolves"]


class ChangeForm(MoveForm):
    """Đổi tên, loại, mã hoặc cấp trên."""

    unit = UnitPickerField(label=gettext_lazy("Đơn vị"))
    name = _new_name(required=False)
    type = forms.ChoiceField(
        label=gettext_lazy("Loại mới"), choices=lambda: [("", _("giữ nguyên")), *_types()], required=False
    )
    code = _code()
    parent = _above(gettext_lazy("Để trống: giữ nguyên cấp trên."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.get(name) for name in ("name", "type", "code", "parent")):
            raise ValidationError(_("Ghi ít nhất một điều thay đổi: tên mới, loại mới, mã hoặc cấp trên."))
        return cleaned


class LevelForm(MoveForm):
    """Kết thúc cả một cấp."""

    level = forms.TypedChoiceField(
        label=gettext_lazy("Cấp kết thúc"),
        choices=[(Level.DISTRICT, gettext_lazy("Cấp huyện")), (Level.VILLAGE, gettext_lazy("Cấp thôn"))],
        coerce=lambda value: Level(int(value)),
    )
    under = UnitPickerField(label=gettext_lazy("Trong phạm vi"), help_text=gettext_lazy("Thường là cả tỉnh."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        found = [node for node in unit_tree(on=self.draft.eve).below(cleaned["under"]) if self._ends(node)]
        if not found:
            told = {"day": format_date(self.draft.eve)}
            self.add_error(
                "under", _("Ngày %(day)s trong phạm vi này không còn đơn vị nào của cấp ấy.") % told
            )
        return cleaned

    def _ends(self, node: Node) -> bool:
        return node.is_district if self.cleaned_data["level"] == Level.DISTRICT else node.is_village
