"""What a round froze: the review as one sealed text, a row for each person, and named adjustments after it."""

from django.db import models

from caunoi.apps.organisation.models import Unit
from caunoi.apps.reviews.models.round import ReviewRound
from caunoi.foundation.db.base import Record
from caunoi.foundation.policy import FieldClass, ScopedManager


class FrozenReview(Record):
    """A frozen review (kết quả đã chốt): how everybody stood, by which rules, facts and map of units.

    ``sha256`` is of the rows as one text in one order, so the same question asked again gives the same bytes:
    ``known_seq`` is the last audit record whose facts counted, ``rule_hash`` and ``data_hash`` what was judged by and
    what was judged, ``edition`` the register of units. Written once; both databases refuse to change it.

    Personal data: none.
    """

    round = models.OneToOneField(
        ReviewRound, models.PROTECT, related_name="frozen", verbose_name="đợt rà soát"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="của đơn vị")
    as_of = models.DateField("ngày chốt số liệu")
    known_seq = models.PositiveBigIntegerField("bản ghi nhật ký cuối được tính")
    rule_hash = models.CharField("dấu tiêu chuẩn", max_length=64)
    data_hash = models.CharField("dấu dữ liệu", max_length=64)
    edition = models.CharField("bản đồ đơn vị", max_length=64)
    people = models.PositiveIntegerField("số người")
    sha256 = models.CharField("dấu kết quả", max_length=64)
    frozen_at = models.DateTimeField("chốt lúc")
    frozen_by = models.CharField("người chốt", max_length=150)

    field_classes = dict.fromkeys(
        [
            "id", "round", "unit", "as_of", "known_seq", "rule_hash", "data_hash", "edition", "people", "sha256",
            "frozen_at", "frozen_by",
        ],
        FieldClass.P1,
    )  # fmt: skip

    answering = ("unit",)

    objects = ScopedManager()

    class Meta:
        verbose_name = "kết quả đã chốt"
        verbose_name_plural = "kết quả đã chốt"

    def __str__(self) -> str:
        return self.sha256[:12]


class FrozenPerson(Record):
    """How one person stood when the round was frozen (kết luận đã chốt của một người).

    The person is named by the id of the file alone, so that an erased file leaves no name behind. ``posts`` are title
    and unit of each post judged; ``verdicts`` the word of each requirement that was asked. ``mark`` is of this row and
    of the whole review: printed on a paper, it finds the row again and shows that nothing on it was changed.

    Personal data: P1. Kept with the round.
    """

    review = models.ForeignKey(
        FrozenReview, models.PROTECT, related_name="rows", verbose_name="kết quả đã chốt"
    )
    cadre_id = models.UUIDField("hồ sơ của ai", db_index=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị quản lý hồ sơ")
    verdict = models.CharField("kết luận", max_length=14)
    is_key = models.BooleanField("cán bộ chủ chốt")
    posts = models.JSONField("chức danh", default=list)
    verdicts = models.JSONField("từng yêu cầu", default=dict)
    mark = models.CharField("mã kiểm tra", max_length=32, null=True, db_index=True)

    field_classes = dict.fromkeys(
        ["id", "review", "cadre_id", "unit", "verdict", "is_key", "posts", "verdicts", "mark"], FieldClass.P1
    )

    stays_when_joined = True  # what was frozen keeps the record it was judged under
    answering = ("unit",)

    objects = ScopedManager()

    class Meta:
        verbose_name = "kết luận đã chốt"
        verbose_name_plural = "kết luận đã chốt"
        ordering = ["review", "cadre_id"]
        constraints = [models.UniqueConstraint(fields=["review", "cadre_id"], name="one_frozen_row_a_person")]

    def __str__(self) -> str:
        return f"{self.cadre_id} {self.verdict}"


class Adjustment(Record):
    """A correction after freezing (điều chỉnh sau chốt): whose verdict comes out differently now, and why.

    The frozen row stays as it is; a report shows both. Written once.

    Personal data: P1. Kept with the round.
    """

    review = models.ForeignKey(
        FrozenReview, models.PROTECT, related_name="adjustments", verbose_name="kết quả đã chốt"
    )
    cadre_id = models.UUIDField("hồ sơ của ai", db_index=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị quản lý hồ sơ")
    ordinal = models.PositiveIntegerField("số thứ tự")
    before = models.CharField("kết luận đã chốt", max_length=14)
    after = models.CharField("kết luận điều chỉnh", max_length=14)
    verdicts = models.JSONField("từng yêu cầu sau điều chỉnh", default=dict)
    reason = models.CharField("lý do", max_length=500)
    known_seq = models.PositiveBigIntegerField("bản ghi nhật ký cuối được tính")
    at = models.DateTimeField("lúc")
    by = models.CharField("người điều chỉnh", max_length=150)

    field_classes = dict.fromkeys(
        [
            "id", "review", "cadre_id", "unit", "ordinal", "before", "after", "verdicts", "reason", "known_seq", "at",
            "by",
        ],
        FieldClass.P1,
    )  # fmt: skip

    stays_when_joined = True  # what was frozen keeps the record it was judged under
    answering = ("unit",)

    objects = ScopedManager()

    class Meta:
        verbose_name = "điều chỉnh sau chốt"
        verbose_name_plural = "điều chỉnh sau chốt"
        ordering = ["review", "ordinal"]
        constraints = [models.UniqueConstraint(fields=["review", "ordinal"], name="adjustments_in_one_order")]

    def __str__(self) -> str:
        return f"{self.ordinal}: {self.before} → {self.after}"
