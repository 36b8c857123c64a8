"""What comes out of the printer: the page set on A4 by Chromium's print media, and read back from the PDF."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
from playwright.sync_api import Page

A4 = (595, 842)
EDGE = 20
"""Points at each edge where nothing may stand: what lies there is cut off, by us or by the printer."""

SAMPLE = "DỮ LIỆU MẪU"
JOINTS = re.compile(r"[\W_ℹ]+")

# In print media: what tables say, without what only a screen reader reads, and what is of no use on paper.
READ = """
() => {
  const seen = (each) => each.checkVisibility() && !each.closest(".hidden-visually");
  const words = (cell) => {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode())
      if (seen(walker.currentNode.parentElement)) found.push(...walker.currentNode.data.trim().split(/\\s+/));
    return found.filter(Boolean);
  };
  const line = (row) => [...row.cells].filter(seen).flatMap(words);
  const tables = [...document.querySelectorAll("main table")].filter(seen).map((table) => ({
    name: table.caption ? table.caption.innerText : table.id,
    head: table.tHead ? [...table.tHead.rows].flatMap(line) : [],
    rows: [...table.tBodies].flatMap((body) => [...body.rows]).filter(seen).map(line),
  }));
  const useless = "header.masthead, nav, button, .button, input, select, textarea, .pager, .downloads, .tabs, .filters, dialog[open]";
  const left = [...document.querySelectorAll(useless)].filter(seen);
  return {tables, left: left.map((each) => (each.innerText || each.outerHTML).trim().slice(0, 60))};
}
"""


@dataclass(frozen=True)
class Sheet:
    """One printed page (tờ): its size in points and what can be read on it, ``words`` letters and digits alone."""

    width: float
    height: float
    text: str
    words: str

    def holds(self, words: Sequence[str]) -> bool:
        return all(plain(word) in self.words for word in words)

    def holds_row(self, words: Sequence[str]) -> bool:
        """The words one after the other, as cells of a row are painted."""
        return plain("".join(words)) in self.words


def plain(text: str) -> str:
    return JOINTS.sub("", unicodedata.normalize("NFC", text)).casefold()


def printed(page: Page) -> list[Sheet]:
    """The sheets, as the page asks them to be: size and margins are its own."""
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    try:
        return [_sheet(each) for each in document]
    finally:
        document.close()


def _sheet(page: pypdfium2.PdfPage) -> Sheet:
    width, height = page.get_size()
    found = page.get_textpage().get_text_bounded(EDGE, EDGE, width - EDGE, height - EDGE)
    return Sheet(width, height, found, plain(found))


def faults_on_paper(page: Page, *, sample: bool = True) -> Iterator[str]:
    """What is wrong with the page on paper; nothing where it is sound."""
    page.emulate_media(media="print")
    read = page.evaluate(READ)
    sheets = printed(page)
    page.emulate_media(media="screen")
    yield from (f"in ra cả: {each}" for each in read["left"])
    for number, sheet in enumerate(sheets, 1):
        yield from _faults_of_sheet(sheet, number, len(sheets), sample=sample)
    for table in read["tables"]:
        yield from _faults_of_table(sheets, table["name"], table["head"], table["rows"])


def _faults_of_sheet(sheet: Sheet, number: int, count: int, *, sample: bool) -> Iterator[str]:
    if tuple(sorted((round(sheet.width), round(sheet.height)))) != A4:
        yield f"tờ {number} không phải A4: {sheet.width:.0f} × {sheet.height:.0f}"
    if f"{number}/{count}" not in sheet.text:
        yield f"tờ {number} không ghi {number}/{count}"
    if sample and not sheet.holds([SAMPLE]):
        yield f"tờ {number} không ghi {SAMPLE}"


def _faults_of_table(
    sheets: Sequence[Sheet], name: str, head: Sequence[str], rows: Sequence[Sequence[str]]
) -> Iterator[str]:
    """Every row whole on one sheet, in order, and the headings above it on the same sheet."""
    at, headless = 0, set[int]()
    for row in rows:
        found = next((place for place in range(at, len(sheets)) if sheets[place].holds_row(row)), None)
        if found is None:
            missing = [word for word in row if not any(sheet.holds([word]) for sheet in sheets)]
            yield f"{name}: dòng bị cắt: {' '.join(row)[:90]} – thiếu {missing}"
            continue
        at = found
        if not sheets[at].holds(head):
            headless.add(at + 1)
    yield from (f"{name}: tờ {place} không lặp tiêu đề cột" for place in sorted(headless))
