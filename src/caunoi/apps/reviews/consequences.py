"""Review sheets when units end (bảng rà soát khi sắp xếp đơn vị): who goes on with each, who decides on a round."""

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.accounts.policies import who_may_after
from caunoi.apps.organisation.choices import Weight
from caunoi.apps.organisation.extensions import Consequence, UnitChange
from caunoi.apps.reviews.choices import OPEN_TO_FILL, WAITING_ABOVE, RoundState, SheetState
from caunoi.apps.reviews.models import ReviewRound, ReviewSheet
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import row_for, visible


class ReviewsGoOn:
    """A sheet under way passes to whoever stands for the unit; what was sent is decided on as before."""

    key = "reviews"
    title = gettext_noop("Bảng rà soát đang mở")
    order = 34

    def foresee(self, actor: Actor, change: UnitChange) -> Iterable[Consequence]:
        yield from _rounds(actor, change)
        sheets = visible(actor, ReviewSheet).filter(
            unit_id__in=change.ended, round__state=RoundState.OPEN, state__in=[*OPEN_TO_FILL, *WAITING_ABOVE]
        )
        rows = sheets.select_related("round").order_by("round__as_of", "round_id", "pk")
        for sheet in sorted(rows, key=lambda each: (each.round.name, change.name(each.unit_id))):
            yield _sheet(sheet, change)


def _sheet(sheet: ReviewSheet, change: UnitChange) -> Consequence:
    heirs = [node.full_name for node in change.answering(sheet.unit_id)]
    told = {
        "round": sheet.round.name, "unit": change.name(sheet.unit_id), "day": format_date(change.on),
        "heirs": ", ".join(heirs), "due": format_date(sheet.round.due_on),
        "state": _(SheetState(sheet.state).label),
    }  # fmt: skip
    url = reverse("reviews:sheet", args=[sheet.pk])
    if sheet.state in WAITING_ABOVE:
        words = _("“%(round)s”: bảng của %(unit)s đã gửi, vẫn được duyệt; trả lại thì về %(heirs)s")
        return Consequence(words % told, Weight.FOLLOWS, sheet.unit_id, url)
    if len(heirs) == 1:
        words = _(
            "“%(round)s”: bảng của %(unit)s (%(state)s): từ %(day)s do %(heirs)s rà soát tiếp, hạn %(due)s"
        )
        return Consequence(words % told, Weight.FOLLOWS, sheet.unit_id, url)
    words = _(
        "“%(round)s”: bảng của %(unit)s (%(state)s) chia cho %(heirs)s, mỗi nơi xác nhận người của mình; "
        "đủ người mới gửi được. Nên gửi trước ngày %(day)s."
    )
    return Consequence(words % told, Weight.DECIDE, sheet.unit_id, url)


def _rounds(actor: Actor, change: UnitChange) -> Iterator[Consequence]:
    """Rounds that were opened by a unit that ends: somebody must still lock and seal them."""
    opened = visible(actor, ReviewRound).filter(unit_id__in=change.ended, state=RoundState.OPEN)
    for round_ in opened.distinct().order_by("name", "pk"):
        who = who_may_after(row_for(ReviewRound, "change"), {round_.unit_id}, change)
        told = {
            "round": round_.name, "unit": change.name(round_.unit_id), "day": format_date(change.on),
            "who": ", ".join(who[:3]),
        }  # fmt: skip
        words = (
            _("Đợt “%(round)s” do %(unit)s mở: từ %(day)s do %(who)s duyệt và chốt")
            if who
            else _("Đợt “%(round)s” do %(unit)s mở: từ %(day)s chưa ai chốt được")
        )
        weight = Weight.FOLLOWS if who else Weight.DECIDE
        yield Consequence(words % told, weight, round_.unit_id, reverse("reviews:round", args=[round_.pk]))
