"""Which looks at people are remembered (lượt xem hồ sơ), and what each is called to the person concerned.

Every address that names one person is a look by being answered, whoever writes the page: nothing can be forgotten.
Files, answers to programs and pages of an import show many people and say whom.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop

from caunoi.apps.accounts.selectors import Person
from caunoi.foundation.audit.readings import note
from caunoi.foundation.errors import Refused, answer_refusal

PERSON = "cadre_id"
ACTOR = "actor"
"""Where the middleware of accounts puts who is acting; a plain request of Django has no such column."""
PAGE, IDENTITY = "cadres:page", "cadres:identity"
PARTS = ("hoc-tap", "cong-tac", "xep-loai", "quy-hoach", "nhat-ky")
EXPORT, IMPORT, PROGRAMS, FIGURE = "export", "import", "programs", "figure"
IDENTITY_SHOWN, OPENED = "identity_shown", "emergency"
LONGEST_WAY = 40
INVALID_FORM = 422
ADDRESS_OF_PERSON = re.compile(r"^/can-bo/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/")

WORDS = {
    f"{PAGE}.hoc-tap": gettext_noop("Trang hồ sơ, phần học tập"),
    f"{PAGE}.cong-tac": gettext_noop("Trang hồ sơ, phần quá trình công tác"),
    f"{PAGE}.xep-loai": gettext_noop("Trang hồ sơ, phần xếp loại"),
    f"{PAGE}.quy-hoach": gettext_noop("Trang hồ sơ, phần quy hoạch"),
    f"{PAGE}.nhat-ky": gettext_noop("Trang hồ sơ, phần nhật ký"),
    "cadres:correct": gettext_noop("Biểu mẫu sửa hồ sơ"),
    "cadres:transfer": gettext_noop("Biểu mẫu điều động"),
    "cadres:posting_add": gettext_noop("Biểu mẫu thêm chức danh"),
    "cadres:posting_end": gettext_noop("Biểu mẫu thôi chức danh"),
    "cadres:qualification_add": gettext_noop("Biểu mẫu thêm trình độ"),
    "cadres:qualification_verify": gettext_noop("Xác minh trình độ"),
    "cadres:posting_evidence": gettext_noop("Bản chụp quyết định"),
    "cadres:posting_scan": gettext_noop("Bản chụp quyết định"),
    "cadres:posting_scan_check": gettext_noop("Đối chiếu bản chụp quyết định"),
    "cadres:qualification_evidence": gettext_noop("Bản chụp văn bằng"),
    "cadres:qualification_scan": gettext_noop("Bản chụp văn bằng"),
    "cadres:qualification_scan_check": gettext_noop("Đối chiếu bản chụp văn bằng"),
    "cadres:selected_note": gettext_noop("Ghi chú trong một nhóm cán bộ"),
    "cadres:rate": gettext_noop("Biểu mẫu xếp loại"),
    "ratings:sheet": gettext_noop("Phiếu xếp loại hằng năm của bạn"),
    "ratings:unit": gettext_noop("Danh sách xếp loại của đơn vị, có tên bạn"),
    "declarations:sheet": gettext_noop("Tờ tự kê khai của bạn"),
    "declarations:check": gettext_noop("Tờ tự kê khai của bạn"),
    "declarations:scan": gettext_noop("Bản chụp kèm tờ tự kê khai"),
    "declarations:round": gettext_noop("Danh sách một đợt tự kê khai, có tên bạn"),
    IDENTITY_SHOWN: gettext_noop("Số định danh đầy đủ"),
    OPENED: gettext_noop("Mở khẩn cấp hồ sơ"),
    EXPORT: gettext_noop("Danh sách xuất ra tệp, có tên bạn"),
    IMPORT: gettext_noop("Dòng về bạn trong một tệp nhập"),
    PROGRAMS: gettext_noop("Dữ liệu gửi cho phần mềm khác"),
    FIGURE: gettext_noop("Danh sách người của một con số, có tên bạn"),
}
SOMEWHERE = gettext_noop("Một trang về hồ sơ của bạn")


class LooksAtPeople:
    """Remembers who was shown which person; what cannot be remembered is not shown.

    It also says whose pages these are, so that a file that stands open in an emergency is read as far as it is open.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        shown = self.get_response(request)
        try:
            if shown.status_code < 300 or shown.status_code == INVALID_FORM:
                _remember(request)
        except Refused as refusal:
            return answer_refusal(request, refusal)
        return shown

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        actor = getattr(request, ACTOR, None)
        if PERSON in kwargs and isinstance(actor, Person) and actor.opened:
            asked = str(kwargs[PERSON])
            if asked == str(actor.opened.subject_id):
                setattr(request, ACTOR, replace(actor, focus=actor.opened.subject_id))


def _remember(request: HttpRequest) -> None:
    found, actor = request.resolver_match, getattr(request, "actor", None)
    if found is None or actor is None:
        return
    if PERSON in found.kwargs and found.view_name != IDENTITY:
        opened = actor.opened if getattr(actor, "focus", None) else None
        why = {"need": opened.need, "reason": opened.reason} if opened else {}
        note(actor, [UUID(str(found.kwargs[PERSON]))], _way(request, found.view_name), **why)
    if rows := getattr(request, "rows_shown", None):
        note(actor, people_in(row.url for row in rows), FIGURE)


def _way(request: HttpRequest, view_name: str) -> str:
    if view_name == PAGE:
        asked = request.GET.get("the", "")
        return f"{PAGE}.{asked if asked in PARTS else PARTS[0]}"
    return PROGRAMS if request.path.startswith("/api/") else view_name[:LONGEST_WAY]


def people_in(addresses: Iterable[Any]) -> set[UUID]:
    """The people whose pages these addresses are."""
    found = (ADDRESS_OF_PERSON.match(str(address or "")) for address in addresses)
    return {UUID(each[1]) for each in found if each}
