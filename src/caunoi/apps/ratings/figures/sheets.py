"""How far a round of rating is: each number counts the sheets of its list, now."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.cadres.selectors import unit_labels
from caunoi.apps.organisation.figures import list_url
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.apps.ratings.choices import READY, SheetState
from caunoi.apps.ratings.models import RatingSheet
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.actors import Actor
from caunoi.foundation.figures import Scope, id_in
from caunoi.foundation.figures.counting import Counted, Family
from caunoi.foundation.figures.registry import Row
from caunoi.foundation.policy import may_read, visible

ROUND, UNIT = "dot", "bang"
COLUMNS = (
    gettext_noop("Họ và tên"),
    gettext_noop("Đơn vị"),
    gettext_noop("Chức danh"),
    gettext_noop("Năm"),
    gettext_noop("Tình trạng"),
    gettext_noop("Hạn hoàn thành"),
)
DEFINITIONS = (
    Counted(
        "rating.asked",
        gettext_noop("Người phải xếp loại"),
        gettext_noop(
            "Số phiếu xếp loại của các năm đang mở mà đơn vị chưa chốt, hoặc của đợt hay đơn vị đã chọn; mỗi "
            "người một phiếu."
        ),
        lambda scope: Q(),
    ),
    Counted(
        "rating.unsaid",
        gettext_noop("Chưa tự đánh giá"),
        gettext_noop(
            "Số phiếu mà người được xếp loại chưa gửi phần tự đánh giá, hoặc được trả lại để viết lại."
        ),
        lambda scope: Q(state=SheetState.ASKED),
    ),
    Counted(
        "rating.office",
        gettext_noop("Chờ đơn vị"),
        gettext_noop("Số phiếu đã tự đánh giá mà đơn vị chưa nhận xét xong và chưa đề xuất mức."),
        lambda scope: Q(state__in=[SheetState.SAID, SheetState.COMMENTED]),
    ),
    Counted(
        "rating.proposed",
        gettext_noop("Chờ quyết định"),
        gettext_noop("Số phiếu đã có mức đề xuất mà cấp có thẩm quyền chưa quyết định."),
        lambda scope: Q(state=SheetState.PROPOSED),
    ),
    Counted(
        "rating.decided",
        gettext_noop("Đã quyết định"),
        gettext_noop("Số phiếu đã có mức quyết định; chốt năm của đơn vị rồi mức mới vào hồ sơ."),
        lambda scope: Q(state=SheetState.DECIDED),
    ),
    Counted(
        "rating.excused",
        gettext_noop("Không xếp loại"),
        gettext_noop("Số phiếu ghi không xếp loại năm này, kèm lý do."),
        lambda scope: Q(state=SheetState.EXCUSED),
    ),
    Counted(
        "rating.late",
        gettext_noop("Quá hạn chưa xong"),
        gettext_noop("Số phiếu chưa có mức quyết định mà ngày đang xem đã qua hạn hoàn thành của đợt."),
        lambda scope: ~Q(state__in=READY) & Q(rated__round__due_on__lt=scope.on),
    ),
)


def _sheets(actor: Actor, scope: Scope) -> Any:
    sheets = visible(actor, RatingSheet)
    round_id, unit_id = id_in(scope, ROUND, "ratings.RatingRound"), id_in(scope, UNIT, "ratings.RatedUnit")
    if round_id:
        sheets = sheets.filter(rated__round_id=round_id)
    if unit_id:
        sheets = sheets.filter(rated_id=unit_id)
    if not (round_id or unit_id):
        sheets = sheets.filter(rated__seal__isnull=True)
    if scope.unit_id:
        sheets = sheets.filter(rated__unit_id__among=units_under(scope.unit_id, scope.on))
    return sheets.annotate(leads_to_sheet=Value(may_read(actor, RatingSheet, "said")))


def units_under(unit_id: UUID, on: date) -> list[UUID]:
    """The unit and what is below it, with the units whose years it answers for."""
    tree = unit_tree(on=on)
    return list(tree.answered_by({node.id for node in tree.below(unit_id)} or {unit_id}))


def _rows(sheets: Any, scope: Scope) -> list[Row]:
    found = list(sheets.select_related("cadre", "rated__round").order_by("cadre__sort_key", "pk"))
    labels = unit_labels({sheet.rated.unit_id for sheet in found}, scope.on)
    return [
        Row(
            str(sheet.pk),
            (
                sheet.cadre.full_name,
                labels[sheet.rated.unit_id],
                sheet.post,
                str(sheet.rated.round.year),
                _(SheetState(sheet.state).label),
                format_date(sheet.rated.round.due_on),
            ),
            f"/xep-loai/phieu/{sheet.pk}/" if sheet.leads_to_sheet else f"/can-bo/{sheet.cadre_id}/",
        )
        for sheet in found
    ]


FAMILY = Family(
    DEFINITIONS,
    COLUMNS,
    gettext_noop("phiếu"),
    _sheets,
    _rows,
    list_url,
    gettext_noop("Tình trạng của từng phiếu xếp loại ngay lúc này"),
)
CODES = tuple(each.code for each in DEFINITIONS)
register, counted, told = FAMILY.register, FAMILY.counted, FAMILY.told
