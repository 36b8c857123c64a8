"""The people behind a number as rows: who, which posts, in which units, and what the number itself tells of each."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from uuid import UUID

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.selectors import HeldPost, posts_held
from caunoi.foundation.actors import Actor
from caunoi.foundation.figures.registry import Row
from caunoi.foundation.policy import visible


def people_rows(
    actor: Actor, on: date, ids: Collection[UUID], more: Callable[[UUID], Sequence[str]]
) -> list[Row]:
    """Those of ``ids`` the actor may see, by name; ``more`` are the cells after name, posts and units."""
    wanted = set(ids)
    named = visible(actor, Cadre).order_by("sort_key", "pk").values_list("pk", "full_name")
    posts = posts_held(actor, on, list(ids))
    return [
        person_row(cadre_id, name, posts.get(cadre_id, ()), *more(cadre_id))
        for cadre_id, name in named
        if cadre_id in wanted
    ]


def person_row(cadre_id: UUID, name: str, posts: Sequence[HeldPost], *more: str, url: str = "") -> Row:
    """One person; ``url`` leads somewhere else than to the person's page of today."""
    units = dict.fromkeys(post.unit for post in posts)
    cells = (name, "; ".join(post.words for post in posts), "; ".join(units), *more)
    return Row(str(cadre_id), cells, url or f"/can-bo/{cadre_id}/")
