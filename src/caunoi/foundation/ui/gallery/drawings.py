"""One of each picture, with invented numbers."""

from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from caunoi.foundation.ui import pictures as p

HERE = "#tranh"


def drawings() -> list[SafeString]:
    return [
        _plan(), _where(), _worst(), _flow(), _why(), _terms(), _ages(), _map(), _classes(), _path(), _past(),
        _solving(),
    ]  # fmt: skip


def _plan() -> SafeString:
    levels = [p.Band(_("yếu"), 50), p.Band(_("khá"), 80), p.Band(_("tốt"), 100)]
    return p.bullets(
        p.Bullets(
            _("So với kế hoạch"),
            [
                p.Bullet(
                    _("Đạt chuẩn chung"), 95.0, 100, "95,0 %", 97, 92, HERE, bands=levels,
                    plan_text="97,0 %", before_text="92,0 %",
                ),
                p.Bullet(
                    _("Cán bộ chủ chốt cấp xã đã học xong trung cấp lý luận chính trị trở lên"), 61.4, 100,
                    "61,4 %", 98, 64, HERE, plan_text="98,0 %", before_text="64,0 %",
                ),
                p.Bullet(_("Lớp đã mở"), 12, 14, "12/14", 13, None, HERE),
                p.Bullet(_("Sinh hoạt chi bộ ở thôn"), None, 100, plan=100, url=HERE),
            ],
            _("Vạch đậm: kế hoạch; vạch đứt: năm trước."),
        )
    )  # fmt: skip


def _where() -> SafeString:
    heads = [_("Lý luận chính trị"), _("Chuyên môn"), _("Quản lý nhà nước"), _("Tin học"), _("Ngoại ngữ")]
    gaps: list[tuple[str, list[int | None]]] = [
        ("Xã An Lạc", [9, 4, 2, 1, 0]),
        ("Thị trấn Nông trường Bố Hạ", [6, 0, 1, None, 0]),
        ("Xã Xuân Hương", [1, 3, 0, 0, 0]),
    ]
    lines = [p.Line(name, [p.Count(n, HERE) for n in counts], HERE) for name, counts in gaps]
    return p.matrix(p.Matrix(_("Thiếu gì, ở đâu"), _("Xã, phường"), heads, lines, (1, 2, 4, 8)))


def _worst() -> SafeString:
    rows = [
        p.Dots("Xã Xuân Hương", 71.4, 52.0, HERE, "71,4 %", "52,0 %"),
        p.Dots("Thị trấn Nông trường Yên Thế", 88.0, 90.5, HERE, "88,0 %", "90,5 %"),
        p.Dots("Xã An Lạc", 95.0, 95.0, HERE, "95,0 %", "95,0 %"),
        p.Dots("Xã Cảnh Thụy", 64.2, None, HERE, "64,2 %"),
        p.Dots("Xã Ngọc Vân", None, 80.0, HERE, "", "80,0 %"),
    ]
    return p.dot_plot(
        p.DotPlot(_("Tỷ lệ đạt chuẩn theo xã"), rows, _("Xã, phường"), _("Năm nay"), _("Năm trước"))
    )


def _flow() -> SafeString:
    steps = [(_("Cần học"), 68), (_("Trong kế hoạch"), 41), (_("Vào lớp"), 30), (_("Đạt"), 27)]
    return p.stages(
        p.Stages(_("Từ nhu cầu đến chuẩn"), [p.Stage(label, n, HERE, HERE) for label, n in steps])
    )


def _why() -> SafeString:
    changes = [
        p.Change(_("Học xong, được công nhận"), 31, HERE),
        p.Change(_("Mới vào chức danh, chưa đạt"), -12, HERE),
        p.Change(_("Quy định mới, đòi thêm chứng chỉ quản lý nhà nước"), -9, HERE),
        p.Change(_("Địa giới thay đổi"), 0, HERE),
        p.Change(_("Sửa dữ liệu cũ"), 4, HERE),
    ]
    first, last = (
        p.Level(_("Đạt chuẩn 31/12/2019"), 1286, HERE),
        p.Level(_("Đạt chuẩn 31/08/2020"), 1300, HERE),
    )
    return p.waterfall(p.Waterfall(_("Vì sao số đạt chuẩn thay đổi"), first, changes, last))


def _map() -> SafeString:
    lands = [
        ("Xã Xuân Hương", 106.21, 21.31, 3), ("Xã Mỹ Thái", 106.22, 21.33, 0), ("Thị trấn Vôi", 106.25, 21.31, 12),
        ("Phường Lê Lợi", 106.19, 21.28, None), ("Xã An Lạc", 106.40, 21.30, 1), ("Xã Cảnh Thụy", 106.24, 21.22, 2),
        ("Xã Ngọc Vân", 106.05, 21.33, 5), ("Xã Tân Sỏi", 106.12, 21.40, 8), ("Xã Bố Hạ", 106.16, 21.47, 1),
    ]  # fmt: skip
    tiles = [p.Tile(name, x, y, value, HERE) for name, x, y, value in lands]
    return p.tile_map(
        p.TileMap(_("Người chưa đạt chuẩn theo xã"), tiles, (1, 2, 4, 8), _("Xã, phường"), _("Số người"))
    )


def _past() -> SafeString:
    before = [
        p.Reach("a", "Xã Xuân Hương", HERE),
        p.Reach("b", "Xã Mỹ Thái", HERE),
        p.Reach("c", "Xã Xương Lâm", HERE),
    ]
    after = [p.Reach("d", "Xã Mỹ Thái (mới)", HERE, is_subject=True)]
    flows = [p.Flow("a", "d"), p.Flow("b", "d"), p.Flow("c", "d", whole=False)]
    columns = [p.RiverStage(_("đến 30/06/2025"), before), p.RiverStage(_("từ 01/07/2025"), after)]
    return p.river(p.River(_("Đơn vị này qua thời gian"), columns, flows))


def _path() -> SafeString:
    posts = [
        p.Span(_("Bí thư Đoàn xã"), date(2004, 3, 1), date(2009, 6, 1), HERE),
        p.Span(_("Phó Chủ tịch UBND"), date(2010, 2, 1), date(2015, 6, 15), HERE),
        p.Span(_("Bí thư Đảng ủy"), date(2015, 6, 15), None, HERE),
        p.Span(_("Phụ trách HĐND"), date(2018, 1, 1), date(2019, 1, 1), HERE, acting=True),
    ]
    learning = [
        p.Moment(_("Đại học Luật"), date(2011, 7, 1), HERE),
        p.Moment(_("Chuyên viên QLNN"), date(2014, 5, 1), HERE),
        p.Moment(_("Trung cấp LLCT, dự kiến"), date(2020, 12, 1), HERE, planned=True),
    ]
    return p.life_line(p.LifeLine(_("Đường đi"), date(2004, 1, 1), date(2020, 12, 31), posts, learning))


def _classes() -> SafeString:
    school = [
        p.ClassBar("TC-01", date(2021, 3, 1), date(2021, 6, 25), HERE, _("34 chỗ")),
        p.ClassBar("TC-02", date(2021, 5, 10), date(2021, 9, 3), HERE, _("40 chỗ"), clash=True),
        p.ClassBar("QLNN-01", date(2021, 9, 13), date(2021, 11, 19), HERE, _("30 chỗ")),
    ]
    centre = [
        p.ClassBar("Tin học 1", date(2021, 4, 5), date(2021, 4, 16), HERE),
        p.ClassBar("Tin học 2", date(2021, 10, 4), date(2021, 10, 15), HERE),
    ]
    lanes = [p.Lane(_("Trường CT tỉnh"), school), p.Lane(_("TT Lạng Giang"), centre)]
    return p.calendar(p.Calendar(_("Lịch lớp năm 2021"), date(2021, 1, 1), date(2022, 1, 1), lanes))


def _terms() -> SafeString:
    lines = [
        p.SlopeLine(_("Cao đẳng, đại học"), 41.2, 60.8, "41,2 %", "60,8 %", HERE),
        p.SlopeLine(_("Trung cấp lý luận chính trị trở lên"), 78.5, 59.0, "78,5 %", "59,0 %", HERE),
        p.SlopeLine(_("Chứng chỉ tin học"), None, 60.1, "", "60,1 %", HERE),
    ]
    return p.slope(
        p.Slope(
            _("Hai nhiệm kỳ"), "2015", "2020", lines, _("Tăng 19,6 điểm và giảm 19,5 điểm, cùng cách tính.")
        )
    )


def _ages() -> SafeString:
    counts = [2, 5, 9, 14, 18, 22, 31, 38, 44, 51, 47, 40, 36, 28, 17, 9, 4]
    bins = [p.Bin(str(1961 + index), n, HERE) for index, n in enumerate(counts)]
    return p.histogram(p.Histogram(_("Năm sinh"), bins, _("Năm sinh"), 3, _("Đủ tuổi nghỉ trong nhiệm kỳ")))


def _solving() -> SafeString:
    points = [
        p.Point(0.2, None, 9800),
        p.Point(1.1, 7200, 9100),
        p.Point(3.0, 8100, 8900),
        p.Point(8.5, 8420, 8610),
        p.Point(21.0, 8530, 8560),
        p.Point(41.0, 8544, 8544),
    ]
    return p.convergence(p.Convergence(_("Quá trình giải"), points, "0,0 %"))
