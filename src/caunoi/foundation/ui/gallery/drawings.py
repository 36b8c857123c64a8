"""One of each picture, with invented numbers."""

from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from caunoi.foundation.ui import pictures as p

HERE = "#tranh"


def drawings() -> list[SafeString]:
    return [_plan(), _flow(), _path(), _classes(), _terms(), _ages(), _solving()]


def _plan() -> SafeString:
    return p.bullets(
        p.Bullets(
            _("So với kế hoạch"),
            [
                p.Bullet(_("Đạt chuẩn chung"), 95.0, 100, "95,0 %", 97, 92, HERE),
                p.Bullet(_("Lý luận chính trị"), 97.0, 100, "97,0 %", 98, 94, HERE),
                p.Bullet(_("Lớp đã mở"), 12, 14, "12/14", 13, None, HERE),
            ],
            _("Vạch đậm: kế hoạch; vạch đứt: năm trước."),
        )
    )


def _flow() -> SafeString:
    steps = [(_("Cần học"), 68), (_("Trong kế hoạch"), 41), (_("Vào lớp"), 30), (_("Đạt"), 27)]
    return p.stages(
        p.Stages(_("Từ nhu cầu đến chuẩn"), [p.Stage(label, n, HERE, HERE) for label, n in steps])
    )


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
        p.SlopeLine(_("Trung cấp LLCT"), 78.5, 97.0, "78,5 %", "97,0 %", HERE),
    ]
    return p.slope(
        p.Slope(_("Hai nhiệm kỳ"), "2015", "2020", lines, _("Tăng 19,6 và 18,5 điểm, cùng cách tính."))
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
