"""The steps from one report to the next, and the parts a change splits into."""

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """What is replaced between two stages (bước), in this order; see ``docs/domain/movement.md``."""

    CORRECTIONS = "corrections"
    RULES = "rules"
    TERRITORY = "territory"
    PEOPLE = "people"


@dataclass(frozen=True)
class Part:
    """One named part of the change (phần thay đổi); ``sign`` says whether it adds to the number or takes away."""

    code: str
    step: Step
    sign: int


CORRECTED_IN = Part("corrections.in", Step.CORRECTIONS, 1)
CORRECTED_OUT = Part("corrections.out", Step.CORRECTIONS, -1)
RULES_IN = Part("rules.in", Step.RULES, 1)
RULES_OUT = Part("rules.out", Step.RULES, -1)
TERRITORY_IN = Part("territory.in", Step.TERRITORY, 1)
TERRITORY_OUT = Part("territory.out", Step.TERRITORY, -1)
JOINED = Part("joined", Step.PEOPLE, 1)
LEFT = Part("left", Step.PEOPLE, -1)
GAINED = Part("gained", Step.PEOPLE, 1)
LAPSED = Part("lapsed", Step.PEOPLE, -1)
PARTS = (
    CORRECTED_IN, CORRECTED_OUT, RULES_IN, RULES_OUT, TERRITORY_IN, TERRITORY_OUT, JOINED, LEFT, GAINED, LAPSED,
)  # fmt: skip
