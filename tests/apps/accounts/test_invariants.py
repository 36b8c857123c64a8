"""Each truth about accounts is found broken when it is."""

import pytest

from caunoi.apps.accounts.invariants import invariants
from caunoi.apps.accounts.models import User
from caunoi.foundation.policy import system_scope
from tests.apps.accounts.people import make_grant, make_user
from tests.factories.organisation import make_unit

pytestmark = pytest.mark.django_db


def broken() -> list[str]:
    with system_scope("tests: walk every row"):
        return [each.name_vi for each in invariants() if list(each.check())]


def test_a_right_state_breaks_nothing() -> None:
    make_grant(make_user(), "xa", make_unit())
    make_grant(make_user(password="một mật khẩu để thử"), "quantri")

    assert broken() == []


def test_a_grant_to_oneself_is_found() -> None:
    user = make_user()
    make_grant(user, "xa", make_unit(), granted_by=f"user:{user.pk}", decided_by="user:hai")

    assert broken() == ["Không ai tự giao quyền cho mình"]


@pytest.mark.parametrize("decided_by", ["", "user:một"])
def test_a_grant_given_alone_is_found(decided_by) -> None:
    make_grant(make_user(), "xa", make_unit(), granted_by="user:một", decided_by=decided_by)

    assert broken() == ["Quyền do người giao đều có người thứ hai duyệt"]


def test_a_grant_over_units_without_one_is_found() -> None:
    make_grant(make_user(), "xa")

    assert broken() == ["Quyền theo đơn vị nào cũng có đơn vị, trừ quản trị"]


def test_a_grant_on_oneself_without_a_file_is_found() -> None:
    make_grant(make_user(), "canbo", reach="self")

    assert broken() == ["Chỉ xem hồ sơ của mình thì tài khoản phải gắn với hồ sơ"]


def test_a_readable_password_is_found() -> None:
    make_user()
    User.objects.update(password="matkhau")  # planted to be found

    assert broken() == ["Mật khẩu nào cũng được băm"]
