"""explain(assessment, row): each verdict of one person in Vietnamese: needed, held, clause, why."""

from dataclasses import dataclass

import numpy as np

from caunoi.domain.eligibility.assess import Assessment
from caunoi.domain.eligibility.facts import Rowset
from caunoi.domain.eligibility.reading import CONFIDENCES
from caunoi.domain.eligibility.reliefs import Relief
from caunoi.domain.eligibility.requirement import DependsOnArea, Requirement
from caunoi.domain.eligibility.rulebook import Asked
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.domain.vocabulary.vietnamese import format_date

NO_STANDARD = "Không có tiêu chuẩn nào đang có hiệu lực vào ngày này."


@dataclass(frozen=True)
class Explanation:
    """Why one requirement got its verdict (giải thích kết luận)."""

    code: str
    name: str
    verdict: Verdict
    counts: bool
    needed: str
    held: str
    reason: str
    clause: str
    rule_id: str
    document: str
    confidence: str
    note: str

    @property
    def sentence(self) -> str:
        """The whole explanation in one sentence."""
        said = f"{self.name}: {self.verdict.label}. Cần: {self.needed}. Hiện có: {self.held}."
        return " ".join(
            part for part in (said, self.reason, f"Căn cứ: {self.clause}." if self.clause else "") if part
        )


def explain(assessment: Assessment, row: int) -> list[Explanation]:
    """One explanation per requirement, in the order of the matrix's columns."""
    group = assessment.group(row)
    if group.rule is None:
        return [_without_rule(assessment, row)]
    lanes = assessment.rules.terms.lanes
    ordered = sorted(group.requirements.items(), key=lambda item: lanes[item[0]])
    return [_explain(assessment, row, code, asked) for code, asked in ordered]


def _without_rule(assessment: Assessment, row: int) -> Explanation:
    number = int(assessment.facts.column("title")[row])
    if number:
        needed = assessment.rules.no_rule(assessment.rules.terms.title_list[number - 1]).message
    else:
        needed = "Chưa rõ chức danh nên chưa biết tiêu chuẩn nào áp dụng."
    return Explanation(
        "",
        "Tiêu chuẩn chức danh",
        Verdict.UNKNOWN,
        True,
        needed,
        "—",
        NO_STANDARD if number else "",
        "",
        "",
        "",
        "",
        "",
    )


def _explain(assessment: Assessment, row: int, code: str, asked: Asked) -> Explanation:
    rules, terms = assessment.rules, assessment.rules.terms
    one = Rowset(assessment.facts, np.array([row]))
    lane = terms.lanes[code]
    verdict = Verdict(int(assessment.lane(lane)[row]))
    stated = _stated(asked)
    by_id = {rule.id: rule for rule in rules.rules}
    origin = by_id.get(stated.rule_id)
    return Explanation(
        code=code,
        name=terms.columns[code].name,
        verdict=verdict,
        counts=lane in assessment.group(row).counted,
        needed=asked.sentence(terms).removeprefix(f"{terms.columns[code].name}: "),
        held=asked.held(one, terms),
        reason=_reason(stated, one, verdict, assessment) if isinstance(asked, Requirement) else "",
        clause=stated.clause,
        rule_id=stated.rule_id,
        document=origin.source.document if origin else "",
        confidence=CONFIDENCES[stated.confidence],
        note=stated.note,
    )


def _stated(asked: Asked) -> Requirement:
    if isinstance(asked, DependsOnArea):
        return next(variant for variant in asked.variants if variant is not None)
    return asked


def _reason(asked: Requirement, one: Rowset, verdict: Verdict, assessment: Assessment) -> str:
    """The clause that softened the verdict, or the one that might, if only more were known."""
    terms, on = assessment.rules.terms, assessment.on
    for relief in asked.reliefs:
        holds = relief.holds(one, terms, on)[0]
        if holds == Verdict.MET and relief.gives == verdict.name.lower():
            return _because(relief)
    if verdict != Verdict.UNKNOWN or asked.rule.evaluate(one, terms, on)[0] != Verdict.NOT_MET:
        return ""
    doubtful = [r for r in asked.reliefs if r.holds(one, terms, on)[0] == Verdict.UNKNOWN]
    return f"Chưa đủ dữ liệu để biết có thuộc diện: {doubtful[0].sentence(terms)}." if doubtful else ""


def _because(relief: Relief) -> str:
    limit = f", đến trước ngày {format_date(relief.until)}" if relief.until else ""
    return f"{relief.reason} ({relief.clause}{limit})."
