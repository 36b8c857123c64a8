"""Gauges for the machine that watches, in the text form Prometheus reads; nobody else is told they exist."""

import shutil
from collections.abc import Iterable, Iterator
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_GET

from caunoi import __version__
from caunoi.apps.accounts.throttle import address_of
from caunoi.config.operations.backup.history import last_backup
from caunoi.foundation import clock
from caunoi.foundation.audit.verified import verify_new
from caunoi.foundation.jobs.selectors import queue_state
from caunoi.foundation.policy.census import public

FORM = "text/plain; version=0.0.4; charset=utf-8"
Gauge = tuple[str, str, float]


@require_GET
@public("Máy giám sát ở các địa chỉ trong CAUNOI_METRICS_FROM; chỉ có số đếm của hệ thống, không dữ liệu nào")
def metrics(request: HttpRequest) -> HttpResponse:
    if not may_ask(address_of(request)):
        raise Http404
    return HttpResponse("\n".join([*written(gauges()), ""]), content_type=FORM)


def may_ask(address: str) -> bool:
    """Off until addresses or networks are named."""
    try:
        asking = ip_address(address)
    except ValueError:
        return False
    return any(asking in ip_network(each, strict=False) for each in settings.METRICS_FROM)


def gauges() -> Iterator[Gauge]:
    """Name with its labels, what it is, and the number of this moment."""
    now = clock.now()
    yield f'caunoi_info{{version="{__version__}"}}', "The version that answers.", 1
    queue = queue_state(now)
    for state in ("waiting", "running", "abandoned", "failed"):
        yield f'caunoi_jobs{{state="{state}"}}', "Background jobs by state.", getattr(queue, state)
    waits = (now - queue.oldest_waiting).total_seconds() if queue.oldest_waiting else 0
    yield "caunoi_oldest_waiting_job_seconds", "How long the oldest waiting job has waited.", max(waits, 0)
    room = shutil.disk_usage(settings.VAR)
    yield "caunoi_disk_free_bytes", "Room left for data.", room.free
    yield "caunoi_disk_bytes", "Size of the disk the data is on.", room.total
    taken = last_backup()
    if taken is not None:
        yield "caunoi_backup_age_seconds", "Since the last backup.", (now - taken.at).total_seconds()
    walk = verify_new().walk
    yield "caunoi_audit_records", "Records of the audit chain.", walk.seq
    yield (
        "caunoi_audit_chain_broken",
        "1 when the audit chain does not hold together.",
        float(bool(walk.fault)),
    )


def written(gauges: Iterable[Gauge]) -> Iterator[str]:
    """Help and type once before the first line of a name."""
    told_of: set[str] = set()
    for name, told, value in gauges:
        bare = name.partition("{")[0]
        if bare not in told_of:
            told_of.add(bare)
            yield f"# HELP {bare} {told}"
            yield f"# TYPE {bare} gauge"
        yield f"{name} {value:.15g}"


urlpatterns = [path("metrics", metrics, name="metrics")]
