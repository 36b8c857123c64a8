"""A key of an office in people's hands: asked for, approved, copied, used by a program, withdrawn."""

import json
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect

from tests.demo_place import build_demo, running
from tests.journeys.test_rights import sound
from tests.journeys.visiting import visit

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real server on the small demo: people of one commune are enough."""
    with running(
        build_demo(tmp_path_factory.mktemp("small"), "commune"), tmp_path_factory.mktemp("office")
    ) as address:
        yield address


def program(address: str, key: str) -> tuple[int, dict]:
    """Another machine's program: no browser, no cookie."""
    asked = Request(f"{address}/api/v1/cadres?limit=5", headers={"Authorization": f"Bearer {key}"})
    try:
        with urlopen(asked) as answer:
            return answer.status, json.load(answer)
    except HTTPError as refusal:
        return refusal.code, json.load(refusal)


def test_an_office_gives_a_program_a_key_and_takes_it_back(browser, office):
    with visit(browser, office, "xa") as clerk:
        clerk.goto("/toi/")
        clerk.get_by_role("link", name="Mã truy cập của đơn vị").click()
        clerk.get_by_label("Tên mã").fill("Kho dữ liệu Sở Nội vụ")
        clerk.get_by_label("Để làm gì").fill("lấy số liệu hằng tuần theo công văn số 12/SNV")
        clerk.get_by_role("button", name="Xin mã").click()
        expect(clerk.get_by_text("Chờ duyệt")).to_be_visible()
        faults = sound(clerk)

        with visit(browser, office, "quantri") as administrator:
            administrator.goto("/qt/nguoi-dung/")
            administrator.get_by_role("link", name="Mã truy cập", exact=True).click()
            faults += sound(administrator)
            administrator.get_by_role("link", name="Kho dữ liệu Sở Nội vụ").click()
            faults += sound(administrator)
            administrator.get_by_role("button", name="Duyệt", exact=True).click()
            expect(administrator.get_by_text("Đã duyệt, chưa lấy mã")).to_be_visible()

        clerk.context.grant_permissions(["clipboard-read", "clipboard-write"])
        clerk.get_by_role("link", name="Kho dữ liệu Sở Nội vụ").click()
        clerk.get_by_role("button", name="Lấy mã (chỉ hiện một lần)").click()
        key = clerk.locator("#ma-truy-cap").inner_text()
        clerk.get_by_role("button", name="Chép mã").click()
        expect(clerk.get_by_role("button", name="Đã chép")).to_be_visible()
        copied = clerk.evaluate("navigator.clipboard.readText()")
        faults += sound(clerk)
        opened = program(office, key)

        clerk.get_by_role("link", name="Đã cất xong").click()
        expect(clerk.get_by_text("Đang dùng được")).to_be_visible()
        expect(clerk.get_by_text(key)).to_have_count(0)
        faults += sound(clerk)
        clerk.get_by_role("link", name="Thu hồi mã").click()
        faults += sound(clerk)
        clerk.get_by_label("Lý do thu hồi").fill("phần mềm không dùng nữa")
        clerk.get_by_role("button", name="Thu hồi, không lấy lại được").click()
        expect(clerk.get_by_text("Đã thu hồi", exact=True)).to_be_visible()

    assert copied == key
    assert opened[0] == 200
    assert opened[1]["items"]
    assert program(office, key) == (
        401,
        {
            "type": "about:blank",
            "title": "Mã truy cập này đã bị thu hồi. Xin đơn vị cấp mã mới.",
            "status": 401,
        },
    )
    assert faults == []
