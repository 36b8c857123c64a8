"""How many are nominated, approved, owing, overdue: each number counts the rows of its list."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.cadres.selectors import posts_held, title_of, unit_labels
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.apps.selection.choices import WAITING_ABOVE, NominationState
from caunoi.apps.selection.models import Nomination
from caunoi.apps.selection.selectors.nominations import nominations_of
from caunoi.apps.selection.selectors.owed import Owing, open_owed
from caunoi.apps.selection.selectors.succession import PostKey, book_of, without_anybody
from caunoi.domain.eligibility.terms import load_terms
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation import figures
from caunoi.foundation.actors import Actor
from caunoi.foundation.figures import Figure, FigureValue, Scope
from caunoi.foundation.figures.registry import Row
from caunoi.foundation.ui import with_query

NOMINATION_COLUMNS = (
    gettext_noop("Họ và tên"),
    gettext_noop("Đơn vị"),
    gettext_noop("Còn thiếu"),
    gettext_noop("Cho kế hoạch năm"),
    gettext_noop("Tình trạng"),
)
OWED_COLUMNS = (
    gettext_noop("Họ và tên"),
    gettext_noop("Đơn vị"),
    gettext_noop("Còn nợ"),
    gettext_noop("Văn bản quyết định"),
    gettext_noop("Hạn trả nợ"),
)


@dataclass(frozen=True)
class Definition:
    """A figure of the module: what it is called, what it says, which rows it counts, under which columns."""

    code: str
    title: str
    text: str
    rows: Callable[[Actor, Scope], Sequence[Row]]
    columns: tuple[str, ...]
    unit: str


def register() -> None:
    for figure in FIGURES.values():
        figures.register(figure)
    figures.rests_on("nomination.", "selection.nomination")
    figures.rests_on("owed.", "selection.owedstandard", "cadres.cadre")
    figures.rests_on("succession.", "cadres.successionplan", "cadres.cadre")


def answer(actor: Actor, scope: Scope, code: str) -> FigureValue:
    return FIGURES[code].answer(actor, scope)


def _answer(definition: Definition) -> Callable[[Actor, Scope], FigureValue]:
    def answered(actor: Actor, scope: Scope) -> FigureValue:
        return FigureValue(
            FIGURES[definition.code], scope, definition.rows(actor, scope), url=_url(definition.code, scope)
        )

    return answered


def _within(scope: Scope, unit_id: UUID) -> bool:
    if scope.unit_id is None:
        return True
    tree = unit_tree(on=scope.on)
    return unit_id in tree.answered_by({node.id for node in tree.below(scope.unit_id)} or {scope.unit_id})


def _nominated(states: Iterable[str]) -> Callable[[Actor, Scope], Sequence[Row]]:
    wanted = list(states)

    def rows(actor: Actor, scope: Scope) -> Sequence[Row]:
        found: list[Nomination] = [
            each
            for each in nominations_of(actor, wanted).filter(nominated_on__lte=scope.on)
            if _within(scope, each.cadre.custodian_id)
        ]
        labels = unit_labels({each.cadre.custodian_id for each in found}, scope.on)
        return [_nomination_row(each, labels[each.cadre.custodian_id]) for each in found]

    return rows


def _nomination_row(each: Nomination, unit: str) -> Row:
    state = _(NominationState(each.state).label)
    cells = (each.cadre.full_name, unit, _name(each.requirement), str(each.year), state)
    return Row(str(each.pk), cells, f"/de-cu/{each.pk}/")


def _name(code: str) -> str:
    column = load_terms().columns.get(code)
    return _(column.name) if column else code


def _owed(kept: Callable[[Owing], bool]) -> Callable[[Actor, Scope], Sequence[Row]]:
    def rows(actor: Actor, scope: Scope) -> Sequence[Row]:
        found = [
            each
            for each in open_owed(actor, scope.on)
            if kept(each) and _within(scope, each.row.cadre.custodian_id)
        ]
        posts = posts_held(actor, scope.on, [each.row.cadre_id for each in found])
        labels = unit_labels({each.row.cadre.custodian_id for each in found}, scope.on)
        return [_owed_row(each, posts.get(each.row.cadre_id, ()), labels) for each in found]

    return rows


def _owed_row(each: Owing, held: Sequence[Any], labels: Any) -> Row:
    row = each.row
    unit = held[0].unit if held else labels[row.cadre.custodian_id]
    cells = (row.cadre.full_name, unit, _name(row.requirement), row.document, format_date(row.due_on))
    return Row(str(row.pk), cells, f"/no-chuan/{row.pk}/")


def _people_planned(actor: Actor, scope: Scope) -> Sequence[Row]:
    plans = [each for each in book_of(actor, scope.on).plans if _within(scope, each.unit_id)]
    labels = unit_labels({each.unit_id for each in plans}, scope.on)
    by_person: dict[UUID, list[Any]] = {}
    for each in sorted(plans, key=lambda each: (each.cadre.sort_key, str(each.pk))):
        by_person.setdefault(each.cadre_id, []).append(each)
    return [
        Row(
            str(cadre_id),
            (mine[0].cadre.full_name, "; ".join(_post(labels, each) for each in mine)),
            f"/can-bo/{cadre_id}/?the=quy-hoach",
        )
        for cadre_id, mine in by_person.items()
    ]


def _post(labels: Any, plan: Any) -> str:
    return f"{title_of(plan.title_code).name}, {labels[plan.unit_id]}, {plan.term}"


def _failing(actor: Actor, scope: Scope) -> Sequence[Row]:
    book = book_of(actor, scope.on)
    keys: list[PostKey] = [key for key in book.failing if _within(scope, key[0])]
    labels = unit_labels({unit_id for unit_id, _title, _term in keys}, scope.on)
    rows = [
        Row(
            f"{unit_id}-{title}-{term}",
            (title_of(title).name, labels[unit_id], term, str(len(book.posts[unit_id, title, term]))),
            "/quy-hoach/?xem=chua-bao-dam",
        )
        for unit_id, title, term in keys
    ]
    return sorted(rows, key=lambda row: row.cells)


def _nobody(actor: Actor, scope: Scope) -> Sequence[Row]:
    pairs = [pair for pair in without_anybody(actor, scope.on) if _within(scope, pair[0])]
    labels = unit_labels({unit_id for unit_id, _title in pairs}, scope.on)
    rows = [
        Row(
            f"{unit_id}-{title}",
            (title_of(title).name, labels[unit_id]),
            with_query(f"/don-vi/{unit_id}/", ngay=scope.on.isoformat()),
        )
        for unit_id, title in pairs
    ]
    return sorted(rows, key=lambda row: (row.cells[1], row.cells[0]))


def _url(code: str, scope: Scope) -> str:
    node = unit_tree(on=scope.on).nodes.get(scope.unit_id) if scope.unit_id else None
    return with_query(
        f"/giai-thich/{code}/danh-sach/", xa=node.key if node else None, ngay=scope.on.isoformat()
    )


DEFINITIONS = (
    Definition(
        "nomination.waiting",
        gettext_noop("Đề cử chờ duyệt"),
        gettext_noop(
            "Số đề cử đi học đã gửi mà cấp trên chưa duyệt, chưa trả lại; người thiếu hai yêu cầu tính hai."
        ),
        _nominated(WAITING_ABOVE),
        NOMINATION_COLUMNS,
        gettext_noop("đề cử"),
    ),
    Definition(
        "nomination.approved",
        gettext_noop("Đề cử đã duyệt"),
        gettext_noop("Số đề cử đi học đã được cấp tỉnh duyệt và chưa bị trả lại."),
        _nominated([NominationState.APPROVED]),
        NOMINATION_COLUMNS,
        gettext_noop("đề cử"),
    ),
    Definition(
        "nomination.returned",
        gettext_noop("Đề cử bị trả lại"),
        gettext_noop("Số đề cử đi học cấp trên trả lại mà đơn vị chưa gửi lại và chưa rút."),
        _nominated([NominationState.RETURNED]),
        NOMINATION_COLUMNS,
        gettext_noop("đề cử"),
    ),
    Definition(
        "owed.open",
        gettext_noop("Nợ chuẩn còn hạn"),
        gettext_noop(
            "Số khoản nợ chuẩn chưa khép, chưa quá hạn, mà theo hồ sơ của ngày đang xem người nợ vẫn chưa đạt."
        ),
        _owed(lambda each: not each.met and not each.overdue),
        OWED_COLUMNS,
        gettext_noop("khoản nợ"),
    ),
    Definition(
        "owed.overdue",
        gettext_noop("Nợ chuẩn quá hạn"),
        gettext_noop(
            "Số khoản nợ chuẩn chưa khép, ngày đang xem đã qua hạn, mà theo hồ sơ người nợ vẫn chưa đạt."
        ),
        _owed(lambda each: each.overdue),
        OWED_COLUMNS,
        gettext_noop("khoản nợ"),
    ),
    Definition(
        "succession.people",
        gettext_noop("Người trong quy hoạch"),
        gettext_noop(
            "Số người đang trong quy hoạch của ít nhất một chức danh; chỉ người xem được quy hoạch mới đếm được."
        ),
        _people_planned,
        (gettext_noop("Họ và tên"), gettext_noop("Chức danh quy hoạch")),
        gettext_noop("người"),
    ),
    Definition(
        "succession.failing",
        gettext_noop("Chức danh chưa đủ hoặc quá số người"),
        gettext_noop(
            "Số chức danh quy hoạch có ít hơn hoặc nhiều hơn số người theo mức có hiệu lực ngày đang xem."
        ),
        _failing,
        (
            gettext_noop("Chức danh quy hoạch"),
            gettext_noop("Đơn vị"),
            gettext_noop("Nhiệm kỳ"),
            gettext_noop("Số người"),
        ),
        gettext_noop("chức danh"),
    ),
    Definition(
        "succession.nobody",
        gettext_noop("Chức danh chủ chốt chưa có ai trong quy hoạch"),
        gettext_noop(
            "Số chức danh chủ chốt đang có người giữ mà chưa ai được quy hoạch vào chức danh ấy của đơn vị."
        ),
        _nobody,
        (gettext_noop("Chức danh"), gettext_noop("Đơn vị")),
        gettext_noop("chức danh"),
    ),
)
BY_CODE = {each.code: each for each in DEFINITIONS}
FIGURES = {
    each.code: Figure(
        each.code, each.title, each.text, _answer(each), columns=each.columns, unit_of_measure=each.unit
    )
    for each in DEFINITIONS
}
