"""How much of the province a demo holds, and the figures the story must come out at."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """A demo of so many communes, with the article's proportions kept.

    ``key_people`` are key officials on the story's day; ``lack_political`` and ``lack_professional`` of them are short
    of the standard, ``lack_both`` of both; shares are of those with college or higher, at the start and at the end.
    """

    name: str
    communes: int | None
    key_people: int
    lack_political: int
    lack_professional: int
    lack_both: int
    college_share: float
    college_share_at_start: float
    civil_servants: int
    villages: int

    @property
    def at_standard(self) -> int:
        return self.key_people - (self.lack_political + self.lack_professional - self.lack_both)


# 1.368 người, 1.300 đạt chuẩn, hơn 60 % cao đẳng trở lên, tăng gần 20 điểm: các con số của bài báo.
PROVINCE = Size("province", None, 1368, 41, 30, 3, 0.624, 0.428, 7, 6)
COMMUNE = Size("commune", 5, 33, 3, 2, 1, 0.624, 0.428, 3, 1)
# Cùng một tỉnh, thêm công chức cho đủ khoảng một trăm nghìn người: để đo sức chịu tải.
NATION = Size("nation", None, 1368, 41, 30, 3, 0.624, 0.428, 470, 6)
SIZES = {size.name: size for size in (COMMUNE, PROVINCE, NATION)}
