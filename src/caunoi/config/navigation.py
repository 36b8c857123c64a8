"""What stands in the frame of every page: who is signed in, where they can go, which day is spoken of."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy

from caunoi.apps.accounts.choices import Role
from caunoi.apps.accounts.selectors import Person
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.domain.vocabulary.vietnamese import given_name
from caunoi.foundation import clock
from caunoi.foundation.errors import Refused
from caunoi.foundation.system_time import kept_from, known_point
from caunoi.foundation.ui.components import Link
from caunoi.foundation.ui.days import day_of

_ = gettext_lazy

# At most six entries each; no role sees another's (a person with two roles sees the union, first role first).
ENTRIES: dict[str, list[tuple[Any, str]]] = {
    Role.LEADER: [
        (_("Bức tranh chung"), "/"),
        (_("Thiếu chuẩn"), "/thieu-chuan/"),
        (_("Kế hoạch"), "/ke-hoach/"),
        (pgettext_lazy("trang", "Đơn vị"), "/don-vi/"),
        (_("Rà soát"), "/ra-soat/"),
    ],
    Role.BOARD: [
        (_("Tổng quan"), "/"),
        (_("Cán bộ"), "/can-bo/"),
        (_("Thiếu chuẩn"), "/thieu-chuan/"),
        (_("Kế hoạch"), "/ke-hoach/"),
        (_("Nhập – xuất"), "/nhap/"),
        (pgettext_lazy("trang", "Đơn vị"), "/don-vi/"),
    ],
    Role.COMMUNE: [
        (_("Việc cần làm"), "/"),
        (_("Cán bộ xã"), "/can-bo/"),
        (_("Thiếu chuẩn"), "/thieu-chuan/"),
        (_("Kế hoạch"), "/ke-hoach/"),
        (_("Nhập – xuất"), "/nhap/"),
        (_("Rà soát"), "/ra-soat/"),
    ],
    Role.SCHOOL: [(_("Lớp dự kiến"), "/"), (_("Kế hoạch"), "/ke-hoach/"), (_("Chương trình"), "/lop/")],
    Role.OFFICIAL: [(_("Trang chính"), "/"), (_("Tiêu chuẩn"), "/tieu-chuan/")],
    Role.VILLAGE: [(_("Trang chính"), "/"), (pgettext_lazy("trang", "Đơn vị"), "/don-vi/")],
    Role.FRONT: [(_("Trang chính"), "/"), (_("Số liệu công khai"), "/so-lieu/")],
    Role.AUDITOR: [
        (_("Trang chính"), "/"),
        (_("Cán bộ"), "/can-bo/"),
        (_("Nhật ký"), "/nhat-ky/"),
        (_("Thiếu chuẩn"), "/thieu-chuan/"),
        (_("Rà soát"), "/ra-soat/"),
    ],
    Role.ADMINISTRATOR: [(_("Tình trạng"), "/"), (_("Người dùng và phạm vi"), "/qt/nguoi-dung/")],
}
PUBLIC = [
    (_("Trang đầu"), "/"),
    (_("Số liệu"), "/so-lieu/"),
    (pgettext_lazy("trang", "Đơn vị"), "/don-vi/"),
    (_("Tiêu chuẩn"), "/tieu-chuan/"),
]
MOST = 6


@dataclass(frozen=True)
class NavItem:
    """One entry of the main navigation."""

    label: Any
    url: str
    current: bool


@dataclass(frozen=True)
class Me:
    """Who is signed in, for the corner of the page."""

    label: str
    role_label: str
    initials: str


def frame(request: HttpRequest) -> dict[str, Any]:
    actor = getattr(request, "actor", None)
    person = actor if isinstance(actor, Person) else None
    return {
        "nav": _navigation(person, request.path),
        "me": _me(person) if person else None,
        "me_links": [
            Link(str(_("Cài đặt của tôi")), "/toi/"),
            Link(str(_("Việc nền của tôi")), "/cong-viec/"),
        ]
        if person
        else [],
        "demo": settings.DEMO,
        "on": _day(request),
        "known": known_point(),
        "kept_from": kept_from,
        "today": clock.today(),
        "scope_label": _scope(person) if person else "",
        "find_url": "/tim/",
        "lang": get_language(),
        "languages": settings.LANGUAGES,
    }


def _navigation(person: Person | None, path: str) -> list[NavItem]:
    entries = (
        PUBLIC if person is None else [entry for role in person.roles for entry in ENTRIES.get(role, [])]
    )
    unique = list({url: (label, url) for label, url in reversed(entries)}.values())[::-1][:MOST]
    return [
        NavItem(label, url, path == url or (url != "/" and path.startswith(url))) for label, url in unique
    ]


def _me(person: Person) -> Me:
    roles = ", ".join(str(_(Role(role).label)) for role in person.roles)
    return Me(person.label, roles, given_name(person.label)[:2])


def _scope(person: Person) -> str:
    tree = unit_tree(on=person.on)
    names = [
        tree.node(grant.unit_id).full_name
        for grant in person.grants
        if grant.unit_id and grant.unit_id in tree
    ]
    return ", ".join(dict.fromkeys(names))


def _day(request: HttpRequest) -> Any:
    """The frame of an error page about a wrong day still needs a day to show."""
    try:
        return day_of(request)
    except Refused:
        return clock.today()
