"""One's own jobs: the list, one of them while it runs, and a way to stop it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from caunoi.foundation import ui
from caunoi.foundation.jobs import presenters, services
from caunoi.foundation.policy.census import signed_in
from caunoi.foundation.ui.answers import asked_by_htmx


@require_safe
@signed_in("Việc nền của chính mình")
def job_list(request: HttpRequest) -> HttpResponse:
    context = presenters.present_jobs(services.own_jobs(request.actor))
    return ui.page(request, "jobs/list.html", context)


@require_safe
@signed_in("Việc nền của chính mình")
def job_page(request: HttpRequest, job_id: UUID) -> HttpResponse:
    job = services.own_job_or_404(request.actor, job_id)
    if asked_by_htmx(request):
        return ui.swap(request, "ui/component.html", {"component": presenters.present_progress(job)})
    return ui.page(request, "jobs/job.html", presenters.present_job(job))


@require_POST
@signed_in("Dừng việc nền của chính mình")
def stop_job(request: HttpRequest, job_id: UUID) -> HttpResponse:
    job = services.own_job_or_404(request.actor, job_id)
    services.ask_to_stop(actor=request.actor, job=job)
    ui.tell(request, _("Đã yêu cầu dừng. Việc đang làm dở được trả về như trước."))
    if asked_by_htmx(request):
        return ui.swap(request, "ui/component.html", {"component": presenters.present_progress(job)})
    return redirect("jobs:job", job.pk)
