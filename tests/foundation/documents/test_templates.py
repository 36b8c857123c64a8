"""Templates of letters: checked before they are used, filled in a sandbox, in force from a day on."""

import io
import zipfile
from datetime import date

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from caunoi.foundation.documents import all_kinds, kind_or_404
from caunoi.foundation.documents.filling import UnfitTemplate, check_template, fill
from caunoi.foundation.documents.models import DocumentTemplate
from caunoi.foundation.documents.selectors import in_force, template_bytes, versions_of
from caunoi.foundation.documents.services import bring_in_template, make_letter
from caunoi.foundation.errors import Forbidden, NotVisible, Refused
from tests.apps.cadres.readers import signed_in
from tests.factories.organisation import make_province

KIND = "danh-sach"
LETTERS = [kind for kind in all_kinds() if kind.format == "docx"]
FIELDS = "{{ dau_mau }} {{ ma_ke_hoach }} {% for n in nguoi %}{{ n.ho_ten }}{% endfor %}"


def word(text: str) -> bytes:
    document = docx.Document()
    for paragraph in text.split("\n"):
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def text_of(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.key)
def test_the_template_that_comes_with_the_product_passes_its_own_check(kind):
    used = check_template(kind, kind.default.read_bytes())

    assert kind.required <= used <= set(kind.fields)


@pytest.mark.parametrize("kind", LETTERS, ids=lambda kind: kind.key)
def test_a_filled_template_holds_every_sample_fact_and_no_mark_of_a_field(kind):
    told = kind.sample()
    facts = {str(told[name]) for name in kind.required if isinstance(told[name], str)}

    text = text_of(fill(kind.default.read_bytes(), told))

    assert facts and [fact for fact in facts if fact not in text] == []
    assert "DỮ LIỆU MẪU" in text
    assert "{{" not in text and "{%" not in text


def test_a_template_that_lacks_a_field_is_told_which_before_anything_is_filled():
    with pytest.raises(UnfitTemplate, match=r"Mẫu thiếu trường: \{\{ nguoi \}\}"):
        check_template(kind_or_404(KIND), word("{{ dau_mau }} {{ ma_ke_hoach }}"))


def test_a_template_that_asks_for_a_field_nobody_fills_is_told_its_name():
    with pytest.raises(UnfitTemplate, match="trường không có: luong"):
        check_template(kind_or_404(KIND), word(FIELDS + "{{ luong }}"))


@pytest.mark.parametrize(
    "text", ["{{ dau_mau", "{% for n in nguoi %}", "{{ dau_mau | khong_co }}", "{{ nguoi[0].luong }}"]
)
def test_a_template_with_a_slip_of_the_pen_is_refused_in_words(text):
    with pytest.raises(UnfitTemplate) as refusal:
        check_template(kind_or_404(KIND), word(FIELDS + text))

    assert "ẫu" in refusal.value.reason


@pytest.mark.parametrize(
    "text",
    [
        "{{ dau_mau.__class__.__mro__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ nguoi.__init__.__globals__ }}",
        "{% for x in range(10000000) %}{% endfor %}",
    ],
)
def test_what_stands_in_a_template_reaches_nothing_but_its_fields(text):
    with pytest.raises((UnfitTemplate, OverflowError)):
        check_template(kind_or_404(KIND), word(FIELDS + text))


def test_a_name_that_looks_like_markup_stays_a_name():
    sample = kind_or_404(KIND).sample()
    sample["nguoi"][0]["ho_ten"] = "<w:p>{{ 7*7 }}</w:p> & Văn An"

    text = text_of(fill(word(FIELDS), sample))

    assert "<w:p>{{ 7*7 }}</w:p> & Văn An" in text


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"khong phai word",
        _zip({"a.txt": b"1"}),
        _zip({"word/document.xml": b"x", "word/vbaProject.bin": b"1"}),
        _zip({"word/document.xml": b"0" * (21 * 1024 * 1024)}),
        b"0" * (2 * 1024 * 1024 + 1),
        _zip({"word/document.xml": b"<x/>", **{f"{n}": b"" for n in range(600)}}),
    ],
    ids=["empty", "text", "other zip", "macro", "bomb", "too large", "too many parts"],
)
def test_what_is_no_plain_word_file_is_refused_before_it_is_opened(data):
    with pytest.raises(UnfitTemplate):
        check_template(kind_or_404(KIND), data)


@pytest.mark.django_db
def test_a_new_version_ends_the_one_before_and_old_letters_keep_theirs(system):
    kind = kind_or_404(KIND)
    for month, mark in ((1, "MỘT"), (6, "HAI")):
        bring_in_template(
            actor=system,
            kind=kind,
            data=word(FIELDS + mark),
            file_name="mau.docx",
            valid_from=date(2020, month, 1),
        )

    assert "MỘT" in text_of(make_letter(kind, kind.sample(), on=date(2020, 5, 31)))
    assert "HAI" in text_of(make_letter(kind, kind.sample(), on=date(2020, 6, 1)))
    assert template_bytes(kind, date(2019, 12, 31)) == kind.default.read_bytes()
    assert [each.version for each in versions_of(system, kind)] == [2, 1]
    assert in_force(versions_of(system, kind), date(2020, 3, 1)).version == 1


@pytest.mark.django_db
def test_a_version_may_not_begin_before_the_one_in_force(system):
    kind = kind_or_404(KIND)
    bring_in_template(
        actor=system, kind=kind, data=word(FIELDS), file_name="a.docx", valid_from=date(2020, 6, 1)
    )

    with pytest.raises(Refused, match="01/06/2020"):
        bring_in_template(
            actor=system, kind=kind, data=word(FIELDS), file_name="b.docx", valid_from=date(2020, 6, 1)
        )


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["lanhdao", "xa", "truong", "kiemtra"])
def test_only_the_board_brings_in_templates(role, actor_with):
    with pytest.raises(Forbidden):
        bring_in_template(
            actor=actor_with(role),
            kind=kind_or_404(KIND),
            data=word(FIELDS),
            file_name="a",
            valid_from=date(2020, 1, 1),
        )


def test_a_kind_nobody_registered_does_not_exist():
    with pytest.raises(NotVisible):
        kind_or_404("khac")


@pytest.fixture
def officer(db):
    return signed_in("btc", make_province())


def test_the_office_takes_the_template_edits_it_and_brings_it_back(officer):
    file = officer.get(reverse("documents:file", args=[KIND]))
    edited = docx.Document(io.BytesIO(file.content))
    edited.add_paragraph("Sửa tại văn phòng")
    out = io.BytesIO()
    edited.save(out)

    answer = officer.post(
        reverse("documents:kind", args=[KIND]),
        {"file": SimpleUploadedFile("mau.docx", out.getvalue()), "valid_from": "01/08/2020"},
    )

    assert answer.status_code == 302
    assert "Sửa tại văn phòng" in text_of(officer.get(reverse("documents:trial", args=[KIND])).content)
    assert "mau.docx" in officer.get(reverse("documents:kind", args=[KIND])).content.decode()
    assert "Phiên bản 1" in officer.get(reverse("documents:list")).content.decode()


def test_an_unfit_template_is_answered_with_what_to_mend_and_not_kept(officer):
    answer = officer.post(
        reverse("documents:kind", args=[KIND]),
        {"file": SimpleUploadedFile("mau.docx", word("{{ dau_mau }}")), "valid_from": "01/08/2020"},
    )

    assert answer.status_code == 422
    assert "Mẫu thiếu trường" in answer.content.decode()
    assert not DocumentTemplate._base_manager.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "status"), [("truong", 200), ("btc", 200), ("xa", 403), ("lanhdao", 403)])
def test_who_sees_the_templates(role, status):
    assert signed_in(role, make_province()).get("/mau-van-ban/").status_code == status
