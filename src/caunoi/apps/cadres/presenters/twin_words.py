"""Why two records may be one person, in words; the surer a pair, the plainer it is said."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from caunoi.domain.likeness.suspicion import Suspicion
from caunoi.domain.likeness.weights import load_weights
from caunoi.foundation.ui.components import Chip


def sign_words(sign: str) -> str:
    words = {
        "identity.same": _("cùng số định danh"),
        "name.same": _("cùng họ tên"),
        "name.unmarked": _("họ tên chỉ khác dấu, một bên gõ không dấu"),
        "name.twin_letters": _("họ tên chỉ khác i và y"),
        "name.order": _("họ tên cùng các tiếng, khác thứ tự"),
        "name.middle_missing": _("họ tên chỉ khác ở tên đệm bị thiếu"),
        "name.letter": _("họ tên khác một chữ cái"),
        "name.other_marks": _("họ tên khác dấu"),
        "name.middle_differs": _("cùng họ và tên, khác tên đệm"),
        "name.differs": _("khác họ tên"),
        "birth.same_day": _("cùng ngày sinh"),
        "birth.first_of_january": _("cùng ghi sinh ngày 01/01"),
        "birth.same_month": _("cùng tháng sinh"),
        "birth.same_year": _("cùng năm sinh, một bên không ghi ngày"),
        "birth.day_and_month_swapped": _("ngày và tháng sinh đảo chỗ"),
        "birth.one_digit": _("ngày sinh khác một chữ số"),
        "birth.differs": _("khác ngày sinh"),
        "other.phone": _("cùng điện thoại"),
        "other.same_post": _("cùng chức danh ở cùng đơn vị"),
        "other.same_unit": _("cùng đơn vị"),
        "other.two_main_posts": _("hai chức danh chính ở hai nơi cùng lúc"),
        "other.sex_differs": _("khác giới tính"),
        "other.number_differs": _("hai số hiệu cán bộ khác nhau"),
    }
    return words[sign]


def sign_points(sign: str) -> int:
    """Above nothing it speaks for one person, below it against."""
    return 1 if sign == "identity.same" else load_weights().of(sign)


def speaking_for(signs: Iterable[str]) -> str:
    told = [sign for sign in signs if sign_points(sign) > 0]
    if "other.same_post" in told:
        told = [sign for sign in told if sign != "other.same_unit"]
    return "; ".join(map(sign_words, told))


def speaking_against(signs: Iterable[str]) -> str:
    return "; ".join(sign_words(sign) for sign in signs if sign_points(sign) < 0)


def sureness(pair: Suspicion) -> Chip:
    if pair.is_certain:
        return Chip(_("Cùng số định danh"), "loi")
    weights = load_weights()
    if pair.is_likely(weights):
        return Chip(_("Rất giống"), "chu-y")
    if pair.score >= weights.suggest_from:
        return Chip(_("Có thể"), "thong-tin")
    return Chip(_("Ít giống"), "trung-tinh")
