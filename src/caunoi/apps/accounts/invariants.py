"""Truths about accounts and grants, looked for over every row."""

from collections.abc import Iterator

from caunoi.apps.accounts.choices import GrantState, Reach, Role
from caunoi.apps.accounts.models import Grant, User
from caunoi.apps.organisation.selectors import unanswered
from caunoi.foundation.invariants import Invariant


def invariants() -> list[Invariant]:
    return [
        Invariant("Không ai tự giao quyền cho mình", _given_to_oneself),
        Invariant("Quyền do người giao đều có người thứ hai duyệt", _given_alone),
        Invariant("Quyền theo đơn vị nào cũng có đơn vị, trừ quản trị", _without_a_unit),
        Invariant("Lần giao quyền chờ duyệt nào cũng cho một đơn vị còn tồn tại", _waiting_for_nothing),
        Invariant("Chỉ xem hồ sơ của mình thì tài khoản phải gắn với hồ sơ", _self_without_a_file),
        Invariant("Ủy quyền nào cũng có ngày kết thúc và không rộng hơn quyền gốc", _passed_on_too_far),
        Invariant("Mật khẩu nào cũng được băm", _readable_passwords),
    ]


def _given_to_oneself() -> Iterator[str]:
    for grant in Grant.objects.all().iterator():
        if grant.granted_by == f"user:{grant.user_id}":
            yield f"Lần giao quyền {grant.pk}: người giao cũng là người nhận."


def _given_alone() -> Iterator[str]:
    for grant in Grant.objects.filter(state=GrantState.GIVEN, granted_by__startswith="user:").iterator():
        if grant.decided_by in {"", grant.granted_by, f"user:{grant.user_id}"}:
            yield f"Lần giao quyền {grant.pk}: chưa có người thứ hai duyệt."


def _without_a_unit() -> Iterator[str]:
    loose = Grant.objects.filter(unit__isnull=True).exclude(reach=Reach.SELF).exclude(role=Role.ADMINISTRATOR)
    for grant in loose.iterator():
        yield f"Lần giao quyền {grant.pk} ({grant.role}): chưa có đơn vị nên không thấy gì."


def _waiting_for_nothing() -> Iterator[str]:
    """Somebody must be able to decide: a right asked for before its unit ended is answered for by the heir."""
    waiting = Grant.objects.filter(state=GrantState.PENDING, unit__isnull=False)
    asked = dict(waiting.values_list("pk", "unit_id"))
    lost = unanswered(each for each in asked.values() if each)
    for grant, unit_id in asked.items():
        if unit_id in lost:
            yield f"Lần giao quyền {grant}: đơn vị đã chấm dứt mà không ai kế thừa. Không duyệt yêu cầu này."


def _self_without_a_file() -> Iterator[str]:
    for grant in Grant.objects.filter(reach=Reach.SELF, user__subject_id__isnull=True).iterator():
        yield f"Lần giao quyền {grant.pk}: tài khoản chưa gắn với hồ sơ cán bộ."


def _passed_on_too_far() -> Iterator[str]:
    passed_on = Grant.objects.filter(delegated_from__isnull=False).select_related("delegated_from")
    for grant in passed_on.iterator():
        own = grant.delegated_from
        if own is None or not grant.valid_to or not _is_a_part(grant, own):
            yield f"Lần ủy quyền {grant.pk}: không có ngày kết thúc hoặc rộng hơn quyền gốc."


def _is_a_part(grant: Grant, own: Grant) -> bool:
    """One step from the right of somebody else, with the same role and no wider reach."""
    direct = own.delegated_from_id is None and own.user_id != grant.user_id
    narrower = grant.reach in {own.reach, Reach.UNIT} and grant.reach != Reach.SELF
    return direct and narrower and grant.role == own.role != Role.ADMINISTRATOR


def _readable_passwords() -> Iterator[str]:
    for user in User.objects.iterator():
        if user.has_usable_password() and "$" not in user.password:
            yield f"Tài khoản {user.username}: mật khẩu không ở dạng băm. Đặt lại mật khẩu."
