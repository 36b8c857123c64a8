"""My data (dữ liệu của tôi): the copy, one's own requests, and the forms to ask."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.forms import BaseForm
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.privacy.models import DataCopy, SubjectRequest
from caunoi.apps.privacy.presenters.register import copy_row
from caunoi.apps.privacy.presenters.words import address_of, due_chip, kind_words, state_chip
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui.components import (
    Button,
    Column,
    EmptyState,
    ErrorSummary,
    Heading,
    Link,
    Row,
    Table,
)

ADDRESS = "/toi/du-lieu/"


def present_mine(
    requests: Sequence[SubjectRequest], copies: Sequence[DataCopy], form: BaseForm, on: date
) -> dict[str, Any]:
    return {
        "head": Heading(
            _("Dữ liệu của tôi"),
            _("Hệ thống giữ gì về tôi, tôi muốn sửa gì, và cơ quan phải trả lời bao giờ."),
            [Link(_("Cài đặt của tôi"), "/toi/")],
            [Button(_("Xin sửa hồ sơ"), url=f"{ADDRESS}sua/")],
        ),
        "requests": _requests(requests, on),
        "copies": _copies(copies),
        "form": form,
        "errors": ErrorSummary.of(form),
    }


def _requests(requests: Sequence[SubjectRequest], on: date) -> Table:
    columns = [
        Column(_("Số")), Column(_("Yêu cầu")), Column(_("Ngày nhận"), "date"), Column(_("Hạn"), "chips"),
        Column(_("Tình trạng"), "chips"),
    ]  # fmt: skip
    rows = [
        Row(
            [
                Link(each.number, address_of(each)), kind_words(each), each.received_on, [due_chip(each, on)],
                [state_chip(each)],
            ],
            name=each.number,
        )
        for each in requests
    ]  # fmt: skip
    empty = EmptyState(_("Bạn chưa yêu cầu gì."))
    return Table(columns, rows, caption=_("Yêu cầu của tôi"), count=len(rows), empty=empty)


def _copies(copies: Sequence[DataCopy]) -> Table:
    columns = [
        Column(_("Bản sao")),
        Column(_("Người lập")),
        Column(_("Giữ đến hết"), "date"),
        Column(_("Tệp")),
    ]
    empty = EmptyState(
        _("Chưa có bản sao nào. Bản sao gồm mọi điều hệ thống giữ về bạn, để đọc và cho phần mềm đọc.")
    )
    rows = [copy_row(each) for each in copies]
    return Table(columns, rows, caption=_("Bản sao của tôi"), count=len(rows), empty=empty)


def present_changes(cadre: Cadre, form: BaseForm) -> dict[str, Any]:
    return {
        "head": Heading(
            _("Xin sửa hồ sơ"),
            _("Ghi giá trị đúng vào mục sai; mục để trống thì giữ nguyên. Cơ quan trả lời từng mục."),
            [Link(_("Dữ liệu của tôi"), ADDRESS)],
        ),
        "form": form,
        "errors": ErrorSummary.of(form),
        "submit": _("Gửi yêu cầu sửa"),
        "back": ADDRESS,
    }


class MyData:
    """The link on one's own page, for whoever has a file."""

    key = "privacy.mine"
    order = 10

    def link(self, actor: Actor) -> Link | None:
        mine = actor.subject_id is not None and holds(actor, SubjectRequest, "ask")
        return Link(_("Dữ liệu của tôi"), ADDRESS) if mine else None
