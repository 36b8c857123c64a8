"""A template is a stranger's file: it may name fields, and make nothing run, nothing grow, nothing be read."""

import io
import time
import zipfile

import docx
import pytest

from caunoi.foundation.documents import all_kinds, kind_or_404
from caunoi.foundation.documents.filling import check_template, fill
from caunoi.foundation.documents.kinds import DocumentKind
from caunoi.foundation.documents.refusals import UnfitTemplate

PROGRAMS = (
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum(100000) }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{{ 'a' * 1000000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ 'a'|center(2000000000) }}",
    "{{ '%1000000000d'|format(1) }}",
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{% for a in nguoi %}{% for b in nguoi %}{{ a.stt }}{% endfor %}{% endfor %}",
    "{% set x = nguoi %}{{ x }}",
    "{% macro m() %}{{ m() }}{% endmacro %}",
    "{{ " + "(" * 5000 + "nam" + ")" * 5000 + " }}",
)


def a_kind() -> DocumentKind:
    return kind_or_404("danh-sach")


def the_default_saying(text: str, *, where: str = "body") -> bytes:
    document = docx.Document(io.BytesIO(a_kind().default.read_bytes()))
    if where == "title":
        document.core_properties.title = text
    elif where == "header":
        document.sections[0].header.add_paragraph(text)
    else:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_document_xml(*changes: tuple[bytes, bytes]) -> bytes:
    out = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(a_kind().default.read_bytes()))
    with zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            for before, after in changes if name == "word/document.xml" else ():
                assert before in data
                data = data.replace(before, after, 1)
            target.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.key)
def test_the_template_that_comes_with_the_product_is_fit(kind):
    used = check_template(kind, kind.default.read_bytes())

    assert kind.required <= used


@pytest.mark.parametrize("where", ["body", "header", "title"])
@pytest.mark.parametrize("program", PROGRAMS)
def test_a_template_that_computes_is_refused_at_once(program, where):
    if where == "title" and len(program) > 255:
        program = program[:100]
    data = the_default_saying(program, where=where)
    began = time.monotonic()

    with pytest.raises(UnfitTemplate):
        check_template(a_kind(), data)

    assert time.monotonic() - began < 3


@pytest.mark.parametrize("piece", ["{{", "{%", "{{ nam ", "{%tr ", "{% colspan "])
def test_a_template_of_nothing_but_openings_is_refused_at_once(piece):
    data = the_default_saying(piece * 100_000)
    began = time.monotonic()

    with pytest.raises(UnfitTemplate):
        check_template(a_kind(), data)

    assert time.monotonic() - began < 3


def test_a_condition_and_a_list_of_the_row_may_stand_in_a_template():
    data = the_default_saying("{% if nam == '2021' and nguoi %}{{ nam }}{% endif %}")

    assert check_template(a_kind(), data)


def test_a_template_that_unpacks_to_a_gigabyte_is_refused_before_it_is_unpacked():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<a/>")
        with archive.open("nul", "w", force_zip64=True) as part:
            for _ in range(1000):
                part.write(b"\0" * 1024 * 1024)
    began = time.monotonic()

    with pytest.raises(UnfitTemplate):
        check_template(a_kind(), bomb.getvalue())

    assert time.monotonic() - began < 1


def test_an_entity_in_a_template_reads_no_file(tmp_path):
    secret = tmp_path / "bi-mat"
    secret.write_text("KN-BI-MAT")
    doctype = f'?><!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}">]>'.encode()
    spoken = b"<w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body>"
    data = with_document_xml((b"?>", doctype), (b"</w:body>", spoken))

    try:
        letter = fill(data, a_kind().sample())
    except UnfitTemplate:
        return

    assert b"KN-BI-MAT" not in zipfile.ZipFile(io.BytesIO(letter)).read("word/document.xml")


@pytest.mark.parametrize(
    "data",
    [b"", b"PK", b"PK\x03\x04" + b"x" * 100, with_document_xml((b"<w:body", b"<w:bod"))],
    ids=["empty", "two letters", "a beginning", "broken inside"],
)
def test_a_broken_file_is_refused_in_words(data):
    with pytest.raises(UnfitTemplate) as refused:
        check_template(a_kind(), data)

    assert refused.value.reason
