"""Every page in both languages: no Vietnamese of the interface in English, no English in Vietnamese."""

import re
from pathlib import Path

import pytest
from django.urls import resolve

from scripts import messages
from tests.i18n.conftest import signed_in
from tests.i18n.known import LETTERS, MONEY, data
from tests.i18n.reading import read
from tests.i18n.walking import walked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told_world")]

ROLES = ["", "btc", "lanhdao", "xa", "truong", "canbo", "thon", "mattran", "kiemtra", "quantri"]
WORDS = (Path(__file__).parent / "english.txt").read_text(encoding="utf-8").split()
ENGLISH = re.compile(
    rf"(?<![\w/.@-])({'|'.join(sorted(set(WORDS), key=len, reverse=True))})(?![\w/.@-])", re.IGNORECASE
)
# Also Vietnamese written without a mark: "in" is to print, "do" because, "so" to compare.
ALSO_VIETNAMESE = {
    "in",
    "do",
    "to",
    "the",
    "so",
    "on",
    "xa",
    "no",
    "an",
    "hay",
    "email",
    "ban",
    "but",
    "log",
    "sign",
}
NAMES = re.compile(
    r"LibreOffice|Excel|CSV|Word|AGPL-[\d.]+|caunoi [\w -]+|CAUNOI_\w+|https?://\S+|\S*/\S*|\S+\.(xlsx|csv|docx|json)|"
    r"Enter mở|chmod \d+|sqlite|postgresql|API|English|\{\{[^}]*\}\}|\b[a-z]+_[a-z_]+\b|\bfrom\b(?= \d)|Save As|Edit Links"
)


@pytest.fixture(scope="module")
def names(told_world, django_db_blocker) -> re.Pattern[str]:
    with django_db_blocker.unblock():
        return data({entry.msgid for entry in messages.catalogue("en")})


@pytest.mark.parametrize("role", ROLES)
def test_an_english_page_says_nothing_in_vietnamese_but_data(names, role):
    faults = {}
    for path, html in walked(signed_in(role, "en")):
        for said in read(html):
            rest = MONEY.sub("", names.sub("", said.text))
            if said.language != "vi" and LETTERS.search(rest):
                faults.setdefault(said.text, f"{path} <{said.tag}>: {said.text!r}")

    assert told(faults) == ""


@pytest.mark.parametrize("role", ROLES)
def test_a_vietnamese_page_says_nothing_in_english(role):
    faults = {}
    for path, html in walked(signed_in(role, "vi")):
        for said in read(html):
            words = {word.lower() for word in ENGLISH.findall(NAMES.sub("", said.text))} - ALSO_VIETNAMESE
            if said.language != "en" and words:
                faults.setdefault(
                    said.text, f"{path} <{said.tag}>: {said.text!r} ({', '.join(sorted(words))})"
                )

    assert told(faults) == ""


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
