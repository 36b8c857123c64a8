"""Enumerations of the registry. Ordinal levels themselves are dated data in ``regulations/standards``."""

from django.db import models


class Sex(models.TextChoices):
    """Giới tính."""

    MALE = "nam", "Nam"
    FEMALE = "nu", "Nữ"


class PostingKind(models.TextChoices):
    """Cách giữ chức danh."""

    MAIN = "main", "chính"
    CONCURRENT = "concurrent", "kiêm nhiệm"
    ACTING = "acting", "quyền, phụ trách"
    PLANNED = "planned", "dự kiến"


class QualificationKind(models.TextChoices):
    """Loại trình độ; cùng tên với cột dữ kiện của bộ tiêu chuẩn."""

    GENERAL_EDUCATION = "general_education", "Giáo dục phổ thông"
    PROFESSIONAL = "professional", "Chuyên môn"
    POLITICAL_THEORY = "political_theory", "Lý luận chính trị"
    STATE_MANAGEMENT = "state_management", "Quản lý nhà nước"
    IT = "it", "Tin học"
    FOREIGN_LANGUAGE = "foreign_language", "Ngoại ngữ"
    ETHNIC_LANGUAGE = "ethnic_language", "Tiếng dân tộc"
    DEFENCE = "defence", "Quốc phòng – an ninh"
    SPECIALISED = "specialised", "Bồi dưỡng chuyên đề"


class QualificationStatus(models.TextChoices):
    """Đã có hay đang học."""

    HELD = "held", "đã có"
    STUDYING = "studying", "đang học"


class Verification(models.TextChoices):
    """Trạng thái xác minh; chưa xác minh được đếm riêng."""

    UNVERIFIED = "unverified", "chưa xác minh"
    VERIFIED = "verified", "đã xác minh"
    REJECTED = "rejected", "không chấp nhận"


class EvidenceState(models.TextChoices):
    """Kết quả đối chiếu bản chụp với điều ghi trong hồ sơ."""

    UNCHECKED = "unchecked", "chưa đối chiếu"
    MATCHED = "matched", "đã đối chiếu"
    MISMATCHED = "mismatched", "không khớp"


class Grade(models.TextChoices):
    """Xếp loại chất lượng hằng năm."""

    EXCELLENT = "htxs", "Hoàn thành xuất sắc nhiệm vụ"
    GOOD = "htt", "Hoàn thành tốt nhiệm vụ"
    FAIR = "ht", "Hoàn thành nhiệm vụ"
    POOR = "kht", "Không hoàn thành nhiệm vụ"


LEAVE_OUT = ""  # what the check page sends for a column of the file that is not to be read
