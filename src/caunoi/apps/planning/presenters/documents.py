"""Letters made from a plan: the plan itself, and the list of who is sent to learn."""

from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from caunoi.apps.cadres.selectors import title_of, unit_labels
from caunoi.apps.planning.choices import ProposalState
from caunoi.apps.planning.models import Need, Offering, PlanProposal
from caunoi.apps.planning.presenters.deciding import paper_state
from caunoi.apps.planning.presenters.plan_page import line_cost
from caunoi.apps.planning.presenters.words import proof_of, why_not
from caunoi.apps.planning.selectors import PlanRows, proposals_of
from caunoi.apps.planning.selectors.content import content_hash
from caunoi.apps.reviews.selectors.checking import in_groups
from caunoi.foundation.actors import Actor
from caunoi.foundation.documents import DocumentKind, kind_or_404, register_kind
from caunoi.foundation.documents.services import make_letter
from caunoi.foundation.ui.numbers import day, dong, number

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FOLDER = files("caunoi.apps.planning") / "document_templates"
Values = dict[str, Any]
STANDING = (ProposalState.WAITING, ProposalState.APPROVED)
COMMON = {
    "ten_ke_hoach": gettext_noop("Tên kế hoạch"),
    "nam": gettext_noop("Năm kế hoạch"),
    "don_vi": gettext_noop("Đơn vị lập kế hoạch"),
    "ngay_tinh": gettext_noop("Ngày tính nhu cầu"),
    "van_ban": gettext_noop("Số, ký hiệu văn bản phê duyệt; trống khi chưa phê duyệt"),
    "so_nguoi": gettext_noop("Số người được học"),
    "so_luot": gettext_noop("Số lượt học"),
    "so_lop": gettext_noop("Số lớp"),
    "ma_ke_hoach": gettext_noop("Mã nội dung của kế hoạch (SHA-256); đổi khi có ai được xếp lại"),
    "tinh_trang": gettext_noop("Văn bản này là gì: bản làm việc, dự thảo đang trình, hay đã phê duyệt"),
    "nguoi_trinh": gettext_noop("Người trình kế hoạch; trống khi chưa trình"),
    "dau_mau": gettext_noop("“DỮ LIỆU MẪU” trên dữ liệu dùng thử, trống trên dữ liệu thật"),
    "lop": gettext_noop(
        "Danh sách lớp; mỗi lớp có stt, ma, chuong_trinh, noi_hoc, khai_giang, be_giang, so_nguoi, chi_phi"
    ),
    "nguoi": gettext_noop(
        "Danh sách người học; mỗi người có stt, ho_ten, chuc_danh, don_vi, con_thieu, lop, chuong_trinh, "
        "khai_giang, noi_hoc"
    ),
}
OF_PLAN = {
    **COMMON,
    "ngan_sach": gettext_noop("Ngân sách"),
    "tong_chi": gettext_noop("Tổng chi phí"),
    "muc_chung_minh": gettext_noop("Câu nói kế hoạch tốt đến đâu"),
    "chua_xep": gettext_noop(
        "Danh sách nhu cầu chưa xếp; mỗi dòng có stt, ho_ten, chuc_danh, don_vi, con_thieu, vi_sao"
    ),
}


def register() -> None:
    register_kind(
        DocumentKind(
            "ke-hoach",
            gettext_noop("Kế hoạch đào tạo, bồi dưỡng"),
            OF_PLAN,
            FOLDER / "ke-hoach.docx",
            sample,
            frozenset({"ten_ke_hoach", "lop", "dau_mau", "ma_ke_hoach"}),
        )
    )
    register_kind(
        DocumentKind(
            "quyet-dinh",
            gettext_noop("Dự thảo quyết định phê duyệt kế hoạch"),
            OF_PLAN,
            FOLDER / "quyet-dinh.docx",
            sample,
            frozenset({"ten_ke_hoach", "lop", "dau_mau", "ma_ke_hoach", "tinh_trang"}),
        )
    )
    register_kind(
        DocumentKind(
            "danh-sach",
            gettext_noop("Danh sách cử đi học"),
            COMMON,
            FOLDER / "danh-sach.docx",
            lambda: {key: value for key, value in sample().items() if key in COMMON},
            frozenset({"nguoi", "dau_mau", "ma_ke_hoach"}),
        )
    )


@override("vi")  # the office's template is Vietnamese, and so is what is filled in
def plan_document(actor: Actor, rows: PlanRows, key: str, *, demo_mark: str) -> tuple[bytes, str, str]:
    kind = kind_or_404(key or "ke-hoach")
    proposals = proposals_of(actor, rows.plan)
    known = values_of(rows, demo_mark, proposals)
    values = {name: value for name, value in known.items() if name in kind.fields}
    data = make_letter(kind, values, on=rows.plan.adopted_on or actor.on)
    return data, f"{kind.key}-{rows.plan.year}.docx", DOCX


def values_of(rows: PlanRows, demo_mark: str, proposals: Sequence[PlanProposal] = ()) -> Values:
    plan = rows.plan
    opened = sorted(rows.opened, key=lambda line: (line.starts_on, line.code))
    units = unit_labels({need.unit_id for need in rows.needs} | {plan.unit_id}, plan.on)
    return {
        "ten_ke_hoach": plan.name,
        "nam": str(plan.year),
        "don_vi": units[plan.unit_id],
        "ngay_tinh": day(plan.on),
        "van_ban": plan.decision,
        "so_nguoi": number(rows.people_of(rows.served)),
        "so_luot": number(len(rows.served)),
        "so_lop": number(len(opened)),
        "ma_ke_hoach": in_groups(content_hash(plan)),
        "tinh_trang": paper_state(plan, proposals),
        "nguoi_trinh": next((each.proposed_by for each in proposals if each.state in STANDING), ""),
        "dau_mau": demo_mark,
        "ngan_sach": dong(plan.budget),
        "tong_chi": dong(rows.cost),
        "muc_chung_minh": proof_of(plan),
        "lop": [_line(rows, line, place) for place, line in enumerate(opened, 1)],
        "nguoi": _people(rows, opened, units),
        "chua_xep": [
            {**_who(rows, need, units, place), "vi_sao": why_not(need)}
            for place, need in enumerate(rows.unserved, 1)
        ],
    }


def _line(rows: PlanRows, line: Offering, place: int) -> Values:
    return {
        "stt": place,
        "ma": line.code,
        "chuong_trinh": line.programme.name,
        "noi_hoc": line.venue.name,
        "khai_giang": day(line.starts_on),
        "be_giang": day(line.ends_on),
        "so_nguoi": len(rows.in_line(line)),
        "chi_phi": dong(line_cost(rows, line)),
    }


def _people(rows: PlanRows, opened: Sequence[Offering], units: Mapping[Any, str]) -> list[Values]:
    sitting = [(line, need) for line in opened for need in rows.in_line(line)]
    return [
        {
            **_who(rows, need, units, place),
            "lop": line.code,
            "chuong_trinh": line.programme.name,
            "khai_giang": day(line.starts_on),
            "noi_hoc": line.venue.name,
        }
        for place, (line, need) in enumerate(sitting, 1)
    ]


def _who(rows: PlanRows, need: Need, units: Mapping[Any, str], place: int) -> Values:
    return {
        "stt": place,
        "ho_ten": rows.name(need),
        "chuc_danh": title_of(need.title_code).name,
        "don_vi": units[need.unit_id],
        "con_thieu": need.reason.get("missing", need.requirement),
    }


@override("vi")
def sample() -> Values:
    """Invented facts to try a template on."""
    person = {
        "stt": 1, "ho_ten": "Nguyễn Văn An", "chuc_danh": "Bí thư Đảng ủy", "don_vi": "Xã An Lạc",
        "con_thieu": "Lý luận chính trị: Trung cấp",
    }  # fmt: skip
    line = {
        "stt": 1, "ma": "LLCT-TC-01", "chuong_trinh": "Trung cấp lý luận chính trị", "noi_hoc": "Trường Chính trị tỉnh",
        "khai_giang": "01/02/2021", "be_giang": "30/07/2021", "so_nguoi": 30, "chi_phi": dong(500_000_000),
    }  # fmt: skip
    return {
        "ten_ke_hoach": "Kế hoạch đào tạo, bồi dưỡng năm 2021",
        "nam": "2021",
        "don_vi": "Tỉnh Bắc Giang",
        "ngay_tinh": "31/08/2020",
        "van_ban": "",
        "so_nguoi": "30",
        "so_luot": "30",
        "so_lop": "1",
        "ma_ke_hoach": in_groups("0123456789abcdef" * 4),
        "tinh_trang": _("BẢN LÀM VIỆC, chưa trình phê duyệt."),
        "nguoi_trinh": "Trần Thị Bình",
        "dau_mau": _("DỮ LIỆU MẪU"),
        "ngan_sach": dong(560_000_000),
        "tong_chi": dong(500_000_000),
        "muc_chung_minh": _("Không kế hoạch nào tốt hơn."),
        "lop": [line],
        "nguoi": [
            {**person, "lop": line["ma"], **{k: line[k] for k in ("chuong_trinh", "khai_giang", "noi_hoc")}}
        ],
        "chua_xep": [{**person, "vi_sao": _("Hết ngân sách.")}],
    }
