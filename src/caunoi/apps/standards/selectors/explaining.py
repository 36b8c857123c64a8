"""Why one person has the verdict they have: each post, each requirement, the papers behind it, the ways out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from caunoi.apps.cadres.choices import QualificationKind, QualificationStatus, Verification
from caunoi.apps.cadres.models import Cadre, Qualification
from caunoi.apps.cadres.selectors import Source, qualifications_of, sources_of, title_of, unit_labels
from caunoi.apps.standards.selectors.reference import evidence_on
from caunoi.apps.standards.selectors.verdicts import Verdicts, verdicts
from caunoi.domain.eligibility.explain import Explanation, explain
from caunoi.domain.eligibility.routes import Missing
from caunoi.domain.eligibility.terms import Terms, load_terms
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.domain.eligibility.whynot import WhyNot, say, why_not
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import readable_fields

LOOKS_AT = {"TUOI": "birth", "TGCT": "birth", "DANG": "is_party_member"}
"""Requirements whose fact stands in a column of the person that not every role reads."""
TRAININGS = "BD"


@dataclass(frozen=True)
class Paper:
    """A paper a verdict rests on (minh chứng), with where it was written down from."""

    qualification: Qualification
    source: Source

    @property
    def is_verified(self) -> bool:
        return self.qualification.verification == Verification.VERIFIED


@dataclass(frozen=True)
class Line:
    """One requirement of one post: verdict, needed, held, clause, papers."""

    explanation: Explanation
    papers: tuple[Paper, ...]
    hidden: bool

    @property
    def verdict(self) -> Verdict:
        return self.explanation.verdict


@dataclass(frozen=True)
class WayOut:
    """One minimal set of facts that would do (một đường đạt chuẩn), each in words."""

    missing: tuple[Missing, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class PostExplained:
    """One post of the person with its standard (chuẩn của một chức danh)."""

    title_code: str
    title: str
    unit_id: UUID
    unit: str
    verdict: Verdict
    lines: tuple[Line, ...]
    ways: tuple[WayOut, ...]
    blocked: tuple[str, ...]

    @property
    def document(self) -> str:
        return next((line.explanation.document for line in self.lines if line.explanation.document), "")

    @property
    def satisfied(self) -> int:
        good = (Verdict.MET, Verdict.EXEMPT)
        return sum(line.verdict in good for line in self.lines)


@dataclass(frozen=True)
class PersonExplained:
    """Everything about the verdict of one person on a day (giải thích kết luận của một người)."""

    cadre: Cadre
    on: date
    verdict: Verdict | None
    measure: str
    posts: tuple[PostExplained, ...]
    rule_hash: str
    data_hash: str


def explain_person(actor: Actor, cadre: Cadre, on: date) -> PersonExplained:
    """The same code as for everybody, over this one person; without a post on the day there is no verdict."""
    found = verdicts(actor, on=on, cadre_ids=[cadre.pk])
    held = _papers_of(actor, cadre, on) if len(found.snapshot) else []
    judged = found.judged()
    return PersonExplained(
        cadre,
        on,
        Verdict(int(judged.overall[0])) if len(judged.present) else None,
        found.assessment.rules.measure.name,
        tuple(_post(actor, found, row, held) for row in range(len(found.snapshot))),
        found.assessment.rule_hash,
        found.assessment.data_hash,
    )


def _post(actor: Actor, found: Verdicts, row: int, held: Sequence[Paper]) -> PostExplained:
    snapshot, assessment = found.snapshot, found.assessment
    unit_id = snapshot.units[int(snapshot.unit[row])]
    way = why_not(assessment, row)
    terms = assessment.rules.terms
    return PostExplained(
        snapshot.titles[row],
        title_of(snapshot.titles[row]).name,
        unit_id,
        unit_labels({unit_id}, found.on)[unit_id],
        Verdict(int(assessment.overall[row])),
        tuple(_line(actor, each, held, terms) for each in explain(assessment, row)),
        _ways(way, terms),
        tuple(terms.columns[code].name for code in way.blocked),
    )


def _line(actor: Actor, explanation: Explanation, held: Sequence[Paper], terms: Terms) -> Line:
    column = LOOKS_AT.get(explanation.code)
    hidden = bool(column) and column not in readable_fields(actor, Cadre)
    papers = tuple(paper for paper in held if _speaks_to(paper.qualification, explanation.code, terms))
    return Line(explanation, papers, hidden)


def _speaks_to(paper: Qualification, code: str, terms: Terms) -> bool:
    if paper.kind == QualificationKind.SPECIALISED:
        return code == TRAININGS
    scale = terms.scales.get(paper.kind)
    return scale is not None and (scale.code == code or (code == "NGANH" and scale.code == "CM"))


def _ways(way: WhyNot, terms: Terms) -> tuple[WayOut, ...]:
    routes = [tuple(sorted(route)) for route in way.routes]
    return tuple(WayOut(route, tuple(say(missing, terms) for missing in route)) for route in routes)


def _papers_of(actor: Actor, cadre: Cadre, on: date) -> list[Paper]:
    """Of each kind the highest that counted on the day, and every training."""
    counts = evidence_on(on).counts
    papers = [paper for paper in qualifications_of(actor, cadre) if _counted(paper, on, counts)]
    best: dict[str, Qualification] = {}
    for paper in papers:
        name = paper.field if paper.kind == QualificationKind.SPECIALISED else ""
        key = f"{paper.kind}/{name}"
        if key not in best or _rank(paper) > _rank(best[key]):
            best[key] = paper
    sources = sources_of(actor, best.values(), ())
    return [Paper(paper, sources[paper.pk]) for paper in best.values()]


def _counted(paper: Qualification, on: date, counts: frozenset[str]) -> bool:
    held = paper.status == QualificationStatus.HELD and paper.verification in counts
    return held and _is_issued(paper.issued, on)


def _is_issued(day: object, on: date) -> bool:
    """Without a day the paper is taken as issued; the field reads its text into a partial date."""
    return not isinstance(day, PartialDate) or day.earliest() <= on


def _rank(paper: Qualification) -> tuple[int, bool]:
    scale = load_terms().scales.get(paper.kind)
    rank = scale.ranks.get(paper.level, 0) if scale else 0
    return rank, paper.verification == Verification.VERIFIED
