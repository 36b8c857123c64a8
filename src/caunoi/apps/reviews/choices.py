"""The lives of a round and of a unit's sheet, what may be said of a person, and the steps of an approval."""

from django.db import models

from caunoi.domain.vocabulary.lifecycle import Lifecycle


class RoundState(models.TextChoices):
    """Tình trạng của một đợt rà soát."""

    OPEN = "open", "Đang rà soát"
    FROZEN = "frozen", "Đã chốt"


ROUND = Lifecycle({RoundState.OPEN: [RoundState.FROZEN], RoundState.FROZEN: []})


class SheetState(models.TextChoices):
    """Tình trạng bảng rà soát của một đơn vị."""

    ASKED = "asked", "Chưa bắt đầu"
    FILLING = "filling", "Đang rà soát"
    SENT = "sent", "Đã gửi"
    AGREED = "agreed", "Cấp trên trực tiếp đã đồng ý"
    RETURNED = "returned", "Trả lại để bổ sung"
    LOCKED = "locked", "Đã duyệt và khóa"


SHEET = Lifecycle(
    {
        SheetState.ASKED: [SheetState.FILLING, SheetState.SENT],
        SheetState.FILLING: [SheetState.SENT],
        SheetState.SENT: [SheetState.AGREED, SheetState.RETURNED, SheetState.LOCKED],
        SheetState.AGREED: [SheetState.RETURNED, SheetState.LOCKED],
        SheetState.RETURNED: [SheetState.SENT],
        SheetState.LOCKED: [SheetState.RETURNED],
    }
)
OPEN_TO_FILL = frozenset({SheetState.ASKED, SheetState.FILLING, SheetState.RETURNED})
WAITING_ABOVE = frozenset({SheetState.SENT, SheetState.AGREED})
HANDED_IN = frozenset({SheetState.SENT, SheetState.AGREED, SheetState.LOCKED})


class Answer(models.TextChoices):
    """Điều đơn vị xác nhận về một người trong đợt rà soát."""

    OPEN = "open", "Chưa xem"
    SAME = "same", "Giữ nguyên"
    CHANGED = "changed", "Có thay đổi"
    LEFT = "left", "Thôi giữ chức"


class StepKind(models.TextChoices):
    """Một bước trong quá trình gửi, duyệt, mở khóa."""

    SENT = "sent", "Gửi"
    AGREED = "agreed", "Cấp trên trực tiếp đồng ý"
    RETURNED = "returned", "Trả lại"
    LOCKED = "locked", "Duyệt và khóa"
    UNLOCK_ASKED = "unlock_asked", "Đề nghị mở khóa"
    UNLOCKED = "unlocked", "Mở khóa"
    UNLOCK_REFUSED = "unlock_refused", "Không mở khóa"
    REMINDED = "reminded", "Nhắc"
