"""Saying what breaks (diễn giải): the numbers of the problem turned into names people know."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.cadres.selectors import unit_labels
from caunoi.apps.planning.selectors.board import Board, Outcome
from caunoi.apps.planning.selectors.options import PlanOptions, first_week
from caunoi.apps.planning.selectors.plans import PlanRows
from caunoi.apps.planning.services.sentences import Naming, retold
from caunoi.domain.allocation.verify import Violation
from caunoi.domain.vocabulary.finding import Finding
from caunoi.domain.vocabulary.money import format_dong
from caunoi.domain.vocabulary.vietnamese import format_date

MILLION = 1_000_000
MONEY = re.compile(r"\d+(?:\.\d+)?(?:e\+?\d+)?")


RULES = {
    "clash": gettext_noop("Trùng lịch học"),
    "away": gettext_noop("Đơn vị vắng quá số người"),
    "key_away": gettext_noop("Đơn vị vắng quá số cán bộ chủ chốt"),
    "distance": gettext_noop("Đi quá xa"),
    "rooms": gettext_noop("Nơi học hết phòng"),
    "closed": gettext_noop("Tuần nghỉ của nơi học"),
    "capacity": gettext_noop("Quá số chỗ của lớp"),
    "min_size": gettext_noop("Thiếu sĩ số"),
    "budget": gettext_noop("Vượt ngân sách"),
    "item": gettext_noop("Vượt mức của một khoản chi"),
    "prerequisite": gettext_noop("Chưa học xong chương trình phải học trước"),
    "retirement": gettext_noop("Không còn đủ thời gian công tác sau khi học"),
    "lecturer": gettext_noop("Giảng viên dạy quá nhiều lớp cùng lúc"),
    "lecturer_weeks": gettext_noop("Giảng viên dạy quá số tuần trong năm"),
    "quota": gettext_noop("Ngoài chỉ tiêu của đơn vị"),
    "floor": gettext_noop("Chưa đủ mức sàn của một nhóm"),
    "lock": gettext_noop("Trái với điều đã chốt"),
    "mandatory": gettext_noop("Ít yêu cầu tính vào đạt chuẩn hơn mức đã đạt"),
}
OTHER = gettext_noop("Điều kiện khác của kế hoạch")
Group = tuple[str, list[str]]
ABOUT_ONE = "Yêu cầu "


def told_before(rows: PlanRows) -> list[str]:
    """What was found in the problem itself, before or while it was solved, programme by programme.

    What concerns one person stands beside them in the list of those left out.
    """
    speaker = Speaker(Board(rows), rows.plan.on)
    lasting = [message for message in rows.plan.findings if not message.startswith(ABOUT_ONE)]
    return [retold(message, speaker.names) or message for message in lasting]


class Speaker:
    """Speaks of one plan: request 3 is a person, offering 12 a line, unit 5 a commune, week 7 a date."""

    def __init__(self, board: Board, on: date) -> None:
        self.board, self.on = board, on
        self._labels: dict[UUID, str] = {}

    def outcome(self, outcome: Outcome) -> list[str]:
        """Everything that breaks, each thing once: the checker's words, which also cover moves of many."""
        if outcome.valid:
            return []
        return list(dict.fromkeys(self.said(v.rule, v.message) for v in outcome.verification.violations))

    def by_rule(self, outcome: Outcome) -> list[Group]:
        """What breaks, rule by rule; the same person or unit in several weeks is one thing."""
        groups: dict[str, dict[Any, str]] = {}
        for broken in outcome.verification.violations:
            whom = tuple(sorted(item for item in broken.where.items() if item[0] != "week"))
            groups.setdefault(broken.rule, {}).setdefault(whom or broken.message, self._told(broken))
        return [(_(RULES.get(rule, OTHER)), list(said.values())) for rule, said in groups.items()]

    def _told(self, broken: Violation) -> str:
        """With the name of the person where the checker's sentence only speaks of the class."""
        said = self.said(broken.rule, broken.message)
        if broken.rule in ("distance", "pair") and "request" in broken.where:
            return f"{self.person_of_need(broken.where['request'])}: {said}"
        return said

    def findings(self, found: Iterable[Finding]) -> list[str]:
        return [self.said(each.code.rpartition(".")[2], each.message) for each in found]

    def said(self, rule: str, message: str) -> str:
        if rule == "budget":
            spent, budget = (float(number) for number in MONEY.findall(message)[:2])
            return _("Kế hoạch sẽ tốn %(spent)s, ngân sách chỉ có %(budget)s.") % {
                "spent": format_dong(round(spent * MILLION)),
                "budget": format_dong(round(budget * MILLION)),
            }
        told = retold(message, self.names) or message
        return told[:1].upper() + told[1:]

    @property
    def names(self) -> Naming:
        return {
            "line": self.line,
            "request": self.person_of_need,
            "person": self.person,
            "unit": self.unit,
            "venue": self.venue,
            "week": self.week,
            "programme": self.programme,
            "lecturer": self.lecturer,
        }

    def line(self, index: int) -> str:
        return self.board.offering_at[index].code

    def person_of_need(self, index: int) -> str:
        return self.board.rows.name(self.board.need_at[index])

    def person(self, number: int) -> str:
        people = self.board.instance["requests"]["person"]
        return self.person_of_need(people.index(number))

    def unit(self, number: int) -> str:
        people = self.board.instance["persons"]["unit"]
        asked = self.board.instance["requests"]["person"]
        unit_id = next(need.unit_id for need in self.board.rows.needs if people[asked[need.index]] == number)
        if unit_id not in self._labels:
            self._labels.update(unit_labels({unit_id}, self.on))
        return self._labels[unit_id]

    def venue(self, number: int) -> str:
        places = self.board.instance["offerings"]["venue"]
        return next(o.venue.name for o in self.board.rows.offerings if places[o.index] == number)

    def programme(self, number: int) -> str:
        """One that no class teaches is named by who needs it."""
        taught, asked = (self.board.instance[part]["programme"] for part in ("offerings", "requests"))
        names = [o.programme.name for o in self.board.rows.offerings if taught[o.index] == number]
        names += [n.programme.name for n in self.board.rows.needs if n.programme and asked[n.index] == number]
        return names[0] if names else _("Chương trình số %(n)s") % {"n": number + 1}

    def lecturer(self, number: int) -> str:
        names = (self.board.instance.get("lecturers") or {}).get("names") or []
        return names[number] if number < len(names) else _("Giảng viên số %(n)s") % {"n": number + 1}

    def week(self, number: int) -> str:
        plan = self.board.plan
        begins = first_week(plan.year, plan.on, PlanOptions.of(plan.options))
        return _("tuần từ %(day)s") % {"day": format_date(begins + timedelta(weeks=number))}
