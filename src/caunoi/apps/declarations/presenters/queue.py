"""The queue of scans: the picture beside the claim, and how many wait behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Evidence
from caunoi.apps.cadres.selectors.evidence import Shelf
from caunoi.apps.declarations.figures.evidence import SHELF, missing_counted, unchecked_counted
from caunoi.apps.declarations.presenters.claims import claim_facts, claim_words
from caunoi.apps.declarations.presenters.pictures import Picture, pictures_of
from caunoi.apps.declarations.selectors.scans import (
    OLDEST,
    SHELVES,
    WEIGHTY,
    WaitingScan,
    position,
    shelf_or_404,
)
from caunoi.apps.declarations.services.queue import HELD_FOR, claim_mark
from caunoi.foundation.actors import Actor
from caunoi.foundation.figures import Scope
from caunoi.foundation.ui import with_query
from caunoi.foundation.ui.components import Count, EmptyState, Fact, Heading, KeyFacts, Link, Tab, Tabs, Tally
from caunoi.foundation.ui.numbers import day

ADDRESS = "/minh-chung/"
KIND, ORDER, PASSED = SHELF, "xep", "sau"


@dataclass(frozen=True)
class QueuePage:
    """What the view found out: the question, the queue, and the scan taken up."""

    actor: Actor
    shelf: str
    order: str
    waiting: Sequence[WaitingScan]
    taken: WaitingScan | None
    scan: Evidence | None

    @property
    def asked(self) -> dict[str, Any]:
        return {KIND: self.shelf or None, ORDER: self.order if self.order != OLDEST else None}

    def url(self, key: str, value: str) -> str:
        """The queue with one thing asked otherwise."""
        return with_query(ADDRESS, **{**self.asked, key: value or None})


def shelf_in(text: str) -> str:
    return text if text in SHELVES else ""


def order_in(text: str) -> str:
    return WEIGHTY if text == WEIGHTY else OLDEST


def present_queue(page: QueuePage) -> dict[str, Any]:
    head = Heading(
        _("Đối chiếu minh chứng"),
        _("So bản chụp với điều ghi trong hồ sơ, từng bản một. Khớp thì trình độ thành đã xác minh."),
        [Link(_("Trang đầu"), "/")],
    )
    return {
        "head": head,
        "kinds": _kinds(page),
        "orders": _orders(page),
        "tally": _tally(page),
        "empty": None if page.scan else _nothing(page),
        **(_work(page, page.taken, page.scan) if page.scan and page.taken else {}),
    }


def _work(page: QueuePage, taken: WaitingScan, scan: Evidence) -> dict[str, Any]:
    shelf, fact, on = shelf_or_404(taken.shelf), scan.fact, page.actor.on
    cadre = fact.cadre
    place = {"place": position(page.waiting, scan.pk), "all": len(page.waiting)}
    person = Fact(_("Họ và tên"), Link(cadre.full_name, f"/can-bo/{cadre.pk}/"))
    added = _("%(who)s, %(when)s") % {"who": scan.added_by, "when": day(scan.added_at)}
    return {
        "place": _("Bản %(place)s trong %(all)s bản đang chờ") % place,
        "pictures": pictures_for(shelf, scan, claim_words(fact, on)),
        "download": Link(_("Tải tệp gốc"), f"{shelf.address(fact)}{scan.pk}/tep/?tai=1"),
        "facts": KeyFacts(
            [
                person,
                *claim_facts(page.actor, fact, on),
                Fact(_("Người nạp"), added),
            ]
        ),
        "claim": claim_mark(fact),
        "action": with_query(f"{ADDRESS}{taken.shelf}/{scan.pk}/", **page.asked),
        "skip": page.url(PASSED, str(scan.pk)),
        "held": _("Bản này dành cho bạn trong %(minutes)s phút; người khác sẽ nhận bản kế tiếp.")
        % {"minutes": int(HELD_FOR.total_seconds() // 60)},
    }


def pictures_for(shelf: Shelf, scan: Evidence, claim: str) -> list[Picture]:
    said = {"claim": claim, "name": scan.fact.cadre.full_name}
    words = _("Bản chụp minh chứng %(claim)s của %(name)s") % said
    return pictures_of(f"{shelf.address(scan.fact)}{scan.pk}/tep/", scan.media_type, len(scan.pages), words)


def _kinds(page: QueuePage) -> Tabs:
    words = {"": _("Tất cả"), "van-bang": _("Văn bằng, chứng chỉ"), "quyet-dinh": _("Quyết định")}
    tabs = [Tab(word, page.url(KIND, key), current=key == page.shelf) for key, word in words.items()]
    return Tabs(tabs, _("Loại bản chụp"))


def _orders(page: QueuePage) -> Tabs:
    words = {OLDEST: _("Chờ lâu nhất trước"), WEIGHTY: _("Chức danh cao trước")}
    tabs = [
        Tab(word, page.url(ORDER, key if key != OLDEST else ""), current=key == page.order)
        for key, word in words.items()
    ]
    return Tabs(tabs, _("Thứ tự"))


def _tally(page: QueuePage) -> Tally:
    scope = Scope(on=page.actor.on)
    waiting, missing = unchecked_counted(page.actor, scope), missing_counted(page.actor, scope)
    return Tally(
        [
            Count(_("Bản chụp chờ đối chiếu"), waiting, "chu-y" if waiting.value else "dat"),
            Count(_("Trình độ chưa có bản chụp"), missing),
        ],
        _("Minh chứng"),
    )


def _nothing(page: QueuePage) -> EmptyState:
    if page.waiting:
        return EmptyState(_("Các bản chụp còn lại đang được người khác đối chiếu. Ít phút nữa quay lại xem."))
    return EmptyState(
        _("Không còn bản chụp nào chờ đối chiếu. Bản chụp nạp vào hồ sơ sẽ hiện ở đây theo thứ tự.")
    )
