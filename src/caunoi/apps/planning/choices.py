"""A plan's life, and why somebody is not on it."""

from django.db import models

from caunoi.domain.vocabulary.lifecycle import Lifecycle


class PlanState(models.TextChoices):
    """Trạng thái kế hoạch."""

    SOLVING = "solving", "Đang tính"
    DRAFT = "draft", "Dự thảo"
    ADOPTED = "adopted", "Đã phê duyệt"
    DROPPED = "dropped", "Đã bỏ"


PLAN = Lifecycle(
    {
        PlanState.SOLVING: [PlanState.DRAFT, PlanState.DROPPED],
        PlanState.DRAFT: [PlanState.ADOPTED, PlanState.DROPPED],
        PlanState.ADOPTED: [],
        PlanState.DROPPED: [],
    }
)


class ProposalState(models.TextChoices):
    """Trạng thái tờ trình kế hoạch."""

    WAITING = "waiting", "Chờ phê duyệt"
    APPROVED = "approved", "Đã phê duyệt"
    RETURNED = "returned", "Trả lại"
    WITHDRAWN = "withdrawn", "Đã rút"
    VOIDED = "voided", "Hết giá trị vì kế hoạch đã sửa"


PROPOSAL = Lifecycle(
    {
        ProposalState.WAITING: [
            ProposalState.APPROVED,
            ProposalState.RETURNED,
            ProposalState.WITHDRAWN,
            ProposalState.VOIDED,
        ],
        ProposalState.APPROVED: [],
        ProposalState.RETURNED: [],
        ProposalState.WITHDRAWN: [],
        ProposalState.VOIDED: [],
    }
)


class PlacedBy(models.TextChoices):
    """Ai xếp người vào lớp."""

    SOLVER = "solver", "bài giải"
    HAND = "hand", "xếp tay"


class ChangeKind(models.TextChoices):
    """Loại lần xếp tay."""

    ADD = "them", "đưa vào lớp"
    MOVE = "chuyen", "chuyển lớp"
    CLASS = "ca_lop", "chuyển cả lớp"
    REMOVE = "bo", "đưa ra khỏi lớp"
    UNDO = "hoan_tac", "hoàn tác"


class PinKind(models.TextChoices):
    """Loại chốt."""

    OPEN = "mo", "lớp này mở"
    SHUT = "khong-mo", "lớp này không mở"
    SEAT = "vao-lop", "người này học lớp này"
    OUT = "khong-xep", "người này lần này không xếp"


class Why(models.TextChoices):
    """Vì sao một nhu cầu chưa được xếp, ngoài các điều kiện của bài toán."""

    STUDYING = "studying", "đang học"
    NO_PROGRAMME = "no_programme", "chưa có chương trình"
    NOT_SOLVED = "not_solved", "chưa tính"
    BY_HAND = "by_hand", "được đưa ra bằng tay"
