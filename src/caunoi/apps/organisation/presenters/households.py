"""The households of a plan on the page: a line for each number, and for each unit what it adds up to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.forms import BaseForm
from django.urls import reverse
from django.utils.translation import gettext as _

from caunoi.apps.organisation.models import Reorganisation
from caunoi.apps.organisation.presenters.reorganising import Names
from caunoi.apps.organisation.selectors.households import BETWEEN, Group, HouseholdLines, Line
from caunoi.domain.lineage import Brought
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui.numbers import number

Context = dict[str, Any]


@dataclass(frozen=True)
class Card:
    """One line as it is shown (dòng ghi số hộ)."""

    slug: str
    key: str
    label: str
    hint: str
    state: str
    count: int | None
    whole: int | None
    form: BaseForm | None = None
    wrong: str = ""


@dataclass(frozen=True)
class GroupCard:
    """The lines of one unit with what they add up to (nhóm dòng của một đơn vị)."""

    slug: str
    title: str
    cards: Sequence[Card]
    balance: str
    faults: Sequence[str]


@dataclass(frozen=True)
class HouseholdsPage:
    """The plan's lines, whether one may write them, and what makes a line's form (trang số hộ)."""

    draft: Reorganisation
    lines: HouseholdLines
    may: bool
    make_form: Callable[..., BaseForm]

    @cached_property
    def names(self) -> Names:
        return Names(self.lines.book.plan)

    @cached_property
    def groups(self) -> list[GroupCard]:
        return [self._group(group) for group in self.lines.groups]

    def form_of(self, card: Card, data: Mapping[str, Any] | None = None) -> BaseForm:
        """The one box of the line, with what is kept or with what was typed."""
        given = {"so_ho": "" if card.count is None else number(card.count)}
        return self.make_form(
            data, label=card.label, hint=card.hint, whole=card.whole, initial=given, auto_id=f"{card.slug}-%s"
        )

    def group_of(self, key: str) -> GroupCard:
        wanted = self.lines.line(key)[0].unit
        return next(each for each in self.groups if each.slug == f"nhom-{wanted}")

    @property
    def after(self) -> ui.Table:
        """What every unit has from the day on, and from whom."""
        rows = [self._after(heir, brought) for heir, brought in self.lines.book.after().items()]
        columns = [ui.Column(_("Đơn vị")), ui.Column(_("Gồm")), ui.Column(_("Số hộ"), "number")]
        return ui.Table(
            columns, rows, caption=_("Số hộ sau sắp xếp"), count=len(rows), id="sau-sap-xep",
            total=[_("Cộng phần đã ghi"), "", sum(each for each in self._known_sums() if each is not None)],
        )  # fmt: skip

    def _group(self, group: Group) -> GroupCard:
        whole = self.lines.book.plan.households.get(group.unit)
        cards = [self._card(line, group.unit, whole) for line in group.lines]
        faults = [fault.message for fault in group.faults]
        return GroupCard(f"nhom-{group.unit}", self.names.of(group.unit), cards, self._balance(group), faults)

    def _card(self, line: Line, unit: str, whole: int | None) -> Card:
        limit = whole if line.of_village or line.into else None
        slug = f"dong-{line.key.replace(BETWEEN, '--')}"
        card = Card(slug, line.key, self._label(line), self._hint(line), _state(line), line.count, limit)
        return replace(card, form=self.form_of(card)) if self.may else card

    def _label(self, line: Line) -> str:
        if line.into:
            return _("Phần về %(unit)s") % {"unit": self.names.of(line.into)}
        return self.names.of(line.unit) if line.of_village else _("Cả đơn vị trước sắp xếp")

    def _hint(self, line: Line) -> str:
        if line.into:
            return _("Để trống nếu đã ghi từng thôn của phần này.")
        if not line.of_village:
            return ""
        return _("về %(unit)s") % {"unit": self.names.of(line.goes)} if line.goes else _("ở lại")

    def _balance(self, group: Group) -> str:
        """The whole as the sum of where it goes, once every part of it is known."""
        book, whole = self.lines.book, self.lines.book.of(group.unit)
        if group.faults or whole is None or not book.parts(group.unit):
            return ""
        brought = [
            (heir, each.count)
            for heir, parts in book.after().items()
            for each in parts
            if each.source == group.unit
        ]
        if any(count is None for _heir, count in brought):
            return _("Chưa ghi hết số hộ của các phần.")
        told = " + ".join(
            _("%(count)s về %(unit)s") % {"count": number(count), "unit": self.names.of(heir)}
            if heir != group.unit
            else _("%(count)s ở lại") % {"count": number(count)}
            for heir, count in brought
        )
        return _("Khớp: %(whole)s hộ = %(parts)s") % {"whole": number(whole), "parts": told}

    def _after(self, heir: str, brought: Sequence[Brought]) -> ui.Row:
        parts = "; ".join(
            _("%(unit)s: %(count)s") % {"unit": self.names.of(each.source), "count": _told(each.count)}
            for each in brought
        )
        total = _sum(brought)
        return ui.Row([self.names.link(heir), parts, _("chưa đủ số") if total is None else total])

    def _known_sums(self) -> list[int | None]:
        return [each.count for brought in self.lines.book.after().values() for each in brought]


def present_households(page: HouseholdsPage, key: str = "", form: BaseForm | None = None) -> Context:
    """``form`` is what was typed on the line ``key`` and could not be kept."""
    draft = page.draft
    told = {"act": draft.number, "day": format_date(draft.effective_on)}
    head = ui.Heading(
        _("Số hộ"),
        _("Phương án %(act)s, có hiệu lực từ %(day)s. Mỗi ô tự lưu khi bạn ghi xong.") % told
        if page.may
        else _("Phương án %(act)s, có hiệu lực từ %(day)s.") % told,
        [
            ui.Link(_("Sắp xếp"), reverse("organisation:reorganisations")),
            ui.Link(draft.number, reverse("organisation:reorganisation", args=[draft.pk])),
        ],
    )
    groups = [_with_typed(group, key, form) for group in page.groups] if form else page.groups
    return {
        "head": head, "groups": groups, "after": page.after, "errors": ui.ErrorSummary.of(form) if form else None,
        "action": reverse("organisation:tell_households", args=[draft.pk]),
        "empty": ui.EmptyState(_("Phương án chưa nhập, tách hay chuyển đơn vị nào nên chưa có số hộ để ghi.")),
    }  # fmt: skip


def card_of(page: HouseholdsPage, key: str) -> Card:
    page.lines.line(key)  # refuses a line that is no more
    return next(card for group in page.groups for card in group.cards if card.key == key)


def wrong(page: HouseholdsPage, key: str, form: BaseForm) -> Card:
    """The line with the sentence of what was typed."""
    return replace(card_of(page, key), wrong=" ".join(str(each) for each in form.errors["so_ho"]))


def address_of(draft: Reorganisation) -> str:
    return reverse("organisation:households", args=[draft.pk])


def _with_typed(group: GroupCard, key: str, form: BaseForm) -> GroupCard:
    return replace(
        group, cards=[replace(card, form=form) if card.key == key else card for card in group.cards]
    )


def _state(line: Line) -> str:
    if line.count is not None:
        return _("đã ghi %(count)s hộ") % {"count": number(line.count)}
    if line.derived is not None:
        return _("cộng từ các thôn: %(count)s hộ") % {"count": number(line.derived)}
    return _("chưa ghi")


def _told(count: int | None) -> str:
    return _("chưa ghi") if count is None else number(count)


def _sum(brought: Sequence[Brought]) -> int | None:
    known = [each.count for each in brought if each.count is not None]
    return sum(known) if len(known) == len(brought) else None
