"""A round frozen in one pass, from the rows to the seal: 10.000 and 250.000 officials, invented below real communes.

Beside it two other ways to the same verdicts: a loop over people and their papers with a row saved for each, as a
program would do that knows only the ORM; and reading and judging alone, which is what sealing stands on. Everything
is written in a transaction that never was.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import numpy as np

from caunoi.config.bench.measure import Case
from caunoi.config.bench.standards import SCALES, TITLES, _lacks, thresholds

AS_OF = date(2020, 8, 31)
SIZES, QUICK = (10_000, 250_000), (10_000,)
LOOP_UP_TO = 10_000
"""The loop needs minutes beyond it, and says nothing more."""
SINCE, ISSUED, WRITTEN_AT_ONCE = date(2015, 6, 1), 2014, 20_000
STATUS, FORGET_PEAK = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def cases(quick: bool) -> Iterator[Case]:
    """One after the other: each stands in its own transaction while it is measured."""
    for size in QUICK if quick else SIZES:
        with _taken_back():
            yield _frozen(size)


class _NeverWas(Exception):
    """Takes everything back."""


@contextmanager
def _taken_back() -> Iterator[None]:
    from django.db import transaction

    try:
        with transaction.atomic():
            yield
            raise _NeverWas
    except _NeverWas:
        return


def _frozen(size: int) -> Case:
    from caunoi.apps.reviews.selectors.frozen import judge_round
    from caunoi.apps.reviews.services.freezing import freeze_round
    from caunoi.foundation.audit.selectors import head
    from caunoi.foundation.commandline import command_actor

    actor = command_actor()
    round_ = _locked_round(actor, size)
    known = head()[0]

    sealed: set[str] = set()

    def freeze() -> None:
        with _taken_back():
            sealed.add(freeze_round(actor=actor, round_=round_).sha256)

    def judge() -> int:
        return len(judge_round(round_, known).rows)

    ways: dict[str, Callable[[], Any]] = {"chỉ đọc và chấm, chưa niêm phong": judge}
    if size <= LOOP_UP_TO:
        ways["từng người một bằng ORM, mỗi người một dòng ghi"] = lambda: _one_by_one(round_)
    before, peak = _peak_of(freeze)
    again = judge_round(round_, known)
    if sealed != {again.sha256}:
        raise AssertionError("asked again, the bytes differ")
    told = f"bộ nhớ cao nhất {peak} MB, trước khi chốt {before} MB; chấm lại cùng dấu {again.sha256[:12]}"
    rounds = 3 if size <= LOOP_UP_TO else 1
    return Case("chốt cả đợt trong một lần", len(again.rows), freeze, ways, rounds=rounds, note=told)


def _peak_of(work: Callable[[], Any]) -> tuple[int, int]:
    """Megabytes this process held before the work, and the most it held during it."""
    FORGET_PEAK.write_text("5", encoding="ascii")
    before = _status("VmRSS")
    work()
    return before, _status("VmHWM")


def _status(name: str) -> int:
    found = re.search(rf"{name}:\s+(\d+) kB", STATUS.read_text(encoding="ascii"))
    return int(found.group(1)) // 1024 if found else 0


# ---- the round that is frozen


def _locked_round(actor: Any, size: int) -> Any:
    """Invented people written below communes that are there, asked about, and every sheet locked."""
    from caunoi.apps.organisation.models import Unit
    from caunoi.apps.organisation.selectors import unit_tree
    from caunoi.apps.reviews.models import ReviewSheet
    from caunoi.apps.reviews.services.rounds import open_round
    from caunoi.foundation.policy import system_scope, visible

    tree = unit_tree(on=AS_OF)
    communes = [node.id for node in tree.nodes.values() if tree.commune_of(node.id) is node]
    if not communes:
        raise SystemExit("Phép đo rà soát cần đơn vị: chạy make demo-data, rồi make bench.")
    _write(size, communes)
    top = next(node.id for node in tree.line(communes[0]) if node.type == "province")
    unit = visible(actor, Unit).get(pk=top)
    due = max(actor.on, AS_OF) + timedelta(days=30)
    _clear_the_year(top)
    round_ = open_round(actor=actor, unit=unit, name="Đo tốc độ", as_of=AS_OF, due_on=due)
    with system_scope("bench: every sheet locked"):
        ReviewSheet.objects.filter(round=round_).update(state="locked")
    return round_


def _clear_the_year(unit_id: UUID) -> None:
    """The demo has a round of this year of its own, which stands aside for the time of the measurement."""
    from caunoi.apps.reviews.models import ReviewRound
    from caunoi.foundation.policy import system_scope

    with system_scope("bench: one round a year"):
        ReviewRound.objects.filter(unit=unit_id, year=AS_OF.year).update(year=1)


def _write(size: int, communes: Sequence[UUID]) -> None:
    for start in range(0, size, WRITTEN_AT_ONCE):
        _write_some(min(WRITTEN_AT_ONCE, size - start), start, communes)


def _write_some(many: int, start: int, communes: Sequence[UUID]) -> None:
    """A post and a level on each of three scales for each person; known seeds, so both runs judge the same."""
    from caunoi.apps.cadres.models import Cadre, Posting, Qualification
    from caunoi.domain.eligibility.terms import load_terms
    from caunoi.domain.vocabulary.vietnamese import PartialDate
    from caunoi.foundation import clock
    from caunoi.foundation.db.bulk import insert_rows

    dice, now = np.random.default_rng(37 + start), clock.now()
    kinds = [
        (
            {"kind": scale, "issued": PartialDate(ISSUED)},
            [each.code for each in load_terms().scales[scale].levels],
        )
        for scale in SCALES
    ]
    people: list[dict[str, Any]] = []
    posts: list[dict[str, Any]] = []
    papers: list[dict[str, Any]] = []
    for number in range(start, start + many):
        key, unit = uuid4(), communes[number % len(communes)]
        name = f"Cán bộ {number}"
        people.append({
            "id": key, "full_name": name, "search_key": name, "sort_key": name, "exact_key": name, "custodian_id": unit,
        })  # fmt: skip
        title = TITLES[int(dice.integers(len(TITLES)))]
        fact = {"cadre_id": key, "recorded_at": now}
        posts.append(
            {
                **fact,
                "id": uuid4(),
                "title_code": title,
                "unit_id": unit,
                "valid_from": SINCE,
            }
        )
        papers += [
            {**paper, **fact, "id": uuid4(), "level": held[int(dice.integers(len(held)))]}
            for paper, held in kinds
        ]
    for model, rows in ((Cadre, people), (Posting, posts), (Qualification, papers)):
        insert_rows(model, rows)


# ---- the other way


def _one_by_one(round_: Any) -> int:
    """Every person with their papers, judged by the same least levels, and a row saved for each."""
    from django.db.models import Prefetch

    from caunoi.apps.cadres.models import Cadre, Posting, Qualification
    from caunoi.apps.reviews.models import FrozenPerson, FrozenReview
    from caunoi.foundation import clock
    from caunoi.foundation.policy import system_scope

    needed = {(title, area, scale): rank for title, area, scale, rank in thresholds()}
    marks = dict.fromkeys(["rule_hash", "data_hash", "edition", "sha256"], "0" * 64)
    with _taken_back(), system_scope("bench: the loop freezing replaces"):
        review = FrozenReview(
            round=round_,
            unit_id=round_.unit_id,
            as_of=AS_OF,
            known_seq=0,
            people=0,
            frozen_at=clock.now(),
            **marks,
        )
        review.save(force_insert=True)
        people = Cadre.objects.filter(left_on=None).prefetch_related(
            Prefetch("postings", Posting.objects.on(AS_OF)),
            Prefetch("qualifications", Qualification.objects.all()),
        )
        for person in people:
            verdict = "not_met" if _lacks(person, needed) else "met"
            row = FrozenPerson(
                review=review, cadre_id=person.pk, unit_id=person.custodian_id, verdict=verdict, is_key=True,
                posts=[[post.title_code, str(post.unit_id)] for post in person.postings.all()],
            )  # fmt: skip
            row.save(force_insert=True)
    return len(people)
