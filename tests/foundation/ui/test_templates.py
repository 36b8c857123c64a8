"""Every template of the product compiles, and the frame is well formed for a visitor and for a person."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.middleware.csrf import get_token
from django.template.loader import get_template
from django.test import RequestFactory

import caunoi
from tests.foundation.ui.wellformed import faults_of

PACKAGE = Path(caunoi.__file__).parent
TEMPLATES = sorted(
    path.relative_to(folder).as_posix()
    for folder in PACKAGE.rglob("templates")
    for path in folder.rglob("*.html")
)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles(name: str) -> None:
    get_template(name)


def framed(template: str = "ui/base.html", **more: Any) -> str:
    request = RequestFactory().get("/can-bo/?thieu=llct&ngay=31/08/2020&trang=2")
    context = {
        "request": request,
        "csrf_token": get_token(request),
        "nav": [SimpleNamespace(label="Cán bộ", url="/can-bo/", current=True)],
        "me": SimpleNamespace(label="Nguyễn Thị Hạnh", role_label="Chuyên viên", initials="NH"),
        "me_links": [SimpleNamespace(text="Cài đặt", url="/toi/")],
        "demo": True,
        "on": date(2020, 8, 31),
        "today": date(2020, 9, 15),
        "scope_label": "Tỉnh Bắc Giang",
        **more,
    }
    engine: Any = get_template(template)
    return str(engine.template.render(_context(context)))


def _context(values: dict[str, Any]) -> Any:
    from django.template import Context

    return Context(values)


def test_the_frame_of_a_person_is_well_formed() -> None:
    assert faults_of(framed()) == []


def test_the_frame_of_a_visitor_is_well_formed() -> None:
    html = framed(me=None, me_links=[], scope_label="", nav=[])

    assert faults_of(html) == []
    assert 'href="/dang-nhap/"' in html
    assert 'action="/dang-xuat/"' not in html


def test_invented_people_are_marked_on_every_page() -> None:
    assert "DỮ LIỆU MẪU" in framed()
    assert "DỮ LIỆU MẪU" not in framed(demo=False)


def test_another_day_is_said_with_the_way_back() -> None:
    html = framed()

    assert "Đang xem số liệu tính đến 31/08/2020" in html
    assert 'href="/can-bo/?thieu=llct&amp;trang=2">Về hôm nay, 15/09/2020' in html


def test_today_needs_no_word_about_the_day() -> None:
    assert "Đang xem số liệu" not in framed(on=date(2020, 9, 15))


def test_changing_the_day_keeps_the_filter_and_leaves_the_page_number() -> None:
    form = framed().split('class="as-at"')[1].split("</form>")[0]

    assert '<input type="hidden" name="thieu" value="llct">' in form
    assert 'name="trang"' not in form
    assert form.count('name="ngay"') == 1


def test_changing_the_language_comes_back_to_page_and_filter() -> None:
    assert (
        '<input type="hidden" name="next" value="/can-bo/?thieu=llct&amp;ngay=31/08/2020&amp;trang=2">'
        in framed()
    )


def test_the_current_entry_is_marked_for_those_who_listen() -> None:
    assert '<a href="/can-bo/" aria-current="page">Cán bộ</a>' in framed()


def test_a_page_with_faults_says_so_in_its_title() -> None:
    assert "<title>Lỗi: " in framed(errors=["x"])
