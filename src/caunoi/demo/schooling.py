"""Diplomas and certificates of an invented person, with issuer, day and verification."""

from dataclasses import dataclass
from random import Random

from caunoi.apps.cadres.choices import QualificationKind, QualificationStatus, Verification
from caunoi.apps.cadres.services import QualificationRecord
from caunoi.domain.vocabulary.vietnamese import PartialDate

FIELDS = [
    "Luật",
    "Nông nghiệp",
    "Kinh tế",
    "Quản lý đất đai",
    "Hành chính",
    "Kế toán",
    "Lâm nghiệp",
    "Công tác xã hội",
]
UNIVERSITIES = [
    "Học viện Nông nghiệp Việt Nam",
    "Đại học Nông – Lâm Bắc Giang",
    "Đại học Mở Hà Nội",
    "Đại học Thái Nguyên",
]
POLITICAL_SCHOOL = "Trường Chính trị tỉnh Bắc Giang"
ACADEMY = "Học viện Chính trị khu vực I"
KEY_TRAININGS = ("xay_dung_dang", "quan_ly_nha_nuoc", "quan_ly_kinh_te")
SHARE_VERIFIED = 0.9


@dataclass(frozen=True)
class Schooling:
    """What the story wants a person to hold: levels of the scales, and the years they were reached."""

    professional: str
    professional_year: int
    political: str
    political_year: int
    trainings: tuple[str, ...] = KEY_TRAININGS
    state_management: str = ""
    it: str = ""
    defence: str = ""
    foreign_language: str = ""
    studying_political: bool = False
    field: str = ""
    lacking_trainings: tuple[str, ...] = ()


def papers(wanted: Schooling, dice: Random, birth_year: int) -> tuple[QualificationRecord, ...]:
    """The records behind ``wanted``; "khong" is written down too: known to be missing is not unknown."""
    held = [
        _paper(QualificationKind.GENERAL_EDUCATION, "thpt", birth_year + 18, dice, issuer="Sở Giáo dục và Đào tạo"),
        _professional(wanted, dice),
        _political(wanted, dice),
    ]  # fmt: skip
    for kind, level, year in (
        (QualificationKind.STATE_MANAGEMENT, wanted.state_management, 2014),
        (QualificationKind.IT, wanted.it, 2016),
        (QualificationKind.DEFENCE, wanted.defence, 2017),
        (QualificationKind.FOREIGN_LANGUAGE, wanted.foreign_language, 2013),
    ):
        if level:
            held.append(_paper(kind, level, max(year, birth_year + 22), dice, issuer=POLITICAL_SCHOOL))
    held += [_training(code, dice, birth_year) for code in wanted.trainings]
    held += [_not_trained(code) for code in wanted.lacking_trainings]
    if wanted.studying_political:
        held.append(_studying())
    return tuple(held)


def _professional(wanted: Schooling, dice: Random) -> QualificationRecord:
    issuer, field = dice.choice(UNIVERSITIES), wanted.field or dice.choice(FIELDS)
    kind, level = QualificationKind.PROFESSIONAL, wanted.professional
    return _paper(kind, level, wanted.professional_year, dice, issuer=issuer, field=field)


def _political(wanted: Schooling, dice: Random) -> QualificationRecord:
    issuer = ACADEMY if wanted.political in {"cao_cap", "cu_nhan"} else POLITICAL_SCHOOL
    return _paper(
        QualificationKind.POLITICAL_THEORY, wanted.political, wanted.political_year, dice, issuer=issuer
    )


def _paper(
    kind: str, level: str, year: int, dice: Random, *, issuer: str, field: str = ""
) -> QualificationRecord:
    verified = dice.random() < SHARE_VERIFIED
    if level == "khong":
        return QualificationRecord(kind, level, verification=Verification.VERIFIED)
    return QualificationRecord(
        kind=kind,
        level=level,
        field=field,
        issuer=issuer,
        number=f"{dice.choice('ABCDĐH')}{dice.randrange(10_000, 999_999)}",
        issued=PartialDate(year, dice.randrange(1, 7), dice.randrange(1, 28)),
        verification=Verification.VERIFIED if verified else Verification.UNVERIFIED,
        evidence="Bản sao chứng thực trong hồ sơ" if verified else "",
    )


def _training(code: str, dice: Random, birth_year: int) -> QualificationRecord:
    year = max(2011, birth_year + 24)
    return QualificationRecord(
        kind=QualificationKind.SPECIALISED,
        level="",
        field=code,
        issuer=POLITICAL_SCHOOL,
        issued=PartialDate(min(year, 2014), dice.randrange(1, 7)),
        verification=Verification.VERIFIED,
    )


def _not_trained(code: str) -> QualificationRecord:
    """Known not to have attended, which is something else than not knowing."""
    return QualificationRecord(
        QualificationKind.SPECIALISED, "khong", field=code, verification=Verification.VERIFIED
    )


def _studying() -> QualificationRecord:
    return QualificationRecord(
        kind=QualificationKind.POLITICAL_THEORY,
        level="trung_cap",
        issuer=POLITICAL_SCHOOL,
        status=QualificationStatus.STUDYING,
        study_ends=PartialDate(2021, 3),
    )
