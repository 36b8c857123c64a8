"""What the article about the province says in numbers, each rebuilt from rows through the figures.

A statement is told in our own words, with what the article says of its number: exactly so many, somewhat more than
("hơn"), nearly ("gần"). What needs a module that does not stand yet says which one, and counts as no failure.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.organisation.selectors import unit_tree
from caunoi.foundation.actors import Actor
from caunoi.foundation.figures import FigureValue, Scope, figure_or_404

STORY_DAY = date(2020, 8, 31)
COLLEGE = "education.college_or_higher"
NAMED = {
    "Lạng Giang": ("Thái Đào", "Dương Đức", "Hương Sơn"),
    "Tân Yên": ("Ngọc Vân",),
    "Yên Thế": ("Bố Hạ",),
}
AT_START = "education.college_or_higher.at_term_start"
GRASSROOTS = gettext_noop("Chưa dựng được ở bản này: cần phân hệ công tác cơ sở.")
HOUSEHOLDS = gettext_noop("Chưa dựng được ở bản này: cần phân hệ hộ dân.")
CAMPAIGNS = gettext_noop("Chưa dựng được ở bản này: cần phân hệ vận động.")
RECOGNITION = gettext_noop("Chưa dựng được ở bản này: cần phân hệ công nhận tiêu chí.")


@dataclass(frozen=True)
class Said:
    """What the article says of a number (lời của bài báo): between which bounds a rebuilt one agrees with it.

    Both bounds belong to the range, except the number itself where it is only approached.
    """

    number: float
    word: str = ""
    least: float = 0.0
    most: float = 0.0

    def agrees(self, found: float) -> bool:
        if not self.word:
            return found == self.number
        return self.least <= found <= self.most and found != self.number

    @property
    def told(self) -> float | str:
        shown = int(self.number) if self.number == int(self.number) else self.number
        return f"{_(self.word)} {shown}" if self.word else shown


def exactly(number: float) -> Said:
    return Said(number)


def more_than(number: float, *, at_most: float) -> Said:
    return Said(number, gettext_noop("hơn"), number, at_most)


def nearly(number: float, *, at_least: float) -> Said:
    return Said(number, gettext_noop("gần"), at_least, number)


Find = Callable[[Actor, date], float]


def value_of(code: str) -> Find:
    """The figure's number, which is the number of rows behind it."""
    return lambda actor, on: _answer(actor, on, code).numerator


def share_of(code: str) -> Find:
    """The figure in percent of its whole."""
    return lambda actor, on: round(_percent(_answer(actor, on, code)), 1)


def rise(code: str, code_before: str) -> Find:
    """By how many percentage points the first figure's share stands above the second's."""

    def find(actor: Actor, on: date) -> float:
        return round(_percent(_answer(actor, on, code)) - _percent(_answer(actor, on, code_before)), 1)

    return find


def communes_named(named: Mapping[str, tuple[str, ...]]) -> Find:
    """How many of the communes named, by district, the register of units has on the day."""

    def find(actor: Actor, on: date) -> float:
        tree = unit_tree(on=on)
        above = ((tree.district_of(node.id), node.name) for node in tree.communes)
        there = {(district.name, name) for district, name in above if district}
        return sum((district, name) in there for district, names in named.items() for name in names)

    return find


def _answer(actor: Actor, on: date, code: str) -> FigureValue:
    return figure_or_404(code).answer(actor, Scope(on=on))


def _percent(value: FigureValue) -> float:
    return 100 * value.numerator / value.denominator if value.denominator else 0.0


@dataclass(frozen=True)
class Statement:
    """One number of the article (điều bài báo nói); ``lacking`` says what is missing to rebuild it."""

    text: str
    said: Said
    figures: tuple[str, ...]
    find: Find | None = None
    lacking: str = ""


@dataclass(frozen=True)
class Finding:
    """A statement beside what the rows say; ``equal`` is None where nothing could be rebuilt."""

    statement: Statement
    on: date
    found: float | None = None

    @property
    def equal(self) -> bool | None:
        return None if self.found is None else self.statement.said.agrees(self.found)


STATEMENTS = (
    Statement(
        gettext_noop("Toàn tỉnh có bấy nhiêu cán bộ chủ chốt cấp xã"),
        exactly(1368),
        ("standard.people",),
        value_of("standard.people"),
    ),
    Statement(
        gettext_noop("Bấy nhiêu người trong số đó đạt chuẩn về chuyên môn và lý luận chính trị"),
        exactly(1300),
        ("standard.met",),
        value_of("standard.met"),
    ),
    Statement(
        gettext_noop("Số còn lại chưa đạt chuẩn"),
        exactly(68),
        ("standard.not_met",),
        value_of("standard.not_met"),
    ),
    Statement(
        gettext_noop("Phần trăm cán bộ chủ chốt đạt chuẩn, suy từ hai con số ấy"),
        exactly(95),
        ("standard.met",),
        share_of("standard.met"),
    ),
    Statement(
        gettext_noop("Phần trăm cán bộ chủ chốt có trình độ cao đẳng trở lên"),
        more_than(60, at_most=65),
        (COLLEGE,),
        share_of(COLLEGE),
    ),
    Statement(
        gettext_noop("Điểm phần trăm tăng thêm so với đầu nhiệm kỳ, cùng một định nghĩa"),
        nearly(20, at_least=19),
        (COLLEGE, AT_START),
        rise(COLLEGE, AT_START),
    ),
    Statement(
        gettext_noop("Phần trăm bí thư cấp ủy cấp xã được phân công phụ trách cụm thôn"),
        exactly(100),
        ("clusters.secretaries_assigned",),
        lacking=GRASSROOTS,
    ),
    Statement(
        gettext_noop("Phần trăm bí thư cấp ủy cấp xã giữ nền nếp dự sinh hoạt chi bộ"),
        exactly(100),
        ("cells.attendance_kept",),
        lacking=GRASSROOTS,
    ),
    Statement(
        gettext_noop("Số hộ của thôn Trại Phúc Mãn"), exactly(320), ("households",), lacking=HOUSEHOLDS
    ),
    Statement(
        gettext_noop("Số người của thôn Trại Phúc Mãn"),
        nearly(1300, at_least=1250),
        ("residents",),
        lacking=HOUSEHOLDS,
    ),
    Statement(
        gettext_noop("Km đường trục chính của thôn được đổ bê tông"),
        exactly(3),
        ("works.done_km",),
        lacking=CAMPAIGNS,
    ),
    Statement(
        gettext_noop("Km đường làng ngõ xóm theo kế hoạch"),
        exactly(2.8),
        ("works.planned_km",),
        lacking=CAMPAIGNS,
    ),
    Statement(
        gettext_noop("Km đường làng ngõ xóm đã làm mới"),
        more_than(4.3, at_most=4.4),
        ("works.done_km",),
        lacking=CAMPAIGNS,
    ),
    Statement(
        gettext_noop("Số xã bài báo nêu tên có trong danh mục đơn vị ngày ấy, đúng huyện"),
        exactly(5),
        ("units.communes",),
        communes_named(NAMED),
    ),
    Statement(
        gettext_noop("Số xã được công nhận đạt chuẩn nông thôn mới trong tháng Tám"),
        exactly(5),
        ("recognition.communes",),
        lacking=RECOGNITION,
    ),
    Statement(
        gettext_noop("Số xã của tỉnh được công nhận đạt chuẩn nông thôn mới đến nay"),
        exactly(95),
        ("recognition.communes",),
        lacking=RECOGNITION,
    ),
    Statement(
        gettext_noop("Số huyện của tỉnh được công nhận đạt chuẩn nông thôn mới đến nay"),
        exactly(1),
        ("recognition.districts",),
        lacking=RECOGNITION,
    ),
)


def rebuilt(actor: Actor, on: date = STORY_DAY) -> Iterator[Finding]:
    """Every statement beside the figure of the day."""
    for each in STATEMENTS:
        yield Finding(each, on, each.find(actor, on) if each.find else None)
