"""What was done, in words: every action the record may hold."""

from django.utils.translation import gettext as _


def action_words(action: str) -> str:
    """The action as a person would say it; an action of a later version stays readable."""
    return (
        _accounts().get(action)
        or _cadres().get(action)
        or _privacy().get(action)
        or _reviews().get(action)
        or _ratings().get(action)
        or _others().get(action)
        or _plain(action)
    )


def _plain(action: str) -> str:
    return action.partition(".")[2].replace("_", " ")


def _accounts() -> dict[str, str]:
    return {
        "accounts.account_opened": _("Mở tài khoản"),
        "accounts.account_closed": _("Khóa tài khoản"),
        "accounts.grant_given": _("Giao quyền"),
        "accounts.grant_asked": _("Giao quyền, chờ duyệt"),
        "accounts.grant_approved": _("Duyệt quyền"),
        "accounts.grant_refused": _("Không duyệt quyền"),
        "accounts.grant_ended": _("Kết thúc quyền"),
        "accounts.delegation_asked": _("Ủy quyền, chờ duyệt"),
        "accounts.delegation_ended": _("Kết thúc ủy quyền"),
        "accounts.token_asked": _("Xin mã truy cập"),
        "accounts.token_approved": _("Duyệt mã truy cập"),
        "accounts.token_refused": _("Không duyệt mã truy cập"),
        "accounts.token_taken": _("Lấy mã truy cập"),
        "accounts.token_withdrawn": _("Thu hồi mã truy cập"),
        "accounts.language_chosen": _("Chọn ngôn ngữ"),
        "accounts.password_changed": _("Đổi mật khẩu"),
    }


def _cadres() -> dict[str, str]:
    return {
        "cadres.cadre_registered": _("Lập hồ sơ"),
        "cadres.cadre_corrected": _("Sửa hồ sơ"),
        "cadres.cadre_restored": _("Trả hồ sơ về như trước lần nhập"),
        "cadres.cadre_transferred": _("Điều động"),
        "cadres.file_moved": _("Chuyển đơn vị quản lý hồ sơ"),
        "cadres.cadre_put_back": _("Trả hồ sơ về như trước lần làm hàng loạt"),
        "cadres.bulk_done": _("Làm hàng loạt"),
        "cadres.fact_asked": _("Hỏi một mục còn thiếu của hồ sơ"),
        "cadres.fact_closed": _("Khép câu hỏi về một mục còn thiếu"),
        "cadres.selection_made": _("Lập nhóm cán bộ"),
        "cadres.selection_renamed": _("Đổi tên nhóm cán bộ"),
        "cadres.selection_dropped": _("Xóa nhóm cán bộ"),
        "cadres.person_selected": _("Đưa người vào nhóm"),
        "cadres.person_unselected": _("Bỏ người khỏi nhóm"),
        "cadres.selected_noted": _("Ghi chú về người trong nhóm"),
        "cadres.bulk_undone": _("Hoàn tác lần làm hàng loạt"),
        "cadres.cadre_rated": _("Ghi xếp loại"),
        "cadres.posting_added": _("Thêm chức danh"),
        "cadres.posting_ended": _("Ghi thôi giữ chức danh"),
        "cadres.seats_set": _("Ghi số chỗ"),
        "cadres.seats_ended": _("Kết thúc số chỗ"),
        "cadres.seats_loaded": _("Nạp số chỗ"),
        "cadres.qualification_added": _("Thêm trình độ"),
        "cadres.qualification_verified": _("Xác minh trình độ"),
        "cadres.qualification_corrected": _("Sửa trình độ"),
        "selection.nomination_nominated": _("Đề cử đi học"),
        "selection.nomination_agreed": _("Cấp huyện đồng ý đề cử"),
        "selection.nomination_returned": _("Trả lại đề cử"),
        "selection.nomination_approved": _("Duyệt đề cử"),
        "selection.nomination_sent_again": _("Gửi lại đề cử"),
        "selection.nomination_withdrawn": _("Rút đề cử"),
        "selection.standard_owed": _("Cho nợ chuẩn"),
        "selection.owed_put_off": _("Gia hạn nợ chuẩn"),
        "selection.owed_settled": _("Khép nợ chuẩn: đã đạt"),
        "selection.owed_revoked": _("Thôi cho nợ chuẩn"),
        "selection.owed_replaced": _("Thay quyết định nợ chuẩn"),
        "cadres.succession_planned": _("Đưa vào quy hoạch"),
        "cadres.succession_ended": _("Đưa ra khỏi quy hoạch"),
        "cadres.emergency_opened": _("Mở khẩn cấp hồ sơ"),
        "cadres.emergency_closed": _("Đóng hồ sơ mở khẩn cấp"),
        "cadres.emergency_looked_at": _("Xem lại lần mở khẩn cấp"),
        "cadres.identity_shown": _("Xem đủ số định danh"),
        "cadres.people_exported": _("Xuất danh sách"),
        "cadres.import_started": _("Nạp tệp"),
        "cadres.import_checked": _("Kiểm tra tệp"),
        "cadres.import_refused": _("Tệp không đọc được"),
        "cadres.import_dropped": _("Bỏ lần nhập"),
        "cadres.import_written": _("Ghi lần nhập"),
        "cadres.import_undone": _("Hoàn tác lần nhập"),
        "cadres.import_remapped": _("Chỉnh cách đọc tệp"),
        "cadres.import_mended": _("Nạp tệp đã sửa"),
        "cadres.import_duplicate_settled": _("Quyết định dòng trùng tên"),
        "cadres.import_word_taken": _("Nhận cách đọc một từ"),
        "cadres.import_word_dropped": _("Bỏ cách đọc một từ"),
        "cadres.cadre_taken_out": _("Gỡ hồ sơ do lần nhập lập"),
        "cadres.scan_attached": _("Nạp bản chụp"),
        "cadres.scan_checked": _("Đối chiếu bản chụp"),
        "cadres.scan_viewed": _("Xem bản chụp"),
    }


def _privacy() -> dict[str, str]:
    return {
        "privacy.request_received": _("Nhận yêu cầu của chủ thể dữ liệu"),
        "privacy.request_accepted": _("Chấp nhận yêu cầu của chủ thể dữ liệu"),
        "privacy.request_refused": _("Không chấp nhận yêu cầu của chủ thể dữ liệu"),
        "privacy.request_extended": _("Gia hạn yêu cầu của chủ thể dữ liệu"),
        "privacy.request_done": _("Làm xong yêu cầu của chủ thể dữ liệu"),
        "privacy.request_withdrawn": _("Người yêu cầu rút yêu cầu"),
        "privacy.item_accepted": _("Sửa một mục theo yêu cầu"),
        "privacy.item_refused": _("Không sửa một mục xin sửa"),
        "privacy.copy_asked": _("Yêu cầu bản sao dữ liệu"),
        "privacy.copy_made": _("Lập bản sao dữ liệu"),
        "privacy.copy_exported": _("Tải bản sao dữ liệu"),
        "privacy.hold_placed": _("Giữ hồ sơ theo yêu cầu pháp lý"),
        "privacy.hold_ended": _("Thôi giữ hồ sơ"),
        "privacy.restriction_placed": _("Hạn chế xử lý dữ liệu"),
        "privacy.restriction_lifted": _("Thôi hạn chế xử lý dữ liệu"),
        "privacy.restriction_taken_over": _("Nhận giữ yêu cầu hạn chế xử lý"),
        "privacy.disposal_proposed": _("Đề nghị xóa dữ liệu"),
        "privacy.disposal_declined": _("Không xóa dữ liệu"),
        "privacy.erased": _("Xóa dữ liệu"),
        "privacy.incident_opened": _("Ghi sự cố dữ liệu cá nhân"),
        "privacy.incident_people": _("Ghi người bị ảnh hưởng bởi sự cố"),
        "privacy.incident_told": _("Báo sự cố dữ liệu cá nhân"),
        "privacy.incident_closed": _("Đóng sự cố dữ liệu cá nhân"),
        "privacy.processing_reviewed": _("Xem lại hồ sơ xử lý dữ liệu"),
    }


def _reviews() -> dict[str, str]:
    return {
        "reviews.round_opened": _("Mở đợt rà soát"),
        "reviews.round_frozen": _("Chốt đợt rà soát"),
        "reviews.verdict_adjusted": _("Ghi điều chỉnh sau chốt"),
        "reviews.people_listed": _("Ghi thêm người vào bảng rà soát"),
        "reviews.person_reviewed": _("Xác nhận một người trong rà soát"),
        "reviews.rest_confirmed": _("Xác nhận những người còn lại"),
        "reviews.sheet_sent": _("Gửi bảng rà soát"),
        "reviews.sheet_agreed": _("Đồng ý bảng rà soát"),
        "reviews.sheet_returned": _("Trả lại bảng rà soát"),
        "reviews.sheet_locked": _("Duyệt và khóa bảng rà soát"),
        "reviews.sheet_unlock_asked": _("Đề nghị mở khóa bảng rà soát"),
        "reviews.sheet_unlocked": _("Mở khóa bảng rà soát"),
        "reviews.sheet_unlock_refused": _("Không mở khóa bảng rà soát"),
        "reviews.sheet_reminded": _("Nhắc gửi bảng rà soát"),
    }


def _ratings() -> dict[str, str]:
    return {
        "ratings.round_opened": _("Mở xếp loại năm"),
        "ratings.people_listed": _("Đưa thêm người vào danh sách xếp loại"),
        "ratings.unit_rated": _("Ghi mức của đơn vị"),
        "ratings.unit_sealed": _("Chốt năm xếp loại của đơn vị"),
        "ratings.level_adjusted": _("Điều chỉnh mức đã chốt"),
        "ratings.sheet_said": _("Gửi phần tự đánh giá"),
        "ratings.sheet_commented": _("Ghi nhận xét của tập thể"),
        "ratings.sheet_proposed": _("Đề xuất mức xếp loại"),
        "ratings.sheet_decided": _("Quyết định mức xếp loại"),
        "ratings.sheet_returned": _("Trả lại phiếu xếp loại"),
        "ratings.sheet_excused": _("Không xếp loại"),
        "ratings.sheet_reopened": _("Đưa lại vào danh sách xếp loại"),
    }


def _others() -> dict[str, str]:
    return {
        "audit.list_taken": _("Tải danh sách"),
        "lists.view_saved": _("Lưu chế độ xem"),
        "lists.view_changed": _("Đổi chế độ xem"),
        "lists.view_opens_first": _("Đổi chế độ xem mở sẵn"),
        "lists.view_dropped": _("Xóa chế độ xem"),
        "declarations.round_opened": _("Mở đợt tự kê khai"),
        "declarations.round_closed": _("Đóng đợt tự kê khai"),
        "declarations.newcomers_asked": _("Hỏi thêm người mới"),
        "declarations.people_reminded": _("Nhắc người chưa gửi tờ kê khai"),
        "declarations.item_said": _("Kê khai một mục"),
        "declarations.sheet_sent": _("Gửi tờ kê khai"),
        "declarations.sheet_taken_back": _("Rút lại tờ kê khai"),
        "declarations.item_accepted": _("Nhận mục kê khai vào hồ sơ"),
        "declarations.item_refused": _("Trả lại mục kê khai"),
        "documents.template_brought_in": _("Đưa mẫu văn bản lên"),
        "organisation.reorganisation_drafted": _("Lập dự thảo sắp xếp đơn vị"),
        "organisation.reorganisation_reworded": _("Sửa văn bản của dự thảo sắp xếp"),
        "organisation.reorganisation_redrawn": _("Sửa dự thảo sắp xếp đơn vị"),
        "organisation.reorganisation_signed": _("Ban hành sắp xếp đơn vị"),
        "organisation.reorganisation_taken_back": _("Rút lại sắp xếp đơn vị"),
        "organisation.reorganisation_taken_up": _("Lấy lại dự thảo sắp xếp đơn vị đã bỏ"),
        "organisation.reorganisation_withdrawn": _("Bỏ dự thảo sắp xếp đơn vị"),
        "organisation.reorganisation_row_added": _("Ghi theo sắp xếp đơn vị"),
        "organisation.reorganisation_row_changed": _("Đổi theo sắp xếp đơn vị"),
        "organisation.unit_loaded": _("Nạp danh mục đơn vị"),
        "organisation.unitversion_loaded": _("Nạp danh mục đơn vị"),
        "organisation.unitversion_changed": _("Sửa danh mục đơn vị"),
        "organisation.succession_loaded": _("Nạp sáp nhập, chia tách"),
        "organisation.succession_changed": _("Sửa sáp nhập, chia tách"),
        "organisation.legalact_loaded": _("Nạp văn bản"),
        "organisation.coverage_loaded": _("Nạp danh mục đơn vị"),
        "classes.programme_added": _("Thêm chương trình"),
        "classes.venue_added": _("Thêm nơi học"),
        "classes.lecturerpool_added": _("Thêm tổ giảng viên"),
        "classes.lecturerpool_changed": _("Sửa tổ giảng viên"),
        "organisation.act_recorded": _("Ghi văn bản"),
        "organisation.register_written": _("Ghi danh mục đơn vị"),
        "organisation.succession_written": _("Ghi sáp nhập, chia tách"),
        "organisation.version_added": _("Ghi đơn vị"),
        "organisation.village_carried": _("Chuyển thôn theo xã"),
        "planning.plan_drafted": _("Lập dự thảo kế hoạch"),
        "planning.plan_solved_again": _("Tính lại kế hoạch"),
        "planning.plan_asked": _("Hỏi thêm về kế hoạch"),
        "planning.plan_answered": _("Trả lời câu hỏi về kế hoạch"),
        "planning.replan_asked": _("Hỏi cách điều chỉnh kế hoạch sau biến cố"),
        "planning.replan_answered": _("Tìm xong cách điều chỉnh kế hoạch"),
        "planning.plan_replanned": _("Điều chỉnh kế hoạch sau biến cố"),
        "planning.plan_pinned": _("Chốt một lựa chọn của kế hoạch"),
        "planning.plan_unpinned": _("Gỡ một chốt của kế hoạch"),
        "planning.plan_copied": _("Chép kế hoạch thành phương án"),
        "planning.plan_proposed": _("Trình phê duyệt kế hoạch"),
        "planning.proposal_made": _("Lập tờ trình kế hoạch"),
        "planning.proposal_approved": _("Phê duyệt tờ trình kế hoạch"),
        "planning.proposal_returned": _("Trả lại tờ trình kế hoạch"),
        "planning.proposal_withdrawn": _("Rút tờ trình kế hoạch"),
        "planning.proposal_voided": _("Tờ trình hết giá trị vì kế hoạch đã sửa"),
        "planning.plan_adopted": _("Phê duyệt kế hoạch"),
        "planning.plan_dropped": _("Bỏ kế hoạch"),
        "planning.need_placed": _("Chuyển người giữa các lớp"),
        "planning.people_placed": _("Xếp người vào lớp"),
        "planning.change_undone": _("Hoàn tác lần xếp tay"),
        "planning.plan_solved": _("Tính xong kế hoạch"),
    }
