"""What a view gives back: to htmx a fragment, to a plain form a redirect, to a plain link a page."""

from typing import Any

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from caunoi.foundation import ui
from caunoi.foundation.actors import Visitor
from caunoi.foundation.ui.components import Chip, Link, SidePanel
from tests.conftest import DAY

FRAGMENT: dict[str, Any] = {"component": SidePanel("Giải thích", Chip("Đạt", "dat"))}


def asked(
    method: str = "get", *, htmx: bool = False, path: str = "/can-bo/?xa=an-lac", **headers: str
) -> HttpRequest:
    if htmx:
        headers["hx-request"] = "true"
    request: Any = getattr(RequestFactory(), method)(path, headers=headers)
    request.htmx = HtmxDetails(request)
    request.actor = Visitor(on=DAY)
    request._messages = CookieStorage(request)
    return request


def test_htmx_gets_only_the_fragment() -> None:
    html = ui.swap(asked(htmx=True), "ui/component.html", FRAGMENT).content.decode()

    assert html.startswith("<h2>Giải thích</h2>")
    assert "<html" not in html


def test_a_plain_link_gets_the_same_fragment_as_a_page() -> None:
    html = ui.swap(asked(), "ui/component.html", FRAGMENT).content.decode()

    assert "<!doctype html>" in html
    assert "<h2>Giải thích</h2>" in html


def test_a_plain_form_is_sent_on() -> None:
    answer = ui.swap(asked("post"), "ui/component.html", FRAGMENT, redirect_to="/can-bo/7/")

    assert (answer.status_code, answer["Location"]) == (302, "/can-bo/7/")


def test_a_plain_form_without_a_goal_comes_back_to_its_page() -> None:
    assert ui.swap(asked("post"), "ui/component.html", FRAGMENT)["Location"] == "/can-bo/?xa=an-lac"


def test_a_boosted_request_gets_the_whole_page() -> None:
    answer = ui.swap(asked(htmx=True, **{"hx-boosted": "true"}), "ui/component.html", FRAGMENT)

    assert b"<!doctype html>" in answer.content


def test_what_was_told_comes_with_the_fragment() -> None:
    request = asked("post", htmx=True)

    ui.tell(
        request, "Đã đưa 30 người.", undo="/ke-hoach/hoan-tac/4/", link=Link("Xem dòng", "/ke-hoach/2020/")
    )
    html = ui.swap(request, "ui/component.html", FRAGMENT).content.decode()

    assert '<div id="toasts" hx-swap-oob="beforeend">' in html
    assert "Đã đưa 30 người." in html
    assert 'action="/ke-hoach/hoan-tac/4/"' in html
    assert 'href="/ke-hoach/2020/"' in html
    assert "csrfmiddlewaretoken" in html


def test_a_told_sentence_cannot_become_markup() -> None:
    request = asked("post", htmx=True)

    ui.tell(request, "<b>Phạm An</b>", state="loi")

    assert b"&lt;b&gt;" in ui.swap(request, "ui/component.html", FRAGMENT).content


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("danh sách.xlsx", "filename=\"danh s_ch.xlsx\"; filename*=UTF-8''danh%20s%C3%A1ch.xlsx"),
        ('a"b.csv', "filename=\"a_b.csv\"; filename*=UTF-8''a%22b.csv"),
    ],
)
def test_a_file_keeps_its_vietnamese_name(name: str, expected: str) -> None:
    answer = ui.download(asked(), b"x", name, "text/csv")

    assert answer["Content-Disposition"] == f"attachment; {expected}"


def test_a_bare_page_needs_neither_session_nor_database() -> None:
    answer = ui.bare("ui/server_fault.html", {"code": "K4-118"}, status=500)

    assert answer.status_code == 500
    assert "K4-118" in answer.content.decode()


@pytest.mark.parametrize("name", ["refusal", "not_found", "forbidden", "server_fault", "form_expired"])
def test_error_pages_stand_without_a_database(name: str) -> None:
    html = ui.bare(f"ui/{name}.html").content.decode()

    assert "<h1>" in html
    assert 'href="/"' in html
