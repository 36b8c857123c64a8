"""A small province with areas, and people of whom a test knows everything."""

from datetime import date
from random import Random
from typing import Any

from caunoi.apps.cadres.choices import PostingKind, QualificationStatus, Verification
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.services import PersonRecord, PostingRecord, QualificationRecord
from caunoi.apps.organisation.models import Unit
from caunoi.domain.vocabulary.vietnamese import PartialDate
from tests.factories import organisation
from tests.factories.cadres import make_people

DAY = date(2020, 8, 31)
LONG_AGO = date(2015, 6, 1)
KEY = ("CX-BT", "CX-PBT", "CX-CTHD", "CX-PCTHD", "CX-CTUB", "CX-PCTUB")
LEVELS = {
    "professional": ("", "khong", "so_cap", "trung_cap", "cao_dang", "dai_hoc"),
    "political_theory": ("", "khong", "so_cap", "trung_cap", "cao_cap"),
    "general_education": ("thcs", "thpt"),
}


def make_land() -> dict[str, Unit]:
    """Two districts; two communes of the plains, one of the mountains."""
    province = organisation.make_province()
    lang_giang = organisation.make_district("Lạng Giang", province, code="217")
    yen_the = organisation.make_district("Yên Thế", province, code="215")
    commune = organisation.make_unit
    return {
        "province": province,
        "lang_giang": lang_giang,
        "yen_the": yen_the,
        "xuan_huong": commune("Xuân Hương", parent=lang_giang, code="07420", area="dong_bang"),
        "tan_thanh": commune("Tân Thành", parent=lang_giang, code="07423", area="dong_bang"),
        "dong_son": commune("Đồng Sơn", parent=yen_the, code="07290", area="mien_nui"),
    }


def paper(kind: str, level: str, issued: str = "2010", **said: Any) -> QualificationRecord:
    said = {"verification": Verification.VERIFIED, **said}
    return QualificationRecord(kind, level, issued=_day(issued), **said)


def _day(text: str) -> PartialDate | None:
    return PartialDate(*(int(part) for part in text.split("-"))) if text else None


def held(
    professional: str = "dai_hoc", political: str = "trung_cap", **said: Any
) -> tuple[QualificationRecord, ...]:
    """Papers of somebody at standard, unless told otherwise; "" leaves one out."""
    wanted = {"general_education": "thpt", "professional": professional, "political_theory": political}
    return tuple(paper(kind, level, **said) for kind, level in wanted.items() if level)


def post(
    title: str, unit: Unit, since: date = LONG_AGO, until: date | None = None, **said: Any
) -> PostingRecord:
    return PostingRecord(title, unit.pk, valid_from=since, valid_to=until, **said)


def official(
    name: str, *posts: PostingRecord, papers: tuple[QualificationRecord, ...] = (), **said: Any
) -> PersonRecord:
    return PersonRecord(full_name=name, postings=posts, qualifications=papers or held(), **said)


def make_official(name: str, *posts: PostingRecord, **said: Any) -> Cadre:
    return make_people(official(name, *posts, **said))[0]


def make_crowd(land: dict[str, Unit], size: int = 90, seed: int = 20) -> list[Cadre]:
    """People of every sort, the same for the same seed: levels missing, late, unverified, rejected; two posts; ended."""
    dice = Random(seed)
    return make_people(*(_somebody(land, number, dice) for number in range(size)))


def _somebody(land: dict[str, Unit], number: int, dice: Random) -> PersonRecord:
    commune = land[dice.choice(["xuan_huong", "tan_thanh", "dong_son"])]
    titles = KEY[2:] if commune == land["dong_son"] else KEY
    began = dice.choice([LONG_AGO, date(2017, 3, 1), date(2020, 8, 31), date(2020, 9, 1)])
    ended = dice.choice([None, None, None, date(2020, 8, 31), date(2021, 1, 1)])
    posts = [post(dice.choice(titles), commune, began, ended if ended and ended > began else None)]
    if dice.random() < 0.2:
        kind = dice.choice([PostingKind.CONCURRENT, PostingKind.PLANNED])
        posts.append(post(dice.choice(KEY[2:]), land["tan_thanh"], began, kind=kind))
    if dice.random() < 0.2:
        posts.append(post("CC-VPTK", commune, began, kind=PostingKind.CONCURRENT))
    return PersonRecord(
        full_name=f"Trần Văn {chr(65 + number % 26)}{chr(97 + number // 26)}",
        number=f"BG{number:04d}",
        birth=PartialDate(1960 + number % 30),
        sex=dice.choice(["nam", "nu", ""]),
        postings=tuple(posts),
        qualifications=tuple(_papers(dice)),
    )


def _papers(dice: Random) -> list[QualificationRecord]:
    found = []
    for kind, levels in LEVELS.items():
        for _ in range(dice.choice([1, 1, 2])):
            level = dice.choice(levels)
            if level:
                found.append(
                    QualificationRecord(
                        kind,
                        level,
                        issued=_day(
                            dice.choice(
                                ["", "2009", "2016-07", "2019-09-01", "2020-08-31", "2020-09-01", "2021"]
                            )
                        ),
                        status=dice.choice([QualificationStatus.HELD] * 5 + [QualificationStatus.STUDYING]),
                        verification=dice.choice(
                            [
                                Verification.VERIFIED,
                                Verification.VERIFIED,
                                Verification.UNVERIFIED,
                                Verification.REJECTED,
                            ]
                        ),
                    )
                )
    return found
