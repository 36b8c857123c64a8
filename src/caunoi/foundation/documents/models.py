"""Templates the office brought in."""

from django.db import models

from caunoi.foundation.db.base import EffectiveDated, NoOverlap
from caunoi.foundation.policy import FieldClass


class DocumentTemplate(EffectiveDated):
    """A version of a template (mẫu văn bản) for one kind of letter, in force from a day on.

    Where none is in force, the template that comes with the product is used.

    Personal data: none. Kept for ever: an old letter can be made again as it was.
    """

    kind = models.CharField("loại văn bản", max_length=40, db_index=True)
    version = models.PositiveIntegerField("phiên bản")
    file_name = models.CharField("tên tệp", max_length=200)
    content = models.BinaryField("nội dung")
    sha256 = models.CharField("mã băm", max_length=64)
    brought_by = models.CharField("người đưa lên", max_length=200)
    brought_at = models.DateTimeField("đưa lên lúc")

    field_classes = dict.fromkeys(
        [
            "id", "valid_from", "valid_to", "kind", "version", "file_name", "content", "sha256", "brought_by",
            "brought_at",
        ],
        FieldClass.P1,
    )  # fmt: skip

    class Meta(EffectiveDated.Meta):
        verbose_name = "mẫu văn bản"
        verbose_name_plural = "mẫu văn bản"
        ordering = ["kind", "-version"]
        constraints = [
            *EffectiveDated.Meta.constraints,
            NoOverlap(name="document_template_no_overlap", owner="kind"),
            models.UniqueConstraint(fields=["kind", "version"], name="document_template_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"
