"""Titles (chức danh) as dated data."""

from django.db import models

from caunoi.foundation.db.base import EffectiveDated, NoOverlap
from caunoi.foundation.policy import FieldClass


class Title(EffectiveDated):
    """A title somebody can hold (chức danh), as the law of its time names it; loaded from ``regulations/standards/titles.toml``.

    Personal data: none.
    """

    code = models.CharField("mã", max_length=12, db_index=True)
    name = models.CharField("tên chức danh", max_length=160)
    block = models.CharField("khối", max_length=20)
    level = models.CharField("cấp", max_length=12)
    rank = models.PositiveSmallIntegerField("thứ tự trong danh sách")
    source = models.CharField("căn cứ", max_length=300)

    field_classes = dict.fromkeys(
        ["id", "valid_from", "valid_to", "code", "name", "block", "level", "rank", "source"], FieldClass.P0
    )

    class Meta(EffectiveDated.Meta):
        verbose_name = "chức danh"
        verbose_name_plural = "chức danh"
        ordering = ["rank", "code"]
        constraints = [*EffectiveDated.Meta.constraints, NoOverlap(name="title_no_overlap", owner="code")]

    def __str__(self) -> str:
        return self.name
