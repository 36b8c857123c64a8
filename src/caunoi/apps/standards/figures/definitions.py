"""The figures about people as data: what each is called, says, and asks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import lazy
from django.utils.translation import gettext, gettext_noop

from caunoi.apps.standards.selectors.asked import (
    ANY,
    EVIDENCE,
    LACKS,
    LEVEL,
    PROVEN,
    UNKNOWN_OF,
    UNPROVEN,
    VERDICT,
)
from caunoi.domain.eligibility.terms import load_terms

AT_START = "education.college_or_higher.at_term_start"
TIMES = "gap.times"
COLLEGE = "cao_dang"
EVERYBODY = "tat-ca"
COLUMNS = (
    gettext_noop("Họ và tên"),
    gettext_noop("Chức danh"),
    gettext_noop("Đơn vị"),
    gettext_noop("Kết luận"),
    gettext_noop("Thiếu"),
)
TIMES_COLUMNS = (*COLUMNS[:3], gettext_noop("Yêu cầu"), gettext_noop("Kết luận"))
Question = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Definition:
    """A figure about people: what it adds to the question, and whether a whole stands beside it."""

    code: str
    title: str
    text: str
    question: Question
    with_whole: bool = True


STANDARD = (
    Definition(
        "standard.people",
        gettext_noop("Cán bộ chủ chốt cấp xã"),
        gettext_noop(
            "Số người giữ ít nhất một chức danh chủ chốt cấp xã trong ngày; giữ hai chức danh tính một người."
        ),
        {},
        with_whole=False,
    ),
    Definition(
        "standard.met",
        gettext_noop("Cán bộ chủ chốt đạt chuẩn"),
        gettext_noop(
            "Số cán bộ chủ chốt cấp xã đạt chuẩn về chuyên môn và lý luận chính trị ở mọi chức danh chủ chốt đang giữ; "
            "được miễn tính là đạt; chuyển tiếp và thiếu dữ liệu không tính là đạt."
        ),
        {VERDICT: ["dat"]},
    ),
    Definition(
        "standard.not_met",
        gettext_noop("Cán bộ chủ chốt chưa đạt chuẩn"),
        gettext_noop("Số cán bộ chủ chốt cấp xã biết chắc còn thiếu ít nhất một yêu cầu tính vào đạt chuẩn."),
        {VERDICT: ["chua"]},
    ),
    Definition(
        "standard.in_transition",
        gettext_noop("Cán bộ chủ chốt trong thời hạn chuyển tiếp"),
        gettext_noop(
            "Số cán bộ chủ chốt cấp xã chưa đủ yêu cầu nhưng còn trong thời hạn chuyển tiếp của quy định."
        ),
        {VERDICT: ["chuyen-tiep"]},
    ),
    Definition(
        "standard.unknown",
        gettext_noop("Cán bộ chủ chốt thiếu dữ liệu"),
        gettext_noop(
            "Số cán bộ chủ chốt cấp xã chưa thể kết luận vì thiếu dữ liệu; "
            "không tính là đạt, cũng không tính là chưa đạt."
        ),
        {VERDICT: ["thieu-du-lieu"]},
    ),
    Definition(
        "standard.met.verified",
        gettext_noop("Đạt chuẩn, minh chứng đã xác minh"),
        gettext_noop("Số người đạt chuẩn mà chỉ riêng các minh chứng đã xác minh cũng đủ để đạt."),
        {EVIDENCE: [PROVEN]},
    ),
    Definition(
        "standard.met.unverified",
        gettext_noop("Đạt chuẩn, còn chờ xác minh"),
        gettext_noop("Số người đạt chuẩn nhờ ít nhất một minh chứng chưa xác minh."),
        {EVIDENCE: [UNPROVEN]},
    ),
    Definition(
        "gap.any",
        gettext_noop("Người thiếu ít nhất một yêu cầu"),
        gettext_noop(
            "Số người biết chắc còn thiếu ít nhất một yêu cầu của chức danh, "
            "kể cả yêu cầu không tính vào đạt chuẩn."
        ),
        {LACKS: [ANY]},
    ),
    Definition(
        "education.college_or_higher",
        gettext_noop("Trình độ cao đẳng trở lên"),
        gettext_noop(
            "Số cán bộ chủ chốt cấp xã có bằng chuyên môn từ cao đẳng trở lên, "
            "cấp từ ngày được hỏi trở về trước."
        ),
        {LEVEL: [COLLEGE]},
    ),
)


def _of_requirement(sentence: str, name: str) -> str:
    return gettext(sentence) % {"name": gettext(name)}


of_requirement = lazy(_of_requirement, str)
"""Put together when it is read, so that it follows the reader's language."""


def gaps() -> Iterator[Definition]:
    """For every requirement of the matrix how many lack it, and of how many nobody knows."""
    for code, word in load_terms().columns.items():
        yield Definition(
            f"gap.{code}",
            of_requirement(gettext_noop("Thiếu: %(name)s"), word.name),
            of_requirement(
                gettext_noop("Số người biết chắc chưa đạt yêu cầu “%(name)s” của một chức danh đang giữ."),
                word.name,
            ),
            {LACKS: [code]},
        )
        yield Definition(
            f"gap.unknown.{code}",
            of_requirement(gettext_noop("Chưa rõ: %(name)s"), word.name),
            of_requirement(
                gettext_noop("Số người chưa kết luận được về yêu cầu “%(name)s” vì thiếu dữ liệu."), word.name
            ),
            {UNKNOWN_OF: [code]},
        )
