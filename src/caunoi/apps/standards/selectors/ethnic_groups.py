"""The ethnic groups of the country (dân tộc): who is of a minority, and which words say nothing for sure."""

from functools import lru_cache

from caunoi.domain.vocabulary.vietnamese import fold

MAJORITY = frozenset({"kinh", "viet"})

# The list of 2 March 1979 without Kinh, and names in daily use for parts of them.
MINORITIES = """
Tày, Thái, Hoa, Khơ-me, Mường, Nùng, Mông, Dao, Gia-rai, Ngái, Ê-đê, Ba-na, Xơ-đăng, Sán Chay, Cơ-ho, Chăm, Sán Dìu,
Hrê, Mnông, Ra-glai, Xtiêng, Bru - Vân Kiều, Thổ, Giáy, Cơ-tu, Gié - Triêng, Mạ, Khơ-mú, Co, Tà-ôi, Chơ-ro, Kháng,
Xinh-mun, Hà Nhì, Chu-ru, Lào, La Chí, La Ha, Phù Lá, La Hủ, Lự, Lô Lô, Chứt, Mảng, Pà Thẻn, Cơ Lao, Cống, Bố Y,
Si La, Pu Péo, Brâu, Ơ-đu, Rơ-măm,
Khmer, H'Mông, Mèo, Cao Lan, Sán Chí, Sán Chỉ, Sán Dìu (Trại), Hán, Jrai, Bahnar, Bana, Êđê, K'Ho, M'Nông, S'Tiêng,
Raglay, Vân Kiều, Bru, Pa Cô, Cơ Tu, Giẻ Triêng, Cor, Dân tộc thiểu số, Thiểu số, DTTS
"""


def _key(name: str) -> str:
    letters = "".join(letter for letter in fold(name) if letter.isalnum())
    return letters.removeprefix("dantoc") or letters


MINORITY_KEYS = frozenset(_key(name) for name in MINORITIES.split(","))


@lru_cache(maxsize=4096)
def ethnic_rank(ethnicity: str) -> int:
    """1 majority, 2 minority, 0 not known: a misspelt word eases no requirement."""
    key = _key(ethnicity)
    return 1 if key in MAJORITY else 2 if key in MINORITY_KEYS else 0
