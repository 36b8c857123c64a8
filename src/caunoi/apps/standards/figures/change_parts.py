"""The parts of a change as data: what each is called and says."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from caunoi.domain.movement.parts import (
    CORRECTED_IN,
    CORRECTED_OUT,
    GAINED,
    JOINED,
    LAPSED,
    LEFT,
    RULES_IN,
    RULES_OUT,
    TERRITORY_IN,
    TERRITORY_OUT,
    Part,
)


@dataclass(frozen=True)
class PartWords:
    """A part in words (phần thay đổi); ``part`` None are those the steps took out and brought back."""

    part: Part | None
    title: str
    text: str

    @property
    def code(self) -> str:
        return f"change.{self.part.code if self.part else 'returned'}"


RETURNED = PartWords(
    None,
    gettext_noop("Thay đổi: đổi rồi trở lại"),
    gettext_noop(
        "Số người mà một bước (sửa dữ liệu, quy định, đơn vị, bản thân) đưa vào và bước khác đưa ra: "
        "họ không làm đổi con số."
    ),
)
PART_WORDS = (
    PartWords(
        CORRECTED_IN,
        gettext_noop("Thay đổi: sửa dữ liệu, thêm"),
        gettext_noop(
            "Số người báo cáo trước không đếm, nhưng theo hồ sơ nay biết thì ngày đầu kỳ đã phải đếm."
        ),
    ),
    PartWords(
        CORRECTED_OUT,
        gettext_noop("Thay đổi: sửa dữ liệu, bớt"),
        gettext_noop(
            "Số người báo cáo trước có đếm, nhưng theo hồ sơ nay biết thì ngày đầu kỳ không được đếm."
        ),
    ),
    PartWords(
        RULES_IN,
        gettext_noop("Thay đổi: đổi quy định, thêm"),
        gettext_noop("Số người được đếm khi cùng hồ sơ ngày đầu kỳ xét theo quy định của ngày cuối kỳ."),
    ),
    PartWords(
        RULES_OUT,
        gettext_noop("Thay đổi: đổi quy định, bớt"),
        gettext_noop("Số người thôi được đếm khi cùng hồ sơ ngày đầu kỳ xét theo quy định của ngày cuối kỳ."),
    ),
    PartWords(
        TERRITORY_IN,
        gettext_noop("Thay đổi: sắp xếp đơn vị, thêm"),
        gettext_noop(
            "Số người vào phạm vi vì đơn vị sáp nhập, chuyển về hoặc đổi vùng, không phải vì họ chuyển công tác."
        ),
    ),
    PartWords(
        TERRITORY_OUT,
        gettext_noop("Thay đổi: sắp xếp đơn vị, bớt"),
        gettext_noop(
            "Số người ra khỏi phạm vi vì đơn vị kết thúc, chuyển đi hoặc đổi vùng, không phải vì họ chuyển công tác."
        ),
    ),
    PartWords(
        JOINED,
        gettext_noop("Thay đổi: người vào diện"),
        gettext_noop("Số người từ ngày đầu kỳ đến ngày cuối kỳ mới giữ chức danh trong diện và được đếm."),
    ),
    PartWords(
        LEFT,
        gettext_noop("Thay đổi: người ra khỏi diện"),
        gettext_noop("Số người được đếm ở đầu kỳ mà đến ngày cuối kỳ không còn giữ chức danh trong diện."),
    ),
    PartWords(
        GAINED,
        gettext_noop("Thay đổi: người ở lại, được đếm thêm"),
        gettext_noop("Số người ở trong diện cả hai ngày, trước chưa được đếm, nay được đếm."),
    ),
    PartWords(
        LAPSED,
        gettext_noop("Thay đổi: người ở lại, thôi được đếm"),
        gettext_noop("Số người ở trong diện cả hai ngày, trước được đếm, nay không."),
    ),
)
