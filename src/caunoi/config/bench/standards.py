"""The standards engine against a scan of the same bytes, one SQL statement, and a loop over the ORM."""

import sqlite3
from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from caunoi.config.bench.measure import Case
from caunoi.domain.eligibility.assess import assess
from caunoi.domain.eligibility.drafting import in_place, read_draft
from caunoi.domain.eligibility.facts import Facts
from caunoi.domain.eligibility.rulebook import Rulebook, load_rulebook
from caunoi.domain.eligibility.terms import load_terms
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.domain.eligibility.writing import copy_of, written

DAY = date(2020, 8, 31)
TITLES = ("CX-CTHD", "CX-PCTHD", "CX-CTUB", "CX-PCTUB")
AREAS = ("dong_bang", "mien_nui")
SCALES = ("general_education", "professional", "political_theory")
CODES = ("GDPT", "CM", "LLCT")
UNITS = 209
BYTES_A_PERSON = 29
"""Eight levels, eight days of two bytes, a post and a unit: what a verdict at least depends on."""


def cases(quick: bool) -> list[Case]:
    sizes = [1_368, 100_000] if quick else [1_368, 100_000, 1_000_000, 2_000_000]
    drafted = [_draft_tried(size) for size in ([1_368] if quick else [1_368, 250_000])]
    return [*(case for size in sizes for case in _cases_of(size)), *drafted, _from_the_database()]


def _draft_tried(size: int) -> Case:
    """Everybody judged by the standing law and with a draft in its place, and who turns which way counted."""
    facts, standing = random_facts(size), load_rulebook()
    content = copy_of("QD04-2004/CT-PCT")
    for require in content["rule"][0]["require"]:
        require.pop("override", None)
        require.pop("relief", None)
    draft = in_place(standing, read_draft(written(content), load_terms()))

    def turned() -> npt.NDArray[np.int64]:
        was, becomes = (assess(facts, book, on=DAY).overall for book in (standing, draft))
        return np.bincount(was.astype(np.int64) * len(Verdict) + becomes, minlength=len(Verdict) ** 2)

    alone = {"chỉ chấm một lần": lambda: assess(facts, standing, on=DAY).overall}
    return Case("thử một bản thảo", size, turned, alone, rounds=20)


def _cases_of(size: int) -> list[Case]:
    facts = random_facts(size)
    rulebook = load_rulebook()
    scanned = np.zeros(BYTES_A_PERSON * size // 8 + 1, np.int64)
    references: dict[str, Callable[[], Any]] = {"scan": scanned.sum}
    if size <= 100_000:
        statement = _sql(facts)
        _must_agree(facts, statement())
        references["sql"] = statement
    return [
        Case("assess", size, lambda: assess(facts, rulebook, on=DAY), {"scan": scanned.sum}, rounds=20),
        Case("assess + roll-up", size, lambda: _rolled_up(facts, rulebook, 1), references, rounds=20),
        Case(
            "the same, two cores",
            size,
            lambda: _rolled_up(facts, rulebook, 2),
            {"scan": scanned.sum},
            rounds=20,
        ),
    ]


def _rolled_up(facts: Facts, rulebook: Rulebook, cores: int) -> npt.NDArray[np.int64]:
    """Verdicts of everybody, and how many of each unit have which, over all and on each requirement."""
    return assess(facts, rulebook, on=DAY, cores=cores).roll_up(UNITS)


def random_facts(size: int, seed: int = 37) -> Facts:
    """People in four titles and two areas with known levels, so that every reference can say the same."""
    dice, terms = np.random.default_rng(seed), load_terms()
    titles = np.array([terms.title_numbers[code] for code in TITLES], np.uint8)
    areas = np.array([terms.area_numbers[code] for code in AREAS], np.uint8)
    columns: dict[str, npt.ArrayLike] = {
        "title": titles[dice.integers(len(titles), size=size)],
        "area": areas[dice.integers(len(areas), size=size)],
        "unit": dice.integers(UNITS, size=size).astype(np.int32),
        **{scale: dice.integers(1, 5, size=size).astype(np.uint8) for scale in SCALES},
        "trained": dice.integers(1 << len(terms.training_bits), size=size).astype(np.uint32),
        "trained_known": dice.integers(1 << len(terms.training_bits), size=size).astype(np.uint32),
    }
    return Facts.from_arrays(columns)


def thresholds() -> list[tuple[int, int, int, int]]:
    """(title, area, scale, least rank that meets): read off the engine's own verdicts, one level at a time."""
    terms, rulebook, found = load_terms(), load_rulebook(), []
    for title in TITLES:
        for area in AREAS:
            for number, (scale, code) in enumerate(zip(SCALES, CODES, strict=True)):
                top = len(terms.scale(scale).levels)
                ranks = np.arange(1, top + 1, dtype=np.uint8)
                frame = {"title": np.full(top, terms.title_numbers[title], np.uint8), scale: ranks}
                frame["area"] = np.full(top, terms.area_numbers[area], np.uint8)
                met = assess(Facts.from_arrays(frame), rulebook, on=DAY).verdicts(code) == Verdict.MET
                found.append(
                    (terms.title_numbers[title], terms.area_numbers[area], number, int(ranks[met][0]))
                )
    return found


def _sql(facts: Facts) -> Callable[[], list[tuple[int, int, int]]]:
    """Normalised tables and one statement: how many per unit and scale are below what their post asks."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, unit INT, title INT, area INT)")
    base.execute("CREATE TABLE level (person INT, scale INT, rank INT)")
    base.execute(
        "CREATE TABLE needs (title INT, area INT, scale INT, rank INT, PRIMARY KEY (title, area, scale))"
    )
    lanes = load_terms().lanes
    head = [facts.column(name).tolist() for name in ("unit", "title", "area")]
    base.executemany("INSERT INTO person VALUES (?, ?, ?, ?)", zip(range(len(facts)), *head, strict=True))
    for number, code in enumerate(CODES):
        ranks = facts.block("levels")[:, lanes[code]].tolist()
        base.executemany(
            "INSERT INTO level VALUES (?, ?, ?)", ((i, number, rank) for i, rank in enumerate(ranks))
        )
    base.executemany("INSERT INTO needs VALUES (?, ?, ?, ?)", thresholds())
    question = (
        "SELECT p.unit, l.scale, COUNT(*) FROM level l JOIN person p ON p.id = l.person JOIN needs n "
        "ON n.title = p.title AND n.area = p.area AND n.scale = l.scale WHERE l.rank < n.rank GROUP BY 1, 2"
    )
    return lambda: base.execute(question).fetchall()


def _must_agree(facts: Facts, told: list[tuple[int, int, int]]) -> None:
    """A reference that says something else measures nothing."""
    found = assess(facts, load_rulebook(), on=DAY)
    for number, code in enumerate(CODES):
        lacking = int((found.verdicts(code) == Verdict.NOT_MET).sum())
        assert lacking == sum(count for _, scale, count in told if scale == number), (
            f"{code}: SQL and engine disagree"
        )


def _from_the_database() -> Case:
    """Everybody in the database at hand: the engine's way from the rows, and a loop over people and their papers."""
    from caunoi.apps.cadres.models import Cadre
    from caunoi.apps.standards.selectors.snapshot import snapshot_on
    from caunoi.apps.standards.selectors.verdicts import Verdicts
    from caunoi.foundation import clock
    from caunoi.foundation.commandline import command_actor
    from caunoi.foundation.policy import visible

    actor, on = command_actor(), clock.today()
    count = visible(actor, Cadre).count()

    def ours() -> Any:
        return Verdicts(snapshot_on(actor, on)).judged().overall

    return Case("from the database", count, ours, {"orm": lambda: _orm_loop(on)}, rounds=3)


def _orm_loop(on: date) -> int:
    from django.db.models import Prefetch

    from caunoi.apps.cadres.models import Cadre, Posting, Qualification
    from caunoi.foundation.policy import system_scope

    needed = {(title, area, scale): rank for title, area, scale, rank in thresholds()}
    with system_scope("bench: the loop the engine replaces"):
        people = Cadre.objects.prefetch_related(
            Prefetch("postings", Posting.objects.on(on)),
            Prefetch("qualifications", Qualification.objects.all()),
        )
        return sum(_lacks(person, needed) for person in people)


def _lacks(person: Any, needed: dict[tuple[int, int, int], int]) -> bool:
    terms = load_terms()
    held = {
        paper.kind: terms.scales[paper.kind].ranks.get(paper.level, 0)
        for paper in person.qualifications.all()
        if paper.kind in SCALES
    }
    area = terms.area_numbers["dong_bang"]
    return any(
        held.get(scale, 0) < needed.get((terms.title_numbers[post.title_code], area, number), 0)
        for post in person.postings.all()
        for number, scale in enumerate(SCALES)
    )
