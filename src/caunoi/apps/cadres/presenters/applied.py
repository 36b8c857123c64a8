"""The conditions in force, in words, each with the address that drops it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.cadres import extensions
from caunoi.apps.cadres.choices import Sex
from caunoi.apps.cadres.selectors import (
    Conditions,
    block_names,
    conditions_of,
    count_of,
    title_of,
    unit_labels,
)
from caunoi.apps.cadres.selectors import conditions as c
from caunoi.apps.cadres.selectors.selections import open_selections
from caunoi.foundation.actors import Actor
from caunoi.foundation.ui import slots, with_query
from caunoi.foundation.ui.components import Link

PAGE_KEYS: dict[str, Any] = {"sau": None, "truoc": None, "chon": None, "format": None}


@dataclass(frozen=True)
class Applied:
    """One condition in force (điều kiện đang lọc): its key and value in the address, and its words."""

    key: str
    value: str
    link: Link


def applied_conditions(actor: Actor, asked: Conditions, url: str) -> list[Applied]:
    """Every condition of the address that narrows the list, in the order of the panel."""
    found = [_applied(key, value, words, url) for key, value, words in _own(actor, asked)]
    for extension in slots.of(extensions.LIST_SLOT):
        for spec in extension.filters(actor, asked.on):
            for value in filter(None, asked.params.get(spec.key, ())):
                found.append(_applied(spec.key, value, f"{spec.label}: {spec.words(value)}", url))
    return found


def _applied(key: str, value: str, words: str, url: str) -> Applied:
    return Applied(key, value, Link(words, with_query(url, without=f"{key}:{value}", **PAGE_KEYS)))


def _own(actor: Actor, asked: Conditions) -> list[tuple[str, str, str]]:
    found = []
    for key, words in _words(actor, asked).items():
        for value in filter(None, asked.params.get(key, ())):
            text = words(value)
            if text:
                found.append((key, value, text))
    return found


def _words(actor: Actor, asked: Conditions) -> Mapping[str, Callable[[str], str]]:
    states = {c.NOT_HOLDING: _("Không giữ chức danh nào"), c.EVERYBODY: _("Đang và không giữ chức danh")}
    party = {"co": _("Là đảng viên"), "khong": _("Chưa là đảng viên")}
    return {
        c.SEARCH: lambda value: _("Tìm “%(text)s”") % {"text": value},
        c.UNIT: lambda value: _unit_name(asked),
        c.BLOCK: lambda value: _(block_names().get(value, value)),
        c.TITLE: lambda value: title_of(value).name,
        c.AGE_FROM: lambda value: _("Từ %(age)s tuổi") % {"age": value},
        c.AGE_TO: lambda value: _("Đến %(age)s tuổi") % {"age": value},
        c.SEX: lambda value: _("Giới tính: %(sex)s") % {"sex": _(Sex(value).label)},
        c.PARTY: lambda value: party[value],
        c.SELECTION: lambda value: _("Nhóm “%(name)s”") % {"name": _selection_name(actor, value)},
        c.IN_POST: lambda value: states.get(value, ""),
    }


def _unit_name(asked: Conditions) -> str:
    return unit_labels({asked.unit_id}, asked.on)[asked.unit_id] if asked.unit_id else ""


def _selection_name(actor: Actor, value: str) -> str:
    return next((each.name for each in open_selections(actor) if str(each.pk) == value), "")


def best_drop(actor: Actor, asked: Conditions, applied: list[Applied]) -> tuple[Applied, int] | None:
    """Of a list nobody fits: the one condition whose dropping brings the most people back, and how many."""
    tried = [(each, count_of(actor, _without(actor, asked, each))) for each in applied]
    best = max(tried, key=lambda pair: pair[1], default=None)
    return best if best and best[1] else None


def _without(actor: Actor, asked: Conditions, dropped: Applied) -> Conditions:
    params = dict(asked.params)
    params[dropped.key] = [value for value in params[dropped.key] if value != dropped.value]
    return conditions_of(actor, asked.on, params)
