"""Why a number changed: splitting it by person, and the whole way from the rows to the parts."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from caunoi.config.bench.measure import Case
from caunoi.domain.movement.parts import GAINED, JOINED, LAPSED, LEFT, PARTS, Part
from caunoi.domain.movement.split import STEPS, Stage, split

SIZES, QUICK = (10_000, 250_000), (10_000,)


def cases(quick: bool) -> list[Case]:
    sizes = QUICK if quick else SIZES
    return [*(_splitting(size) for size in sizes), _from_the_database()]


def _splitting(size: int) -> Case:
    stages = random_stages(size)
    expected = {part: count for part, count in split(stages).counts.items() if count}
    if expected != dict(_one_by_one(stages)):
        raise AssertionError("the loop and the product disagree")
    return Case(
        "tách thay đổi theo từng người", size, lambda: split(stages).counts,
        {"từng người một": lambda: _one_by_one(stages)}, rounds=3,
    )  # fmt: skip


def random_stages(size: int, seed: int = 37) -> list[Stage]:
    """People of whom one in ten is changed by each step."""
    dice = np.random.default_rng(seed)
    group, counted = dice.random(size) < 0.9, dice.random(size) < 0.8
    stages = [Stage(group, group & counted)]
    for _step in STEPS:
        group, counted = group ^ (dice.random(size) < 0.05), counted ^ (dice.random(size) < 0.05)
        stages.append(Stage(group, group & counted))
    return stages


def _one_by_one(stages: Sequence[Stage]) -> Counter[Part]:
    """The same by the words of the definition, a person at a time."""
    found: Counter[Part] = Counter()
    lives = zip(*(stage.counted.tolist() for stage in stages), strict=True)
    groups = zip(stages[-2].group.tolist(), stages[-1].group.tolist(), strict=True)
    for life, stayed in zip(lives, groups, strict=True):
        if life[0] != life[-1]:
            found[_part_of(life, stayed=all(stayed))] += 1
    return found


def _part_of(life: Sequence[bool], *, stayed: bool) -> Part:
    last = max(number for number in range(1, len(life)) if life[number] != life[number - 1])
    sign = 1 if life[-1] else -1
    fitting = [part for part in PARTS if part.sign == sign and part.step == STEPS[last - 1]]
    wanted = (GAINED, LAPSED) if stayed else (JOINED, LEFT)
    return next(part for part in fitting if len(fitting) == 1 or part in wanted)


def _from_the_database() -> Case:
    """Everybody at hand, a year back: both days read, judged five times and split; and reading the two days alone."""
    from datetime import date

    from caunoi.apps.cadres.models import Cadre
    from caunoi.apps.standards.selectors.asked import Asked
    from caunoi.apps.standards.selectors.changes import Change, Report
    from caunoi.apps.standards.selectors.snapshot import snapshot_on
    from caunoi.apps.standards.selectors.verdicts import Verdicts, forget
    from caunoi.foundation import clock
    from caunoi.foundation.commandline import command_actor
    from caunoi.foundation.policy import visible

    actor, on = command_actor(), clock.today()
    days: list[date] = [on.replace(year=on.year - 1, day=min(on.day, 28)), on]
    before, after = (Report(Asked(day, group="chu-chot", verdict="dat")) for day in days)

    def whole() -> Any:
        forget()
        return Change(actor, before, after).movement

    def reading() -> Any:
        return [Verdicts(snapshot_on(actor, day)).judged().overall for day in days]

    count = visible(actor, Cadre).count()
    return Case("từ cơ sở dữ liệu", count, whole, {"chỉ đọc và chấm hai ngày": reading}, rounds=3)
