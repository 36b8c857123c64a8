"""What comes out of the child process, and that it can be followed, stopped and never outlives its reader."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest

from caunoi.foundation.workbooks import limits, reading
from tests.foundation.workbooks.builders import save_rows
from tests.foundation.workbooks.corpus import inline, with_cells

ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="Danh sách">
<table:table-row><table:table-cell office:value-type="string"><text:p>Họ và tên</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Ngày sinh</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>Lê Văn Ân</text:p></table:table-cell>
<table:table-cell office:value-type="date" office:date-value="1975-04-03"><text:p>03/04/75</text:p></table:table-cell>
</table:table-row>
<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""
MANIFEST = """<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
</manifest:manifest>"""


def test_cells_come_as_they_are_from_the_first_row_of_the_file(tmp_path: Path) -> None:
    lines = [[], ["", "Họ và tên", 1985, 7.5, True], ["", "Lê\nVăn Ân", date(1975, 4, 3)]]

    book = reading.read_workbook(save_rows(tmp_path / "a.xlsx", lines, name="Biểu 2", merges=[(0, 0, 0, 1)]))

    (sheet,) = book.sheets
    assert sheet.name == "Biểu 2"
    assert sheet.merges == ((0, 0, 0, 1),)
    assert sheet.rows[1] == ["", "Họ và tên", 1985.0, 7.5, True]
    assert sheet.rows[2][:3] == ["", "Lê\nVăn Ân", date(1975, 4, 3)]
    assert type(sheet.rows[1][4]) is bool


def test_days_with_a_time_of_day_keep_it(tmp_path: Path) -> None:
    moment = '<c r="A1" s="1"><v>27487.5</v></c>'

    cells = save_rows(tmp_path / "a.xlsx", [["x"]])
    assert reading.read_workbook(cells).sheets[0].rows == [["x"]]
    (tmp_path / "b.xlsx").write_bytes(with_cells(f'<row r="1">{moment}</row>'))
    assert reading.read_workbook(tmp_path / "b.xlsx").sheets[0].rows == [[27487.5]]
    assert reading._untagged(["t", "1975-04-03T12:00:00"]) == datetime(1975, 4, 3, 12)
    assert reading._untagged(["h", "07:30:00"]) == time(7, 30)


def test_an_ods_file_is_read(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", ODS.replace("\n", ""))
    (tmp_path / "a.ods").write_bytes(out.getvalue())

    (sheet,) = reading.read_workbook(tmp_path / "a.ods").sheets

    assert sheet.rows[:2] == [["Họ và tên", "Ngày sinh"], ["Lê Văn Ân", date(1975, 4, 3)]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1258"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_delimited_text_is_read_in_every_usual_dress(tmp_path: Path, encoding: str, mark: str) -> None:
    lines = [["Ho ten", "Ghi chu", "Xa"], ["An", f"co {mark} trong nhay", "Voi"], ["Hà", "", "An Hà"]]
    quoted = "\r\n".join(mark.join(f'"{cell}"' for cell in line) for line in lines) + "\r\n"
    (tmp_path / "a.csv").write_bytes(quoted.encode(encoding))

    (sheet,) = reading.read_workbook(tmp_path / "a.csv").sheets

    assert sheet.rows == lines


def test_hidden_sheets_are_marked(tmp_path: Path) -> None:
    path = save_rows(tmp_path / "a.xlsx", [["a", "b"]], more=lambda book: book.add_worksheet("Ẩn").hide())

    assert [(sheet.name, sheet.visible) for sheet in reading.read_workbook(path).sheets] == [
        ("Sheet1", True),
        ("Ẩn", False),
    ]


def test_progress_counts_rows_up_to_the_last(tmp_path: Path) -> None:
    heard: list[int] = []
    path = save_rows(tmp_path / "a.xlsx", [["a", "b"]] * 1_200)

    reading.read_workbook(path, progress=heard.append)

    assert heard == [500, 1000, 1200]


def test_a_stopped_reading_ends_at_once_and_leaves_no_child(tmp_path: Path) -> None:
    path = save_rows(tmp_path / "a.xlsx", [["a", "b"]] * 5_000)
    before = children()

    with pytest.raises(reading.ReadingStopped):
        reading.read_workbook(path, should_stop=lambda: True)

    assert children() == before


def children() -> set[str]:
    listed = Path(f"/proc/self/task/{os.getpid()}/children").read_text()
    return set(listed.split())


@pytest.mark.parametrize(("columns", "good"), [(limits.COLUMNS, True), (limits.COLUMNS + 1, False)])
def test_two_hundred_columns_are_taken_and_one_more_is_not(tmp_path: Path, columns: int, good: bool) -> None:
    path = save_rows(tmp_path / "a.xlsx", [[f"c{n}" for n in range(columns)]])

    assert was_read(path) is good


@pytest.mark.parametrize(
    ("letters", "good"), [(limits.CELL_CHARACTERS, True), (limits.CELL_CHARACTERS + 1, False)]
)
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_longest_cell_is_taken_and_one_letter_more_is_not(
    tmp_path: Path, letters: int, good: bool, kind: str
) -> None:
    path = tmp_path / f"a.{kind}"
    path.write_bytes(
        with_cells(f'<row r="1">{inline("A1", "a" * letters)}</row>')
        if kind == "xlsx"
        else b"x,y\n" + b"a" * letters
    )

    assert was_read(path) is good


@pytest.mark.parametrize(("parts", "good"), [(limits.ZIP_PARTS, True), (limits.ZIP_PARTS + 1, False)])
def test_two_hundred_parts_are_taken_and_one_more_is_not(tmp_path: Path, parts: int, good: bool) -> None:
    path = save_rows(tmp_path / "a.xlsx", [["a", "b"]])
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(parts - len(archive.namelist())):
            archive.writestr(f"xl/them{number}.xml", "<a/>")

    assert was_read(path) is good


@pytest.mark.parametrize(("size", "good"), [(limits.UPLOAD_BYTES, True), (limits.UPLOAD_BYTES + 1, False)])
def test_twenty_megabytes_are_taken_and_one_byte_more_is_not(tmp_path: Path, size: int, good: bool) -> None:
    path = tmp_path / "a.csv"
    line = b"a," + b"b" * 19_997 + b"\n"
    path.write_bytes((line * (size // len(line) + 1))[: size - 1] + b"c")

    assert was_read(path) is good


@pytest.mark.parametrize(("more", "good"), [(0, True), (1, False)])
def test_fifty_megabytes_unzipped_are_taken_and_one_byte_more_is_not(
    tmp_path: Path, more: int, good: bool
) -> None:
    path = save_rows(tmp_path / "a.xlsx", [["a", "b"]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        left = limits.UNZIPPED_BYTES - sum(part.file_size for part in archive.infolist()) + more
        noise = b"".join(os.urandom(500) + bytes(9_500) for _ in range(left // 10_000 + 1))
        archive.writestr("xl/media/anh.bin", noise[:left])

    assert was_read(path) is good


def was_read(path: Path) -> bool:
    try:
        reading.read_workbook(path)
    except reading.RefusedFile as refused:
        assert "tối đa" in refused.reason_vi or "quá" in refused.reason_vi or "lớn hơn" in refused.reason_vi
        return False
    return True


def test_the_child_can_open_nothing_and_sees_no_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAUNOI_SECRET_KEY", "bí mật")
    probe = (
        "import os, socket, sys\n"
        "from caunoi.foundation.workbooks import reader_process\n"
        "reader_process._lock_down()\n"
        "def tried(action):\n"
        "    try:\n"
        "        action()\n"
        "    except OSError:\n"
        "        return 'refused'\n"
        "    return 'done'\n"
        "print(tried(socket.socket), tried(lambda: open('/etc/hostname')), sorted(os.environ))\n"
    )
    monkeypatch.setattr(reading, "READER", ["-P", "-s", "-c", probe])
    with (tmp_path / "a").open("wb+") as file:
        child = reading._start(file)
    said = child.communicate()[0].decode()

    assert said.startswith("refused refused")
    assert "CAUNOI" not in said


def test_a_child_that_dies_without_a_word_is_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save_rows(tmp_path / "a.xlsx", [["a", "b"]])

    for ending, words in [
        ("os.abort()", "bộ nhớ"),
        ("os.kill(os.getpid(), 9)", "giây"),
        ("sys.exit(0)", "hỏng"),
    ]:
        monkeypatch.setattr(reading, "READER", ["-P", "-s", "-c", f"import os, sys; {ending}"])
        with pytest.raises(reading.RefusedFile, match=words):
            reading.read_workbook(path)


def test_a_child_that_hangs_is_ended_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save_rows(tmp_path / "a.xlsx", [["a", "b"]])
    monkeypatch.setattr(reading, "READER", ["-P", "-s", "-c", "import time; time.sleep(60)"])
    monkeypatch.setattr(limits, "PARSE_SECONDS", 2)
    before = children()

    with pytest.raises(reading.RefusedFile, match="giây chưa xong"):
        reading.read_workbook(path)

    assert children() == before
