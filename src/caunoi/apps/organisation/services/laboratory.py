"""What would happen: every consequence of a draft, and not a row touched."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.organisation import selectors
from caunoi.apps.organisation.choices import Weight
from caunoi.apps.organisation.extensions import Consequence, contributors
from caunoi.apps.organisation.models import Reorganisation
from caunoi.apps.organisation.register import Register
from caunoi.apps.organisation.services.register_rows import register_rows
from caunoi.domain.lineage import Outcome
from caunoi.domain.vocabulary.finding import Finding
from caunoi.foundation.actors import Actor
from caunoi.foundation.db.rows import JSON, RowChange, packed

KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


@dataclass(frozen=True)
class Section:
    """What one module says of the draft (phần của một phân hệ)."""

    key: str
    title: str
    consequences: Sequence[Consequence]

    def of_weight(self, weight: str) -> list[Consequence]:
        return [each for each in self.consequences if each.weight == weight]


@dataclass(frozen=True)
class Forecast:
    """Everything a draft would do (dự báo hệ quả): what is wrong, what follows, and which rows would be written."""

    outcome: Outcome
    sections: Sequence[Section] = ()
    changes: Sequence[RowChange] = ()

    @property
    def findings(self) -> Sequence[Finding]:
        return self.outcome.findings

    @property
    def fingerprint(self) -> str:
        """The same for the same rows: what was looked at is what may be signed."""
        text = json.dumps(packed(self.changes), cls=JSON, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def stops(self) -> list[str]:
        """Why it cannot be signed as it is."""
        errors = [finding.message for finding in self.findings if finding.severity == "error"]
        return errors + [
            each.sentence for section in self.sections for each in section.of_weight(Weight.STOP)
        ]

    @property
    def to_decide(self) -> int:
        return sum(len(section.of_weight(Weight.DECIDE)) for section in self.sections)


def foresee(*, actor: Actor, draft: Reorganisation) -> Forecast:
    """Look at a draft from every side; asks only, so the database is the same before and after."""
    known = selectors.read_register()
    outcome = _by_name(selectors.outcome_of(draft, known), draft, known)
    if not outcome.steps:
        return Forecast(outcome)
    own = register_rows(draft, known, outcome)
    change = selectors.unit_change(draft, known, outcome, own)
    sections = [
        Section(
            "register", _("Danh mục đơn vị"), [*_told(outcome, selectors.ids_with_new(draft, known, outcome))]
        ),
        *(Section(each.key, each.title, [*each.foresee(actor, change)]) for each in contributors()),
    ]
    rows = [row for section in sections for each in section.consequences for row in each.changes]
    return Forecast(outcome, sections, [*own, *rows])


def _by_name(outcome: Outcome, draft: Reorganisation, known: Register) -> Outcome:
    """The findings call units as people do; their lasting keys are for files."""
    new = {unit.unit: unit.name for unit in selectors.read_plan(draft).new_units}

    def name(found: re.Match[str]) -> str:
        slug = found[0]
        versions = known.lineage.versions_of(slug) if slug in known.ids else ()
        return versions[-1].full_name if versions else new.get(slug, slug)

    spoken = [replace(each, message=KEY.sub(name, each.message)) for each in outcome.findings]
    return replace(outcome, findings=tuple(spoken))


def _told(outcome: Outcome, ids: Mapping[str, UUID]) -> Iterator[Consequence]:
    """The register's own part in sentences; its rows come from the outcome itself."""
    for version in outcome.closed:
        if version.unit in outcome.ended:
            yield Consequence(_("%(unit)s chấm dứt") % {"unit": version.full_name}, unit_id=ids[version.unit])
    for version in outcome.opened:
        before = next((each for each in outcome.closed if each.unit == version.unit), None)
        told = {"unit": version.full_name, "before": before.full_name if before else ""}
        words = (
            _("%(unit)s được thành lập")
            if before is None
            else _("%(before)s thành %(unit)s")
            if before.full_name != version.full_name
            else _("%(unit)s: đổi cấp trên hoặc mã")
        )
        yield Consequence(words % told, unit_id=ids[version.unit])
