"""The life of a person's sheet in a year's rating, and the steps of it."""

from django.db import models

from caunoi.domain.vocabulary.lifecycle import Lifecycle


class SheetState(models.TextChoices):
    """Tình trạng phiếu xếp loại của một người."""

    ASKED = "asked", "Chờ tự đánh giá"
    SAID = "said", "Đã tự đánh giá"
    COMMENTED = "commented", "Đã có nhận xét"
    PROPOSED = "proposed", "Đã đề xuất mức"
    DECIDED = "decided", "Đã quyết định"
    EXCUSED = "excused", "Không xếp loại"


SHEET = Lifecycle(
    {
        SheetState.ASKED: [SheetState.SAID, SheetState.EXCUSED],
        SheetState.SAID: [SheetState.COMMENTED, SheetState.ASKED, SheetState.EXCUSED],
        SheetState.COMMENTED: [
            SheetState.COMMENTED,
            SheetState.PROPOSED,
            SheetState.ASKED,
            SheetState.EXCUSED,
        ],
        SheetState.PROPOSED: [
            SheetState.PROPOSED,
            SheetState.DECIDED,
            SheetState.COMMENTED,
            SheetState.EXCUSED,
        ],
        SheetState.DECIDED: [SheetState.DECIDED, SheetState.COMMENTED, SheetState.EXCUSED],
        SheetState.EXCUSED: [SheetState.ASKED],
    }
)
READY = frozenset({SheetState.DECIDED, SheetState.EXCUSED})
"""What nobody has to do anything about before the unit's year is sealed."""


class StepKind(models.TextChoices):
    """Một bước của phiếu xếp loại."""

    SAID = "said", "Tự đánh giá"
    COMMENTED = "commented", "Nhận xét của tập thể"
    PROPOSED = "proposed", "Đề xuất mức"
    DECIDED = "decided", "Quyết định mức"
    RETURNED = "returned", "Trả lại"
    EXCUSED = "excused", "Không xếp loại"
    REOPENED = "reopened", "Đưa lại vào danh sách"


class Decider(models.TextChoices):
    """Ai quyết định mức của một người."""

    ABOVE = "cap_tren", "Cấp trên"
    OFFICE = "don_vi", "Đơn vị"
