"""Person records of the crowd: key officials with their years in post, those before them, civil servants."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

from caunoi.apps.cadres.choices import Grade, PostingKind, Sex
from caunoi.apps.cadres.services import PersonRecord, PostingRecord, RatingRecord
from caunoi.demo.names import Invention
from caunoi.demo.places import MERGED_2020, STORY_DAY, TERM_BEGAN, Commune
from caunoi.demo.schooling import KEY_TRAININGS, Schooling, papers
from caunoi.demo.seats import Seat
from caunoi.domain.vocabulary.vietnamese import PartialDate

SHARE_CONTINUING = 0.55
SHARE_WOMEN = 0.24
SHARE_TRAINED = 0.98
SHARE_FITTING_FIELD = 0.93
FIELD_OF_OFFICE = {
    "CC-VPTK": "Hành chính",
    "CC-TCKT": "Kế toán",
    "CC-TPHT": "Luật",
    "CC-VHXH": "Công tác xã hội",
    "CC-DCNN-X": "Quản lý đất đai",
    "CC-DCXD-P": "Quản lý đất đai",
}
ELECTIONS = (
    date(2015, 11, 2),
    date(2016, 6, 20),
    date(2017, 9, 5),
    date(2018, 4, 10),
    date(2019, 3, 15),
    date(2020, 6, 12),
)
OLDEST, YOUNGEST = 1965, 1990


@dataclass
class Draft:
    """A person being made up, before the schools they went to are settled."""

    seat: Seat
    woman: bool
    birth_year: int
    began: date
    early_college: bool = False

    @property
    def is_continuing(self) -> bool:
        return self.began <= TERM_BEGAN


class Crowd:
    """Makes up people one after the other; one seed gives one crowd."""

    def __init__(self, dice: Random) -> None:
        self.dice, self.invention, self.count = dice, Invention(dice), 0

    def number(self) -> str:
        self.count += 1
        return f"BG-{self.count:06d}"

    def draft(self, seat: Seat) -> Draft:
        continuing = self.dice.random() < SHARE_CONTINUING
        began = self._before_the_term() if continuing else self.dice.choice(ELECTIONS)
        latest = min(YOUNGEST, began.year - 29)
        return Draft(
            seat,
            self.dice.random() < SHARE_WOMEN,
            self.dice.randint(max(OLDEST, began.year - 44), latest),
            began,
        )

    def _before_the_term(self) -> date:
        return date(2010, 9, 1) + timedelta(days=self.dice.randrange((TERM_BEGAN - date(2010, 9, 1)).days))

    def key_official(self, draft: Draft, came_from: UUID | None) -> PersonRecord:
        seat = draft.seat
        schooling = self._schooling(draft)
        postings = list(_key_postings(draft, came_from))
        if draft.is_continuing and self.dice.random() < 0.5:
            postings.insert(0, _earlier_post(draft, came_from, self.dice))
        person = self._person(draft.woman, draft.birth_year, seat.commune, postings, member=True)
        grades = self._ratings(range(2017, 2020))
        return replace(person, qualifications=papers(schooling, self.dice, draft.birth_year), ratings=grades)

    def _schooling(self, draft: Draft) -> Schooling:
        seat, dice = draft.seat, self.dice
        if seat.has_college:
            level = dice.choices(["cao_dang", "dai_hoc", "thac_si"], [12, 80, 8])[0]
            year = (
                dice.randint(draft.birth_year + 23, 2014) if draft.early_college else dice.randint(2016, 2019)
            )
            year = max(year, draft.birth_year + 22)
        else:
            level, year = (
                ("so_cap" if seat.lacks_professional else "trung_cap"),
                max(2003, draft.birth_year + 21),
            )
        trainings = KEY_TRAININGS if dice.random() < SHARE_TRAINED else KEY_TRAININGS[:1]
        return Schooling(
            level, year, self._political(seat), dice.randint(2011, 2014 if draft.is_continuing else 2015),
            trainings=trainings,
            lacking_trainings=tuple(code for code in KEY_TRAININGS if code not in trainings),
            state_management=dice.choice(["chuyen_vien", "chuyen_vien", "can_su"]),
            it="co_ban" if dice.random() < 0.85 else "khong",
            defence="doi_tuong_3" if dice.random() < 0.9 else "",
            foreign_language="bac_1" if dice.random() < 0.3 else "",
            studying_political=seat.lacks_political and dice.random() < 0.1,
        )  # fmt: skip

    def _political(self, seat: Seat) -> str:
        """Mountain communes ask less of the heads of council and committee: lacking means having nothing there."""
        if not seat.lacks_political:
            return self.dice.choices(["trung_cap", "cao_cap"], [78, 22])[0]
        return "so_cap" if seat.is_party_post or seat.also or not seat.commune.is_mountain else "khong"

    def one_before(
        self, title: str, unit_id: UUID, until: date, commune: Commune, *, has_college: bool
    ) -> PersonRecord:
        """Somebody who held the post at the start of the term and has left it since."""
        dice, birth_year = self.dice, self.dice.randint(1956, 1968)
        began = date(2009, 1, 5) + timedelta(days=dice.randrange(1800))
        postings = [
            PostingRecord(title, unit_id, PostingKind.MAIN, began, until, began, _decision(began, dice))
        ]
        level = (
            dice.choice(["cao_dang", "dai_hoc", "dai_hoc"])
            if has_college
            else dice.choice(["so_cap", "trung_cap", "trung_cap"])
        )
        schooling = Schooling(
            level,
            dice.randint(1996, 2013),
            dice.choice(["so_cap", "trung_cap", "trung_cap", "trung_cap"]),
            dice.randint(2000, 2012),
        )
        person = self._person(dice.random() < 0.15, birth_year, commune, postings, member=True)
        return replace(person, left_on=until, qualifications=papers(schooling, dice, birth_year))

    def civil_servant(self, title: str, commune: Commune) -> PersonRecord:
        dice, birth_year = self.dice, self.dice.randint(1968, 1994)
        began = date(max(2008, birth_year + 24), 1, 2) + timedelta(days=dice.randrange(330))
        began = min(began, date(2020, 3, 2))
        unit, first = _unit_at(commune, began)
        postings = [
            PostingRecord(
                title,
                first,
                PostingKind.MAIN,
                began,
                MERGED_2020 if first != unit else commune.ends,
                None,
                _decision(began, dice),
            )
        ]
        if first != unit:
            postings.append(PostingRecord(title, unit, PostingKind.MAIN, MERGED_2020, commune.ends))
        person = self._person(dice.random() < 0.45, birth_year, commune, postings, member=dice.random() < 0.8)
        return replace(
            person,
            qualifications=papers(self._office_schooling(title, birth_year), dice, birth_year),
            ratings=self._ratings([2019]),
        )

    def _office_schooling(self, title: str, birth_year: int) -> Schooling:
        dice = self.dice
        level = dice.choices(["trung_cap", "cao_dang", "dai_hoc", "thac_si"], [22, 6, 68, 4])[0]
        fitting = FIELD_OF_OFFICE.get(title, "") if dice.random() < SHARE_FITTING_FIELD else ""
        return Schooling(
            level, max(2004, birth_year + 22), dice.choice(["khong", "so_cap", "trung_cap"]), 2015,
            trainings=("quan_ly_nha_nuoc", "ho_tich") if title == "CC-TPHT" else ("quan_ly_nha_nuoc",),
            field=fitting, it=dice.choices(["co_ban", "khong", ""], [80, 10, 10])[0],
            state_management="chuyen_vien",
        )  # fmt: skip

    def villager(self, title: str, village: UUID, commune: Commune) -> PersonRecord:
        birth_year = self.dice.randint(1955, 1985)
        began = date(2017, 3, 1) + timedelta(days=self.dice.randrange(900))
        postings = [PostingRecord(title, village, PostingKind.MAIN, began, None, began)]
        return self._person(
            self.dice.random() < 0.3, birth_year, commune, postings, member=title == "TH-BTCB"
        )

    def _person(
        self,
        woman: bool,
        birth_year: int,
        commune: Commune,
        postings: Iterable[PostingRecord],
        *,
        member: bool,
    ) -> PersonRecord:
        dice = self.dice
        # Official the year after, and that before the story's day.
        joined = min(birth_year + dice.randint(22, 30), STORY_DAY.year - 2)
        return PersonRecord(
            full_name=self.invention.name(woman=woman, mountain=commune.is_mountain, birth_year=birth_year),
            number=self.number(),
            birth=PartialDate(birth_year, dice.randint(1, 12), dice.randint(1, 28)),
            sex=Sex.FEMALE if woman else Sex.MALE,
            ethnicity=self.invention.people(mountain=commune.is_mountain),
            identity_number=self.invention.identity_number(woman=woman, birth_year=birth_year),
            party_joined=PartialDate(joined, 2, 3) if member else None,
            party_official=PartialDate(joined + 1, 2, 3) if member else None,
            is_party_member=member,
            postings=tuple(postings),
        )

    def _ratings(self, years: Iterable[int]) -> tuple[RatingRecord, ...]:
        grades = [Grade.EXCELLENT, Grade.GOOD, Grade.FAIR, Grade.POOR]
        return tuple(RatingRecord(year, self.dice.choices(grades, [16, 70, 13, 1])[0]) for year in years)


def _key_postings(draft: Draft, came_from: UUID | None) -> Iterable[PostingRecord]:
    """Through the merger of 2020 the same post goes on in the new commune, under a new decision."""
    seat, until = draft.seat, draft.seat.commune.ends
    for title, kind in [
        (seat.title, PostingKind.MAIN),
        *((also, PostingKind.CONCURRENT) for also in seat.also),
    ]:
        decision = f"Quyết định {100 + draft.began.day * 7}-QĐ/HU ngày {draft.began:%d/%m/%Y}"
        if came_from is not None and draft.began < MERGED_2020:
            yield PostingRecord(title, came_from, kind, draft.began, MERGED_2020, draft.began, decision)
            yield PostingRecord(
                title,
                seat.commune.id,
                kind,
                MERGED_2020,
                until,
                draft.began,
                "Quyết định 01-QĐ/HU ngày 01/01/2020",
            )
        else:
            yield PostingRecord(title, seat.commune.id, kind, draft.began, until, draft.began, decision)


def _earlier_post(draft: Draft, came_from: UUID | None, dice: Random) -> PostingRecord:
    title = dice.choice(["CX-DTN", "CC-VPTK", "CX-ND", "CC-TCKT", "CC-VHXH"])
    began = date(max(2004, draft.birth_year + 23), 3, 1)
    return PostingRecord(
        title,
        came_from or draft.seat.commune.id,
        PostingKind.MAIN,
        min(began, draft.began - timedelta(days=400)),
        draft.began,
    )


def _unit_at(commune: Commune, day: date) -> tuple[UUID, UUID]:
    """(the commune, the unit it was on ``day``)."""
    first = commune.merged_from[0] if commune.merged_from and day < MERGED_2020 else commune.id
    return commune.id, first


def _decision(began: date, dice: Random) -> str:
    return f"Quyết định {dice.randrange(10, 900)}-QĐ/UBND ngày {began:%d/%m/%Y}"


def is_in_post_on_story_day(person: PersonRecord) -> bool:
    return any(
        (post.valid_from or STORY_DAY) <= STORY_DAY and (post.valid_to is None or post.valid_to > STORY_DAY)
        for post in person.postings
    )
