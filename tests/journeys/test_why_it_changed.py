"""From the gap matrix to the people a new rule let out, in a real browser and within four presses."""

import pytest

from tests.journeys.visiting import visit

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]


@pytest.mark.parametrize("width", [1366, 360])
def test_from_the_matrix_to_whom_a_new_rule_let_out(browser, reading_room, width):
    with visit(browser, reading_room, "btc", width) as page:
        page.goto("/thieu-chuan/?ngay=2023-08-01")
        page.get_by_role("link", name="Vì sao thay đổi").first.click()
        page.get_by_label("Đầu kỳ", exact=True).fill("31/07/2023")
        page.get_by_role("button", name="So hai ngày").click()

        assert page.locator("main .lead strong").inner_text().startswith("Từ 31/07/2023 đến 01/08/2023 giảm")
        number = page.locator("a.so[data-figure='change.rules.out']")
        value = number.get_attribute("data-value")
        number.click()

        assert page.locator("main table").first.get_attribute("data-count") == value
        assert "33/2023" in page.locator("main table tbody tr").first.inner_text()
