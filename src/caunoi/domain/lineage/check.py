"""Looks at a lineage before anybody relies on it: each fault as a finding that says where and how to mend."""

from collections import defaultdict
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from caunoi.domain.lineage.kinds import ChangeKind, Share
from caunoi.domain.lineage.lineage import Lineage
from caunoi.domain.lineage.unit import Succession, Version
from caunoi.domain.vocabulary.finding import Finding
from caunoi.domain.vocabulary.period import Period, merged
from caunoi.domain.vocabulary.vietnamese import format_date


def check(lineage: Lineage) -> tuple[Finding, ...]:
    """Everything wrong with the lineage; nothing found means it can be asked on any day."""
    rules = (_overlaps, _gaps, _shared_codes, _parents, _successions, _lost_units, _cycles)
    return tuple(finding for rule in rules for finding in rule(lineage))


def _overlaps(lineage: Lineage) -> Iterator[Finding]:
    for unit in lineage.units:
        for a, b in pairwise(lineage.versions_of(unit)):
            if a.period.overlaps(b.period):
                day = format_date(b.period.start)
                yield Finding(
                    "lineage.overlap",
                    f"{b.called}: hai phiên bản cùng có hiệu lực từ ngày {day}. "
                    "Sửa ngày kết thúc của phiên bản trước.",
                )


def _gaps(lineage: Lineage) -> Iterator[Finding]:
    for unit in lineage.units:
        for a, b in pairwise(lineage.versions_of(unit)):
            if a.period.end and b.period.start and a.period.end < b.period.start:
                yield Finding(
                    "lineage.gap",
                    f"{b.called}: không có phiên bản nào {Period(a.period.end, b.period.start)}. "
                    "Nối ngày kết thúc với ngày bắt đầu, hoặc ghi là hai đơn vị khác nhau.",
                )


def _shared_codes(lineage: Lineage) -> Iterator[Finding]:
    bearers: dict[str, list[Version]] = defaultdict(list)
    for version in lineage.versions:
        if version.code:
            bearers[version.code].append(version)
    for code, versions in bearers.items():
        for i, a in enumerate(versions):
            for b in versions[i + 1 :]:
                if a.unit != b.unit and a.period.overlaps(b.period):
                    yield _shared(code, a, b)


def _shared(code: str, a: Version, b: Version) -> Finding:
    return Finding(
        "lineage.code_twice",
        f"Mã {code}: cùng lúc là mã của {a.called} và {b.called}, {a.period.intersection(b.period)}. "
        "Sửa mã hoặc thời gian của một trong hai.",
    )


def _parents(lineage: Lineage) -> Iterator[Finding]:
    for version in lineage.versions:
        if version.parent is None:
            continue
        above = lineage.versions_of(version.parent)
        if any(v.level >= version.level for v in above):
            yield _level_fault(version)
        missing = version.period.gaps(v.period for v in above)
        if missing:
            yield _parent_fault(version, missing[0], above)


def _level_fault(version: Version) -> Finding:
    return Finding(
        "lineage.level",
        f"{version.called}: đơn vị cấp trên ({version.parent}) không ở cấp cao hơn. "
        "Chọn lại đơn vị cấp trên.",
    )


def _parent_fault(version: Version, missing: Period, above: tuple[Version, ...]) -> Finding:
    """A parent not there at the start is missing; one that was there and ended was outlived."""
    where = f"{version.called}: đơn vị cấp trên ({version.parent})"
    ended = missing.start is not None and any(each.period.end == missing.start for each in above)
    if not above or (missing.start == version.period.start and not ended):
        return Finding(
            "lineage.parent_missing", f"{where} chưa có {missing}. Ghi thêm phiên bản của đơn vị cấp trên."
        )
    return Finding(
        "lineage.child_outlives_parent",
        f"{where} đã chấm dứt ngày {format_date(missing.start)} mà đơn vị này vẫn còn. "
        "Kết thúc phiên bản này hoặc chuyển sang đơn vị cấp trên khác.",
    )


def _successions(lineage: Lineage) -> Iterator[Finding]:
    for step in lineage.successions:
        yield from _predecessor_faults(lineage, step)
        if step.successor is not None and lineage.version(step.successor, on=step.on) is None:
            yield Finding(
                "lineage.successor_missing",
                f"Biến động ngày {format_date(step.on)} của {step.predecessor}: đơn vị kế thừa "
                f"{step.successor} không có vào ngày ấy. Ghi phiên bản của đơn vị kế thừa, hoặc sửa ngày.",
                step.act,
            )


def _predecessor_faults(lineage: Lineage, step: Succession) -> Iterator[Finding]:
    where = f"Biến động ngày {format_date(step.on)} của {step.predecessor}"
    held = [v.period for v in lineage.versions_of(step.predecessor)]
    if not any(_lives_before(period, step) for period in merged(held)):
        yield Finding(
            "lineage.predecessor_missing",
            f"{where}: trước ngày ấy không có đơn vị này. Sửa ngày hoặc ghi thêm phiên bản trước đó.",
            step.act,
        )
    ends = step.kind in (ChangeKind.MERGE, ChangeKind.ABSORB, ChangeKind.ABOLISH) and not step.keeps_identity
    if ends and step.share is Share.WHOLE and lineage.version(step.predecessor, on=step.on) is not None:
        yield Finding(
            "lineage.lives_on",
            f"{where}: đã {step.kind.label} mà vẫn còn phiên bản có hiệu lực. Kết thúc phiên bản ấy.",
            step.act,
        )


def _lives_before(period: Period, step: Succession) -> bool:
    starts_before = period.start is None or period.start < step.on
    return starts_before and (period.end is None or period.end >= step.on)


def _lost_units(lineage: Lineage) -> Iterator[Finding]:
    for unit in lineage.units:
        last = lineage.versions_of(unit)[-1]
        end = last.period.end
        if end is not None and not any(s.predecessor == unit and s.on == end for s in lineage.history(unit)):
            yield Finding(
                "lineage.lost",
                f"{last.called}: chấm dứt ngày {format_date(end)} mà không ghi đơn vị kế thừa. "
                "Ghi biến động; nếu chưa biết đơn vị kế thừa thì ghi là chưa biết.",
                severity="warning",
            )


def _cycles(lineage: Lineage) -> Iterator[Finding]:
    """A unit may not be its own heir, however long the way; one that gives a part away and lives on has none."""
    heirs: dict[str, set[str]] = {}
    for step in lineage.successions:
        lives_on = lineage.version(step.predecessor, on=step.on) is not None
        gives_part = step.share is Share.PART and lives_on
        if step.successor is not None and not step.keeps_identity and not gives_part:
            heirs.setdefault(step.predecessor, set()).add(step.successor)
    while way := _one_cycle(heirs):
        yield Finding(
            "lineage.cycle",
            f"Các đơn vị kế thừa nhau thành vòng: {' → '.join(way)}. Xóa hoặc sửa một biến động trong vòng.",
        )
        heirs = {unit: after for unit, after in heirs.items() if unit not in way}


def _one_cycle(heirs: dict[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(heirs).prepare()
    except CycleError as fault:
        return list(reversed(fault.args[1]))
    return []
