"""Ways somebody might try to get at another commune: by its filters, sorts, files, figures, programs and pages."""

from collections.abc import Iterator

from tests.leaks.world import OTHER, OWN, World

CODES = {OWN: "07420", OTHER: "07290"}
FIGURES = (
    "cadres.people",
    "standard.met",
    "standard.not_met",
    "seats.allowed",
    "posts.held",
    "people.in_post",
    "declarations.asked",
    "evidence.unchecked",
)


def probes(world: World) -> Iterator[tuple[str, str, dict[str, str] | None]]:
    """Method, address and what is sent."""
    yield from (("GET", url, None) for url in (*lists(), *figures(), *programs(), *pages(world)))
    yield from exports(world)


def lists() -> Iterator[str]:
    for unit in (CODES[OTHER], CODES[OWN], "215", "24"):
        for form in ("", "xlsx", "csv", "json"):
            yield f"/can-bo/?xa={unit}&format={form}"
            yield f"/thieu-chuan/?xa={unit}&format={form}"
            yield f"/can-bo/cho/?xa={unit}&format={form}"
    for text in ("KN-DS", "kn-ds-p1", "KN", "070"):
        yield f"/can-bo/?tim={text}"
        yield f"/can-bo/dem/?tim={text}"
        yield f"/lenh/?phan=1&q={text}"
    for order in (
        "ten",
        "-ten",
        "tuoi",
        "-tuoi",
        "so-hieu",
        "xa",
        "phone",
        "identity_index",
        "custodian__slug",
    ):
        yield f"/can-bo/?sap={order}"
    for key, value in {
        "tuoi-tu": "20",
        "gioi": "nam",
        "dang": "co",
        "thieu": "LLCT",
        "khung": "tat-ca",
    }.items():
        yield f"/can-bo/?{key}={value}&tinh-trang=tat-ca"
    yield "/can-bo/?ngay=2016-01-01&tinh-trang=tat-ca"
    for by in ("xa", "chuc-danh", "khoi", "gioi", "dang"):
        yield f"/can-bo/?gop={by}"
    for form in ("", "csv"):
        yield f"/can-bo/?cot=dien-thoai,dan-toc,ngay-sinh,don-vi&format={form}"
    yield "/thieu-chuan/?gop=huyen"
    yield "/can-bo/cho/?gop=huyen"
    for unit in ("", CODES[OTHER], CODES[OWN]):
        yield f"/thieu-chuan/thay-doi/?tu=2016-01-01&so=standard.people&xa={unit}"
        yield f"/api/v1/changes?from=2016-01-01&so=standard.people&unit={unit}"
        for part in ("joined", "left", "territory.in"):
            yield f"/giai-thich/change.{part}/danh-sach/?tu=2016-01-01&so=standard.people&xa={unit}&format=csv"


def figures() -> Iterator[str]:
    for code in FIGURES:
        for unit in ("", CODES[OTHER], CODES[OWN]):
            yield f"/giai-thich/{code}/?xa={unit}"
            yield f"/giai-thich/{code}/danh-sach/?xa={unit}"
            yield f"/giai-thich/{code}/danh-sach/?xa={unit}&format=xlsx"
            yield f"/api/v1/figures/{code}?unit={unit}"
            yield f"/api/v1/figures/{code}?unit={unit}&rows=1"


def programs() -> Iterator[str]:
    for unit in ("", CODES[OTHER], CODES[OWN]):
        yield f"/api/v1/cadres?unit={unit}"
        yield f"/api/v1/gaps?unit={unit}"
    yield "/api/v1/cadres?search=KN-DS"
    yield "/api/v1/cadres?limit=1000&on=2016-01-01"


def pages(world: World) -> Iterator[str]:
    yield from (
        "/don-vi/tim/?tim=dong+son",
        "/nhat-ky/?truoc=999999",
        "/cong-viec/",
        "/nhap/",
        "/ke-hoach/",
        "/toi/ai-da-xem/",
        "/khan-cap/xem-lai/",
    )
    for form in ("so-luong", "chat-luong", "trich-ngang", "chua-dat-chuan", "doi-chieu"):
        for asked in ("", f"?xa={CODES[OTHER]}", *(f"?format={kind}" for kind in ("pdf", "xlsx", "docx"))):
            yield f"/bieu-mau-bao-cao/{form}/{asked}"
    for things in world.things.values():
        yield f"/don-vi/{things['unit_id']}/"
        yield f"/nhap/{things['batch_id']}/"
        yield f"/nhap/{things['batch_id']}/tep-loi/"
        yield f"/can-bo/{things['cadre_id']}/chuc-danh/{things['posting_id']}/minh-chung/"
        yield f"/can-bo/{things['cadre_id']}/trinh-do/{things['qualification_id']}/minh-chung/"
        for part in ("", "cong-tac", "hoc-tap", "xep-loai", "quy-hoach", "nhat-ky"):
            yield f"/can-bo/{things['cadre_id']}/?the={part}"
        for form in ("xlsx", "csv", "json", "docx"):
            yield f"/ke-hoach/{things['plan_id']}/danh-sach/?format={form}"
            yield f"/ke-hoach/{things['plan_id']}/?format={form}"


def exports(world: World) -> Iterator[tuple[str, str, dict[str, str] | None]]:
    other = str(world.things[OTHER]["cadre_id"])
    own = str(world.things[OWN]["cadre_id"])
    yield "GET", f"/can-bo/{own}/nhap/{other}/", None
    yield "GET", f"/can-bo/{other}/nhap/{own}/?xem=1", None
    yield "POST", f"/can-bo/{own}/nhap/{other}/khac-nguoi/", {"reason": "thử"}
    yield "GET", "/can-bo/nghi-trung/", None
    yield "POST", "/can-bo/xuat/", {"chon": other}
    yield "POST", "/can-bo/xuat/", {"tat_ca": "1"}
    yield "POST", f"/can-bo/xuat/?xa={CODES[OTHER]}", {"tat_ca": "1"}
    yield "POST", "/nhap/xuat/", {"xa": CODES[OTHER]}
    yield "POST", "/nhap/xuat/", {}
    yield "GET", f"/nhap/xuat/?xa={CODES[OTHER]}", None
    yield "POST", "/ke-hoach/dua-vao/", {"chon": other}
    yield "POST", "/ke-hoach/dua-vao/xac-nhan/", {"chon": other}
