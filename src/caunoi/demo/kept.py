"""What an office keeps beside the files: a list of people, an incident it wrote down."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from uuid import UUID

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.services.selecting import keep_selection, select_person
from caunoi.apps.organisation.models import Unit
from caunoi.apps.privacy.choices import IncidentKind
from caunoi.apps.privacy.services.incidents import add_people, open_incident
from caunoi.demo.places import STORY_DAY
from caunoi.foundation import clock
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import visible

GROUP = "Nguồn giảng viên kiêm chức"
NOTE = "đã dạy lớp bồi dưỡng năm 2019"
PEOPLE = 5
NOTICED = datetime.combine(STORY_DAY, time(8, 30), clock.HANOI)


def beside_the_files(board: Actor, province: Unit, *, elsewhere_than: Sequence[UUID]) -> None:
    """Of people in communes other than those named, so that whoever has an account finds their own page as it was."""
    free = visible(board, Cadre).filter(left_on__isnull=True).exclude(custodian_id__in=elsewhere_than)
    people = list(free.order_by("number")[:PEOPLE])
    _group(board, province, people)
    _incident(board, province, people[:1])


def _group(board: Actor, province: Unit, people: Sequence[Cadre]) -> None:
    group = keep_selection(actor=board, name=GROUP, unit_id=province.pk)
    for place, cadre in enumerate(people):
        select_person(actor=board, selection=group, cadre=cadre, note="" if place else NOTE)


def _incident(board: Actor, province: Unit, people: Sequence[Cadre]) -> None:
    incident = open_incident(
        actor=board, unit=province, kind=IncidentKind.values[0], noticed_at=NOTICED,
        what="Thư kèm danh sách trích ngang gửi nhầm sang một đơn vị khác.",
        fields="Họ và tên, ngày sinh, chức danh", measures="Đã gọi đơn vị nhận, nhận lại và xóa tệp.",
        now=NOTICED + timedelta(hours=1),
    )  # fmt: skip
    add_people(
        actor=board, incident=incident, cadre_ids=[each.pk for each in people],
        evidence="Có tên trong danh sách gửi nhầm",
    )  # fmt: skip
