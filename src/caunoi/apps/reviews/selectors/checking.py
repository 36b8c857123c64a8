"""What a code on a paper stands for: a sealed review, one person's row in it, or a sheet that was sent.

A code is of the content, so whoever holds a paper may ask whether the product still keeps the same; it names nobody.
"""

import re
from dataclasses import dataclass
from uuid import UUID

from caunoi.apps.reviews.models import Adjustment, FrozenPerson, FrozenReview, ReviewSheet
from caunoi.apps.reviews.selectors.frozen import is_unchanged, is_whole
from caunoi.foundation.policy import system_scope

WHOLE, SHORT = 64, 32
NOT_OF_A_CODE = re.compile(r"[^0-9a-f]")


@dataclass(frozen=True)
class Checked:
    """What a code was found to be (kết quả kiểm tra mã): one of the three, and corrections made since."""

    review: FrozenReview | None = None
    person: FrozenPerson | None = None
    sheet: ReviewSheet | None = None
    later: tuple[Adjustment, ...] = ()
    unchanged: bool = True


def code_in(text: str) -> str:
    """As it was printed, in groups; nothing where it cannot be one."""
    code = NOT_OF_A_CODE.sub("", text.lower())
    return code if len(code) in (WHOLE, SHORT) else ""


def in_groups(code: str) -> str:
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def check_code(code: str) -> Checked | None:
    with system_scope("reviews: what a code on a paper stands for, for whoever holds the paper"):
        return _person(code) if len(code) == SHORT else _review(code) or _sheet(code)


def _person(code: str) -> Checked | None:
    row = FrozenPerson.objects.select_related("review__round").filter(mark=code).first()
    if row is None:
        return None
    return Checked(row.review, row, later=_later(row.review, row.cadre_id), unchanged=is_unchanged(row))


def _later(review: FrozenReview, cadre_id: UUID) -> tuple[Adjustment, ...]:
    return tuple(Adjustment.objects.filter(review=review, cadre_id=cadre_id).order_by("ordinal"))


def _review(code: str) -> Checked | None:
    review = FrozenReview.objects.select_related("round").filter(sha256=code).first()
    return Checked(review, unchanged=is_whole(review)) if review else None


def _sheet(code: str) -> Checked | None:
    sheet = ReviewSheet.objects.select_related("round").filter(sha256=code).first()
    return Checked(sheet=sheet) if sheet else None
