"""Verdicts and rules as plain records: what the API and the command line print."""

from typing import Any

from caunoi.apps.standards.selectors import Asked, Verdicts
from caunoi.apps.standards.selectors.explaining import Line, PersonExplained, PostExplained
from caunoi.apps.standards.selectors.rules import RuleVersion, TitleStandard

HIDDEN = "vai trò của bạn không xem mục này"


def summary_record(found: Verdicts, asked: Asked) -> dict[str, Any]:
    """The figures of an assessment; in transition and unknown are never hidden in met or not met."""
    tally = found.tally(asked)
    return {
        "on": asked.on.isoformat(),
        "people": tally.people,
        "met": tally.met,
        "not_met": tally.not_met,
        "in_transition": tally.in_transition,
        "unknown": tally.unknown,
        "rule_hash": found.assessment.rule_hash,
        "data_hash": found.data_hash(asked),
    }


def explained_record(found: PersonExplained) -> dict[str, Any]:
    return {
        "id": str(found.cadre.pk),
        "name": found.cadre.full_name,
        "on": found.on.isoformat(),
        "verdict": found.verdict.name.lower() if found.verdict is not None else None,
        "measure": found.measure,
        "posts": [_post(post) for post in found.posts],
        "rule_hash": found.rule_hash,
        "data_hash": found.data_hash,
    }


def _post(post: PostExplained) -> dict[str, Any]:
    return {
        "title": post.title_code,
        "title_name": post.title,
        "unit": post.unit,
        "verdict": post.verdict.name.lower(),
        "requirements": [_line(line) for line in post.lines],
        "ways_out": [list(way.words) for way in post.ways],
        "blocked": list(post.blocked),
    }


def _line(line: Line) -> dict[str, Any]:
    said = line.explanation
    return {
        "code": said.code,
        "name": said.name,
        "verdict": said.verdict.name.lower(),
        "counts": said.counts,
        "needed": said.needed,
        "held": HIDDEN if line.hidden else said.held,
        "reason": said.reason,
        "clause": said.clause,
        "rule": said.rule_id,
        "confidence": said.confidence,
        "evidence": [paper.qualification.verification for paper in line.papers],
    }


def standard_record(each: TitleStandard) -> dict[str, Any]:
    return {
        "code": each.title.code,
        "name": each.title.name,
        "kind": each.title.kind,
        "rules": [_rule(version) for version in each.versions],
        "findings": [finding.message for finding in each.findings],
    }


def _rule(version: RuleVersion) -> dict[str, Any]:
    period, text = version.rule.period, version.text
    return {
        "id": text.rule_id,
        "name": text.name,
        "begins": period.start.isoformat() if period.start else None,
        "ends": period.end.isoformat() if period.end else None,
        "in_force": version.in_force,
        "source": text.source,
        "confidence": text.confidence,
        "requirements": [
            {
                "code": line.code,
                "name": line.name,
                "limited_to": line.limited_to,
                "sentence": line.sentence,
                "clause": line.clause,
                "confidence": line.confidence,
                "reliefs": list(line.reliefs),
            }
            for line in text.lines
        ],
        "judged_by_people": list(text.judged),
    }
