"""A plan after a shock, in words: what happened, who changes and why, how few must, what it costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caunoi.apps.cadres.selectors import title_of, unit_labels
from caunoi.apps.planning.choices import PlanState
from caunoi.apps.planning.models import Need, Plan
from caunoi.apps.planning.presenters.answers import Told, fault_of, plan_url
from caunoi.apps.planning.presenters.deciding import VERSION
from caunoi.apps.planning.presenters.panels import option_text, signed
from caunoi.apps.planning.presenters.plan_page import FIRST, line_url, may_move, move_button
from caunoi.apps.planning.selectors import PlanRows
from caunoi.apps.planning.selectors.mergers import Merger
from caunoi.apps.planning.services.replanning import KEY
from caunoi.apps.planning.services.saying import Speaker
from caunoi.apps.planning.services.shocks import After, Shock, ShockAsked, after_shock
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import with_query
from caunoi.foundation.ui.numbers import day, dong, number

LOST, MOVED, GAINED = "lost", "moved", "gained"
ORDER = (LOST, MOVED, GAINED)
WHOLE = "tat-ca"
STAYING = ("Nếu giữ chỗ cũ: ", "Nếu không thêm người này: ")


def asked_of(rows: PlanRows, mergers: Sequence[Merger]) -> ShockAsked:
    """Open lines, the venues they stand at, people with a seat, communes that became one."""
    opened = sorted(rows.opened, key=lambda line: (line.starts_on, line.code))
    venues = sorted({(line.venue.code, line.venue.name) for line in opened}, key=lambda each: each[1])
    people = {need.cadre_id: need for need in reversed(rows.served)}
    units = unit_labels({need.unit_id for need in people.values()}, rows.plan.on)
    seated = [need for need in rows.served if people.get(need.cadre_id) is need]
    joined = [(str(each.heir), f"{', '.join(each.names)} → {each.name}") for each in mergers]
    return ShockAsked(
        [(line.code, option_text(line)) for line in opened],
        venues,
        [(str(need.cadre_id), f"{rows.name(need)}, {units[need.unit_id]}") for need in seated],
        joined,
    )


def present_replan(
    rows: PlanRows, form: Any, *, may: bool, whole: bool = False, taken: Plan | None = None
) -> dict[str, Any]:
    """``taken`` is the copy the answer was already taken over into."""
    plan = rows.plan
    crumbs = [ui.Link(_("Kế hoạch"), reverse("planning:list")), ui.Link(plan.name, plan_url(plan))]
    lead = _("Nói điều đã xảy ra; kế hoạch được điều chỉnh sao cho ít người phải đổi nhất.")
    told = plan.answers.get(KEY)
    return {
        "head": ui.Heading(_("Điều chỉnh sau biến cố"), lead, crumbs),
        "plan": plan,
        "form": form,
        "errors": ui.ErrorSummary.of(form) if form.is_bound else None,
        "url": reverse("planning:replan", args=[plan.pk]),
        "version": plan.version,
        **(present_found(rows, told, may, whole, taken) if told else {}),
    }


def present_found(
    rows: PlanRows, told: Told, may: bool, whole: bool, taken: Plan | None = None
) -> dict[str, Any]:
    """``whole`` shows everybody who changes, else the first of them."""
    after = after_shock(rows, Shock.read(told["shock"]))
    fault = fault_of(told)
    found = {
        "happened": happened(after),
        "waiting": "status" not in told and not fault,
        "fault": fault,
        "old": told["version"] != rows.plan.version,
    }
    if "status" not in told or found["old"]:
        return found
    changes = sorted((Changed(after, each) for each in told["shifts"]), key=lambda each: each.order)
    shown = changes if whole else changes[:FIRST]
    return {
        **found,
        "proof": proof_words(told),
        "tally": tally_of(told, changes),
        "effect": effect_words(rows, told),
        "people": people_table(rows, shown, len(changes), may) if told["objective"] is not None else None,
        "everybody": everybody_link(rows.plan, len(changes)) if len(shown) < len(changes) else None,
        "take": take_buttons(rows.plan, may, taken) if told["objective"] is not None else [],
    }


def everybody_link(plan: Plan, many: int) -> ui.Link:
    words = _("Xem tất cả %(n)s lượt đổi") % {"n": number(many)}
    return ui.Link(words, with_query(reverse("planning:replan", args=[plan.pk]), **{WHOLE: "1"}))


def happened(after: After) -> list[str]:
    """What was told, each thing a sentence."""
    said = [*_fallen(after), *_gone(after)]
    joined = [
        _("%(units)s đã sáp nhập thành %(name)s.") % {"units": ", ".join(each.names), "name": each.name}
        for each in after.joined
    ]
    return [*said, *joined]


def _fallen(after: After) -> list[str]:
    codes = ", ".join(line.code for line in after.fallen if line.opened)
    if not after.fallen:
        return []
    if not codes:
        return [_("Không lớp nào đang mở bị ảnh hưởng.")]
    return [_("Không tổ chức được: %(lines)s.") % {"lines": codes}]


def _gone(after: After) -> list[str]:
    rows, people = after.board.rows, set(after.shock.people)
    names = dict.fromkeys(rows.name(need) for need in rows.needs if str(need.cadre_id) in people)
    return [_("Không đi học được: %(names)s.") % {"names": ", ".join(names)}] if names else []


# ---- what is proven


def proof_words(told: Told) -> list[str]:
    """How many must change at least, and how sure that is."""
    if told["objective"] is None:
        if told["status"] == "infeasible":
            return [_("Sau biến cố này không kế hoạch nào giữ được mọi điều kiện.")]
        return [_("Chưa tìm được phương án nào trong thời gian cho phép; hãy tính lại.")]
    narrow = [] if told["everywhere"] else [_narrow_words()]
    return [_kept_words(told), _changed_words(told), *_moved_words(told), *narrow]


def _kept_words(told: Told) -> str:
    numbers = {"kept": number(told["kept"]), "had": number(told["had"]), "most": number(told["kept_bound"])}
    if told["kept"] == told["had"]:
        return _("Mọi lượt đang có chỗ (%(had)s) vẫn có chỗ.") % numbers
    if told["kept"] == told["kept_bound"]:
        return _(
            "Trong %(had)s lượt đang có chỗ, %(kept)s vẫn có chỗ; không kế hoạch nào giữ được nhiều hơn."
        ) % numbers  # fmt: skip
    return _("Trong %(had)s lượt đang có chỗ, %(kept)s vẫn có chỗ; nhiều nhất có thể là %(most)s.") % numbers


def _changed_words(told: Told) -> str:
    numbers = {"n": number(told["changed"]), "least": number(told["changed_bound"])}
    if told["changed"] == told["changed_bound"]:
        return _("%(n)s người phải đổi, và đã chứng minh không thể ít hơn.") % numbers
    return _("%(n)s người phải đổi; chứng minh được là ít nhất %(least)s người.") % numbers


def _moved_words(told: Told) -> list[str]:
    """Answers of before seats were counted say nothing of them."""
    if "moved" not in told or told["moved"] == told["changed"] == told["changed_bound"]:
        return []
    numbers = {"n": number(told["moved"]), "least": number(told["moved_bound"])}
    if told["moved"] == told["moved_bound"]:
        return [_("Những người ấy đổi %(n)s lượt học, và đã chứng minh không thể ít lượt hơn.") % numbers]
    return [_("Những người ấy đổi %(n)s lượt học; chứng minh được là ít nhất %(least)s lượt.") % numbers]


def _narrow_words() -> str:
    return _("Chứng minh này xét mọi kế hoạch không mở thêm lớp ngoài những chương trình bị ảnh hưởng.")


def tally_of(told: Told, changes: Sequence["Changed"]) -> list[tuple[str, str]]:
    many = {what: sum(each.what == what for each in changes) for what in (MOVED, LOST, GAINED)}
    words = [
        (number(many[MOVED]), ngettext("lượt đổi lớp", "lượt đổi lớp", many[MOVED])),
        (number(many[LOST]), ngettext("lượt mất chỗ", "lượt mất chỗ", many[LOST])),
        (number(many[GAINED]), ngettext("lượt thêm chỗ", "lượt thêm chỗ", many[GAINED])),
    ]
    return words if told["objective"] is not None else []


def effect_words(rows: PlanRows, told: Told) -> str:
    if told["objective"] is None:
        return ""
    money, value = told["cost"] - rows.cost, told["objective"] - (rows.plan.objective or 0.0)
    numbers = {
        "cost": dong(told["cost"]),
        "money": signed(dong(abs(money)), money),
        "value": number(told["objective"], 1),
        "change": signed(number(abs(value), 1), value),
    }
    return _("Chi phí %(cost)s (%(money)s), giá trị kế hoạch %(value)s (%(change)s).") % numbers


# ---- who changes


@dataclass(frozen=True)
class Changed:
    """One need whose place changes (lượt đổi chỗ), with the plan it changes in."""

    after: After
    told: Told

    @property
    def need(self) -> Need:
        return self.after.board.need_at[self.told["need"]]

    @property
    def what(self) -> str:
        if self.told["to"] is None:
            return LOST
        return GAINED if self.told["from"] is None else MOVED

    @property
    def order(self) -> tuple[int, int]:
        """Who loses a seat first, then who moves, then who gains one."""
        return ORDER.index(self.what), self.need.index

    def line(self, way: str) -> Any:
        index = self.told[way]
        if index is None:
            return ""
        line = self.after.board.offering_at[index]
        return ui.Cell(ui.Link(line.code, line_url(self.after.board.plan, line)), sub=day(line.starts_on))

    @property
    def why(self) -> str:
        fallen = {line.index for line in self.after.fallen}
        if str(self.need.cadre_id) in self.after.shock.people:
            return _("Không đi học được.")
        if self.told["from"] in fallen:
            return _("Lớp %(line)s không tổ chức được.") % {
                "line": self.after.board.offering_at[self.told["from"]].code
            }
        if self.told["rule"] == "together":
            return _("Đổi cùng với những người khác trong danh sách này.")
        return self._staying()

    def _staying(self) -> str:
        """What would break if this person alone stayed as they were."""
        message = self.told["why"]
        for head in STAYING:
            message = message.removeprefix(head)
        said = Speaker(self.after.board, self.after.board.plan.on).said(self.told["rule"], message)
        if self.told["from"] is None:
            return _("Nếu không thêm người này: %(why)s") % {"why": said}
        return _("Nếu giữ chỗ cũ: %(why)s") % {"why": said}


def people_table(rows: PlanRows, changes: Sequence[Changed], many: int, may: bool) -> ui.Table:
    moving = may_move(rows.plan, may)
    columns = [
        ui.Column(_("Họ và tên")),
        ui.Column(_("Từ lớp")),
        ui.Column(_("Đến lớp")),
        ui.Column(_("Vì sao")),
        *([ui.Column(_("Việc"))] if moving else []),
    ]
    units = unit_labels({each.need.unit_id for each in changes}, rows.plan.on)
    return ui.Table(
        columns,
        [_row(rows, each, units[each.need.unit_id], moving) for each in changes],
        caption=_("Ai đổi, và vì sao"),
        count=many,
        empty=ui.EmptyState(_("Không ai phải đổi lớp.")),
        id="ai-doi",
    )


def _row(rows: PlanRows, changed: Changed, unit: str, moving: bool) -> ui.Row:
    need = changed.need
    post = f"{title_of(need.title_code).name}, {unit}"
    cells: list[Any] = [
        ui.Cell(ui.link_or_text(rows.name(need), rows.person_url(need)), sub=post),
        changed.line("from") or _("chưa có lớp"),
        changed.line("to") or ui.Chip(_("mất chỗ"), "loi"),
        changed.why,
    ]
    if moving:
        cells.append(move_button(rows.plan, need, _("Xem lớp khác")))
    return ui.Row(cells, name=rows.name(need))


def take_buttons(plan: Plan, may: bool, taken: Plan | None = None) -> list[ui.Button]:
    """A draft may be written over or left as it is beside a copy; an adopted plan is only copied, and once."""
    if not may:
        return []
    address, seen = reverse("planning:take_over", args=[plan.pk]), (VERSION, str(plan.version))
    copied = ui.Button(
        _("Nhận thành phương án mới"), url=address, post=True, kind="primary", hidden=(seen, ("thanh", "moi"))
    )
    if taken is not None:
        copied = ui.Button(_("Mở phương án đã nhận"), url=plan_url(taken), kind="primary")
    if plan.state != PlanState.DRAFT:
        return [copied]
    return [copied, ui.Button(_("Ghi vào dự thảo này"), url=address, post=True, hidden=(seen,))]
