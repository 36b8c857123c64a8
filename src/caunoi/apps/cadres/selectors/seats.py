"""Seats apart from people: who sits where on a day, what is free, what is too many, in three statements."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import PostingKind
from caunoi.apps.cadres.models import Posting, Seat
from caunoi.apps.cadres.selectors.posts import KINDS_IN_ORDER, unit_labels
from caunoi.apps.cadres.selectors.titles import block_names, title_of
from caunoi.apps.organisation.selectors import Tree, unit_tree
from caunoi.domain.staffing.occupancy import Occupancy
from caunoi.domain.staffing.quotas import load_quotas
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import visible, withheld

UNKNOWN_RANK = 9_999
UNNAMED = ("pk", "cadre_id", "title_code", "unit_id", "kind", "valid_from")


@dataclass(frozen=True)
class Holder:
    """Somebody in a post on the day (người giữ): how, since when, by which decision."""

    posting_id: UUID
    cadre_id: UUID
    full_name: str
    sort_key: str
    title_code: str
    unit_id: UUID
    kind: str
    since: date
    decision: str


@dataclass(frozen=True)
class SeatRow:
    """The seats of one title in one unit, or of a group of titles there, with who sits in them (một dòng chỗ)."""

    unit_id: UUID
    title_code: str
    block: str
    seat: Seat | None
    holders: tuple[Holder, ...] = ()

    @property
    def name(self) -> str:
        return seat_name(self.title_code, self.block) or self.title_code

    @cached_property
    def filling(self) -> Occupancy:
        """Of a title by posts; of a group by heads: somebody with two of its posts is one."""
        allowed = self.seat.number if self.seat else None
        if self.block:
            return Occupancy(allowed, main=len(self.heads))
        kinds = [holder.kind for holder in self.holders]
        return Occupancy(
            allowed,
            *(kinds.count(kind) for kind in (PostingKind.MAIN, PostingKind.CONCURRENT, PostingKind.ACTING)),
        )

    @property
    def seated(self) -> list[Holder]:
        """Those who fill a seat: not who only acts."""
        return [holder for holder in self.holders if holder.kind != PostingKind.ACTING]

    @property
    def heads(self) -> list[Holder]:
        """Each person once, by the main post."""
        mains = (holder for holder in self.holders if holder.kind == PostingKind.MAIN)
        return list({holder.cadre_id: holder for holder in mains}.values())

    @property
    def acting(self) -> list[Holder]:
        return [holder for holder in self.holders if holder.kind == PostingKind.ACTING]


@dataclass(frozen=True)
class SeatTable:
    """Seats and people of a day (chỗ và người): title by title, and groups of titles by heads."""

    on: date
    tree: Tree
    rows: Sequence[SeatRow]
    staff: Sequence[SeatRow] = ()
    labels: Mapping[UUID, str] = field(default_factory=dict)

    @cached_property
    def holders(self) -> list[Holder]:
        return [holder for row in self.rows for holder in row.holders]

    @property
    def people(self) -> set[UUID]:
        """Everybody in post, counted once however many posts."""
        return {holder.cadre_id for holder in self.holders}

    def place_of(self, unit_id: UUID) -> UUID:
        """The commune a unit is counted under, or the one it passed into; a unit above communes stands for itself."""
        seen: set[UUID] = set()
        while unit_id not in self.tree and unit_id in self._passed and unit_id not in seen:
            seen.add(unit_id)
            unit_id = self._passed[unit_id]
        commune = self.tree.commune_of(unit_id)
        return commune.id if commune else unit_id

    @cached_property
    def _passed(self) -> Mapping[UUID, UUID]:
        return {gone: heir for heir, all_gone in self.tree.predecessors.items() for gone in all_gone}

    def name_of(self, unit_id: UUID) -> str:
        """What the unit is called on the day, or was last called."""
        return self.labels.get(unit_id) or (self.tree.node(unit_id).full_name if unit_id in self.tree else "")

    @cached_property
    def places(self) -> dict[UUID, "SeatTable"]:
        """The same for each commune by itself, in reading order."""
        rows: dict[UUID, list[SeatRow]] = defaultdict(list)
        staff: dict[UUID, list[SeatRow]] = defaultdict(list)
        for row in self.rows:
            rows[self.place_of(row.unit_id)].append(row)
        for row in self.staff:
            staff[self.place_of(row.unit_id)].append(row)
        places = dict.fromkeys([*rows, *staff])
        return {
            place: SeatTable(self.on, self.tree, rows[place], staff[place], self.labels) for place in places
        }


def occupancy(
    actor: Actor, on: date, unit_id: UUID | None = None, *, titles: Collection[str] = (), alone: bool = False
) -> SeatTable:
    """Every seat and every post of the day within reach; with ``alone`` of the unit without those below it."""
    tree = unit_tree(on=on)
    units = None if unit_id is None else {unit_id} if alone else _under(tree, unit_id)
    seats = {
        (seat.unit_id, seat.title_code, seat.block): seat
        for seat in _narrowed(visible(actor, Seat).on(on), units, titles)
    }
    held: dict[tuple[UUID, str], list[Holder]] = defaultdict(list)
    for holder in _holders(actor, on, units, titles):
        held[holder.unit_id, holder.title_code].append(holder)
    labels = unit_labels({unit for unit, *_ in (*seats, *held)}, on)
    order = _order(tree, labels)
    titled = dict.fromkeys([*((unit, code) for unit, code, _ in seats if code), *held])
    rows = [
        SeatRow(unit, code, "", seats.get((unit, code, "")), _sorted(held[unit, code]))
        for unit, code in titled
    ]
    staff = [] if titles else [_staff(seat, held) for seat in seats.values() if seat.block]
    return SeatTable(on, tree, sorted(rows, key=order), sorted(staff, key=order), labels)


def _under(tree: Tree, unit_id: UUID) -> set[UUID]:
    """The unit, all below it, and what earlier passed into them."""
    return tree.answered_by({node.id for node in tree.below(unit_id)} or {unit_id})


def _narrowed(found: Any, units: Collection[UUID] | None, titles: Collection[str]) -> Any:
    if units is not None:
        found = found.filter(unit_id__among=units)
    return found.filter(title_code__in=titles) if titles else found


def _holders(
    actor: Actor, on: date, units: Collection[UUID] | None, titles: Collection[str]
) -> Iterable[Holder]:
    """Whoever is in post on the day; what is only planned, or decided for later, is not held."""
    posts = _posts(visible(actor, Posting), on, units, titles)
    columns = (
        "pk", "cadre_id", "cadre__full_name", "cadre__sort_key", "title_code", "unit_id", "kind", "valid_from",
        "decision",
    )  # fmt: skip
    kept = _posts(withheld(actor, Posting), on, units, titles)
    return [
        *(Holder(*values) for values in posts.order_by().values_list(*columns)),
        *(_unnamed(*values) for values in kept.order_by().values_list(*UNNAMED)),
    ]


def _posts(found: Any, on: date, units: Collection[UUID] | None, titles: Collection[str]) -> Any:
    return _narrowed(found.on(on).exclude(kind=PostingKind.PLANNED), units, titles)


def _unnamed(
    posting_id: UUID, cadre_id: UUID, title_code: str, unit_id: UUID, kind: str, since: date
) -> Holder:
    """A seat is not free because its holder's data may not be used now: it is held, and not said by whom."""
    name = _("Người đang hạn chế xử lý dữ liệu")
    return Holder(posting_id, cadre_id, name, "\uffff", title_code, unit_id, kind, since, "")


def _staff(seat: Seat, held: Mapping[tuple[UUID, str], Sequence[Holder]]) -> SeatRow:
    blocks = blocks_of(seat.block)
    mine = [
        holder
        for (unit_id, code), holders in held.items()
        if unit_id == seat.unit_id and title_of(code).block in blocks
        for holder in holders
    ]
    return SeatRow(seat.unit_id, "", seat.block, seat, _sorted(mine))


def _sorted(holders: Iterable[Holder]) -> tuple[Holder, ...]:
    return tuple(
        sorted(
            holders,
            key=lambda each: (
                KINDS_IN_ORDER.index(PostingKind(each.kind)),
                each.sort_key,
                str(each.cadre_id),
            ),
        )
    )


def _order(tree: Tree, labels: Mapping[UUID, str]) -> Any:
    """As the tree is read: district, commune, the commune before its villages; then titles by the official list."""
    places = {node.id: place for place, (_depth, node) in enumerate(tree.walk())}

    def key(row: SeatRow) -> tuple[int, str, str, int, str]:
        place = places.get(row.unit_id, len(places))
        rank = title_of(row.title_code).rank if row.title_code else UNKNOWN_RANK
        return (place, labels.get(row.unit_id, ""), str(row.unit_id), rank, row.title_code or row.block)

    return key


def blocks_of(group: str) -> frozenset[str]:
    """The blocks of titles a group counts: several under one name, or one block by itself."""
    named = {each.code: frozenset(each.blocks) for each in load_quotas().groups}
    return named.get(group) or frozenset({group})


def group_names() -> Mapping[str, str]:
    """What each group and each block is called: first those counted as heads together."""
    return {**{group.code: group.name for group in load_quotas().groups}, **block_names()}


def seat_name(title_code: str, block: str) -> str:
    """The title or the group a number speaks of; nothing for a code the data does not know."""
    if block:
        return group_names().get(block, "")
    title = title_of(title_code)
    return title.name if title.rank < UNKNOWN_RANK else ""
