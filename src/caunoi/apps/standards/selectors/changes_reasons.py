"""Why one person is in a part of a change (vì sao): the paper, the post, the clause, the unit that became another."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import QualificationKind, QualificationStatus, Verification
from caunoi.apps.cadres.models import Posting, Qualification
from caunoi.apps.cadres.selectors import HeldPost, posts_held, unit_labels
from caunoi.apps.organisation.selectors import register
from caunoi.apps.standards.selectors.changes import Change
from caunoi.apps.standards.selectors.changes_flips import PROFESSIONAL, Flip, flips_of, in_group
from caunoi.domain.eligibility.explain import explain
from caunoi.domain.eligibility.terms import load_terms
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.domain.movement.parts import JOINED, LEFT, Part, Step
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.policy import visible
from caunoi.foundation.ui import numbers

Held = Mapping[UUID, Sequence[HeldPost]]


@dataclass(frozen=True)
class Reason:
    """Why (vì sao), in the reader's language, and what it stands on, as it is written there."""

    why: str
    basis: str = ""


class Reasons:
    """The reasons of the people of one part, read together."""

    def __init__(self, change: Change, part: Part | None, ids: Sequence[UUID]) -> None:
        self.change, self.part, self.ids = change, part, ids
        self.step = part.step if part else Step.PEOPLE
        self._told: dict[int, list[tuple[str, str]]] = {}

    @cached_property
    def posts_before(self) -> Held:
        """What each held on the earlier day, as the report the part begins from knew it."""
        reading = self.change.before if self.step == Step.CORRECTIONS else self.change.after
        with reading.reading():
            return posts_held(self.change.actor, self.change.before.on, self.ids)

    @cached_property
    def posts_after(self) -> Held:
        """What each holds on the later day."""
        with self.change.after.reading():
            return posts_held(self.change.actor, self.change.after.on, self.ids)

    def of(self, person: UUID) -> Reason:
        if self.part is None:
            return Reason(self._there_and_back(person))
        if self.step == Step.CORRECTIONS:
            return Reason(self._corrected(person))
        if self.step == Step.RULES:
            return self._ruled(person)
        if self.step == Step.TERRITORY:
            return self._bounded(person)
        if self.part in (JOINED, LEFT):
            return Reason(self._came(person) if self.part == JOINED else self._went(person))
        return self._learned(person)

    # ---- what was judged otherwise

    def flips(self, person: UUID, step: Step) -> list[Flip]:
        return flips_of(self.change, person, step)

    def _said(self, person: UUID, step: Step) -> str:
        return "; ".join(flip.words for flip in self.flips(person, step))

    def _there_and_back(self, person: UUID) -> str:
        """Each step with what it changed."""
        names = {
            Step.CORRECTIONS: _("sửa dữ liệu"),
            Step.RULES: _("quy định"),
            Step.TERRITORY: _("đơn vị"),
            Step.PEOPLE: _("bản thân"),
        }
        told = [(names[step], self._said(person, step) or self._crossed(person, step)) for step in Step]
        return "; ".join(
            _("%(step)s: %(what)s") % {"step": step, "what": what} for step, what in told if what
        )

    def _crossed(self, person: UUID, step: Step) -> str:
        before, after = in_group(self.change, person, step)
        if before == after:
            return ""
        return _("vào diện") if after else _("ra khỏi diện")

    # ---- corrections

    def _corrected(self, person: UUID) -> str:
        before, after = in_group(self.change, person, Step.CORRECTIONS)
        if before != after:
            return self._post_corrected(person, now_there=after)
        said = self._said(person, Step.CORRECTIONS)
        return (
            _("Hồ sơ nay ghi khác: %(what)s") % {"what": said} if said else _("Minh chứng được xác minh lại")
        )

    def _post_corrected(self, person: UUID, *, now_there: bool) -> str:
        day = {"day": numbers.day(self.change.before.on)}
        if now_there:
            return _("Báo cáo trước chưa biết là giữ chức danh trong diện ngày %(day)s") % day
        return _("Nay biết là không giữ chức danh trong diện ngày %(day)s") % day

    # ---- rules

    def _ruled(self, person: UUID) -> Reason:
        before, after = in_group(self.change, person, Step.RULES)
        flips = self.flips(person, Step.RULES)
        if before != after:
            return Reason(
                _("Diện được tính đã đổi") if after else _("Chức danh không còn trong diện được tính")
            )
        basis = "; ".join(dict.fromkeys(self._clauses(person, {flip.code for flip in flips})))
        return Reason("; ".join(flip.words for flip in flips) or _("Cách tính đã đổi"), basis)

    def _clauses(self, person: UUID, codes: Collection[str]) -> list[str]:
        """Where the later rules say it."""
        found = self.change.around(Step.RULES)[1].found
        rows = found.rows_of(person)
        return [words for row in rows for code, words in self._clauses_of(row) if not code or code in codes]

    def _clauses_of(self, row: int) -> list[tuple[str, str]]:
        """Posts of which the same is asked share their clauses."""
        assessment = self.change.around(Step.RULES)[1].found.assessment
        group = assessment.group(row).number
        if group not in self._told:
            self._told[group] = [
                (line.code, line.clause or line.document or line.needed) for line in explain(assessment, row)
            ]
        return self._told[group]

    # ---- territory

    def _bounded(self, person: UUID) -> Reason:
        units = list(dict.fromkeys(post.unit_id for post in self.posts_before.get(person, ())))
        told = [self._became[unit] for unit in units if unit in self._became]
        moves = "; ".join(dict.fromkeys(reason.why for reason in told))
        said = self._said(person, Step.TERRITORY)
        why = "; ".join(filter(None, [moves, said])) or _("Đơn vị cấp trên đã đổi")
        return Reason(why, "; ".join(dict.fromkeys(reason.basis for reason in told if reason.basis)))

    @cached_property
    def _became(self) -> Mapping[UUID, Reason]:
        """For each unit that is not what it was: its name then, who stands for it now, by which act."""
        since, on = self.change.before.on, self.change.after.on
        units = {post.unit_id for posts in self.posts_before.values() for post in posts}
        slugs, ids, lineage = register().slugs, register().ids, register().lineage
        names = unit_labels(units, since)
        found = {}
        for unit in units & set(slugs):
            heirs = lineage.what_became_of(slugs[unit], since=since, on=on)
            followed = {ids[heir.unit] for heir in heirs if heir.unit} - {unit}
            if followed:
                later = ", ".join(sorted(unit_labels(followed, on).values()))
                acts = "; ".join(dict.fromkeys(heir.act for heir in heirs if heir.act))
                found[unit] = Reason(f"{names[unit]} → {later}", acts)
        return found

    # ---- people

    def _came(self, person: UUID) -> str:
        now, then = self.posts_after.get(person, ()), self.posts_before.get(person, ())
        told = {"post": _posts(now), "old": _posts(then), "day": numbers.day(_since(now))}
        if then:
            return _("Nhận %(post)s từ %(day)s, trước giữ %(old)s") % told
        return _("Nhận %(post)s từ %(day)s") % told

    def _went(self, person: UUID) -> str:
        now, then = self.posts_after.get(person, ()), self.posts_before.get(person, ())
        ended = self._ended.get(person)
        told = {"post": _posts(now), "old": _posts(then), "day": numbers.day(ended)}
        if now:
            return _("Thôi %(old)s, nay giữ %(post)s") % told
        return _("Thôi %(old)s từ %(day)s") % told if ended else _("Thôi %(old)s") % told

    @cached_property
    def _ended(self) -> Mapping[UUID, date]:
        """The last day by which a post of the earlier day had ended."""
        with self.change.after.reading():
            held = visible(self.change.actor, Posting).on(self.change.before.on).filter(cadre_id__in=self.ids)
            ended = held.exclude(valid_to=None).order_by("valid_to").values_list("cadre_id", "valid_to")
            return dict(ended)

    def _learned(self, person: UUID) -> Reason:
        flips = self.flips(person, Step.PEOPLE)
        said = "; ".join(flip.words for flip in flips)
        papers = [
            paper
            for paper in self._papers.get(person, ())
            if _speaks_to(paper, {flip.code for flip in flips})
        ]
        then, now = self.posts_before.get(person, ()), self.posts_after.get(person, ())
        if papers:
            return Reason(
                _joined(said, _("nhờ bằng, chứng chỉ mới") if self._is_gain else ""), _paper_words(papers)
            )
        if {post.title_code for post in then} != {post.title_code for post in now}:
            return Reason(
                _joined(said, _("từ %(old)s sang %(post)s") % {"old": _posts(then), "post": _posts(now)})
            )
        return Reason(_joined(said, self._by_time(flips)))

    @property
    def _is_gain(self) -> bool:
        return self.part is not None and self.part.sign > 0

    def _by_time(self, flips: Sequence[Flip]) -> str:
        """Neither paper nor post: the day itself did it."""
        if any(flip.before == Verdict.IN_TRANSITION for flip in flips):
            return _("hết thời hạn chuyển tiếp")
        return _("theo thời gian: tuổi, thâm niên hoặc nhiệm kỳ")

    @cached_property
    def _papers(self) -> Mapping[UUID, list[Qualification]]:
        """What each was given between the two days."""
        found: dict[UUID, list[Qualification]] = {}
        after, before = self.change.after.on, self.change.before.on
        with self.change.after.reading():
            held = visible(self.change.actor, Qualification).filter(
                cadre_id__in=self.ids, status=QualificationStatus.HELD, issued__isnull=False
            )
            for paper in held.exclude(verification=Verification.REJECTED).order_by("kind", "issued", "pk"):
                if before < paper.issued.earliest() <= after:
                    found.setdefault(paper.cadre_id, []).append(paper)
        return found


def _speaks_to(paper: Any, codes: Collection[str]) -> bool:
    """Whether the paper is of a kind one of the requirements looks at; without any, the professional ones."""
    scale = load_terms().scales.get(paper.kind)
    code = scale.code if scale else "BD"
    return code in (codes or {PROFESSIONAL}) or (code == PROFESSIONAL and "NGANH" in codes)


def _paper_words(papers: Sequence[Any]) -> str:
    return "; ".join(_one_paper(paper) for paper in papers)


def _one_paper(paper: Any) -> str:
    scale = load_terms().scales.get(paper.kind)
    names = {level.code: level.name for level in scale.levels} if scale else {}
    training = load_terms().trainings.get(paper.field)
    level = _(names[paper.level]) if paper.level in names else _(training.name) if training else paper.field
    issued: PartialDate = paper.issued
    told = {"kind": _(QualificationKind(paper.kind).label), "level": level, "day": numbers.day(issued)}
    return _("%(kind)s: %(level)s, cấp %(day)s") % told


def _posts(posts: Sequence[HeldPost]) -> str:
    return "; ".join(f"{post.words}, {post.unit}" for post in posts) or _("không chức danh nào")


def _since(posts: Sequence[HeldPost]) -> date | None:
    return max((post.since for post in posts), default=None)


def _joined(said: str, why: str) -> str:
    return ", ".join(filter(None, [said, why]))
