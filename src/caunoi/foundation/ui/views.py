"""The component page, and the panel it opens."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from caunoi.foundation.policy.census import public
from caunoi.foundation.ui import answers
from caunoi.foundation.ui.components import Heading, Link, SidePanel
from caunoi.foundation.ui.gallery import content, sections
from caunoi.foundation.ui.gallery.sections import explanation


@public("Trang trưng bày thành phần giao diện, chỉ có nội dung đặt ra")
def gallery(request: HttpRequest) -> HttpResponse:
    head = Heading(
        _("Thành phần giao diện"),
        _("Mỗi thành phần một lần, với nội dung đặt ra; trang nào cũng ghép từ đây."),
        [Link(_("Trang đầu"), "/")],
    )
    figures = {"met": content.MET, "people": content.PEOPLE, "share": content.SHARE}
    return answers.page(request, "ui/gallery.html", {"head": head, "sections": sections(), **figures})


@public("Bảng bên của trang trưng bày, chỉ có nội dung đặt ra")
def gallery_panel(request: HttpRequest) -> HttpResponse:
    body = SidePanel(_("Giải thích"), explanation())
    return answers.panel(request, "ui/component.html", {"component": body})
