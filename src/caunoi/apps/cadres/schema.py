"""The table of people, as it comes in and goes out: one row a person, the day decides titles and units."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from uuid import UUID

from caunoi.apps.cadres.choices import Grade, PostingKind, QualificationKind, Sex
from caunoi.apps.cadres.schema_headings import HEADINGS, LEVEL_TITLES
from caunoi.apps.cadres.schema_units import unit_columns
from caunoi.apps.cadres.schema_words import level_forms, title_forms
from caunoi.apps.organisation.selectors import Tree, edition, unit_tree
from caunoi.domain.eligibility.terms import Title, load_terms
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.workbooks.schema import Choice, Column, Schema

TITLE = "Danh sách cán bộ"


def people_schema(on: date, *, for_filling: bool = False) -> Schema:
    """The columns of a list of people on a day; ``for_filling`` offers only the titles that exist that day."""
    written = edition()
    return _held_schema(on, for_filling, written) if written else _schema(on, for_filling)


@lru_cache(maxsize=16)
def _held_schema(on: date, for_filling: bool, written: UUID) -> Schema:
    """Making the choices takes a moment; they are the same until the register of units is written again."""
    return _schema(on, for_filling)


def _schema(on: date, for_filling: bool) -> Schema:
    return Schema("people", TITLE, tuple(_columns(unit_tree(on=on), on, for_filling)))


def _columns(tree: Tree, on: date, for_filling: bool) -> Iterator[Column]:
    yield from _person_columns(on)
    yield from _post_columns(tree, on, for_filling)
    yield from _learning_columns()
    yield from _party_columns()
    yield from _rating_columns(on)


def _person_columns(on: date) -> Iterator[Column]:
    yield Column(
        "number",
        "Số hiệu",
        aliases=HEADINGS["number"],
        width=12,
    )
    yield Column(
        "full_name",
        "Họ và tên",
        kind="person_name",
        required=True,
        aliases=HEADINGS["full_name"],
        width=26,
        example="Nguyễn Văn An",
    )
    yield Column(
        "birth",
        "Ngày sinh",
        kind="date",
        aliases=HEADINGS["birth"],
        width=12,
        pivot=on.year % 100,
        example="31/08/1985",
        note="Chỉ biết tháng hoặc năm thì ghi 8/1985 hoặc 1985.",
    )
    sexes = (Choice(Sex.MALE, "Nam", ("M", "Đàn ông")), Choice(Sex.FEMALE, "Nữ", ("F", "Phụ nữ", "Nữ giới")))
    yield Column("sex", "Giới tính", kind="choice", aliases=HEADINGS["sex"], width=9, choices=sexes)
    yield Column("ethnicity", "Dân tộc", aliases=HEADINGS["ethnicity"], width=10, example="Kinh")
    yield Column(
        "identity_number",
        "Số định danh",
        kind="identity",
        aliases=HEADINGS["identity_number"],
        width=15,
        note="12 chữ số (hoặc 9 chữ số của CMND), giữ số 0 ở đầu.",
    )  # fmt: skip


def _post_columns(tree: Tree, on: date, for_filling: bool) -> Iterator[Column]:
    yield Column(
        "title",
        "Chức danh",
        kind="choice",
        required=for_filling,
        aliases=HEADINGS["title"],
        width=28,
        choices=tuple(_title_choices(on, for_filling)),
    )
    yield from unit_columns(tree)
    kinds = (
        Choice(PostingKind.MAIN, "chính", ("chuyên trách", "chính thức")),
        Choice(PostingKind.CONCURRENT, "kiêm nhiệm", ("kiêm",)),
        Choice(PostingKind.ACTING, "quyền, phụ trách", ("quyền", "phụ trách")),
        Choice(PostingKind.PLANNED, "dự kiến", ()),
    )
    yield Column("kind", "Cách giữ", kind="choice", width=12, choices=kinds, note="Để trống là giữ chính.")
    yield Column(
        "valid_from",
        "Từ ngày",
        kind="date",
        aliases=HEADINGS["valid_from"],
        width=12,
        example="15/06/2018",
        noun_vi="ngày giữ chức danh",
    )
    yield Column(
        "first_elected",
        "Lần đầu giữ chức danh",
        kind="date",
        aliases=HEADINGS["first_elected"],
        width=12,
    )
    yield Column(
        "decision",
        "Quyết định",
        aliases=HEADINGS["decision"],
        width=18,
    )
    yield Column(
        "other_titles",
        "Chức danh khác đang giữ",
        aliases=HEADINGS["other_titles"],
        width=30,
        note="Nhiều chức danh cách nhau bằng dấu chấm phẩy.",
        example="Chủ tịch HĐND (kiêm nhiệm; từ 15/06/2018)",
    )


def _title_choices(on: date, for_filling: bool) -> Iterator[Choice]:
    """Titles of the day first; others stay readable by a name that tells their time."""
    terms = load_terms()
    today = terms.titles_on(on)
    names = Counter(title.name for title in today)
    for title in today:
        label = title.name
        if names[label] > 1:
            label = f"{label} ({terms.kinds[title.kind].name})"
        yield Choice(title.code, label, title_forms(title))
    for title in () if for_filling else terms.title_list:
        if title not in today:
            yield Choice(title.code, f"{title.name} ({_time_of(title, on)})", ())


def _time_of(title: Title, on: date) -> str:
    ended = title.period.end is not None and title.period.end <= on
    return f"đến trước {format_date(title.period.end)}" if ended else f"từ {format_date(title.period.start)}"


def _learning_columns() -> Iterator[Column]:
    for kind, (title, aliases) in LEVEL_TITLES.items():
        yield _level_column(kind, kind, title, aliases)
        if kind in (QualificationKind.PROFESSIONAL, QualificationKind.POLITICAL_THEORY):
            short = "chuyên môn" if kind == QualificationKind.PROFESSIONAL else "lý luận chính trị"
            yield from _detail_columns(kind, short)
    yield Column(
        "trainings",
        "Bồi dưỡng nghiệp vụ",
        aliases=HEADINGS["trainings"],
        width=26,
        note="Nhiều nội dung cách nhau bằng dấu chấm phẩy.",
        example="công tác xây dựng Đảng; nghiệp vụ hộ tịch",
    )
    political = LEVEL_TITLES[QualificationKind.POLITICAL_THEORY]
    yield _level_column(
        "studying_political_theory",
        QualificationKind.POLITICAL_THEORY,
        "Đang học lý luận chính trị",
        ("Đang học LLCT", "Đang học " + political[0].lower()),
    )
    yield _level_column(
        "studying_professional",
        QualificationKind.PROFESSIONAL,
        "Đang học chuyên môn",
        ("Đang học", "Đang học đại học"),
    )
    yield Column(
        "study_ends",
        "Dự kiến học xong",
        kind="date",
        aliases=HEADINGS["study_ends"],
        width=12,
    )


def _level_column(key: str, kind: str, title: str, aliases: tuple[str, ...]) -> Column:
    levels = load_terms().scales[kind].levels
    choices = tuple(
        Choice(level.code, level.name, level_forms(kind, level.code, is_none=place == 0))
        for place, level in enumerate(levels)
    )
    return Column(key, title, kind="choice", aliases=aliases, width=16, choices=choices)


def _detail_columns(kind: str, short: str) -> Iterator[Column]:
    if kind == QualificationKind.PROFESSIONAL:
        yield Column(
            "professional_field",
            "Ngành đào tạo",
            aliases=HEADINGS["professional_field"],
            width=22,
        )
    yield Column(
        f"{kind}_issued",
        f"Ngày cấp bằng {short}",
        kind="date",
        aliases=(f"Năm tốt nghiệp {short}",),
        width=12,
    )


def _party_columns() -> Iterator[Column]:
    yield Column("is_party_member", "Đảng viên", kind="yes_no", aliases=HEADINGS["is_party_member"], width=9)
    yield Column(
        "party_joined",
        "Ngày vào Đảng",
        kind="date",
        aliases=HEADINGS["party_joined"],
        width=12,
    )
    yield Column(
        "party_official",
        "Ngày chính thức",
        kind="date",
        aliases=HEADINGS["party_official"],
        width=12,
    )


def _rating_columns(on: date) -> Iterator[Column]:
    last = on.year - 1
    grades = (
        Choice(Grade.EXCELLENT, Grade.EXCELLENT.label, ("HTXS", "HTXSNV", "Hoàn thành xuất sắc", "Xuất sắc")),
        Choice(Grade.GOOD, Grade.GOOD.label, ("HTT", "HTTNV", "Hoàn thành tốt", "Tốt")),
        Choice(Grade.FAIR, Grade.FAIR.label, ("HT", "HTNV", "Hoàn thành")),
        Choice(
            Grade.POOR, Grade.POOR.label, ("KHT", "KHTNV", "Không hoàn thành", "Chưa hoàn thành nhiệm vụ")
        ),
    )
    yield Column(
        "rating_year",
        "Năm xếp loại",
        kind="count",
        aliases=HEADINGS["rating_year"],
        width=8,
        example=str(last),
    )
    yield Column(
        "rating",
        "Xếp loại",
        kind="choice",
        aliases=(*HEADINGS["rating"], f"Xếp loại năm {last}", f"Xếp loại {last}", f"Kết quả xếp loại năm {last}"),
        width=24,
        choices=grades,
        note=f"Không ghi năm thì hiểu là năm {last}.",
    )  # fmt: skip
