"""Numbers as they are written and typed here: dots between thousands, a comma before decimals."""

import re
from decimal import ROUND_HALF_UP, Decimal

from caunoi.domain.vocabulary.unreadable import Unreadable

_WHOLE = re.compile(r"[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+")
_DECIMAL = re.compile(r"(?P<sign>-?)(?P<whole>[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+)(?:,(?P<part>[0-9]+))?")
_MARK = re.compile(r"[0-9]{1,2}(?:[.,][0-9]{1,3})?")
_MOST_DIGITS = 18


class UnreadableNumber(Unreadable):
    """A number that cannot be read for sure (số chưa rõ): it is asked about, never guessed."""


def format_number(number: int | float | Decimal, places: int | None = None) -> str:
    """1.300 and 3,5. `places` fixes the decimals; without it there are at most two, and no idle zeros."""
    quantum = Decimal(1).scaleb(-(2 if places is None else places))
    rounded = Decimal(str(number)).quantize(quantum, ROUND_HALF_UP)
    whole, _, part = f"{rounded:,f}".partition(".")
    if places is None:
        part = part.rstrip("0")
    text = whole.replace(",", ".") + (f",{part}" if part else "")
    return "0" if text == "-0" else text


def parse_count(text: str) -> int:
    """A whole number from 0 on: 1300 or 1.300. Whatever could mean two things is asked about."""
    typed = text.strip(" \u00a0")
    digits = typed.replace(".", "")
    if _WHOLE.fullmatch(typed) and len(digits) <= _MOST_DIGITS:
        return int(digits)
    raise _doubtful_count(typed)


def parse_mark(text: str) -> Decimal:
    """A mark (điểm) from 0 to 10, with a comma or a dot before the decimals: 7,25 and 7.250 are one mark."""
    typed = text.strip(" \u00a0")
    if not _MARK.fullmatch(typed):
        raise UnreadableNumber("là {typed}; điểm là số từ 0 đến 10, như 7,5", typed=typed or "để trống")
    mark = Decimal(typed.replace(",", "."))
    if mark <= 10:
        return mark.normalize() if mark % 1 else mark.to_integral_value()
    guess = format_number(mark / 10)
    raise UnreadableNumber(
        "là {typed}; điểm từ 0 đến 10. Có phải {suggestion}?", typed=typed, suggestion=guess
    )


def parse_number(text: str) -> Decimal:
    """Any number in Vietnamese writing: 1.300, 3,5, 1.300,25, -4. A dot that groups nothing is a question."""
    typed = text.strip(" \u00a0")
    match = _DECIMAL.fullmatch(typed)
    if match is not None and len(typed) <= 2 * _MOST_DIGITS:
        return (
            Decimal(f"{match['sign']}{match['whole'].replace('.', '')}.{match['part'] or '0'}").normalize()
            + 0
        )
    if re.fullmatch(r"-?[0-9]+\.[0-9]+", typed):
        guess = typed.replace(".", ",")
        raise UnreadableNumber(
            "{typed} chưa rõ; phần lẻ viết sau dấu phẩy. Có phải {suggestion}?", typed=typed, suggestion=guess
        )
    raise UnreadableNumber("{typed} không phải là số; viết như 1.300 hoặc 3,5", typed=typed or "Ô trống")


def _doubtful_count(typed: str) -> UnreadableNumber:
    guess = _guess_count(typed)
    if guess is not None:
        return UnreadableNumber("{typed} chưa rõ. Có phải {suggestion}?", typed=typed, suggestion=guess)
    return UnreadableNumber(
        "{typed} không phải là số đếm; viết số nguyên như 1300 hoặc 1.300", typed=typed or "Ô trống"
    )


def _guess_count(typed: str) -> str | None:
    if re.fullmatch(r"[0-9]{1,3}(?:[, _\u00a0][0-9]{3})+", typed):
        return format_number(int(re.sub(r"[^0-9]", "", typed)))
    if re.fullmatch(r"[0-9]+[.,]0+", typed):
        return format_number(int(re.split("[.,]", typed)[0]))
    # A workbook in American dress turns 1.300 into 1.3.
    if re.fullmatch(r"[1-9][0-9]{0,2}[.,][0-9]{1,2}", typed):
        whole, part = re.split("[.,]", typed)
        return f"{whole}.{part:0<3}"
    if typed.isdecimal() and len(typed) <= _MOST_DIGITS:
        return format_number(int(typed))
    power = re.fullmatch(r"([0-9])[eE]\+?([0-9])", typed)
    return format_number(int(power[1]) * 10 ** int(power[2])) if power else None


_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION = 10**9


def spell_number(number: int) -> str:
    """The number in words, in the style of official papers: một nghìn không trăm linh năm."""
    if number < 0:
        return f"âm {spell_number(-number)}"
    if number == 0:
        return _DIGITS[0]
    return " ".join(_spell_whole(number, led=False))


def _spell_whole(number: int, *, led: bool) -> list[str]:
    """The words of a number; `led` says that something greater was spoken before it."""
    billions, rest = divmod(number, _BILLION)
    words = [*_spell_whole(billions, led=led), "tỷ"] if billions else []
    for scale, name in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group = rest // scale % 1000
        if group:
            words += _spell_group(group, led=led or bool(words))
            words += [name] if name else []
    return words


def _spell_group(group: int, *, led: bool) -> list[str]:
    hundreds, rest = divmod(group, 100)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or led else []
    if 0 < rest < 10:
        return [*words, "linh", _DIGITS[rest]] if words else [_DIGITS[rest]]
    return words + _spell_tens(*divmod(rest, 10))


def _spell_tens(tens: int, ones: int) -> list[str]:
    if not tens:
        return []
    words = ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if not ones:
        return words
    special = {5: "lăm"} if tens == 1 else {1: "mốt", 4: "tư", 5: "lăm"}
    return [*words, special.get(ones, _DIGITS[ones])]
