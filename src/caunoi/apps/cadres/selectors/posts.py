"""Posts held on a day, for many people in two queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import PostingKind
from caunoi.apps.cadres.models import Posting
from caunoi.apps.cadres.selectors.titles import title_of
from caunoi.apps.organisation.models import UnitVersion
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import system_scope, visible

KINDS_IN_ORDER = (PostingKind.MAIN, PostingKind.ACTING, PostingKind.CONCURRENT, PostingKind.PLANNED)


@dataclass(frozen=True)
class HeldPost:
    """A post held on the day (chức danh đang giữ): title, unit of then, how, since when."""

    title_code: str
    title: str
    unit_id: UUID
    unit: str
    kind: str
    since: date
    rank: int
    district: str = ""

    @property
    def words(self) -> str:
        """ "Bí thư Đảng ủy", and how it is held where that is not the plain way."""
        plain = self.kind == PostingKind.MAIN
        return self.title if plain else f"{self.title} ({_(PostingKind(self.kind).label)})"


def posts_held(actor: Actor, on: date, cadre_ids: Collection[UUID]) -> Mapping[UUID, list[HeldPost]]:
    """Posts of each person on ``on``, the main one first; what is only planned is not held."""
    rows = list(
        visible(actor, Posting)
        .on(on)
        .filter(cadre_id__in=cadre_ids)
        .exclude(kind=PostingKind.PLANNED)
        .values_list("cadre_id", "title_code", "unit_id", "kind", "valid_from")
    )
    labels, tree = unit_labels({row[2] for row in rows}, on), unit_tree(on=on)
    found: dict[UUID, list[HeldPost]] = defaultdict(list)
    for cadre_id, code, unit_id, kind, since in rows:
        title = title_of(code)
        district = tree.district_of(unit_id)
        above = district.full_name if district and district.id != unit_id else ""
        post = HeldPost(code, title.name, unit_id, labels[unit_id], kind, since, title.rank, above)
        found[cadre_id].append(post)
    for posts in found.values():
        posts.sort(key=lambda post: (KINDS_IN_ORDER.index(PostingKind(post.kind)), post.rank, post.since))
    return dict(found)


def unit_labels(unit_ids: Collection[UUID], on: date) -> Mapping[UUID, str]:
    """What each unit is called on ``on``, or was last called before it ended."""
    tree = unit_tree(on=on)
    labels = {unit_id: tree.node(unit_id).full_name for unit_id in unit_ids if unit_id in tree}
    gone = {unit_id for unit_id in unit_ids if unit_id not in labels}
    return labels | _names_at_other_times(gone, on)


def _names_at_other_times(unit_ids: Collection[UUID], on: date) -> dict[UUID, str]:
    """The last name before the day; for a unit that begins later its first."""
    if not unit_ids:
        return {}
    with system_scope("cadres: names of ended units are public facts"):
        versions = list(UnitVersion.objects.filter(unit_id__in=unit_ids).order_by("valid_from"))
    later = [version for version in reversed(versions) if version.valid_from > on]
    begun = [version for version in versions if version.valid_from <= on]
    names = dict.fromkeys(unit_ids, "?")
    return names | {version.unit_id: version.full_name for version in [*later, *begun]}
