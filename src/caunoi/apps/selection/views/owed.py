"""Owed standards: the list, a new decision, putting off, closing."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caunoi.apps.cadres.selectors import posts_held
from caunoi.apps.cadres.selectors.person import cadre_or_404
from caunoi.apps.selection import figures
from caunoi.apps.selection.forms import DecisionForm, OweForm, WordForm
from caunoi.apps.selection.models import OwedStandard
from caunoi.apps.selection.presenters import owed as pages
from caunoi.apps.selection.selectors.owed import lacking_codes, owed_or_404, owed_rows, owing
from caunoi.apps.selection.services import owing as services
from caunoi.foundation import policy, ui
from caunoi.foundation.audit.readings import note
from caunoi.foundation.errors import Refused
from caunoi.foundation.figures import Scope
from caunoi.foundation.policy import can
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.numbers import day
from caunoi.foundation.ui.requests import ActingRequest

WAY = "selection:owed"
TABS = (pages.OVERDUE, pages.OPEN, pages.MET, pages.CLOSED)


@require_GET
@needs(OwedStandard, "view")
def all_owed(request: ActingRequest) -> HttpResponse:
    """What is overdue first, while anything is."""
    actor, on = request.actor, ui.day_of(request)
    found = owing(actor, on, owed_rows(actor).filter(decided_on__lte=on))
    asked = request.GET.get("xem", "")
    first = pages.OVERDUE if pages.kept(found, pages.OVERDUE) else pages.OPEN
    shown = asked if asked in TABS else first
    people = [each.row.cadre_id for each in pages.kept(found, shown)]
    note(actor, people, WAY)
    values = [figures.answer(actor, Scope(on=on), code) for code in ("owed.open", "owed.overdue")]
    context = pages.present_all(found, shown, posts_held(actor, on, people), values)
    return ui.page(request, "selection/owed_list.html", context)


@require_GET
@needs(OwedStandard, "view")
def owed(request: ActingRequest, owed_id: UUID) -> HttpResponse:
    actor, found = request.actor, owed_or_404(request.actor, owed_id)
    note(actor, [found.cadre_id], WAY)
    others = owed_rows(actor, [found.cadre_id]).filter(requirement=found.requirement).exclude(pk=found.pk)
    page = pages.OwedPage(
        actor,
        owing(actor, actor.on, [found])[0],
        list(others),
        WordForm(needed=_("Cần ghi khi thôi cho nợ.")),
        can(actor, "change", found),
    )
    return ui.page(request, "selection/owed.html", pages.present_one(page))


@require_http_methods(["GET", "POST"])
@needs(OwedStandard, "add")
def let_owe(request: ActingRequest, cadre_id: UUID) -> HttpResponse:
    actor, cadre = request.actor, cadre_or_404(request.actor, cadre_id)
    policy.check_create(actor, OwedStandard, unit_id=cadre.custodian_id)
    codes = lacking_codes(actor, cadre.pk)
    if not codes:
        raise Refused(
            _("%(name)s không thiếu yêu cầu nào, nên không có gì để nợ.") % {"name": cadre.full_name}
        )
    form = OweForm(request.POST or None, codes=codes)
    if request.method == "POST" and form.is_valid():
        fresh = services.let_owe(actor=actor, cadre=cadre, **form.cleaned_data)
        ui.tell(request, _("Đã ghi nợ chuẩn. Kết luận chuẩn không đổi."))
        return HttpResponseRedirect(f"{pages.HOME}{fresh.pk}/")
    lead = _(
        "Kết luận vẫn theo tiêu chuẩn; quá hạn mà chưa đạt thì hiện ở việc phải làm của người phụ trách."
    )
    title = _("Cho %(name)s nợ chuẩn") % {"name": cadre.full_name}
    back = f"/can-bo/{cadre.pk}/"
    context = pages.present_form(cadre, form, title, lead, _("Ghi nợ chuẩn"), back)
    return ui.page(request, "selection/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs(OwedStandard, "change")
def put_off(request: ActingRequest, owed_id: UUID) -> HttpResponse:
    actor, found = request.actor, owed_or_404(request.actor, owed_id, "change")
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        fresh = services.put_off(actor=actor, owed=found, **form.cleaned_data)
        ui.tell(request, _("Đã gia hạn. Quyết định trước vẫn xem lại được."))
        return HttpResponseRedirect(f"{pages.HOME}{fresh.pk}/")
    lead = _("Hạn đang có: %(day)s.") % {"day": day(found.due_on)}
    title = _("Gia hạn nợ chuẩn cho %(name)s") % {"name": found.cadre.full_name}
    back = f"{pages.HOME}{found.pk}/"
    context = pages.present_form(found.cadre, form, title, lead, _("Gia hạn"), back)
    return ui.page(request, "selection/form.html", context, status=422 if form.errors else 200)


@require_POST
@needs(OwedStandard, "change")
def settle(request: ActingRequest, owed_id: UUID) -> HttpResponse:
    found = services.settle(actor=request.actor, owed=owed_or_404(request.actor, owed_id, "change"))
    ui.tell(request, _("Đã khép: hồ sơ đạt yêu cầu."))
    return HttpResponseRedirect(f"{pages.HOME}{found.pk}/")


@require_POST
@needs(OwedStandard, "change")
def revoke(request: ActingRequest, owed_id: UUID) -> HttpResponse:
    asked = owed_or_404(request.actor, owed_id, "change")
    found = services.revoke(actor=request.actor, owed=asked, reason=str(request.POST.get("word", "")))
    ui.tell(request, _("Đã thôi cho nợ."))
    return HttpResponseRedirect(f"{pages.HOME}{found.pk}/")
