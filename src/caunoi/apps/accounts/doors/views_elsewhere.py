"""To the sign-in of another house and back; the account must be here already."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from caunoi.apps.accounts import throttle
from caunoi.apps.accounts.doors import elsewhere, factors, stages
from caunoi.apps.accounts.doors.addresses import safe_next
from caunoi.apps.accounts.doors.middleware import before_factor
from caunoi.apps.accounts.doors.views import come_in, to_second_step
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy.census import public


@before_factor
@public("Sang cửa đăng nhập của nơi khác, khi tỉnh đã nối")
@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    if not elsewhere.is_on():
        raise Http404
    return redirect(elsewhere.ask(request, safe_next(request)))


@before_factor
@public("Từ cửa đăng nhập của nơi khác trở về; chỉ mở tài khoản đã có")
@require_safe
def back(request: HttpRequest) -> HttpResponse:
    """Counted for the network before anything is judged, for the account once it is known."""
    if not elsewhere.is_on():
        raise Http404
    address = throttle.address_of(request)
    arrived = throttle.take_try(None, address)
    answer = elsewhere.answered(request)
    user = elsewhere.account_for(answer)
    if user is None:
        stages.refused(None, "elsewhere")
        raise Refused(
            _(
                "Bạn đã đăng nhập ở %(name)s, nhưng ở đây chưa có tài khoản đang mở nào cho bạn. Nhờ quản trị viên mở."
            )
            % {"name": elsewhere.name()}
        )
    throttle.give_back(arrived)
    throttle.give_back(throttle.take_try(user.username, address))
    if answer.second_factor:
        return come_in(request, user, answer.next_url, way="elsewhere", factor="elsewhere")
    if factors.has_factor(user):
        return to_second_step(request, user, answer.next_url)
    return come_in(request, user, answer.next_url, way="elsewhere")
