"""The process that sets pages (tiến trình dàn trang): typst keeps what it has set, a process of its own gives it back.

Started by ``typesetting`` by its path, so that it knows nothing of the product: the request comes in on standard input
as JSON, the PDF goes out on standard output. It reads only the templates and letters beside it.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import typst

HERE = Path(__file__).parent
ARCHIVAL: list[typst.PDFStandard] = ["a-2a"]


def main() -> int:
    asked = json.load(sys.stdin)
    try:
        sys.stdout.buffer.write(pdf_of(asked))
    except typst.TypstError as fault:
        print(fault.diagnostic or fault.message, file=sys.stderr)
        return 1
    return 0


def pdf_of(asked: dict[str, str]) -> bytes:
    """PDF/A-2a; plain tagged PDF where a word has a sign that the letters lack, which an archive must not hold."""
    try:
        return compiled(asked, ARCHIVAL)
    except typst.TypstError as fault:
        if "could not be displayed" not in fault.message:
            raise
        return compiled(asked, [])


def compiled(asked: dict[str, str], standards: list[typst.PDFStandard]) -> bytes:
    letters = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HERE / "fonts")]
    )
    compiler = typst.Compiler(
        root=str(HERE / "typst"),
        font_paths=letters,
        sys_inputs={"data": asked["data"], "frame": asked["frame"]},
    )
    made = datetime.fromisoformat(asked["day"]).replace(tzinfo=UTC)
    pages = compiler.compile(
        input=asked["template"].encode(), format="pdf", pdf_standards=standards, timestamp=made
    )
    assert isinstance(pages, bytes)  # a list is for formats of one file a page
    return pages


if __name__ == "__main__":
    sys.exit(main())
