"""From a register and a plan to the register after it: a pure function, so that looking and doing are the same."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from caunoi.domain.lineage.check import check
from caunoi.domain.lineage.kinds import ChangeKind, Confidence, Share
from caunoi.domain.lineage.lineage import Lineage
from caunoi.domain.lineage.reorganisation import Move, NewUnit, Outcome, Reorganisation
from caunoi.domain.lineage.unfit import unfit
from caunoi.domain.lineage.unit import Succession, Version
from caunoi.domain.vocabulary.finding import Finding
from caunoi.domain.vocabulary.period import Period
from caunoi.domain.vocabulary.vietnamese import format_date

FOLLOWS = "đi theo đơn vị cấp trên"


def carry_out(before: Lineage, plan: Reorganisation) -> Outcome:
    """What the register is after the plan (áp dụng phương án): closed and opened versions, steps, and what is wrong.

    Where acts of a later day stand against the plan, the outcome is what it would be without them, and one finding
    says so: it can be looked at, but not carried out.
    """
    faults = unfit(before, plan)
    if faults:
        return Outcome(before, findings=faults)
    outcome = _tried(before, plan)
    later = [step for step in before.successions if step.on > plan.on]
    if outcome.is_sound or not later:
        return outcome
    supposed = _tried(before.known_until(plan.on), plan)
    if not supposed.is_sound:
        return outcome
    touched = [step for step in later if step.predecessor in supposed.touched and not step.keeps_identity]
    return replace(supposed, findings=(*supposed.findings, _stands_against(plan, touched or later)))


def _tried(before: Lineage, plan: Reorganisation) -> Outcome:
    outcome = _Deed(before, plan).outcome()
    known = {finding.message for finding in check(before)}
    found = tuple(finding for finding in check(outcome.after) if finding.message not in known)
    found += vanished(before, outcome.after, on=plan.on)
    if any(finding.severity == "error" for finding in found):
        return Outcome(before, findings=found)
    return replace(outcome, findings=found)


def _stands_against(plan: Reorganisation, later: Sequence[Succession]) -> Finding:
    acts = sorted({(step.on, step.act) for step in later})
    told = "; ".join(
        f"{act} (ngày {format_date(day)})" if act else f"ngày {format_date(day)}" for day, act in acts
    )
    return Finding(
        "reorganisation.later_acts",
        f"Sau ngày {format_date(plan.on)}, danh mục đã ghi việc sắp xếp khác trên các đơn vị này: {told}. "
        "Hệ quả dưới đây là khi chưa có việc ấy; muốn ban hành thì chọn ngày sau đó.",
    )


class _Deed:
    """One carrying out: the moves by unit, and whom those below follow."""

    def __init__(self, before: Lineage, plan: Reorganisation) -> None:
        self.before, self.plan = before, plan
        self.moves: dict[str, list[Move]] = defaultdict(list)
        for move in plan.moves:
            self.moves[move.unit].append(move)
        self.ending = {unit for unit, moves in self.moves.items() if any(move.ends_unit for move in moves)}
        self.founded = {new.unit: new for new in plan.new_units}
        self.taken_along = {unit: move.into for move in plan.moves for unit in move.below if move.into}

    def outcome(self) -> Outcome:
        closed, opened = self._own_changes()
        following = [version for version in closed if self._follows_too(version)]
        carried = self._carried(closed)
        closed += [version for version, _parent in carried]
        opened += [self._under(version, parent) for version, parent in carried]
        opened += [self._begun(new) for new in self.plan.new_units]
        following += [version for version, _parent in carried]
        steps = [*self._steps(), *(self._followed(version) for version in following)]
        return Outcome(self._after(closed, opened, steps), tuple(closed), tuple(opened), tuple(steps))

    def _own_changes(self) -> tuple[list[Version], list[Version]]:
        """Units the plan itself ends or changes."""
        closed, opened = [], []
        for unit, moves in self.moves.items():
            version = self._living(unit)
            if unit in self.ending:
                closed.append(version)
            elif any(move.keeps_unit for move in moves):
                closed.append(version)
                opened.append(self._changed(version, moves))
        return closed, opened

    def _living(self, unit: str) -> Version:
        version = self.before.version(unit, on=self.plan.on)
        assert version is not None  # judged before
        return version

    def _changed(self, version: Version, moves: Sequence[Move]) -> Version:
        """What no move says stays, or follows what stood above."""
        fresh = replace(self._from_the_day(version), parent=self._new_parent(version) or version.parent)
        for move in moves:
            if move.keeps_unit:
                fresh = replace(
                    fresh,
                    name=move.name or fresh.name,
                    type=move.type or fresh.type,
                    code=move.code or fresh.code,
                    parent=move.parent or fresh.parent,
                )
        return fresh

    def _from_the_day(self, version: Version) -> Version:
        period = Period(self.plan.on, version.period.end)
        return replace(
            version, period=period, act=self.plan.act, source=self.plan.source,
            confidence=self.plan.confidence, note="",
        )  # fmt: skip

    def _carried(self, closed: Sequence[Version]) -> list[tuple[Version, str]]:
        """Units nobody names that stand under one that ends, and those that go along with a part."""
        moved = {version.unit for version in closed}
        found = []
        for version in self.before.units_on(self.plan.on):
            parent = self._new_parent(version)
            if parent is not None and version.unit not in moved and parent != version.parent:
                found.append((version, parent))
        return found

    def _follows_too(self, version: Version) -> bool:
        """A unit that the plan changes otherwise, and that goes where what stood above it goes."""
        moves = self.moves[version.unit]
        stays = version.unit not in self.ending and not any(move.parent for move in moves)
        return stays and self._new_parent(version) not in (None, version.parent)

    def _new_parent(self, version: Version) -> str | None:
        return self.taken_along.get(version.unit) or self._whom_to_follow(version.parent)

    def _whom_to_follow(self, parent: str | None) -> str | None:
        """The one unit that takes the whole of the parent, or where the plan sends those below it."""
        if parent is None or parent not in self.ending:
            return None
        moves = self.moves[parent]
        given = next((move.parent for move in moves if move.kind is ChangeKind.ABOLISH and move.parent), None)
        heirs = {move.into for move in moves if move.ends_unit and move.share is Share.WHOLE and move.into}
        return given or (next(iter(heirs)) if len(heirs) == 1 else None)

    def _under(self, version: Version, parent: str) -> Version:
        return replace(self._from_the_day(version), parent=parent, note=FOLLOWS)

    def _begun(self, new: NewUnit) -> Version:
        return Version(
            new.unit, new.name, new.type, new.code, new.parent, Period(self.plan.on, None),
            self.plan.act, self.plan.source, self.plan.confidence,
        )  # fmt: skip

    def _steps(self) -> Iterator[Succession]:
        for move in self.plan.moves:
            yield self._step(
                move.unit,
                move.heir,
                move.kind,
                move.share,
                move.confidence or self.plan.confidence,
                move.note,
            )

    def _followed(self, version: Version) -> Succession:
        return self._step(
            version.unit, version.unit, ChangeKind.REPARENT, Share.WHOLE, self.plan.confidence, FOLLOWS
        )

    def _step(
        self, unit: str, heir: str | None, kind: ChangeKind, share: Share, confidence: Confidence, note: str
    ) -> Succession:
        return Succession(
            unit, heir, self.plan.on, kind, share, self.plan.act, self.plan.source, confidence, note
        )

    def _after(
        self, closed: Sequence[Version], opened: Sequence[Version], steps: Sequence[Succession]
    ) -> Lineage:
        ends = {(version.unit, version.period.start) for version in closed}
        kept = [
            _ended(version, self.plan.on) if (version.unit, version.period.start) in ends else version
            for version in self.before.versions
        ]
        return Lineage([*kept, *opened], [*self.before.successions, *steps])


def _ended(version: Version, day: date) -> Version:
    return replace(version, period=Period(version.period.start, day))


def vanished(before: Lineage, after: Lineage, *, on: date) -> tuple[Finding, ...]:
    """Every unit that lived on the eve lives on exactly once, or a step of the day says what became of it."""
    told = {step.predecessor for step in after.successions if step.on == on}
    living = Counter(version.unit for version in after.units_on(on))
    return tuple(
        Finding(
            "lineage.vanished",
            f"{version.called}: không còn sau sắp xếp mà không ghi vì sao. Ghi đơn vị kế thừa.",
        )
        for version in before.units_on(on)
        if living[version.unit] != 1 and version.unit not in told
    )
