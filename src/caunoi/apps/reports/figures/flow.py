"""The flow (dòng chảy): who was short of the standard when the plan was made, and how far each has come by the day.

Everybody of a step has passed the step before, so what is lost at a step is a list of people as well. That a class
has begun is read from the calendar of the plan: no class records yet when it was opened in fact.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.cadres.choices import QualificationKind, QualificationStatus, Verification
from caunoi.apps.cadres.models import Qualification
from caunoi.apps.cadres.selectors import title_of, unit_labels
from caunoi.apps.cadres.selectors.listing import units_under
from caunoi.apps.organisation.figures import list_url
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.apps.planning.models import Need
from caunoi.apps.planning.selectors import PlanRows
from caunoi.apps.planning.selectors.counted import PLAN, rows_asked
from caunoi.apps.selection.choices import WAITING_ABOVE, NominationState
from caunoi.apps.selection.selectors.nominations import nominations_of
from caunoi.apps.standards.selectors import Asked, verdicts
from caunoi.apps.standards.selectors.asked import KEY_OFFICIALS
from caunoi.domain.eligibility.terms import load_terms
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.figures import Figure, FigureValue, Scope
from caunoi.foundation.figures.registry import Row
from caunoi.foundation.policy import visible

COLUMNS = (
    gettext_noop("Họ và tên"),
    gettext_noop("Chức danh"),
    gettext_noop("Đơn vị"),
    gettext_noop("Còn thiếu"),
    gettext_noop("Lớp"),
)
LOST = ".lost"


class Flow:
    """The people of one plan on one day (dòng chảy): each with what they lacked towards the standard."""

    def __init__(self, actor: Actor, rows: PlanRows, on: date, unit_id: UUID | None = None) -> None:
        self.actor, self.rows, self.on, self.unit_id = actor, rows, on, unit_id

    @cached_property
    def needs(self) -> Mapping[UUID, list[Need]]:
        """In the order of the list of the plan: by name."""
        within = units_under(self.unit_id, self.on) if self.unit_id else None
        found: dict[UUID, list[Need]] = {}
        for need in self.rows.needs:
            if need.mandatory and (within is None or need.unit_id in within):
                found.setdefault(need.cadre_id, []).append(need)
        return found

    @cached_property
    def needed(self) -> set[UUID]:
        return set(self.needs)

    @cached_property
    def nominated(self) -> set[UUID]:
        """Whoever their office put forward for it this year, and whoever the plan took in of itself."""
        asked = {(need.cadre_id, need.requirement) for needs in self.needs.values() for need in needs}
        live = nominations_of(self.actor, WAITING_ABOVE | {NominationState.APPROVED})
        pairs = live.filter(year=self.rows.plan.year, cadre_id__in=self.needed).values_list(
            "cadre_id", "requirement"
        )
        return {who for who, requirement in pairs if (who, requirement) in asked} | self.placed

    @cached_property
    def placed(self) -> set[UUID]:
        return {who for who, needs in self.needs.items() if any(need.offering_id for need in needs)}

    @cached_property
    def covered(self) -> set[UUID]:
        """Whoever has a class for everything they lack towards the standard."""
        return {who for who, needs in self.needs.items() if all(need.offering_id for need in needs)}

    @cached_property
    def begun(self) -> set[UUID]:
        return {who for who in self.placed if any(map(self._has_begun, self.needs[who]))}

    def _has_begun(self, need: Need) -> bool:
        return need.offering_id is not None and self.rows.offering(need.offering_id).starts_on <= self.on

    @cached_property
    def certified(self) -> set[UUID]:
        return {
            who for who in self.begun if any((who, kind_of(need)) in self._papers for need in self.needs[who])
        }

    @cached_property
    def _papers(self) -> set[tuple[UUID, str]]:
        """Papers issued after the plan was made, by the day: of whom, of which kind."""
        held = visible(self.actor, Qualification).filter(
            cadre_id__in=self.begun, status=QualificationStatus.HELD, issued__isnull=False
        )
        held = held.exclude(verification=Verification.REJECTED)
        return {
            (paper.cadre_id, paper.kind)
            for paper in held
            if paper.issued.earliest() > self.rows.plan.on and paper.issued.earliest() <= self.on
        }

    @cached_property
    def met(self) -> set[UUID]:
        return self.certified & self._judged("dat")

    @cached_property
    def short(self) -> set[UUID]:
        """Of all key officials, not of the plan alone."""
        return self._judged("chua")

    def _judged(self, verdict: str) -> set[UUID]:
        asked = Asked(on=self.on, group=KEY_OFFICIALS, verdict=verdict)
        return set(verdicts(self.actor, on=self.on).ids(asked))


def kind_of(need: Need) -> str:
    """Which kind of paper closes the need."""
    kinds = {scale.code: what for what, scale in load_terms().scales.items()}
    return kinds.get(need.requirement, QualificationKind.SPECIALISED)


@dataclass(frozen=True)
class Step:
    """One step of the flow (bước): who passed it, and what it is called, there and where it was not passed."""

    code: str
    label: str
    title: str
    text: str
    who: Callable[[Flow], set[UUID]]
    lost_title: str = ""
    lost_text: str = ""


STEPS = (
    Step(
        "flow.needed",
        gettext_noop("Cần đào tạo"),
        gettext_noop("Người cần đào tạo để đạt chuẩn"),
        gettext_noop("Số người mà ngày lập kế hoạch còn thiếu ít nhất một yêu cầu tính vào đạt chuẩn."),
        lambda flow: flow.needed,
    ),
    Step(
        "flow.nominated",
        gettext_noop("Đề cử"),
        gettext_noop("Người được đề cử hoặc được chọn vào kế hoạch"),
        gettext_noop(
            "Trong số cần đào tạo, người mà đơn vị đề cử học điều họ thiếu trong năm của kế hoạch và chưa bị "
            "trả lại, cùng người được xếp thẳng vào lớp mà không cần đề cử."
        ),
        lambda flow: flow.nominated,
        gettext_noop("Cần đào tạo mà chưa ai đề cử"),
        gettext_noop("Số người cần đào tạo để đạt chuẩn mà chưa được đề cử, cũng chưa có chỗ trong lớp nào."),
    ),
    Step(
        "flow.placed",
        gettext_noop("Đã xếp lớp"),
        gettext_noop("Người đã xếp lớp"),
        gettext_noop(
            "Trong số được đề cử, chọn, người có chỗ trong ít nhất một lớp dạy điều họ thiếu để đạt chuẩn."
        ),
        lambda flow: flow.placed,
        gettext_noop("Được đề cử mà chưa xếp lớp"),
        gettext_noop("Số người được đề cử mà kế hoạch chưa có lớp nào cho họ."),
    ),
    Step(
        "flow.begun",
        gettext_noop("Lớp đã khai giảng"),
        gettext_noop("Người có lớp đã khai giảng"),
        gettext_noop("Trong số đã xếp lớp, người mà lớp đã tới ngày khai giảng ghi trong kế hoạch."),
        lambda flow: flow.begun,
        gettext_noop("Đã xếp lớp mà lớp chưa khai giảng"),
        gettext_noop("Số người đã xếp lớp mà chưa lớp nào của họ tới ngày khai giảng ghi trong kế hoạch."),
    ),
    Step(
        "flow.certified",
        gettext_noop("Có văn bằng, chứng chỉ"),
        gettext_noop("Người đã có văn bằng, chứng chỉ"),
        gettext_noop(
            "Trong số có lớp đã khai giảng, người có văn bằng, chứng chỉ đúng loại còn thiếu, "
            "cấp sau ngày lập kế hoạch và không muộn hơn ngày đang xem."
        ),
        lambda flow: flow.certified,
        gettext_noop("Lớp đã khai giảng mà chưa có văn bằng, chứng chỉ"),
        gettext_noop(
            "Số người có lớp đã khai giảng mà hồ sơ chưa có văn bằng, chứng chỉ đúng loại "
            "cấp từ ngày lập kế hoạch."
        ),
    ),
    Step(
        "flow.met",
        gettext_noop("Đạt chuẩn"),
        gettext_noop("Người đã đạt chuẩn sau khi học"),
        gettext_noop("Trong số đã có văn bằng, chứng chỉ, người đạt chuẩn trong ngày đang xem."),
        lambda flow: flow.met,
        gettext_noop("Có văn bằng, chứng chỉ mà vẫn chưa đạt chuẩn"),
        gettext_noop("Số người đã có văn bằng, chứng chỉ đúng loại mà ngày đang xem vẫn chưa đạt chuẩn."),
    ),
)  # fmt: skip


def flow_of(actor: Actor, scope: Scope) -> Flow:
    """Of the plan named, else of the one that stands; a plan made later says nothing of an earlier day."""
    if scope.unit_id and scope.unit_id not in unit_tree(on=scope.on):
        raise NotVisible(f"organisation.Unit {scope.unit_id} {scope.on}")
    rows = rows_asked(actor, scope)
    if rows.plan.on > scope.on:
        raise NotVisible(f"planning.Plan {rows.plan.pk} {scope.on}")
    return Flow(actor, rows, scope.on, scope.unit_id)


def value_of(flow: Flow, code: str) -> FigureValue:
    """One number of a flow already read."""
    scope = Scope(on=flow.on, unit_id=flow.unit_id, where={PLAN: str(flow.rows.plan.pk)})
    return FigureValue(
        FIGURES[code],
        scope,
        _rows(flow, WHO[code](flow)),
        url=list_url(code, scope),
        scope_label=flow.rows.plan.name,
        sources=[_("Kế hoạch lập ngày %(day)s") % {"day": format_date(flow.rows.plan.on)}],
    )


def _rows(flow: Flow, people: set[UUID]) -> Sequence[Row]:
    shown = [(who, needs) for who, needs in flow.needs.items() if who in people]
    units = unit_labels({needs[0].unit_id for _who, needs in shown}, flow.rows.plan.on)
    return [
        Row(
            str(who),
            (
                flow.rows.name(needs[0]),
                title_of(needs[0].title_code).name,
                units[needs[0].unit_id],
                ", ".join(need.reason.get("missing", "") for need in needs),
                ", ".join(flow.rows.offering(need.offering_id).code for need in needs if need.offering_id),
            ),
            flow.rows.person_url(needs[0]),
        )
        for who, needs in shown
    ]


def _answering(code: str) -> Callable[[Actor, Scope], FigureValue]:
    return lambda actor, scope: value_of(flow_of(actor, scope), code)


def _lost(before: Step, step: Step) -> Callable[[Flow], set[UUID]]:
    return lambda flow: before.who(flow) - step.who(flow)


WHO: Mapping[str, Callable[[Flow], set[UUID]]] = {step.code: step.who for step in STEPS} | {
    step.code + LOST: _lost(before, step) for before, step in pairwise(STEPS)
}
FIGURES: Mapping[str, Figure] = {
    step.code: Figure(step.code, step.title, step.text, _answering(step.code), COLUMNS, compared=False)
    for step in STEPS
} | {
    step.code + LOST: Figure(
        step.code + LOST,
        step.lost_title,
        step.lost_text,
        _answering(step.code + LOST),
        COLUMNS,
        compared=False,
    )
    for step in STEPS[1:]
}
