"""Figures of the standards: who is at standard, who lacks what, who holds college or more.

Each is a question about people (``Asked``): the number, the list at ``/can-bo/``, the file and the API are that
one question. Without a word about titles in the scope a figure speaks of key officials.
"""

from collections.abc import Callable
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.standards.figures.changes import register_parts
from caunoi.apps.standards.figures.definitions import (
    AT_START,
    COLLEGE,
    COLUMNS,
    STANDARD,
    TIMES,
    TIMES_COLUMNS,
    Definition,
    gaps,
)
from caunoi.apps.standards.figures.questions import (
    asked_in,
    counted,
    counted_times,
    list_url,
    scope_label,
    whole_of,
)
from caunoi.apps.standards.figures.rows import People
from caunoi.apps.standards.selectors import verdicts
from caunoi.apps.standards.selectors.asked import ANY, LEVEL
from caunoi.apps.standards.selectors.reference import term_on
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation import figures
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.figures import Figure, FigureValue, Scope

__all__ = [
    "COLUMNS",
    "People",
    "asked_in",
    "counted",
    "counted_times",
    "list_url",
    "register",
    "scope_label",
    "whole_of",
]


def register() -> None:
    for each in (*STANDARD, *gaps()):
        figures.register(_people_figure(each))
    figures.register(_at_term_start())
    figures.register(_times())
    register_parts()
    for start in ("standard.", "gap.", "education.", "change."):
        figures.rests_on(start, "cadres.cadre", "cadres.posting")


def _people_figure(each: Definition) -> Figure:
    return Figure(each.code, each.title, each.text, _answering(each), COLUMNS)


def _answering(each: Definition) -> Callable[[Actor, Scope], FigureValue]:
    def answer(actor: Actor, scope: Scope) -> FigureValue:
        asked = asked_in(scope, each.question)
        return counted(
            actor,
            figures.figure_or_404(each.code),
            asked,
            verdicts(actor, on=scope.on),
            whole=each.with_whole,
        )

    return answer


def _at_term_start() -> Figure:
    return Figure(
        AT_START,
        gettext_noop("Trình độ cao đẳng trở lên đầu nhiệm kỳ"),
        gettext_noop(
            "Số cán bộ chủ chốt cấp xã có bằng chuyên môn từ cao đẳng trở lên vào ngày đầu "
            "của nhiệm kỳ chứa ngày được hỏi, "
            "tính trên những người giữ chức danh chủ chốt ngày ấy."
        ),
        _college_at_term_start,
        COLUMNS,
    )


def _college_at_term_start(actor: Actor, scope: Scope) -> FigureValue:
    term = term_on(scope.on)
    if term is None or term.period.start is None:
        raise NotVisible(f"term of {scope.on}")
    began = term.period.start
    moved = Scope(
        on=began, unit_id=scope.unit_id, where={key: v for key, v in scope.where.items() if key != LEVEL}
    )
    asked = asked_in(moved, {LEVEL: [COLLEGE]})
    value = counted(actor, figures.figure_or_404(AT_START), asked, verdicts(actor, on=began))
    told = {"term": term.name, "day": format_date(began), "source": term.source}
    source = _("%(term)s tính từ %(day)s. %(source)s") % told
    return replace(value, scope=scope, sources=[source, *value.sources], change_url="")


def _times() -> Figure:
    return Figure(
        TIMES,
        gettext_noop("Lượt thiếu"),
        gettext_noop(
            "Số lượt thiếu: mỗi người tính một lần cho mỗi yêu cầu biết chắc chưa đạt; "
            "một người thiếu hai yêu cầu là hai lượt."
        ),
        _answer_times,
        TIMES_COLUMNS,
        unit_of_measure=gettext_noop("lượt"),
    )


def _answer_times(actor: Actor, scope: Scope) -> FigureValue:
    asked = asked_in(scope, {})
    found = verdicts(actor, on=scope.on)
    codes = asked.lacks or (ANY,)
    return counted_times(actor, replace(asked, lacks=codes), found)
