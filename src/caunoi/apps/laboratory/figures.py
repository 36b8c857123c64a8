"""How many a draft would judge otherwise: one figure, narrowed by the words of its address."""

from dataclasses import replace
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.cadres.figures.rows import people_rows
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.laboratory.models import DraftStandard
from caunoi.apps.laboratory.selectors.drafts import draft_or_404, drafts_of
from caunoi.apps.laboratory.selectors.questions import AGE, DRAFT, SEX, TURNS, Question, question_of
from caunoi.apps.laboratory.selectors.trial import Trial, trial_of
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.domain.eligibility.drafting import DraftFault
from caunoi.domain.eligibility.terms import load_terms
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation import figures
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.figures import Figure, FigureValue, Scope, id_in
from caunoi.foundation.figures.later import LaterRows
from caunoi.foundation.figures.registry import Row
from caunoi.foundation.policy import may_read
from caunoi.foundation.ui import with_query
from caunoi.foundation.ui.languages import as_written

CODE = "draft.people"
COLUMNS = (
    gettext_noop("Họ và tên"),
    gettext_noop("Chức danh"),
    gettext_noop("Đơn vị"),
    gettext_noop("Theo quy định hiện hành"),
    gettext_noop("Theo bản thảo"),
    gettext_noop("Yêu cầu đổi kết luận"),
)
PERSONAL = {SEX: "sex", AGE: "birth"}


def register() -> None:
    figures.register(PEOPLE)
    figures.rests_on("draft.", "laboratory.draftstandard", "cadres.cadre", "cadres.posting")


def people(trial: Trial, question: Question, draft: DraftStandard) -> FigureValue:
    """A number of a trial with the way to its people."""
    where = {DRAFT: str(draft.pk), **question.as_params()}
    return FigureValue(
        PEOPLE,
        Scope(on=trial.on, unit_id=question.unit_id, where=where),
        Judged(trial, question),
        url=list_url(trial, question, draft.pk),
        scope_label=scope_label(trial, question),
        context="; ".join([draft.name, scope_label(trial, question)]),
        context_url=with_query(f"/thu-quy-dinh/{draft.pk}/", ngay=trial.on.isoformat()),
        sources=[
            *(as_written(document) for document in dict.fromkeys(r.source.document for r in trial.rules)),
            _("So theo quy định của ngày %(day)s") % {"day": format_date(trial.rules_day)},
        ],
    )


def list_url(trial: Trial, question: Question, draft_id: UUID | str) -> str:
    node = unit_tree(on=trial.on).nodes.get(question.unit_id) if question.unit_id else None
    params = {DRAFT: str(draft_id), **question.as_params(), "ngay": trial.on.isoformat()}
    return with_query(f"/giai-thich/{CODE}/danh-sach/", **params, xa=node.key if node else None)


def scope_label(trial: Trial, question: Question) -> str:
    where = (
        unit_tree(on=trial.on).path_label(question.unit_id)
        if question.unit_id
        else _("Toàn bộ phạm vi được xem")
    )
    turn = _(TURNS[question.turn]) if question.turn else ""
    code = _(load_terms().columns[question.code].name) if question.code else ""
    return "; ".join(filter(None, [where, turn, code]))


def _answer(actor: Actor, scope: Scope) -> FigureValue:
    """Of the draft the scope names, else of the newest one the actor may see."""
    draft = _draft(actor, scope)
    question = question_of(scope.where, scope.unit_id)
    for word, column in PERSONAL.items():
        if scope.where.get(word) and not may_read(actor, Cadre, column):
            raise NotVisible(f"{word} of people")
    if draft is None:
        return FigureValue(PEOPLE, scope, ())
    try:
        trial = trial_of(actor, draft.text, scope.on)
    except DraftFault:  # a draft that says nothing about this day counts nobody
        return FigureValue(PEOPLE, scope, ())
    return replace(people(trial, question, draft), scope=scope)


def _draft(actor: Actor, scope: Scope) -> DraftStandard | None:
    draft_id = id_in(scope, DRAFT, "laboratory.DraftStandard")
    return draft_or_404(actor, draft_id) if draft_id else next(iter(drafts_of(actor)), None)


PEOPLE = Figure(
    CODE,
    gettext_noop("Người theo bản thảo tiêu chuẩn"),
    gettext_noop(
        "Số người giữ chức danh mà bản thảo quy định, đếm theo kết luận của quy định hiện hành và kết luận "
        "nếu bản thảo thay vào; mỗi người tính một lần."
    ),
    _answer,
    COLUMNS,
    compared=False,
)


class Judged(LaterRows):
    """The people of a question: counted at once, named when asked for."""

    def __init__(self, trial: Trial, question: Question) -> None:
        self.trial, self.question = trial, question

    @cached_property
    def ids(self) -> list[UUID]:
        return self.trial.ids(self.question)

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def rows(self) -> list[Row]:
        return people_rows(self.trial.actor, self.trial.on, self.ids, self._verdicts)

    def _verdicts(self, cadre_id: UUID) -> tuple[str, str, str]:
        place = self.trial.before.places[cadre_id]
        was, becomes = self.trial.was, self.trial.becomes
        words = load_terms().columns
        flips = [
            f"{_(words[code].name)}: {_label(was.column(code)[place])} → {_label(becomes.column(code)[place])}"
            for code in self.trial.codes
            if was.column(code)[place] != becomes.column(code)[place]
        ]
        return _label(was.overall[place]), _label(becomes.overall[place]), "; ".join(flips)


def _label(verdict: Any) -> str:
    return _(Verdict(int(verdict)).label)
