"""A round in a small province, for the tests of declarations."""

from datetime import date
from typing import Any

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.services import QualificationRecord
from caunoi.apps.declarations.choices import Group
from caunoi.apps.declarations.models import Declaration, DeclarationRound, DeclaredItem
from caunoi.apps.declarations.selectors.questions import questions_of
from caunoi.apps.declarations.services import checking, rounds, saying
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.attachments.inspection import Scan
from caunoi.foundation.policy import visible
from tests.apps.accounts.people import make_user
from tests.factories.cadres import SYSTEM, make_people, person_record
from tests.foundation.attachments.scans import drawing

DUE = date(2020, 9, 15)
HANDED = saying.HandedScan(Scan("image/png", drawing()), "bang.png")


def person(unit: Any, name: str = "Giáp Văn Cảnh", *, account: bool = True, **said: Any) -> Cadre:
    paper = QualificationRecord(
        "professional", "dai_hoc", field="luat", issued=PartialDate(2009), number="A 12"
    )
    cadre = make_people(person_record(unit, name, qualifications=(paper,), **said))[0]
    if account:
        make_user(subject_id=cadre.pk)
    return cadre


def opened(unit: Any, groups: Any = tuple(Group), **said: Any) -> DeclarationRound:
    said = {"name": "Kê khai năm 2020", "due_on": DUE, **said}
    return rounds.open_round(actor=SYSTEM, unit=unit, groups=list(groups), **said)


def sheet_of(cadre: Cadre) -> Declaration:
    return visible(SYSTEM, Declaration).select_related("round", "cadre").get(cadre=cadre)


def item_of(cadre: Cadre, key: str) -> DeclaredItem:
    return visible(SYSTEM, DeclaredItem).get(declaration__cadre=cadre, key=key)


def seen(actor: Any, item: DeclaredItem) -> str:
    """The mark a checker's page carries."""
    sheet = visible(SYSTEM, Declaration).select_related("round", "cadre").get(pk=item.declaration_id)
    return checking.mark_of(item, checking.current_values(actor, sheet, item))


def accept(actor: Any, item: DeclaredItem) -> DeclaredItem:
    return checking.accept_item(actor=actor, item=item, seen=seen(actor, item))


def all_same(actor: Any, cadre: Cadre, *but: str) -> None:
    """Everything is right, but for these."""
    sheet = sheet_of(cadre)
    for question in questions_of(actor, sheet):
        if question.key not in but:
            saying.say_same(actor=actor, declaration=sheet, key=question.key)
