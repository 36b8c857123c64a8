import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.domain.vocabulary.vietnamese import UnfitText, canonical, fold, normalise, tidy, twin_key

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
words = st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + " '-", max_size=30)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Nguyễn \u00a0 Văn\tAn ", "Nguyễn Văn An"),
        ("Nguyễn\nVăn\r\nAn", "Nguyễn Văn An"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Ánh"), "Nguyễn Thị Ánh"),
        ("\u00d0\u1eb7ng", "Đặng"),
        ("\u0189ức \u00f0o \u0256i", "Đức đo đi"),
        ("", ""),
    ],
)
def test_text_is_stored_in_one_form(typed, stored):
    assert normalise(typed) == stored


def test_tidying_refuses_nothing():
    assert tidy(" \u00d0ỗ\t An\u0000 ") == "Đỗ An\u0000"


@pytest.mark.parametrize(
    "typed",
    [
        "An\u0000",
        "An\u0007",
        "An\u001f",
        "A\u200bn",
        "A\u200dn",
        "\ufeffAn",
        "A\u202en",
        "A\u2066n",
        "A\u00adn",
        "A\u3164n",
        "\ud800",
        "\ue000",
        "\u0301An",
        "Ệ\u0301n",
    ],
)
def test_hidden_characters_and_piled_marks_are_refused(typed):
    with pytest.raises(UnfitText, match="gõ lại"):
        normalise(typed)


def test_a_refusal_names_the_character_and_its_place():
    with pytest.raises(UnfitText) as refusal:
        normalise("Văn\u200bAn")

    assert str(refusal.value) == "có ký tự không nhìn thấy (U+200B) ở vị trí 4; xoá rồi gõ lại chữ ở đó"


@pytest.mark.parametrize(
    ("modern", "traditional"),
    [
        ("hoà", "hòa"),
        ("khoẻ", "khỏe"),
        ("thuý", "thúy"),
        ("Thuỷ", "thủy"),
        ("toạ", "tọa"),
        ("Hòang", "hoàng"),
        ("Hùynh", "huỳnh"),
        ("tóan", "toán"),
        ("thọai", "thoại"),
        ("qúy", "quý"),
        ("gía", "giá"),
        ("Ðức", "đức"),
        ("H’Hen", "h'hen"),
    ],
)
def test_two_ways_of_typing_are_one_word(modern, traditional):
    assert canonical(modern) == canonical(traditional) == traditional


WORDS_WITH_THEIR_TONE_IN_PLACE = """
    quý quả giá già gìn giếng mía của nghĩa khuỷu khuỵu xoóng huế thuở lựu lửa bão kéo tuyết tuấn ngoái
    quốc giường yến uống phượng thoái niê y'ê nguyễn dĩnh
"""


@pytest.mark.parametrize(
    "word",
    WORDS_WITH_THEIR_TONE_IN_PLACE.split(),
)
def test_a_word_with_its_tone_in_place_stays_as_it_is(word):
    assert canonical(word) == word


def test_a_syllable_of_another_language_keeps_its_marks():
    assert canonical("Ƀuôn Čư̆ jŏng") == "ƀuôn čư̆ jŏng"


def test_marks_make_another_word():
    assert len({canonical(word) for word in ("Hoa", "Hòa", "Hóa", "Hỏa", "Hoả")}) == 4


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("Nguyễn Đức Đường", "nguyen duc duong"),
        ("NGUYỄN THỊ ÁNH", "nguyen thi anh"),
        (unicodedata.normalize("NFD", "Đặng Thuỳ"), "dang thuy"),
        ("\u00d0ặng", "dang"),
        ("H'Hen Niê", "hhen nie"),
        ("Ƀuôn Čư", "buon cu"),
        ("A\u200bn\u0000h", "an h"),
        ("Ｎguyễn", "nguyen"),
        ("ŉ \U0001078b", "n d"),
        ("  xã   Xuân Hương ", "xa xuan huong"),
        ("", ""),
    ],
)
def test_search_looks_past_case_marks_and_dd(typed, searched):
    assert fold(typed) == searched


@given(st.text())
def test_folding_never_fails_and_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(max_codepoint=0x24F), max_size=20))
def test_folding_letter_by_letter_folds_the_whole(text):
    letters = "".join(letter for letter in text if letter.isalpha())

    assert fold(letters) == "".join(fold(letter) for letter in letters) == fold(letters + "\u2003")


@given(words)
def test_composed_and_decomposed_text_have_the_same_keys(text):
    decomposed = unicodedata.normalize("NFD", text)

    assert normalise(decomposed) == normalise(text)
    assert canonical(decomposed) == canonical(text)
    assert fold(decomposed) == fold(text)


@given(words)
def test_the_keys_of_a_key_are_the_key_itself(text):
    assert normalise(normalise(text)) == normalise(text)
    assert canonical(canonical(text)) == canonical(text)


@given(words)
def test_the_same_word_is_always_found_by_search(text):
    assert fold(canonical(text)) == fold(text)
    assert fold(text).isascii()


@given(words, words)
def test_the_same_word_is_always_a_twin(one, other):
    if canonical(one) == canonical(other):
        assert twin_key(one) == twin_key(other)


def test_twins_look_past_i_and_y_and_spaces():
    assert twin_key("Lý Thị Mỹ-Linh") == twin_key("Lí Thị Mĩ Linh") == twin_key("ly thi mylinh")
    assert twin_key("Lý Thị Lan") != twin_key("Lý Thị Liên")
