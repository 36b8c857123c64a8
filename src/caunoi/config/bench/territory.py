"""The whole country's units through time: the tree of a day, what became of everybody, a province rearranged."""

from collections import Counter
from collections.abc import Callable, Iterator
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


def cases(quick: bool) -> list[Case]:
    provinces = 6 if quick else PROVINCES
    country = Lineage(_country(provinces))
    size = len(country.versions)
    province = _rearranged("t0")
    communes = country.units_on(EVE, level=Level.COMMUNE)
    counts = {version.unit: 7 for version in communes}
    return [
        Case("cây của một ngày", size, lambda: country.tree(EVE), {"đọc hết các dòng": _scan(country)}),
        Case(
            "cộng dồn lên huyện, tỉnh", len(communes), lambda: _rolled_up(country, counts),
            {"cộng một lượt, không theo cây": lambda: sum(counts.values())},
        ),
        Case(
            "sắp xếp một tỉnh: nhập ba xã một, bỏ cấp huyện", len(province.moves),
            lambda: carry_out(country, province), {"cây của một ngày": lambda: country.tree(EVE)},
        ),
    ]  # fmt: skip


def _country(provinces: int) -> Iterator[Version]:
    """Invented units in the numbers of before July 2025."""
    for p in range(provinces):
        yield _unit(f"t{p}", UnitType.PROVINCE, None)
        for d in range(DISTRICTS):
            yield _unit(f"t{p}-h{d}", UnitType.DISTRICT, f"t{p}")
            for c in range(COMMUNES):
                yield _unit(f"t{p}-h{d}-x{c}", UnitType.COMMUNE, f"t{p}-h{d}")
                for v in range(VILLAGES):
                    yield _unit(f"t{p}-h{d}-x{c}-v{v}", UnitType.VILLAGE, f"t{p}-h{d}-x{c}")


def _unit(slug: str, kind: UnitType, parent: str | None) -> Version:
    return Version(slug, slug, kind, "", parent, Period(BEGIN, None))


def _rearranged(province: str) -> Reorganisation:
    """Three communes become one, and the district level ends."""
    moves, founded = [], []
    for d in range(DISTRICTS):
        for c in range(0, COMMUNES, TOGETHER):
            heir = f"{province}-moi-{d}-{c}"
            founded.append(NewUnit(heir, heir, UnitType.COMMUNE, province))
            moves += [Move(f"{province}-h{d}-x{c + n}", ChangeKind.MERGE, into=heir) for n in range(TOGETHER)]
    level = abolish_level(Lineage(_country(1)), Level.DISTRICT, on=DAY)
    return Reorganisation("bench", DAY, (*moves, *level), tuple(founded))


def _rolled_up(country: Lineage, counts: dict[str, int]) -> Counter[str]:
    """Every commune's number on itself and on all that stand above."""
    found: Counter[str] = Counter()
    parents = {version.unit: version.parent for version in country.units_on(EVE)}
    for unit, count in counts.items():
        here: str | None = unit
        while here is not None:
            found[here] += count
            here = parents[here]
    return found


def _scan(country: Lineage) -> Callable[[], int]:
    return lambda: sum(1 for version in country.versions if version.period.contains(EVE))
