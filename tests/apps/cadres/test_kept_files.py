"""Original files lie sealed, are read in memory, and are read only where they were put."""

import json

import pytest
from django.db import connection

from caunoi.apps.cadres import services
from caunoi.apps.cadres.models import ImportRow
from caunoi.apps.cadres.services import batches
from caunoi.foundation.errors import Refused
from tests.apps.cadres.lists import good_row, workbook
from tests.factories.cadres import all_of, make_province

LIST = "Họ và tên;Số định danh\nNguyễn Văn An;024070000001\n".encode()


def test_nothing_of_a_list_can_be_read_on_the_disk(files_of_the_test) -> None:
    kept = batches.keep(LIST)

    (stored,) = [path for path in files_of_the_test.rglob("*") if path.is_file()]
    assert stored == kept.path
    assert not any(word.encode() in stored.read_bytes() for word in ("Nguyễn", "024070000001", "Họ"))


def test_the_list_comes_back_as_it_was_and_leaves_no_copy(files_of_the_test) -> None:
    kept = batches.keep(LIST)

    with batches.opened(kept) as path:
        assert path.read_bytes() == LIST
        assert path.read_bytes() == LIST

    assert [each for each in files_of_the_test.rglob("*") if each.is_file()] == [kept.path]
    assert not path.exists()


def test_a_list_put_in_the_place_of_another_is_refused(files_of_the_test) -> None:
    one, two = batches.keep(LIST), batches.keep(LIST)
    one.path.write_bytes(two.path.read_bytes())

    with pytest.raises(Refused, match="bị đổi"), batches.opened(one):
        pass


@pytest.mark.parametrize("place", [0, 12, -1])
def test_one_changed_byte_is_refused(files_of_the_test, place) -> None:
    kept = batches.keep(LIST)
    sealed = bytearray(kept.path.read_bytes())
    sealed[place] ^= 1
    kept.path.write_bytes(sealed)

    with pytest.raises(Refused, match="bị đổi"), batches.opened(kept):
        pass


@pytest.mark.django_db
def test_nothing_of_the_rows_read_can_be_read_in_the_database(system, day) -> None:
    make_province()
    rows = workbook([good_row(1), good_row(2, Năm_sinh="ngày không rõ")])
    batch = services.start_import(
        actor=system, file_name="ds.xlsx", content=rows, on=day, in_background=False
    )

    services.check_batch(actor=system, batch=batch)

    with connection.cursor() as cursor:
        cursor.execute('SELECT "values", problems, changes FROM cadres_importrow')
        kept = json.dumps(cursor.fetchall())
    read, refused = all_of(ImportRow)
    assert read.values["full_name"] and refused.problems[0]["value"] == "ngày không rõ"
    assert kept.count("sealed") >= 4
    assert not any(word in kept for word in ("full_name", "birth", "message", "ngày"))
