"""People for programs: the list of a day page by page, and one person; only the fields the role reads."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from ninja import Query, Router, Schema

from caunoi.apps.cadres import selectors
from caunoi.apps.cadres.choices import QualificationStatus
from caunoi.apps.cadres.models import Cadre, Posting, Qualification
from caunoi.apps.cadres.readings import PROGRAMS
from caunoi.apps.cadres.selectors import HeldPost, PersonRow, twins
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.audit.readings import note
from caunoi.foundation.audit.services import record_list
from caunoi.foundation.db.fields import kept
from caunoi.foundation.policy import may_read
from caunoi.foundation.policy.census import needs
from caunoi.foundation.rest.parameters import ON, UNIT
from caunoi.foundation.ui import with_query
from caunoi.foundation.ui.days import day_of
from caunoi.foundation.ui.requests import ActingRequest

router = Router(tags=["Cán bộ"])
SEARCH = Query("", description="Họ tên, có hoặc không dấu; hoặc số hiệu")
CURSOR = Query("", description="Giá trị next_cursor của trang trước")
LIMIT = Query(100, ge=1, le=500)
HIDDEN_FROM_LISTS = {
    "search_key",
    "sort_key",
    "exact_key",
    "identity_index",
    "identity_number",
    "batch",
    "row_number",
}


class PostOut(Schema):
    """A post held on the day."""

    title_code: str
    title: str
    unit_id: UUID
    unit: str
    kind: str
    since: str


class PeopleOut(Schema):
    """One page of people; ``next`` is the address of the following one. A field the role may not read is absent."""

    on: str
    items: list[dict[str, Any]]
    next_cursor: str | None
    next: str | None


@router.get("/cadres", response=PeopleOut, summary="Cán bộ giữ chức danh trong ngày, theo tên")
@needs(Cadre, "view")
def cadres(
    request: ActingRequest,
    on: str = ON,
    unit: str = UNIT,
    search: str = SEARCH,
    cursor: str = CURSOR,
    limit: int = LIMIT,
) -> dict[str, Any]:
    day = day_of(request)
    asked = selectors.conditions_of(request.actor, day, {"xa": [unit], "tim": [search]})
    rows, part = selectors.people_page(request.actor, asked, after=cursor, size=limit)
    posts = selectors.posts_held(request.actor, day, [row.id for row in rows])
    more = part.after or None
    note(request.actor, [row.id for row in rows], PROGRAMS)
    record_list(
        request.actor, "Danh sách cán bộ", rows=len(rows), form="api", asked=dict(request.GET.lists())
    )
    return {
        "on": day.isoformat(),
        "items": [_listed(row, posts.get(row.id, [])) for row in rows],
        "next_cursor": more,
        "next": with_query(request.get_full_path(), cursor=more) if more else None,
    }


@router.get("/cadres/{uuid:cadre_id}", summary="Một cán bộ, tính đến ngày")
@needs(Cadre, "view")
def cadre(request: ActingRequest, cadre_id: UUID, on: str = ON) -> dict[str, Any]:
    day, actor = day_of(request), request.actor
    # The id of a record that was joined to another answers with that one, for who may see it.
    there, heir = twins.found_or_gone(actor, cadre_id)
    found = there or selectors.cadre_or_404(actor, heir or cadre_id)
    known = selectors.readable(actor, found)
    told = {name: _plain(value) for name, value in known.items() if name not in HIDDEN_FROM_LISTS}
    posts = selectors.posts_held(actor, day, [found.pk]).get(found.pk, [])
    return {
        "on": day.isoformat(),
        **told,
        "custodian": found.custodian_id,
        "posts": [_post(post) for post in posts],
        "career": [_career(post) for post in selectors.career_of(actor, found)],
        "qualifications": [_learnt(request, fact) for fact in selectors.qualifications_of(actor, found)],
    }


def _listed(row: PersonRow, posts: Sequence[HeldPost]) -> dict[str, Any]:
    told = {
        "id": row.id,
        "full_name": row.full_name,
        "number": row.number,
        "birth": row.birth,
        "sex": row.sex,
    }
    return {
        **{name: _plain(value) for name, value in told.items() if value is not None},
        "posts": [_post(post) for post in posts],
    }


def _post(post: HeldPost) -> dict[str, Any]:
    return {
        "title_code": post.title_code,
        "title": post.title,
        "unit_id": post.unit_id,
        "unit": post.unit,
        "kind": post.kind,
        "since": post.since.isoformat(),
    }


def _career(post: Posting) -> dict[str, Any]:
    return {
        "title_code": post.title_code,
        "unit_id": post.unit_id,
        "kind": post.kind,
        "from": post.valid_from.isoformat(),
        "to": post.valid_to.isoformat() if post.valid_to else None,
        "decision": post.decision,
    }


def _learnt(request: ActingRequest, fact: Qualification) -> dict[str, Any]:
    told = (
        "kind",
        "level",
        "field",
        "issuer",
        "number",
        "issued",
        "status",
        "study_ends",
        "verification",
        "evidence",
    )
    readable = {name: getattr(fact, name) for name in told if may_read(request.actor, Qualification, name)}
    held = fact.status == QualificationStatus.HELD
    return {**{name: _plain(value) for name, value in readable.items()}, "held": held}


def _plain(value: Any) -> Any:
    return kept(value) if isinstance(value, PartialDate) else value
