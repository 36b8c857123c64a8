"""Who is in a frozen review: the number counts the rows of the page of results, as of the round's day."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.cadres.selectors import title_of, unit_labels
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.apps.reviews.figures.sheets import ROUND
from caunoi.apps.reviews.models import FrozenPerson, FrozenReview
from caunoi.apps.reviews.selectors import results as selectors
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation import figures
from caunoi.foundation.actors import Actor
from caunoi.foundation.figures import Figure, FigureValue, Scope
from caunoi.foundation.figures.registry import Row
from caunoi.foundation.ui import with_query

CODE = "review.result"
COLUMNS = (
    gettext_noop("Họ và tên"),
    gettext_noop("Đơn vị"),
    gettext_noop("Chức danh"),
    gettext_noop("Kết luận đã chốt"),
    gettext_noop("Vì sao"),
    gettext_noop("Điều chỉnh sau chốt"),
)


def answer(actor: Actor, scope: Scope) -> FigureValue:
    """Every row, as in a file; a page shows a part of them."""
    review = review_of(actor, scope)
    if review is None:
        return FigureValue(FIGURES[CODE], scope, (), recorded=False)
    found = list(selectors.in_order(actor, _found(actor, review, scope)))
    return _value(review, scope, rows_of(actor, review, found), len(found))


def counted(actor: Actor, review: FrozenReview, scope: Scope) -> FigureValue:
    """The number alone; its rows are fetched when somebody opens its list."""
    return _value(review, scope, (), _found(actor, review, scope).count())


def scope_in(review: FrozenReview, asked: selectors.Asked) -> Scope:
    where = {ROUND: str(review.round_id), **asked.words}
    return Scope(on=review.as_of, unit_id=asked.unit_id, where=where)


def _found(actor: Actor, review: FrozenReview, scope: Scope) -> Any:
    return selectors.results(actor, review, selectors.asked_of(review, scope.where, scope.unit_id))


def _value(review: FrozenReview, scope: Scope, rows: Sequence[Row], many: int) -> FigureValue:
    told = {"round": review.round.name, "day": format_date(review.as_of)}
    return FigureValue(
        FIGURES[CODE],
        scope,
        rows,
        url=results_url(review, scope),
        scope_label=_("%(round)s, số liệu chốt ngày %(day)s") % told,
        sources=[_("Kết quả niêm phong, dấu %(mark)s") % {"mark": review.sha256[:16]}],
        counted=many,
    )


def review_of(actor: Actor, scope: Scope) -> FrozenReview | None:
    """The round the address names, else the last one that was frozen."""
    asked = figures.id_in(scope, ROUND, "reviews.ReviewRound")
    return selectors.frozen_or_404(actor, asked) if asked else selectors.latest(actor)


def results_url(review: FrozenReview, scope: Scope) -> str:
    node = unit_tree(on=review.as_of).nodes.get(scope.unit_id) if scope.unit_id else None
    words = {key: value for key, value in scope.where.items() if key != ROUND and value}
    return with_query(f"/ra-soat/{review.round_id}/ket-qua/", xa=node.key if node else None, **words)


def rows_of(actor: Actor, review: FrozenReview, found: Sequence[FrozenPerson]) -> list[Row]:
    """One row a person, in the order given, in words."""
    told = selectors.told_of(actor, review, [each.cadre_id for each in found])
    labels = unit_labels({UUID(unit) for each in found for _title, unit in each.posts}, review.as_of)
    labels = {**labels, **unit_labels({each.unit_id for each in found}, review.as_of)}
    return [_row(review, each, told, labels) for each in found]


def _row(review: FrozenReview, each: FrozenPerson, told: selectors.Told, labels: dict[UUID, str]) -> Row:
    adjusted = told.adjusted.get(each.cadre_id)
    return Row(
        str(each.cadre_id),
        (
            told.names.get(each.cadre_id, _("hồ sơ không còn hoặc ngoài phạm vi")),
            labels[each.unit_id],
            "; ".join(title_of(title).name for title, _unit in each.posts),
            said(each.verdict),
            "; ".join(f"{code}: {_(verdict.label)}" for code, verdict in selectors.reasons_of(each.verdicts)),
            said(adjusted.after) if adjusted else "",
        ),
        f"/ra-soat/{review.round_id}/ket-qua/{each.cadre_id}/",
    )


def said(word: str) -> str:
    """A sealed verdict in words; nobody in post has none."""
    return _(Verdict[word.upper()].label) if word else _("không giữ chức danh")


FIGURES = {
    CODE: Figure(
        CODE,
        gettext_noop("Người trong kết quả đã chốt"),
        gettext_noop(
            "Số người được xét khi đợt rà soát chốt, theo bộ lọc của trang; kết luận là của ngày chốt số liệu và "
            "không đổi khi hồ sơ được sửa về sau."
        ),
        answer,
        columns=COLUMNS,
        compared=False,
    )
}


def register() -> None:
    for each in FIGURES.values():
        figures.register(each)
