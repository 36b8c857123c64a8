"""Choices somebody fixed in a plan (lựa chọn đã chốt), read from its problem and put into it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from caunoi.apps.planning.models import Plan
from caunoi.apps.planning.selectors.plans import PlanRows


@dataclass(frozen=True)
class Pins:
    """What every later solving keeps (các chốt), by the numbers of the problem: lines, needs, needs in lines."""

    opened: frozenset[int] = frozenset()
    closed: frozenset[int] = frozenset()
    placed: frozenset[tuple[int, int]] = frozenset()
    unplaced: frozenset[int] = frozenset()

    @classmethod
    def of(cls, instance: Mapping[str, Any]) -> Self:
        told = instance.get("locks") or {}
        return cls(
            frozenset(told.get("opened") or ()),
            frozenset(told.get("closed") or ()),
            frozenset((need, line) for need, line, _heads in told.get("placed") or ()),
            frozenset(told.get("unplaced") or ()),
        )

    def put(self, instance: Mapping[str, Any]) -> dict[str, Any]:
        """The problem with these pins and no others; without any, as if there had never been one."""
        rest = {name: value for name, value in instance.items() if name != "locks"}
        if not self:
            return rest
        told = {
            "opened": sorted(self.opened),
            "closed": sorted(self.closed),
            "placed": [[need, line, 1] for need, line in sorted(self.placed)],
            "unplaced": sorted(self.unplaced),
        }
        return {**rest, "locks": told}

    def as_json(self) -> dict[str, Any]:
        """As the field ``locks`` of the problem says them."""
        return dict(self.put({}).get("locks") or {})

    def __or__(self, other: "Pins") -> "Pins":
        return Pins(
            self.opened | other.opened,
            self.closed | other.closed,
            self.placed | other.placed,
            self.unplaced | other.unplaced,
        )

    def __sub__(self, other: "Pins") -> "Pins":
        return Pins(
            self.opened - other.opened,
            self.closed - other.closed,
            self.placed - other.placed,
            self.unplaced - other.unplaced,
        )

    def __bool__(self) -> bool:
        return bool(self.opened or self.closed or self.placed or self.unplaced)

    def __len__(self) -> int:
        return len(self.opened) + len(self.closed) + len(self.placed) + len(self.unplaced)

    def shutting(self, lines: Collection[int], needs: Collection[int]) -> Self:
        """These lines stay shut and these needs without a seat; pins that say otherwise give way."""
        return replace(
            self,
            opened=self.opened - set(lines),
            closed=self.closed | set(lines),
            placed=frozenset(each for each in self.placed if each[0] not in needs and each[1] not in lines),
            unplaced=self.unplaced | set(needs),
        )

    def asks_no_less_than(self, other: "Pins") -> bool:
        """Whether every plan that keeps these keeps the other ones: then a bound of theirs still holds."""
        return (
            self.opened >= other.opened
            and self.closed >= other.closed
            and self.placed >= other.placed
            and self.unplaced >= other.unplaced
        )


WISHED = "pins"


def pins_of(plan: Plan) -> Pins:
    """Everything pinned: what the problem already holds, and what waits for the next solving."""
    return Pins.of(plan.instance) | Pins.of({"locks": plan.options.get(WISHED)})


def held_by(rows: PlanRows, pins: Pins) -> Pins:
    """Those of the pins the plan keeps as it stands: they may enter its problem at once."""
    opened = {line.index for line in rows.opened}
    lines = {line.pk: line.index for line in rows.offerings}
    seated = {(need.index, lines[need.offering_id]) for need in rows.served if need.offering_id}
    return Pins(
        pins.opened & opened,
        pins.closed - opened,
        pins.placed & seated,
        pins.unplaced - {need for need, _line in seated},
    )
