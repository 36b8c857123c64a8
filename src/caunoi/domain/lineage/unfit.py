"""What is wrong with a plan before it is tried: each fault says which unit, why, and how to mend it."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from caunoi.domain.lineage.households import lost_households
from caunoi.domain.lineage.kinds import ChangeKind, Share
from caunoi.domain.lineage.lineage import Lineage
from caunoi.domain.lineage.reorganisation import ENDING, PARTING, Move, Reorganisation
from caunoi.domain.lineage.unit import Version
from caunoi.domain.vocabulary.finding import Finding
from caunoi.domain.vocabulary.vietnamese import format_date


def unfit(before: Lineage, plan: Reorganisation) -> tuple[Finding, ...]:
    """Everything that keeps the plan from being tried (lỗi của phương án); the later rules trust the earlier."""
    if not plan.moves and not plan.new_units:
        return (Finding("reorganisation.empty", "Phương án chưa có biến động nào. Thêm ít nhất một đơn vị."),)
    for rules in (
        (_unknown_units, _new_twice),
        (_incomplete, _contradictory, _strangers_below, _orphans, lost_households),
    ):
        found = tuple(finding for rule in rules for finding in rule(before, plan))
        if found:
            return found
    return ()


def _unknown_units(before: Lineage, plan: Reorganisation) -> Iterator[Finding]:
    founded = {new.unit for new in plan.new_units}
    for unit in dict.fromkeys(move.unit for move in plan.moves):
        yield from _not_there(before, unit, plan.on)
    wanted = [move.into for move in plan.moves] + [move.parent for move in plan.moves]
    wanted += [new.parent for new in plan.new_units]
    for unit in dict.fromkeys(each for each in wanted if each):
        if unit not in founded and before.version(unit, on=plan.on) is None:
            yield Finding(
                "reorganisation.unknown_heir",
                f"{unit}: ngày {format_date(plan.on)} không có đơn vị này và phương án cũng không thành lập nó. "
                "Chọn đơn vị khác hoặc thêm vào danh sách đơn vị thành lập mới.",
            )


def _not_there(before: Lineage, unit: str, on: date) -> Iterator[Finding]:
    version = before.version(unit, on=on)
    if version is not None and (version.period.start is None or version.period.start < on):
        return
    last = [each for each in before.versions_of(unit) if each.period.end is not None]
    if version is not None:
        why = f"chính ngày {format_date(on)} đơn vị này mới có tên, loại hoặc cấp trên như hiện nay"
    elif last:
        why = f"đơn vị này đã chấm dứt ngày {format_date(last[-1].period.end)}"
    else:
        why = "danh mục không có đơn vị này"
    yield Finding(
        "reorganisation.unknown_unit",
        f"{unit}: {why}, nên không sắp xếp được từ ngày {format_date(on)}. Kiểm lại đơn vị hoặc ngày.",
    )


def _new_twice(before: Lineage, plan: Reorganisation) -> Iterator[Finding]:
    times = Counter(new.unit for new in plan.new_units)
    for new in {each.unit: each for each in plan.new_units}.values():
        if times[new.unit] > 1 or before.versions_of(new.unit):
            yield Finding(
                "reorganisation.new_twice",
                f"{new.name} ({new.unit}): khóa này đã có đơn vị mang. Chọn khóa khác cho đơn vị thành lập mới.",
            )


def _incomplete(before: Lineage, plan: Reorganisation) -> Iterator[Finding]:
    for move in plan.moves:
        if move.kind in (ENDING | PARTING) - {ChangeKind.ABOLISH} and not move.into:
            yield Finding(
                "reorganisation.no_heir",
                f"{_named(before, move.unit, plan.on)}: chưa ghi chuyển vào đơn vị nào. Chọn đơn vị kế thừa.",
            )
        if move.into == move.unit and not move.keeps_unit:
            yield Finding(
                "reorganisation.own_heir",
                f"{_named(before, move.unit, plan.on)}: không thể nhập vào chính mình. Chọn đơn vị khác.",
            )
        if move.keeps_unit and not (move.name or move.type or move.code or move.parent):
            yield Finding(
                "reorganisation.no_change",
                f"{_named(before, move.unit, plan.on)}: chưa ghi tên, loại, mã hoặc cấp trên mới.",
            )


def _contradictory(before: Lineage, plan: Reorganisation) -> Iterator[Finding]:
    """A unit that ends cannot also be renamed, take others in, or pass as a whole twice."""
    ending, into = {move.unit for move in plan.moves if move.ends_unit}, {move.into for move in plan.moves}
    whole = Counter(m.unit for m in plan.moves if m.ends_unit and m.share is Share.WHOLE)
    for unit in sorted(ending):
        name = _named(before, unit, plan.on)
        if any(move.unit == unit and move.keeps_unit for move in plan.moves):
            yield Finding(
                "reorganisation.ends_and_stays",
                f"{name}: vừa chấm dứt vừa đổi tên, loại hoặc cấp trên. Bỏ một trong hai.",
            )
        if unit in into:
            yield Finding(
                "reorganisation.ends_and_takes",
                f"{name}: vừa chấm dứt vừa nhận đơn vị khác trong cùng ngày. Ghi thẳng đơn vị nhận sau cùng.",
            )
        if whole[unit] > 1:
            yield Finding(
                "reorganisation.whole_twice",
                f"{name}: toàn bộ đơn vị được chuyển tới {whole[unit]} nơi. Ghi là tách, mỗi nơi một phần.",
            )


def _strangers_below(before: Lineage, plan: Reorganisation) -> Iterator[Finding]:
    """A part goes along only if it stands below the unit, and to one place."""
    times = Counter(unit for move in plan.moves for unit in move.below)
    for move in plan.moves:
        for unit in move.below:
            version = before.version(unit, on=plan.on)
            where = _named(before, move.unit, plan.on)
            if version is None or version.parent != move.unit:
                yield Finding(
                    "reorganisation.stranger", f"{unit}: không thuộc {where}. Chọn lại phần được chuyển."
                )
            elif times[unit] > 1:
                yield Finding(
                    "reorganisation.below_twice",
                    f"{version.full_name}: được chuyển tới {times[unit]} nơi. Để lại một nơi.",
                )


def _orphans(before: Lineage, plan: Reorganisation) -> Iterator[Finding]:
    """Who would stand under a unit that is no more, all in one sentence for each unit that ends."""
    moves: dict[str, list[Move]] = defaultdict(list)
    for move in plan.moves:
        moves[move.unit].append(move)
    settled = {move.unit for move in plan.moves} | {unit for move in plan.moves for unit in move.below}
    below: dict[str | None, list[Version]] = defaultdict(list)
    for version in before.units_on(plan.on):
        below[version.parent].append(version)
    for unit, mine in moves.items():
        left = [version.full_name for version in below[unit] if version.unit not in settled]
        if left and any(move.ends_unit for move in mine) and not _leads_on(mine):
            yield Finding(
                "reorganisation.orphans",
                f"{_named(before, unit, plan.on)} chấm dứt mà {len(left)} đơn vị bên dưới chưa có nơi về: "
                f"{'; '.join(left[:20])}{'; …' if len(left) > 20 else ''}. Ghi rõ mỗi đơn vị về đâu.",
            )


def _leads_on(moves: list[Move]) -> bool:
    heirs = {move.into for move in moves if move.ends_unit and move.share is Share.WHOLE and move.into}
    return len(heirs) == 1 or any(move.kind is ChangeKind.ABOLISH and move.parent for move in moves)


def _named(before: Lineage, unit: str, on: date) -> str:
    version = before.version(unit, on=on)
    return version.called if version else unit
