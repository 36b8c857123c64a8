"""Words that do something: links, buttons, chips, callouts, a form's errors in sum, the head of a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.forms import BaseForm
from django.utils.html import format_html
from django.utils.safestring import SafeString

from caunoi.foundation.ui.components.base import Component

State = Literal["dat", "chu-y", "loi", "thong-tin", "trung-tinh"]


@dataclass(frozen=True)
class Link:
    """A way on (liên kết)."""

    text: str
    url: str

    def __str__(self) -> SafeString:
        return format_html('<a class="link" href="{}">{}</a>', self.url, self.text)

    __html__ = __str__


def link_or_text(text: str, url: str) -> Link | str:
    """A way on where there is one for this reader; only the words where the page behind it would refuse."""
    return Link(text, url) if url else text


@dataclass(frozen=True)
class Chip:
    """A state as sign and word (nhãn trạng thái); with ``url`` a link."""

    text: str
    state: State = "trung-tinh"
    url: str = ""

    def __str__(self) -> SafeString:
        if self.url:
            return format_html('<a class="chip {}" href="{}">{}</a>', self.state, self.url, self.text)
        return format_html('<span class="chip {}">{}</span>', self.state, self.text)

    __html__ = __str__


@dataclass(frozen=True)
class Button(Component):
    """Verb and object (nút bấm).

    With ``url`` a link, with ``url`` and ``post`` a small form of its own, else a button of the form around
    it (``name``/``value`` are sent, ``formaction`` sends that form elsewhere). ``panel`` opens the answer beside
    the page, ``opens`` shows the dialog of that id. ``disabled_because`` is said, not only greyed.
    """

    template = "ui/_button.html"
    text: str
    url: str = ""
    kind: Literal["", "primary", "danger", "quiet"] = ""
    icon: str = ""
    post: bool = False
    panel: bool = False
    opens: str = ""
    name: str = ""
    value: str = ""
    formaction: str = ""
    disabled_because: str = ""
    large: bool = False
    hidden: tuple[tuple[str, str], ...] = ()

    @property
    def css(self) -> str:
        return " ".join(part for part in ("button", self.kind, "large" if self.large else "") if part)


@dataclass(frozen=True)
class Callout(Component):
    """A remark that must not be missed (lưu ý)."""

    template = "ui/_callout.html"
    title: str
    body: Any = ""
    state: State = "thong-tin"
    links: Sequence[Link] = ()


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a form and the id of the field that mends it."""

    text: str
    anchor: str = ""


@dataclass(frozen=True)
class ErrorSummary(Component):
    """What must be mended, on top of the form, in the words that stand beside each field (tóm tắt lỗi)."""

    template = "ui/_error_summary.html"
    faults: Sequence[Fault]
    title: str = ""

    def __bool__(self) -> bool:
        return bool(self.faults)

    @classmethod
    def of(cls, *forms: BaseForm) -> "ErrorSummary":
        return cls([fault for form in forms for fault in _faults(form)])


def _faults(form: BaseForm) -> list[Fault]:
    if not form.is_bound:
        return []
    whole = [Fault(str(text)) for text in form.non_field_errors()]
    return whole + [
        Fault(str(text), bound.id_for_label or bound.auto_id) for bound in form for text in bound.errors
    ]


@dataclass(frozen=True)
class Heading(Component):
    """The head of a page (đầu trang): where one is, what it is, what can be done."""

    template = "ui/_heading.html"
    title: str
    lead: Any = ""
    crumbs: Sequence[Link] = ()
    buttons: Sequence[Button] = ()
