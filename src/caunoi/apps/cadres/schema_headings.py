"""How offices head the columns of their lists, beside our own words for them."""

from caunoi.apps.cadres.choices import QualificationKind

HEADINGS: dict[str, tuple[str, ...]] = {
    "village": ("Thôn", "Thôn/TDP", "Thôn, TDP", "Tổ dân phố", "Bản", "Thôn, bản", "Thôn, bản, tổ dân phố"),
    "number": (
        "Số hiệu cán bộ", "Mã cán bộ", "Mã CB", "Số hiệu CBCC", "Mã số",
    ),
    "full_name": (
        "Họ tên", "Họ và tên khai sinh", "Họ, tên", "Họ và tên cán bộ", "Họ tên cán bộ", "Tên cán bộ",
    ),
    "birth": (
        "Ngày, tháng, năm sinh", "Ngày tháng năm sinh", "Năm sinh", "Sinh ngày", "NTNS", "Ngày/tháng/năm sinh",
    ),
    "sex": (
        "Giới", "Nam/Nữ", "Phái",
    ),
    "ethnicity": (
        "Thành phần dân tộc",
    ),
    "identity_number": (
        "Số CCCD", "CCCD", "Số CMND", "CMND", "Căn cước công dân", "Số căn cước", "Số định danh cá nhân",
        "Số CMND/CCCD", "CMND/CCCD", "Số CCCD/CMND", "Số CC/CCCD", "Số chứng minh nhân dân",
    ),
    "title": (
        "Chức vụ", "Chức vụ, chức danh", "Chức danh, chức vụ", "Chức vụ hiện tại", "Chức danh hiện tại",
        "Chức vụ đang giữ", "Chức danh đảm nhiệm", "Chức vụ, đơn vị công tác", "Chức danh công tác",
        "Vị trí công tác",
    ),
    "valid_from": (
        "Ngày giữ chức danh", "Ngày giữ chức vụ", "Ngày bổ nhiệm", "Giữ chức vụ từ", "Thời gian giữ chức vụ",
        "Ngày bầu, bổ nhiệm", "Thời điểm bổ nhiệm", "Ngày được bầu", "Thời gian bổ nhiệm",
        "Giữ chức danh từ ngày",
    ),
    "first_elected": (
        "Ngày bầu lần đầu", "Giữ chức vụ lần đầu",
    ),
    "decision": (
        "Số quyết định", "Quyết định bổ nhiệm", "Số, ngày quyết định",
    ),
    "other_titles": (
        "Kiêm nhiệm", "Chức danh kiêm nhiệm", "Chức vụ kiêm nhiệm", "Kiêm nhiệm chức danh",
    ),
    "district": (
        "Huyện, thành phố", "Huyện/Thành phố", "Quận, huyện", "Tên huyện", "Đơn vị cấp huyện", "Huyện, TP",
        "Cấp huyện",
    ),
    "commune": (
        "Xã, phường, thị trấn", "Xã/Phường/Thị trấn", "Xã, phường", "Xã/Phường", "Xã, thị trấn",
        "Đơn vị công tác", "Đơn vị", "Nơi công tác", "Cơ quan, đơn vị công tác", "Tên xã", "Đơn vị cấp xã",
        "Cấp xã", "Địa phương", "Cơ quan công tác",
    ),
    "unit_code": (
        "Mã xã", "Mã ĐVHC", "Mã đơn vị hành chính",
    ),
    "trainings": (
        "Bồi dưỡng", "Bồi dưỡng chuyên đề", "Các lớp bồi dưỡng",
    ),
    "study_ends": (
        "Dự kiến tốt nghiệp", "Thời gian học xong",
    ),
    "professional_field": (
        "Ngành", "Chuyên ngành", "Chuyên ngành đào tạo", "Ngành học", "Chuyên môn ngành",
        "Ngành, chuyên ngành",
    ),
    "is_party_member": (
        "Là đảng viên",
    ),
    "party_joined": (
        "Ngày vào ĐCSVN", "Vào Đảng", "Ngày vào Đảng CSVN", "Ngày vào Đảng dự bị", "Ngày kết nạp",
        "Ngày kết nạp Đảng", "Dự bị",
    ),
    "party_official": (
        "Ngày vào Đảng chính thức", "Chính thức", "Ngày chính thức vào Đảng",
    ),
    "rating_year": (
        "Năm đánh giá",
    ),
    "rating": (
        "Xếp loại năm trước", "Xếp loại chất lượng", "Đánh giá xếp loại", "Kết quả xếp loại",
        "Xếp loại cán bộ", "Kết quả đánh giá", "Đánh giá, xếp loại",
    ),
}  # fmt: skip
LEVEL_TITLES = {
    QualificationKind.GENERAL_EDUCATION: ("Giáo dục phổ thông", ("GDPT", "Văn hóa", "Trình độ văn hóa", "Trình độ GDPT",
                                          "Học vấn", "Trình độ học vấn", "Trình độ giáo dục phổ thông")),
    QualificationKind.PROFESSIONAL: ("Chuyên môn", ("Trình độ chuyên môn", "CM", "Chuyên môn nghiệp vụ", "Trình độ CM",
                                     "Chuyên môn, nghiệp vụ", "Chuyên môn trình độ", "Trình độ chuyên môn cao nhất",
                                     "Trình độ đào tạo")),
    QualificationKind.POLITICAL_THEORY: ("Lý luận chính trị", ("LLCT", "Trình độ LLCT", "Trình độ lý luận chính trị",
                                         "Chính trị", "Lý luận CT", "Trình độ chính trị")),
    QualificationKind.STATE_MANAGEMENT: ("Quản lý nhà nước", ("QLNN", "Trình độ QLNN", "Quản lý hành chính nhà nước",
                                         "Bồi dưỡng QLNN", "Trình độ quản lý nhà nước", "QLHCNN")),
    QualificationKind.IT: ("Tin học", ("TH", "Trình độ tin học", "CNTT", "Chứng chỉ tin học")),
    QualificationKind.FOREIGN_LANGUAGE: ("Ngoại ngữ", ("NN", "Trình độ ngoại ngữ", "Chứng chỉ ngoại ngữ", "Tiếng Anh")),
    QualificationKind.ETHNIC_LANGUAGE: ("Tiếng dân tộc", ("Tiếng DTTS", "Tiếng dân tộc thiểu số")),
    QualificationKind.DEFENCE: ("Quốc phòng – an ninh", ("QPAN", "QP-AN", "QP&AN", "Quốc phòng an ninh", "KTQP",
                                "Kiến thức quốc phòng", "Bồi dưỡng QPAN", "Kiến thức quốc phòng và an ninh")),
}  # fmt: skip
