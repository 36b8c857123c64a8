"""Two people changed one file: what is stored now beside what was just typed."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.presenters.person import column_name, masked, shown
from caunoi.apps.cadres.selectors import events_of
from caunoi.foundation.actors import Actor
from caunoi.foundation.ui.components import Callout, Column, Row, Table
from caunoi.foundation.ui.numbers import day


def both_versions(actor: Actor, cadre: Cadre, typed: Mapping[str, Any]) -> list[Any]:
    """Who saved in between and when, and every column in which the two differ."""
    last = events_of(actor, cadre)[0]
    said = _("%(who)s đã sửa mục này lúc %(when)s.") % {"who": last.actor_label, "when": day(last.at)}
    body = _(
        "Xem hai bản và chọn. Bấm Lưu lần nữa để ghi bản của bạn lên bản đang có, hoặc Thôi để giữ bản đang có."
    )
    rows = [
        Row([column_name(name), _shown(name, getattr(cadre, name)), _shown(name, value)])
        for name, value in typed.items()
        if value != getattr(cadre, name)
    ]
    columns = [Column(_("Mục")), Column(_("Bản đang có")), Column(_("Bạn vừa nhập"))]
    return [Callout(said, body, "chu-y"), Table(columns, rows, _("Hai bản khác nhau"), id="hai-ban")]


def _shown(name: str, value: Any) -> str:
    return masked(value) if name == "identity_number" else shown(name, value)
