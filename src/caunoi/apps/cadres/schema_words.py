"""How lists write titles and levels: the official word, its short forms, and what the old forms call it."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from caunoi.domain.eligibility.terms import Title

SHORT_FORMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("UBMTTQ Việt Nam", ("UBMTTQVN", "UBMTTQ", "UB MTTQ", "Ủy ban MTTQ", "Ủy ban MTTQ Việt Nam", "MTTQ",
                         "Mặt trận Tổ quốc",
                         "Ủy ban Mặt trận Tổ quốc Việt Nam", "Ủy ban Mặt trận Tổ quốc", "UBMTTQ VN", "Mặt trận")),
    ("HĐND", ("Hội đồng nhân dân",)),
    ("UBND", ("Ủy ban nhân dân",)),
    ("Đoàn TNCS Hồ Chí Minh", ("Đoàn TNCS HCM", "Đoàn Thanh niên", "Đoàn TN", "ĐTN",
                               "Đoàn Thanh niên Cộng sản Hồ Chí Minh")),
    ("Hội LHPN Việt Nam", ("Hội LHPN", "Hội Liên hiệp Phụ nữ", "Hội Liên hiệp Phụ nữ Việt Nam", "Hội Phụ nữ", "HPN")),
    ("Hội Nông dân Việt Nam", ("Hội Nông dân", "HND")),
    ("Hội Cựu chiến binh Việt Nam", ("Hội Cựu chiến binh", "Hội CCB", "HCCB")),
    ("Ban Chỉ huy quân sự", ("BCH quân sự", "BCHQS", "Ban CHQS", "quân sự")),
    (" - ", (" – ", "-", ", ", " ")),
)  # fmt: skip
RANK_FORMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Phó Bí thư", ("PBT", "Phó BT")),
    ("Bí thư", ("BT",)),
    ("Phó Chủ tịch", ("PCT", "Phó CT")),
    ("Chủ tịch", ("CT",)),
)
PLACES = ("", " xã", " phường", " thị trấn", " cấp xã")
BEFORE = {"cong_chuc": ("", "Công chức ", "CC "), "thon": ("",)}
ALONE = {
    "CX-BT": ("Bí thư", "BT", "Bí thư Đảng bộ", "BTĐU"),
    "CX-PBT": ("Phó Bí thư", "PBT", "Phó Bí thư Thường trực", "Phó Bí thư thường trực Đảng ủy",
               "Phó Bí thư TT Đảng ủy", "Thường trực Đảng ủy", "PBTĐU"),
    "XP-BT": ("Bí thư", "BT", "BTĐU"),
    "XP-PBTTT": ("Phó Bí thư Thường trực", "Phó Bí thư TT Đảng ủy"),
    "TH-BTCB": ("Bí thư chi bộ", "Bí thư chi bộ thôn", "BT chi bộ"),
    "TH-TT": ("Trưởng thôn", "Tổ trưởng tổ dân phố", "Tổ trưởng dân phố", "Trưởng bản"),
    "TH-PT": ("Phó Trưởng thôn", "Phó thôn", "Tổ phó tổ dân phố"),
    "TH-MT": ("Trưởng ban CTMT", "Trưởng ban Mặt trận thôn"),
    "TH-AN": ("Công an viên", "Tổ bảo vệ an ninh, trật tự"),
    "CC-CA": ("Trưởng Công an", "Trưởng CA xã"),
    "CC-QS": ("Chỉ huy trưởng quân sự", "Chỉ huy trưởng BCHQS", "CHT quân sự"),
    "CC-VPTK": ("Văn phòng thống kê", "VP-TK", "VPTK", "Văn phòng - TK"),
    "CC-DCXD-P": ("Địa chính - xây dựng", "ĐC-XD", "Địa chính - xây dựng - đô thị - môi trường"),
    "CC-DCNN-X": ("Địa chính - nông nghiệp", "ĐC-NN", "Địa chính - nông nghiệp - xây dựng - môi trường"),
    "CC-TCKT": ("Tài chính kế toán", "TC-KT", "TCKT", "Kế toán"),
    "CC-TPHT": ("Tư pháp hộ tịch", "TP-HT", "TPHT"),
    "CC-VHXH": ("Văn hóa xã hội", "VH-XH", "VHXH"),
}  # fmt: skip
NONE = ("Không", "Chưa", "Chưa có", "Chưa đào tạo", "Không có", "Chưa qua ĐT", "0")
LEVEL_FORMS: dict[str, dict[str, tuple[str, ...]]] = {
    "general_education": {
        "tieu_hoc": ("Cấp 1", "Cấp I", "TH", "5/12", "6/12", "7/12", "8/12", "4/10", "5/10", "6/10", "5/5"),
        "thcs": ("THCS", "Cấp 2", "Cấp II", "Trung học cơ sở", "9/12", "10/12", "11/12", "7/10", "8/10", "9/10",
                 "9/9", "7/7"),
        "thpt": ("THPT", "Cấp 3", "Cấp III", "PTTH", "12/12", "10/10", "Bổ túc THPT", "BTTH", "BT THPT",
                 "Trung học phổ thông (bổ túc)"),
    },
    "professional": {
        "so_cap": ("SC", "Sơ cấp nghề", "Chứng chỉ nghề"),
        "trung_cap": ("TC", "Trung cấp chuyên nghiệp", "TCCN", "THCN", "Trung học chuyên nghiệp", "Trung cấp nghề"),
        "cao_dang": ("CĐ", "Cao đẳng nghề"),
        "dai_hoc": ("ĐH", "Cử nhân", "Kỹ sư", "Bác sĩ", "CN", "KS"),
        "thac_si": ("ThS", "Th.S", "Thạc sỹ", "Cao học", "Sau đại học", "Trên đại học"),
        "tien_si": ("TS", "Tiến sỹ"),
    },
    "political_theory": {
        "so_cap": ("SC", "Sơ cấp LLCT", "Sơ cấp lý luận chính trị"),
        "trung_cap": ("TC", "Trung cấp LLCT", "Trung cấp lý luận chính trị", "TC LLCT", "Trung cấp LLCT-HC"),
        "cao_cap": ("CC", "Cao cấp LLCT", "Cao cấp lý luận chính trị", "CC LLCT"),
        "cu_nhan": ("CN", "Cử nhân chính trị", "Cử nhân LLCT"),
    },
    "state_management": {
        "can_su": ("CS", "Ngạch cán sự"),
        "chuyen_vien": ("CV", "Ngạch chuyên viên", "QLNN chuyên viên", "Bồi dưỡng QLNN ngạch chuyên viên"),
        "chuyen_vien_chinh": ("CVC", "Ngạch chuyên viên chính"),
        "chuyen_vien_cao_cap": ("CVCC", "Ngạch chuyên viên cao cấp"),
    },
    "it": {
        "co_ban": ("Cơ bản", "Ứng dụng CNTT cơ bản", "CNTT cơ bản", "A", "B", "Chứng chỉ A", "Chứng chỉ B",
                   "Tin học A", "Tin học B"),
        "nang_cao": ("Nâng cao", "Ứng dụng CNTT nâng cao", "CNTT nâng cao", "C", "Chứng chỉ C"),
    },
    "foreign_language": {
        "bac_1": ("Bậc 1", "A1", "A", "Chứng chỉ A", "Tiếng Anh A1", "Anh A", "Anh văn A", "Tiếng Anh A"),
        "bac_2": ("Bậc 2", "A2", "B", "Chứng chỉ B", "Tiếng Anh A2", "Anh B", "Anh văn B", "Tiếng Anh B"),
        "bac_3": ("Bậc 3", "B1", "C", "Chứng chỉ C", "Tiếng Anh B1", "Anh C", "Anh văn C", "Tiếng Anh C"),
        "bac_4": ("Bậc 4", "B2", "Tiếng Anh B2"),
        "bac_5": ("Bậc 5", "C1", "Tiếng Anh C1"),
        "bac_6": ("Bậc 6", "C2", "Tiếng Anh C2"),
    },
    "ethnic_language": {"giao_tiep": ("Giao tiếp", "Biết"), "chung_chi": ("Chứng chỉ", "Có")},
    "defence": {
        "doi_tuong_4": ("ĐT4", "ĐT 4", "4"),
        "doi_tuong_3": ("ĐT3", "ĐT 3", "3"),
        "doi_tuong_2": ("ĐT2", "ĐT 2", "2"),
        "doi_tuong_1": ("ĐT1", "ĐT 1", "1"),
    },
}  # fmt: skip


def title_forms(title: Title) -> tuple[str, ...]:
    """Other ways to write a title: "CT UBND xã" for Chủ tịch UBND."""
    bodies = list(_with_forms([title.name], SHORT_FORMS))
    ranked = [form for body in bodies for form in (body, *_first_form(body))]
    places = PLACES if title.place != "thon" else ("",)
    befores = BEFORE.get(title.kind, ("",))
    made = (f"{before}{body}{place}" for before, body, place in product(befores, ranked, places))
    return tuple(dict.fromkeys([*made, *ALONE.get(title.code, ())]))


def _with_forms(names: Iterable[str], table: tuple[tuple[str, tuple[str, ...]], ...]) -> Iterator[str]:
    """Every name, and every name with one of its parts written another way."""
    found = list(names)
    for part, forms in table:
        found += [name.replace(part, form) for name in found if part in name for form in forms]
    yield from dict.fromkeys(found)


def _first_form(name: str) -> Iterator[str]:
    for part, forms in RANK_FORMS:
        if name.startswith(part):
            yield from (form + name[len(part) :] for form in forms)
            return


def level_forms(what: str, level: str, *, is_none: bool) -> tuple[str, ...]:
    """Other ways to write a level of a scale; the first level of each is "known to have none"."""
    forms: Mapping[str, tuple[str, ...]] = LEVEL_FORMS.get(what, {})
    return (*forms.get(level, ()), *(NONE if is_none else ()))
