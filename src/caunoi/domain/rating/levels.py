"""One level held against the scheme (mức của một người): does it exist, does the score give it, may a head have it."""

from dataclasses import dataclass

from caunoi.domain.rating.procedures import NOT_ABOVE_UNIT, Procedure
from caunoi.domain.rating.schemes import Scheme
from caunoi.domain.vocabulary.finding import Finding

HIGHEST_SCORE = 100


@dataclass(frozen=True)
class Asked:
    """The level asked for somebody (mức đề nghị): ``score`` where the scheme counts, ``unit_level`` where known."""

    level: str
    score: int | None = None
    head: bool = False
    unit_level: str = ""


def faults_of(scheme: Scheme, asked: Asked) -> list[Finding]:
    """What makes the level impossible: unknown, without its score, or another one than the score gives."""
    if asked.level not in scheme.levels:
        return [
            Finding(
                "level_unknown", f"Mức “{asked.level}” không có trong {scheme.document}.", scheme.document
            )
        ]
    if scheme.scores is None:
        return []
    if asked.score is None or not 0 <= asked.score <= HIGHEST_SCORE:
        words = f"{scheme.document} xếp loại theo điểm: ghi điểm từ 0 đến {HIGHEST_SCORE}."
        return [Finding("score_missing", words, scheme.document)]
    given = level_of_score(scheme, asked.score)
    if given == asked.level:
        return []
    return [
        Finding(
            "score_differs", f"{asked.score} điểm không phải mức này theo {scheme.document}.", scheme.document
        )
    ]


def level_of_score(scheme: Scheme, score: int) -> str:
    """The highest level whose lowest score is reached."""
    lowest = zip(scheme.levels, scheme.scores or (), strict=True)
    return next((level for level, least in lowest if score >= least), scheme.levels[-1])


def doubts_of(scheme: Scheme, procedure: Procedure, asked: Asked) -> list[Finding]:
    """What whoever decides on a head has to weigh: conditions of the data, none of them sure enough to forbid."""
    if not asked.head:
        return []
    return [
        Finding(rule.code, rule.text, rule.clause, "warning")
        for rule in procedure.head_rules
        if (_is_above(scheme, asked) if rule.code == NOT_ABOVE_UNIT else rule.level in ("", asked.level))
    ]


def _is_above(scheme: Scheme, asked: Asked) -> bool:
    """Higher than the unit; where the unit has no level yet, nothing is above it."""
    known = asked.unit_level in scheme.levels and asked.level in scheme.levels
    return known and scheme.levels.index(asked.level) < scheme.levels.index(asked.unit_level)
