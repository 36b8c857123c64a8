"""Terms of office: which one a day lies in, how many a person has served or may still serve."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from caunoi.domain.tenure.months import Span
from caunoi.domain.vocabulary.period import Period


@dataclass(frozen=True)
class Term:
    """A term of office of an elected body (nhiệm kỳ), such as 2021–2026."""

    name: str
    period: Period


def term_on(terms: Iterable[Term], day: date) -> Term | None:
    """The term the day lies in."""
    return next((term for term in terms if term.period.contains(day)), None)


def terms_served(terms: Iterable[Term], in_post: Sequence[Period], *, on: date) -> tuple[Term, ...]:
    """The terms begun by the day in which the person held the post, even for a part of them."""
    known = Period(None, on)
    held = [past for period in in_post if (past := period.intersection(known))]
    return tuple(term for term in terms if any(term.period.overlaps(period) for period in held))


def full_terms_left(remaining_months: Span, *, months_in_a_term: int = 60) -> Span:
    """How many full terms fit into the service left: a first election may have to leave one or two."""
    return Span(remaining_months.least // months_in_a_term, remaining_months.most // months_in_a_term)
