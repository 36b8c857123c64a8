"""Why a file was not read (tệp bị từ chối): always a reason and a way to mend it, in words for the person."""

from __future__ import annotations


class RefusedFile(Exception):
    """A file that cannot be taken in (tệp không nhận): what is wrong, and how to mend it."""

    def __init__(self, reason_vi: str, how_to_mend_vi: str) -> None:
        super().__init__(f"{reason_vi} {how_to_mend_vi}")
        self.reason_vi = reason_vi
        self.how_to_mend_vi = how_to_mend_vi


class ReadingStopped(Exception):
    """The person stopped the reading (đã dừng đọc); nothing was kept."""


SAVE_AGAIN = "Mở tệp bằng Excel hoặc LibreOffice, chọn Lưu thành (Save As) dạng .xlsx rồi nạp lại."
SAVE_AS_UTF8 = "Mở tệp bằng Excel, chọn Lưu thành (Save As) dạng .xlsx hoặc CSV UTF-8 rồi nạp lại."
REMOVE_STRAY_CELLS = (
    "Mở tệp, bấm Ctrl+End để thấy ô cuối cùng, xoá các dòng và cột thừa sau bảng, lưu rồi nạp lại."
)
TAKE_LOCK_OFF = "Bỏ mật khẩu (Tệp > Thông tin > Bảo vệ sổ), lưu rồi nạp lại."
REMOVE_MACROS = "Lưu thành (Save As) dạng Excel Workbook (.xlsx) không macro rồi nạp lại."
SPLIT_FILE = "Chia danh sách thành nhiều tệp nhỏ hơn rồi nạp lần lượt."
