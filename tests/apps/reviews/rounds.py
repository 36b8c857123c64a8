"""A review in a small province: two communes of one district, three people."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.reviews.models import ReviewLine, ReviewRound, ReviewSheet
from caunoi.apps.reviews.services import approving, filling, rounds, sending
from caunoi.foundation.policy import visible
from tests.factories.cadres import SYSTEM, make_cadre, make_province

AS_OF, DUE = date(2020, 8, 31), date(2020, 9, 30)


@dataclass
class Story:
    """What the tests speak of."""

    land: dict[str, Any]
    round: ReviewRound
    an: Cadre
    binh: Cadre
    chi: Cadre

    def sheet(self, unit: str) -> ReviewSheet:
        return (
            visible(SYSTEM, ReviewSheet).select_related("round").get(round=self.round, unit=self.land[unit])
        )

    def line(self, cadre: Cadre) -> ReviewLine:
        return visible(SYSTEM, ReviewLine).select_related("cadre").get(sheet__round=self.round, cadre=cadre)


def begun(**said: Any) -> Story:
    land = make_province()
    an = make_cadre(land["xuan_huong"], "Nguyễn Văn An")
    binh = make_cadre(land["xuan_huong"], "Trần Thị Bình", title_code="CX-CT-UBND")
    chi = make_cadre(land["tan_thanh"], "Giáp Văn Chi")
    return Story(land, opened(land["province"], **said), an, binh, chi)


def opened(unit: Any, **said: Any) -> ReviewRound:
    said = {"name": "Rà soát năm 2020", "as_of": AS_OF, "due_on": DUE, **said}
    return rounds.open_round(actor=SYSTEM, unit=unit, **said)


def send_all(story: Story, *units: str) -> None:
    for unit in units:
        sheet = story.sheet(unit)
        filling.say_rest_same(actor=SYSTEM, sheet=sheet)
        sending.send(actor=SYSTEM, sheet=sheet)


def lock_all(story: Story, *units: str) -> None:
    send_all(story, *units)
    for unit in units:
        approving.lock(actor=SYSTEM, sheet=story.sheet(unit))
