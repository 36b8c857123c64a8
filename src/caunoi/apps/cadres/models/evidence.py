"""Scans that show a fact: the decision behind a post, the diploma behind a level."""

from typing import Any

from django.db import models
from django.db.models import Q

from caunoi.apps.cadres.choices import EvidenceState
from caunoi.apps.cadres.models.posting import Posting
from caunoi.apps.cadres.models.qualification import Qualification
from caunoi.foundation.db.base import Record
from caunoi.foundation.policy import FieldClass, ScopedManager

PLAIN = (
    "id",
    "fact",
    "media_type",
    "size",
    "added_at",
    "added_by",
    "state",
    "checked_at",
    "checked_by",
    "replaced_at",
)
CONTENT = ("sha256", "pages")
WORDS = ("file_name", "note")


class Evidence(Record):
    """A scan beside a fact (minh chứng): its content lies sealed outside the database under ``sha256``.

    The newest scan of a fact counts; the one it replaces is kept. ``pages`` are the hashes of the drawn pages of a
    document. Who reads the column ``sha256`` reads the scan.
    """

    fact: Any  # a foreign key, to another model in each of the two below
    fact_id: Any
    sha256 = models.CharField("dấu nội dung", max_length=64)
    media_type = models.CharField("loại tệp", max_length=40)
    size = models.PositiveIntegerField("cỡ tệp")
    pages = models.JSONField("các trang", default=list, blank=True)
    file_name = models.CharField("tên tệp", max_length=200, blank=True)
    added_at = models.DateTimeField("nạp lúc")
    added_by = models.CharField("người nạp", max_length=150)
    state = models.CharField(
        "đối chiếu", max_length=10, choices=EvidenceState.choices, default=EvidenceState.UNCHECKED
    )
    checked_at = models.DateTimeField("đối chiếu lúc", null=True, blank=True)
    checked_by = models.CharField("người đối chiếu", max_length=150, blank=True)
    note = models.CharField("ghi chú đối chiếu", max_length=500, blank=True)
    replaced_at = models.DateTimeField("bị thay lúc", null=True, blank=True)

    objects = ScopedManager()

    class Meta:
        abstract = True
        ordering = ["-added_at"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.sha256[:12]}"


class PostingEvidence(Evidence):
    """The scanned decision behind a post (bản chụp quyết định): as much as the post itself, a matter of the office.

    Personal data: P1; what a clerk typed beside it, P2. Kept with the person.
    """

    fact = models.ForeignKey(Posting, models.CASCADE, related_name="scans", verbose_name="quá trình công tác")

    field_classes = {
        **dict.fromkeys((*PLAIN, *CONTENT), FieldClass.P1),
        **dict.fromkeys(WORDS, FieldClass.P2),
    }

    class Meta(Evidence.Meta):
        verbose_name = "bản chụp quyết định"
        verbose_name_plural = "bản chụp quyết định"
        constraints = [
            models.UniqueConstraint(
                fields=["fact"], condition=Q(replaced_at__isnull=True), name="one_current_scan_of_a_posting"
            )
        ]


class QualificationEvidence(Evidence):
    """The scanned diploma or certificate behind a level (bản chụp văn bằng): it shows birth date and number too.

    Personal data: P2. Kept with the person.
    """

    fact = models.ForeignKey(Qualification, models.CASCADE, related_name="scans", verbose_name="trình độ")

    field_classes = {
        **dict.fromkeys(PLAIN, FieldClass.P1),
        **dict.fromkeys((*CONTENT, *WORDS), FieldClass.P2),
    }

    class Meta(Evidence.Meta):
        verbose_name = "bản chụp văn bằng"
        verbose_name_plural = "bản chụp văn bằng"
        constraints = [
            models.UniqueConstraint(
                fields=["fact"],
                condition=Q(replaced_at__isnull=True),
                name="one_current_scan_of_a_qualification",
            )
        ]
