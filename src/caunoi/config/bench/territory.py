"""The whole country's units through time: the tree of a day, what became of everybody, a province rearranged."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from caunoi.config.bench.measure import Case
from caunoi.domain.lineage import (
    ChangeKind,
    Level,
    Lineage,
    Move,
    NewUnit,
    Reorganisation,
    UnitType,
    Version,
    abolish_level,
    carry_out,
)
from caunoi.domain.vocabulary.period import Period

BEGIN, DAY, EVE = date(2004, 1, 1), date(2025, 7, 1), date(2025, 6, 30)
PROVINCES, DISTRICTS, COMMUNES, VILLAGES, TOGETHER = 63, 11, 15, 8, 3
NOW_PROVINCES, NOW_COMMUNES = 34, 3_321
"""The country of before July 2025, nearly, and the units it has since."""


def cases(quick: bool) -> list[Case]:
    country = Lineage(_country(6, 4, 320) if quick else _country(PROVINCES, NOW_PROVINCES, NOW_COMMUNES))
    before, province = Lineage(_before(6 if quick else PROVINCES)), _rearranged("t0")
    return [
        *_of_the_day(country, EVE, "trước sắp xếp"),
        *_of_the_day(country, DAY, "nay"),
        Case(
            "sắp xếp một tỉnh: nhập ba xã một, bỏ cấp huyện", len(province.moves),
            lambda: carry_out(before, province), {"cây của một ngày": lambda: before.tree(EVE)},
        ),
    ]  # fmt: skip


def _of_the_day(country: Lineage, day: date, told: str) -> list[Case]:
    """The tree, villages and all, and every commune's number on itself and on all that stand above."""
    size = len(country.units_on(day))
    counts = {version.unit: 7 for version in country.units_on(day, level=Level.COMMUNE)}
    return [
        Case(
            f"cây của một ngày, {told}", size, lambda: country.tree(day),
            {"đọc hết các dòng": lambda: sum(each.period.contains(day) for each in country.versions)},
        ),
        Case(
            f"cộng dồn lên cấp trên, {told}: {len(counts)} xã", size, lambda: _rolled_up(country, day, counts),
            {"cộng một lượt, không theo cây": lambda: sum(counts.values())},
        ),
    ]  # fmt: skip


def _country(provinces: int, provinces_now: int, communes_now: int) -> Iterator[Version]:
    """Invented units in the numbers of the two days; a village lives on under the commune its own passed into."""
    before = list(_before(provinces))
    communes = [version.unit for version in before if version.level is Level.COMMUNE]
    heir = {unit: f"moi-{place * communes_now // len(communes)}" for place, unit in enumerate(communes)}
    for version in before:
        yield replace(version, period=Period(BEGIN, DAY))
        if version.level is Level.VILLAGE and version.parent:
            yield replace(version, parent=heir[version.parent], period=Period(DAY, None))
    for p in range(provinces_now):
        yield _unit(f"tinh-{p}", UnitType.PROVINCE, None, DAY)
    for c in range(communes_now):
        yield _unit(f"moi-{c}", UnitType.COMMUNE, f"tinh-{c * provinces_now // communes_now}", DAY)


def _before(provinces: int) -> Iterator[Version]:
    for p in range(provinces):
        yield _unit(f"t{p}", UnitType.PROVINCE, None)
        for d in range(DISTRICTS):
            yield _unit(f"t{p}-h{d}", UnitType.DISTRICT, f"t{p}")
            for c in range(COMMUNES):
                yield _unit(f"t{p}-h{d}-x{c}", UnitType.COMMUNE, f"t{p}-h{d}")
                for v in range(VILLAGES):
                    yield _unit(f"t{p}-h{d}-x{c}-v{v}", UnitType.VILLAGE, f"t{p}-h{d}-x{c}")


def _unit(slug: str, kind: UnitType, parent: str | None, since: date = BEGIN) -> Version:
    return Version(slug, slug, kind, "", parent, Period(since, None))


def _rearranged(province: str) -> Reorganisation:
    """Three communes become one, and the district level ends."""
    moves, founded = [], []
    for d in range(DISTRICTS):
        for c in range(0, COMMUNES, TOGETHER):
            heir = f"{province}-moi-{d}-{c}"
            founded.append(NewUnit(heir, heir, UnitType.COMMUNE, province))
            moves += [Move(f"{province}-h{d}-x{c + n}", ChangeKind.MERGE, into=heir) for n in range(TOGETHER)]
    level = abolish_level(Lineage(_before(1)), Level.DISTRICT, on=DAY)
    return Reorganisation("bench", DAY, (*moves, *level), tuple(founded))


def _rolled_up(country: Lineage, day: date, counts: dict[str, int]) -> Counter[str]:
    found: Counter[str] = Counter()
    parents = {version.unit: version.parent for version in country.units_on(day)}
    for unit, count in counts.items():
        here: str | None = unit
        while here is not None:
            found[here] += count
            here = parents[here]
    return found
