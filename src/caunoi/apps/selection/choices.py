"""The lives of a nomination and of an owed standard, and the steps a nomination takes on its way up."""

from django.db import models

from caunoi.domain.vocabulary.lifecycle import Lifecycle


class NominationState(models.TextChoices):
    """Tình trạng của một đề cử."""

    SENT = "sent", "Chờ duyệt"
    AGREED = "agreed", "Cấp huyện đã đồng ý"
    RETURNED = "returned", "Trả lại"
    APPROVED = "approved", "Đã duyệt"
    WITHDRAWN = "withdrawn", "Đã rút"


NOMINATION = Lifecycle(
    {
        NominationState.SENT: [
            NominationState.AGREED,
            NominationState.RETURNED,
            NominationState.APPROVED,
            NominationState.WITHDRAWN,
        ],
        NominationState.AGREED: [NominationState.RETURNED, NominationState.APPROVED],
        NominationState.RETURNED: [NominationState.SENT, NominationState.WITHDRAWN],
        NominationState.APPROVED: [NominationState.RETURNED],
        NominationState.WITHDRAWN: [],
    }
)
WAITING_ABOVE = frozenset({NominationState.SENT, NominationState.AGREED})
LIVE = frozenset(
    {NominationState.SENT, NominationState.AGREED, NominationState.RETURNED, NominationState.APPROVED}
)


class StepKind(models.TextChoices):
    """Một bước của đề cử trên đường lên hoặc trở lại."""

    NOMINATED = "nominated", "Đề cử"
    AGREED = "agreed", "Cấp huyện đồng ý"
    RETURNED = "returned", "Trả lại"
    APPROVED = "approved", "Duyệt"
    SENT_AGAIN = "sent_again", "Gửi lại"
    WITHDRAWN = "withdrawn", "Rút"


class OwedState(models.TextChoices):
    """Tình trạng của một lần cho nợ chuẩn."""

    OPEN = "open", "Còn nợ"
    SETTLED = "settled", "Đã trả xong"
    REVOKED = "revoked", "Thôi cho nợ"
    REPLACED = "replaced", "Thay bằng quyết định gia hạn"


OWED = Lifecycle(
    {
        OwedState.OPEN: [OwedState.SETTLED, OwedState.REVOKED, OwedState.REPLACED],
        OwedState.SETTLED: [],
        OwedState.REVOKED: [],
        OwedState.REPLACED: [],
    }
)
