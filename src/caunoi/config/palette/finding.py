"""What a few typed letters lead to, each kind under its own head; everything through the reader's own eyes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.selectors import conditions_of, people_page, posts_held
from caunoi.apps.organisation.pickers import passed
from caunoi.apps.organisation.selectors import find_units, past_units, unit_tree
from caunoi.config.palette.commands import COMMANDS
from caunoi.domain.vocabulary.vietnamese import fold
from caunoi.foundation.actors import Actor
from caunoi.foundation.lists.bars import view_url
from caunoi.foundation.lists.kinds import kind_or_404
from caunoi.foundation.lists.selectors import views_for
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui import with_query

MOST, LONGEST = 6, 100


@dataclass(frozen=True)
class Choice:
    """One line of the palette (một dòng của bảng lệnh)."""

    label: str
    url: str
    hint: str = ""


@dataclass(frozen=True)
class Section:
    """Lines of one kind under their head (nhóm kết quả)."""

    title: str
    choices: Sequence[Choice]


def find(actor: Actor, typed: str, on: date) -> list[Section]:
    """Pages and actions, views, units of any time, people within reach; with nothing typed the first two."""
    text = " ".join(typed.split())[:LONGEST]
    found = [
        Section(_("Trang và việc"), _commands(actor, text)),
        Section(_("Chế độ xem đã lưu"), _views(actor, text, on)),
    ]
    if text:
        found.append(Section(_("Đơn vị"), [*_units(text, on), *_past_units(text, on)]))
        found.append(Section(_("Cán bộ"), _people(actor, text, on)))
    return [section for section in found if section.choices]


def _fits(typed: str, *words: str) -> bool:
    """Every syllable typed begins a word of the line, with marks or without."""
    held = [word for text in words for word in fold(text).split()]
    return all(any(word.startswith(each) for word in held) for each in fold(typed).split())


def _commands(actor: Actor, typed: str) -> list[Choice]:
    open_ = [command for command in COMMANDS if command.open_to(actor)]
    fitting = [each for each in open_ if _fits(typed, str(each.label), each.also)]
    return [Choice(str(each.label), each.url) for each in fitting][: MOST if typed else MOST + 2]


def _views(actor: Actor, typed: str, on: date) -> list[Choice]:
    found = []
    for view in views_for(actor):
        kind = kind_or_404(view.list_key)
        if kind.opens_for(actor) and _fits(typed, view.name, kind.name):
            found.append(Choice(view.name, view_url(view, on.isoformat()), kind.name))
    return found[:MOST]


def _units(typed: str, on: date) -> Iterable[Choice]:
    tree = unit_tree(on=on)
    for node in find_units(typed, on=on)[:MOST]:
        above = ", ".join(upper.full_name for upper in tree.line(node.id)[1:])
        yield Choice(node.full_name, _unit_url(node.id, on), above)


def _past_units(typed: str, on: date) -> Iterable[Choice]:
    for answer in past_units(typed, on=on, limit=MOST):
        day = answer.version.period.last_day or answer.version.period.start or on
        heirs = [heir.full_name for heir in answer.today if heir.unit != answer.version.unit]
        became = (
            _("%(old)s → %(new)s") % {"old": answer.version.full_name, "new": ", ".join(heirs)}
            if heirs
            else ""
        )
        yield Choice(became or answer.version.full_name, _unit_url(answer.unit_id, day), passed(answer, on))


def _unit_url(unit_id: Any, on: date) -> str:
    return with_query(reverse("organisation:unit", args=[unit_id]), ngay=on.isoformat())


def _people(actor: Actor, typed: str, on: date) -> list[Choice]:
    if not holds(actor, Cadre, "view"):
        return []
    asked = conditions_of(actor, on, {"tim": [typed], "tinh-trang": ["tat-ca"]})
    rows, _part = people_page(actor, asked, size=MOST)
    posts = posts_held(actor, on, [row.id for row in rows])
    return [
        Choice(
            row.full_name,
            with_query(reverse("cadres:page", args=[row.id]), ngay=on.isoformat()),
            "; ".join(f"{post.title}, {post.unit}" for post in posts.get(row.id, []))
            or _("không giữ chức danh nào"),
        )
        for row in rows
    ]
