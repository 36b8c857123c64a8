"""Original files lie sealed, are read in memory, and are read only where they were put."""

import pytest

from caunoi.apps.cadres.services import batches
from caunoi.foundation.errors import Refused

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
