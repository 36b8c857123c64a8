"""The audit record, and who read whose file. Rows are only ever added: triggers on both databases see to it."""

import uuid

from django.db import models

from caunoi.foundation.policy import FieldClass, ScopedManager


class AuditEvent(models.Model):
    """A write that happened (sự kiện nhật ký): who, what, to which row, what changed, chained to the one before.

    Personal data: up to P2 inside ``changes``; sensitive values (P3) are recorded only as "changed". Kept for ever,
    because the chain is the evidence.
    """

    seq = models.BigIntegerField("số thứ tự", primary_key=True)
    at = models.DateTimeField("lúc", db_index=True)
    actor_key = models.CharField("mã người thực hiện", max_length=120)
    actor_label = models.CharField("người thực hiện", max_length=200)
    action = models.CharField("việc", max_length=80)
    target_type = models.CharField("loại đối tượng", max_length=80)
    target_id = models.CharField("mã đối tượng", max_length=64)
    unit_id = models.UUIDField("đơn vị phụ trách", null=True)
    changes = models.JSONField("thay đổi", default=dict)
    reason = models.CharField("lý do", max_length=500, blank=True)
    batch_id = models.UUIDField("lô", null=True)
    prev_hash = models.CharField("mã băm trước", max_length=64)
    hash = models.CharField("mã băm", max_length=64)

    field_classes = {
        "seq": FieldClass.P1,
        "at": FieldClass.P1,
        "actor_key": FieldClass.P1,
        "actor_label": FieldClass.P1,
        "action": FieldClass.P1,
        "target_type": FieldClass.P1,
        "target_id": FieldClass.P1,
        "unit_id": FieldClass.P1,
        "changes": FieldClass.P2,
        "reason": FieldClass.P2,
        "batch_id": FieldClass.P1,
        "prev_hash": FieldClass.P1,
        "hash": FieldClass.P1,
    }

    append_only = True

    objects = ScopedManager()

    class Meta:
        verbose_name = "sự kiện nhật ký"
        verbose_name_plural = "nhật ký"
        ordering = ["seq"]
        indexes = [
            models.Index(fields=["target_type", "target_id", "seq"], name="audit_by_target"),
            models.Index(fields=["batch_id", "seq"], name="audit_by_batch"),
            models.Index(fields=["target_type", "seq"], name="audit_by_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.seq}: {self.action} {self.target_type} {self.target_id}"


class Reading(models.Model):
    """Somebody looked at the file of a person (lượt xem hồ sơ): once for a reader, a person, a day and a way.

    Apart from the chain, which remembers what changed: a look changes nothing, and there are a hundred looks to a
    write. Personal data: who read whose file (P2). Kept with the record; the person concerned reads it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject_id = models.UUIDField("hồ sơ của ai")
    day = models.DateField("ngày")
    reader_key = models.CharField("mã người xem", max_length=120)
    reader_label = models.CharField("người xem", max_length=200)
    roles = models.CharField("vai trò lúc xem", max_length=120, blank=True)
    unit_id = models.UUIDField("đơn vị của vai trò", null=True)
    way = models.CharField("xem phần nào", max_length=40)
    need = models.CharField("loại nhu cầu", max_length=20, blank=True)
    reason = models.CharField("lý do", max_length=300, blank=True)
    at = models.DateTimeField("lần đầu trong ngày lúc")

    field_classes = dict.fromkeys(
        [
            "id",
            "subject_id",
            "day",
            "reader_key",
            "reader_label",
            "roles",
            "unit_id",
            "way",
            "need",
            "reason",
            "at",
        ],
        FieldClass.P2,
    )

    objects = ScopedManager()

    class Meta:
        verbose_name = "lượt xem hồ sơ"
        verbose_name_plural = "lượt xem hồ sơ"
        constraints = [
            models.UniqueConstraint(
                fields=["subject_id", "day", "reader_key", "way", "reason"], name="readings_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.reader_key} {self.way}"
