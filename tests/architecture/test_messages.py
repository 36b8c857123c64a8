"""No sentence without its English, none of Django's own without Vietnamese; each kind of fault is seen."""

import re

import polib
import pytest
from django import forms
from django.utils import translation

from scripts import messages

LETTERS = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)
# What stays Vietnamese inside English: the product, the currency, places, people, numbers of acts, words to be typed.
PROPER = (
    "Cầu Nối", "đồng", "QĐ", "KH-UBND", "DỮ LIỆU MẪU", "Phúc Sơn", "Tân Yên", "Lạng Giang", "Xuân Hương",
    "Cảnh Thụy", "Trại Phúc Mãn", "đặt ra", "Nữ",
)  # fmt: skip


def test_the_catalogues_are_whole_and_compiled():
    assert messages.faults() == []


def test_the_english_says_nothing_in_vietnamese_but_names():
    told = [
        form for entry in messages.catalogue("en") for form in (entry.msgstr, *entry.msgstr_plural.values())
    ]

    assert [text for text in told if LETTERS.search(without_names(text))] == []


def without_names(text: str) -> str:
    for name in PROPER:
        text = text.replace(name, "")
    return text


def entry(msgid: str, msgstr: str, **more) -> polib.POEntry:
    return polib.POEntry(msgid=msgid, msgstr=msgstr, **more)


@pytest.mark.parametrize(
    ("planted", "told"),
    [
        (entry("Lưu", ""), "is not translated"),
        (entry("Lưu", "  "), "is not translated"),
        (entry("Có %(n)s người", "There are people"), "same places"),
        (entry("Có %(n)s người", "There are %(m)s people"), "same places"),
        (entry("Nhập {label}", "Enter {name}"), "same places"),
        (entry("có chữ {code:04X}", "has a letter"), "same places"),
        (entry("Lỗi: ", "Error:"), "another blank"),
    ],
)
def test_a_bad_translation_is_seen(planted, told):
    assert told in " ".join(messages.faults_of(planted))


def test_one_of_something_may_leave_out_the_number():
    spoken = entry(
        "%(n)s lỗi", "", msgid_plural="%(n)s lỗi", msgstr_plural={0: "one error", 1: "%(n)s errors"}
    )

    assert list(messages.faults_of(spoken)) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('a = _("Lưu")', [("", "Lưu", "")]),
        ('a = gettext_lazy("Lưu " "hồ sơ")', [("", "Lưu hồ sơ", "")]),
        ('a = gettext_noop("Lưu")', [("", "Lưu", "")]),
        ('a = ngettext("%(n)s người", "%(n)s người ấy", n)', [("", "%(n)s người", "%(n)s người ấy")]),
        ('a = pgettext("nút", "Lưu")', [("nút", "Lưu", "")]),
        ("a = _(label)", []),
        ('a = tell("Lưu")', []),
    ],
)
def test_sentences_are_collected_from_python(source, found):
    assert [(each.context, each.msgid, each.plural) for each in messages.of_python(source, "x.py")] == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('{% load i18n %}{% translate "Lưu (hồ sơ)" %}', [("Lưu (hồ sơ)", "")]),
        ("{% load i18n %}{% blocktranslate %}Ngày {{ day }}{% endblocktranslate %}", [("Ngày %(day)s", "")]),
        (
            "{% load i18n %}{% blocktranslate count n=n %}{{ n }} lỗi{% plural %}{{ n }} lỗi ấy{% endblocktranslate %}",
            [("%(n)s lỗi", "%(n)s lỗi ấy")],
        ),
        ('{{ name|default:_("chưa có") }}', [("chưa có", "")]),
        ("<p>Lưu</p>", []),
    ],
)
def test_sentences_are_collected_from_templates(source, found):
    assert [(each.msgid, each.plural) for each in messages.of_template(source, "x.html")] == found


def test_what_nobody_says_any_more_leaves_the_catalogue():
    kept = polib.POFile()
    kept.append(entry("Cũ", "Old"))
    kept.append(entry("Lưu", "Save"))

    fresh = messages.renewed("en", [messages.Message("Lưu", "", "", "x.py")], kept)

    assert [(each.msgid, each.msgstr) for each in fresh] == [("Lưu", "Save")]


def test_a_sentence_said_twice_stands_once_with_both_places():
    said = [messages.Message("Lưu", "", "", path) for path in ("a.py", "b.py", "a.py")]

    fresh = messages.renewed("en", said, polib.POFile())

    assert [[path for path, _ in each.occurrences] for each in fresh] == [["a.py", "b.py"]]


class EveryField(forms.Form):
    """One of each kind of field a page may have."""

    text = forms.CharField(min_length=3, max_length=5)
    count = forms.IntegerField(min_value=1, max_value=9)
    share = forms.DecimalField(max_digits=3, decimal_places=1)
    day = forms.DateField()
    moment = forms.DateTimeField()
    length = forms.DurationField()
    mail = forms.EmailField()
    address = forms.URLField(assume_scheme="https")
    word = forms.SlugField()
    id = forms.UUIDField()
    data = forms.JSONField()
    choice = forms.ChoiceField(choices=[("a", "A")])
    choices = forms.MultipleChoiceField(choices=[("a", "A")])
    agreed = forms.BooleanField()
    file = forms.FileField()
    place = forms.GenericIPAddressField()


WRONG = {
    "text": "ab\x00cdefg", "count": "1000", "share": "12345.678", "day": "99/99/2020", "moment": "x",
    "length": "x", "mail": "x", "address": "http://", "word": "a b", "id": "x", "data": "{", "choice": "z",
    "choices": ["z"], "place": "x",
}  # fmt: skip
ENGLISH = re.compile(
    r"\b(the|this|is|are|not|valid|enter|value|required|ensure|field|select|characters?|must|no|file|allowed)\b"
)


@pytest.mark.parametrize("given", [{}, WRONG], ids=["empty", "wrong"])
def test_what_django_says_of_a_form_is_vietnamese(given):
    with translation.override("vi"):
        told = [str(error) for errors in EveryField(given).errors.values() for error in errors]

    assert len(told) >= 13
    assert [error for error in told if ENGLISH.search(error) or not LETTERS.search(error)] == []
