"""Kinds of units, of changes and of how sure we are: the domain's words, fit for columns and forms."""

from datetime import date

from django.db import models

from caunoi.domain import lineage
from caunoi.domain.vocabulary.lifecycle import Lifecycle

RECORD_BEGINS = date(1997, 1, 1)
"""Where nobody recorded a beginning, a version counts from this day (the refounding of Bắc Giang) and says so."""


class UnitType(models.TextChoices):
    """Loại đơn vị."""

    PROVINCE = "province", lineage.UnitType.PROVINCE.label
    CITY = "city", lineage.UnitType.CITY.label
    TOWN = "town", lineage.UnitType.TOWN.label
    DISTRICT = "district", lineage.UnitType.DISTRICT.label
    COMMUNE = "commune", lineage.UnitType.COMMUNE.label
    WARD = "ward", lineage.UnitType.WARD.label
    TOWNSHIP = "township", lineage.UnitType.TOWNSHIP.label
    VILLAGE = "village", lineage.UnitType.VILLAGE.label
    NEIGHBOURHOOD = "neighbourhood", lineage.UnitType.NEIGHBOURHOOD.label


def _of_level(level: lineage.Level) -> frozenset[str]:
    return frozenset(kind for kind in UnitType.values if lineage.UnitType(kind).level is level)


DISTRICT_TYPES = _of_level(lineage.Level.DISTRICT)
COMMUNE_TYPES = _of_level(lineage.Level.COMMUNE)
VILLAGE_TYPES = _of_level(lineage.Level.VILLAGE)


class AreaClass(models.TextChoices):
    """Phân loại vùng, dùng khi tiêu chuẩn khác nhau theo vùng."""

    LOWLAND = "dong_bang", "đồng bằng"
    MOUNTAIN = "mien_nui", "miền núi"
    HIGHLAND = "vung_cao", "vùng cao"


class SuccessionKind(models.TextChoices):
    """Cách một đơn vị trở thành đơn vị khác, hoặc thành chính nó với tên, loại, cấp trên mới."""

    MERGE = "merge", lineage.ChangeKind.MERGE.label
    ABSORB = "absorb", lineage.ChangeKind.ABSORB.label
    SPLIT = "split", lineage.ChangeKind.SPLIT.label
    PART = "part", lineage.ChangeKind.PART.label
    RENAME = "rename", lineage.ChangeKind.RENAME.label
    RETYPE = "retype", lineage.ChangeKind.RETYPE.label
    REPARENT = "reparent", lineage.ChangeKind.REPARENT.label
    ABOLISH = "abolish", lineage.ChangeKind.ABOLISH.label
    UNKNOWN = "unknown", lineage.ChangeKind.UNKNOWN.label


class Share(models.TextChoices):
    """Phần của đơn vị trước chuyển sang đơn vị sau."""

    WHOLE = "whole", "toàn bộ"
    PART = "part", "một phần"
    UNKNOWN = "unknown", "chưa biết phần nào"


class Confidence(models.TextChoices):
    """Độ tin cậy của một dữ kiện về đơn vị."""

    HIGH = "high", lineage.Confidence.HIGH.label
    MEDIUM = "medium", lineage.Confidence.MEDIUM.label
    DERIVED = "derived", lineage.Confidence.DERIVED.label
    LOW = "low", lineage.Confidence.LOW.label
    UNKNOWN = "unknown", lineage.Confidence.UNKNOWN.label


class Completeness(models.TextChoices):
    """Danh mục của một tỉnh đầy đủ đến đâu trong một khoảng thời gian."""

    COMPLETE = "complete", "đầy đủ"
    PARTIAL = "partial", "chưa đầy đủ"
    UNKNOWN = "unknown", "chưa có"


class ReorganisationState(models.TextChoices):
    """Tình trạng một lần sắp xếp."""

    DRAFT = "draft", "Dự thảo"
    SIGNED = "signed", "Đã ban hành"
    WITHDRAWN = "withdrawn", "Đã bỏ"


REORGANISATION = Lifecycle(
    {
        ReorganisationState.DRAFT: [ReorganisationState.SIGNED, ReorganisationState.WITHDRAWN],
        ReorganisationState.SIGNED: [ReorganisationState.DRAFT],
        ReorganisationState.WITHDRAWN: [ReorganisationState.DRAFT],
    }
)
"""Signed goes back to a draft only until the day it takes effect; withdrawn may be taken up again."""


class Weight(models.TextChoices):
    """Hệ quả đòi gì ở người đọc; cái tự theo đơn vị thì không dòng nào phải ghi."""

    WRITTEN = "written", "Tự ghi khi ban hành"
    FOLLOWS = "follows", "Tự theo đơn vị"
    DECIDE = "decide", "Cần người quyết định"
    STOP = "stop", "Không cho ban hành"
