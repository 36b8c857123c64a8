"""Why a scan is not taken (tệp bị từ chối): a reason and a way to mend it, in words for the person."""


class RefusedScan(Exception):
    """A file that cannot be kept (tệp không nhận)."""

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(reason)
        self.reason, self.mend = reason, mend


PHOTOGRAPH_AGAIN = "Chụp lại bằng điện thoại, hoặc quét lại thành PDF, JPEG hay PNG, rồi nạp lại."
PRINT_AGAIN = "Mở tệp, chọn In rồi Lưu thành PDF (Print to PDF), và nạp tệp mới đó."
UNKNOWN_KIND = RefusedScan(
    "Đây không phải tệp PDF, JPEG hay PNG.",
    "Đổi đuôi tên tệp không làm tệp thành ảnh. iPhone: Cài đặt > Camera > Định dạng > Tương thích nhất, rồi chụp lại.",
)
DAMAGED = RefusedScan("Tệp bị hỏng hoặc thiếu phần cuối.", PHOTOGRAPH_AGAIN)
TOO_LARGE_TO_OPEN = RefusedScan("Tệp cần quá nhiều bộ nhớ hoặc thời gian để mở.", PHOTOGRAPH_AGAIN)
