"""What was frozen, person by person: who, with which verdict, for what reason; narrowed by the words of an address."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.apps.reviews.models import Adjustment, FrozenPerson, FrozenReview, ReviewRound
from caunoi.apps.standards.selectors.asked import VERDICTS
from caunoi.domain.eligibility.frozen import book_of
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.domain.vocabulary.vietnamese import fold
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import get_or_404, visible

VERDICT, LACKS, NAME, ADJUSTED = "ket-luan", "thieu", "ten", "dieu-chinh"
WORDS = {**{word: verdict.name.lower() for word, verdict in VERDICTS.items()}, "mien": "exempt"}
"""What stands in an address, and what was sealed."""
REASONS = (Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.IN_TRANSITION)


class UnreadableResult(Refused):
    """A word of the address that means nothing among frozen results."""

    status = 400


@dataclass(frozen=True)
class Asked:
    """Which of the frozen people are meant (điều kiện lọc kết quả đã chốt)."""

    verdict: str = ""
    lacks: str = ""
    name: str = ""
    adjusted: bool = False
    unit_id: UUID | None = None

    @property
    def words(self) -> dict[str, str]:
        """As an address says it, without the unit."""
        said = {
            VERDICT: self.verdict,
            LACKS: self.lacks,
            NAME: self.name,
            ADJUSTED: "1" if self.adjusted else "",
        }
        return {key: value for key, value in said.items() if value}


def asked_of(review: FrozenReview, where: Mapping[str, str], unit_id: UUID | None = None) -> Asked:
    """Raises UnreadableResult for a verdict or a requirement this review does not know."""
    asked = Asked(
        where.get(VERDICT, ""),
        where.get(LACKS, ""),
        where.get(NAME, "")[:120],
        bool(where.get(ADJUSTED)),
        unit_id,
    )
    if asked.verdict and asked.verdict not in WORDS:
        raise UnreadableResult(
            _("Kết luận “%(text)s” không có. Chọn lại trong bộ lọc.") % {"text": asked.verdict[:40]}
        )
    if asked.lacks and asked.lacks not in requirement_names(review):
        raise UnreadableResult(
            _("Yêu cầu “%(text)s” không có. Chọn lại trong bộ lọc.") % {"text": asked.lacks[:40]}
        )
    return asked


def requirement_names(review: FrozenReview) -> dict[str, str]:
    """Each requirement of the standards kept with the round, by code."""
    columns = book_of(review.round.rules).terms.columns
    return {code: column.name for code, column in columns.items()}


def results(actor: Actor, review: FrozenReview, asked: Asked) -> Any:
    """The rows that fit, unit by unit, people by name; an erased file has none and stands last."""
    found = visible(actor, FrozenPerson).filter(review=review)
    if asked.verdict:
        found = found.filter(verdict=WORDS[asked.verdict])
    if asked.lacks:
        found = found.filter(**{f"verdicts__{asked.lacks}": "not_met"})
    if asked.adjusted:
        found = found.filter(cadre_id__in=visible(actor, Adjustment).filter(review=review).values("cadre_id"))
    if asked.name:
        people = visible(actor, Cadre).filter(search_key__contains=fold(asked.name))
        found = found.filter(cadre_id__in=people.values("pk"))
    if asked.unit_id:
        found = found.filter(unit_id__among=list(_below(review, asked.unit_id)))
    return found


def in_order(actor: Actor, found: Any) -> Any:
    name = visible(actor, Cadre).filter(pk=OuterRef("cadre_id")).values("sort_key")[:1]
    return found.annotate(name_key=Subquery(name)).order_by("unit_id", "name_key", "cadre_id")


def _below(review: FrozenReview, unit_id: UUID) -> set[UUID]:
    tree = unit_tree(on=review.as_of)
    return tree.answered_by({node.id for node in tree.below(unit_id)} or {unit_id})


@dataclass(frozen=True)
class Told:
    """What is known today of people that were frozen (đọc kèm kết quả): names, and what was adjusted since."""

    names: Mapping[UUID, str] = field(default_factory=dict)
    adjusted: Mapping[UUID, Adjustment] = field(default_factory=dict)


def told_of(actor: Actor, review: FrozenReview, cadre_ids: Collection[UUID]) -> Told:
    people = visible(actor, Cadre).filter(pk__among=list(cadre_ids))
    later = (
        visible(actor, Adjustment).filter(review=review, cadre_id__among=list(cadre_ids)).order_by("ordinal")
    )
    return Told(dict(people.values_list("pk", "full_name")), {each.cadre_id: each for each in later})


def frozen_or_404(actor: Actor, round_id: UUID) -> FrozenReview:
    return _with_round(actor, get_or_404(actor, FrozenReview, round_id=round_id))


def person_or_404(actor: Actor, review: FrozenReview, cadre_id: UUID) -> FrozenPerson:
    return get_or_404(actor, FrozenPerson, review=review, cadre_id=cadre_id)


def latest(actor: Actor) -> FrozenReview | None:
    """The last review the actor may see."""
    found = visible(actor, FrozenReview).distinct().order_by("-as_of", "-frozen_at").first()
    return _with_round(actor, found) if found else None


def _with_round(actor: Actor, review: FrozenReview) -> FrozenReview:
    review.round = visible(actor, ReviewRound).distinct().get(pk=review.round_id)
    return review


def reasons_of(verdicts: Mapping[str, str]) -> Iterable[tuple[str, Verdict]]:
    """The requirements a verdict other than “met” comes from, the gravest first."""
    told = [(code, Verdict[word.upper()]) for code, word in sorted(verdicts.items())]
    return [(code, verdict) for wanted in REASONS for code, verdict in told if verdict == wanted]
