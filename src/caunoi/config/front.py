"""The one address that is two pages: the public front for a visitor, the role's home for somebody signed in."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from caunoi.apps.portal.views import front as public_front
from caunoi.apps.reports.views import home
from caunoi.foundation.policy.census import public
from caunoi.foundation.ui.requests import ActingRequest


@require_safe
@public("Trang đầu: khách thấy cổng công khai, người đã đăng nhập thấy trang của vai trò mình")
def front(request: ActingRequest) -> HttpResponse:
    return home(request) if request.user.is_authenticated else public_front(request)
