"""A round of self-declaration under way: some sheets are done, some came back, some wait, most have not begun."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from caunoi.apps.cadres.choices import QualificationKind
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.services.describing import level_name
from caunoi.apps.declarations.choices import Group
from caunoi.apps.declarations.models import Declaration, DeclarationRound, DeclaredItem
from caunoi.apps.declarations.selectors.questions import PAPER, Question, questions_of
from caunoi.apps.declarations.selectors.sheets import have_account
from caunoi.apps.declarations.services import checking, rounds, saying
from caunoi.apps.organisation.models import Unit
from caunoi.demo import papers
from caunoi.demo.places import STORY_DAY
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.actors import Actor
from caunoi.foundation.attachments.inspection import inspect
from caunoi.foundation.policy import visible

PHONE = "field:phone"
NAME, DUE = "Kê khai bổ sung hồ sơ năm 2020", STORY_DAY + timedelta(days=15)
MESSAGE = "Đồng chí xem lại số điện thoại, bằng cấp; bằng nào hồ sơ ghi thiếu nơi cấp thì kèm ảnh chụp."
REASONS = (
    "Ảnh chụp mờ, không đọc được số hiệu bằng; chụp lại cả hai mặt.",
    "Nơi cấp trên ảnh khác với điều kê khai; xem lại tên trường.",
)
DONE, RETURNED, WAITING = 2, 2, 3


def under_way(clerk: Actor, unit: Unit, *, board: Actor) -> int:
    """The office fills in for people without an account; the board decides, as nobody confirms what they said."""
    round_ = rounds.open_round(
        actor=clerk,
        unit=unit,
        name=NAME,
        due_on=DUE,
        groups=[Group.CONTACT, Group.EDUCATION],
        message=MESSAGE,
    )
    sheets = _sheets(clerk, round_)
    some = sheets[: DONE + RETURNED + WAITING]
    for place, sheet in enumerate(some):
        _fill(clerk, sheet, place)
    for sheet in some[:DONE]:
        _accept(board, _item(board, sheet, PHONE))
    for sheet, reason in zip(some[DONE : DONE + RETURNED], REASONS, strict=False):
        _accept(board, _item(board, sheet, PHONE))
        for item in _waiting(board, sheet):
            checking.refuse_item(actor=board, item=item, reason=reason)
    return len(some)


def _sheets(clerk: Actor, round_: DeclarationRound) -> list[Declaration]:
    """Of people the office fills in for, who have a paper to show."""
    asked = visible(clerk, Declaration).filter(round=round_).select_related("cadre", "round")
    there = list(asked.order_by("cadre__sort_key", "cadre_id"))
    signing_in = have_account([sheet.cadre_id for sheet in there])
    return [
        sheet
        for sheet in there
        if sheet.cadre_id not in signing_in and _paper(questions_of(clerk, sheet)) is not None
    ]


def _paper(questions: Sequence[Question]) -> Question | None:
    """The diploma of the trade: its issuer may be said anew without changing what is counted."""
    mine = [each for each in questions if each.kind == PAPER]
    trade = [each for each in mine if each.values["kind"] == QualificationKind.PROFESSIONAL]
    return next((each for each in trade if each.values["level"] != "khong"), None)


def _fill(clerk: Actor, sheet: Declaration, place: int) -> None:
    """Everything is right but the telephone; whose sheet is not done yet also hands in a diploma."""
    questions = questions_of(clerk, sheet)
    paper = _paper(questions) if place >= DONE else None
    for question in questions:
        given: dict[str, Any] = {"actor": clerk, "declaration": sheet, "key": question.key}
        if question.key == PHONE:
            saying.say_changed(**given, values={"phone": f"09{70_000_000 + 111 * (place + 1)}"})
        elif question is paper:
            handed = saying.HandedScan(inspect(_diploma(sheet.cadre, question)), "bang.png")
            saying.say_changed(**given, values={"issuer": "Trường Đại học Nông Lâm Bắc Giang"}, handed=handed)
        else:
            saying.say_same(**given)
    saying.send(actor=clerk, declaration=sheet)


def _diploma(cadre: Cadre, question: Question) -> bytes:
    said, issued = question.values, question.fact.issued
    level = level_name(said["kind"], said["level"])
    day = format_date(issued) if issued else "…"
    return papers.diploma(cadre.full_name, level, "Trường Đại học Nông Lâm Bắc Giang", said["number"], day)


def _item(board: Actor, sheet: Declaration, key: str) -> DeclaredItem:
    found: DeclaredItem = visible(board, DeclaredItem).get(declaration=sheet, key=key)
    return found


def _waiting(board: Actor, sheet: Declaration) -> list[DeclaredItem]:
    return list(visible(board, DeclaredItem).filter(declaration=sheet, state="changed"))


def _accept(board: Actor, item: DeclaredItem) -> None:
    """As somebody who has just looked at the page."""
    sheet: Declaration = (
        visible(board, Declaration).select_related("cadre", "round").get(pk=item.declaration_id)
    )
    now = checking.current_values(board, sheet, item)
    checking.accept_item(actor=board, item=item, seen=checking.mark_of(item, now))
