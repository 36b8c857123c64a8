"""Posts when units end (chức vụ theo đơn vị): posts end with the unit; who held them waits for a new decision."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from caunoi.apps.cadres.choices import PostingKind
from caunoi.apps.cadres.models import Posting
from caunoi.apps.cadres.selectors import title_of
from caunoi.apps.organisation.choices import Weight
from caunoi.apps.organisation.extensions import Consequence, UnitChange
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.actors import Actor
from caunoi.foundation.db.rows import changed
from caunoi.foundation.policy import system_scope
from caunoi.foundation.ui import with_query

Posts = Sequence[Posting]


class PostsEnd:
    """Posts in units that end, and where several heads meet over one seat."""

    key = "posts"
    title = gettext_noop("Chức vụ")
    order = 10

    def foresee(self, actor: Actor, change: UnitChange) -> Iterable[Consequence]:
        posts = _open_posts(change)
        yield from _ending(change, posts)
        yield from _never_beginning(change, posts)
        yield from _crowded(change, posts)


def _open_posts(change: UnitChange) -> Mapping[UUID, Posts]:
    """By unit: what is held on the day or begins after it."""
    with system_scope("cadres: foresee which posts end"):
        still = Q(valid_to__isnull=True) | Q(valid_to__gt=change.on)
        found = Posting.objects.filter(still, unit_id__in=change.ended)
        rows = list(
            found.only("pk", "unit_id", "title_code", "kind", "valid_from", "valid_to", "cadre_id").order_by(
                "pk"
            )
        )
    posts: dict[UUID, list[Posting]] = defaultdict(list)
    for row in rows:
        posts[row.unit_id].append(row)
    return {unit_id: posts[unit_id] for unit_id in sorted(posts, key=change.name)}


def _ending(change: UnitChange, posts: Mapping[UUID, Posts]) -> Iterator[Consequence]:
    for unit_id, mine in posts.items():
        held = [post for post in mine if post.valid_from < change.on]
        if held:
            people = len({post.cadre_id for post in held})
            told = {"posts": len(held), "unit": change.name(unit_id), "people": people}
            yield Consequence(
                ngettext(
                    "%(posts)d chức vụ ở %(unit)s thôi; %(people)d đồng chí chờ phân công",
                    "%(posts)d chức vụ ở %(unit)s thôi; %(people)d đồng chí chờ phân công",
                    len(held),
                )
                % told,
                unit_id=unit_id,
                url=people_of([unit_id], change),
                changes=[changed(post, valid_to=change.on) for post in held],
            )


def _never_beginning(change: UnitChange, posts: Mapping[UUID, Posts]) -> Iterator[Consequence]:
    """A decision for a day on which the unit is no more: only people can say what was meant."""
    for unit_id, mine in posts.items():
        for post in mine:
            if post.valid_from >= change.on:
                told = {
                    "title": title_of(post.title_code).name,
                    "unit": change.name(unit_id),
                    "day": format_date(post.valid_from),
                }
                yield Consequence(
                    _("Quyết định giữ %(title)s ở %(unit)s từ %(day)s rơi sau ngày đơn vị chấm dứt") % told,
                    Weight.DECIDE,
                    unit_id,
                    f"/can-bo/{post.cadre_id}/",
                )


def _crowded(change: UnitChange, posts: Mapping[UUID, Posts]) -> Iterator[Consequence]:
    """Titles that more than one person brings to the same heir: one seat, several who held it; highest first."""
    meeting: dict[tuple[UUID, str], list[Posting]] = defaultdict(list)
    names: dict[UUID, str] = {}
    for unit_id, mine in posts.items():
        heir = change.heir_of(unit_id)
        if heir is not None:
            names[heir.unit_id] = heir.name
            for post in mine:
                if (
                    post.kind == PostingKind.MAIN and title_of(post.title_code).rank < 9_999
                ):  # known to the law
                    meeting[heir.unit_id, post.title_code].append(post)
    shared = _held_by_several(posts)
    for heir_id, code in sorted(meeting, key=lambda key: (names[key[0]], title_of(key[1]).rank, key[1])):
        held = meeting[heir_id, code]
        people = {post.cadre_id for post in held}
        if len(people) > 1 and code not in shared:
            told = {"count": len(people), "title": title_of(code).name, "unit": names[heir_id]}
            sentence = _("%(count)d đồng chí đang giữ %(title)s cùng về %(unit)s: một chỗ") % told
            url = people_of([post.unit_id for post in held], change, code)
            yield Consequence(sentence, Weight.DECIDE, heir_id, url)


def _held_by_several(posts: Mapping[UUID, Posts]) -> set[str]:
    """Titles of which some unit has two holders now: of those several at one heir are no wonder."""
    counts = (Counter(post.title_code for post in mine) for mine in posts.values())
    return {title for mine in counts for title, count in mine.items() if count > 1}


def people_of(units: Iterable[UUID], change: UnitChange, title: str = "") -> str:
    """The list of the eve: of the lowest unit that holds them all, and of one title where it is named."""
    lines = [[node.key for node in change.before.line(unit_id)] for unit_id in units]
    above = next((key for key in lines[0] if all(key in line for line in lines)), None) if lines else None
    asked: dict[str, Any] = {"xa": above, "chuc-danh": title or None, "ngay": change.eve.isoformat()}
    return with_query("/can-bo/", **asked)
