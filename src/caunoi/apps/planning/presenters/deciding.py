"""Proposing, deciding, sending back, as the page of a plan shows it."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from caunoi.apps.planning.choices import PlanState, ProposalState
from caunoi.apps.planning.models import Plan, PlanProposal
from caunoi.apps.planning.policies import why_not_second
from caunoi.apps.planning.services.holding import Stale
from caunoi.apps.reviews.selectors.checking import in_groups
from caunoi.foundation import clock
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import can
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import with_query
from caunoi.foundation.ui.components import State

VERSION = "lan"
"""The name under which a page sends back which version of the plan it was drawn from."""

STATES: dict[str, State] = {
    ProposalState.WAITING: "chu-y",
    ProposalState.APPROVED: "dat",
    ProposalState.RETURNED: "loi",
    ProposalState.WITHDRAWN: "trung-tinh",
    ProposalState.VOIDED: "loi",
}


def deciding_buttons(actor: Actor, plan: Plan, proposals: Sequence[PlanProposal]) -> list[ui.Button]:
    """What this reader may do about the plan's fate as it stands."""
    if plan.state != PlanState.DRAFT:
        return []
    waiting = waiting_of(proposals)
    if waiting is None:
        return (
            [write_button(plan, _("Trình phê duyệt"), "propose", "primary")]
            if can(actor, "change", plan)
            else []
        )
    found = []
    if can(actor, "adopt", plan):
        found += _of_second(plan, why_not_second(actor, waiting))
    if can(actor, "change", plan):
        found.append(write_button(plan, _("Rút tờ trình"), "withdraw"))
    return found  # fmt: skip


def _of_second(plan: Plan, why_not: str) -> list[ui.Button]:
    if why_not:
        return [ui.Button(_("Phê duyệt"), kind="primary", disabled_because=why_not)]
    return [
        ui.Button(_("Phê duyệt"), url=reverse("planning:adopt", args=[plan.pk]), kind="primary", panel=True),
        ui.Button(_("Trả lại"), url=reverse("planning:send_back", args=[plan.pk]), panel=True),
    ]


def write_button(plan: Plan, text: str, name: str, kind: Any = "") -> ui.Button:
    """A button that writes: it says which version of the plan its page shows."""
    address = reverse(f"planning:{name}", args=[plan.pk])
    return ui.Button(text, url=address, post=True, kind=kind, hidden=((VERSION, str(plan.version)),))


def waiting_of(proposals: Sequence[PlanProposal]) -> PlanProposal | None:
    return next((each for each in proposals if each.state == ProposalState.WAITING), None)


def deciding_notice(actor: Actor, plan: Plan, proposals: Sequence[PlanProposal]) -> ui.Callout | None:
    """Where the newest proposal stands, and what that means for papers printed from it."""
    if not proposals:
        return None
    newest = proposals[0]
    links = [ui.Link(_("Kiểm tra mã"), reverse("planning:code", args=[newest.content_hash]))]
    code = _("Mã nội dung: %(code)s") % {"code": in_groups(newest.content_hash)}
    return ui.Callout(_title(newest), f"{_meaning(actor, plan, newest)} {code}", STATES[newest.state], links)


def _title(proposal: PlanProposal) -> str:
    told = {"who": proposal.proposed_by, "at": hour(proposal.proposed_at)}
    sentences = {
        ProposalState.WAITING: _("Chờ phê duyệt: %(who)s trình lúc %(at)s"),
        ProposalState.APPROVED: _("Đã phê duyệt theo tờ trình của %(who)s lúc %(at)s"),
        ProposalState.RETURNED: _("Bị trả lại: tờ trình của %(who)s lúc %(at)s"),
        ProposalState.WITHDRAWN: _("Đã rút tờ trình của %(who)s lúc %(at)s"),
        ProposalState.VOIDED: _("Hết giá trị: tờ trình của %(who)s lúc %(at)s"),
    }
    return sentences[ProposalState(proposal.state)] % told


def _meaning(actor: Actor, plan: Plan, proposal: PlanProposal) -> str:
    told = {"who": proposal.ended_by, "at": hour(proposal.ended_at), "why": proposal.reason}
    if proposal.state == ProposalState.WAITING:
        why_not = why_not_second(actor, proposal) if can(actor, "adopt", plan) else ""
        warn = _("Sửa kế hoạch lúc này sẽ hủy tờ trình và dự thảo quyết định.")
        return f"{why_not} {warn}".strip() if can(actor, "change", plan) else why_not
    sentences = {
        ProposalState.APPROVED: _("%(who)s phê duyệt lúc %(at)s."),
        ProposalState.RETURNED: _("%(who)s trả lại lúc %(at)s: %(why)s. Dự thảo quyết định không dùng nữa."),
        ProposalState.WITHDRAWN: _("%(who)s rút lúc %(at)s. Dự thảo quyết định không dùng nữa."),
        ProposalState.VOIDED: _(
            "%(who)s sửa kế hoạch lúc %(at)s, nên dự thảo quyết định và danh sách đã in không dùng nữa."
        ),
    }
    return sentences[ProposalState(proposal.state)] % told


def hour(at: Any) -> str:
    return f"{at.astimezone(clock.HANOI):%H:%M %d/%m/%Y}" if at else ""


def stale_notice(stale: Stale | None) -> ui.Callout | None:
    """Who wrote meanwhile; the form below carries the new version, so that sending it again means it."""
    if stale is None:
        return None
    body = _("Chưa ghi gì. Dưới đây là việc ấy tính trên bản mới; bấm lần nữa để làm trên bản mới.")
    said = [f"{each.words}." for each in stale.meanwhile]
    return ui.Callout(_("Kế hoạch vừa đổi"), " ".join([*said, body]), "chu-y")


# ---- papers


def paper_state(plan: Plan, proposals: Sequence[PlanProposal]) -> str:
    """What stands on every paper made from the plan: what it is worth."""
    if plan.state == PlanState.ADOPTED:
        return _("Đã phê duyệt: %(decision)s.") % {"decision": plan.decision}
    waiting = waiting_of(proposals)
    if waiting is not None:
        told = {"who": waiting.proposed_by, "at": hour(waiting.proposed_at)}
        return _("DỰ THẢO trình phê duyệt, %(who)s trình lúc %(at)s.") % told
    if proposals and proposals[0].state == ProposalState.VOIDED:
        return _("BẢN LÀM VIỆC: kế hoạch đã sửa sau khi trình, tờ trình hết giá trị; không dùng làm văn bản.")
    return _("BẢN LÀM VIỆC, chưa trình phê duyệt.")


def decision_link(plan: Plan) -> ui.Link:
    address = reverse("planning:plan", args=[plan.pk])
    return ui.Link(_("Dự thảo quyết định (Word)"), with_query(address, format="docx", mau="quyet-dinh"))


# ---- a code, for anybody


def present_code(code: str, found: Any) -> dict[str, Any]:
    head = ui.Heading(
        _("Kiểm tra mã kế hoạch"),
        in_groups(code),
        [ui.Link(_("Kiểm tra mã khác"), reverse("planning:ask_code"))],
    )
    if found is None:
        words = _("Không có kế hoạch nào được trình mang mã này. Xem lại từng chữ số, hoặc giấy đã bị sửa.")
        return {"head": head, "notice": ui.Callout(_("Không tìm thấy"), words, "loi")}
    return {"head": head, "notice": _verdict(found), "facts": ui.KeyFacts(_code_facts(found.proposal))}


def _verdict(found: Any) -> ui.Callout:
    state = found.proposal.state
    if not found.unchanged and state in (ProposalState.WAITING, ProposalState.APPROVED):
        words = _(
            "Nội dung đang giữ không còn ra mã này: có hồ sơ được nhập làm một sau đó, hoặc có người sửa thẳng."
        )
        return ui.Callout(_("Không còn khớp"), words, "loi")
    if state == ProposalState.APPROVED:
        words = _("Kế hoạch đã phê duyệt, và nội dung đang giữ vẫn ra đúng mã này.")
        return ui.Callout(_("Mã đúng"), words, "dat")
    if state == ProposalState.WAITING:
        words = _("Nội dung đang giữ ra đúng mã này, nhưng kế hoạch chưa được phê duyệt.")
        return ui.Callout(_("Dự thảo đang chờ phê duyệt"), words, "chu-y")
    words = _(
        "Tờ trình mang mã này đã trả lại, đã rút hoặc bị hủy vì kế hoạch được sửa. Giấy in ra không dùng nữa."
    )
    return ui.Callout(_("Hết giá trị"), words, "loi")  # fmt: skip


def _code_facts(proposal: PlanProposal) -> list[ui.Fact]:
    """Anybody reads this page: the year and the day, no name of a person or a plan."""
    return [
        ui.Fact(_("Là gì"), _("Kế hoạch đào tạo, bồi dưỡng của một năm")),
        ui.Fact(_("Năm"), str(proposal.plan.year)),
        ui.Fact(_("Tình trạng"), ui.Chip(_(ProposalState(proposal.state).label), STATES[proposal.state])),
        ui.Fact(_("Trình lúc"), hour(proposal.proposed_at)),
        ui.Fact(_("Kết thúc lúc"), hour(proposal.ended_at) or None),
        ui.Fact(_("Văn bản phê duyệt"), proposal.plan.decision or None),
    ]
