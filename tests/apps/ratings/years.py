"""A year of rating in a small province: two communes, four people, and the hands that rate them."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from caunoi.apps.accounts.models import User
from caunoi.apps.accounts.selectors import actor_of
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.ratings.models import RatedUnit, RatingRound, RatingSheet
from caunoi.apps.ratings.selectors.sheets import sheet_or_404
from caunoi.apps.ratings.services import deciding, rounds, saying, sealing
from caunoi.apps.ratings.services.saying import Own
from caunoi.foundation.actors import Actor, SystemActor
from caunoi.foundation.policy import visible
from tests.apps.accounts.people import make_grant, make_user
from tests.factories.cadres import make_cadre, make_province

YEAR, DAY, DUE = 2024, date(2024, 12, 5), date(2024, 12, 15)
THEN = SystemActor(key="system:thử", label="Dữ liệu thử", on=DAY)
CODES = ("chinh_tri", "dao_duc", "tac_phong", "ky_luat", "ket_qua", "lanh_dao")
PAPER = "QĐ 88-QĐ/HU"


@dataclass
class Story:
    """What the tests speak of; ``an`` is a head, the others are civil servants."""

    land: dict[str, Any]
    round: RatingRound
    an: Cadre
    binh: Cadre
    chi: Cadre
    dung: Cadre
    board: User
    clerk: User
    person: User

    def rated(self, unit: str = "xuan_huong") -> RatedUnit:
        return visible(THEN, RatedUnit).select_related("round").get(round=self.round, unit=self.land[unit])

    def sheet(self, cadre: Cadre) -> RatingSheet:
        found = visible(THEN, RatingSheet).get(rated__round=self.round, cadre=cadre)
        return sheet_or_404(THEN, found.pk)

    def on(self, who: User, day: date = DAY) -> Actor:
        return actor_of(who, on=day)


def begun(*, year: int = YEAR, on: date = DAY, due_on: date = DUE) -> Story:
    land = make_province()
    one, other = land["xuan_huong"], land["tan_thanh"]
    an = make_cadre(one, "Nguyễn Văn An")
    binh = make_cadre(one, "Trần Thị Bình", title_code="CC-TPHT")
    chi = make_cadre(one, "Giáp Văn Chi", title_code="CC-TCKT")
    dung = make_cadre(other, "Thân Văn Dũng", title_code="CC-TPHT")
    board = made("btc", land["province"])
    actor = SystemActor(key="system:thử", label="Dữ liệu thử", on=on)
    round_ = rounds.open_round(actor=actor, unit=land["province"], year=year, due_on=due_on)
    clerk, person = made("xa", one), made("canbo", one, reach="self", subject_id=binh.pk)
    return Story(land, round_, an, binh, chi, dung, board, clerk, person)


def made(role: str, unit: Any, *, reach: str = "subtree", subject_id: UUID | None = None) -> User:
    user = make_user(f"{role}-{unit.pk.hex[:6]}", subject_id=subject_id)
    make_grant(user, role, unit, reach=reach)
    return user


def own(level: str = "htt", score: int | None = None) -> Own:
    return Own({code: f"Năm qua làm tốt phần {code}." for code in CODES}, level, score)


def said(story: Story, cadre: Cadre, level: str = "htt", actor: Actor = THEN) -> RatingSheet:
    return saying.hand_in(actor=actor, sheet=story.sheet(cadre), own=own(level))


def proposed(story: Story, cadre: Cadre, level: str = "htt", actor: Actor = THEN) -> RatingSheet:
    said(story, cadre, level)
    deciding.comment(actor=actor, sheet=story.sheet(cadre), words="Hoàn thành các việc được giao.")
    return deciding.propose(actor=actor, sheet=story.sheet(cadre), level=level)


def decided(story: Story, **levels: str) -> None:
    """``an="htt"`` and so on: everybody named is decided on as they said."""
    for name, level in levels.items():
        cadre = getattr(story, name)
        proposed(story, cadre, level)
        deciding.decide(actor=THEN, sheet=story.sheet(cadre), level=level, reason="Đã xét điều kiện")


def sealed(story: Story, unit: str = "xuan_huong") -> Any:
    return sealing.seal(actor=THEN, rated=story.rated(unit), document=PAPER, decided_on=DAY)
