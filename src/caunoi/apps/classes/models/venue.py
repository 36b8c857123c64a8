"""Where classes can be held."""

from django.db import models

from caunoi.apps.classes.choices import VenueKind
from caunoi.apps.organisation.models import Unit
from caunoi.foundation.db.base import EffectiveDated, NoOverlap
from caunoi.foundation.policy import FieldClass


class Venue(EffectiveDated):
    """A school or centre with rooms (cơ sở đào tạo): how many classes may run there in one week.

    Personal data: none.
    """

    code = models.CharField("mã", max_length=30, db_index=True)
    name = models.CharField("tên cơ sở", max_length=200)
    kind = models.CharField("loại", max_length=20, choices=VenueKind.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị nơi đặt")
    rooms = models.PositiveSmallIntegerField("số phòng học")
    seats = models.PositiveSmallIntegerField("số chỗ mỗi phòng")
    latitude = models.FloatField("vĩ độ", null=True)
    longitude = models.FloatField("kinh độ", null=True)
    source = models.CharField("nguồn", max_length=300)

    field_classes = dict.fromkeys(
        [
            "id",
            "valid_from",
            "valid_to",
            "code",
            "name",
            "kind",
            "unit",
            "rooms",
            "seats",
            "latitude",
            "longitude",
            "source",
        ],
        FieldClass.P0,
    )

    class Meta(EffectiveDated.Meta):
        verbose_name = "cơ sở đào tạo"
        verbose_name_plural = "cơ sở đào tạo"
        ordering = ["code"]
        constraints = [*EffectiveDated.Meta.constraints, NoOverlap(name="venue_no_overlap", owner="code")]

    def __str__(self) -> str:
        return self.name
