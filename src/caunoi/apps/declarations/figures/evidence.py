"""What of the files rests on paper somebody has looked at, and what does not yet."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext_noop

from caunoi.apps.cadres.models import Qualification
from caunoi.apps.cadres.selectors.evidence import PAPERS
from caunoi.apps.cadres.selectors.posts import unit_labels
from caunoi.apps.cadres.services.describing import posting_text, qualification_text
from caunoi.apps.declarations.selectors.scans import SHELVES, levels_without_scan, scans_to_compare
from caunoi.apps.organisation.figures import list_url
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation import clock, figures
from caunoi.foundation.actors import Actor
from caunoi.foundation.figures import Figure, FigureValue, Scope
from caunoi.foundation.figures.registry import Row
from caunoi.foundation.ui.languages import as_written

SHELF = "loai"
Within = Callable[[Any, str], Any]


def register() -> None:
    figures.register(UNCHECKED)
    figures.register(MISSING)


def _within(scope: Scope) -> Within:
    """Narrows a question to the unit of the scope and what is below it."""
    if scope.unit_id is None:
        return lambda rows, column: rows
    units = [node.id for node in unit_tree(on=scope.on).below(scope.unit_id)] or [scope.unit_id]
    return lambda rows, column: rows.filter(**{f"{column}__among": units})


# ---- scans


def unchecked(actor: Actor, scope: Scope) -> FigureValue:
    rows = list(_scan_rows(actor, scope))
    return FigureValue(UNCHECKED, scope, rows, url=list_url(UNCHECKED.code, scope))


def unchecked_counted(actor: Actor, scope: Scope) -> FigureValue:
    """The same number without its rows."""
    within = _within(scope)
    asked = (
        within(scans_to_compare(actor, key), "fact__cadre__custodian_id").count() for key in _shelves(scope)
    )
    return FigureValue(UNCHECKED, scope, (), url=list_url(UNCHECKED.code, scope), counted=sum(asked))


def _shelves(scope: Scope) -> list[str]:
    return [key for key in SHELVES if scope.where.get(SHELF, "") in ("", key)]


def _scan_rows(actor: Actor, scope: Scope) -> Iterator[Row]:
    within = _within(scope)
    for key in _shelves(scope):
        shelf = SHELVES[key]
        scans = within(scans_to_compare(actor, key), "fact__cadre__custodian_id")
        found = list(scans.select_related("fact__cadre").order_by("added_at", "pk"))
        units = unit_labels({scan.fact.cadre.custodian_id for scan in found}, scope.on)
        for scan in found:
            told = qualification_text(scan.fact) if shelf is PAPERS else posting_text(scan.fact)
            cells = (
                scan.fact.cadre.full_name,
                units[scan.fact.cadre.custodian_id],
                as_written(told),
                format_date(scan.added_at.astimezone(clock.HANOI).date()),
                scan.added_by,
            )
            yield Row(str(scan.pk), cells, shelf.address(scan.fact))


# ---- levels nothing shows


def missing(actor: Actor, scope: Scope) -> FigureValue:
    rows = list(_level_rows(actor, scope))
    return FigureValue(MISSING, scope, rows, url=list_url(MISSING.code, scope))


def missing_counted(actor: Actor, scope: Scope) -> FigureValue:
    """The same number without its rows."""
    levels = _within(scope)(levels_without_scan(actor), "cadre__custodian_id")
    return FigureValue(MISSING, scope, (), url=list_url(MISSING.code, scope), counted=levels.count())


def _level_rows(actor: Actor, scope: Scope) -> Iterator[Row]:
    levels = _within(scope)(levels_without_scan(actor), "cadre__custodian_id")
    found: list[Qualification] = list(
        levels.select_related("cadre").order_by("cadre__sort_key", "cadre_id", "kind", "pk")
    )
    units = unit_labels({level.cadre.custodian_id for level in found}, scope.on)
    for level in found:
        cells = (
            level.cadre.full_name,
            units[level.cadre.custodian_id],
            as_written(qualification_text(level)),
        )
        yield Row(str(level.pk), cells, f"/can-bo/{level.cadre_id}/")


UNCHECKED = Figure(
    code="evidence.unchecked",
    title=gettext_noop("Bản chụp chờ đối chiếu"),
    definition=gettext_noop(
        "Số bản chụp văn bằng và quyết định đang dùng mà chưa ai so với điều ghi trong hồ sơ; "
        "không tính bản chụp trong hồ sơ của chính người xem."
    ),
    answer=unchecked,
    columns=(
        gettext_noop("Họ và tên"),
        gettext_noop("Đơn vị"),
        gettext_noop("Điều ghi trong hồ sơ"),
        gettext_noop("Nạp ngày"),
        gettext_noop("Người nạp"),
    ),
    unit_of_measure=gettext_noop("bản chụp"),
)
MISSING = Figure(
    code="evidence.missing",
    title=gettext_noop("Trình độ chưa có bản chụp"),
    definition=gettext_noop(
        "Số trình độ ghi là đã có của người còn công tác mà chưa ai xác minh và cũng chưa có bản chụp nào."
    ),
    answer=missing,
    columns=(gettext_noop("Họ và tên"), gettext_noop("Đơn vị"), gettext_noop("Trình độ")),
    unit_of_measure=gettext_noop("trình độ"),
)
