"""How complete a round is: each number counts the sheets of its list, now."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.cadres.selectors.posts import unit_labels
from caunoi.apps.declarations.choices import HANDED_IN, DeclarationState
from caunoi.apps.declarations.models import Declaration
from caunoi.apps.declarations.selectors.sheets import sheets_of
from caunoi.apps.organisation.figures import list_url
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation import clock
from caunoi.foundation.actors import Actor
from caunoi.foundation.figures import Scope, id_in
from caunoi.foundation.figures.counting import Counted, Family
from caunoi.foundation.figures.registry import Row

ROUND = "dot"
COLUMNS = (
    gettext_noop("Họ và tên"),
    gettext_noop("Đơn vị"),
    gettext_noop("Đợt"),
    gettext_noop("Tình trạng"),
    gettext_noop("Gửi ngày"),
    gettext_noop("Hạn gửi"),
)
DEFINITIONS = (
    Counted(
        "declarations.asked",
        gettext_noop("Được hỏi"),
        gettext_noop("Số tờ tự kê khai của các đợt đang mở, hoặc của đợt đã chọn."),
        lambda scope: Q(),
    ),
    Counted(
        "declarations.sent",
        gettext_noop("Đã gửi"),
        gettext_noop("Số tờ đã gửi ít nhất một lần; tờ bị trả lại để bổ sung vẫn tính là đã gửi."),
        lambda scope: Q(state__in=HANDED_IN),
    ),
    Counted(
        "declarations.waiting",
        gettext_noop("Chờ kiểm tra"),
        gettext_noop("Số tờ đã gửi mà còn mục chưa ai nhận hay trả lại."),
        lambda scope: Q(state__in=[DeclarationState.SENT, DeclarationState.CHECKING]),
    ),
    Counted(
        "declarations.returned",
        gettext_noop("Trả lại để bổ sung"),
        gettext_noop("Số tờ có mục chưa nhận, đang chờ người kê khai bổ sung."),
        lambda scope: Q(state=DeclarationState.RETURNED),
    ),
    Counted(
        "declarations.checked",
        gettext_noop("Đã kiểm tra xong"),
        gettext_noop("Số tờ mà mọi mục thay đổi đã vào hồ sơ; tờ không có gì thay đổi xong ngay khi gửi."),
        lambda scope: Q(state=DeclarationState.DONE),
    ),
    Counted(
        "declarations.late",
        gettext_noop("Quá hạn chưa gửi"),
        gettext_noop("Số tờ chưa gửi mà ngày đang xem đã qua hạn gửi của đợt; vẫn gửi được."),
        lambda scope: ~Q(state__in=HANDED_IN) & Q(round__due_on__lt=scope.on),
    ),
)


def _sheets(actor: Actor, scope: Scope) -> Any:
    return sheets_of(actor, id_in(scope, ROUND, "declarations.DeclarationRound"), scope.unit_id)


def _rows(sheets: Any, scope: Scope) -> Iterator[Row]:
    found: Iterable[Declaration] = list(
        sheets.select_related("round", "cadre").order_by("cadre__sort_key", "cadre_id", "pk")
    )
    units = unit_labels({sheet.cadre.custodian_id for sheet in found}, scope.on)
    for sheet in found:
        sent = format_date(sheet.sent_at.astimezone(clock.HANOI).date()) if sheet.sent_at else ""
        cells = (
            sheet.cadre.full_name,
            units[sheet.cadre.custodian_id],
            sheet.round.name,
            _(sheet.get_state_display()),
            sent,
            format_date(sheet.round.due_on),
        )
        yield Row(str(sheet.pk), cells, f"/can-bo/{sheet.cadre_id}/")


FAMILY = Family(
    DEFINITIONS,
    COLUMNS,
    gettext_noop("tờ"),
    _sheets,
    _rows,
    list_url,
    gettext_noop("Tình trạng của từng tờ kê khai ngay lúc này"),
)
TITLES = {each.code: each.title for each in DEFINITIONS}
register, counted, told = FAMILY.register, FAMILY.counted, FAMILY.told
