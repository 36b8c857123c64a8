"""In any world: what joining wrote, taking apart gives back, to the byte, on both databases."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from caunoi.apps.accounts.models import User
from caunoi.apps.cadres import services
from caunoi.apps.cadres.models import Cadre, ImportBatch, ImportRow, Qualification, QualificationEvidence
from caunoi.apps.cadres.services.apart import set_apart
from caunoi.apps.cadres.services.merging import merge, plan_merge
from caunoi.apps.cadres.services.splitting import split
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.policy import system_scope
from tests.apps.accounts.people import make_user
from tests.factories.cadres import SYSTEM, all_of, make_province
from tests.whole_database import every_row, fingerprint

pytestmark = pytest.mark.django_db
TITLES = ("CX-BT", "CX-CTUB", "CX-CTHD")


def _facts() -> str:
    return fingerprint(every_row("cadres.CadreMerge"))


@pytest.mark.parametrize("seed", range(8))
def test_joining_and_taking_apart_leaves_the_same_database(seed: int) -> None:
    dice = random.Random(seed)
    units = list(make_province().values())[3:]
    people = [_person(dice, units, number) for number in range(3)]
    _strewn(dice, people)
    before, left, joined = _facts(), list(people), []

    while len(left) > 1:
        kept, lost = dice.sample(left, 2)
        said = _chosen(dice, kept, lost)
        if plan_merge(actor=SYSTEM, kept=kept, lost=lost, said=said).stops:
            break
        joined.append(merge(actor=SYSTEM, kept=kept, lost=lost, said=said, reason="Cùng một người"))
        left.remove(lost)
        left = [all_of(Cadre, pk=each.pk)[0] for each in left]

    assert joined
    assert len(all_of(Cadre)) == len(people) - len(joined)
    for done in reversed(joined):
        done = all_of(type(done), pk=done.pk)[0]
        assert split(actor=SYSTEM, done=done, reason="Nhầm").is_whole
    assert _facts() == before


def _person(dice: random.Random, units: list[Any], number: int) -> Cadre:
    """Main posts of three people never meet in time, so that joining them is possible; everything else may."""
    said: dict[str, Any] = {
        "birth": dice.choice([None, PartialDate(1970), PartialDate(1970, 5, 6)]),
        "phone": dice.choice(["", "0912 345 678"]),
        "ethnicity": dice.choice(["", "Tày"]),
        "identity_number": dice.choice(["", "024070000123"]),
        "number": dice.choice([None, f"CB-{number}"]),
        "is_party_member": dice.choice([None, True]),
    }
    start = date(2000 + 6 * number, 1, 1) + timedelta(days=dice.randrange(300))
    cadre = services.register_cadre(
        actor=SYSTEM, full_name=dice.choice(["Nguyễn Văn Hòa", "Nguyen Van Hoa"]), unit=dice.choice(units),
        title_code=dice.choice(TITLES), valid_from=start, **{name: v for name, v in said.items() if v is not None},
    )  # fmt: skip
    post = all_of(type(cadre).postings.rel.related_model, cadre=cadre)[0]
    services.end_posting(actor=SYSTEM, posting=post, on=start + timedelta(days=1500))
    same = dice.choice(units[:1])
    services.add_posting(
        actor=SYSTEM, cadre=cadre, unit=same, title_code="CX-PBT", kind="concurrent",
        valid_from=date(2018, 1, 1) + timedelta(days=dice.randrange(3)),
    )  # fmt: skip
    return all_of(Cadre, pk=cadre.pk)[0]


def _strewn(dice: random.Random, people: list[Cadre]) -> None:
    """Papers, years, scans, an account, rows of a file, and a conclusion."""
    for cadre in people:
        for year in dice.sample(range(2016, 2020), 2):
            services.rate_cadre(
                actor=SYSTEM, cadre=cadre, year=year, grade=dice.choice(["htt", "ht"]), decision=""
            )
        for _ in range(dice.randrange(3)):
            services.add_qualification(
                actor=SYSTEM, cadre=cadre, kind="professional", level=dice.choice(["dai_hoc", "cao_dang"]),
                issued=dice.choice([None, PartialDate(2011)]),
            )  # fmt: skip
    now = timezone.now()
    with system_scope("tests: rows of every kind"):
        for fact in Qualification.objects.all():
            if dice.random() < 0.7:
                QualificationEvidence.objects.create(
                    fact=fact, sha256="0" * 64, media_type="image/png", size=1, added_at=now, added_by="x"
                )
        batch = ImportBatch.objects.create(
            file_name="x", sha256="0" * 64, on=date(2020, 8, 31), created_at=now, state="checked"
        )
        for number, cadre in enumerate(people):
            ImportRow.objects.create(batch=batch, number=number, verdict="added", cadre_id=cadre.pk)
    User.objects.filter(pk=make_user("canbo").pk).update(subject_id=dice.choice(people).pk)
    set_apart(actor=SYSTEM, one=people[0], other=people[2], reason="Hai anh em")


def _chosen(dice: random.Random, kept: Cadre, lost: Cadre) -> dict[str, str]:
    fields = ("full_name", "birth", "phone", "number", "custodian", "ethnicity", "is_party_member")
    said = {name: dice.choice(["giu", "nhap"]) for name in fields if dice.random() < 0.5}
    plan = plan_merge(actor=SYSTEM, kept=kept, lost=lost, said=said)
    return said | {each.key: dice.choice(["giu", "nhap"]) for each in plan.facts.twice}
