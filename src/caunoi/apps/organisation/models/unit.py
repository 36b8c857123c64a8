"""A unit and its dated versions."""

from django.db import models

from caunoi.apps.organisation.choices import AreaClass, Confidence, UnitType
from caunoi.apps.organisation.models.act import LegalAct
from caunoi.domain.vocabulary.period import Period
from caunoi.domain.vocabulary.vietnamese import fold, sort_key
from caunoi.foundation.db.base import EffectiveDated, NoOverlap, Record
from caunoi.foundation.policy import FieldClass, ScopedManager


class Unit(Record):
    """An administrative unit (đơn vị): the thing itself, which outlives its code, its name and its parent.

    Personal data: none. Never deleted: a unit that ended still answers.
    """

    slug = models.CharField("khóa cố định", max_length=120, unique=True)

    field_classes = {"id": FieldClass.P0, "slug": FieldClass.P0}

    objects = ScopedManager()

    class Meta:
        verbose_name = "đơn vị"
        verbose_name_plural = "đơn vị"

    def __str__(self) -> str:
        return self.slug


class UnitVersion(EffectiveDated):
    """What a unit was called, was, and belonged to during a period (phiên bản đơn vị), by which legal act.

    ``start_known`` False says that the unit was already so when the record begins: the true first day is not
    known. An empty code is one that nobody knows.

    Personal data: none. Only its end is ever written later; otherwise a new version follows.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="versions", verbose_name="đơn vị")
    start_known = models.BooleanField("biết ngày bắt đầu", default=True)
    code = models.CharField("mã", max_length=10, blank=True, db_index=True)
    name = models.CharField("tên", max_length=120)
    search_key = models.CharField("khóa tìm", max_length=120, db_index=True)
    sort_key = models.CharField("khóa xếp", max_length=400, db_index=True)
    type = models.CharField("loại", max_length=20, choices=UnitType.choices)
    parent = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="child_versions", verbose_name="đơn vị trên"
    )
    area = models.CharField("vùng", max_length=20, choices=AreaClass.choices, blank=True)
    area_confidence = models.CharField(
        "độ tin cậy của vùng", max_length=20, choices=Confidence.choices, blank=True
    )
    latitude = models.FloatField("vĩ độ", null=True, blank=True)
    longitude = models.FloatField("kinh độ", null=True, blank=True)
    area_km2 = models.FloatField("diện tích (km²)", null=True, blank=True)
    place_confidence = models.CharField(
        "độ tin cậy của vị trí", max_length=20, choices=Confidence.choices, blank=True
    )
    act = models.ForeignKey(LegalAct, models.PROTECT, null=True, blank=True, verbose_name="văn bản")
    source = models.CharField("nguồn", max_length=300)
    confidence = models.CharField("độ tin cậy", max_length=20, choices=Confidence.choices)
    note = models.CharField("ghi chú", max_length=500, blank=True)

    field_classes = dict.fromkeys(
        [
            "id", "valid_from", "valid_to", "unit", "start_known", "code", "name", "search_key", "sort_key", "type",
            "parent", "area", "area_confidence", "latitude", "longitude", "area_km2", "place_confidence", "act",
            "source", "confidence", "note",
        ],
        FieldClass.P0,
    )  # fmt: skip

    class Meta(EffectiveDated.Meta):
        verbose_name = "phiên bản đơn vị"
        verbose_name_plural = "phiên bản đơn vị"
        ordering = ["valid_from"]
        constraints = [
            *EffectiveDated.Meta.constraints,
            NoOverlap(name="unit_version_no_overlap", owner="unit"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def known_period(self) -> Period:
        """The period as far as anybody knows it: open at the start where the first day was never recorded."""
        return Period(self.valid_from if self.start_known else None, self.valid_to)

    @property
    def full_name(self) -> str:
        """With its type, as people write it: "Xã Xuân Hương"."""
        kind = self.get_type_display()
        return f"{kind[:1].upper()}{kind[1:]} {self.name}"


def keys_of(name: str) -> dict[str, str]:
    """By which a unit is found and put in order: a place is read from its first syllable on, not like a person."""
    return {"search_key": fold(name), "sort_key": sort_key(name, given=name)}
