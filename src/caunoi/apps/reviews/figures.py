"""How far a round is: each number counts the sheets of its list, now."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.cadres.selectors import unit_labels
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.apps.reviews.choices import HANDED_IN, WAITING_ABOVE, RoundState, SheetState
from caunoi.apps.reviews.models import ReviewSheet
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation import figures
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.figures import Figure, FigureValue, Scope
from caunoi.foundation.figures.registry import Row
from caunoi.foundation.policy import visible
from caunoi.foundation.ui import with_query

ROUND = "dot"
COLUMNS = (
    gettext_noop("Đơn vị"),
    gettext_noop("Đợt"),
    gettext_noop("Tình trạng"),
    gettext_noop("Gửi ngày"),
    gettext_noop("Hạn gửi"),
)
Condition = Callable[[Scope], Q]


@dataclass(frozen=True)
class Definition:
    """A figure of a round: what it is called, what it says, which sheets it counts."""

    code: str
    title: str
    text: str
    condition: Condition


DEFINITIONS = (
    Definition(
        "review.asked",
        gettext_noop("Đơn vị phải gửi"),
        gettext_noop("Số bảng rà soát của các đợt đang mở, hoặc của đợt đã chọn; mỗi đơn vị một bảng."),
        lambda scope: Q(),
    ),
    Definition(
        "review.sent",
        gettext_noop("Đơn vị đã gửi"),
        gettext_noop("Số bảng đã gửi và chưa bị trả lại; bảng trả lại phải gửi lại mới tính."),
        lambda scope: Q(state__in=HANDED_IN),
    ),
    Definition(
        "review.late",
        gettext_noop("Đơn vị quá hạn chưa gửi"),
        gettext_noop(
            "Số bảng chưa gửi, hoặc bị trả lại chưa gửi lại, mà ngày đang xem đã qua hạn gửi của đợt."
        ),
        lambda scope: ~Q(state__in=HANDED_IN) & Q(round__due_on__lt=scope.on),
    ),
    Definition(
        "review.returned",
        gettext_noop("Bảng bị trả lại"),
        gettext_noop("Số bảng cấp trên trả lại để bổ sung, hoặc được mở khóa, mà chưa gửi lại."),
        lambda scope: Q(state=SheetState.RETURNED),
    ),
    Definition(
        "review.waiting",
        gettext_noop("Bảng chờ duyệt"),
        gettext_noop("Số bảng đã gửi mà cấp trên chưa duyệt và cũng chưa trả lại."),
        lambda scope: Q(state__in=WAITING_ABOVE),
    ),
    Definition(
        "review.locked",
        gettext_noop("Bảng đã khóa"),
        gettext_noop("Số bảng đã duyệt và khóa; mở khóa phải có lý do và người thứ hai."),
        lambda scope: Q(state=SheetState.LOCKED),
    ),
)


def register() -> None:
    for figure in FIGURES.values():
        figures.register(figure)


def counted(actor: Actor, scope: Scope, code: str) -> FigureValue:
    """A number whose rows are fetched when somebody opens its list."""
    definition = BY_CODE[code]
    return FigureValue(
        FIGURES[code], scope, (), url=_url(code, scope), counted=_sheets(actor, scope, definition).count()
    )


def _answer(definition: Definition) -> Callable[[Actor, Scope], FigureValue]:
    def answer(actor: Actor, scope: Scope) -> FigureValue:
        return FigureValue(
            FIGURES[definition.code],
            scope,
            _rows(actor, scope, definition),
            url=_url(definition.code, scope),
        )

    return answer


def _sheets(actor: Actor, scope: Scope, definition: Definition) -> Any:
    sheets = visible(actor, ReviewSheet).filter(definition.condition(scope))
    asked = scope.where.get(ROUND)
    sheets = sheets.filter(round_id=_id(asked)) if asked else sheets.filter(round__state=RoundState.OPEN)
    if scope.unit_id:
        tree = unit_tree(on=scope.on)
        below = tree.answered_by({node.id for node in tree.below(scope.unit_id)} or {scope.unit_id})
        sheets = sheets.filter(unit_id__among=list(below))
    return sheets


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as fault:
        raise NotVisible(f"reviews.ReviewRound {text}") from fault


def _rows(actor: Actor, scope: Scope, definition: Definition) -> Sequence[Row]:
    found = list(_sheets(actor, scope, definition).select_related("round"))
    labels = unit_labels({sheet.unit_id for sheet in found}, scope.on)
    found.sort(key=lambda sheet: (labels[sheet.unit_id], str(sheet.pk)))
    return [
        Row(
            str(sheet.pk),
            (
                labels[sheet.unit_id],
                sheet.round.name,
                _(SheetState(sheet.state).label),
                format_date(sheet.sent_on) if sheet.sent_on else "",
                format_date(sheet.round.due_on),
            ),
            f"/ra-soat/bang/{sheet.pk}/",
        )
        for sheet in found
    ]


def _url(code: str, scope: Scope) -> str:
    node = unit_tree(on=scope.on).nodes.get(scope.unit_id) if scope.unit_id else None
    return with_query(
        f"/giai-thich/{code}/danh-sach/",
        xa=node.key if node else None,
        ngay=scope.on.isoformat(),
        **{key: value for key, value in scope.where.items() if value},
    )


BY_CODE = {each.code: each for each in DEFINITIONS}
FIGURES = {
    each.code: Figure(
        each.code, each.title, each.text, _answer(each), columns=COLUMNS, unit_of_measure=gettext_noop("bảng")
    )
    for each in DEFINITIONS
}
