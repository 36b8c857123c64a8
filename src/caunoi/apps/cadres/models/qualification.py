"""What a person learned and can show."""

from django.db import models

from caunoi.apps.cadres.choices import QualificationKind, QualificationStatus, Verification
from caunoi.apps.cadres.models.fact import Fact
from caunoi.foundation.db.fields import PartialDateField
from caunoi.foundation.policy import FieldClass, ScopedManager


class Qualification(Fact):
    """A level a person holds or studies for (trình độ, văn bằng), with issuer, day, evidence and its verification.

    ``level`` is a value of the ordinal scale of its kind in ``regulations/standards/scales.toml``.

    Personal data: P2. Kept with the person.
    """

    kind = models.CharField("loại", max_length=20, choices=QualificationKind.choices)
    level = models.CharField("mức", max_length=40)
    field = models.CharField("ngành, chuyên đề", max_length=120, blank=True)
    issuer = models.CharField("nơi cấp", max_length=200, blank=True)
    number = models.CharField("số hiệu", max_length=60, blank=True)
    issued = PartialDateField("ngày cấp", null=True, blank=True)
    status = models.CharField(
        "tình trạng", max_length=10, choices=QualificationStatus.choices, default=QualificationStatus.HELD
    )
    study_ends = PartialDateField("dự kiến học xong", null=True, blank=True)
    verification = models.CharField(
        "xác minh", max_length=10, choices=Verification.choices, default=Verification.UNVERIFIED
    )

    field_classes = {
        **Fact.field_classes,
        **dict.fromkeys(
            ["kind", "level", "field", "status", "study_ends", "issued", "verification"], FieldClass.P1
        ),
        **dict.fromkeys(["issuer", "number"], FieldClass.P2),
    }

    objects = ScopedManager()

    class Meta:
        verbose_name = "trình độ"
        verbose_name_plural = "trình độ"
        ordering = ["kind", "issued"]
        indexes = [models.Index(fields=["cadre", "kind"], name="qualifications_by_cadre")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.level}"
