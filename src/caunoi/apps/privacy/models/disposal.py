"""What must stay, and what is due to go."""

from django.db import models
from django.db.models import Q

from caunoi.apps.organisation.models import Unit
from caunoi.apps.privacy.choices import DisposalState
from caunoi.apps.privacy.models.request import SubjectRequest
from caunoi.foundation.db.base import EffectiveDated, Record
from caunoi.foundation.policy import FieldClass, ScopedManager


class LegalHold(EffectiveDated):
    """Somebody's data must not be erased (giữ theo yêu cầu pháp lý): who asked for it, in which paper, until when.

    Personal data: whose file and why (P2). Kept with the record.
    """

    subject_id = models.UUIDField("hồ sơ của ai", db_index=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name="đơn vị quản lý hồ sơ lúc ghi"
    )
    asked_by = models.CharField("cơ quan yêu cầu giữ", max_length=200)
    paper = models.CharField("văn bản yêu cầu", max_length=200)
    reason = models.CharField("lý do", max_length=500)
    placed_by = models.CharField("người ghi", max_length=200)
    ended_by = models.CharField("người ghi thôi giữ", max_length=200, blank=True)
    end_reason = models.CharField("lý do thôi giữ", max_length=300, blank=True)

    field_classes = {
        **dict.fromkeys(
            ["id", "valid_from", "valid_to", "subject_id", "unit", "placed_by", "ended_by"], FieldClass.P1
        ),
        **dict.fromkeys(["asked_by", "paper", "reason", "end_reason"], FieldClass.P2),
    }

    class Meta(EffectiveDated.Meta):
        verbose_name = "giữ theo yêu cầu pháp lý"
        verbose_name_plural = "giữ theo yêu cầu pháp lý"
        ordering = ["-valid_from"]

    def __str__(self) -> str:
        return f"{self.subject_id} {self.valid_from}"


class Disposal(Record):
    """Something whose time is over and that waits for a second person (đề nghị xóa); afterwards, that it is gone.

    Personal data: whose (the id alone). Kept for ever: it is the proof that something was erased rightly.
    """

    stays_when_joined = True  # it names one row to be erased: never the one its record was joined to

    subject_id = models.UUIDField("hồ sơ của ai", db_index=True)
    row_id = models.UUIDField("dòng")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name="đơn vị quản lý hồ sơ lúc đề nghị"
    )
    what = models.CharField("loại dữ liệu", max_length=60)
    counted_from = models.DateField("tính từ ngày", null=True, blank=True)
    due_on = models.DateField("hết hạn lưu từ ngày")
    clause = models.CharField("căn cứ", max_length=300)
    request = models.ForeignKey(
        SubjectRequest,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="disposals",
        verbose_name="yêu cầu",
    )
    proposed_by = models.CharField("mã người đề nghị", max_length=120)
    proposed_label = models.CharField("người đề nghị", max_length=200)
    proposed_on = models.DateField("ngày đề nghị")
    state = models.CharField(
        "tình trạng", max_length=10, choices=DisposalState.choices, default=DisposalState.PROPOSED
    )
    decided_by = models.CharField("người thứ hai", max_length=200, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    reason = models.CharField("lý do không xóa", max_length=300, blank=True)
    erased = models.JSONField("đã xóa", default=dict, blank=True)

    field_classes = {
        **dict.fromkeys(
            [
                "id", "subject_id", "row_id", "unit", "what", "counted_from", "due_on", "clause", "request",
                "proposed_by", "proposed_label", "proposed_on", "state", "decided_by", "decided_on", "erased",
            ],
            FieldClass.P1,
        ),
        "reason": FieldClass.P2,
    }  # fmt: skip

    objects = ScopedManager()

    class Meta:
        verbose_name = "đề nghị xóa"
        verbose_name_plural = "đề nghị xóa"
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["what", "row_id"], condition=Q(state="proposed"), name="disposal_proposed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.row_id}"
