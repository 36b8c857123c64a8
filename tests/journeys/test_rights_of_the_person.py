"""Somebody asks for a copy and a correction; the office answers, corrects, and keeps a file from being erased."""

import io
import re
import zipfile

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import HEIGHTS, axe, sideways
from tests.journeys.visiting import visit

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]


def sound(page: Page, where: str) -> list[str]:
    """What is wrong for eyes and hands, wide and narrow."""
    faults = []
    for width in (1366, 360):
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        faults += [f"{where} {width}: {fault}" for fault in axe(page)]
        if wider := sideways(page):
            faults.append(f"{where} {width}: rộng hơn cửa sổ {wider} px")
    page.set_viewport_size({"width": 1366, "height": HEIGHTS[1366]})
    return faults


def test_a_person_asks_and_the_office_answers(browser: Browser, demo_server: str) -> None:
    faults = []
    with visit(browser, demo_server, "canbo") as page:
        page.goto("/toi/")
        page.get_by_role("link", name="Dữ liệu của tôi").click()
        page.get_by_role("button", name="Lập bản sao").click()
        page.get_by_role("link", name="Xem kết quả").click(timeout=90_000)
        file = page.request.get(str(page.get_by_role("link", name="Tải về").first.get_attribute("href")))
        with zipfile.ZipFile(io.BytesIO(file.body())) as archive:
            told = archive.read("doc-truoc.html").decode()
        assert "DỮ LIỆU MẪU" in told and "None" not in told

        page.get_by_role("link", name="Xin sửa hồ sơ").click()
        faults += sound(page, "xin sửa")
        page.get_by_label("Điện thoại").fill("0988777666")
        page.get_by_role("button", name="Gửi yêu cầu sửa").click()
        page.get_by_label("Tôi yêu cầu").select_option("erasure")
        page.get_by_label("Nội dung").fill("Xóa số điện thoại cũ")
        page.get_by_role("button", name="Gửi yêu cầu").click()
        expect(page.get_by_text("03/09/2020, còn 3 ngày")).to_have_count(2)
        faults += sound(page, "dữ liệu của tôi")

    with visit(browser, demo_server, "btc") as page:
        page.goto("/yeu-cau-du-lieu/")
        faults += sound(page, "sổ")
        page.get_by_role("row", name=re.compile("Chỉnh sửa dữ liệu")).get_by_role("link").first.click()
        page.get_by_label("Nội dung trả lời").fill("Xem từng mục trong tuần này")
        page.get_by_role("button", name="Chấp nhận và trả lời").click()
        faults += sound(page, "yêu cầu")
        page.get_by_role("link", name="Xem xét").click()
        faults += sound(page, "mục")
        page.get_by_role("button", name="Sửa theo yêu cầu").click()
        page.get_by_role("button", name="Ghi đã làm xong").click()
        expect(page.get_by_text("Đã làm xong", exact=True)).to_be_visible()

        page.get_by_role("link", name="Mở hồ sơ").click()
        expect(page.get_by_text("0988777666")).to_be_visible()
        page.get_by_role("link", name="Giữ theo yêu cầu pháp lý").click()
        page.get_by_label("Cơ quan yêu cầu giữ").fill("Thanh tra tỉnh")
        page.get_by_label("Văn bản yêu cầu").fill("45/TTr")
        page.get_by_label("Lý do", exact=True).fill("Đang thanh tra")
        faults += sound(page, "giữ")
        page.get_by_role("button", name="Ghi", exact=True).click()

        page.goto("/yeu-cau-du-lieu/")
        page.get_by_role("row", name=re.compile("Xóa dữ liệu")).get_by_role("link").first.click()
        expect(page.get_by_text("Thanh tra tỉnh (45/TTr)")).to_be_visible()
        page.goto("/luu-giu/")
        faults += sound(page, "lưu giữ")

    assert faults == []
