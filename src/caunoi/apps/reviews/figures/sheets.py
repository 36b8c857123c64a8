"""How far a round is: each number counts the sheets of its list, now."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.cadres.selectors import unit_labels
from caunoi.apps.organisation.figures import list_url
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.apps.reviews.choices import HANDED_IN, WAITING_ABOVE, RoundState, SheetState
from caunoi.apps.reviews.models import ReviewSheet
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation import figures
from caunoi.foundation.actors import Actor
from caunoi.foundation.figures import Scope
from caunoi.foundation.figures.counting import Counted, Family
from caunoi.foundation.figures.registry import Row
from caunoi.foundation.policy import visible

ROUND = "dot"
COLUMNS = (
    gettext_noop("Đơn vị"),
    gettext_noop("Đợt"),
    gettext_noop("Tình trạng"),
    gettext_noop("Gửi ngày"),
    gettext_noop("Hạn gửi"),
)
DEFINITIONS = (
    Counted(
        "review.asked",
        gettext_noop("Đơn vị phải gửi"),
        gettext_noop("Số bảng rà soát của các đợt đang mở, hoặc của đợt đã chọn; mỗi đơn vị một bảng."),
        lambda scope: Q(),
    ),
    Counted(
        "review.sent",
        gettext_noop("Đơn vị đã gửi"),
        gettext_noop("Số bảng đã gửi và chưa bị trả lại; bảng trả lại phải gửi lại mới tính."),
        lambda scope: Q(state__in=HANDED_IN),
    ),
    Counted(
        "review.late",
        gettext_noop("Đơn vị quá hạn chưa gửi"),
        gettext_noop(
            "Số bảng chưa gửi, hoặc bị trả lại chưa gửi lại, mà ngày đang xem đã qua hạn gửi của đợt."
        ),
        lambda scope: ~Q(state__in=HANDED_IN) & Q(round__due_on__lt=scope.on),
    ),
    Counted(
        "review.returned",
        gettext_noop("Bảng bị trả lại"),
        gettext_noop("Số bảng cấp trên trả lại để bổ sung, hoặc được mở khóa, mà chưa gửi lại."),
        lambda scope: Q(state=SheetState.RETURNED),
    ),
    Counted(
        "review.waiting",
        gettext_noop("Bảng chờ duyệt"),
        gettext_noop("Số bảng đã gửi mà cấp trên chưa duyệt và cũng chưa trả lại."),
        lambda scope: Q(state__in=WAITING_ABOVE),
    ),
    Counted(
        "review.locked",
        gettext_noop("Bảng đã khóa"),
        gettext_noop("Số bảng đã duyệt và khóa; mở khóa phải có lý do và người thứ hai."),
        lambda scope: Q(state=SheetState.LOCKED),
    ),
)


def _sheets(actor: Actor, scope: Scope) -> Any:
    sheets = visible(actor, ReviewSheet)
    asked = figures.id_in(scope, ROUND, "reviews.ReviewRound")
    sheets = sheets.filter(round_id=asked) if asked else sheets.filter(round__state=RoundState.OPEN)
    if scope.unit_id:
        tree = unit_tree(on=scope.on)
        below = tree.answered_by({node.id for node in tree.below(scope.unit_id)} or {scope.unit_id})
        sheets = sheets.filter(unit_id__among=list(below))
    return sheets


def _rows(sheets: Any, scope: Scope) -> list[Row]:
    found = list(sheets.select_related("round"))
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


FAMILY = Family(
    DEFINITIONS,
    COLUMNS,
    gettext_noop("bảng"),
    _sheets,
    _rows,
    list_url,
    gettext_noop("Tình trạng của từng bảng rà soát ngay lúc này"),
)
CODES = tuple(each.code for each in DEFINITIONS)
register, counted = FAMILY.register, FAMILY.counted
