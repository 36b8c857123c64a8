"""A plan in words: how good it is, why somebody has no class, what state it is in."""

from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.planning.choices import PlanState, Why
from caunoi.apps.planning.models import Need, Plan
from caunoi.foundation.ui.components import Chip
from caunoi.foundation.ui.numbers import dong, number, percent

STATES: dict[str, Any] = {
    PlanState.SOLVING: "thong-tin",
    PlanState.DRAFT: "chu-y",
    PlanState.ADOPTED: "dat",
    PlanState.DROPPED: "trung-tinh",
}


def state_chip(plan: Plan) -> Chip:
    return Chip(_(PlanState(plan.state).label), STATES[plan.state])


def proof_of(plan: Plan) -> str:
    """The one sentence that says how good the plan provably is."""
    if plan.status == "infeasible":
        return _("Không có kế hoạch nào giữ được mọi điều kiện.")
    if plan.objective is None:
        return _("Chưa có phương án nào: kế hoạch chưa được tính, hoặc bài giải dừng trước khi tìm ra.")
    told = {"value": number(plan.objective, 1)}
    if plan.bound is None and plan.state == PlanState.ADOPTED:
        return (
            _("Giá trị kế hoạch là %(value)s. Không có cận trên vì kế hoạch được xếp tay sau khi tính.")
            % told
        )
    if plan.bound is None:
        return (
            _(
                "Giá trị kế hoạch là %(value)s. Chưa có cận trên cho bài toán sau khi xếp tay; tính lại để biết còn "
                "cách tốt nhất bao xa."
            )
            % told
        )
    told["bound"] = number(plan.bound, 1)
    if plan.status == "optimal":
        return (
            _("Không kế hoạch nào tốt hơn: giá trị %(value)s, cận trên chứng minh được cũng là %(bound)s.")
            % told
        )
    told["share"] = percent(share_of_best(plan))
    return (
        _(
            "Kế hoạch này đạt ít nhất %(share)s của mọi kế hoạch có thể: giá trị %(value)s, "
            "cận trên chứng minh được %(bound)s."
        )
        % told
    )


def share_of_best(plan: Plan) -> float | None:
    """At least this part of the best there can be, rounded down so that it is never too much."""
    if plan.objective is None or not plan.bound:
        return None
    return int(1000 * min(1.0, plan.objective / plan.bound)) / 1000


def why_not(need: Need) -> str:
    """Why this need has no class, from the reason kept with it."""
    reason = need.reason
    told = {"line": reason.get("line") or "", "cost": dong(reason.get("cost") or 0)}
    return SENTENCES.get(reason.get("rule", ""), _plain)(told)


def _plain(told: dict[str, str]) -> str:
    return _("Chưa xếp được vào lớp nào.")


SENTENCES: dict[str, Any] = {
    Why.STUDYING: lambda told: _("Đang học nội dung này, không cần xếp lớp mới."),
    Why.NO_PROGRAMME: lambda told: _("Danh mục chưa có chương trình nào đáp ứng điều này."),
    Why.NOT_SOLVED: lambda told: _("Chưa tính: kế hoạch chưa được giải hoặc người này mới được bổ sung."),
    Why.BY_HAND: lambda told: _("Được đưa ra khỏi lớp bằng tay."),
    "no_class": lambda told: _("Không có lớp nào của chương trình này trong kỳ kế hoạch."),
    "distance": lambda told: _("Lớp gần nhất (%(line)s) xa quá mức cho phép.") % told,
    "pair": lambda told: _("Không được xếp vào lớp %(line)s.") % told,
    "capacity": lambda told: _("Lớp đến được gần nhất (%(line)s) đã kín chỗ.") % told,
    "clash": lambda told: _("Trùng tuần với lớp khác của cùng người (%(line)s).") % told,
    "away": lambda told: _("Đơn vị đã có đủ số người được vắng trong thời gian lớp %(line)s.") % told,
    "rooms": lambda told: _("Nơi mở lớp %(line)s hết phòng trong thời gian ấy.") % told,
    "min_size": lambda told: _(
        "Lớp %(line)s chưa mở: mở lớp và đi lại tốn %(cost)s, phải gom đủ người mới đáng mở trong ngân sách."
    ) % told,
    "budget": lambda told: _("Hết ngân sách: vào lớp %(line)s tốn thêm %(cost)s.") % told,
    "prerequisite": lambda told: _("Phải học xong chương trình trước rồi mới vào được lớp %(line)s.") % told,
    "closed": lambda told: _("Lớp đến được gần nhất (%(line)s) rơi vào tuần nghỉ lễ, Tết.") % told,
    "retirement": lambda told: _("Học xong lớp %(line)s thì không còn đủ thời gian công tác phải có.") % told,
    "key_away": lambda told: _("Xã đã có đủ số cán bộ chủ chốt được vắng trong thời gian lớp %(line)s.") % told,
    "lecturer": lambda told: _("Giảng viên của lớp %(line)s đã dạy đủ số lớp cùng lúc trong thời gian ấy.") % told,
    "lecturer_weeks": lambda told: _("Giảng viên của lớp %(line)s đã dạy đủ số tuần trong năm.") % told,
    "item": lambda told: _("Vào lớp %(line)s thì một khoản chi vượt mức đã giao cho khoản ấy.") % told,
    "quota": lambda told: _("Đơn vị đã đủ chỉ tiêu, chưa vào thêm được lớp %(line)s.") % told,
    "floor": lambda told: _("Vào lớp %(line)s thì tỷ lệ của một nhóm xuống dưới mức sàn đã đặt.") % told,
    "lock": lambda told: _("Trái với điều đã chốt nên chưa vào được lớp %(line)s.") % told,
    "mandatory": lambda told: _("Vào lớp %(line)s thì bớt chỗ của yêu cầu được tính vào đạt chuẩn.") % told,
    "worth": lambda told: _("Vào được lớp %(line)s nhưng phần thêm không bù được chi phí %(cost)s.") % told,
    "possible": lambda told: _("Còn xếp thêm được vào lớp %(line)s.") % told,
}  # fmt: skip
