"""What the standards add to the list of people: who lacks what, filters by verdict, ready-made views."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.cadres.extensions import BulkAction, ColumnSpec, FilterSpec, ListExtension, Params, Preset
from caunoi.apps.standards.selectors import Judged, Verdicts, asked_of, verdicts, verdicts_of_few
from caunoi.apps.standards.selectors.asked import (
    ANY,
    EVIDENCE,
    GROUP,
    KEY_OFFICIALS,
    LACKS,
    LEVEL,
    PROVEN,
    UNKNOWN_OF,
    UNPROVEN,
    VERDICT,
    VERDICTS,
)
from caunoi.apps.standards.selectors.rules import codes_asked_on
from caunoi.apps.standards.selectors.words import verdict_chip
from caunoi.domain.eligibility.terms import load_terms
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.foundation.actors import Actor
from caunoi.foundation.ui.components import Chip

SHOWN = (Verdict.NOT_MET, Verdict.IN_TRANSITION)


class StandardsOfPeople(ListExtension):
    """Who lacks what (ai thiếu gì) on the list of people."""

    key = "standards"
    order = 10

    def presets(self, actor: Actor, on: date) -> Sequence[Preset]:
        return (
            Preset(_("Chủ chốt"), {GROUP: KEY_OFFICIALS}),
            Preset(_("Chưa đạt chuẩn"), {GROUP: KEY_OFFICIALS, VERDICT: "chua"}),
            Preset(_("Thiếu LLCT"), {GROUP: KEY_OFFICIALS, LACKS: "LLCT"}),
            Preset(_("Thiếu CM"), {GROUP: KEY_OFFICIALS, LACKS: "CM"}),
        )

    def filters(self, actor: Actor, on: date) -> Sequence[FilterSpec]:
        terms = load_terms()
        codes = [(code, f"{code} – {_(terms.columns[code].name)}") for code in codes_asked_on(on)]
        levels = [(level.code, _(level.name)) for level in terms.scales["professional"].levels[1:]]
        return (
            FilterSpec(GROUP, _("Diện"), [(KEY_OFFICIALS, _("Cán bộ chủ chốt cấp xã"))]),
            FilterSpec(VERDICT, _("Đạt chuẩn"), _verdict_options()),
            FilterSpec(LACKS, _("Thiếu"), [(ANY, _("Bất kỳ yêu cầu nào")), *codes]),
            FilterSpec(UNKNOWN_OF, _("Chưa rõ vì thiếu dữ liệu"), [(ANY, _("Bất kỳ yêu cầu nào")), *codes]),
            FilterSpec(LEVEL, _("Chuyên môn từ"), levels),
            FilterSpec(EVIDENCE, _("Minh chứng của người đạt"), _evidence_options()),
        )

    def narrow(self, actor: Actor, on: date, params: Params) -> Collection[UUID] | None:
        asked = asked_of(on, params)
        return set(verdicts(actor, on=on).ids(asked)) if asked.narrows else None

    def columns(self) -> Sequence[ColumnSpec]:
        return (ColumnSpec("lacks", _("Thiếu gì"), "chips"),)

    def cells(self, actor: Actor, on: date, cadre_ids: Sequence[UUID]) -> Mapping[UUID, Mapping[str, Any]]:
        """Over all posts of a person, the key ones and the others."""
        found = verdicts_of_few(actor, on=on, cadre_ids=cadre_ids)
        judged = found.judged()
        known = [cadre_id for cadre_id in cadre_ids if cadre_id in found.places]
        return {cadre_id: {"lacks": lacks_of(found, judged, cadre_id)} for cadre_id in known}

    def bulk_actions(self, actor: Actor, on: date, params: Params) -> Sequence[BulkAction]:
        return ()


def _verdict_options() -> list[tuple[str, str]]:
    return [(word, verdict_chip(verdict).text) for word, verdict in VERDICTS.items()]


def _evidence_options() -> list[tuple[str, str]]:
    return [(PROVEN, _("Đã xác minh đủ")), (UNPROVEN, _("Còn chờ xác minh"))]


def lacks_of(found: Verdicts, judged: Judged, cadre_id: UUID) -> list[Chip]:
    """The requirements not met or in transition; where there are none, the verdict itself."""
    place = found.places[cadre_id]
    chips = []
    for code, number in zip(found.codes, judged.matrix[place], strict=True):
        verdict = Verdict(int(number))
        if verdict in SHOWN:
            chips.append(Chip(code, verdict_chip(verdict).state))
    overall = Verdict(int(judged.overall[place]))
    if overall == Verdict.UNKNOWN or not chips:
        chips.append(verdict_chip(overall))
    return chips
