"""People an office put together under a name."""

from django.db import models

from caunoi.apps.cadres.models.cadre import Cadre
from caunoi.apps.organisation.models import Unit
from caunoi.foundation.db.base import Record
from caunoi.foundation.policy import FieldClass, ScopedManager


class Selection(Record):
    """A named list of people (nhóm cán bộ), kept by an office and open to its people.

    Whoever opens it sees those members whom they may see anyway; it gives nobody a right.

    Personal data: none of its own. Kept until the office drops it.
    """

    name = models.CharField("tên nhóm", max_length=80)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị giữ nhóm")
    made_by = models.CharField("người lập", max_length=200)
    made_at = models.DateTimeField("lập lúc")

    field_classes = dict.fromkeys(["id", "name", "unit", "made_by", "made_at"], FieldClass.P1)

    objects = ScopedManager()

    class Meta:
        verbose_name = "nhóm cán bộ"
        verbose_name_plural = "nhóm cán bộ"
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="selection_named_once")]

    def __str__(self) -> str:
        return self.name


class Selected(Record):
    """One person of such a list (người trong nhóm), with a note on why.

    Personal data: P2, the note. Kept while the person is on the list.
    """

    selection = models.ForeignKey(Selection, models.CASCADE, related_name="+", verbose_name="nhóm")
    cadre = models.ForeignKey(Cadre, models.CASCADE, related_name="+", verbose_name="cán bộ")
    note = models.CharField("ghi chú", max_length=300, blank=True)
    added_at = models.DateTimeField("đưa vào lúc")
    added_by = models.CharField("người đưa vào", max_length=200)

    field_classes = {
        **dict.fromkeys(["id", "selection", "cadre", "added_at", "added_by"], FieldClass.P1),
        "note": FieldClass.P2,
    }

    objects = ScopedManager()

    class Meta:
        verbose_name = "người trong nhóm"
        verbose_name_plural = "người trong nhóm"
        ordering = ["added_at", "id"]
        constraints = [models.UniqueConstraint(fields=["selection", "cadre"], name="selected_once")]

    def __str__(self) -> str:
        return f"{self.selection_id}: {self.cadre_id}"
