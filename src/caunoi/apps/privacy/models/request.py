"""What a person asks the office to do with the data about them."""

from django.db import models

from caunoi.apps.organisation.models import Unit
from caunoi.apps.privacy.choices import ItemState, RequestKind, RequestState, Way
from caunoi.foundation.db.base import Record
from caunoi.foundation.db.fields import EncryptedTextField
from caunoi.foundation.policy import FieldClass, ScopedManager


class SubjectRequest(Record):
    """A request of a data subject (yêu cầu của chủ thể dữ liệu), with its two time limits and its answer.

    The person is named by the id of the file alone, so that the register outlives an erasure without naming anybody.

    Personal data: whose file, and the words of request and answer (P2). The words are emptied five years after its end.
    """

    year = models.PositiveSmallIntegerField("năm")
    ordinal = models.PositiveIntegerField("số thứ tự trong năm")
    subject_id = models.UUIDField("hồ sơ của ai", db_index=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name="đơn vị quản lý hồ sơ lúc nhận"
    )
    kind = models.CharField("loại yêu cầu", max_length=12, choices=RequestKind.choices)
    way = models.CharField("đến bằng", max_length=6, choices=Way.choices)
    words = models.CharField("nội dung yêu cầu", max_length=1000, blank=True)
    received_on = models.DateField("ngày nhận")
    answer_by = models.DateField("hạn trả lời")
    finish_by = models.DateField("hạn làm xong")
    asked_by = models.CharField("người ghi yêu cầu", max_length=120)
    state = models.CharField(
        "tình trạng", max_length=10, choices=RequestState.choices, default=RequestState.RECEIVED
    )
    handler_key = models.CharField("mã người giải quyết", max_length=120, blank=True)
    handler = models.CharField("người giải quyết", max_length=200, blank=True)
    answered_on = models.DateField("ngày trả lời", null=True, blank=True)
    answer = models.CharField("nội dung trả lời", max_length=1000, blank=True)
    clause = models.CharField("căn cứ", max_length=300, blank=True)
    extended_on = models.DateField("ngày gia hạn", null=True, blank=True)
    extension = models.CharField("lý do gia hạn", max_length=300, blank=True)
    finished_on = models.DateField("ngày kết thúc", null=True, blank=True)

    field_classes = {
        **dict.fromkeys(
            [
                "id", "year", "ordinal", "subject_id", "unit", "kind", "way", "received_on", "answer_by", "finish_by",
                "asked_by", "state", "handler_key", "handler", "answered_on", "clause", "extended_on", "finished_on",
            ],
            FieldClass.P1,
        ),
        **dict.fromkeys(["words", "answer", "extension"], FieldClass.P2),
    }  # fmt: skip

    objects = ScopedManager()

    class Meta:
        verbose_name = "yêu cầu của chủ thể dữ liệu"
        verbose_name_plural = "yêu cầu của chủ thể dữ liệu"
        ordering = ["-received_on", "-ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["year", "ordinal"], name="subject_request_number_once")
        ]

    @property
    def number(self) -> str:
        return f"YC-{self.ordinal:04d}/{self.year}"

    def __str__(self) -> str:
        return self.number


class RequestedChange(Record):
    """One item somebody asks to have corrected (mục xin sửa): the column and what should stand there.

    Personal data: the value asked for (up to P3), encrypted. Kept with the request.
    """

    request = models.ForeignKey(SubjectRequest, models.CASCADE, related_name="items", verbose_name="yêu cầu")
    column = models.CharField("mục", max_length=40)
    asked = EncryptedTextField("xin sửa thành", blank=True, default="")
    state = models.CharField(
        "tình trạng", max_length=10, choices=ItemState.choices, default=ItemState.WAITING
    )
    reason = models.CharField("lý do", max_length=300, blank=True)
    decided_by = models.CharField("người xem xét", max_length=200, blank=True)
    decided_on = models.DateField("ngày xem xét", null=True, blank=True)

    field_classes = {
        **dict.fromkeys(["id", "request", "column", "state", "decided_by", "decided_on"], FieldClass.P1),
        "reason": FieldClass.P2,
        "asked": FieldClass.P3,
    }

    objects = ScopedManager()

    class Meta:
        verbose_name = "mục xin sửa"
        verbose_name_plural = "mục xin sửa"
        ordering = ["column"]
        constraints = [models.UniqueConstraint(fields=["request", "column"], name="requested_change_once")]

    def __str__(self) -> str:
        return f"{self.request_id} {self.column}"
