"""The eve and the day of the two tiers: every address of the census that has a day comes out right on both.

The same person sits in a commune of Lạng Giang until 30 June 2025 and in its heir from 1 July. Every address asked by
GET either stands in the table below with what only the eve and what only the day may say, or in the list of those
that have no day, with the reason.
"""

import re
from datetime import date
from typing import NamedTuple
from uuid import UUID

import pytest
from django.test import Client

from caunoi.apps.cadres.services import PostingRecord
from caunoi.apps.organisation.models import Unit
from caunoi.apps.organisation.selectors import unit_ids, unit_tree
from caunoi.foundation import clock
from caunoi.foundation.policy.census import addresses
from tests.apps.accounts.people import browser_of, make_grant, make_user
from tests.factories.cadres import all_of, make_people, person_record
from tests.leaks.asking import methods_of
from tests.leaks.canaries import parts_of

pytestmark = pytest.mark.django_db
EVE, DAY = date(2025, 6, 30), date(2025, 7, 1)
OLD = "Xã Xuân Hương"
CLERK, HEAD = "Văn phòng - thống kê", "Chánh Văn phòng HĐND và UBND"

# Route → the address asked, what only the eve says, what only the day says. Choices in a box do not count.
DATED = {
    "don-vi/": ("/don-vi/?ngay={day}", "Huyện Lạng Giang", "Cây đơn vị hành chính ngày 01/07/2025"),
    "don-vi/danh-sach/": ("/don-vi/danh-sach/?ngay={day}", OLD, "Phường Bắc Giang"),
    "don-vi/<uuid:unit_id>/": ("/don-vi/{old}/?ngay={day}", "Thân Văn Phượng", "Đơn vị kế thừa:"),
    "don-vi/tim/": ("/don-vi/tim/?q=Xuân+Hương&ngay={day}", "Có vào ngày 30/06/2025", "Nay là"),
    "don-vi/goi-y/": ("/don-vi/goi-y/?q=Lạng+Giang&ngay={day}", "Huyện Lạng Giang", "Xã Lạng Giang"),
    "can-bo/": ("/can-bo/?ngay={day}", CLERK, HEAD),
    "can-bo/dem/": ("/can-bo/dem/?chuc-danh=CC-VPTK&ngay={day}", ">1<", ">0<"),
    "can-bo/cho/": ("/can-bo/cho/?ngay={day}", CLERK, HEAD),
    "can-bo/<uuid:cadre_id>/": ("/can-bo/{cadre}/?ngay={day}", CLERK + ", Xã Xuân Hương", HEAD + ", Xã Mỹ Thái"),
    "nhap/xuat/": ("/nhap/xuat/?ngay={day}", ">43831<", ">45839<"),
    "bieu-mau-bao-cao/<slug:key>/": ("/bieu-mau-bao-cao/trich-ngang/?ngay={day}", CLERK, HEAD),
    "bieu-mau-bao-cao/doi-chieu/": ("/bieu-mau-bao-cao/doi-chieu/?ngay={day}", CLERK, HEAD),
    "thieu-chuan/": ("/thieu-chuan/?ngay={day}", "313 xã, phường, thị trấn", "99 xã, phường, thị trấn"),
    "thieu-chuan/ban-do/": ("/thieu-chuan/ban-do/?ngay={day}", "Xã Xuân Hương", "Phường Bắc Giang"),
    "thieu-chuan/quy-doi/": ("/thieu-chuan/quy-doi/?ngay={day}", "Xã Xuân Hương", "Số liệu ngày 01/07/2025, xếp"),
    "thieu-chuan/quy-doi/tung-don-vi/": ("/thieu-chuan/quy-doi/tung-don-vi/?nhom=tat-ca&ngay={day}", OLD, "đơn vị cũ ngày 01/07/2025"),
    "thieu-chuan/thay-doi/": ("/thieu-chuan/thay-doi/?so=standard.people&nhom=tat-ca&ngay={day}", "Từ 30/06/2024 đến 30/06/2025", "Từ 01/07/2024 đến 01/07/2025"),
    "giai-thich/<str:code>/": ("/giai-thich/cadres.people/?ngay={day}", "Ngày 30/06/2024 là 1", "Ngày 01/07/2024 là 1"),
    "giai-thich/<str:code>/danh-sach/": ("/giai-thich/cadres.people/danh-sach/?ngay={day}", CLERK, HEAD),
    "bao-cao/bang-cheo/": ("/bao-cao/bang-cheo/?hang=chuc-danh&ngay={day}", CLERK, HEAD),
    "bao-cao/tai-lieu-hop/": ("/bao-cao/tai-lieu-hop/?ngay={day}", "tính đến 30/06/2025", "tính đến 01/07/2025"),
    "tieu-chuan/": ("/tieu-chuan/?ngay={day}", "Các yêu cầu của ND33-2023/CB", "Các yêu cầu của 2025/CHU-CHOT"),
    "tieu-chuan/<str:code>/": ("/tieu-chuan/CX-BT/?ngay={day}", "đang có hiệu lực", "không có vào ngày 01/07/2025"),
    "so-lieu/": ("/so-lieu/?ngay={day}", ">313<", ">99<"),
    "lop/": ("/lop/?ngay={day}", "hiệu lực ngày 30/06/2025", "hiệu lực ngày 01/07/2025"),
    "api/v1/units": ("/api/v1/units?on={day}", "Huyện Lạng Giang", "Phường Bắc Giang"),
    "api/v1/units/lookup": ("/api/v1/units/lookup?q=Xuân Hương&on={day}", '"today": [{"name": "Xuân', '"today": [{"name": "Mỹ'),
    "api/v1/cadres": ("/api/v1/cadres?on={day}", "CC-VPTK", "XP-CVP"),
    "api/v1/cadres/<uuidstr:cadre_id>": ("/api/v1/cadres/{cadre}?on={day}", '"on": "2025-06-30"', '"on": "2025-07-01"'),
    "api/v1/cadres/<uuidstr:cadre_id>/standards": ("/api/v1/cadres/{cadre}/standards?on={day}", "CC-VPTK", "XP-CVP"),
    "api/v1/gaps": ("/api/v1/gaps?on={day}", OLD, "Phường Bắc Giang"),
    "api/v1/changes": ("/api/v1/changes?so=standard.people&nhom=tat-ca&on={day}", '"on": "2025-06-30"', '"on": "2025-07-01"'),
    "api/v1/figures/<code>": ("/api/v1/figures/units.communes?on={day}", "313", "99"),
    "api/v1/standards": ("/api/v1/standards?on={day}", '"CC-VPTK"', '"XP-CVP"'),
    "api/v1/standards/<code>": ("/api/v1/standards/CX-BT?on={day}", '"2025-07-01", "in_force": true', '"2025-07-01", "in_force": false'),
}  # fmt: skip

# Files of the same lists, asked for in the other forms they are offered in.
FILES = [
    ("/can-bo/?format={form}&ngay={day}", OLD, "Mỹ Thái"),
    ("/thieu-chuan/?format={form}&ngay={day}", OLD, "Phường Bắc Giang"),
    ("/don-vi/danh-sach/?format={form}&ngay={day}", OLD, "Phường Bắc Giang"),
    ("/can-bo/cho/?format={form}&ngay={day}", CLERK, HEAD),
]

# Beginning of the routes that have no day of their own, and why.
WITHOUT_A_DAY = {
    "$": "trang đầu dẫn tới các trang có ngày",
    "dang-nhap/": "cửa vào", "dang-xuat/": "cửa ra", "ngon-ngu/": "lựa chọn của người dùng", "xac-nhan/": "cửa vào",
    "toi/": "tài khoản của người đang dùng, là việc của hôm nay", "qt/": "quản trị tài khoản, là việc của hôm nay",
    "che-do-xem/": "cách bày một trang, trang ấy có ngày của nó", "lenh/": "dẫn tới các trang có ngày",
    "tim/": "tìm người và đơn vị của mọi thời; kết quả dẫn tới trang có ngày",
    "cong-viec/": "việc nền là của lúc nó chạy", "nhat-ky/": "nhật ký có ngày giờ ở từng dòng",
    "nhap/": "một lần nhập có ngày dữ liệu của nó", "mau-van-ban/": "mẫu in, không có đơn vị",
    "ke-hoach/": "một kế hoạch có ngày tính nhu cầu của nó", "don-vi/sap-xep/": "một phương án có ngày có hiệu lực của nó",
    "can-bo/<uuid:cadre_id>/": "việc trên một hồ sơ, hỏi từ trang người có ngày",
    "can-bo/nghi-trung/": "hồ sơ nghi trùng là việc của hôm nay", "can-bo/nhap-ho-so/": "một lần nhập hồ sơ",
    "can-bo/xuat/": "chỉ nhận biểu mẫu, lấy ngày của danh sách", "can-bo/cho/ghi/": "biểu mẫu ghi, ngày là một ô",
    "can-bo/nhom/": "nhóm người đơn vị giữ hôm nay", "can-bo/can-bo-sung/": "câu hỏi về hồ sơ của hôm nay, có hạn của nó",
    "can-bo/hang-loat/": "một việc hàng loạt là việc của hôm nay, có ngày giờ của nó",
    "bieu-mau-bao-cao/$": "tên các biểu, mỗi biểu có ngày",
    "ra-soat/": "một đợt rà soát có ngày chốt số liệu của nó",
    "de-cu/": "đề cử là việc của hôm nay, có năm kế hoạch của nó",
    "no-chuan/": "một khoản nợ chuẩn có ngày quyết định và hạn của nó",
    "quy-hoach/": "quy hoạch là việc của hôm nay, mỗi người có ngày vào và ngày ra",
    "xep-loai/": "xếp loại là của một năm, năm là một thẻ của trang",
    "thu-quy-dinh/": "một bản thảo thử với người của ngày đang xem, kiểm ở phép thử của phòng thử",
    "ke-khai/": "một đợt kê khai có hạn của nó", "minh-chung/": "bản chụp đang chờ là việc của hôm nay",
    "su-co-du-lieu/": "một sự cố có giờ phát hiện và hạn báo của nó",
    "yeu-cau-du-lieu/": "một yêu cầu có ngày nhận và hạn của nó", "ban-sao-du-lieu/": "bản sao là của lúc lập",
    "luu-giu/": "dữ liệu hết hạn giữ là việc của hôm nay",
    "khan-cap/": "mở khẩn cấp là việc của hôm nay",
    "lop/nap/": "nạp danh mục", "giao-dien/": "trang trưng bày", "tro-giup/": "hướng dẫn",
    "du-lieu-mo/": "mỗi năm có ngày chốt số liệu của nó", "healthz": "máy giám sát", "readyz": "máy giám sát", "metrics": "máy giám sát",
    "api/v1/$": "địa chỉ gốc", "api/v1/openapi.json": "mô tả API", "api/v1/figures$": "tên các chỉ tiêu",
}  # fmt: skip


class Visitor(NamedTuple):
    """A browser, and the ids that stand in the addresses it asks for."""

    client: Client
    places: dict[str, UUID]


@pytest.fixture
def browser(territory, monkeypatch) -> Visitor:
    monkeypatch.setattr(clock, "today", lambda: DAY)
    ids = unit_ids()
    old, new = (all_of(Unit, pk=ids[s])[0] for s in ("xa-xuan-huong-lang-giang", "xa-my-thai-bac-ninh-2025"))
    posts = (
        PostingRecord("CC-VPTK", old.pk, valid_from=date(2020, 1, 1), valid_to=DAY),
        PostingRecord("XP-CVP", new.pk, valid_from=DAY),
    )
    (person,) = make_people(person_record(new, "Thân Văn Phượng", postings=posts), on=DAY)
    board = make_user("btc")
    make_grant(board, "btc", all_of(Unit, pk=unit_tree(on=DAY).line(new.pk)[-1].id)[0])
    client = browser_of(board)
    return Visitor(client, {"old": old.pk, "new": new.pk, "cadre": person.pk})


def said(browser, address: str, on: date, form: str = "") -> str:
    """The words of an answer: of a page what stands in its middle, of a workbook its parts."""
    asked = address.format(day=on.isoformat(), form=form, **browser.places)
    answer = browser.client.get(asked, follow=True)
    assert answer.status_code == 200, (address, answer.status_code)
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = b"\n".join([data, *parts_of(data)]).decode("utf-8", "replace")
    text = re.sub(r"<select.*?</select>|<datalist.*?</datalist>", "", text, flags=re.S)
    middle = re.search(r"<main.*</main>", text, re.S)
    return re.sub(r">\s+|\s+<", lambda found: found[0].strip(), middle[0] if middle else text)


def comes_out_right(browser, address: str, eve: str, day: str, form: str = "") -> None:
    before, after = said(browser, address, EVE, form), said(browser, address, DAY, form)

    assert (eve in before, day in before) == (True, False)
    assert (eve in after, day in after) == (False, True)


@pytest.mark.parametrize("route", DATED)
def test_each_dated_address_comes_out_right_on_both_days(browser, route):
    comes_out_right(browser, *DATED[route])


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("asked", FILES, ids=lambda asked: asked[0].split("?")[0])
def test_the_files_of_a_list_come_out_right_on_both_days(browser, asked, form):
    comes_out_right(browser, *asked, form)


def test_every_address_has_a_day_or_a_reason_to_have_none():
    asked = {each.route for each in addresses() if "GET" in methods_of(each)}
    loose = {route for route in asked - DATED.keys() if not _reason(route)}

    assert loose == set()
    assert DATED.keys() <= asked


def test_no_reason_is_kept_for_an_address_that_is_no_more():
    routes = [each.route for each in addresses()]

    assert [start for start in WITHOUT_A_DAY if not any(_begins(route, start) for route in routes)] == []


def _reason(route: str) -> str:
    return next((why for start, why in WITHOUT_A_DAY.items() if _begins(route, start)), "")


def _begins(route: str, start: str) -> bool:
    return route == start[:-1] if start.endswith("$") else route.startswith(start)
