"""What a sheet asks one person: every column and fact of the groups of its round, as the file has it now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from caunoi.apps.cadres.choices import PostingKind
from caunoi.apps.cadres.models import Cadre, Posting, Qualification
from caunoi.apps.declarations.choices import FIELDS, PAPERS, Group
from caunoi.apps.declarations.models import Declaration
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.actors import Actor
from caunoi.foundation.db.fields import kept, read_kept
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.policy import FieldClass, field_classes_of, readable_fields, visible

FIELD, PAPER, POST = "field", "paper", "post"
NEW_PAPER, NEW_POST = "paper:new", "post:new"
IDENTITY = "field:identity_number"
PAPER_COLUMNS = ("kind", "level", "field", "issuer", "number", "issued", "status")
POST_COLUMNS = ("title_code", "unit_id", "kind", "valid_from", "valid_to", "decision")
PARTIAL = {"birth", "party_joined", "party_official", "issued"}
DAYS = {"valid_from", "valid_to"}
Values = dict[str, Any]


@dataclass(frozen=True)
class Question:
    """One thing a sheet asks (điều được hỏi): its key, its group, and what the file says now."""

    key: str
    group: str
    kind: str
    values: Values
    is_sensitive: bool = False
    fact: Any = field(default=None, compare=False)

    @property
    def name(self) -> str:
        """The column, for a column of the person."""
        return self.key.partition(":")[2]


def questions_of(actor: Actor, declaration: Declaration) -> list[Question]:
    """Those whose answers the actor may read; what only the board reads a clerk is not asked."""
    cadre, groups = declaration.cadre, [Group(group) for group in declaration.round.groups]
    return [question for group in groups for question in _of_group(actor, cadre, group)]


def _of_group(actor: Actor, cadre: Cadre, group: Group) -> Iterator[Question]:
    known, classes = readable_fields(actor, Cadre), field_classes_of(Cadre)
    for name in FIELDS.get(group, ()):
        if name in known:
            sensitive = classes[name] >= FieldClass.P3
            yield Question(f"{FIELD}:{name}", group, FIELD, field_values(cadre, name), sensitive)
    if group in PAPERS:
        papers = visible(actor, Qualification).filter(cadre=cadre, kind__in=PAPERS[group])
        for paper in papers.order_by("kind", "issued", "recorded_at"):
            yield Question(f"{PAPER}:{paper.pk}", group, PAPER, paper_values(paper), fact=paper)
    if group == Group.POSTS:
        held = visible(actor, Posting).filter(cadre=cadre).on(actor.on).exclude(kind=PostingKind.PLANNED)
        for post in held.order_by("valid_from", "title_code"):
            yield Question(f"{POST}:{post.pk}", group, POST, post_values(post), fact=post)


def question_or_404(actor: Actor, declaration: Declaration, key: str) -> Question:
    found = next((each for each in questions_of(actor, declaration) if each.key == key), None)
    if found is None:
        raise NotVisible(f"declarations: {key}")
    return found


def question_now(actor: Actor, declaration: Declaration, key: str) -> Question | None:
    """What the file says now of something declared; None where the fact is no longer there."""
    return next((each for each in questions_of(actor, declaration) if each.key == key), None)


def is_new(key: str) -> bool:
    return key.startswith((NEW_PAPER, NEW_POST))


# ---- values as they are kept beside an item


def field_values(cadre: Cadre, name: str) -> Values:
    return {name: as_kept(getattr(cadre, name))}


def paper_values(paper: Qualification) -> Values:
    return {name: as_kept(getattr(paper, name)) for name in PAPER_COLUMNS}


def post_values(post: Posting) -> Values:
    return {name: as_kept(getattr(post, name)) for name in POST_COLUMNS}


def as_kept(value: Any) -> Any:
    """Plain words and numbers, so that two values can be compared byte for byte."""
    if isinstance(value, PartialDate):
        return kept(value)
    if isinstance(value, date):
        return value.isoformat()
    if value is None:
        return ""
    return value if isinstance(value, bool) else str(value)


def as_meant(name: str, value: Any) -> Any:
    """Back to what the services of the registry take."""
    if name in PARTIAL:
        return read_kept(value) if value else None
    if name in DAYS:
        return date.fromisoformat(value) if value else None
    if name == "is_party_member":
        return None if value == "" else value
    return value


def all_meant(values: Mapping[str, Any]) -> Values:
    return {name: as_meant(name, value) for name, value in values.items()}
