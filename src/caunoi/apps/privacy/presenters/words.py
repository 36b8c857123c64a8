"""Requests in words, for tables and pages."""

from datetime import date

from django.utils.translation import gettext as _

from caunoi.apps.privacy.choices import RequestKind, RequestState, Way
from caunoi.apps.privacy.models import SubjectRequest
from caunoi.apps.privacy.selectors import Standing, standing_of
from caunoi.foundation.ui.components import Chip
from caunoi.foundation.ui.components.words import State
from caunoi.foundation.ui.numbers import day

STATES: dict[str, State] = {
    RequestState.RECEIVED: "chu-y",
    RequestState.ACCEPTED: "thong-tin",
    RequestState.DONE: "dat",
    RequestState.REFUSED: "trung-tinh",
    RequestState.WITHDRAWN: "trung-tinh",
}
LIST = "/yeu-cau-du-lieu/"


def address_of(request: SubjectRequest) -> str:
    return f"{LIST}{request.pk}/"


def kind_words(request: SubjectRequest) -> str:
    return _(RequestKind(request.kind).label)


def state_chip(request: SubjectRequest) -> Chip:
    return Chip(_(RequestState(request.state).label), STATES[request.state])


def way_words(request: SubjectRequest) -> str:
    return _(Way(request.way).label)


def due_words(standing: Standing) -> str:
    """ "trước hết ngày 03/09/2020, còn 3 ngày"."""
    if standing.due is None:
        return ""
    if standing.late:
        return _("%(day)s, quá %(days)s ngày") % {"day": day(standing.due), "days": -standing.days}
    if standing.days == 0:
        return _("%(day)s, hôm nay") % {"day": day(standing.due)}
    return _("%(day)s, còn %(days)s ngày") % {"day": day(standing.due), "days": standing.days}


def due_chip(request: SubjectRequest, on: date) -> Chip | str:
    standing = standing_of(request, on)
    if standing.due is None:
        return ""
    state: State = "loi" if standing.late else ("chu-y" if standing.days <= 1 else "trung-tinh")
    return Chip(due_words(standing), state)
