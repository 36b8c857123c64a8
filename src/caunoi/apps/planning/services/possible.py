"""Limits nobody could keep (điều kiện không thể giữ): named in words before a plan is written."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.planning.selectors.needs import Gap
from caunoi.apps.planning.selectors.standing import GROUPS, groups_for
from caunoi.apps.planning.services.setting import Setting
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Forbidden, Refused
from caunoi.foundation.ui.numbers import dong, number


def refuse_impossible_rules(actor: Actor, setting: Setting) -> None:
    """All that cannot be, at once."""
    if any(floor["group"] not in groups_for(actor) for floor in setting.options.floors):
        raise Forbidden(_("Bạn không xem được dữ liệu của nhóm ấy nên không đặt sàn cho nhóm ấy được."))
    wrong = [*_limits(setting), *_floors(setting), *_quotas(setting)]
    if wrong:
        raise Refused(" ".join(wrong), mend=_("Sửa các mức ở phần Điều kiện thêm."))


def _open(setting: Setting) -> list[Gap]:
    return [gap for gap in setting.gaps if gap.programme is not None and not gap.studying]


def _limits(setting: Setting) -> Iterator[str]:
    for limit in setting.options.item_limits.values():
        if limit < 0:
            yield _("Mức của một khoản chi là %(money)s, nhỏ hơn không.") % {"money": dong(limit)}


def _floors(setting: Setting) -> Iterator[str]:
    for floor in setting.options.floors:
        wanted = sum(floor["group"] in setting.of(gap.cadre_id).groups for gap in _open(setting))
        least = floor.get("heads") or 1
        if wanted < least:
            yield _("Sàn cho %(group)s cần ít nhất %(least)s suất, nhưng nhóm này chỉ có %(n)s nhu cầu học được.") % {
                "group": _(GROUPS[floor["group"]]), "least": number(least), "n": number(wanted),
            }  # fmt: skip


def _quotas(setting: Setting) -> Iterator[str]:
    for quota in setting.options.quotas:
        wanted = sum(_counts(quota, gap) for gap in _open(setting))
        if quota["least"] and wanted < quota["least"]:
            yield _("%(unit)s phải có ít nhất %(least)s suất, nhưng chỉ có %(n)s nhu cầu học được.") % {
                "unit": quota["name"], "least": number(quota["least"]), "n": number(wanted),
            }  # fmt: skip


def _counts(quota: Any, gap: Gap) -> bool:
    taught = gap.programme.code if gap.programme else ""
    return str(gap.unit_id) == quota["unit"] and quota["programme"] in ("", taught)
