"""Kinds of units, successions and legal acts."""

from django.db import models


class UnitType(models.TextChoices):
    """Loại đơn vị."""

    PROVINCE = "province", "tỉnh"
    CITY = "city", "thành phố"
    TOWN = "town", "thị xã"
    DISTRICT = "district", "huyện"
    COMMUNE = "commune", "xã"
    WARD = "ward", "phường"
    TOWNSHIP = "township", "thị trấn"
    VILLAGE = "village", "thôn"


DISTRICT_TYPES = frozenset({UnitType.CITY, UnitType.TOWN, UnitType.DISTRICT})
COMMUNE_TYPES = frozenset({UnitType.COMMUNE, UnitType.WARD, UnitType.TOWNSHIP})


class AreaClass(models.TextChoices):
    """Phân loại vùng, dùng khi tiêu chuẩn khác nhau theo vùng."""

    LOWLAND = "dong_bang", "đồng bằng"
    MOUNTAIN = "mien_nui", "miền núi"
    HIGHLAND = "vung_cao", "vùng cao"


class SuccessionKind(models.TextChoices):
    """Cách một đơn vị trở thành đơn vị khác."""

    MERGE = "merge", "sáp nhập"
    ABSORB = "absorb", "nhập vào"
    SPLIT = "split", "chia tách"
    PART = "part", "chuyển một phần"
    ABOLISH = "abolish", "kết thúc hoạt động"


class Confidence(models.TextChoices):
    """Độ tin cậy của một dữ kiện về đơn vị."""

    HIGH = "high", "đã đối chiếu văn bản"
    MEDIUM = "medium", "nguồn mở"
    LOW = "low", "suy ra, cần đối chiếu"
    UNKNOWN = "unknown", "chưa rõ"
