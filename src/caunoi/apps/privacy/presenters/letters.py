"""The letter that answers a request and the notice of an incident, on the office's own templates."""

from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from caunoi.apps.organisation.selectors import version_on
from caunoi.apps.privacy.choices import IncidentKind, RequestKind, RequestState
from caunoi.apps.privacy.models import Incident, SubjectRequest
from caunoi.foundation import clock
from caunoi.foundation.documents import DocumentKind, kind_or_404, register_kind
from caunoi.foundation.documents.services import make_letter
from caunoi.foundation.ui.numbers import day

KEY = "tra-loi-chu-the"
FIELDS = {
    "so": gettext_noop("Số của yêu cầu trong sổ"),
    "ho_ten": gettext_noop("Họ và tên người yêu cầu"),
    "don_vi": gettext_noop("Đơn vị quản lý hồ sơ lúc nhận"),
    "loai": gettext_noop("Loại yêu cầu"),
    "ngay_nhan": gettext_noop("Ngày nhận yêu cầu"),
    "ngay_tra_loi": gettext_noop("Ngày trả lời"),
    "ket_qua": gettext_noop("Chấp nhận hay không"),
    "noi_dung": gettext_noop("Nội dung trả lời"),
    "can_cu": gettext_noop("Căn cứ"),
    "han_xong": gettext_noop("Hạn làm xong"),
    "nguoi_giai_quyet": gettext_noop("Người giải quyết"),
    "dau_mau": gettext_noop("“DỮ LIỆU MẪU” trên dữ liệu dùng thử, trống trên dữ liệu thật"),
}
RESULTS = {
    RequestState.ACCEPTED: gettext_noop("Chấp nhận"),
    RequestState.DONE: gettext_noop("Chấp nhận, đã làm xong"),
    RequestState.REFUSED: gettext_noop("Không chấp nhận"),
    RequestState.WITHDRAWN: gettext_noop("Người yêu cầu đã rút"),
}


INCIDENT_KEY = "thong-bao-su-co"
INCIDENT_FIELDS = {
    "so": gettext_noop("Số của sự cố trong sổ"),
    "don_vi": gettext_noop("Đơn vị xảy ra sự cố"),
    "loai": gettext_noop("Loại sự cố"),
    "phat_hien": gettext_noop("Giờ, ngày phát hiện"),
    "han_bao": gettext_noop("Hạn báo cơ quan chuyên trách"),
    "dien_bien": gettext_noop("Diễn biến"),
    "du_lieu": gettext_noop("Loại dữ liệu bị ảnh hưởng"),
    "so_nguoi": gettext_noop("Số người bị ảnh hưởng"),
    "bien_phap": gettext_noop("Biện pháp đã làm"),
    "can_cu": gettext_noop("Căn cứ của hạn báo"),
    "ngay_lap": gettext_noop("Ngày lập thông báo"),
    "dau_mau": gettext_noop("“DỮ LIỆU MẪU” trên dữ liệu dùng thử, trống trên dữ liệu thật"),
}


def register() -> None:
    folder = files("caunoi.apps.privacy") / "document_templates"
    register_kind(
        DocumentKind(
            INCIDENT_KEY,
            gettext_noop("Thông báo sự cố dữ liệu cá nhân"),
            INCIDENT_FIELDS,
            folder / f"{INCIDENT_KEY}.docx",
            incident_sample,
            frozenset({"so", "phat_hien", "dien_bien", "du_lieu", "dau_mau"}),
        )
    )
    register_kind(
        DocumentKind(
            KEY,
            gettext_noop("Thư trả lời yêu cầu về dữ liệu cá nhân"),
            FIELDS,
            folder / f"{KEY}.docx",
            sample,
            frozenset({"so", "ho_ten", "ket_qua", "noi_dung", "dau_mau"}),
        )
    )


def sample() -> Mapping[str, Any]:
    return {
        "so": "YC-0001/2026", "ho_ten": "Nguyễn Văn An", "don_vi": "Xã Xuân Hương", "loai": "Bản sao dữ liệu",
        "ngay_nhan": "02/03/2026", "ngay_tra_loi": "03/03/2026", "ket_qua": "Chấp nhận",
        "noi_dung": "Bản sao giao trực tiếp trước hạn làm xong.", "can_cu": "Luật 91/2025/QH15",
        "han_xong": "12/03/2026", "nguoi_giai_quyet": "Chuyên viên Ban Tổ chức", "dau_mau": "DỮ LIỆU MẪU",
    }  # fmt: skip


@override("vi")
def answer_letter(request: SubjectRequest, name: str, *, demo_mark: str) -> bytes:
    unit = version_on(request.unit_id, on=request.received_on)
    values = {
        "so": request.number,
        "ho_ten": name,
        "don_vi": unit.full_name if unit else "",
        "loai": RequestKind(request.kind).label,
        "ngay_nhan": day(request.received_on),
        "ngay_tra_loi": day(request.answered_on),
        "ket_qua": _(RESULTS[RequestState(request.state)]),
        "noi_dung": request.answer,
        "can_cu": request.clause,
        "han_xong": day(request.finish_by),
        "nguoi_giai_quyet": request.handler,
        "dau_mau": demo_mark,
    }
    return make_letter(kind_or_404(KEY), values, on=request.answered_on or request.received_on)


def incident_sample() -> Mapping[str, Any]:
    return {
        "so": "SC-0001/2026", "don_vi": "Xã Xuân Hương", "loai": "Mất dữ liệu hoặc thiết bị",
        "phat_hien": "08:15 02/03/2026", "han_bao": "08:15 05/03/2026", "dien_bien": "Mất một máy tính xách tay.",
        "du_lieu": "Họ tên, ngày sinh", "so_nguoi": "12", "bien_phap": "Khóa tài khoản, đổi mật khẩu.",
        "can_cu": "Luật 91/2025/QH15", "ngay_lap": "02/03/2026", "dau_mau": "DỮ LIỆU MẪU",
    }  # fmt: skip


@override("vi")
def incident_paper(incident: Incident, people: int, *, on: date, demo_mark: str) -> bytes:
    unit = version_on(incident.unit_id, on=on)
    values = {
        "so": incident.number,
        "don_vi": unit.full_name if unit else "",
        "loai": IncidentKind(incident.kind).label,
        "phat_hien": f"{incident.noticed_at.astimezone(clock.HANOI):%H:%M %d/%m/%Y}",
        "han_bao": f"{incident.notify_by.astimezone(clock.HANOI):%H:%M %d/%m/%Y}",
        "dien_bien": incident.what,
        "du_lieu": incident.fields,
        "so_nguoi": str(people),
        "bien_phap": incident.measures,
        "can_cu": incident.clause,
        "ngay_lap": day(on),
        "dau_mau": demo_mark,
    }
    return make_letter(kind_or_404(INCIDENT_KEY), values, on=on)
