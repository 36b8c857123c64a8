"""What makes a password weak: short, or among what people try first, in Vietnamese as well (NIST SP 800-63B)."""

import unicodedata
from collections.abc import Iterable

from django.utils.translation import gettext as _

from caunoi.domain.vocabulary.vietnamese import fold

MOST = 200
GUESSED_FIRST = (
    "matkhau", "password", "123456", "qwerty", "caunoi", "bacgiang", "bacninh", "lanhdao", "canbo", "bimat",
    "anhyeuem", "emyeuanh", "vietnam", "hanoi", "tinhuy", "bantochuc",
)  # fmt: skip


def normalise(password: str) -> str:
    """The same bytes however the keyboard composed the marks."""
    return unicodedata.normalize("NFKC", password)


def length(password: str) -> int:
    return len(normalise(password))


def length_asked(least: int) -> str:
    """What stands beside the field."""
    told = _("Ít nhất %(least)d ký tự. Một câu dễ nhớ là tốt nhất; được dùng dấu và khoảng trắng.")
    return told % {"least": least}


def weakness(password: str, *, least: int, about: Iterable[str] = ()) -> str:
    """Why the password is weak, in a sentence; empty when it is fine."""
    if length(password) < least:
        return _("Mật khẩu cần ít nhất %(least)d ký tự") % {"least": least}
    bare = "".join(character for character in fold(password) if character.isalnum())
    if len(set(bare)) < 5:
        return _("Mật khẩu lặp lại quá ít ký tự khác nhau; hãy dùng một câu dài")
    rest, guesses = bare, {*GUESSED_FIRST, *(fold(word).replace(" ", "") for word in about)}
    for guess in sorted(guesses - {""}, key=lambda guess: (-len(guess), guess)):  # a name before a part of it
        rest = rest.replace(guess, "")
    if rest != bare and len(rest) < 8:
        return _("Mật khẩu gồm những từ người ta đoán đầu tiên; hãy thêm vài từ khác")
    return ""
