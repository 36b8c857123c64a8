"""What a row, a form or a story says about a person, before anybody decided what to do with it.

Empty means "not said": it never erases what the registry knows. Import, demo and tests all speak in these.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Literal
from uuid import UUID

from caunoi.apps.cadres.choices import PostingKind, QualificationStatus, Verification
from caunoi.apps.cadres.models.batch import RowVerdict
from caunoi.apps.cadres.services.names import NameKeys, identity_index, keys_of
from caunoi.domain.vocabulary.vietnamese import PartialDate

HELD_TRAINING = "co"
"""The one level of a specialised training: somebody has had it."""
NOT_HELD = "khong"
"""Known not to have it, the first level of every scale; something else than not known."""

SHOWN_DIGITS = 4
LONG_NUMBER = re.compile(r"\d{9,}")

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class PostingRecord:
    """A post held (chức danh đang giữ hoặc đã giữ). Without a first day the day of the data is taken, and said."""

    title_code: str
    unit_id: UUID
    kind: str = PostingKind.MAIN
    valid_from: date | None = None
    valid_to: date | None = None
    first_elected: date | None = None
    decision: str = ""
    evidence: str = ""


@dataclass(frozen=True)
class QualificationRecord:
    """A level held or studied for (trình độ).

    ``highest`` says that nothing above it is held: a list gives the highest level only, so a lower one than the
    registry's corrects it, while a lower diploma of a full file is simply one more.
    """

    kind: str
    level: str
    field: str = ""
    issuer: str = ""
    number: str = ""
    issued: PartialDate | None = None
    status: str = QualificationStatus.HELD
    study_ends: PartialDate | None = None
    verification: str = Verification.UNVERIFIED
    evidence: str = ""
    highest: bool = False


@dataclass(frozen=True)
class RatingRecord:
    """How a year was rated (xếp loại năm)."""

    year: int
    grade: str
    decision: str = ""
    evidence: str = ""


@dataclass(frozen=True)
class PersonRecord:
    """Everything said about one person (một người); ``unit_id`` is the unit named when no post is."""

    full_name: str
    given_name: str = ""
    number: str | None = None
    birth: PartialDate | None = None
    sex: str = ""
    ethnicity: str = ""
    identity_number: str = ""
    phone: str = ""
    party_joined: PartialDate | None = None
    party_official: PartialDate | None = None
    is_party_member: bool | None = None
    left_on: date | None = None
    postings: tuple[PostingRecord, ...] = ()
    qualifications: tuple[QualificationRecord, ...] = ()
    ratings: tuple[RatingRecord, ...] = ()
    row_number: int | None = None
    unit_id: UUID | None = None

    @cached_property
    def keys(self) -> NameKeys:
        """The keys by which the name is found and compared."""
        return keys_of(self.full_name, self.given_name)

    @cached_property
    def identity_index(self) -> str:
        """The fingerprint of the identity number; nothing for none."""
        return identity_index(self.identity_number)

    def home(self, on: date) -> UUID | None:
        """The unit the record puts the person in: that of the main post, else the one it names."""
        post = self.main_posting(on)
        return post.unit_id if post else self.unit_id

    def main_posting(self, on: date) -> PostingRecord | None:
        """The post whose unit answers for the person on ``on``: the main one, else the first one said."""
        held = [post for post in self.postings if _holds(post, on)] or list(self.postings)
        return next((post for post in held if post.kind == PostingKind.MAIN), held[0] if held else None)

    def without(self, names: set[str]) -> "PersonRecord":
        """The same person with these fields not said."""
        blank = PersonRecord(full_name=self.full_name)
        return replace(self, **{name: getattr(blank, name) for name in names})


def _holds(post: PostingRecord, on: date) -> bool:
    return (post.valid_from is None or post.valid_from <= on) and (
        post.valid_to is None or post.valid_to > on
    )


@dataclass(frozen=True)
class Problem:
    """Something to mend or to notice in a row (lỗi, lưu ý); ``other`` is the person it may be confused with."""

    message: str
    column: str = ""
    title: str = ""
    value: str = ""
    suggestion: str = ""
    severity: Severity = "error"
    other: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """As it is kept with the row: what was typed as an identity number is not."""
        kept = {name: value for name, value in self.__dict__.items() if value}
        if self.column == "identity_number" and self.value:
            kept["value"] = masked(self.value)
        if self.column == "identity_number":
            kept["message"] = LONG_NUMBER.sub(_masked_in_words, self.message)
            kept.pop("suggestion", None)
        return kept


def masked(identity_number: str) -> str:
    """An identity number by its last digits only, as it is shown and kept beside the file."""
    return "•••" + identity_number[-SHOWN_DIGITS:]


def _masked_in_words(found: re.Match[str]) -> str:
    """A zero in front stays: it is what Excel drops, and what a hint has to give back."""
    return ("0" if found[0].startswith("0") else "") + masked(found[0])


@dataclass
class FactWork:
    """What happens to the facts of one kind: rows to add, and rows to change with their new values."""

    add: list[dict[str, Any]] = field(default_factory=list)
    change: list[tuple[Any, dict[str, Any]]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.add or self.change)


@dataclass
class RowPlan:
    """What one record does to the registry (dòng sẽ làm gì): shown on the check page, then written as it stands."""

    record: PersonRecord
    verdict: str = RowVerdict.UNCHANGED
    cadre: Any = None
    fields: dict[str, Any] = field(default_factory=dict)
    postings: FactWork = field(default_factory=FactWork)
    qualifications: FactWork = field(default_factory=FactWork)
    ratings: FactWork = field(default_factory=FactWork)
    changes: dict[str, list[Any]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    inverse: dict[str, Any] = field(default_factory=dict)

    @property
    def cadre_id(self) -> UUID | None:
        return self.cadre.pk if self.cadre is not None else None

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "error"]


def counts_of(plans: "list[RowPlan]") -> dict[str, int]:
    """Rows, and the four verdicts that add up to them."""
    found = dict.fromkeys((verdict.value for verdict in RowVerdict), 0)
    for plan in plans:
        found[str(plan.verdict)] += 1
    return {"rows": len(plans), **found}
