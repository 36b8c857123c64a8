"""What a figure, a list or a cell asks about (điều được hỏi): the same words in every address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.organisation.selectors import unit_tree
from caunoi.domain.eligibility.rulebook import load_rulebook
from caunoi.domain.eligibility.terms import load_terms
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.foundation.errors import Refused

UNIT, TITLE, BLOCK, GROUP = "xa", "chuc-danh", "khoi", "nhom"
LACKS, UNKNOWN_OF, VERDICT, EVIDENCE, LEVEL = "thieu", "chua-ro", "dat", "minh-chung", "trinh-do"
OWN = (GROUP, LACKS, UNKNOWN_OF, VERDICT, EVIDENCE, LEVEL)
KEY_OFFICIALS = "chu-chot"
ANY = "bat-ky"
VERDICTS = {
    "dat": Verdict.MET,
    "chua": Verdict.NOT_MET,
    "chuyen-tiep": Verdict.IN_TRANSITION,
    "thieu-du-lieu": Verdict.UNKNOWN,
}
PROVEN, UNPROVEN = "du", "cho"
Params = Mapping[str, Sequence[str]]


class UnreadableQuestion(Refused):
    """A word of the address that means nothing here."""

    status = 400


class NoUnitThen(UnreadableQuestion):
    """No unit carries the code on the day: like anything else that is not there."""

    status = 404


@dataclass(frozen=True)
class Asked:
    """Whose posts are looked at, where, and which of these people are kept."""

    on: date
    unit_id: UUID | None = None
    titles: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    group: str = ""
    lacks: tuple[str, ...] = ()
    unknown_of: tuple[str, ...] = ()
    verdict: str = ""
    evidence: str = ""
    level: str = ""

    @property
    def chosen_titles(self) -> frozenset[str] | None:
        """The titles whose posts are in question; None when all are."""
        kept: frozenset[str] | None = None
        for wanted in self._narrowing():
            kept = wanted if kept is None else kept & wanted
        return kept

    def _narrowing(self) -> list[frozenset[str]]:
        found = [frozenset(self.titles)] if self.titles else []
        if self.group == KEY_OFFICIALS:
            found.append(frozenset(load_rulebook().key_titles(self.on)))
        if self.blocks:
            titles = load_terms().titles.values()
            found.append(frozenset(title.code for title in titles if title.kind in self.blocks))
        return found

    @property
    def narrows(self) -> bool:
        return bool(
            self.group or self.lacks or self.unknown_of or self.verdict or self.evidence or self.level
        )

    def as_params(self) -> dict[str, Any]:
        """The same question as the query of an address, in one order."""
        node = unit_tree(on=self.on).node(self.unit_id) if self.unit_id else None
        found = {
            GROUP: self.group,
            BLOCK: list(self.blocks),
            TITLE: list(self.titles),
            LACKS: list(self.lacks),
            UNKNOWN_OF: list(self.unknown_of),
            VERDICT: self.verdict,
            EVIDENCE: self.evidence,
            LEVEL: self.level,
            UNIT: node.key if node else "",
        }
        return {key: value for key, value in found.items() if value}


def asked_of(on: date, params: Params, unit_id: UUID | None = None) -> Asked:
    """The question an address puts; refused where a word of it is not known."""
    codes = (*load_terms().lanes, ANY)
    return Asked(
        on=on,
        unit_id=unit_id or _unit(_one(params, UNIT), on),
        titles=_known(params, TITLE, load_terms().titles),
        blocks=_known(params, BLOCK, load_terms().kinds),
        group=_known_one(params, GROUP, (KEY_OFFICIALS,)),
        lacks=_known(params, LACKS, codes),
        unknown_of=_known(params, UNKNOWN_OF, codes),
        verdict=_known_one(params, VERDICT, VERDICTS),
        evidence=_known_one(params, EVIDENCE, (PROVEN, UNPROVEN)),
        level=_known_one(params, LEVEL, load_terms().scales["professional"].ranks),
    )


def _unit(text: str, on: date) -> UUID | None:
    if not text:
        return None
    for node in unit_tree(on=on).nodes.values():
        if text in (node.code, node.slug):
            return node.id
    raise NoUnitThen(
        _("Ngày %(day)s không có đơn vị nào mang mã “%(code)s”. Chọn lại đơn vị hoặc đổi ngày.")
        % {"day": f"{on:%d/%m/%Y}", "code": text[:60]}
    )


def _one(params: Params, key: str) -> str:
    values = params.get(key) or ("",)
    return values[-1].strip()


def _known(params: Params, key: str, allowed: Any) -> tuple[str, ...]:
    """Codes as written in any case; several values are several conditions of which one is enough."""
    by_fold = {code.lower(): code for code in allowed}
    found = []
    for value in params.get(key, ()):
        if not value.strip():
            continue
        if value.strip().lower() not in by_fold:
            raise _no_such(key, value)
        found.append(by_fold[value.strip().lower()])
    return tuple(dict.fromkeys(found))


def _known_one(params: Params, key: str, allowed: Any) -> str:
    found = _known(params, key, allowed)
    return found[-1] if found else ""


def _no_such(key: str, value: str) -> UnreadableQuestion:
    return UnreadableQuestion(
        _("Điều kiện “%(key)s” không nhận giá trị “%(value)s”.") % {"key": key, "value": value[:60]}
    )
