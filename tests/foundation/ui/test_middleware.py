"""The headers on every answer, and the language of a page."""

from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from caunoi.foundation.ui.middleware import chosen_language, security_headers


def answered(**headers: str) -> HttpResponse:
    def view(request) -> HttpResponse:
        return HttpResponse("xin chào", headers=headers)

    return security_headers(view)(RequestFactory().get("/"))


def test_nothing_from_outside_and_nothing_inline_is_allowed() -> None:
    policy = dict(part.split(" ", 1) for part in answered()["Content-Security-Policy"].split("; "))

    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["object-src"] == "'none'"
    assert "unsafe" not in answered()["Content-Security-Policy"]


def test_the_other_headers_are_there() -> None:
    response = answered()

    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "payment=()" in response["Permissions-Policy"]


def test_a_view_may_be_stricter() -> None:
    assert answered(**{"Referrer-Policy": "no-referrer"})["Referrer-Policy"] == "no-referrer"


def spoken(cookie: str = "", accepts: str = "en-US") -> HttpResponse:
    request = RequestFactory().get("/", headers={"accept-language": accepts})
    request.COOKIES["caunoi-lang"] = cookie
    return chosen_language(lambda _: HttpResponse(translation.get_language()))(request)


def test_a_page_is_vietnamese_on_a_computer_that_runs_in_english() -> None:
    response = spoken()

    assert response.content == b"vi"
    assert response["Content-Language"] == "vi"


def test_a_page_is_english_for_who_chose_english() -> None:
    assert spoken(cookie="en", accepts="vi").content == b"en"


def test_a_language_we_do_not_speak_is_not_chosen() -> None:
    assert spoken(cookie="xx").content == b"vi"


def test_files_the_browser_fetches_carry_the_headers_too_and_are_for_nobody_elses_pages(
    client, settings, tmp_path
) -> None:
    (tmp_path / "net.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    settings.STATIC_ROOT, settings.WHITENOISE_AUTOREFRESH = tmp_path, True

    response = client.get("/static/net.svg")

    assert response.status_code == 200
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "Access-Control-Allow-Origin" not in response
