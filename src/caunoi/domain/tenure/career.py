"""A person's postings over time: what is held on a day, what doesn't fit together, how long it lasted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from caunoi.domain.tenure.months import whole_months
from caunoi.domain.vocabulary.finding import Finding
from caunoi.domain.vocabulary.period import Period, merged


@dataclass(frozen=True)
class Posting:
    """A time in a post (quá trình công tác): one post, one period; acting or planned if so marked."""

    post: str
    period: Period
    label: str = ""
    acting: bool = False
    planned: bool = False

    @property
    def name(self) -> str:
        return self.label or self.post


def postings_on(postings: Iterable[Posting], day: date) -> tuple[Posting, ...]:
    """The posts held on the day, longest held first; what is only planned isn't held."""
    held = [posting for posting in postings if not posting.planned and posting.period.contains(day)]
    return tuple(sorted(held, key=lambda posting: (posting.period, posting.post)))


def overlap_findings(postings: Iterable[Posting]) -> tuple[Finding, ...]:
    """What is held at the same time: one post twice is an error, several posts (kiêm nhiệm) may be."""
    actual = sorted(
        (p for p in postings if not p.planned), key=lambda posting: (posting.period, posting.post)
    )
    pairs = ((one, other, one.period.intersection(other.period)) for one, other in combinations(actual, 2))
    return tuple(_say_overlap(one, other, common) for one, other, common in pairs if common)


def service_months(postings: Iterable[Posting], on: date, *, post: str | None = None) -> int:
    """Full months in post (thâm niên) up to the day; days in several posts at once count once."""
    known = Period(None, on)
    counted = [p.period for p in postings if not p.planned and post in (None, p.post)]
    runs = merged(past for period in counted if (past := period.intersection(known)))
    return sum(whole_months(run.start, run.end) for run in runs if run.start and run.end)


def career_gaps(postings: Iterable[Posting], *, on: date) -> tuple[Period, ...]:
    """The stretches without any post between the first posting and the day."""
    actual = [posting.period for posting in postings if not posting.planned]
    starts = [period.start for period in actual if period.start is not None]
    if len(starts) < len(actual) or not starts or min(starts) >= on:
        return ()
    return Period(min(starts), on).gaps(actual)


def _say_overlap(one: Posting, other: Posting, common: Period) -> Finding:
    if one.post != other.post:
        return Finding("several_posts", f"Kiêm nhiệm {one.name} và {other.name}: {common}", severity="info")
    if one.acting != other.acting:
        return Finding(
            "acting_and_full",
            f"{one.name} vừa chính thức vừa quyền: {common}; kết thúc một quá trình",
            severity="warning",
        )
    return Finding("post_twice", f"{one.name} được ghi hai lần: {common}; sửa ngày hoặc bỏ một quá trình")
