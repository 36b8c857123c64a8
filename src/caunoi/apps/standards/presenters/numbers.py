"""Numbers of a page with hundreds of them: the value is at hand, only code and address are written."""

from dataclasses import dataclass

from caunoi.apps.standards.figures import list_url
from caunoi.apps.standards.selectors import Asked


@dataclass(frozen=True)
class Number:
    """A figure of which only the number is needed (con số trong ô); without rows behind it there is no way to them."""

    code: str
    value: int
    url: str = ""
    label: str = ""


def people_number(code: str, value: int, asked: Asked, label: str = "") -> Number:
    return Number(code, value, list_url(asked) if value else "", label)
