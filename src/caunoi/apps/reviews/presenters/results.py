"""What was frozen, person by person, one person alone, and what a code on a paper stands for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.utils.translation import gettext as _

from caunoi.apps.cadres.selectors import title_of, unit_labels
from caunoi.apps.reviews.models import Adjustment, FrozenPerson, FrozenReview
from caunoi.apps.reviews.presenters.words import frozen_chip
from caunoi.apps.reviews.selectors import results
from caunoi.apps.reviews.selectors.checking import in_groups
from caunoi.apps.standards.selectors.words import verdict_chip
from caunoi.foundation.actors import Actor
from caunoi.foundation.figures import FigureValue
from caunoi.foundation.ui import with_query
from caunoi.foundation.ui.components import (
    Button,
    Callout,
    Cell,
    Chip,
    Column,
    Count,
    Downloads,
    EmptyState,
    Fact,
    Filters,
    Heading,
    KeyFacts,
    Link,
    Pager,
    Row,
    Table,
    Tally,
)
from caunoi.foundation.ui.numbers import day
from caunoi.foundation.ui.pictures.codes import scannable

HOME, PAGE = "/ra-soat/", 100


@dataclass(frozen=True)
class ResultsPage:
    """What the view read of the frozen people of a round (trang kết quả đã chốt)."""

    actor: Actor
    review: FrozenReview
    shown: FigureValue
    tally: Mapping[str, FigureValue]
    people: Sequence[FrozenPerson]
    told: results.Told
    form: BaseForm
    page: int

    @property
    def address(self) -> str:
        return f"{HOME}{self.review.round_id}/ket-qua/"


def crumbs(review: FrozenReview) -> list[Link]:
    return [Link(_("Rà soát"), HOME), Link(review.round.name, f"{HOME}{review.round_id}/")]


def present_results(page: ResultsPage) -> dict[str, Any]:
    told = {"day": day(page.review.as_of), "when": day(page.review.frozen_at), "who": page.review.frozen_by}
    lead = (
        _("Số liệu ngày %(day)s, chốt lúc %(when)s bởi %(who)s. Sửa hồ sơ về sau không đổi trang này.") % told
    )
    file = with_query(
        f"/giai-thich/{page.shown.code}/danh-sach/",
        xa=page.shown.scope.unit_id and str(page.shown.scope.unit_id),
        **page.shown.scope.where,
    )
    return {
        "head": Heading(_("Kết quả đã chốt"), lead, crumbs(page.review)),
        "tally": Tally(_counts(page), _("Bao nhiêu người ở mỗi kết luận")),
        "filters": Filters(page.form, page.address),
        "count": page.shown,
        "table": _table(page),
        "pager": _pager(page),
        "downloads": Downloads(file),
    }


def _counts(page: ResultsPage) -> list[Count]:
    chips = {word: frozen_chip(results.WORDS[word]) for word in page.tally if word}
    return [
        Count(chips[word].text, value, chips[word].state if value.value else "trung-tinh")
        if word
        else Count(_("Tất cả"), value, total=True)
        for word, value in page.tally.items()
    ]


def _pager(page: ResultsPage) -> Pager:
    many = int(page.shown.numerator)
    url = page.shown.url
    return Pager(
        with_query(url, trang=page.page - 1) if page.page > 1 else "",
        with_query(url, trang=page.page + 1) if page.page * PAGE < many else "",
    )


def _table(page: ResultsPage) -> Table:
    review = page.review
    columns = [
        Column(_("Họ và tên")),
        Column(_("Đơn vị")),
        Column(_("Chức danh")),
        Column(_("Kết luận đã chốt"), "chips"),
        Column(_("Vì sao"), "chips"),
        Column(_("Điều chỉnh sau chốt"), "chips"),
    ]
    labels = unit_labels({each.unit_id for each in page.people}, review.as_of)
    rows = [_row(page, each, labels) for each in page.people]
    empty = EmptyState(
        _("Không ai trong kết quả đã chốt khớp bộ lọc này."), [Button(_("Bỏ lọc"), url=page.address)]
    )
    return Table(columns, rows, caption=_("Kết quả từng người"), count=int(page.shown.numerator), empty=empty)


def _row(page: ResultsPage, each: FrozenPerson, labels: Mapping[UUID, str]) -> Row:
    name = name_of(page.told.names, each.cadre_id)
    adjusted = page.told.adjusted.get(each.cadre_id)
    return Row(
        [
            Link(name, f"{page.address}{each.cadre_id}/"),
            labels[each.unit_id],
            "; ".join(title_of(title).name for title, _unit in each.posts),
            [frozen_chip(each.verdict)],
            reason_chips(each.verdicts),
            [frozen_chip(adjusted.after)] if adjusted else "",
        ],
        name=name,
    )


def reason_chips(verdicts: Mapping[str, str]) -> list[Chip]:
    return [Chip(code, verdict_chip(verdict).state) for code, verdict in results.reasons_of(verdicts)]


def name_of(names: Mapping[UUID, str], cadre_id: UUID) -> str:
    return names.get(cadre_id, _("Hồ sơ không còn hoặc ngoài phạm vi"))


# ---- one person


@dataclass(frozen=True)
class PersonResult:
    """What was sealed of one person, with all that was adjusted since (phiếu kết quả rà soát)."""

    review: FrozenReview
    row: FrozenPerson
    name: str
    later: Sequence[Adjustment]
    may_adjust: bool
    opens_file: bool
    check_url: str

    @property
    def address(self) -> str:
        return f"{HOME}{self.review.round_id}/ket-qua/"


def present_person(found: PersonResult) -> dict[str, Any]:
    lead = _("Kết quả rà soát đã chốt, số liệu ngày %(day)s.") % {"day": day(found.review.as_of)}
    trail = [*crumbs(found.review), Link(_("Kết quả đã chốt"), found.address)]
    adjust = Button(
        _("Ghi điều chỉnh"), url=f"{HOME}{found.review.round_id}/dieu-chinh/{found.row.cadre_id}/"
    )
    names = results.requirement_names(found.review)
    return {
        "head": Heading(found.name, lead, trail, [adjust] if found.may_adjust else []),
        "facts": KeyFacts(_facts(found)),
        "requirements": _requirements(found.row.verdicts, names),
        "adjustments": adjustments_table(found.later),
        "code": in_groups(found.row.mark or ""),
        "picture": scannable(found.check_url, _("Mã kiểm tra")) if found.row.mark else "",
        "check": Link(_("Trang kiểm tra mã"), found.check_url),
    }


def _facts(found: PersonResult) -> list[Fact]:
    row, as_of = found.row, found.review.as_of
    labels = unit_labels({UUID(unit) for _title, unit in row.posts}, as_of)
    posts = "; ".join(f"{title_of(title).name}, {labels[UUID(unit)]}" for title, unit in row.posts)
    file = Link(_("Mở hồ sơ hiện nay"), f"/can-bo/{row.cadre_id}/") if found.opens_file else None
    return [
        Fact(_("Kết luận đã chốt"), frozen_chip(row.verdict), act=file),
        Fact(_("Chức danh ngày ấy"), posts),
        Fact(_("Đợt rà soát"), found.review.round.name),
        Fact(_("Dấu kết quả cả đợt"), found.review.sha256[:16]),
        Fact(_("Dấu bộ tiêu chuẩn dùng cho đợt này"), found.review.rule_hash[:16]),
    ]


def _requirements(verdicts: Mapping[str, str], names: Mapping[str, str]) -> Table:
    columns = [Column(_("Yêu cầu")), Column(_("Kết luận đã chốt"), "chips")]
    rows = [
        Row([Cell(_(names.get(code, code)), sub=code), [frozen_chip(word)]], name=code)
        for code, word in sorted(verdicts.items())
    ]
    empty = EmptyState(_("Chức danh của người này chưa có tiêu chuẩn để xét."))
    return Table(columns, rows, caption=_("Từng yêu cầu"), empty=empty, id="yeu-cau")


def adjustments_table(later: Sequence[Adjustment]) -> Table:
    columns = [
        Column(_("Số")),
        Column(_("Đã chốt"), "chips"),
        Column(_("Điều chỉnh thành"), "chips"),
        Column(_("Lý do")),
        Column(_("Người điều chỉnh")),
        Column(_("Ngày"), "date"),
    ]
    rows = [
        Row(
            [
                str(each.ordinal), [frozen_chip(each.before)], [frozen_chip(each.after)], each.reason, each.by,
                day(each.at),
            ],
            name=str(each.ordinal),
        )
        for each in later
    ]  # fmt: skip
    empty = EmptyState(_("Chưa có điều chỉnh nào sau khi chốt."))
    return Table(columns, rows, caption=_("Điều chỉnh sau chốt"), empty=empty, id="dieu-chinh")


def adjusted_notice(later: Sequence[Adjustment]) -> Callout | None:
    if not later:
        return None
    told = {"n": len(later), "verdict": frozen_chip(later[-1].after).text}
    words = _("%(n)s điều chỉnh sau khi chốt; kết luận điều chỉnh gần nhất: %(verdict)s.")
    return Callout(_("Đã có điều chỉnh"), words % told, "chu-y")
