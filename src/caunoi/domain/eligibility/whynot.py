"""Why not (vì sao chưa đạt): all minimal sets of missing facts, and what each gap needs to be closed.

A set is minimal when adding all of it makes the person meet every requirement that counts, and leaving any
one thing out does not. Reliefs are no way out: they are given by the law, not earned.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, product

import numpy as np

from caunoi.domain.eligibility.assess import Assessment
from caunoi.domain.eligibility.facts import Facts, Rows, Rowset
from caunoi.domain.eligibility.requirement import Requirement
from caunoi.domain.eligibility.routes import MAX_ROUTES, Missing, Route, merged, minimal
from caunoi.domain.eligibility.rulebook import Asked
from caunoi.domain.eligibility.terms import Terms
from caunoi.domain.eligibility.verdict import Verdict

SATISFIED = (Verdict.MET, Verdict.EXEMPT)
ONE_VALUED = ("professional_field",)


@dataclass(frozen=True)
class WhyNot:
    """The ways out (các đường đạt chuẩn), shortest first; `blocked` names what nothing learned can mend."""

    routes: tuple[Route, ...]
    blocked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Need:
    """What one gap of one person needs (nhu cầu): the fact that closes it, for a programme to be found."""

    row: int
    code: str
    verdict: Verdict
    missing: Missing


def why_not(assessment: Assessment, row: int) -> WhyNot:
    """All minimal sets of missing facts for a person who is not (known to be) at standard."""
    ways: list[list[Route]] = []
    blocked = []
    for code, routes in _open_requirements(assessment, row):
        ways.append(routes)
        if not routes:
            blocked.append(code)
    if blocked or assessment.group(row).rule is None:
        return WhyNot((), tuple(blocked))
    chosen = (merged(pick) for pick in product(*ways))
    return WhyNot(tuple(minimal([way for way in islice(chosen, MAX_ROUTES**2) if _possible(way) and way])))


def _open_requirements(assessment: Assessment, row: int) -> Iterable[tuple[str, list[Route]]]:
    rules = assessment.rules
    one = Rowset(assessment.facts, np.array([row]))
    group = assessment.group(row)
    for code, asked in group.requirements.items():
        lane = rules.terms.lanes[code]
        if lane in group.counted and _verdict(assessment, row, lane) not in SATISFIED:
            yield code, [way for way in asked.routes(one, rules.terms, rules.judging) if _possible(way)]


def _verdict(assessment: Assessment, row: int, lane: int) -> Verdict:
    return Verdict(int(assessment.lane(lane)[row]))


def _possible(route: Route) -> bool:
    """A person has one field of study: a route may not ask for two."""
    return all(sum(one.what == what for one in route) <= 1 for what in ONE_VALUED)


def needs(
    assessment: Assessment, *, verdicts: Sequence[Verdict] = (Verdict.NOT_MET, Verdict.IN_TRANSITION)
) -> list[Need]:
    """What the gaps need, row by row: for each the least that closes it, if learning can close it at all."""
    found: list[Need] = []
    for group in assessment.tables.groups:
        rows = (
            np.flatnonzero(assessment.groups == group.number) if group.requirements else np.array([], np.intp)
        )
        for code, asked in group.requirements.items():
            lacking = rows[np.isin(assessment.verdicts(code)[rows], verdicts)]
            found += _needs_of(assessment, code, asked, lacking)
    lanes = assessment.rules.terms.lanes
    return sorted(found, key=lambda need: (need.row, lanes[need.code], need.missing))


def _needs_of(assessment: Assessment, code: str, asked: Asked, rows: Rows) -> Iterable[Need]:
    """Where one scale alone is asked for, all rows lack the same; else each row has its own ways out."""
    rules = assessment.rules
    plain = isinstance(asked, Requirement) and asked.threshold(rules.terms) > 0
    shared = asked.routes(Rowset(assessment.facts, rows[:1]), rules.terms, rules.judging) if plain else []
    for row in rows:
        one = Rowset(assessment.facts, np.array([row]))
        routes = shared or asked.routes(one, rules.terms, rules.judging)
        yield from _learned(routes, int(row), code, assessment)


def _learned(routes: Sequence[Route], row: int, code: str, assessment: Assessment) -> list[Need]:
    terms = assessment.rules.terms
    learnable = [route for route in routes if all(can_be_learned(one, terms) for one in route)]
    verdict = Verdict(int(assessment.verdicts(code)[row]))
    return [Need(row, code, verdict, one) for one in sorted(learnable[0])] if learnable else []


def can_be_learned(missing: Missing, terms: Terms) -> bool:
    """Levels, trainings and fields come from courses; dates, sex and states do not."""
    return missing.what in terms.scales or missing.what in ("trained", "professional_field")


def with_facts(facts: Facts, row: int, route: Iterable[Missing], terms: Terms) -> Facts:
    """That one person, as a frame of one row, with the facts of a route added."""
    one = facts.take(np.array([row]))
    for missing in route:
        one = _with_fact(one, missing, terms)
    return one


def _with_fact(one: Facts, missing: Missing, terms: Terms) -> Facts:
    if missing.what in terms.scales:
        levels = one.block("levels").copy()
        lane = list(terms.scales).index(missing.what)
        levels[0, lane] = max(levels[0, lane], missing.rank)
        return one.replaced(levels=levels)
    if missing.what in terms.states:
        return one.replaced(**{missing.what: [terms.states[missing.what].ranks[missing.value]]})
    if missing.what == "trained":
        bit = np.uint32(terms.training_bits[missing.value])
        held, known = one.column("trained") | bit, one.column("trained_known") | bit
        return one.replaced(trained=held, trained_known=known)
    if missing.what == "professional_field":
        return one.replaced(professional_field=[terms.field_numbers[missing.value]])
    raise LookupError(f"“{missing.what}” không phải điều có thể giả định; hãy bổ sung dữ liệu thật.")


def say(missing: Missing, terms: Terms) -> str:
    """A missing fact in Vietnamese."""
    if missing.what in terms.scales or (missing.what in terms.states and missing.rank):
        scale = terms.scale(missing.what)
        return f"{scale.name}: {scale.label(missing.rank)}"
    if missing.what in terms.states:
        scale = terms.states[missing.what]
        return scale.label(scale.ranks[missing.value])
    if missing.what == "trained":
        return f"Bồi dưỡng {terms.trainings[missing.value].name}"
    if missing.what == "professional_field":
        return f"Ngành đào tạo: {terms.fields[missing.value].name}"
    return f"Bổ sung {DATES[missing.what]} (cần: {missing.value})"


DATES = {
    "birth": "ngày sinh",
    "sex": "giới tính",
    "first_elected": "ngày giữ chức vụ lần đầu",
    "retires": "ngày đến tuổi nghỉ hưu",
}
