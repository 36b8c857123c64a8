import pytest

from caunoi.domain.vocabulary.vietnamese import UnfitText, check_person_name, given_name


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Thị Ánh",
        "Thân Văn Phượng",
        "Ðặng Thuỳ",
        "H'Hen Niê",
        "H’Hen Niê",
        "Y Ƀŏ Ê-ban",
        "Čư̆ Mgar",
        "Giàng A Phử",
        "Vừ Thị Dzua",
        "K'Brơ̆i",
        "Lò Văn Piñ",
    ],
)
def test_letters_of_vietnamese_and_minority_languages_are_taken(name):
    assert check_person_name(f" {name} ") == name.replace("’", "'").replace("Ð", "Đ")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "còn trống"),
        ("   ", "còn trống"),
        ("Nguyễn Văn 2", "có chữ số “2”"),
        ("Nguyễn Văn А", r"có chữ “а” \(U\+0430\)"),
        ("王伟", "không thuộc tiếng Việt"),
        ("Nguyễn Văn A (Tư)", "có dấu “\\(”"),
        ("Nguyễn Văn A; Trần B", "có dấu “;”"),
        ("<b>An</b>", "có dấu “<”"),
        ("=1+1", "có dấu “=”"),
        ("An 😀", "có dấu “😀”"),
        ("Müller", "dấu lạ trên chữ “u”"),
        ("-An", "bắt đầu bằng"),
        ("A\u200bn", "không nhìn thấy"),
        ("An " * 34, "tối đa 100"),
    ],
)
def test_a_name_that_cannot_be_one_is_refused_with_the_reason(name, reason):
    with pytest.raises(UnfitText, match=reason):
        check_person_name(name)


def test_the_longest_name_has_a_hundred_letters():
    assert check_person_name("A" * 100) == "A" * 100

    with pytest.raises(UnfitText):
        check_person_name("A" * 101)


@pytest.mark.parametrize(("full", "given"), [("Nguyễn Thị Minh Châu", "Châu"), ("Niê", "Niê"), ("", "")])
def test_the_given_name_is_the_last_syllable(full, given):
    assert given_name(full) == given
