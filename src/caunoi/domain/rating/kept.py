"""Scheme and procedure as a round keeps them (cách xếp loại giữ cùng đợt): read again as they were, under one mark."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from caunoi.domain.rating.procedures import Criterion, HeadRule, Procedure, StepRule, procedure_of
from caunoi.domain.rating.schemes import Scheme
from caunoi.domain.vocabulary.period import Period


@dataclass(frozen=True)
class Rules:
    """What a year is rated by (quy định của một năm xếp loại)."""

    scheme: Scheme
    procedure: Procedure


def rules_of(scheme: Scheme) -> Rules:
    return Rules(scheme, procedure_of(scheme))


def as_text(rules: Rules) -> dict[str, Any]:
    """Plain values only, the same for the same rules."""
    said = {"scheme": asdict(rules.scheme), "procedure": asdict(rules.procedure)}
    found: dict[str, Any] = json.loads(json.dumps(said, default=_plain, ensure_ascii=False, sort_keys=True))
    return found


def mark_of(text: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(text, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def from_text(text: Mapping[str, Any]) -> Rules:
    scheme, steps = dict(text["scheme"]), dict(text["procedure"])
    period = scheme.pop("period")
    levels, scores = tuple(scheme.pop("levels")), scheme.pop("scores")
    return Rules(
        Scheme(
            **scheme,
            period=Period(_day(period["start"]), _day(period["end"])),
            levels=levels,
            scores=tuple(scores) if scores is not None else None,
        ),
        _procedure(steps),
    )


def _procedure(said: Mapping[str, Any]) -> Procedure:
    return Procedure(
        schemes=tuple(said["schemes"]),
        document=said["document"],
        confidence=said["confidence"],
        from_day=(said["from_day"][0], said["from_day"][1]),
        due_day=(said["due_day"][0], said["due_day"][1]),
        days_confidence=said["days_confidence"],
        criteria=tuple(Criterion(**each) for each in said["criteria"]),
        steps=tuple(StepRule(**each) for each in said["steps"]),
        decides=dict(said["decides"]),
        heads=frozenset(said["heads"]),
        head_rules=tuple(HeadRule(**each) for each in said["head_rules"]),
    )


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value.isoformat()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
