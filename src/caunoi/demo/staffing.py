"""How many seats each commune of the story has: the law's numbers for its class; the class itself is invented."""

from collections import Counter
from collections.abc import Sequence
from random import Random

from caunoi.apps.cadres.services import SeatDraft
from caunoi.demo.places import Commune
from caunoi.demo.seats import Seat
from caunoi.domain.staffing.quotas import CLASSES, CommuneClass, Quota, load_quotas
from caunoi.domain.vocabulary.period import Period

# Không có danh sách mở về loại của từng xã: xã có hai phó chủ tịch phần nhiều được coi là loại I, có một là loại III.
WITH_TWO, WITH_ONE = (92, 5, 3), (0, 25, 75)
DEPUTY = "CX-PCTUB"
INVENTED = "Dữ liệu mẫu: coi là xã loại {0}. {1}"


def seats_of(communes: Sequence[Commune], people: Sequence[Seat], seed: int) -> list[SeatDraft]:
    """The numbers of every key title of every commune, while the commune lasts."""
    dice, deputies = Random(seed + 2), Counter(seat.commune.id for seat in people if seat.title == DEPUTY)
    return [
        draft
        for commune in communes
        for draft in _of(
            commune, dice.choices(CLASSES, WITH_TWO if deputies[commune.id] > 1 else WITH_ONE)[0]
        )
    ]


def _of(commune: Commune, commune_class: CommuneClass) -> list[SeatDraft]:
    found = ((quota, _lasting(quota, commune)) for quota in load_quotas().of_class(commune_class))
    return [_draft(commune, quota, period) for quota, period in found if period]


def _lasting(quota: Quota, commune: Commune) -> Period | None:
    return quota.period.intersection(Period(commune.begins, commune.ends))


def _draft(commune: Commune, quota: Quota, period: Period) -> SeatDraft:
    assert period.start is not None
    basis = INVENTED.format(quota.commune_class, quota.source)
    return SeatDraft(
        commune.id,
        quota.title_code,
        quota.number,
        period.start,
        period.end,
        basis,
        f"độ tin cậy: {quota.confidence}",
    )
