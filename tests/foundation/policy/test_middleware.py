"""The declared policy is asked before a view runs: visitors are asked to sign in, roles without the verb refused."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from caunoi.apps.cadres.models import Cadre
from caunoi.foundation.policy.census import needs, public, signed_in
from tests.apps.accounts.people import signed_in as person

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
ran: list[str] = []


def _answer(request: HttpRequest) -> HttpResponse:
    ran.append(request.path)
    return HttpResponse("xong")


def undeclared(request: HttpRequest) -> HttpResponse:
    return _answer(request)


@public("để thử")
def open_to_all(request: HttpRequest) -> HttpResponse:
    return _answer(request)


@signed_in("để thử")
def own(request: HttpRequest) -> HttpResponse:
    return _answer(request)


@needs(Cadre, "bring_in")
def guarded(request: HttpRequest) -> HttpResponse:
    return _answer(request)


urlpatterns = [
    path("mo/", open_to_all),
    path("rieng/", own),
    path("giu/", guarded),
    path("api/giu/", guarded),
    path("quen/", undeclared),
]


@pytest.fixture(autouse=True)
def nothing_ran() -> None:
    ran.clear()


def test_a_visitor_reads_what_is_public() -> None:
    assert Client().get("/mo/").content == b"xong"


@pytest.mark.parametrize("address", ["/rieng/", "/giu/"])
def test_a_visitor_is_asked_to_sign_in_and_brought_back(address) -> None:
    answer = Client().get(f"{address}?ngay=2020-08-31")

    assert answer.status_code == 302
    assert answer["Location"] == f"/dang-nhap/?next=%2F{address.strip('/')}%2F%3Fngay%3D2020-08-31"
    assert ran == []


def test_a_fragment_asks_the_whole_page_to_sign_in() -> None:
    answer = Client().get("/giu/", headers={"HX-Request": "true"})

    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/dang-nhap/")
    assert ran == []


def test_a_program_without_an_account_gets_a_problem() -> None:
    answer = Client().get("/api/giu/")

    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert ran == []


@pytest.mark.parametrize(("role", "status"), [("xa", 200), ("btc", 200), ("kiemtra", 403), ("quantri", 403)])
def test_a_role_runs_only_what_it_holds_somewhere(role, status) -> None:
    answer = person(role).get("/giu/")

    assert answer.status_code == status
    assert ran == (["/giu/"] if status == 200 else [])


def test_an_account_without_a_grant_runs_what_needs_none() -> None:
    assert person("").get("/rieng/").status_code == 200
    assert person("").get("/giu/").status_code == 403


def test_a_view_that_declares_nothing_does_not_run_even_for_the_board() -> None:
    client: Any = person("btc")
    client.raise_request_exception = False

    assert client.get("/quen/").status_code == 500
    assert ran == []


def test_what_somebody_signed_in_was_shown_is_kept_nowhere() -> None:
    assert "no-store" in person("xa").get("/rieng/")["Cache-Control"]
    assert "Cache-Control" not in Client().get("/mo/").headers
