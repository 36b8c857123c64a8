"""The box in which every module picks one unit of a day (ô chọn đơn vị)."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from caunoi.apps.organisation import selectors
from caunoi.apps.organisation.tree import Node
from caunoi.domain.vocabulary.vietnamese import format_date


class UnitPickerWidget(forms.TextInput):
    """A text box that offers units while one types; a plain box with names or codes without script."""

    template_name = "organisation/_picker.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.on: date | None = None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, self._written(value), attrs)
        return {**context, "suggest_url": reverse("organisation:suggest"), "on": self.on}

    def _written(self, value: Any) -> Any:
        """A unit already chosen is shown by its name and code."""
        if not isinstance(value, UUID) or self.on is None:
            return value
        node = selectors.unit_tree(on=self.on).nodes.get(value)
        return written(node) if node else ""


def written(node: Node) -> str:
    """As the picker writes a choice: a text that finds this unit and no other."""
    return f"{node.full_name} ({node.code})" if node.code else node.full_name


class UnitPickerField(forms.Field):
    """One unit of a day, by name, name with district, or code (ô chọn đơn vị): cleans to the unit's id.

    ``UnitPickerField(label=…, on=day)``; the form may also set ``field.on`` later.
    """

    widget = UnitPickerWidget

    def __init__(self, *, on: date | None = None, types: frozenset[str] = frozenset(), **given: Any) -> None:
        self.types = types
        super().__init__(**given)
        self.on = on

    @property
    def on(self) -> date | None:
        return self._on

    @on.setter
    def on(self, day: date | None) -> None:
        self._on = self.widget.on = day

    def to_python(self, value: Any) -> UUID | None:
        text = str(value or "").strip()
        if not text:
            return None
        assert self.on is not None, "a unit is always picked on a day"
        return self._the_one(text, self.on).id

    def _the_one(self, text: str, on: date) -> Node:
        found = [node for node in _meant(text, on) if not self.types or node.type in self.types]
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(_now_called(text, on) or _not_there(text, on))
        several = ", ".join(selectors.unit_tree(on=on).path_label(node.id) for node in found[:3])
        raise ValidationError(
            _("“%(text)s” có thể là: %(several)s. Ghi thêm tên huyện sau dấu phẩy.")
            % {"text": text, "several": several}
        )


def pick_on(form: forms.BaseForm, day: date) -> None:
    """Every unit of the form is picked on ``day``."""
    for field in form.fields.values():
        if isinstance(field, UnitPickerField):
            field.on = day


def _meant(text: str, on: date) -> list[Node]:
    """The unit of a written choice or code; else all whose whole name is what was typed."""
    tree = selectors.unit_tree(on=on)
    code = text.rstrip(")").rpartition("(")[2] if text.endswith(")") else text
    by_code = tree.by_code(code)
    return [by_code] if by_code else selectors.units_called(text, on=on)


def _not_there(text: str, on: date) -> str:
    told = {"text": text, "day": format_date(on)}
    return _("Ngày %(day)s không có đơn vị “%(text)s”. Chọn một đơn vị trong danh sách gợi ý.") % told


def _now_called(text: str, on: date) -> str:
    """Who follows a unit that is no more on the day: the old name leads on."""
    found = selectors.past_units(text, on=on, limit=3)
    heirs = [heir.called for answer in found for heir in answer.today]
    if not heirs:
        return ""
    told = {"text": text, "day": format_date(on), "heirs": ", ".join(dict.fromkeys(heirs))}
    return _("Ngày %(day)s không còn “%(text)s”, nay là %(heirs)s. Ghi tên ấy.") % told


def passed(answer: selectors.Lookup, on: date) -> str:
    """When it stopped being there and by which act: the first step after the version that was found."""
    start, end = answer.version.period.start, answer.version.period.end
    if start is not None and start > on:
        return _("có từ ngày %(day)s") % {"day": format_date(start)}
    acts = [passage.step.act for passage in answer.passages if passage.on == end and passage.step.act]
    told = _("đến hết ngày %(day)s") % {"day": format_date(answer.version.period.last_day)} if end else ""
    return ", ".join(filter(None, [told, *dict.fromkeys(acts)]))
