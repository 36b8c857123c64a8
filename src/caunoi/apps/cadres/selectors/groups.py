"""The people of a list counted by what they have in common: unit, title, block, sex, party."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import PostingKind, Sex
from caunoi.apps.cadres.models import Posting
from caunoi.apps.cadres.selectors.conditions import (
    BLOCK,
    IN_POST,
    NOT_HOLDING,
    PARTY,
    SEX,
    TITLE,
    UNIT,
    Conditions,
)
from caunoi.apps.cadres.selectors.listing import count_of, people, posts_asked_for
from caunoi.apps.cadres.selectors.posts import unit_labels
from caunoi.apps.cadres.selectors.titles import block_names, title_of
from caunoi.apps.organisation.selectors import Tree, unit_tree
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import visible

BY = (UNIT, TITLE, BLOCK, SEX, PARTY)


@dataclass(frozen=True)
class Group:
    """Some of the people of a list (nhóm): its name, how many, and the conditions that leave just these.

    ``narrows`` is None where no condition of the list says so: the number then opens nothing.
    """

    label: str
    count: int
    narrows: Mapping[str, Any] | None
    above: str = ""
    order: tuple[Any, ...] = field(default=(), repr=False)


def groups_of(actor: Actor, asked: Conditions, by: str) -> list[Group]:
    """Every group somebody is in; who holds posts in two units stands in both."""
    if by in (SEX, PARTY):
        return _by_column(actor, asked, by)
    pairs = posts_of_list(actor, asked)
    parting = {UNIT: _by_unit, TITLE: _by_title, BLOCK: _by_block}[by]
    found = sorted(parting(asked, pairs), key=lambda group: group.order)
    without = count_of(actor, asked) - len({cadre_id for cadre_id, _unit, _title in pairs})
    return (
        [*found, Group(_("Không giữ chức danh nào"), without, {IN_POST: NOT_HOLDING})] if without else found
    )


Posts = list[tuple[UUID, UUID, str]]


def posts_of_list(actor: Actor, asked: Conditions) -> Posts:
    """The posts that put people on the list: of whom, where, which title."""
    if asked.in_post == NOT_HOLDING:
        return []
    held = visible(actor, Posting).on(asked.on).exclude(kind=PostingKind.PLANNED)
    held = posts_asked_for(held, asked).filter(cadre_id__in=people(actor, asked).order_by().values("pk"))
    return list(held.values_list("cadre_id", "unit_id", "title_code").distinct())


def _by_unit(asked: Conditions, pairs: Posts) -> Iterable[Group]:
    tree = unit_tree(on=asked.on)
    answers = _answering(tree)
    members: dict[UUID, set[UUID]] = defaultdict(set)
    for cadre_id, unit_id, _title in pairs:
        members[answers.get(unit_id, unit_id)].add(cadre_id)
    names = unit_labels(set(members), asked.on)
    for unit_id, who in members.items():
        node, district = tree.nodes.get(unit_id), tree.district_of(unit_id)
        narrows = {UNIT: node.key} if node is not None and (node.is_commune or node.is_village) else None
        above = district.full_name if district and district.id != unit_id else ""
        order = (
            node is None,
            district.sort_key if district else "",
            node.sort_key if node else names[unit_id],
        )
        yield Group(names[unit_id], len(who), narrows, above, order)


def _answering(tree: Tree) -> dict[UUID, UUID]:
    """For each unit the commune of the day that answers for it: it lies in it, or passed into it."""
    found: dict[UUID, UUID] = {}
    for commune in tree.communes:
        found |= dict.fromkeys(tree.answered_by({node.id for node in tree.below(commune.id)}), commune.id)
    return found


def _by_title(asked: Conditions, pairs: Posts) -> Iterable[Group]:
    for code, who in _members(pairs, lambda code: code).items():
        title = title_of(code)
        yield Group(title.name, len(who), {TITLE: code}, order=(title.rank, code))


def _by_block(asked: Conditions, pairs: Posts) -> Iterable[Group]:
    names = block_names()
    for block, who in _members(pairs, lambda code: title_of(code).block).items():
        rank = min(title_of(code).rank for _who, _unit, code in pairs if title_of(code).block == block)
        yield Group(_(names.get(block, block)), len(who), {BLOCK: block}, order=(rank, block))


def _members(pairs: Posts, key: Any) -> dict[str, set[UUID]]:
    members: dict[str, set[UUID]] = defaultdict(set)
    for cadre_id, _unit, code in pairs:
        members[key(code)].add(cadre_id)
    return members


def _by_column(actor: Actor, asked: Conditions, by: str) -> list[Group]:
    column = {SEX: "sex", PARTY: "is_party_member"}[by]
    words: dict[Any, tuple[str, str]] = (
        {value: (_(str(label)), value) for value, label in Sex.choices}
        if by == SEX
        else {True: (_("Là đảng viên"), "co"), False: (_("Chưa là đảng viên"), "khong")}
    )
    counted = people(actor, asked).order_by().values_list(column).annotate(n=Count("pk"))
    found = [_of_value(words.get(value), by, n) for value, n in counted]
    return sorted(found, key=lambda group: (group.narrows is None, group.label))


def _of_value(word: tuple[str, str] | None, by: str, count: int) -> Group:
    return Group(word[0], count, {by: word[1]}) if word else Group(_("Chưa ghi"), count, None)
