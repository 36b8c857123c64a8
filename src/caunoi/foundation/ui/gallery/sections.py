"""The sections of the component page in reading order."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from caunoi.foundation.ui import components as c
from caunoi.foundation.ui.gallery import content
from caunoi.foundation.ui.gallery.drawings import drawings
from caunoi.foundation.ui.gallery.forms import SampleFilter, SampleForm


@dataclass(frozen=True)
class Section:
    """One family of components under one title; ``layout`` is a class of the block around them."""

    anchor: str
    title: str
    items: Sequence[Any]
    layout: str = "stack"


def sections() -> list[Section]:
    return [
        Section("nut", _("Nút và nhãn"), [*_buttons(), *_chips()], "row"),
        Section("dieu-huong", _("Thẻ, điều kiện, tải về"), _places()),
        Section("bang", _("Bảng có chọn dòng"), _people()),
        Section("ma-tran", _("Ma trận"), [_matrix()]),
        Section("du-kien", _("Thông tin chính và các con số cộng lại"), _facts()),
        Section("duong-di", _("Dòng thời gian và các bước"), _courses(), "columns"),
        Section("bieu-mau", _("Biểu mẫu"), _form_parts()),
        Section("cong-viec", _("Tiến độ, nơi thả tệp"), _work(), "columns"),
        Section("loi-nhan", _("Lưu ý, thông báo, trạng thái trống"), _messages()),
        Section("tranh", _("Tranh"), drawings()),
        Section("giai-thich", _("Giải thích một con số"), [explanation()]),
    ]


def _buttons() -> list[c.Component]:
    return [
        c.Button(_("Đưa vào kế hoạch"), kind="primary"),
        c.Button(_("Xuất Excel"), url="#bang", icon="download"),
        c.Button(_("Thôi, không ghi"), kind="quiet"),
        c.Button(_("Xóa bản nháp"), kind="danger"),
        c.Button(_("Chốt buổi"), disabled_because=_("còn 2 người chưa điểm danh")),
        c.Button(_("Mở bảng bên"), url="/giao-dien/bang-ben/", panel=True),
    ]


def _chips() -> list[c.Chip]:
    return [
        c.Chip(_("Đạt"), "dat"),
        c.Chip(_("Chú ý"), "chu-y"),
        c.Chip(_("Lỗi"), "loi"),
        c.Chip(_("Thông tin"), "thong-tin"),
        c.Chip(_("Nháp")),
    ]


def _places() -> list[c.Component]:
    return [
        c.Tabs(
            [
                c.Tab(_("Tất cả"), "#bang", "1.368"),
                c.Tab(_("Thiếu lý luận chính trị"), "#bang", "41", current=True),
                c.Tab(_("Sắp hết tuổi quy hoạch"), "#bang", "12"),
            ],
            _("Khung nhìn"),
        ),
        c.Applied(
            [c.Link(_("Thiếu: lý luận chính trị"), "#bang"), c.Link(_("Chưa vào kế hoạch"), "#bang")],
            _("41 người, 30 chưa vào kế hoạch"),
            "#bang",
        ),
        c.Downloads("/giao-dien/", api_url="#bang"),
        c.Pager("#bang", "#bang", _("Đang xem 101–200")),
    ]


def _people() -> list[c.Component]:
    table = c.Table(
        content.PEOPLE_COLUMNS,
        content.people_rows(),
        _("Cán bộ thiếu chuẩn"),
        count=41,
        selectable=True,
        id="nguoi",
    )
    bar = c.BulkBar([c.Button(_("Đưa vào kế hoạch"), kind="primary"), c.Button(_("Xuất Excel"))], matching=41)
    return [c.Filters(SampleFilter(), clear_url="#bang"), table, bar]


def _matrix() -> c.Table:
    return c.Table(
        content.MATRIX_COLUMNS,
        content.matrix_rows(),
        _("Số lượt thiếu theo xã và yêu cầu"),
        total=content.matrix_total(),
        matrix=True,
        foot=_("Mọi số đều bấm được, kể cả dòng Cộng. Phím ← ↑ ↓ → đi ô, Enter mở."),
        id="thieu",
    )


def _facts() -> list[c.Component]:
    counts = [
        c.Count(_("Thêm"), 1204, "dat"),
        c.Count(_("Sửa"), 131, "chu-y"),
        c.Count(_("Không đổi"), 21),
        c.Count(_("Lỗi"), 12, "loi"),
        c.Count(_("Cộng"), 1368, total=True),
    ]
    edit = c.Link(_("Sửa"), "#du-kien")
    lacking = c.Chip(_("Cần trung cấp, có sơ cấp"), "loi")
    facts = [
        c.Fact(_("Chuyên môn"), _("Đại học Luật, 2011"), _("Nhập từ tệp ngày 20/08, dòng 412"), edit),
        c.Fact(_("Lý luận chính trị"), lacking, _("Đã vào kế hoạch 2020")),
        c.Fact(_("Ngày vào Đảng"), None),
    ]  # fmt: skip
    return [c.Tally(counts, _("Kết quả kiểm tra tệp")), c.KeyFacts(facts)]


def _courses() -> list[c.Component]:
    events = [
        c.Event("12/2020", _("Trung cấp lý luận chính trị"), _("Trường Chính trị"), state="planned"),
        c.Event(_("từ 15/06/2015"), _("Bí thư Đảng ủy"), _("Xã Cảnh Thụy"), _("QĐ 12-QĐ/HU"), "current"),
        c.Event("2010 – 2015", _("Phó Chủ tịch UBND"), _("Xã Cảnh Thụy")),
    ]
    steps = [
        c.Step(_("Kiểm tra danh sách 23 người"), "done", "#duong-di", "23/23"),
        c.Step(_("Bổ sung minh chứng"), "amend", "#duong-di", _("4 người còn thiếu bằng")),
        c.Step(_("Đối chiếu với kế hoạch"), "doing", "#duong-di"),
        c.Step(_("Xác nhận và gửi"), "not_begun", detail=_("Cần xong các bước trên")),
    ]
    return [c.Timeline(events), c.Steps(steps, _("Rà soát 2020"))]


def _form_parts() -> list[object]:
    form = SampleForm({"full_name": "", "birth": "hôm qua", "post": "bt"})
    return [c.ErrorSummary.of(form), form]


def _work() -> list[c.Component]:
    running = c.Progress(
        _("Lập kế hoạch đào tạo 2021"), "/giao-dien/", _("Đang tìm phương án tốt hơn"), 640, 1000, ended=True,
        state="dat", state_text=_("Đã chứng minh tối ưu"), links=[c.Link(_("Xem kế hoạch"), "#cong-viec")],
        counts=[(_("Người được xếp"), 1296), (_("Khoảng cách tới cận"), "0,0 %"), (_("Giây"), 41)],
    )  # fmt: skip
    drop = c.Upload(
        _("Thả tệp Excel vào đây hoặc chọn tệp"), hint=_("Biểu mẫu của tỉnh hoặc tệp mẫu, tối đa 10 MB")
    )
    return [running, drop]


def _messages() -> list[object]:
    return [
        c.Callout(_("Chưa có gì được ghi"), _("Sau khi ghi, hoàn tác được đến 30/09/2020."), "thong-tin"),
        c.Callout(_("Có 2 người quá tuổi quy hoạch"), "", "chu-y", [c.Link(_("Xem 2 người"), "#bang")]),
        c.Toast(
            _("Đã đưa 30 người vào kế hoạch."), "dat", "/giao-dien/", c.Link(_("Xem dòng kế hoạch"), "#bang")
        ),
        c.EmptyState(
            _("Chưa có cán bộ nào. Nhập danh sách hiện có từ Excel, hệ thống tự nhận cột."),
            [c.Button(_("Nhập từ Excel"), url="#bang", kind="primary", icon="upload")],
            _("Danh sách sẽ có họ tên, chức danh, xã và những gì còn thiếu của từng người."),
        ),
    ]


def explanation() -> c.Explanation:
    return c.Explanation(
        _("Đạt chuẩn"),
        _("Số cán bộ chủ chốt cấp xã đạt mọi yêu cầu bắt buộc của chức danh đang giữ."),
        formula="1.300 / 1.368 = 95,0 %",
        figure=content.MET,
        scope=_("Toàn tỉnh"),
        as_at="31/08/2020",
        excluded=[_("3 người đã nghỉ hưu")],
        sources=[c.Link(_("Lần nhập 14 ngày 20/08/2020"), "#giai-thich")],
        differs=_("Thêm 4 người, 2 người nghỉ việc, quy định không đổi."),
    )
