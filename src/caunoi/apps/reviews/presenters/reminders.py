"""A reminder as a letter (thư nhắc rà soát): to a unit that has not sent, on the template of the office."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from caunoi.apps.cadres.selectors import unit_labels
from caunoi.apps.reviews.choices import SheetState
from caunoi.apps.reviews.models import ReviewSheet
from caunoi.apps.reviews.selectors.reminders import Waiting
from caunoi.apps.reviews.selectors.sheets import heirs_of, is_late
from caunoi.foundation.actors import Actor
from caunoi.foundation.documents import DocumentKind, kind_or_404, register_kind
from caunoi.foundation.documents.services import make_letter
from caunoi.foundation.ui.numbers import day

KEY = "nhac-ra-soat"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP = "application/zip"
FIELDS = {
    "noi_nhan": gettext_noop("Đơn vị được nhắc; đã sắp xếp lại thì nơi kế thừa"),
    "cap_tren": gettext_noop("Đơn vị mở đợt rà soát"),
    "ten_dot": gettext_noop("Tên đợt rà soát"),
    "ngay_chot": gettext_noop("Ngày chốt số liệu"),
    "han_gui": gettext_noop("Hạn gửi"),
    "tinh_trang": gettext_noop("Bảng đang ở đâu"),
    "cham": gettext_noop("Câu nói còn mấy ngày, hoặc chậm mấy ngày"),
    "so_nguoi": gettext_noop("Số người trong bảng"),
    "so_con_lai": gettext_noop("Số người chưa xác nhận"),
    "lan_nhac": gettext_noop("Lần nhắc thứ mấy"),
    "huong_dan": gettext_noop("Hướng dẫn của đợt"),
    "ngay_lap": gettext_noop("Ngày lập thư"),
    "nguoi_lap": gettext_noop("Người lập thư"),
    "dau_mau": gettext_noop("“DỮ LIỆU MẪU” trên dữ liệu dùng thử, trống trên dữ liệu thật"),
}


def register() -> None:
    template = files("caunoi.apps.reviews") / "document_templates" / f"{KEY}.docx"
    asked = frozenset({"noi_nhan", "ten_dot", "han_gui", "so_con_lai", "dau_mau"})
    register_kind(DocumentKind(KEY, gettext_noop("Thư nhắc rà soát"), FIELDS, template, sample, asked))


def sample() -> Mapping[str, Any]:
    return {
        "noi_nhan": "Xã An Lạc", "cap_tren": "Tỉnh Bắc Giang", "ten_dot": "Rà soát năm 2020",
        "ngay_chot": "31/08/2020", "han_gui": "30/09/2020", "tinh_trang": "Đang rà soát", "cham": "đã chậm 3 ngày",
        "so_nguoi": "24", "so_con_lai": "7", "lan_nhac": "1", "huong_dan": "Kèm bản chụp quyết định.",
        "ngay_lap": "03/10/2020", "nguoi_lap": "Chuyên viên Ban Tổ chức", "dau_mau": "DỮ LIỆU MẪU",
    }  # fmt: skip


@override("vi")
def reminder_letter(actor: Actor, sheet: ReviewSheet, waiting: Waiting) -> tuple[bytes, str, str]:
    """Bytes, name and kind."""
    data = make_letter(kind_or_404(KEY), _values(actor, sheet, waiting), on=actor.on)
    return data, f"{KEY}-{sheet.unit.slug}.docx", DOCX


def reminder_letters(
    actor: Actor, sheets: Sequence[ReviewSheet], waiting: Mapping[Any, Waiting]
) -> tuple[bytes, str, str]:
    """All of them in one file, a letter for each unit."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for sheet in sheets:
            data, name, _kind = reminder_letter(actor, sheet, waiting[sheet.pk])
            archive.writestr(zipfile.ZipInfo(name, (*actor.on.timetuple()[:3], 0, 0, 0)), data)
    return out.getvalue(), f"{KEY}-{actor.on:%d-%m-%Y}.zip", ZIP


def _values(actor: Actor, sheet: ReviewSheet, waiting: Waiting) -> dict[str, Any]:
    round_ = sheet.round
    units = unit_labels({sheet.unit_id, round_.unit_id}, round_.as_of)
    heirs = heirs_of(actor, sheet)
    named = _("%(heirs)s (tiếp nhận %(unit)s)") % {"heirs": ", ".join(heirs), "unit": units[sheet.unit_id]}
    return {
        "noi_nhan": named if heirs else units[sheet.unit_id],
        "cap_tren": units[round_.unit_id],
        "ten_dot": round_.name,
        "ngay_chot": day(round_.as_of),
        "han_gui": day(round_.due_on),
        "tinh_trang": _(SheetState(sheet.state).label),
        "cham": _how_late(sheet, round_.due_on, actor.on),
        "so_nguoi": str(waiting.people),
        "so_con_lai": str(waiting.open),
        "lan_nhac": str(max(waiting.reminders, 1)),
        "huong_dan": round_.message,
        "ngay_lap": day(actor.on),
        "nguoi_lap": actor.label,
        "dau_mau": _("DỮ LIỆU MẪU") if settings.DEMO else "",
    }


def _how_late(sheet: ReviewSheet, due_on: date, on: date) -> str:
    days = abs((on - due_on).days)
    if is_late(sheet, due_on, on):
        return _("đã chậm %(n)s ngày") % {"n": days}
    return _("còn %(n)s ngày") % {"n": days} if days else _("hôm nay là ngày cuối")
