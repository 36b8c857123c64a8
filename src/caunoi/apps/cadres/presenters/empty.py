"""The list when nobody is on it: why, and the one next step."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.presenters.applied import applied_conditions, best_drop
from caunoi.apps.cadres.selectors import Conditions
from caunoi.apps.cadres.selectors import conditions as c
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import visible
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui import with_query
from caunoi.foundation.ui.components import Button, EmptyState, Link
from caunoi.foundation.ui.numbers import day, number


def empty_list(actor: Actor, asked: Conditions, url: str) -> EmptyState:
    """Too narrow, too early, or a register in which nobody is yet."""
    applied = applied_conditions(actor, asked, url)
    if applied:
        return _too_narrow(actor, asked, url, [each.link for each in applied])
    if visible(actor, Cadre).exists():
        return _nobody_on_the_day(asked, url)
    buttons = []
    if holds(actor, Cadre, "bring_in"):
        buttons.append(Button(_("Nhập từ Excel"), url="/nhap/", kind="primary", icon="upload"))
    return EmptyState(
        _("Chưa có cán bộ nào. Nhập danh sách hiện có từ Excel, hệ thống tự nhận cột."),
        buttons,
        _("Mỗi người một dòng: họ và tên, chức danh, đơn vị, còn thiếu gì. Bấm vào tên để xem cả quá trình."),
    )


def _too_narrow(actor: Actor, asked: Conditions, url: str, links: list[Link]) -> EmptyState:
    count = len(links)
    why = ngettext(
        "Không có ai khớp điều kiện này.", "Không có ai khớp %(count)s điều kiện.", count
    ) % {"count": number(count)}  # fmt: skip
    best = best_drop(actor, asked, applied_conditions(actor, asked, url))
    if best is None:
        return EmptyState(why, [Button(_("Bỏ hết điều kiện"), url=with_query("/can-bo/", ngay=_day(asked)))])
    dropped, back = best
    words = _("Bỏ “%(condition)s” sẽ có %(people)s người.") % {
        "condition": dropped.link.text,
        "people": number(back),
    }
    return EmptyState(f"{why} {words}", [Button(_("Bỏ điều kiện này"), url=dropped.link.url, kind="primary")])


def _nobody_on_the_day(asked: Conditions, url: str) -> EmptyState:
    why = _("Ngày %(day)s chưa có ai giữ chức danh trong phạm vi của bạn.") % {"day": day(asked.on)}
    everybody = with_query(url, **{c.IN_POST: c.EVERYBODY})
    return EmptyState(why, [Button(_("Xem cả người không giữ chức danh"), url=everybody)])


def _day(asked: Conditions) -> str | None:
    return "".join(asked.params.get("ngay", ())[-1:]) or None
