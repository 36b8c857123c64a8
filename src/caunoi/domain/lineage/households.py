"""Households through a reorganisation (số hộ): what every part takes along, and that the sum stays the sum."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from caunoi.domain.lineage.kinds import ChangeKind, Level, Share
from caunoi.domain.lineage.lineage import Lineage
from caunoi.domain.lineage.reorganisation import ENDING, PARTING, Move, Reorganisation
from caunoi.domain.lineage.unit import Version
from caunoi.domain.vocabulary.finding import Finding
from caunoi.domain.vocabulary.vietnamese import format_date, format_number

PASSING = (ENDING | PARTING) - {ChangeKind.ABOLISH}


@dataclass(frozen=True)
class Brought:
    """What one unit of the eve brings to a unit of the day (số hộ chuyển về); None where nobody has told."""

    source: str
    count: int | None


class Households:
    """The households of a plan (sổ hộ của phương án): of each unit before it, of its parts, of every unit after it."""

    def __init__(self, before: Lineage, plan: Reorganisation) -> None:
        self.before, self.plan = before, plan
        # The same book before signing and after it: the units are those of the last day before the act.
        self.eve = plan.on - timedelta(days=1)
        self.passing: dict[str, list[Move]] = defaultdict(list)
        for move in plan.moves:
            if move.kind in PASSING:
                self.passing[move.unit].append(move)
        self._below: dict[str, list[Version]] = defaultdict(list)
        for version in before.units_on(self.eve, level=Level.VILLAGE):
            if version.parent is not None:
                self._below[version.parent].append(version)

    @property
    def counted(self) -> tuple[str, ...]:
        """Every unit that gives or takes, each once, in the order of the plan."""
        founded = {new.unit for new in self.plan.new_units}
        takers = [move.into for moves in self.passing.values() for move in moves]
        return tuple(dict.fromkeys([*self.passing, *(t for t in takers if t and t not in founded)]))

    def villages(self, unit: str) -> tuple[Version, ...]:
        return tuple(self._below.get(unit, ()))

    def parts(self, unit: str) -> list[Move]:
        """The moves that divide the unit; one that passes whole is not divided."""
        return [move for move in self.passing.get(unit, ()) if not _is_whole(move)]

    def of(self, unit: str) -> int | None:
        """Before the act: as told, else the sum of the villages where every one is told."""
        told = self.plan.households.get(unit)
        return told if told is not None else self._sum(v.unit for v in self.villages(unit))

    def going(self, move: Move) -> int | None:
        """With a part: as told, else the sum of the villages that go where every one is told."""
        return move.households if move.households is not None else self._sum(move.below)

    def after(self) -> Mapping[str, tuple[Brought, ...]]:
        """What makes up each unit from the day on; of what is told not a household is lost or doubled."""
        found: dict[str, list[Brought]] = defaultdict(list)
        for unit in self.counted:
            for heir, count in self._shares(unit):
                found[heir].append(Brought(unit, count))
        return {heir: tuple(brought) for heir, brought in found.items()}

    def _shares(self, unit: str) -> Iterator[tuple[str, int | None]]:
        whole = self.of(unit)
        for move in self.passing.get(unit, ()):
            if move.into:
                yield move.into, whole if _is_whole(move) else self.going(move)
        if not any(move.ends_unit for move in self.passing.get(unit, ())):
            going = [self.going(move) for move in self.parts(unit)]
            known = [each for each in going if each is not None]
            yield unit, whole - sum(known) if whole is not None and len(known) == len(going) else None

    def divisions(self) -> Iterator[tuple[str, list[tuple[str, int]]]]:
        """Every divided unit of which all is told: what each of its heirs took, what it kept itself included."""
        for unit in self.passing:
            shares = list(self._shares(unit))
            known = [(heir, count) for heir, count in shares if count is not None]
            if self.parts(unit) and len(known) == len(shares):
                yield unit, known

    def _sum(self, villages: Iterator[str] | tuple[str, ...]) -> int | None:
        told = [self.plan.households.get(village) for village in villages]
        known = [each for each in told if each is not None]
        return sum(known) if known and len(known) == len(told) else None

    def faults(self) -> Iterator[Finding]:
        """Everything in which the counts contradict the land or one another."""
        for unit in self.plan.households:
            if self.before.version(unit, on=self.eve) is None:
                yield Finding(
                    "reorganisation.households_stranger",
                    f"Số hộ của {unit}: ngày {format_date(self.eve)} không có đơn vị này. "
                    "Kiểm lại mã hoặc bỏ dòng ấy.",
                )
        for unit in dict.fromkeys([*self.passing, *self.plan.households]):
            yield from self.faults_of(unit)

    def faults_of(self, unit: str) -> Iterator[Finding]:
        """What does not add up in one unit."""
        version = self.before.version(unit, on=self.eve)
        name = version.called if version else unit
        yield from self._villages_that_differ(unit, name)
        for move in self.parts(unit):
            yield from self._part_that_differs(move, name)
        yield from self._lost(unit, name)

    def _villages_that_differ(self, unit: str, name: str) -> Iterator[Finding]:
        """What is told of the villages is what is told of the unit, and never more."""
        whole, told = self.plan.households.get(unit), self._told_below(unit)
        if whole is None or not told:
            return
        every = len(told) == len(self.villages(unit))
        if sum(told) > whole or (every and sum(told) < whole):
            yield Finding(
                "reorganisation.households_villages",
                f"{name}: các thôn cộng lại là {format_number(sum(told))} hộ mà cả đơn vị ghi "
                f"{format_number(whole)} hộ. Sửa số hộ của thôn hoặc của đơn vị.",
            )

    def _told_below(self, unit: str) -> list[int]:
        told = (self.plan.households.get(village.unit) for village in self.villages(unit))
        return [each for each in told if each is not None]

    def _part_that_differs(self, move: Move, name: str) -> Iterator[Finding]:
        villages = self._sum(move.below)
        if move.households is not None and villages is not None and villages != move.households:
            yield Finding(
                "reorganisation.households_part",
                f"{name}: phần chuyển đi ghi {format_number(move.households)} hộ mà các thôn của phần ấy cộng lại là "
                f"{format_number(villages)} hộ. Sửa một trong hai.",
            )

    def _lost(self, unit: str, name: str) -> Iterator[Finding]:
        """What is told of the whole is what goes with its parts and, where the unit stays, what it keeps."""
        parts = self.parts(unit)
        told = [self.going(move) for move in parts]
        if not any(told):
            return
        count, going = self.of(unit), sum(each or 0 for each in told)
        if count is None:
            yield Finding(
                "reorganisation.households_unknown",
                f"{name}: đã ghi số hộ chuyển đi mà chưa ghi đơn vị có bao nhiêu hộ. Ghi số hộ trước sắp xếp.",
            )
        elif going > count or (going < count and any(move.ends_unit for move in parts)):
            yield Finding(
                "reorganisation.households_lost",
                f"{name}: danh sách có {format_number(count)} hộ mà các phần chuyển đi cộng lại là "
                f"{format_number(going)} hộ. Sửa số hộ của từng phần cho khớp.",
            )


def _is_whole(move: Move) -> bool:
    return move.share is Share.WHOLE and move.kind in ENDING


def lost_households(before: Lineage, plan: Reorganisation) -> Iterator[Finding]:
    """The rule of a plan: its households are the households of the land, all of them and no others."""
    yield from Households(before, plan).faults()
