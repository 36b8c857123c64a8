"""A reorganisation in the browser, by somebody who has never seen the page: drawn up, looked at, signed, taken back."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import axe, sideways
from tests.journeys.visiting import visit

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]
DRAFT = re.compile(r"/don-vi/sap-xep/[0-9a-f-]{36}/$")
TREE = "/don-vi/?ngay=01/01/2026"


@pytest.fixture
def office(browser: Browser, demo_server: str) -> Iterator[Page]:
    with visit(browser, demo_server, "btc") as page:
        yield page


@pytest.fixture
def draft(office: Page) -> str:
    """The address of a plan that merges two communes and passes one village of a third."""
    office.goto("/don-vi/")
    office.get_by_role("link", name="Sắp xếp đơn vị hành chính").click()
    office.get_by_role("link", name="Lập phương án").first.click()
    office.get_by_label("Số, ký hiệu văn bản").fill("Dự thảo 1")
    office.get_by_label("Trích yếu").fill("Sắp xếp một số xã")
    office.get_by_label("Ngày có hiệu lực").fill("31/02/2026")
    office.get_by_role("button", name="Lập phương án").click()
    expect(office.get_by_role("main")).to_contain_text("Ghi một ngày có trong lịch")
    office.get_by_label("Ngày có hiệu lực").fill("01/01/2026")
    office.get_by_role("button", name="Lập phương án").click()
    office.wait_for_url(DRAFT)
    address = office.url
    merged(office)
    parted(office)
    return address


def sound(page: Page) -> None:
    assert axe(page) == [] and not sideways(page)


def merged(page: Page) -> None:
    """An old name leads to the new one; the second try is kept."""
    page.get_by_role("link", name="Nhập nhiều đơn vị thành một").click()
    page.get_by_label("Đơn vị thứ 1").fill("Xuân Hương")
    page.get_by_label("Tên đơn vị mới").fill("Nhã Phúc")
    page.get_by_role("button", name="Thêm vào phương án").click()
    expect(page.get_by_role("main")).to_contain_text("nay là Xã Mỹ Thái")
    page.get_by_label("Đơn vị thứ 1").fill("Nhã Nam")
    page.get_by_label("Đơn vị thứ 2").fill("Phúc Hòa")
    sound(page)
    page.get_by_role("button", name="Thêm vào phương án").click()
    page.wait_for_url(DRAFT)


def parted(page: Page) -> None:
    page.get_by_role("link", name="Chuyển một phần").click()
    page.get_by_label("Đơn vị", exact=True).fill("Mỹ Thái")
    page.get_by_role("button", name="Xem các đơn vị bên dưới").click()
    page.get_by_label("Đơn vị nhận").fill("Bố Hạ")
    page.get_by_role("button", name="Thêm vào phương án").click()
    expect(page.get_by_role("main")).to_contain_text("Đánh dấu ít nhất một thôn")
    page.get_by_label("Thôn Đồng Chợ").check()
    sound(page)
    page.get_by_role("button", name="Thêm vào phương án").click()
    page.wait_for_url(DRAFT)


def tell(page: Page, box: str, count: str) -> None:
    """Typed and left with the tabulator: the line saves itself."""
    page.locator(f"form:has(label:text-is('{box}')) input[name=so_ho]").fill(count)
    page.keyboard.press("Tab")


def test_a_plan_is_drawn_up_its_households_told_over_a_line_that_breaks_signed_and_taken_back(office, draft):
    page = office
    page.get_by_role("link", name="Ghi số hộ").click()
    village = page.locator("form:has(label:text-is('Thôn Đồng Chợ'))")
    whole = page.locator("section:has(h2:text-is('Xã Mỹ Thái')) form").first
    whole.get_by_role("textbox").fill("1.000")
    whole.get_by_role("button").click()
    expect(whole).to_contain_text("đã ghi 1.000 hộ")
    tell(page, "Thôn Đồng Chợ", "1.100")
    expect(village).to_contain_text("1.100 hộ nhiều hơn 1.000 hộ")
    sound(page)
    page.context.set_offline(True)
    tell(page, "Thôn Đồng Chợ", "200")
    expect(page.locator("#toasts")).to_contain_text("mạng")
    page.context.set_offline(False)
    expect(village.get_by_role("textbox")).to_have_value("200")
    village.get_by_role("button").click()
    expect(village).to_contain_text("đã ghi 200 hộ")
    expect(page.get_by_role("main")).to_contain_text("1.000 hộ = 200 về Xã Bố Hạ + 800 ở lại")

    page.goto(draft)
    sound(page)
    expect(page.get_by_role("main")).to_contain_text("Xã Nhã Phúc được thành lập")
    page.get_by_role("button", name="Ghi ban hành").click()
    expect(page.locator("#toasts")).to_contain_text("Đã ghi đúng những gì phần hệ quả nêu")
    page.goto(TREE)
    expect(page.get_by_role("main")).to_contain_text("Nhã Phúc")

    page.goto(draft)
    page.get_by_role("button", name="Hoàn tác việc ban hành").click()
    expect(page.get_by_role("main")).to_contain_text("Nhập lý do hoàn tác")
    page.get_by_label("Lý do hoàn tác").fill("Nhầm ngày")
    page.get_by_role("button", name="Hoàn tác việc ban hành").click()
    expect(page.locator("#toasts")).to_contain_text("mọi dòng trở về như trước khi ban hành")
    page.goto(TREE)
    expect(page.get_by_role("main")).not_to_contain_text("Nhã Phúc")


def test_the_laboratory_fits_a_telephone(browser, demo_server, draft):
    with visit(browser, demo_server, "btc", 360) as page:
        for address in (draft, f"{draft}so-ho/", f"{draft}them/tach/"):
            page.goto(address)
            sound(page)


def add(page: Page, what: str, **typed: str) -> None:
    """One thing an act can do, by its form."""
    page.get_by_role("link", name=what).click()
    for label, text in typed.items():
        page.get_by_label(label, exact=True).fill(text)


def put(page: Page) -> None:
    sound(page)
    page.get_by_role("button", name="Thêm vào phương án").click()
    page.wait_for_url(DRAFT)


def sign_and_take_back(page: Page, address: str) -> None:
    page.goto(address)
    sound(page)
    page.get_by_role("button", name="Ghi ban hành").click()
    expect(page.locator("#toasts")).to_contain_text("Đã ghi đúng những gì phần hệ quả nêu")
    page.get_by_label("Lý do hoàn tác").fill("Chưa tới lúc")
    page.get_by_role("button", name="Hoàn tác việc ban hành").click()
    expect(page.locator("#toasts")).to_contain_text("mọi dòng trở về như trước khi ban hành")


def begun(page: Page, number: str) -> str:
    page.goto("/don-vi/sap-xep/")
    page.get_by_role("link", name="Lập phương án").first.click()
    page.get_by_label("Số, ký hiệu văn bản").fill(number)
    page.get_by_label("Trích yếu").fill("Sắp xếp thử")
    page.get_by_label("Ngày có hiệu lực").fill("01/01/2026")
    page.get_by_role("button", name="Lập phương án").click()
    page.wait_for_url(DRAFT)
    return page.url


def test_a_commune_is_split_three_ways_and_a_village_changes_its_commune(office):
    page, main = office, office.get_by_role("main")
    address = begun(page, "Dự thảo 2")
    for name in ("Một", "Hai", "Ba"):
        add(page, "Tách lập đơn vị mới", **{"Đơn vị": "Bố Hạ", "Tên đơn vị mới": f"Bố {name}"})
        page.get_by_label("Sau khi tách, đơn vị cũ chấm dứt").check()
        put(page)
    add(page, "Đổi tên, loại, mã hoặc cấp trên", **{"Đơn vị": "Trại Phúc Mãn"})
    page.get_by_label("Đơn vị cấp trên").fill("Nhã Nam")
    put(page)

    for name in ("Một", "Hai", "Ba"):
        expect(main).to_contain_text(f"Xã Bố {name} được thành lập")
    expect(main).to_contain_text("Trại Phúc Mãn")
    sign_and_take_back(page, address)


def test_a_village_given_to_one_part_is_not_offered_to_the_next_and_a_level_ends(office):
    page, main = office, office.get_by_role("main")
    begun(page, "Dự thảo 3")
    for first in (True, False):
        add(page, "Chuyển một phần", **{"Đơn vị": "Mỹ Thái", "Đơn vị nhận": "Bố Hạ"})
        page.get_by_role("button", name="Xem các đơn vị bên dưới").click()
        village = page.get_by_label("Thôn Trại Phúc Mãn")
        if first:
            village.check()
            put(page)
        else:
            expect(village).to_have_count(0)
            expect(main).to_contain_text("Thôn Trại Phúc Mãn")

    address = begun(page, "Dự thảo 4")
    add(page, "Kết thúc cả một cấp")
    page.get_by_label("Cấp kết thúc").select_option(label="Cấp thôn")
    page.get_by_label("Trong phạm vi").fill("Mỹ Thái")
    put(page)
    expect(main).to_contain_text("Trại Phúc Mãn")
    sign_and_take_back(page, address)
