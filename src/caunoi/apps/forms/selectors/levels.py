"""Who has which level on a day (trình độ cao nhất trong ngày): the facts the standards are judged by, asked exactly."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

import numpy as np
import numpy.typing as npt
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.selectors import UnreadableCondition
from caunoi.apps.standards.selectors import verdicts
from caunoi.apps.standards.selectors.snapshot import Snapshot
from caunoi.domain.eligibility.terms import load_terms
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import readable_fields

LEVEL_OF = "muc"
HAS, NOT_KNOWN = "co", "chua-ro"
MINORITY = "DTTS"
PRINTED = ("GDPT", "CM", "LLCT", "QLNN", "TH", "NN")
Flags = npt.NDArray[np.bool_]


def people_at(actor: Actor, on: date, asked: Sequence[str]) -> Collection[UUID]:
    """Everybody in post whose highest level is the one asked, for every word asked: ``CM:dai_hoc``, ``TH:co``."""
    snapshot = verdicts(actor, on=on).snapshot
    kept = np.ones(len(snapshot.people), np.bool_)
    for word in asked:
        kept &= _flags(actor, snapshot, word)
    return {snapshot.people[place] for place in np.flatnonzero(kept)}


def _flags(actor: Actor, snapshot: Snapshot, word: str) -> Flags:
    scale, _sign, level = word.partition(":")
    rank = _rank(scale, level) if scale in _scales() else None
    if scale == MINORITY and level == HAS:
        _refuse_unless_readable(actor)
        return _by_person(snapshot, snapshot.facts.column("ethnic_minority")) == 2
    if rank is None:
        raise UnreadableCondition(
            _("Điều kiện “%(key)s” không nhận giá trị “%(value)s”.") % {"key": LEVEL_OF, "value": word[:60]}
        )
    held = _by_person(snapshot, snapshot.facts.block("levels")[:, _scales()[scale]])
    found: Flags = held > 1 if level == HAS else held == rank
    return found


def _rank(scale: str, level: str) -> int | None:
    """The place of the level on its scale; 0 is "no data", 1 "known to have none"."""
    ranks = list(load_terms().scales.values())[_scales()[scale]].ranks
    return {HAS: 0, NOT_KNOWN: 0, **ranks}.get(level)


def _scales() -> dict[str, int]:
    return {scale.code: place for place, scale in enumerate(load_terms().scales.values())}


def _by_person(snapshot: Snapshot, column: npt.NDArray[np.integer]) -> npt.NDArray[np.integer]:
    """What is the same in every post of a person, once for each."""
    values = np.zeros(len(snapshot.people), column.dtype)
    values[snapshot.person] = column
    return values


def _refuse_unless_readable(actor: Actor) -> None:
    if "ethnicity" not in readable_fields(actor, Cadre):
        raise UnreadableCondition(_("Vai trò của bạn không lọc hoặc xếp theo cột này được."))


def level_words(actor: Actor) -> list[tuple[str, str]]:
    """What may be asked, each in words: "Chuyên môn: Đại học"."""
    by_code = {scale.code: scale for scale in load_terms().scales.values()}
    found = []
    for code in PRINTED:
        scale = by_code[code]
        found += [
            (f"{code}:{level.code}", f"{_(scale.name)}: {_(level.name)}") for level in scale.levels[::-1]
        ]
        found.append((f"{code}:{HAS}", _("%(scale)s: có, bất kỳ mức nào") % {"scale": _(scale.name)}))
        found.append((f"{code}:{NOT_KNOWN}", _("%(scale)s: chưa có dữ liệu") % {"scale": _(scale.name)}))
    if "ethnicity" in readable_fields(actor, Cadre):
        found.append((f"{MINORITY}:{HAS}", _("Người dân tộc thiểu số")))
    return found
