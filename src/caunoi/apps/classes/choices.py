"""Kinds of training."""

from django.db import models


class ProgrammeForm(models.TextChoices):
    """Hình thức đào tạo, bồi dưỡng."""

    DEGREE = "dao_tao", "Đào tạo"
    REFRESHER = "boi_duong", "Bồi dưỡng"
    SHORT = "tap_huan", "Tập huấn"
    COACHING = "cam_tay_chi_viec", "Cầm tay chỉ việc"


class VenueKind(models.TextChoices):
    """Loại cơ sở đào tạo."""

    PROVINCIAL_SCHOOL = "truong_chinh_tri", "Trường Chính trị tỉnh"
    DISTRICT_CENTRE = "trung_tam", "Trung tâm Bồi dưỡng chính trị"
    PARTNER = "lien_ket", "Cơ sở liên kết"
