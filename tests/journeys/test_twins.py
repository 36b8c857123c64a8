"""Somebody is in the registry twice: found from the list, compared, joined, and taken apart again, in a real browser."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import HEIGHTS, axe, faults_of, sideways
from tests.demo_place import STORY, running
from tests.journeys.conftest import place_at
from tests.journeys.visiting import visit

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]

# A clerk typed somebody of the story once more, without marks, in the same post, with a telephone.
TYPE_AGAIN = """
import django
django.setup()
from datetime import date
from django.db.models import F
from caunoi.apps.cadres import services
from caunoi.apps.cadres.models import Cadre, Posting
from caunoi.foundation.actors import SystemActor
from caunoi.foundation.policy import visible
on = date(2020, 8, 31)
system = SystemActor(key="system:tests", label="Kiểm thử", on=on)
posts = visible(system, Posting).on(on).filter(kind="main", cadre__birth__isnull=False, unit=F("cadre__custodian"))
for post in posts.select_related("cadre", "unit").order_by("cadre__sort_key"):
    if post.cadre.full_name.casefold() != post.cadre.search_key and len(str(post.cadre.birth)) == 10:
        break
services.register_cadre(
    actor=system, full_name=post.cadre.search_key.title(), unit=post.unit, title_code=post.title_code,
    valid_from=post.valid_from, birth=post.cadre.birth, phone="0912345678",
)
"""


@pytest.fixture(scope="module")
def office(demo_province: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("twice") / "province"
    shutil.copytree(demo_province, folder)
    answer = place_at(folder)._run("-c", TYPE_AGAIN, **STORY)
    assert answer.code == 0, answer.told
    with running(folder, tmp_path_factory.mktemp("office")) as address:
        yield address


def test_somebody_written_twice_is_found_joined_and_taken_apart(browser: Browser, office: str) -> None:
    faults: list[str] = []
    with visit(browser, office, "btc") as page:

        def look(where: str) -> None:
            for width in (1366, 360):
                page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
                faults.extend(f"{where} {width}: {fault}" for fault in axe(page))
                if wider := sideways(page):
                    faults.append(f"{where} {width}: rộng hơn cửa sổ {wider} px")
            page.set_viewport_size({"width": 1366, "height": HEIGHTS[1366]})

        page.goto("/can-bo/")
        pairs = page.get_by_role("link", name=re.compile(r"^\d+ cặp nghi trùng"))
        told = pairs.inner_text()
        pairs.click()
        expect(page.get_by_text("cùng ngày sinh").first).to_be_visible()
        look("các cặp")

        phone = page.get_by_role("radio", name="Điện thoại: 0912345678")
        for address in [
            link.get_attribute("href") for link in page.get_by_role("link", name="So hai hồ sơ").all()
        ]:
            page.goto(str(address))
            if phone.count():
                break
        phone.check()
        look("so")

        page.get_by_role("button", name="Xem trước khi nhập").click()
        expect(page.get_by_text("Chưa có gì được ghi")).to_be_visible()
        look("xem trước")

        page.get_by_label("Lý do nhập").fill("Gõ hai lần")
        page.get_by_role("button", name="Nhập hai hồ sơ").click()
        expect(page.get_by_text("Đã nhập hai hồ sơ làm một.")).to_be_visible()
        expect(page.get_by_text("Đã nhập từ", exact=True)).to_be_visible()

        page.get_by_role("link", name="Xem, tách lại").first.click()
        look("lần nhập")
        page.get_by_label("Lý do tách lại").fill("Hai người")
        page.get_by_role("button", name="Tách lại hai hồ sơ").click()
        expect(page.get_by_text("mọi dòng trở về như trước khi nhập")).to_be_visible()

        page.goto("/can-bo/")
        expect(pairs).to_have_text(told)
        faults += [f"console: {each}" for each in faults_of(page)]

    assert faults == []
