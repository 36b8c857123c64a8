"""Views of lists, kept under a name."""

from typing import Any

from django.db import models
from django.db.models import Q

from caunoi.foundation.db.base import Record
from caunoi.foundation.policy import FieldClass, ScopedManager


class SavedView(Record):
    """A list asked for again by a name (chế độ xem): its conditions, columns, order and grouping.

    A question, never an answer: whoever opens it is shown only what they may see. Without a unit it is its owner's
    alone; with a unit it belongs to the unit, its people open it and its writers change it.

    Personal data: none of its own; ``query`` may hold a name somebody searched for. Kept until its owner drops it.
    """

    list_key = models.CharField("danh sách", max_length=40)
    name = models.CharField("tên", max_length=80)
    query = models.CharField("điều kiện, cột và thứ tự", max_length=2000, blank=True)
    owner_key = models.CharField("mã người lập", max_length=120)
    owner_label = models.CharField("người lập", max_length=200)
    unit_id = models.UUIDField("đơn vị dùng chung", null=True)
    is_default = models.BooleanField("mở sẵn cho người lập", default=False)
    saved_at = models.DateTimeField("lưu lúc")
    version = models.PositiveIntegerField("lần ghi", default=1)

    field_classes = {
        **dict.fromkeys(
            [
                "id", "list_key", "name", "owner_key", "owner_label", "unit_id", "is_default", "saved_at", "version",
            ],
            FieldClass.P1,
        ),
        "query": FieldClass.P2,
    }  # fmt: skip

    objects = ScopedManager()

    class Meta:
        verbose_name = "chế độ xem"
        verbose_name_plural = "chế độ xem"
        ordering = ["saved_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner_key", "list_key"], condition=Q(is_default=True), name="one_default_view_each"
            ),
            models.UniqueConstraint(
                fields=["owner_key", "list_key", "name"], condition=Q(unit_id__isnull=True), name="own_view_once"
            ),
            models.UniqueConstraint(
                fields=["unit_id", "list_key", "name"], condition=Q(unit_id__isnull=False), name="shared_view_once"
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["unit_id", "list_key"], name="views_by_unit")]

    def __str__(self) -> str:
        return self.name

    def as_facts(self) -> dict[str, Any]:
        """What the record of writes remembers of it."""
        return {"list_key": self.list_key, "name": self.name, "query": self.query}
