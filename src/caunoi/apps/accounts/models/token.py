"""Keys with which another office's program asks the API."""

from django.db import models
from django.db.models import Q

from caunoi.apps.accounts.choices import GrantState, Reach, ReadsUpTo, Role
from caunoi.apps.accounts.models.grant import Grant
from caunoi.apps.organisation.models import Unit
from caunoi.foundation.db.base import Record
from caunoi.foundation.policy import FieldClass, ScopedManager


class AccessToken(Record):
    """A read-only key of an office (mã truy cập chỉ đọc của đơn vị): the reading half of one role at one unit.

    It counts while the right it was drawn from counts, until its end, its unit's end or its withdrawal. Of the secret
    only a digest is kept; ``handle`` is the part everybody may see. Its uses are counted beside the database.

    Personal data: none beyond who asked and who decided. Kept for ever with the audit.
    """

    name = models.CharField("tên", max_length=80)
    reason = models.CharField("để làm gì", max_length=300)
    drawn_from = models.ForeignKey(Grant, models.PROTECT, related_name="+", verbose_name="lấy từ quyền")
    role = models.CharField("vai trò", max_length=10, choices=Role.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    reach = models.CharField("phạm vi", max_length=10, choices=Reach.choices)
    up_to = models.PositiveSmallIntegerField("đọc đến lớp", choices=ReadsUpTo.choices)
    personal_reason = models.CharField("vì sao cần dữ liệu cá nhân", max_length=300, blank=True)
    valid_to = models.DateField("hết hiệu lực từ ngày")
    asked_by = models.CharField("người xin", max_length=120)
    asked_at = models.DateTimeField("xin lúc")
    state = models.CharField(
        "tình trạng", max_length=10, choices=GrantState.choices, default=GrantState.PENDING
    )
    decided_by = models.CharField("người duyệt", max_length=120, blank=True)
    decision = models.CharField("lý do duyệt hoặc không duyệt", max_length=300, blank=True)
    handle = models.CharField("mã ngắn", max_length=8, unique=True)
    digest = models.CharField("dấu vết của mã", max_length=64, blank=True)
    issued_at = models.DateTimeField("lấy mã lúc", null=True)
    withdrawn_at = models.DateTimeField("thu hồi lúc", null=True)
    withdrawn_by = models.CharField("người thu hồi", max_length=120, blank=True)
    withdrawal = models.CharField("lý do thu hồi", max_length=300, blank=True)
    used_on = models.DateField("dùng lần cuối ngày", null=True)
    used_count = models.PositiveIntegerField("số lần dùng", default=0)

    field_classes = {
        **dict.fromkeys(
            [
                "id", "name", "reason", "drawn_from", "role", "unit", "reach", "up_to", "personal_reason", "valid_to",
                "asked_by", "asked_at", "state", "decided_by", "decision", "handle", "issued_at", "withdrawn_at",
                "withdrawn_by", "withdrawal", "used_on", "used_count",
            ],
            FieldClass.P1,
        ),
        "digest": FieldClass.K,
    }  # fmt: skip

    objects = ScopedManager()

    class Meta:
        verbose_name = "mã truy cập chỉ đọc"
        verbose_name_plural = "mã truy cập chỉ đọc"
        constraints = [
            models.CheckConstraint(
                condition=Q(digest="", issued_at__isnull=True)
                | Q(issued_at__isnull=False, state=GrantState.GIVEN),
                name="accounts_token_taken_only_when_approved",
            ),
            models.CheckConstraint(
                condition=Q(up_to=ReadsUpTo.WORK) | ~Q(personal_reason=""),
                name="accounts_token_personal_data_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.handle} {self.role} {self.unit_id}"

    @property
    def key(self) -> str:
        """What the record and the readings name this key by."""
        return f"token:{self.pk}"
