"""Invented people: names put together from common syllables, identity numbers that belong to nobody."""

from dataclasses import dataclass, field
from random import Random

COMMON_FAMILIES = {
    "Nguyễn": 28, "Trần": 9, "Hoàng": 8, "Thân": 6, "Dương": 6, "Lê": 6, "Giáp": 5, "Phạm": 5, "Đỗ": 4, "Vũ": 4,
    "Bùi": 3, "Đặng": 3, "Ngô": 3, "Lương": 3, "Tạ": 2, "Chu": 2, "Đào": 2, "Hà": 2, "Lưu": 2, "Đồng": 2,
    "Ngụy": 1, "La": 1, "Phan": 1, "Trịnh": 1,
}  # fmt: skip
FAMILY = [name for name, share in COMMON_FAMILIES.items() for _ in range(share)]
FAMILY_MOUNTAIN = "Nông Vi Lý Hoàng Lâm Triệu Bàn Đàm Lục Ninh Từ Trương Tống Leo".split()
MIDDLE_MALE = ["Văn"] * 10 + "Đức Quang Hữu Công Xuân Ngọc Mạnh Thế Đình Minh Trọng Duy Bá Quốc".split()
MIDDLE_FEMALE = ["Thị"] * 10 + [
    "Thị Thu",
    "Thị Thanh",
    "Thị Kim",
    "Thị Hồng",
    "Thị Bích",
    "Thị Ngọc",
    "Thu",
    "Thanh",
]
GIVEN_MALE = (
    "An Bình Bảo Cường Chiến Chung Cảnh Dũng Dương Đạt Đông Đức Đoàn Giang Hải Hùng Hưng Huy Khánh Kiên Lâm Long Luân "
    "Mạnh Minh Nam Nghĩa Phong Phúc Phượng Quân Quyết Sơn Sáng Sỹ Tâm Tân Thắng Thành Thạch Thịnh Thọ Tiến Toàn Trung "
    "Trường Tuấn Tùng Tuyển Vinh Việt Vượng"
).split()
GIVEN_FEMALE = (
    "Anh Ánh Bích Chi Cúc Dung Duyên Đào Giang Hà Hạnh Hằng Hiền Hoa Hòa Hồng Huệ Huyền Hương Lan Liên Linh Loan Mai "
    "Minh My Nga Ngân Ngọc Nhung Oanh Phương Quyên Tâm Thảo Thơm Thủy Thúy Trang Tuyết Vân Xuân Yến"
).split()
PEOPLES = ["Tày", "Nùng", "Sán Dìu", "Sán Chí", "Cao Lan", "Dao"]


@dataclass
class Invention:
    """Draws names and identity numbers, each full name only once per birth year."""

    dice: Random
    used: set[tuple[str, int]] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)

    def name(self, *, woman: bool, mountain: bool, birth_year: int) -> str:
        while True:
            family = self.dice.choice(FAMILY_MOUNTAIN if mountain and self.dice.random() < 0.6 else FAMILY)
            middle = self.dice.choice(MIDDLE_FEMALE if woman else MIDDLE_MALE)
            given = self.dice.choice(GIVEN_FEMALE if woman else GIVEN_MALE)
            full = f"{family} {middle} {given}"
            if (full, birth_year) not in self.used:
                self.used.add((full, birth_year))
                return full

    def identity_number(self, *, woman: bool, birth_year: int) -> str:
        """Twelve digits as the law lays them out: province 024, century and sex, year of birth, six at random."""
        while True:
            number = f"024{1 if woman else 0}{birth_year % 100:02d}{self.dice.randrange(1_000_000):06d}"
            if number not in self.numbers:
                self.numbers.add(number)
                return number

    def people(self, *, mountain: bool) -> str:
        return self.dice.choice(PEOPLES) if mountain and self.dice.random() < 0.55 else "Kinh"
