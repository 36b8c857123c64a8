"""The words of territory: kinds of unit, levels, kinds of change, how sure we are."""

from enum import IntEnum, StrEnum


class Level(IntEnum):
    """How high a unit stands (cấp hành chính); a smaller number is nearer to the State."""

    PROVINCE = 1
    DISTRICT = 2
    COMMUNE = 3
    VILLAGE = 4


class UnitType(StrEnum):
    """What a unit is called by law (loại đơn vị)."""

    PROVINCE = "province"
    CITY = "city"
    TOWN = "town"
    DISTRICT = "district"
    COMMUNE = "commune"
    WARD = "ward"
    TOWNSHIP = "township"
    VILLAGE = "village"
    NEIGHBOURHOOD = "neighbourhood"

    @property
    def label(self) -> str:
        """The word written before the name: "xã", "thị trấn"."""
        return _LABELS[self][0]

    @property
    def level(self) -> Level:
        return _LABELS[self][1]


_LABELS = {
    UnitType.PROVINCE: ("tỉnh", Level.PROVINCE),
    UnitType.CITY: ("thành phố", Level.DISTRICT),
    UnitType.TOWN: ("thị xã", Level.DISTRICT),
    UnitType.DISTRICT: ("huyện", Level.DISTRICT),
    UnitType.COMMUNE: ("xã", Level.COMMUNE),
    UnitType.WARD: ("phường", Level.COMMUNE),
    UnitType.TOWNSHIP: ("thị trấn", Level.COMMUNE),
    UnitType.VILLAGE: ("thôn", Level.VILLAGE),
    UnitType.NEIGHBOURHOOD: ("tổ dân phố", Level.VILLAGE),
}


class ChangeKind(StrEnum):
    """What happened to a unit (loại biến động)."""

    MERGE = "merge"
    ABSORB = "absorb"
    SPLIT = "split"
    PART = "part"
    RENAME = "rename"
    RETYPE = "retype"
    REPARENT = "reparent"
    ABOLISH = "abolish"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The change as a Vietnamese phrase."""
        return _CHANGES[self]


_CHANGES = {
    ChangeKind.MERGE: "nhập thành đơn vị mới",
    ChangeKind.ABSORB: "nhập vào đơn vị khác",
    ChangeKind.SPLIT: "tách lập đơn vị mới",
    ChangeKind.PART: "chuyển một phần",
    ChangeKind.RENAME: "đổi tên",
    ChangeKind.RETYPE: "đổi loại",
    ChangeKind.REPARENT: "chuyển đơn vị cấp trên",
    ChangeKind.ABOLISH: "chấm dứt, không có đơn vị kế thừa",
    ChangeKind.UNKNOWN: "chưa biết",
}


class Share(StrEnum):
    """How much of the one went to the other (phần chuyển)."""

    WHOLE = "whole"
    PART = "part"
    UNKNOWN = "unknown"


class Confidence(StrEnum):
    """How sure a row is (mức tin cậy), from the words of the act to not known at all."""

    HIGH = "high"
    MEDIUM = "medium"
    DERIVED = "derived"
    LOW = "low"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return _CONFIDENCES[self]

    @classmethod
    def weakest(cls, grades: "list[Confidence]") -> "Confidence":
        """A chain is as sure as its weakest link; an empty chain is sure."""
        order = list(cls)
        return max(grades, key=order.index, default=cls.HIGH)


_CONFIDENCES = {
    Confidence.HIGH: "theo lời văn bản",
    Confidence.MEDIUM: "theo nguồn thứ cấp",
    Confidence.DERIVED: "suy ra từ dữ liệu",
    Confidence.LOW: "chưa chắc, cần đối chiếu",
    Confidence.UNKNOWN: "chưa biết",
}
