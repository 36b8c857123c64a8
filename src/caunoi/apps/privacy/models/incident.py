"""What went wrong with personal data, whose it was, and who was told when."""

from django.db import models

from caunoi.apps.organisation.models import Unit
from caunoi.apps.privacy.choices import IncidentKind, IncidentState, Recipient, ReviewKind
from caunoi.foundation.db.base import Record
from caunoi.foundation.policy import FieldClass, ScopedManager


class Incident(Record):
    """A breach of personal data (sự cố dữ liệu cá nhân): noticed when, what happened, until when it must be notified.

    Personal data: what is written about it (P2). Kept for ever: it is the proof that it was notified in time.
    """

    only_now = "Sổ sự cố ghi nối tiếp theo giờ; mỗi lần báo và lần đóng đã mang giờ của nó"

    year = models.PositiveSmallIntegerField("năm")
    ordinal = models.PositiveIntegerField("số thứ tự trong năm")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị xảy ra")
    kind = models.CharField("loại sự cố", max_length=12, choices=IncidentKind.choices)
    noticed_at = models.DateTimeField("phát hiện lúc")
    notify_by = models.DateTimeField("hạn báo cơ quan chuyên trách")
    clause = models.CharField("căn cứ của hạn", max_length=300)
    what = models.CharField("diễn biến", max_length=1000)
    fields = models.CharField("loại dữ liệu bị ảnh hưởng", max_length=300)
    measures = models.CharField("biện pháp đã làm", max_length=1000, blank=True)
    state = models.CharField(
        "tình trạng", max_length=8, choices=IncidentState.choices, default=IncidentState.OPEN
    )
    entered_by = models.CharField("người ghi sổ", max_length=200)
    closed_on = models.DateField("đóng ngày", null=True, blank=True)
    closing = models.CharField("kết luận khi đóng", max_length=1000, blank=True)

    field_classes = {
        **dict.fromkeys(
            [
                "id", "year", "ordinal", "unit", "kind", "noticed_at", "notify_by", "clause", "state", "entered_by",
                "closed_on",
            ],
            FieldClass.P1,
        ),
        **dict.fromkeys(["what", "fields", "measures", "closing"], FieldClass.P2),
    }  # fmt: skip

    objects = ScopedManager()

    class Meta:
        verbose_name = "sự cố dữ liệu cá nhân"
        verbose_name_plural = "sự cố dữ liệu cá nhân"
        ordering = ["-noticed_at"]
        constraints = [models.UniqueConstraint(fields=["year", "ordinal"], name="incident_number_once")]

    @property
    def number(self) -> str:
        return f"SC-{self.ordinal:04d}/{self.year}"

    def __str__(self) -> str:
        return self.number


class IncidentPerson(Record):
    """Somebody whose data an incident reached (người bị ảnh hưởng), and how it is known.

    Personal data: whose file (P2). Kept with the incident.
    """

    only_now = "Đi với sự cố của nó"

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="people", verbose_name="sự cố")
    subject_id = models.UUIDField("hồ sơ của ai", db_index=True)
    evidence = models.CharField("biết được từ đâu", max_length=300)

    field_classes = {
        **dict.fromkeys(["id", "incident"], FieldClass.P1),
        **dict.fromkeys(["subject_id", "evidence"], FieldClass.P2),
    }

    objects = ScopedManager()

    class Meta:
        verbose_name = "người bị ảnh hưởng"
        verbose_name_plural = "người bị ảnh hưởng"
        ordering = ["subject_id"]
        constraints = [
            models.UniqueConstraint(fields=["incident", "subject_id"], name="incident_reaches_a_person_once")
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.subject_id}"


class IncidentNotice(Record):
    """Somebody was told of an incident (lần báo): who, when, by which paper.

    Personal data: what is written (P2). Kept with the incident.
    """

    only_now = "Đi với sự cố của nó"

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="notices", verbose_name="sự cố")
    recipient = models.CharField("báo cho", max_length=10, choices=Recipient.choices)
    at = models.DateTimeField("báo lúc")
    words = models.CharField("nơi nhận, văn bản", max_length=300)
    by = models.CharField("người báo", max_length=200)

    field_classes = {
        **dict.fromkeys(["id", "incident", "recipient", "at", "by"], FieldClass.P1),
        "words": FieldClass.P2,
    }

    objects = ScopedManager()

    class Meta:
        verbose_name = "lần báo sự cố"
        verbose_name_plural = "lần báo sự cố"
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.recipient}"


class ProcessingReview(Record):
    """A file about the processing itself was looked at again (lần xem lại): the register, or the impact assessment.

    Personal data: none; who looked is an officer's name at work. Kept for ever.
    """

    only_now = "Mỗi lần xem lại là một dòng mới mang ngày của nó"

    kind = models.CharField("hồ sơ", max_length=10, choices=ReviewKind.choices)
    done_on = models.DateField("xem lại ngày")
    by = models.CharField("người xem lại", max_length=200)
    words = models.CharField("kết quả", max_length=500)

    field_classes = dict.fromkeys(["id", "kind", "done_on", "by", "words"], FieldClass.P1)

    objects = ScopedManager()

    class Meta:
        verbose_name = "lần xem lại hồ sơ xử lý dữ liệu"
        verbose_name_plural = "lần xem lại hồ sơ xử lý dữ liệu"
        ordering = ["-done_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.done_on}"
