"""What somebody may do, as a line to choose: asked of the same table the pages ask."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy, pgettext_lazy

from caunoi.apps.accounts.models import Grant, User
from caunoi.apps.cadres.models import Cadre, ImportBatch, Rating, Seat
from caunoi.apps.laboratory.models import DraftStandard
from caunoi.apps.organisation.models import Reorganisation
from caunoi.apps.planning.models import Offering, Plan
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.documents.models import DocumentTemplate
from caunoi.foundation.policy.decisions import holds

_ = gettext_lazy


@dataclass(frozen=True)
class Command:
    """A page or an action (lệnh): its words, other words people type for it, and the right it takes."""

    label: Any
    url: str
    needs: tuple[type[Model], str] | None = None
    also: str = ""

    def open_to(self, actor: Actor) -> bool:
        return self.needs is None or holds(actor, *self.needs)


COMMANDS = (
    Command(_("Nhập danh sách từ Excel"), "/nhap/", (Cadre, "bring_in"), "import xls tai len nap tep"),
    Command(_("Lập kế hoạch đào tạo"), "/ke-hoach/lap/", (Plan, "add"), "tao ke hoach boi duong"),
    Command(_("Ghi số chỗ của đơn vị"), "/can-bo/cho/ghi/", (Seat, "add"), "bien che dinh bien"),
    Command(
        _("Lập phương án sắp xếp đơn vị"),
        "/don-vi/sap-xep/lap/",
        (Reorganisation, "add"),
        "sap nhap chia tach xa",
    ),
    Command(_("Mở tài khoản, giao quyền"), "/qt/nguoi-dung/", (User, "add"), "nguoi dung phan quyen"),
    Command(_("Duyệt quyền đang chờ"), "/qt/quyen/", (Grant, "approve"), "phan quyen"),
    Command(_("Danh sách cán bộ"), "/can-bo/?xem=tat-ca", (Cadre, "view"), "nguoi cong chuc"),
    Command(_("Chỗ và người"), "/can-bo/cho/", (Seat, "view"), "bien che trong doi"),
    Command(_("Ma trận thiếu chuẩn"), "/thieu-chuan/", (Cadre, "view"), "chua dat tieu chuan"),
    Command(_("Bảng chéo"), "/bao-cao/bang-cheo/", (Cadre, "view"), "thong ke pivot dem theo"),
    Command(_("In tài liệu họp"), "/bao-cao/tai-lieu-hop/", (Cadre, "view"), "bo hop pdf"),
    Command(_("Bản đồ thiếu chuẩn"), "/thieu-chuan/ban-do/", (Cadre, "view")),
    Command(_("Kế hoạch đào tạo, bồi dưỡng"), "/ke-hoach/", (Plan, "view")),
    Command(_("Phòng thử quy định"), "/thu-quy-dinh/", (DraftStandard, "view"), "ban thao tieu chuan"),
    Command(_("Xếp loại hằng năm"), "/xep-loai/", (Rating, "add"), "danh gia hoan thanh nhiem vu"),
    Command(_("Các lần nhập Excel"), "/nhap/", (ImportBatch, "view"), "hoan tac lo nhap"),
    Command(
        _("Sắp xếp đơn vị hành chính"), "/don-vi/sap-xep/", (Reorganisation, "view"), "sap nhap chia tach"
    ),
    Command(
        _("Biểu mẫu báo cáo"), "/bieu-mau-bao-cao/", (Offering, "view"), "thong ke trich ngang word excel pdf"
    ),
    Command(_("Đối chiếu các biểu"), "/bieu-mau-bao-cao/doi-chieu/", (Cadre, "view"), "kiem tra khop lech"),
    Command(_("Nhật ký"), "/nhat-ky/", (AuditEvent, "view"), "lich su thay doi"),
    Command(_("Mẫu văn bản"), "/mau-van-ban/", (DocumentTemplate, "view"), "quyet dinh word docx"),
    Command(pgettext_lazy("trang", "Đơn vị"), "/don-vi/", None, "cay don vi tinh huyen xa"),
    Command(_("Danh sách đơn vị"), "/don-vi/danh-sach/"),
    Command(_("Tiêu chuẩn chức danh"), "/tieu-chuan/", None, "quy dinh dieu kien"),
    Command(_("Chương trình, cơ sở đào tạo"), "/lop/", None, "lop hoc truong"),
    Command(_("Số liệu công khai"), "/so-lieu/"),
    Command(_("Chế độ xem của tôi"), "/che-do-xem/", None, "bo loc da luu"),
    Command(_("Việc nền của tôi"), "/cong-viec/", None, "tien do"),
    Command(_("Cài đặt của tôi, đổi mật khẩu"), "/toi/", None, "tai khoan"),
    Command(_("Trang đầu"), "/", None, "tong quan"),
)
