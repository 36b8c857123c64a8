"""A stranger's scan: what it is by its content, what of it is kept, and what is not let in."""

import io

import pytest
from PIL import Image

from caunoi.foundation.attachments import limits
from caunoi.foundation.attachments.inspection import inspect, inspect_many
from caunoi.foundation.attachments.inspector_process import look_at
from caunoi.foundation.attachments.refusals import RefusedScan
from caunoi.foundation.errors import Refused
from tests.foundation.attachments.scans import (
    PLACE,
    acting_document,
    document,
    document_with_file,
    drawing,
    locked_document,
    photograph,
)


def test_a_photograph_a_drawing_and_a_document_come_through_the_child_process():
    found = inspect_many([photograph(), drawing(), document(2)])

    assert [scan.media_type for scan in found] == ["image/jpeg", "image/png", "application/pdf"]
    assert [len(scan.pages) for scan in found] == [0, 0, 2]
    assert all(page.startswith(b"\xff\xd8\xff") for page in found[2].pages)


def test_what_a_telephone_writes_beside_a_picture_is_left_behind():
    assert PLACE.encode() in photograph()

    _, kept, _ = look_at(photograph())

    assert PLACE.encode() not in kept and b"Exif" not in kept


def test_a_picture_taken_lying_stands_up():
    _, kept, _ = look_at(photograph(turned=True))

    with Image.open(io.BytesIO(kept)) as picture:
        assert picture.height > picture.width


def test_a_large_picture_is_made_no_larger_than_needed():
    _, kept, _ = look_at(photograph(limits.LONGEST_SIDE))

    with Image.open(io.BytesIO(kept)) as picture:
        assert max(picture.size) == limits.LONGEST_SIDE


def test_a_document_is_kept_to_the_byte_because_it_may_be_signed():
    handed_in = document()

    assert look_at(handed_in)[1] == handed_in


def test_the_name_of_a_file_says_nothing_about_it():
    with pytest.raises(Refused, match="không phải tệp PDF"):
        inspect(b"MZ this program is called bang.pdf")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (acting_document("/OpenAction", S="/JavaScript", JS="app.alert(1)"), "JavaScript"),
        (acting_document("/OpenAction", S="/Launch", F="calc.exe"), "mở chương trình khác"),
        (acting_document("/OpenAction", S="/SubmitForm", F="http://a"), "gửi dữ liệu"),
        (acting_document("/AA"), "tự chạy"),
        (acting_document("/AcroForm", XFA="x"), "biểu mẫu động"),
        (document_with_file(), "tệp nhúng"),
        (locked_document(), "mật khẩu"),
        (document()[:200], "hỏng"),
        (photograph()[:300], "hỏng"),
        (b"\xff\xd8\xff" + b"<script>" * 20, "hỏng"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "không phải"),
        (b"GIF89a" + b"\0" * 40, "không phải"),
    ],
)
def test_what_acts_or_is_no_scan_is_refused_with_the_way_to_mend_it(content, words):
    with pytest.raises(RefusedScan, match=words) as refused:
        look_at(content)

    assert refused.value.mend


def test_a_scan_may_weigh_and_measure_as_much_as_the_limits_say_and_no_more(monkeypatch):
    monkeypatch.setattr(limits, "PIXELS", 30 * 40)
    look_at(drawing(size=(30, 40)))
    with pytest.raises(RefusedScan, match="điểm ảnh"):
        look_at(drawing(size=(30, 41)))

    monkeypatch.setattr(limits, "PDF_PAGES", 2)
    look_at(document(2))
    with pytest.raises(RefusedScan, match="3 trang"):
        look_at(document(3))

    monkeypatch.setattr(limits, "UPLOAD_BYTES", len(drawing()))
    with pytest.raises(Refused, match="tối đa"):
        inspect(drawing() + b"\0")


def test_one_bad_file_among_several_refuses_them_all():
    with pytest.raises(Refused, match="không phải"):
        inspect_many([drawing(), b"no scan"])
