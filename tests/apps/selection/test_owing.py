"""A standard that is owed: decided, told beside the verdict, overdue after its day, put off, closed."""

from dataclasses import replace
from datetime import date

import pytest

from caunoi.apps.cadres.services import add_qualification
from caunoi.apps.selection import figures
from caunoi.apps.selection.choices import OwedState
from caunoi.apps.selection.models import OwedStandard
from caunoi.apps.selection.selectors.owed import open_owed, overdue
from caunoi.apps.selection.services import owing
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.errors import Forbidden, Refused
from caunoi.foundation.figures import Scope
from tests.apps.selection.people import CODE, DUE, begun, learned, owed_by
from tests.factories.cadres import SYSTEM, all_of

pytestmark = pytest.mark.django_db
AFTER = date(2021, 1, 1)


@pytest.fixture
def story():
    return begun()


@pytest.fixture
def board(story, actor_with):
    return actor_with("btc", story.land["province"])


def test_an_owed_standard_changes_no_verdict(story, board):
    owed_by(story.an, board)

    found = open_owed(board, board.on)

    assert [(each.row.cadre_id, each.verdict) for each in found] == [(story.an.pk, Verdict.NOT_MET)]
    assert len(all_of(AuditEvent, action="selection.standard_owed")) == 1


def test_it_is_overdue_the_day_after_its_last_day_and_not_before(story, board):
    owed_by(story.an, board)

    assert overdue(board, DUE) == []
    assert [each.row.cadre_id for each in overdue(board, AFTER)] == [story.an.pk]


def test_nothing_is_overdue_once_the_file_meets_it(story, board):
    owed_by(story.an, board)
    learn(story)

    late = replace(board, on=AFTER)

    assert overdue(late, AFTER) == []
    assert [each.met for each in open_owed(late, AFTER)] == [True]


def learn(story):
    from caunoi.apps.cadres.models import Cadre
    from caunoi.foundation.policy import visible

    paper = learned()
    cadre = visible(SYSTEM, Cadre).get(pk=story.an.pk)
    add_qualification(actor=SYSTEM, cadre=cadre, kind=paper.kind, level=paper.level)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"decided_on": date(2020, 9, 1), "due_on": date(2020, 12, 1)}, "chưa tới"),
        ({"due_on": date(2020, 1, 15)}, "sau ngày quyết định"),
        ({"requirement": "CM"}, "không thiếu yêu cầu ấy"),
    ],
)
def test_what_cannot_be_owed_is_refused_with_its_reason(story, board, said, words):
    with pytest.raises(Refused, match=words):
        owed_by(story.an, board, **said)


def test_one_requirement_is_owed_once_at_a_time(story, board):
    owed_by(story.an, board)

    with pytest.raises(Refused, match="quyết định khác"):
        owed_by(story.an, board)


def test_only_the_board_lets_a_standard_be_owed(story, actor_with):
    with pytest.raises(Forbidden):
        owed_by(story.an, actor_with("xa", story.land["commune"]))


def test_put_off_by_a_new_decision_the_first_one_stays_replaced(story, board):
    first = owed_by(story.an, board)

    with pytest.raises(Refused, match="sau hạn đang có"):
        put_off(board, first, DUE)
    later = put_off(board, first, date(2021, 6, 30))

    assert later.replaces_id == first.pk
    states = {each.pk: each.state for each in all_of(OwedStandard)}
    assert states == {first.pk: OwedState.REPLACED, later.pk: OwedState.OPEN}


def put_off(actor, owed, due_on):
    return owing.put_off(
        actor=actor,
        owed=owed,
        document="QĐ 300",
        decided_on=date(2020, 8, 1),
        due_on=due_on,
        reason="Lớp lùi",
    )


def test_it_is_settled_only_when_the_file_meets_it(story, board):
    owed = owed_by(story.an, board)

    with pytest.raises(Refused, match="chưa đạt yêu cầu này"):
        owing.settle(actor=board, owed=owed)
    learn(story)
    owing.settle(actor=board, owed=owed)

    assert [(each.state, each.ended_on) for each in all_of(OwedStandard)] == [(OwedState.SETTLED, board.on)]


def test_revoked_with_a_reason_and_then_closed_for_good(story, board):
    owed = owed_by(story.an, board)

    with pytest.raises(Refused, match="Thiếu lý do"):
        owing.revoke(actor=board, owed=owed, reason="")
    owing.revoke(actor=board, owed=owed, reason="Chuyển công tác")
    with pytest.raises(Refused, match="đã khép"):
        owing.revoke(actor=board, owed=owed, reason="Lần nữa")


@pytest.mark.parametrize(("on", "numbers"), [(date(2020, 8, 31), (1, 0)), (AFTER, (0, 1))])
def test_figures_count_the_rows_of_their_lists_on_the_day_asked(story, board, on, numbers):
    owed_by(story.an, board)
    actor = replace(board, on=on)

    found = [figures.answer(actor, Scope(on=on), code) for code in ("owed.open", "owed.overdue")]

    assert tuple(value.value for value in found) == numbers
    assert all(len(value.rows) == value.value for value in found)
    listed = [row for value in found for row in value.rows]
    assert [row.cells[0] for row in listed] == ["Nguyễn Văn An"]
    assert CODE not in listed[0].cells
