"""The cross table (bảng chéo): people counted by up to two traits down and two across, with totals of every level.

A person with two posts may stand in two cells of a trait of posts and once in their total: each number is the number
of people of its list, so a total is counted, never added up.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import product
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.reports.selectors import traits
from caunoi.apps.reports.selectors.posts_told_apart import Params, Posts, Values
from caunoi.apps.reports.selectors.traits import TRAITS, Trait
from caunoi.apps.standards.selectors import asked_of
from caunoi.apps.standards.selectors.asked import GROUP, KEY_OFFICIALS
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused
from caunoi.foundation.ui import with_query

DOWN, ACROSS = "hang", "cot"
BASE = (traits.COMMUNE, GROUP, traits.BLOCK, traits.TITLE)
MOST_TRAITS, MOST_CELLS = 2, 6_000
USUAL: Params = {DOWN: (traits.TITLE,), ACROSS: (traits.JUDGED,), GROUP: (KEY_OFFICIALS,)}
Path = tuple[str, ...]


class UnreadableCross(Refused):
    """A table that cannot be laid out as the address asks."""

    status = 400


@dataclass(frozen=True)
class CrossAsked:
    """What the address asks for (bảng chéo được hỏi): traits down, traits across, and the list it is made of."""

    on: date
    down: tuple[Trait, ...]
    across: tuple[Trait, ...]
    base: Params

    def as_params(self, **changed: Any) -> dict[str, Any]:
        said = {
            DOWN: [each.key for each in self.down],
            ACROSS: [each.key for each in self.across],
            **self.base,
        }
        return {**said, **changed}


def cross_asked(actor: Actor, on: date, params: Params) -> CrossAsked:
    """Refused where a word names no trait, one twice, too many, or one the reader may not see."""
    if not any(params.get(key) for key in (DOWN, ACROSS)):
        params = {**params, DOWN: USUAL[DOWN], ACROSS: USUAL[ACROSS], GROUP: params.get(GROUP, USUAL[GROUP])}
    down, across = (_traits(actor, params, key) for key in (DOWN, ACROSS))
    if len({*down, *across}) < len(down) + len(across):
        raise UnreadableCross(_("Một tiêu thức chỉ đứng được ở một chỗ: bỏ bớt chỗ trùng."))
    base = {key: tuple(value for value in params.get(key, ()) if value) for key in BASE}
    asked = CrossAsked(on, down, across, {key: values for key, values in base.items() if values})
    asked_of(on, asked.base)
    return asked


def _traits(actor: Actor, params: Params, key: str) -> tuple[Trait, ...]:
    words = [word for value in params.get(key, ()) for word in value.split(",") if word]
    found = [TRAITS.get(word) for word in words]
    if None in found or len(found) > MOST_TRAITS:
        raise UnreadableCross(
            _("Bảng chéo nhận tối đa hai tiêu thức hàng và hai tiêu thức cột, chọn trong danh sách.")
        )
    known = tuple(trait for trait in found if trait is not None)
    if hidden := [trait.title for trait in known if not trait.readable_by(actor)]:
        raise UnreadableCross(
            _("Vai trò của bạn không xem được: %(traits)s.") % {"traits": ", ".join(hidden)}
        )
    return known


class Cross:
    """A table counted (bảng chéo đã đếm): one pass over the posts for each level of totals."""

    def __init__(self, actor: Actor, asked: CrossAsked) -> None:
        self.asked, self.posts = asked, Posts(actor, asked.on, asked.base)
        self._titles: dict[Path, frozenset[str] | None] = {}

    def count(self, down: Path = (), across: Path = ()) -> int:
        return self._levels[len(down), len(across)].get((*down, *across), 0)

    @cached_property
    def _levels(self) -> Mapping[tuple[int, int], Mapping[Path, int]]:
        sizes = product(range(len(self.asked.down) + 1), range(len(self.asked.across) + 1))
        return {(m, n): self._counted((*self.asked.down[:m], *self.asked.across[:n])) for m, n in sizes}

    def _counted(self, chosen: Sequence[Trait]) -> Mapping[Path, int]:
        members: dict[Path, set[UUID]] = defaultdict(set)
        columns = [self._values(trait, chosen) for trait in chosen]
        for index, post in enumerate(self.posts.rows):
            for path in product(*(column[index] for column in columns)):
                members[path].add(post[0])
        return {path: len(people) for path, people in members.items()}

    def _values(self, trait: Trait, chosen: Sequence[Trait]) -> Sequence[Values]:
        """A verdict beside a title is the verdict for that title alone."""
        beside = [each.key for each in chosen if each.key in (traits.TITLE, traits.BLOCK)]
        if trait.key != traits.JUDGED or not beside:
            return self._plain(trait.key)
        of_titles = list(zip(*(self._plain(key) for key in beside), strict=True))
        return [
            (self.posts.verdict(post[0], self._titles_of(beside, [value[0] for value in values])),)
            for post, values in zip(self.posts.rows, of_titles, strict=True)
        ]

    def _plain(self, key: str) -> Sequence[Values]:
        if key not in self._read:
            self._read[key] = self.posts.values(key)
        return self._read[key]

    @cached_property
    def _read(self) -> dict[str, Sequence[Values]]:
        return {}

    def _titles_of(self, keys: Sequence[str], values: Sequence[str]) -> frozenset[str] | None:
        path = (*keys, *values)
        if path not in self._titles:
            narrowed = {**self.asked.base, **{key: (value,) for key, value in zip(keys, values, strict=True)}}
            self._titles[path] = asked_of(self.asked.on, narrowed).chosen_titles
        return self._titles[path]

    # ---- how it is laid out

    @cached_property
    def down(self) -> list[Path]:
        """Rows in their order: each value, the values of the second trait under it, the total last."""
        return [*self._paths(self.asked.down, first_whole=True, across=False), ()]

    @cached_property
    def across(self) -> list[Path]:
        """Columns in their order: under each value the second trait's, then its sum; the total last."""
        return [*self._paths(self.asked.across, first_whole=False, across=True), ()]

    def _paths(self, chosen: Sequence[Trait], *, first_whole: bool, across: bool) -> list[Path]:
        if not chosen:
            return []
        level = (0, len(chosen)) if across else (len(chosen), 0)
        orders = [traits.order_of(trait, self.asked.on) for trait in chosen]
        leaves = sorted(
            self._levels[level], key=lambda path: [o(v) for o, v in zip(orders, path, strict=True)]
        )
        if len(chosen) == 1:
            return leaves
        found: list[Path] = []
        for value in dict.fromkeys(path[0] for path in leaves):
            below = [path for path in leaves if path[0] == value]
            found += [(value,), *below] if first_whole else [*below, (value,)]
        return found

    def refuse_too_large(self) -> None:
        cells = len(self.down) * len(self.across)
        if cells > MOST_CELLS:
            raise UnreadableCross(
                _(
                    "Bảng này có %(cells)s ô, nhiều hơn một trang đọc được. Bớt một tiêu thức hoặc thu hẹp phạm vi."
                )
                % {"cells": cells}
            )

    def list_url(self, down: Path = (), across: Path = ()) -> str:
        """The list of the people of one cell."""
        said: dict[str, Any] = dict(self.asked.base)
        pairs = [*zip(self.asked.down, down, strict=False), *zip(self.asked.across, across, strict=False)]
        for trait, value in pairs:
            key = traits.PLACE if value == traits.OUTSIDE else trait.key
            said[key] = value
        return with_query("/can-bo/", **said, ngay=self.asked.on.isoformat())
