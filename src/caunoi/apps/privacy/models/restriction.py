"""Whose data only a few may use for now."""

from django.db import models

from caunoi.apps.privacy.choices import RestrictionScope
from caunoi.apps.privacy.models.request import SubjectRequest
from caunoi.foundation.db.base import EffectiveDated
from caunoi.foundation.policy import FieldClass


class Restriction(EffectiveDated):
    """Processing of somebody's data is restricted (hạn chế xử lý): which part, since when, until when, who keeps it.

    The policy and the second wall ask this table before they show a row about the person, so everybody's connection
    reads it. It therefore holds keys and days and not a word about anybody.

    Personal data: the key of the file. Kept with the request it answers.
    """

    only_now = "Quyền xem là quyền của hôm nay, cũng khi đọc lại ngày cũ; từng lần hạn chế đã có ngày của nó"

    subject_id = models.UUIDField("hồ sơ của ai", db_index=True)
    scope = models.CharField("phần dữ liệu", max_length=16, choices=RestrictionScope.choices)
    request = models.ForeignKey(
        SubjectRequest, models.PROTECT, related_name="restrictions", verbose_name="yêu cầu"
    )
    keeper_key = models.CharField("mã người giữ", max_length=120)

    field_classes = dict.fromkeys(
        ["id", "valid_from", "valid_to", "subject_id", "scope", "request", "keeper_key"], FieldClass.P1
    )

    class Meta(EffectiveDated.Meta):
        verbose_name = "hạn chế xử lý"
        verbose_name_plural = "hạn chế xử lý"
        ordering = ["-valid_from"]

    def __str__(self) -> str:
        return f"{self.subject_id} {self.scope} {self.valid_from}"
