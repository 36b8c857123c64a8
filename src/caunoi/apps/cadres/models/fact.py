"""Where a fact comes from: every fact about a person can be walked back to a row of a file or to somebody's hand."""

from django.db import models

from caunoi.apps.cadres.models.batch import ImportBatch
from caunoi.apps.cadres.models.cadre import Cadre
from caunoi.foundation.db.base import Record
from caunoi.foundation.policy import FieldClass


class Fact(Record):
    """A dated statement about a person with its source (dữ kiện có nguồn)."""

    cadre = models.ForeignKey(Cadre, models.CASCADE, related_name="%(class)ss", verbose_name="cán bộ")
    batch = models.ForeignKey(
        ImportBatch, models.PROTECT, null=True, related_name="+", verbose_name="lần nhập"
    )
    row_number = models.PositiveIntegerField("dòng trong tệp", null=True)
    evidence = models.CharField("minh chứng", max_length=300, blank=True)
    recorded_at = models.DateTimeField("ghi lúc")

    field_classes = {
        "id": FieldClass.P1,
        "cadre": FieldClass.P1,
        "batch": FieldClass.P1,
        "row_number": FieldClass.P1,
        "evidence": FieldClass.P2,
        "recorded_at": FieldClass.P1,
    }

    class Meta:
        abstract = True
