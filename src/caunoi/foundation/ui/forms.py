"""Forms that say what to enter: "Nhập họ và tên", not "this field is required"."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import lazystr
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


def spoken(choices: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Choices in the reader's language; in records and files their labels stay as they are written in the code."""
    return [
        (spoken_word(value), spoken(label))
        if isinstance(label, list | tuple)
        else (value, spoken_word(label))
        for value, label in choices
    ]


def spoken_word(label: Any) -> Any:
    return _(str(label)) if label else label


class PlainForm(forms.Form):
    """A form whose empty fields ask for themselves by name (biểu mẫu); messages a field brings itself stay."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.error_messages = {**field.error_messages, **_own(field, name)}


def offer(form: forms.BaseForm, name: str, choices: Iterable[Any]) -> None:
    """What a field of the form may be chosen from, known only when the form is made."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} offers no choices")
    field.choices = list(choices)


def _own(field: forms.Field, name: str) -> dict[str, Any]:
    spoken = field.label or name.replace("_", " ")
    if field.error_messages["required"] != forms.Field.default_error_messages["required"]:
        return {}
    pattern = _("Chọn {label}") if _is_choice(field) else _("Nhập {label}")
    return {"required": format_lazy(pattern, label=_lowered(spoken))}


def _is_choice(field: forms.Field) -> bool:
    return isinstance(
        field, forms.ChoiceField | forms.BooleanField | forms.FileField | forms.ModelChoiceField
    )


def _lowered(label: Any) -> Any:
    """Only the first letter, and not in a label that begins with an abbreviation."""
    words = str(label)
    return lazystr(words if words[:2].isupper() else words[:1].lower() + words[1:])
