"""On the page of a person: open requests, and what the office can do for them."""

from datetime import date

from django.utils.translation import gettext as _

from caunoi.apps.cadres.extensions import Panel
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.privacy.models import DataCopy, LegalHold, SubjectRequest
from caunoi.apps.privacy.presenters.restrictions import part_words
from caunoi.apps.privacy.presenters.words import LIST, address_of, due_chip, kind_words
from caunoi.apps.privacy.selectors import holds_of, open_requests_of
from caunoi.apps.privacy.selectors.restrictions import standing_on
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui.components import Chip, Fact, KeyFacts, Link
from caunoi.foundation.ui.numbers import day


class RightsOfPerson:
    """The panel for those who handle requests."""

    key = "privacy.rights"
    order = 900

    def panel(self, actor: Actor, cadre: Cadre, on: date) -> Panel | None:
        restricted = [
            Fact(
                part_words(each),
                Chip(_("đang hạn chế xử lý"), "chu-y"),
                source=_("từ %(day)s") % {"day": day(each.valid_from)},
            )
            for each in standing_on(cadre.pk, on)
        ]
        if not holds(actor, SubjectRequest, "add"):
            return Panel(_("Quyền của chủ thể dữ liệu"), KeyFacts(restricted)) if restricted else None
        facts = restricted + [
            Fact(kind_words(each), Link(each.number, address_of(each)), source=due_chip(each, on))
            for each in open_requests_of(actor, cadre.pk)
        ]
        if holds(actor, LegalHold, "view"):
            facts += [
                Fact(
                    _("Đang giữ theo yêu cầu pháp lý"),
                    hold.paper,
                    source=_("đến trước %(day)s") % {"day": day(hold.valid_to)}
                    if hold.valid_to
                    else _("chưa có ngày hết"),
                )
                for hold in holds_of(actor, cadre.pk)
                if hold.holds_on(on)
            ]
        body = KeyFacts(facts) if facts else ""
        note = "" if facts else _("Không có yêu cầu nào đang mở.")
        return Panel(_("Quyền của chủ thể dữ liệu"), body, note=note, links=_links(actor, cadre))


def _links(actor: Actor, cadre: Cadre) -> list[Link]:
    links = [Link(_("Ghi đơn giấy"), f"/yeu-cau-du-lieu/don/{cadre.pk}/"), Link(_("Sổ yêu cầu"), LIST)]
    if holds(actor, DataCopy, "add"):
        links.append(Link(_("Bản sao dữ liệu"), f"/ban-sao-du-lieu/cua/{cadre.pk}/"))
    if holds(actor, LegalHold, "add"):
        links.append(Link(_("Giữ theo yêu cầu pháp lý"), f"/luu-giu/giu/{cadre.pk}/"))
    return links
