"""Every page in both languages: no Vietnamese of the interface in English, no English in Vietnamese."""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from django.urls import resolve

from scripts import messages
from tests.i18n.conftest import signed_in
from tests.i18n.known import LETTERS, MONEY, data
from tests.i18n.reading import Said, read
from tests.i18n.walking import Page, plain_routes, walked

# The door of another provider and the figures of the machine open when somebody has set them up
UNLESS_SET_UP = ["dang-nhap/noi-khac/", "dang-nhap/noi-khac/ve/", "metrics"]

# Words do not depend on the database: once is enough.
pytestmark = [pytest.mark.django_db, pytest.mark.demo, pytest.mark.usefixtures("told_world")]

ROLES = ["", "btc", "lanhdao", "xa", "truong", "canbo", "thon", "mattran", "kiemtra", "quantri"]
WORDS = (Path(__file__).parent / "english.txt").read_text(encoding="utf-8").split()
ENGLISH = re.compile(
    rf"(?<![\w/.@-])({'|'.join(sorted(set(WORDS), key=len, reverse=True))})(?![\w/.@-])", re.IGNORECASE
)
# Also Vietnamese written without a mark: "in" is to print, "do" because, "so" to compare.
ALSO_VIETNAMESE = {"in", "do", "to", "the", "so", "on", "no", "email"}
NAMES = re.compile(
    r"LibreOffice|Table Schema|CC BY|Excel|CSV|Word|AGPL-[\d.]+|caunoi [\w -]+|CAUNOI_\w+|https?://\S+|\S*/\S*|\S+\.(xlsx|csv|docx|json)|"
    r"Enter mở|nhấn Enter|^Enter$|chmod \d+|sqlite|postgresql|API|English|\{\{[^}]*\}\}|\b[a-z]+_[a-z_]+\b|\bfrom\b(?= \d)|Save As|Edit Links"
)


@pytest.fixture(scope="module")
def nameless(told_world, django_db_blocker) -> Callable[[str], str]:
    """A text without its data. Pages repeat their texts, and the pattern is long: each is looked at once."""
    with django_db_blocker.unblock():
        names = data({entry.msgid for entry in messages.catalogue("en")})
    return cache(lambda text: names.sub("", text))


@pytest.fixture(scope="module")
def pages(told_world, django_db_blocker) -> dict[str, list[Page]]:
    """By language every page that somebody is offered, each role going on where the one before has not been."""
    found: dict[str, list[Page]] = {}
    with django_db_blocker.unblock():
        for language in ("en", "vi"):
            met = Counter[str]()
            found[language] = [
                page for role in ROLES for page in walked(signed_in(role, language), role, met)
            ]
    return found


def vietnamese(said: Said, nameless: Callable[[str], str]) -> bool:
    if said.language == "vi" or not LETTERS.search(said.text):
        return False
    return bool(LETTERS.search(MONEY.sub("", nameless(said.text))))


def english(said: Said) -> set[str]:
    words = {word.lower() for word in ENGLISH.findall(NAMES.sub("", said.text))}
    return words - ALSO_VIETNAMESE if said.language != "en" else set()


@pytest.mark.parametrize("role", ROLES)
def test_an_english_page_says_nothing_in_vietnamese_but_data(pages, nameless, role):
    faults = {
        said.text: f"{page.path} <{said.tag}>: {said.text!r}"
        for page in pages["en"]
        if page.role == role
        for said in read(page.html)
        if vietnamese(said, nameless)
    }

    assert told(faults) == ""


@pytest.mark.parametrize("role", ROLES)
def test_a_vietnamese_page_says_nothing_in_english(pages, role):
    faults = {
        said.text: f"{page.path} <{said.tag}>: {said.text!r} {sorted(words)}"
        for page in pages["vi"]
        if page.role == role
        for said in read(page.html)
        if (words := english(said))
    }

    assert told(faults) == ""


@pytest.mark.parametrize("language", ["en", "vi"])
def test_no_page_of_the_census_is_closed_to_everybody(pages, language):
    """An address that needs no row answers somebody, sends on, or takes only what is sent to it."""
    answers = {(page.route, page.status) for page in pages[language]}
    closed = {
        route for route in plain_routes() if {status for at, status in answers if at == route} <= {403, 404}
    }

    assert sorted(closed) == UNLESS_SET_UP


@pytest.mark.parametrize(
    ("html", "faulty"),
    [
        ("<p>Chưa chọn dòng nào</p>", True),
        ('<p><a aria-label="Đóng">×</a></p>', True),
        ('<p lang="vi">Chưa chọn <b>dòng nào</b></p>', False),
        ("<p>Xã Xuân Hương</p>", False),
        ("<p>13,026,000 đ</p>", False),
    ],
)
def test_vietnamese_on_an_english_page_is_seen(nameless, html, faulty):
    assert any(vietnamese(said, nameless) for said in read(f'<html lang="en">{html}</html>')) is faulty


@pytest.mark.parametrize(
    ("html", "faulty"),
    [
        ("<p>This field is required.</p>", True),
        ('<input placeholder="Search">', True),
        ('<button lang="en" title="English">EN</button>', False),
        ("<p>In danh sách từ Excel, tệp .xlsx</p>", False),
    ],
)
def test_english_on_a_vietnamese_page_is_seen(html, faulty):
    assert any(english(said) for said in read(f'<html lang="vi">{html}</html>')) is faulty


def told(faults: dict[str, str]) -> str:
    return "\n".join(sorted(faults.values()))


def test_a_page_says_which_language_it_speaks():
    for language in ("vi", "en"):
        answer = signed_in("", language).get("/don-vi/")

        assert f'<html lang="{language}"' in answer.content.decode()
        assert answer.headers["Content-Language"] == language


def test_changing_the_language_keeps_the_page_and_its_filter():
    client = signed_in("btc")
    asked = "/can-bo/?thieu=LLCT&ngay=2020-08-31"

    answer = client.post("/ngon-ngu/", {"language": "en", "next": asked})
    page = client.get(answer["Location"]).content.decode()

    assert answer["Location"] == asked
    assert '<html lang="en"' in page
    assert "Missing: LLCT – Political theory" in page


def test_the_page_offers_the_other_language_with_the_way_back_to_itself():
    page = signed_in("btc").get("/can-bo/?thieu=LLCT&ngay=2020-08-31").content.decode()

    assert 'name="next" value="/can-bo/?thieu=LLCT&amp;ngay=2020-08-31"' in page
    assert resolve("/ngon-ngu/")


def test_a_language_we_do_not_speak_is_refused():
    assert signed_in("btc").post("/ngon-ngu/", {"language": "fr", "next": "/"}).status_code == 409
