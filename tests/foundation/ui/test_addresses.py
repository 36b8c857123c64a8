"""Addresses that keep their filter."""

from django.template import Context, Template
from django.test import RequestFactory

from caunoi.foundation.ui import with_query

PAGE = "/can-bo/?thieu=llct&thieu=cm&trang=3&xa=an-lac"


def test_a_key_is_changed_and_the_others_stay() -> None:
    assert with_query(PAGE, trang=4) == "/can-bo/?thieu=llct&thieu=cm&xa=an-lac&trang=4"


def test_none_takes_a_key_away() -> None:
    assert with_query(PAGE, trang=None, xa=None) == "/can-bo/?thieu=llct&thieu=cm"


def test_one_value_of_a_key_is_taken_away() -> None:
    assert with_query(PAGE, without="thieu:llct", trang=None) == "/can-bo/?thieu=cm&xa=an-lac"


def test_a_list_repeats_its_key() -> None:
    assert with_query("/can-bo/", thieu=["llct", "cm"]) == "/can-bo/?thieu=llct&thieu=cm"


def test_vietnamese_words_survive() -> None:
    assert with_query("/can-bo/", q="Đường") == "/can-bo/?q=%C4%90%C6%B0%E1%BB%9Dng"


def test_the_tag_speaks_of_the_page_asked_for() -> None:
    request = RequestFactory().get("/can-bo/?trang=2")

    html = Template("{% query sap='ten' trang=None %}").render(Context({"request": request}))

    assert html == "/can-bo/?sap=ten"
