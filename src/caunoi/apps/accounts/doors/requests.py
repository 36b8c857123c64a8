"""The request as views behind the door see it."""

from django.http import HttpRequest

from caunoi.apps.accounts.models import User
from caunoi.apps.accounts.selectors import Person


class PersonsRequest(HttpRequest):
    """A request of somebody signed in (yêu cầu của người đã đăng nhập): ``acting_user`` puts both on it."""

    actor: Person
    account: User
