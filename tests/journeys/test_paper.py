"""Every list on paper: A4, nothing cut off, headings on every sheet, n/m, invented data said to be so, no buttons."""

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.addresses import Found, reached
from tests.journeys.visiting import visit
from tests.printing import faults_on_paper

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.journey]

VISITOR = ""
ROLES = [VISITOR, "btc", "lanhdao", "xa", "truong", "canbo", "thon", "mattran", "kiemtra", "quantri"]


@pytest.fixture(scope="module")
def on_paper() -> set[str]:
    """Routes somebody before has printed in this run."""
    return set()


@pytest.mark.parametrize("role", ROLES)
def test_every_list_a_person_is_offered_prints_whole_on_a4(browser, reading_room, on_paper, role):
    offered = [each for each in reached(browser, reading_room, role) if is_list(each)]
    first = {each.route: each.path for each in reversed(offered) if each.route not in on_paper}
    on_paper |= set(first)

    assert "\n".join(faults(browser, reading_room, role, list(first.values()))) == ""


def is_list(page: Found) -> bool:
    return page.status == 200 and "<table" in page.html


def faults(browser: Browser, address: str, role: str, paths: list[str]) -> list[str]:
    with visit(browser, address, role) as page:
        found = []
        for path in paths:
            page.goto(path, timeout=60_000)
            found += [f"{path}: {fault}" for fault in faults_on_paper(page)]
        return found


def test_a_table_wider_than_the_paper_is_found_out(browser):
    page = browser.new_page()
    cells = [f"<td>column{number}</td>" for number in range(90)]

    assert not any(
        "dòng bị cắt" in fault for fault in faults_on_paper(with_table(page, cells[:4]), sample=False)
    )
    assert any("dòng bị cắt" in fault for fault in faults_on_paper(with_table(page, cells), sample=False))


def with_table(page: Page, cells: list[str], style: str = "") -> Page:
    body = "".join(f"<tr><td>row{row}</td>{''.join(cells)}</tr>" for row in range(200))
    page.set_content(
        f"<style>@page {{ size: A4; margin: 2cm }} {style}</style><main><table><caption>Long</caption>"
        f"<thead><tr><th>Heading</th></tr></thead><tbody>{body}</tbody></table></main>"
    )
    return page


def test_headings_that_stand_on_the_first_sheet_alone_are_found_out(browser):
    page = browser.new_page()
    lost = "thead { display: table-row-group }"

    assert "Long: tờ 2 không lặp tiêu đề cột" not in list(faults_on_paper(with_table(page, ["<td>row</td>"])))
    assert "Long: tờ 2 không lặp tiêu đề cột" in list(
        faults_on_paper(with_table(page, ["<td>row</td>"], lost))
    )
