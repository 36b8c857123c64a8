"""How many were rated how: each number counts the ratings of its list."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.cadres.choices import Grade
from caunoi.apps.cadres.selectors import unit_labels
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.apps.ratings.selectors.years import ratings_in, year_of
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.figures import Scope, id_in
from caunoi.foundation.figures.counting import Counted, Family
from caunoi.foundation.figures.registry import Row
from caunoi.foundation.ui import with_query

YEAR, LEVEL, KEEPER = "nam", "muc", "giu"
COLUMNS = (
    gettext_noop("Họ và tên"),
    gettext_noop("Đơn vị"),
    gettext_noop("Năm"),
    gettext_noop("Xếp loại"),
    gettext_noop("Quyết định"),
)
PEOPLE = "rating.people"
DEFINITIONS = (
    Counted(
        PEOPLE,
        gettext_noop("Người đã xếp loại"),
        gettext_noop("Số người có xếp loại của năm, theo mức và đơn vị quản lý hồ sơ đã chọn."),
        lambda scope: _condition(scope),
    ),
)


def level_of(scope: Scope) -> str:
    """The level that is asked about; nothing for all of them."""
    level = scope.where.get(LEVEL, "")
    if level and level not in Grade.values:
        raise NotVisible(f"{LEVEL}={level[:20]}")
    return level


def _condition(scope: Scope) -> Q:
    """Of a level, and of the files one unit keeps itself."""
    level = level_of(scope)
    keeper = id_in(scope, KEEPER, "organisation.Unit")
    return (Q(grade=level) if level else Q()) & (Q(cadre__custodian_id=keeper) if keeper else Q())


def _ratings(actor: Actor, scope: Scope) -> Any:
    return ratings_in(actor, year_of(scope.where.get(YEAR, ""), scope.on), scope.unit_id, scope.on)


def _rows(ratings: Any, scope: Scope) -> list[Row]:
    found = list(ratings.select_related("cadre").order_by("cadre__sort_key", "pk"))
    labels = unit_labels({rating.cadre.custodian_id for rating in found}, scope.on)
    return [
        Row(
            str(rating.pk),
            (
                rating.cadre.full_name,
                labels[rating.cadre.custodian_id],
                str(rating.year),
                _(Grade(rating.grade).label),
                rating.decision,
            ),
            f"/can-bo/{rating.cadre_id}/",
        )
        for rating in found
    ]


def rows_of(actor: Actor, scope: Scope) -> list[Row]:
    """The people behind a number, by name."""
    return _rows(_ratings(actor, scope).filter(_condition(scope)), scope)


def list_url(code: str, scope: Scope) -> str:
    node = unit_tree(on=scope.on).nodes.get(scope.unit_id) if scope.unit_id else None
    return with_query(
        f"/giai-thich/{code}/danh-sach/",
        **dict(scope.where),
        xa=node.key if node else None,
        ngay=scope.on.isoformat(),
    )


FAMILY = Family(
    DEFINITIONS,
    COLUMNS,
    gettext_noop("người"),
    _ratings,
    _rows,
    list_url,
    gettext_noop("Xếp loại ghi trong hồ sơ từng người, đến lúc này"),
)


register = FAMILY.register
