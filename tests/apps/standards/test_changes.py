"""Why a number is not what it was: every part by name, and the parts add up, also where everything happens at once."""

from datetime import date

import pytest

from caunoi.apps.cadres import services as cadres
from caunoi.apps.cadres.models import Posting
from caunoi.apps.organisation import services
from caunoi.apps.organisation.models import Unit
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.apps.standards.figures.change_parts import PART_WORDS, RETURNED
from caunoi.apps.standards.figures.changes import change_in, equation, part_value
from caunoi.apps.standards.selectors import verdicts
from caunoi.domain.eligibility.rulebook import load_rulebook
from caunoi.domain.lineage import ChangeKind, Move, NewUnit, UnitType
from caunoi.domain.movement.parts import PARTS
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.audit.selectors import head
from caunoi.foundation.errors import Refused
from caunoi.foundation.figures import Scope
from caunoi.foundation.system_time import Point, as_known
from tests.apps.standards.land import held, make_crowd, make_official, paper, post
from tests.factories.cadres import SYSTEM, all_of

OLD, MERGED, NEW = date(2020, 1, 1), date(2020, 7, 1), date(2020, 12, 31)
BEFORE_33, AFTER_33 = date(2023, 7, 31), date(2023, 8, 1)


def asked(actor, until: date = NEW, unit=None, **said: str):
    where = {"tu": OLD.isoformat(), "so": "standard.met", **said}
    return change_in(actor, Scope(on=until, unit_id=unit.pk if unit else None, where=where))


def names(change, code: str) -> list[str]:
    return [row.cells[0] for row in part_of(change, code).rows]


def part_of(change, code: str):
    words = next(each for each in (*PART_WORDS, RETURNED) if each.code == f"change.{code}")
    return part_value(change, words)


def reason(change, code: str) -> tuple[str, str]:
    row = part_of(change, code).rows[0]
    return str(row.cells[5]), str(row.cells[6])


def told(change) -> dict[str, list[str]]:
    """Every part that is not nothing, by name."""
    found = {
        each.code.removeprefix("change."): part_value(change, each).rows for each in (*PART_WORDS, RETURNED)
    }
    return {code: [row.cells[0] for row in rows] for code, rows in found.items() if len(rows)}


def sign(system, *moves: Move, new_units: tuple[NewUnit, ...] = ()) -> None:
    draft = services.draft_reorganisation(
        actor=system, number="7/NQ", title="Sắp xếp", effective_on=MERGED, moves=moves, new_units=new_units
    )
    services.sign(actor=system, draft=draft, seen=services.foresee(actor=system, draft=draft).fingerprint)


def merge(system, land, *sources: str) -> Unit:
    """The communes become one that did not exist before."""
    new = NewUnit("moi", "Hương Thành", UnitType.COMMUNE, land["lang_giang"].slug)
    sign(system, *(Move(land[each].slug, ChangeKind.MERGE, into="moi") for each in sources), new_units=(new,))
    return all_of(Unit, slug=next(n.slug for n in unit_tree(on=MERGED).communes if n.name == "Hương Thành"))[
        0
    ]


def keeps_the_post(cadre, unit) -> None:
    """Posts end with their unit; the same one again in the unit that follows."""
    (ended,) = all_of(Posting, cadre=cadre)
    cadres.add_posting(actor=SYSTEM, cadre=cadre, unit=unit, title_code=ended.title_code, valid_from=MERGED)


def test_who_joined_left_gained_and_lapsed_is_told_by_name_and_the_rest_is_not(board, land) -> None:
    commune = land["xuan_huong"]
    make_official("Ở Yên", post("CX-CTUB", commune))
    make_official("Mới Đến", post("CX-PCTUB", commune, date(2020, 5, 1)))
    make_official("Về Hưu", post("CX-CTHD", commune, until=date(2020, 6, 1)))
    make_official("Học Xong", post("CX-PCTHD", commune), papers=(*held(political=""), paper("political_theory", "so_cap"), paper("political_theory", "trung_cap", "2020-03-12")))  # fmt: skip
    make_official("Đổi Chức", post("CX-CTHD", commune, until=date(2020, 9, 1)), post("CX-BT", commune, date(2020, 9, 1)), papers=held(professional="trung_cap", political="so_cap"))  # fmt: skip

    change = asked(board)

    assert told(change) == {"joined": ["Mới Đến"], "left": ["Về Hưu"], "gained": ["Học Xong"]}
    assert equation(change) == "2 + 1 − 1 + 1 = 3"


def test_each_reason_names_the_paper_the_post_and_the_day(board, land) -> None:
    commune = land["xuan_huong"]
    make_official("Mới Đến", post("CX-PCTUB", commune, date(2020, 5, 1)))
    make_official("Về Hưu", post("CX-CTHD", commune, until=date(2020, 6, 1)))
    papers = (*held(political="so_cap"), paper("political_theory", "trung_cap", "2020-03-12"))
    make_official("Học Xong", post("CX-PCTHD", commune), papers=papers)

    change = asked(board)

    assert reason(change, "joined")[0] == "Nhận Phó Chủ tịch UBND, Xã Xuân Hương từ 01/05/2020"
    assert reason(change, "left")[0] == "Thôi Chủ tịch HĐND, Xã Xuân Hương từ 01/06/2020"
    why, basis = reason(change, "gained")
    assert why == "Lý luận chính trị: chưa đạt → đạt, nhờ bằng, chứng chỉ mới"
    assert basis == "Lý luận chính trị: Trung cấp, cấp 12/03/2020"


def test_a_stricter_rule_is_told_apart_from_what_people_did_and_by_its_clause(board, land) -> None:
    """Decree 33 asks for a degree from 1 August 2023; whoever was appointed before is given time."""
    make_official("Giữ Nguyên", post("CX-CTUB", land["xuan_huong"]), papers=held(professional="trung_cap"))
    make_official("Có Bằng", post("CX-PCTUB", land["xuan_huong"]))

    change = asked(board, until=AFTER_33, tu=BEFORE_33.isoformat())

    assert told(change) == {"rules.out": ["Giữ Nguyên"]}
    why, basis = reason(change, "rules.out")
    assert "đạt → trong thời hạn chuyển tiếp" in why
    assert "33/2023" in basis


def test_a_transition_that_ran_out_is_a_lapse_of_time_and_no_change_of_rules(board, land) -> None:
    make_official("Hết Hạn", post("CX-CTUB", land["xuan_huong"]), papers=held(professional="trung_cap"))

    over = load_rulebook().for_day(AFTER_33)
    change = asked(board, until=AFTER_33, tu=AFTER_33.isoformat(), so="standard.in_transition")
    later = asked(board, date(2025, 6, 30), tu=AFTER_33.isoformat(), so="standard.in_transition")

    assert over.rules
    assert (change.change.movement.opening, told(change), told(later)) == (1, {}, {})


def test_whom_a_rule_let_out_and_a_diploma_brought_back_changes_nothing_and_is_named_apart(
    board, land
) -> None:
    papers = (*held(professional="trung_cap"), paper("professional", "dai_hoc", "2023-09-15"))
    make_official("Đi Học Lại", post("CX-CTUB", land["xuan_huong"]), papers=papers)

    change = asked(board, date(2023, 12, 31), tu=BEFORE_33.isoformat())

    assert told(change) == {"returned": ["Đi Học Lại"]}
    assert equation(change) == "1 = 1"
    why = str(part_of(change, "returned").rows[0].cells[5])
    assert "quy định: " in why
    assert "bản thân: " in why


def test_the_same_title_under_its_new_code_is_no_change_of_people(board, land) -> None:
    """From 1 July 2025 titles of communes have other codes; who keeps the post under its new code stays."""
    commune = land["xuan_huong"]
    day = date(2025, 7, 1)
    make_official("Ở Lại", post("CX-CTUB", commune, until=day), post("XP-CTUB", commune, day), papers=held(political="cao_cap"))  # fmt: skip
    make_official("Nghỉ Việc", post("CX-CTUB", commune, until=day), papers=held(political="cao_cap"))

    change = asked(board, day, tu="2025-06-30", so="standard.people")

    assert told(change) == {"left": ["Nghỉ Việc"]}


def test_people_brought_in_by_a_merger_came_with_the_unit_and_did_not_move(system, board, land) -> None:
    old, here = land["tan_thanh"], land["xuan_huong"]
    kept = make_official("Phạm An", post("CX-CTUB", old))
    make_official("Không Bố Trí", post("CX-PCTUB", old))
    moved = make_official("Vũ Chuyển", post("CX-PCTUB", land["dong_son"]))
    sign(system, Move(old.slug, ChangeKind.MERGE, into=here.slug))
    keeps_the_post(kept, here)
    cadres.transfer_cadre(
        actor=SYSTEM, cadre=moved, unit=here, title_code="CX-PCTUB", effective_on=date(2020, 8, 1)
    )

    change = asked(board, unit=here)

    assert told(change) == {
        "territory.in": ["Phạm An"],
        "joined": ["Vũ Chuyển"],
        "returned": ["Không Bố Trí"],
    }
    assert reason(change, "territory.in") == ("Xã Tân Thành → Xã Xuân Hương", "7/NQ")


def test_a_unit_that_ended_or_did_not_exist_yet_has_nobody_on_that_day(system, board, land) -> None:
    people = [make_official("Phạm An", post("CX-CTUB", land["tan_thanh"])), make_official("Lê Bình", post("CX-PCTUB", land["xuan_huong"]))]  # fmt: skip
    new = merge(system, land, "tan_thanh", "xuan_huong")
    for person in people:
        keeps_the_post(person, new)

    ended = asked(board, **{"don-vi-cu": land["tan_thanh"].slug})
    begun = asked(board, unit=new)

    assert told(ended) == {"territory.out": ["Phạm An"]}
    assert equation(ended) == "1 − 1 = 0"
    assert told(begun) == {"territory.in": ["Phạm An", "Lê Bình"]}
    assert equation(begun) == "0 + 2 = 2"


def test_a_report_that_was_wrong_is_corrected_by_name_and_nobody_did_anything(board, land) -> None:
    commune = land["xuan_huong"]
    real = make_official("Quên Ghi", post("CX-CTUB", commune), papers=held(political="so_cap"))
    make_official("Bằng Giả", post("CX-PCTUB", commune))
    gone = make_official("Ghi Nhầm", post("CX-CTHD", commune))
    then = head()[0]
    cadres.add_qualification(
        actor=SYSTEM, cadre=real, kind="political_theory", level="trung_cap",
        issued=PartialDate(2012),
    )  # fmt: skip
    end_long_ago(gone)

    change = asked(board, until=OLD, known_tu=f"#{then}")
    unaware = asked(board, until=OLD)

    assert told(change) == {"corrections.in": ["Quên Ghi"], "corrections.out": ["Ghi Nhầm"]}
    assert reason(change, "corrections.in")[0] == ("Hồ sơ nay ghi khác: Lý luận chính trị: chưa đạt → đạt")
    assert "không giữ chức danh" in reason(change, "corrections.out")[0]
    assert told(unaware) == {}


def end_long_ago(cadre) -> None:
    """The post turns out to have ended before the report."""
    (held_post,) = all_of(Posting, cadre=cadre)
    cadres.end_posting(actor=SYSTEM, posting=held_post, on=date(2019, 6, 1))


def test_the_opening_is_what_the_old_report_said_with_the_knowledge_of_then(board, land) -> None:
    crowd = make_crowd(land, 60)
    then = head()[0]
    for person in crowd[:20]:
        cadres.add_qualification(actor=SYSTEM, cadre=person, kind="political_theory", level="cao_cap")

    change = asked(board, known_tu=f"#{then}")

    with as_known(Point(then)):
        assert change.change.movement.opening == verdicts(board, on=OLD).count(change.before.asked)
    assert change.change.movement.closing == verdicts(board, on=NEW).count(change.after.asked)
    assert len(part_of(change, "corrections.in").rows) > 0


@pytest.mark.parametrize("code", ["standard.people", "standard.met", "standard.not_met", "gap.LLCT", "gap.any", "standard.met.verified", "education.college_or_higher"])  # fmt: skip
@pytest.mark.parametrize("where", ["", "lang_giang", "moi"])
def test_whatever_happens_the_parts_add_up_and_each_number_is_its_list(
    system, board, land, code, where
) -> None:
    crowd = make_crowd(land, 70, seed=len(code))
    then = head()[0]
    for person in crowd[::5]:
        cadres.add_qualification(actor=SYSTEM, cadre=person, kind="professional", level="dai_hoc")
    new = merge(system, land, "tan_thanh", "xuan_huong")
    for person in crowd[::3]:
        if any(each.valid_to == MERGED for each in all_of(Posting, cadre=person)):
            cadres.add_posting(
                actor=SYSTEM,
                cadre=person,
                unit=new,
                title_code="CX-CTUB",
                valid_from=MERGED,
                kind="concurrent",
            )
    unit = {"moi": new, **land}.get(where)
    said = {"tu": OLD.isoformat(), "so": code, "known_tu": f"#{then}"}

    change = change_in(board, Scope(on=date(2021, 6, 1), unit_id=unit.pk if unit else None, where=said))

    moved = change.change.movement
    lists = {words.part: part_value(change, words).rows for words in PART_WORDS}
    assert moved.closing == moved.opening + sum(part.sign * len(lists[part]) for part in PARTS)
    assert {part: len(rows.rows) for part, rows in lists.items()} == moved.counts
    named = [row.id for rows in lists.values() for row in rows.rows]
    assert len(named) == len(set(named))
    first, last = change.change.looks[0], change.change.looks[-1]
    opening, closing = (
        {str(look.found.snapshot.people[place]) for place in look.counted.nonzero()[0]}
        for look in (first, last)
    )
    assert set(named) == opening ^ closing


def test_two_reports_that_are_one_differ_in_nothing(board, land) -> None:
    make_crowd(land, 40)

    change = asked(board, until=OLD)

    assert told(change) == {}
    assert change.change.movement.opening == change.change.movement.closing


def test_a_title_that_no_longer_existed_does_not_come_back_through_the_rules(board, land) -> None:
    make_official("Chưa Chuyển", post("CX-CTUB", land["xuan_huong"]))

    change = asked(board, date(2025, 9, 1), tu="2025-08-01", so="standard.people")

    assert told(change) == {}


def test_a_clerk_is_told_only_of_people_of_the_commune(actor_with, land) -> None:
    make_official("Phạm An", post("CX-CTUB", land["tan_thanh"], date(2020, 5, 1)))
    make_official("Lê Bình", post("CX-CTUB", land["xuan_huong"], date(2020, 5, 1)))
    clerk = actor_with("xa", land["tan_thanh"])

    change = asked(clerk)

    assert told(change) == {"joined": ["Phạm An"]}


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"tu": "2021-06-01"}, "đứng sau ngày cuối kỳ"),
        ({"tu": "31/13/2020"}, "Ngày đầu kỳ"),
        ({"tu": "2019"}, "phải có đủ ngày, tháng, năm"),
        ({"so": "gap.times"}, "gap.times"),
        ({"don-vi-cu": "khong-co"}, "khong-co"),
        ({"known_tu": "hôm qua"}, "Mốc biết"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_a_sentence(board, land, said, sentence) -> None:
    with pytest.raises(Refused, match=sentence):
        asked(board, **said)
