"""Roles and how far a grant reaches."""

from django.db import models


class Role(models.TextChoices):
    """Vai trò."""

    LEADER = "lanhdao", "Lãnh đạo"
    BOARD = "btc", "Chuyên viên Ban Tổ chức"
    COMMUNE = "xa", "Văn phòng xã, phường"
    SCHOOL = "truong", "Trường, trung tâm"
    OFFICIAL = "canbo", "Cán bộ"
    VILLAGE = "thon", "Thôn, tổ dân vận"
    FRONT = "mattran", "Mặt trận"
    AUDITOR = "kiemtra", "Kiểm tra"
    ADMINISTRATOR = "quantri", "Quản trị"


class GrantState(models.TextChoices):
    """Tình trạng của một lần giao quyền."""

    PENDING = "pending", "Chờ người thứ hai duyệt"
    GIVEN = "given", "Đã giao"
    REFUSED = "refused", "Không duyệt"


class Reach(models.TextChoices):
    """Phạm vi của một lần giao quyền."""

    SELF = "self", "chỉ hồ sơ của mình"
    UNIT = "unit", "đơn vị"
    SUBTREE = "subtree", "đơn vị và cấp dưới"


class ReadsUpTo(models.IntegerChoices):
    """Mã truy cập đọc đến lớp dữ liệu nào."""

    WORK = 1, "Dữ liệu công việc: họ tên, chức danh, đơn vị, con số"
    PERSONAL = 2, "Cả dữ liệu cá nhân: ngày sinh, trình độ, liên hệ"
    SENSITIVE = 3, "Cả dữ liệu cá nhân nhạy cảm"


class ResetState(models.TextChoices):
    """Tình trạng của một yêu cầu đặt lại xác thực."""

    PENDING = "pending", "Chờ người thứ hai duyệt"
    DONE = "done", "Đã đặt lại"
    REFUSED = "refused", "Không duyệt"


class PasswordState(models.TextChoices):
    """Tình trạng của một yêu cầu cấp lại mật khẩu."""

    PENDING = "pending", "Chờ quản trị viên"
    CHECKED = "checked", "Chờ người thứ hai duyệt"
    GIVEN = "given", "Đã cấp giấy"
    USED = "used", "Đã đặt mật khẩu mới"
    REFUSED = "refused", "Không cấp"
    REPLACED = "replaced", "Đã có giấy mới thay"


class Need(models.TextChoices):
    """Nhu cầu mở khẩn cấp một hồ sơ."""

    COMPLAINT = "don-thu", "Giải quyết đơn thư, tố cáo"
    DISASTER = "thien-tai", "Thiên tai, tai nạn, cứu trợ"
    HEALTH = "suc-khoe", "Tính mạng, sức khỏe của người ấy"
    COURT = "co-quan", "Yêu cầu của tòa án, cơ quan điều tra"
    INSPECTION = "kiem-tra", "Cuộc kiểm tra có quyết định"


EMERGENCY = "khancap"
"""The role with which one file is read in an emergency: nobody is given it, and it only reads."""
MAY_OPEN = frozenset({Role.AUDITOR.value, Role.BOARD.value})
