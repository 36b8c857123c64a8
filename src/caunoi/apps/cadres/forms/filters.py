"""The panel at the left of the list: the conditions this person may set, as they stand in the address."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from caunoi.apps.cadres import extensions
from caunoi.apps.cadres.choices import Sex
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.selectors import conditions as c
from caunoi.apps.cadres.selectors.selections import open_selections
from caunoi.apps.cadres.selectors.titles import TitleRow, block_names, titles_on
from caunoi.apps.organisation.selectors import Node, Tree, unit_tree, units_reached
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import readable_fields
from caunoi.foundation.ui import slots
from caunoi.foundation.ui.forms import spoken

Choices = list[tuple[str, Any]]


class FilterForm(forms.Form):
    """Bộ lọc cán bộ: its fields depend on who looks, on the day, and on what upper modules add."""

    use_required_attribute = False


def filter_form(actor: Actor, on: date, params: Mapping[str, Sequence[str]]) -> FilterForm:
    """The form filled with the conditions in force."""
    form = FilterForm(auto_id="loc-%s")
    form.fields.update(_own_fields(actor, on))
    for extension in slots.of(extensions.LIST_SLOT):
        for spec in extension.filters(actor, on):
            if not spec.rare or any(params.get(spec.key, ())):
                form.fields[spec.key] = _field_of(spec)
    for key, field in form.fields.items():
        values = list(params.get(key, ()))
        field.initial = values if isinstance(field, forms.MultipleChoiceField) else "".join(values[-1:])
    return form


def _own_fields(actor: Actor, on: date) -> dict[str, forms.Field]:
    titles = titles_on(on).values()
    typed = forms.TextInput({"spellcheck": "false", "autocomplete": "off", "type": "search"})
    fields: dict[str, forms.Field] = {
        c.SEARCH: forms.CharField(label=_("Họ tên hoặc số hiệu"), required=False, widget=typed)
    }
    units = unit_choices(actor, on)
    if len(units) > 1:
        fields[c.UNIT] = _select(_("Đơn vị"), units, _("Tất cả đơn vị"))
    fields[c.BLOCK] = _select(_("Khối"), _block_choices(titles), _("Tất cả các khối"))
    fields[c.TITLE] = _select(_("Chức danh"), _title_choices(titles), _("Tất cả chức danh"))
    fields |= _personal_fields(actor)
    states = [(c.NOT_HOLDING, _("Không giữ chức danh nào")), (c.EVERYBODY, _("Tất cả"))]
    if named := open_selections(actor):
        choices: Choices = [(str(each.pk), each.name) for each in named]
        fields[c.SELECTION] = _select(_("Nhóm cán bộ"), choices, _("Tất cả"))
    fields[c.IN_POST] = _select(_("Tình trạng trong ngày"), states, _("Đang giữ chức danh"))
    return fields


def _personal_fields(actor: Actor) -> dict[str, forms.Field]:
    """Conditions on columns the role reads, no others."""
    readable = readable_fields(actor, Cadre)
    offered: dict[str, forms.Field] = {
        c.AGE_FROM: _age(_("Tuổi từ")),
        c.AGE_TO: _age(_("Tuổi đến")),
        c.SEX: _select(_("Giới tính"), spoken(Sex.choices), _("Nam và nữ")),
        c.PARTY: _select(
            _("Đảng viên"), [("co", _("Là đảng viên")), ("khong", _("Chưa là đảng viên"))], _("Tất cả")
        ),
    }
    columns = {each.key: each.column for each in c.BY_COLUMN}
    return {key: field for key, field in offered.items() if columns[key] in readable}


class LongSelect(forms.Select):
    """Hundreds of units without a line of blanks for each (hộp chọn dài)."""

    template_name = "cadres/_select.html"


def _select(label: str, choices: Choices, otherwise: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=[("", otherwise), *choices], required=False, widget=LongSelect
    )


def _age(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        widget=forms.TextInput({"size": 3, "inputmode": "numeric", "maxlength": 3}),
    )


def _field_of(spec: extensions.FilterSpec) -> forms.Field:
    if spec.many:
        return forms.MultipleChoiceField(
            label=spec.label, choices=spec.options, required=False, widget=forms.CheckboxSelectMultiple
        )
    return _select(spec.label, _in_groups(spec.options), _("Tất cả"))


def _in_groups(options: Iterable[tuple[str, str]]) -> Choices:
    """Options named “group: words” stand under the group's name, which is said once."""
    groups: dict[str, Any] = {}
    for value, words in options:
        group, told, rest = words.partition(": ")
        if told:
            groups.setdefault(group, []).append((value, rest[:1].upper() + rest[1:]))
        else:
            groups[value] = words
    return list(groups.items())


def _block_choices(titles: Iterable[TitleRow]) -> Choices:
    names = block_names()
    return [(block, _(names.get(block, block))) for block in dict.fromkeys(title.block for title in titles)]


def _title_choices(titles: Iterable[TitleRow]) -> Choices:
    names = block_names()
    groups: dict[str, Choices] = {}
    for title in titles:
        groups.setdefault(_(names.get(title.block, title.block)), []).append((title.code, title.name))
    return list(groups.items())


def unit_choices(actor: Actor, on: date) -> Choices:
    """Units within the actor's reach on the day, communes under their district."""
    tree = unit_tree(on=on)
    reach = reach_of(actor)
    groups: Choices = []
    for root in tree.roots:
        for child in tree.children.get(root.id, ()):
            groups += _group(tree, child, reach)
    alone = [item for item in groups if isinstance(item[1], str)]
    return [item for item in groups if not isinstance(item[1], str)] + alone


def _group(tree: Tree, node: Node, reach: set[Any] | None) -> Choices:
    seen = [child for child in tree.children.get(node.id, ()) if reach is None or child.id in reach]
    whole = reach is None or node.id in reach
    if not node.is_district:
        return [(node.key, node.full_name)] if whole else []
    if not seen and not whole:
        return []
    everything = [(node.key, _("Cả %(unit)s") % {"unit": node.full_name})] if whole else []
    return [(node.full_name, everything + [(child.key, child.full_name) for child in seen])]


def reach_of(actor: Actor) -> set[Any] | None:
    """Ids of the units the actor's grants reach; None when that is every unit."""
    if actor.is_system:
        return None
    found: set[Any] = set()
    for grant in actor.grants:
        if grant.unit_id is None or grant.reach == "self":
            continue
        units = units_reached(grant.unit_id, grant.reach, actor.on)
        if units is None:
            return None
        found |= set(units)
    return found
