"""The people every screenshot and journey meets, the village of the article, and the accounts to sign in with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from caunoi.apps.accounts.choices import Reach, Role
from caunoi.apps.cadres.services import PersonRecord
from caunoi.demo.places import PROVINCE, STORY_COMMUNE, STORY_DAY
from caunoi.demo.seats import Seat

PASSWORD = "caunoi-demo"  # noqa: S105  # the published password of invented accounts
VILLAGES = ("Trại Phúc Mãn", "Đồng Chợ", "Bãi Giữa", "Gò Sỏi", "Cầu Đá", "Núi Nghè")
VILLAGE_TITLES = ("TH-BTCB", "TH-TT", "TH-MT")


@dataclass(frozen=True)
class Named:
    """An invented person by name: in which seat of which commune they sit."""

    full_name: str
    commune: str
    title: str
    woman: bool = False


# Tên đặt ra. Người đầu tiên là tài khoản "canbo"; tên thứ ba viết bằng chữ Ð (U+00D0) như nhiều tệp cũ.
CAST = (
    Named("Thân Văn Phượng", STORY_COMMUNE, "CX-PCTUB"),
    Named("Trần Thị Ánh", STORY_COMMUNE, "CX-PCTHD", woman=True),
    Named("Ðỗ Ðức Đường", STORY_COMMUNE, "CX-CTUB"),
    Named("Giáp Quang Bảo", STORY_COMMUNE, "CX-BT"),
    Named("Hoàng Thị Mai", STORY_COMMUNE, "CX-PBT", woman=True),
    Named("Lê Văn Ân", "xa-duong-duc-lang-giang", "CX-BT"),
    Named("Phạm An", "xa-tan-thanh-lang-giang", "CX-CTUB"),
    Named("Dương Thị Thúy Hòa", "xa-my-thai-lang-giang", "CX-PCTUB", woman=True),
    Named("Nguyễn Đình Sỹ", "thi-tran-bo-ha-yen-the", "CX-BT"),
)
OFFICIAL = CAST[0]


def name_the_cast(people: Sequence[PersonRecord], seats: Sequence[Seat]) -> list[PersonRecord]:
    """Give the story's names to whoever sits in their seats."""
    named = list(people)
    for each in CAST:
        index = _index_of(each, seats)
        if index is not None:
            named[index] = _rename(named[index], each)
    return named


def _index_of(each: Named, seats: Sequence[Seat]) -> int | None:
    found = (
        i
        for i, seat in enumerate(seats)
        if (seat.commune.node.slug, seat.title) == (each.commune, each.title)
    )
    return next(found, None)


def _rename(person: PersonRecord, each: Named) -> PersonRecord:
    digits = person.identity_number
    identity = f"{digits[:3]}{1 if each.woman else 0}{digits[4:]}"
    return replace(
        person, full_name=each.full_name, sex="nu" if each.woman else "nam", identity_number=identity
    )


@dataclass(frozen=True)
class Account:
    """An account of the demo: role, unit by slug, reach."""

    username: str
    full_name: str
    role: Role
    unit: str | None
    reach: Reach = Reach.SUBTREE


ACCOUNTS = (
    Account("lanhdao", "Ngô Thế Quyết", Role.LEADER, PROVINCE),
    Account("btc", "Lương Thị Thanh Huyền", Role.BOARD, PROVINCE),
    Account("xa", "Bùi Thị Nhung", Role.COMMUNE, STORY_COMMUNE),
    Account("xa2", "Nông Văn Luân", Role.COMMUNE, "xa-an-lac-son-dong"),
    Account("truong", "Đặng Minh Tùng", Role.SCHOOL, PROVINCE),
    Account("canbo", OFFICIAL.full_name, Role.OFFICIAL, None, Reach.SELF),
    Account("thon", "Chu Văn Thọ", Role.VILLAGE, "thon-trai-phuc-man"),
    Account("mattran", "Tạ Thị Hằng", Role.FRONT, PROVINCE),
    Account("kiemtra", "Vũ Mạnh Trường", Role.AUDITOR, PROVINCE),
    Account("quantri", "Đào Quốc Kiên", Role.ADMINISTRATOR, None),
    Account("quantri2", "Hà Thu Trang", Role.ADMINISTRATOR, None),
)
STAFF = tuple(account for account in ACCOUNTS if account.reach != Reach.SELF)
SUBJECTS = tuple(account for account in ACCOUNTS if account.reach == Reach.SELF)
"""Opened last: their file must be there."""
BOARD = "btc"
COMMUNE_CLERKS = tuple(
    (account.username, account.unit) for account in ACCOUNTS if account.role == Role.COMMUNE
)
GRANTS_FROM = date(2015, 1, 1)
BASIS = "Dữ liệu mẫu: quyền của tài khoản dùng thử"
assert STORY_DAY > GRANTS_FROM
