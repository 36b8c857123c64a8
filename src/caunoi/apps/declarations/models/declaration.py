"""What one person declares in a round: the sheet, and each item on it."""

from typing import Any

from django.db import models

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.declarations.choices import DeclarationState, ItemState
from caunoi.apps.declarations.models.round import DeclarationRound
from caunoi.foundation.db.base import Record
from caunoi.foundation.db.fields import SealedJSONField
from caunoi.foundation.policy import FieldClass, ScopedManager


class Declaration(Record):
    """One person's sheet in a round (tờ tự kê khai): asked, filled in item by item, sent, checked.

    One sheet a person and round is kept by the service under a lock on the round, and not by the table: when two
    records of one person are joined, both sheets follow.

    Personal data: P1, the items have their own classes. Kept with the person.
    """

    round = models.ForeignKey(
        DeclarationRound, models.CASCADE, related_name="declarations", verbose_name="đợt tự kê khai"
    )
    cadre = models.ForeignKey(Cadre, models.CASCADE, related_name="declarations", verbose_name="cán bộ")
    state = models.CharField(
        "tình trạng", max_length=10, choices=DeclarationState.choices, default=DeclarationState.ASKED
    )
    by_office = models.BooleanField("văn phòng kê khai thay", default=False)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    sent_by = models.CharField("người gửi", max_length=150, blank=True)
    checked_at = models.DateTimeField("kiểm tra xong lúc", null=True, blank=True)
    reminded_at = models.DateTimeField("nhắc lúc", null=True, blank=True)
    reminded_by = models.CharField("người nhắc", max_length=150, blank=True)

    field_classes = dict.fromkeys(
        [
            "id", "round", "cadre", "state", "by_office", "sent_at", "sent_by", "checked_at", "reminded_at",
            "reminded_by",
        ],
        FieldClass.P1,
    )  # fmt: skip

    objects = ScopedManager()

    class Meta:
        verbose_name = "tờ tự kê khai"
        verbose_name_plural = "tờ tự kê khai"
        ordering = ["round", "id"]
        indexes = [models.Index(fields=["round", "cadre"], name="declarations_of_a_round")]

    def __str__(self) -> str:
        return f"{self.round_id} {self.cadre_id}"


class DeclaredItem(Record):
    """One item of a sheet (mục kê khai): what the file said then, what the person says, what came of it.

    ``key`` says what it speaks of: ``field:phone``, ``paper:<id>``, ``paper:new:<id>``, ``post:<id>``. Values of
    sensitive columns stand in the two sensitive columns alone.

    Personal data: P2, sensitive where marked. Kept with the person.
    """

    declaration = models.ForeignKey(
        Declaration, models.CASCADE, related_name="items", verbose_name="tờ tự kê khai"
    )
    key = models.CharField("mục", max_length=60)
    state = models.CharField("tình trạng", max_length=10, choices=ItemState.choices)
    is_sensitive = models.BooleanField("dữ liệu nhạy cảm", default=False)
    before = SealedJSONField("hồ sơ đang ghi", default=dict, blank=True)
    said = SealedJSONField("người kê khai ghi", default=dict, blank=True)
    before_sensitive = SealedJSONField("hồ sơ đang ghi (nhạy cảm)", default=dict, blank=True)
    said_sensitive = SealedJSONField("người kê khai ghi (nhạy cảm)", default=dict, blank=True)
    sha256 = models.CharField("dấu nội dung", max_length=64, blank=True)
    media_type = models.CharField("loại tệp", max_length=40, blank=True)
    pages = models.JSONField("các trang", default=list, blank=True)
    file_name = models.CharField("tên tệp", max_length=200, blank=True)
    said_at = models.DateTimeField("kê khai lúc")
    said_by = models.CharField("người kê khai", max_length=150)
    said_by_key = models.CharField("mã người kê khai", max_length=80)
    checked_at = models.DateTimeField("kiểm tra lúc", null=True, blank=True)
    checked_by = models.CharField("người kiểm tra", max_length=150, blank=True)
    reason = models.CharField("lý do chưa nhận", max_length=500, blank=True)

    field_classes = {
        **dict.fromkeys(
            [
                "id", "declaration", "key", "state", "is_sensitive", "said_at", "said_by", "said_by_key", "checked_at",
                "checked_by", "media_type",
            ],
            FieldClass.P1,
        ),
        **dict.fromkeys(["before", "said", "sha256", "pages", "file_name", "reason"], FieldClass.P2),
        **dict.fromkeys(["before_sensitive", "said_sensitive"], FieldClass.P3),
    }  # fmt: skip

    objects = ScopedManager()

    class Meta:
        verbose_name = "mục kê khai"
        verbose_name_plural = "mục kê khai"
        ordering = ["said_at"]
        constraints = [models.UniqueConstraint(fields=["declaration", "key"], name="one_item_of_each_key")]

    def __str__(self) -> str:
        return self.key

    @property
    def was(self) -> dict[str, Any]:
        """What the file said when the item was declared."""
        kept = self.before_sensitive if self.is_sensitive else self.before
        return dict(kept or {})

    @property
    def now_said(self) -> dict[str, Any]:
        """What the person says instead."""
        kept = self.said_sensitive if self.is_sensitive else self.said
        return dict(kept or {})

    def keep(self, before: dict[str, Any], said: dict[str, Any], *, sensitive: bool) -> None:
        self.is_sensitive = sensitive
        self.before, self.said = ({}, {}) if sensitive else (before, said)
        self.before_sensitive, self.said_sensitive = (before, said) if sensitive else ({}, {})
