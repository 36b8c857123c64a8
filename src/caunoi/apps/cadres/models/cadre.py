"""The person."""

from django.db import models

from caunoi.apps.cadres.choices import Sex
from caunoi.apps.organisation.models import Unit
from caunoi.foundation.db.base import Record
from caunoi.foundation.db.fields import EncryptedTextField, PartialDateField
from caunoi.foundation.policy import FieldClass, ScopedManager


class Cadre(Record):
    """A grassroots official or civil servant (cán bộ, công chức): one person, however many posts.

    One field holds the full name; ``search_key``, ``sort_key`` and ``exact_key`` are made from it by the one
    Vietnamese-text module and stored, so that SQLite and PostgreSQL answer alike. ``custodian`` is the unit that
    answers for the file today; rights look there, figures look at the postings of their day.

    Personal data: P2, sensitive where marked. Kept while in post and ten years after.
    """

    number = models.CharField("số hiệu cán bộ", max_length=20, unique=True, null=True)
    full_name = models.CharField("họ và tên", max_length=120)
    given_name = models.CharField("tên (khi không phải tiếng cuối)", max_length=60, blank=True)
    search_key = models.CharField("khóa tìm", max_length=120, db_index=True)
    sort_key = models.CharField("khóa xếp", max_length=400, db_index=True)
    exact_key = models.CharField("khóa trùng tên", max_length=120, db_index=True)
    birth = PartialDateField("ngày sinh", null=True, blank=True)
    sex = models.CharField("giới tính", max_length=3, choices=Sex.choices, blank=True)
    ethnicity = models.CharField("dân tộc", max_length=60, blank=True)
    identity_number = EncryptedTextField("số định danh", blank=True, default="")
    identity_index = models.CharField("dấu tìm số định danh", max_length=64, db_index=True, blank=True)
    phone = models.CharField("điện thoại", max_length=20, blank=True)
    party_joined = PartialDateField("ngày vào Đảng", null=True, blank=True)
    party_official = PartialDateField("ngày chính thức", null=True, blank=True)
    is_party_member = models.BooleanField("đảng viên", null=True)
    custodian = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị quản lý hồ sơ")
    left_on = models.DateField("thôi công tác từ ngày", null=True, blank=True)
    version = models.PositiveIntegerField("lần ghi", default=1)
    batch = models.ForeignKey(
        "cadres.ImportBatch", models.PROTECT, null=True, related_name="+", verbose_name="lần nhập"
    )
    row_number = models.PositiveIntegerField("dòng trong tệp", null=True)

    field_classes = {
        **dict.fromkeys(
            [
                "id", "number", "full_name", "given_name", "search_key", "sort_key", "exact_key", "custodian",
                "left_on", "version", "batch", "row_number",
            ],
            FieldClass.P1,
        ),
        **dict.fromkeys(["birth", "sex", "phone"], FieldClass.P2),
        **dict.fromkeys(
            [
                "ethnicity", "identity_number", "identity_index", "party_joined", "party_official",
                "is_party_member",
            ],
            FieldClass.P3,
        ),
    }  # fmt: skip

    answering = ("custodian",)

    objects = ScopedManager()

    class Meta:
        verbose_name = "cán bộ"
        verbose_name_plural = "cán bộ"
        ordering = ["sort_key", "id"]
        indexes = [
            models.Index(fields=["custodian", "sort_key"], name="cadres_by_unit_and_name"),
            models.Index(fields=["birth", "sort_key"], name="cadres_by_birth_and_name"),
            models.Index(fields=["number", "sort_key"], name="cadres_by_number_and_name"),
        ]

    def __str__(self) -> str:
        return self.full_name
