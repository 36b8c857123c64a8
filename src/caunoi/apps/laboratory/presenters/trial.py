"""What a draft would do: one sentence, who turns which way, by what is asked, where, and who they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.laboratory.figures import CODE, list_url
from caunoi.apps.laboratory.models import DraftStandard
from caunoi.apps.laboratory.presenters.way_in import HOME
from caunoi.apps.laboratory.selectors.questions import (
    AGES,
    FEWER,
    MORE,
    OTHER,
    SAME,
    SEXES,
    TURNS,
    UNCLEAR,
    Question,
)
from caunoi.apps.laboratory.selectors.trial import Trial
from caunoi.apps.standards.selectors.asked import VERDICTS
from caunoi.domain.eligibility.describe import rule_text
from caunoi.domain.eligibility.terms import load_terms
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.policy import may_read
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import numbers, with_query
from caunoi.foundation.ui.languages import as_written
from caunoi.foundation.ui.pictures import Tile, TileMap, tile_map

STATES: dict[str, ui.State] = {MORE: "loi", FEWER: "dat", OTHER: "chu-y", SAME: "trung-tinh"}
SHORT = "chua"
LIMITS = (1.0, 3.0, 6.0, 10.0)


@dataclass(frozen=True)
class Number:
    """A number of a trial with the way to its people (con số của lần thử)."""

    value: int
    url: str
    code: str = CODE
    label: str = ""


@dataclass(frozen=True)
class TrialPage:
    """What the view read of a draft and its trial."""

    draft: DraftStandard
    trial: Trial
    may_change: bool

    def number(self, question: Question) -> Number:
        value = self.trial.count(question)
        return Number(value, list_url(self.trial, question, self.draft.pk) if value else "")

    @property
    def address(self) -> str:
        return f"{HOME}{self.draft.pk}/"

    def way(self, rest: str = "") -> str:
        return with_query(f"{self.address}{rest}", ngay=self.trial.on.isoformat())


def present_trial(page: TrialPage) -> dict[str, Any]:
    whole = Question()
    return {
        "head": _head(page),
        "sentence": sentence(page.trial),
        "notes": _notes(page),
        "tally": ui.Tally(_counts(page, whole), _("Người giữ chức danh này, theo thay đổi kết luận")),
        "flow": _flow(page),
        "by_requirement": _by_requirement(page),
        "by_person": _by_person(page),
        "map": _map(page),
        "by_unit": _by_unit(page),
        "rules": [_rule(rule) for rule in page.trial.rules],
    }


def _head(page: TrialPage) -> ui.Heading:
    trial = page.trial
    told = {"day": numbers.day(trial.on), "law": numbers.day(trial.rules_day)}
    lead = _("Người và hồ sơ ngày %(day)s, so với quy định có hiệu lực ngày %(law)s.") % told
    buttons = [
        ui.Button(_("Đổi giá trị"), url=page.way("gia-tri/"), kind="primary"),
        ui.Button(_("Sửa tệp"), url=page.way("noi-dung/")),
        ui.Button(_("Cất bản thảo"), url=f"{page.address}cat/", post=True, kind="quiet"),
    ]
    crumbs = [ui.Link(_("Phòng thử quy định"), with_query(HOME, ngay=trial.on.isoformat()))]
    return ui.Heading(page.draft.name, lead, crumbs, buttons if page.may_change else [])


def sentence(trial: Trial) -> str:
    """ "Trong 209 người giữ chức danh này, 12 người thành chưa đạt, 3 người thôi chưa đạt." """
    told = {
        "people": numbers.number(trial.count(Question())),
        "more": numbers.number(trial.count(Question(turn=MORE))),
        "fewer": numbers.number(trial.count(Question(turn=FEWER))),
    }
    if not trial.count(Question()):
        return _("Ngày này không ai trong phạm vi được xem giữ chức danh mà bản thảo quy định.")
    if trial.count(Question(turn=SAME)) == trial.count(Question()):
        return _("Trong %(people)s người giữ chức danh này, không ai đổi kết luận.") % told
    return (
        _(
            "Trong %(people)s người giữ chức danh này, %(more)s người thành chưa đạt, %(fewer)s người thôi chưa đạt."
        )
        % told
    )


def _notes(page: TrialPage) -> list[Any]:
    trial, found = page.trial, []
    if trial.rules_day != trial.on:
        words = _(
            "Bản thảo có hiệu lực từ %(day)s; người và hồ sơ là của ngày đang xem, chỉ quy định là của ngày ấy."
        )
        found.append(words % {"day": format_date(trial.rules_day)})
    uncounted = _uncounted(trial)
    if uncounted:
        words = _("Cách tính “đạt chuẩn” không tính %(columns)s; thay đổi ở đó chỉ hiện ở bảng theo yêu cầu.")
        found.append(words % {"columns": ", ".join(uncounted)})
    found.append(_("Không dòng dữ liệu nào và không quy định đang dùng nào bị sửa khi thử."))
    return found


def _uncounted(trial: Trial) -> list[str]:
    """Columns in which somebody turns although they do not count for the conclusion."""
    assessment, terms = trial.after.assessment, load_terms()
    groups = (
        {int(number) for number in assessment.groups[trial.becomes.rows]}
        if len(trial.becomes.rows)
        else set()
    )
    counted = {lane for number in groups for lane in assessment.tables.groups[number].counted}
    turned = [code for code in trial.codes if trial.count(Question(code=code, turn=MORE))]
    return [_(terms.columns[code].name) for code in turned if terms.lanes[code] not in counted]


def _counts(page: TrialPage, question: Question) -> list[ui.Count]:
    told = [
        ui.Count(_(TURNS[turn]), page.number(replace(question, turn=turn)), state)
        for turn, state in STATES.items()
    ]
    return [*told, ui.Count(_("Người giữ chức danh"), page.number(question), total=True)]


# ---- tables


def _flow(page: TrialPage) -> ui.Table:
    """Verdict before × verdict with the draft; what stays lies on the diagonal."""
    words = {word: _(verdict.label) for word, verdict in VERDICTS.items()}
    columns = [ui.Column(_("Theo quy định hiện hành"))]
    columns += [
        ui.Column(_("Theo bản thảo: %(verdict)s") % {"verdict": label}, "number") for label in words.values()
    ]
    rows = [
        ui.Row(
            [
                label,
                *(page.number(Question(before=was, after=becomes)) for becomes in words),
                page.number(Question(before=was)),
            ],
            name=label,
        )
        for was, label in words.items()
    ]  # fmt: skip
    total = [_("Cộng"), *(page.number(Question(after=becomes)) for becomes in words), page.number(Question())]
    return ui.Table(
        [*columns, ui.Column(_("Cộng"), "number")],
        rows,
        caption=_("Kết luận trước và sau"),
        total=total,
        matrix=True,
    )


TURN_COLUMNS = (MORE, FEWER, OTHER)


def _turn_columns(first: str) -> list[ui.Column]:
    return [
        ui.Column(first), ui.Column(_("Đang chưa đạt"), "number"),
        *(ui.Column(_(TURNS[turn]), "number") for turn in TURN_COLUMNS),
        ui.Column(_("Chưa đạt theo bản thảo"), "number"),
    ]  # fmt: skip


def _turn_row(page: TrialPage, label: Any, question: Question) -> ui.Row:
    turns = [page.number(replace(question, turn=turn)) for turn in TURN_COLUMNS]
    before, after = page.number(replace(question, before=SHORT)), page.number(replace(question, after=SHORT))
    return ui.Row([label, before, *turns, after], name=str(label))


def _by_requirement(page: TrialPage) -> ui.Table:
    words = load_terms().columns
    rows = [
        _turn_row(page, f"{_(words[code].name)} ({code})", Question(code=code)) for code in page.trial.codes
    ]
    return ui.Table(
        _turn_columns(_("Yêu cầu")), rows, caption=_("Theo từng yêu cầu"), count=len(rows),
        empty=ui.EmptyState(_("Không yêu cầu nào được hỏi với chức danh này.")),
    )  # fmt: skip


def _by_person(page: TrialPage) -> list[ui.Table]:
    """By sex and by age, for whoever may read both of people."""
    actor = page.trial.actor
    if not (may_read(actor, Cadre, "sex") and may_read(actor, Cadre, "birth")):
        return []
    sexes = {SEXES[0]: _("Nam"), SEXES[1]: _("Nữ"), UNCLEAR: _("Chưa rõ giới tính")}
    ages = {
        "duoi-30": _("Dưới 30 tuổi"), "30-39": _("30 – 39 tuổi"), "40-49": _("40 – 49 tuổi"),
        "50-59": _("50 – 59 tuổi"), "tu-60": _("Từ 60 tuổi"), UNCLEAR: _("Chưa rõ tuổi"),
    }  # fmt: skip
    return [
        _told_apart(page, _("Theo giới tính"), [(label, Question(sex=sex)) for sex, label in sexes.items()]),
        _told_apart(page, _("Theo tuổi"), [(ages[age], Question(age=age)) for age in (*AGES, UNCLEAR)]),
    ]


def _told_apart(page: TrialPage, title: str, parts: Iterable[tuple[str, Question]]) -> ui.Table:
    rows = [_turn_row(page, label, question) for label, question in parts if page.trial.count(question)]
    total = _turn_row(page, _("Cộng"), Question()).cells
    return ui.Table(
        _turn_columns(title), rows, caption=title, count=len(rows), total=total,
        empty=ui.EmptyState(_("Không ai giữ chức danh này.")),
    )  # fmt: skip


UNIT_QUESTIONS: Sequence[Question] = (
    Question(), Question(before=SHORT), *(Question(turn=turn) for turn in TURN_COLUMNS), Question(after=SHORT),
)  # fmt: skip


def _by_unit(page: TrialPage) -> ui.Table:
    trial = page.trial
    counted = trial.by_commune(UNIT_QUESTIONS)
    turned = [node for node in trial.communes[0] if node.id in counted and any(counted[node.id][2:5])]
    turned.sort(key=lambda node: (-counted[node.id][2], node.sort_key))
    columns = _turn_columns(_("Xã, phường"))
    columns.insert(1, ui.Column(_("Người giữ chức danh"), "number"))
    rows = [
        ui.Row(
            [
                ui.Link(node.full_name, with_query(f"/don-vi/{node.id}/", ngay=trial.on.isoformat())),
                *(_cell(page, replace(question, unit_id=node.id), value)
                  for question, value in zip(UNIT_QUESTIONS, counted[node.id], strict=True)),
            ],
            name=node.full_name,
        )
        for node in turned
    ]  # fmt: skip
    same = len(counted) - len(turned)
    foot = _("%(n)s xã, phường khác không ai đổi kết luận.") % {"n": numbers.number(same)} if same else ""
    return ui.Table(
        columns, rows, caption=_("Từng xã, phường có người đổi kết luận"), count=len(rows), foot=foot,
        empty=ui.EmptyState(_("Không xã, phường nào có người đổi kết luận.")),
    )  # fmt: skip


def _cell(page: TrialPage, question: Question, value: int) -> Number:
    return Number(value, list_url(page.trial, question, page.draft.pk) if value else "")


def _map(page: TrialPage) -> Any:
    trial = page.trial
    counted = trial.by_commune([Question(turn=MORE)])
    tiles = [
        Tile(
            node.full_name, node.longitude, node.latitude, counted[node.id][0],
            list_url(trial, Question(node.id, turn=MORE), page.draft.pk) if counted[node.id][0] else "",
        )
        for node in trial.communes[0]
        if node.id in counted and node.longitude is not None and node.latitude is not None
    ]  # fmt: skip
    if not tiles or not any(tile.value for tile in tiles):
        return None
    title = _("Số người thành chưa đạt theo bản thảo")
    return tile_map(TileMap(title, tiles, LIMITS, _("Xã, phường"), title))


def _rule(rule: Any) -> dict[str, Any]:
    text = rule_text(rule, load_terms())
    return {
        "name": as_written(text.name),
        "titles": ", ".join(text.titles),
        "period": as_written(text.period),
        "lines": [as_written(str(line)) for line in text.lines],
    }
