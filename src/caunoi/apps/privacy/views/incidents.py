"""The register of incidents and the reviews of the processing."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from caunoi.apps.cadres.selectors import unit_or_404
from caunoi.apps.organisation.pickers import pick_on
from caunoi.apps.privacy.choices import Recipient
from caunoi.apps.privacy.forms.incidents import ClosingForm, IncidentForm, NoticeForm, ReviewForm, SearchForm
from caunoi.apps.privacy.models import Incident, IncidentNotice, ProcessingReview
from caunoi.apps.privacy.presenters import incidents as pages
from caunoi.apps.privacy.presenters import letters
from caunoi.apps.privacy.selectors import incidents as selectors
from caunoi.apps.privacy.selectors import names_of
from caunoi.apps.privacy.services import incidents as services
from caunoi.foundation import clock, ui
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import check, readable_fields, visible
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.requests import ActingRequest

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _now(actor: Actor) -> datetime:
    """This moment; where the product is kept on another day, the end of that day."""
    now = clock.now()
    if now.astimezone(clock.HANOI).date() == actor.on:
        return now
    return datetime.combine(actor.on, time(23, 59), clock.HANOI)


@require_GET
@needs(Incident, "view")
def register_page(request: ActingRequest) -> HttpResponse:
    found = selectors.incidents(request.actor)
    told = visible(request.actor, IncidentNotice).filter(recipient=Recipient.AUTHORITY)
    ids = set(told.values_list("incident_id", flat=True))
    return ui.page(
        request, "privacy/incidents.html", pages.present_list(request.actor, found, ids, _now(request.actor))
    )


@require_http_methods(["GET", "POST"])
@needs(Incident, "add")
def new(request: ActingRequest) -> HttpResponse:
    home = next((grant.unit_id for grant in request.actor.grants if grant.unit_id), None)
    form = IncidentForm(request.POST or None, initial={"unit": home})
    pick_on(form, request.actor.on)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        unit = unit_or_404(request.actor, said.pop("unit"))
        made = _tried(
            form,
            lambda: services.open_incident(
                actor=request.actor,
                unit=unit,
                fields=said.pop("fields_reached"),
                now=_now(request.actor),
                **said,
            ),
        )
        if made is not None:
            ui.tell(request, _("Đã ghi sự cố; hạn báo hiện trên trang."))
            return redirect(pages.address_of(made))
    return ui.page(request, "ui/asking.html", pages.present_new(form), status=422 if form.errors else 200)


def _tried(form: Any, deed: Callable[[], Any]) -> Any:
    """A refusal is said in the form, with what was typed still in it."""
    try:
        return deed()
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        return None


@require_http_methods(["GET", "POST"])
@needs(Incident, "view")
def incident_page(request: ActingRequest, incident_id: UUID) -> HttpResponse:
    found = selectors.incident_or_404(request.actor, incident_id)
    forms: dict[str, Any] = {"notice": NoticeForm(), "closing": ClosingForm()}
    if request.method == "POST":
        check(request.actor, "change", found)
        key = "closing" if request.POST.get("viec") == "dong" else "notice"
        forms[key] = type(forms[key])(request.POST)
        if forms[key].is_valid() and _done(request, found, key, forms[key]):
            return redirect(pages.address_of(found))
    failed = any(form.errors for form in forms.values() if form.is_bound)
    people = selectors.people_of(request.actor, found)
    context = pages.present_incident(
        request.actor, found, people=people, notices=selectors.notices_of(request.actor, found), forms=forms,
        names=names_of(request.actor, {each.subject_id for each in people}), now=_now(request.actor),
    )  # fmt: skip
    return ui.page(request, "privacy/incident.html", context, status=422 if failed else 200)


def _done(request: ActingRequest, found: Incident, key: str, form: Any) -> bool:
    actor, given = request.actor, form.cleaned_data
    if key == "closing":
        made = _tried(
            form, lambda: services.close_incident(actor=actor, incident=found, on=actor.on, **given)
        )
    else:
        made = _tried(form, lambda: services.tell(actor=actor, incident=found, now=_now(actor), **given))
    if made is not None:
        ui.tell(request, _("Đã ghi."))
    return made is not None


@require_http_methods(["GET", "POST"])
@needs(Incident, "change")
def people(request: ActingRequest, incident_id: UUID) -> HttpResponse:
    """Whose files an account opened in some days; those chosen go into the incident."""
    found = selectors.incident_or_404(request.actor, incident_id)
    check(request.actor, "change", found)
    asked = bool(request.GET.get("account"))
    form = SearchForm(request.GET if asked else None)
    opened, evidence = [], ""
    if asked and form.is_valid():
        given = form.cleaned_data
        opened = selectors.files_opened(request.actor, given["account"], given["first"], given["last"])
        evidence = _("Tài khoản %(account)s mở hồ sơ từ %(first)s đến %(last)s") % {
            "account": given["account"], "first": f"{given['first']:%d/%m/%Y}", "last": f"{given['last']:%d/%m/%Y}",
        }  # fmt: skip
    if request.method == "POST":
        if not asked or not form.is_valid():
            raise Refused(_("Tìm theo tài khoản và khoảng ngày trước, rồi chọn người trong danh sách."))
        chosen = {each.cadre.pk for each in opened} & _ids(request.POST.getlist("chon"))
        given = {"actor": request.actor, "incident": found, "cadre_ids": chosen, "evidence": evidence}
        if _tried(form, lambda: services.add_people(**given)):
            return redirect(pages.address_of(found))
    context = pages.present_search(found, form, opened, evidence, asked=asked and form.is_valid())
    return ui.page(request, "privacy/incident_people.html", context, status=422 if form.errors else 200)


def _ids(texts: list[str]) -> set[UUID]:
    found = set()
    for text in texts:
        try:
            found.add(UUID(text))
        except ValueError:
            continue
    return found


@require_GET
@needs(Incident, "change")
def paper(request: ActingRequest, incident_id: UUID) -> HttpResponse:
    found = selectors.incident_or_404(request.actor, incident_id)
    check(request.actor, "change", found)
    if "what" not in readable_fields(request.actor, Incident):
        raise Refused(_("Vai trò của bạn không xem được diễn biến nên không in được thông báo."))
    count = len(selectors.people_of(request.actor, found))
    data = letters.incident_paper(
        found, count, on=request.actor.on, demo_mark="DỮ LIỆU MẪU" if settings.DEMO else ""
    )
    return ui.download(request, data, f"thong-bao-su-co-{found.year}-{found.ordinal:04d}.docx", DOCX)


@require_http_methods(["GET", "POST"])
@needs(ProcessingReview, "add")
def reviews(request: ActingRequest) -> HttpResponse:
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if _tried(form, lambda: services.look_again(actor=request.actor, on=request.actor.on, **given)):
            ui.tell(request, _("Đã ghi lần xem lại."))
            return redirect(pages.REVIEWS)
    dues = selectors.reviews_due(request.actor, request.actor.on)
    context = pages.present_reviews(request.actor, dues, form, request.actor.on)
    return ui.page(request, "privacy/reviews.html", context, status=422 if form.errors else 200)
