"""What a round may ask for, and the lives of a declaration and of its items."""

from django.db import models

from caunoi.apps.cadres.choices import QualificationKind
from caunoi.domain.vocabulary.lifecycle import Lifecycle


class Group(models.TextChoices):
    """Phần được hỏi trong một đợt tự kê khai."""

    NAME = "ho-ten", "Họ tên, ngày sinh, giới tính"
    IDENTITY = "so-dinh-danh", "Số định danh"
    CONTACT = "lien-he", "Điện thoại"
    ETHNICITY = "dan-toc", "Dân tộc"
    PARTY = "dang", "Đảng viên, ngày vào Đảng"
    EDUCATION = "hoc-van", "Giáo dục phổ thông, chuyên môn"
    THEORY = "ly-luan", "Lý luận chính trị"
    MANAGEMENT = "quan-ly", "Quản lý nhà nước"
    LANGUAGES = "ngoai-ngu", "Ngoại ngữ, tin học, tiếng dân tộc"
    TRAINING = "boi-duong", "Quốc phòng, bồi dưỡng chuyên đề"
    POSTS = "cong-tac", "Chức danh đang giữ"


FIELDS: dict[str, tuple[str, ...]] = {
    Group.NAME: ("full_name", "birth", "sex"),
    Group.IDENTITY: ("identity_number",),
    Group.CONTACT: ("phone",),
    Group.ETHNICITY: ("ethnicity",),
    Group.PARTY: ("is_party_member", "party_joined", "party_official"),
}
"""Which columns of the person each group asks for."""

PAPERS: dict[str, tuple[QualificationKind, ...]] = {
    Group.EDUCATION: (QualificationKind.GENERAL_EDUCATION, QualificationKind.PROFESSIONAL),
    Group.THEORY: (QualificationKind.POLITICAL_THEORY,),
    Group.MANAGEMENT: (QualificationKind.STATE_MANAGEMENT,),
    Group.LANGUAGES: (
        QualificationKind.FOREIGN_LANGUAGE,
        QualificationKind.IT,
        QualificationKind.ETHNIC_LANGUAGE,
    ),
    Group.TRAINING: (QualificationKind.DEFENCE, QualificationKind.SPECIALISED),
}
"""Which kinds of papers each group asks for."""


class DeclarationState(models.TextChoices):
    """Tình trạng của một tờ tự kê khai."""

    ASKED = "asked", "Chưa bắt đầu"
    FILLING = "filling", "Đang kê khai"
    SENT = "sent", "Đã gửi"
    CHECKING = "checking", "Đang kiểm tra"
    RETURNED = "returned", "Trả lại để bổ sung"
    DONE = "done", "Đã kiểm tra xong"


DECLARATION = Lifecycle(
    {
        DeclarationState.ASKED: [DeclarationState.FILLING],
        DeclarationState.FILLING: [DeclarationState.SENT, DeclarationState.DONE],
        DeclarationState.SENT: [DeclarationState.FILLING, DeclarationState.CHECKING],
        DeclarationState.CHECKING: [DeclarationState.RETURNED, DeclarationState.DONE],
        DeclarationState.RETURNED: [DeclarationState.SENT, DeclarationState.DONE],
        DeclarationState.DONE: [],
    }
)
OPEN_TO_SAY = frozenset({DeclarationState.ASKED, DeclarationState.FILLING, DeclarationState.RETURNED})
OPEN_TO_CHECK = frozenset({DeclarationState.SENT, DeclarationState.CHECKING})
HANDED_IN = frozenset(
    {
        DeclarationState.SENT,
        DeclarationState.CHECKING,
        DeclarationState.RETURNED,
        DeclarationState.DONE,
    }
)
"""Sent at least once: what came back for one item has still been sent."""


class ItemState(models.TextChoices):
    """Điều người kê khai nói về một mục, và kết quả kiểm tra."""

    SAME = "same", "Đúng"
    CHANGED = "changed", "Có thay đổi"
    ACCEPTED = "accepted", "Đã nhận vào hồ sơ"
    REFUSED = "refused", "Chưa nhận"


ITEM = Lifecycle(
    {
        ItemState.SAME: [ItemState.CHANGED],
        ItemState.CHANGED: [ItemState.SAME, ItemState.ACCEPTED, ItemState.REFUSED],
        ItemState.REFUSED: [ItemState.CHANGED, ItemState.SAME],
        ItemState.ACCEPTED: [],
    }
)
