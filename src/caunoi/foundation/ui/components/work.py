"""Work under way: progress of a job, steps of a task, a file on its way in, a word about what was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext as _

from caunoi.foundation.ui.components.base import Component
from caunoi.foundation.ui.components.words import Chip, Link, State

StepStatus = Literal["not_begun", "doing", "amend", "done"]
"""How far a task is; ``amend`` was done and has to be completed."""
STEP_STATES: dict[StepStatus, State] = {
    "not_begun": "trung-tinh",
    "doing": "thong-tin",
    "amend": "chu-y",
    "done": "dat",
}


@dataclass(frozen=True)
class Progress(Component):
    """A job seen from outside (tiến độ): asked again every second at ``url`` until it has ended.

    ``total`` 0 means the end is not known yet. ``counts`` are label and text, e.g. ("Khoảng cách", "0,8 %").
    """

    template = "ui/_progress.html"
    title: str
    url: str
    stage: str = ""
    done: int = 0
    total: int = 0
    ended: bool = False
    state: State = "thong-tin"
    state_text: str = ""
    counts: Sequence[tuple[str, Any]] = ()
    stop_url: str = ""
    stop_text: str = ""
    links: Sequence[Link] = ()
    picture: Any = ""

    @property
    def share(self) -> int:
        return round(100 * self.done / self.total) if self.total else 0


@dataclass(frozen=True)
class Step:
    """One task: not begun, begun, to be completed, done."""

    title: str
    status: StepStatus
    url: str = ""
    detail: str = ""

    @property
    def chip(self) -> Chip:
        words = {
            "not_begun": _("Chưa làm"),
            "doing": _("Đang làm"),
            "amend": _("Cần bổ sung"),
            "done": _("Xong"),
        }
        return Chip(words[self.status], STEP_STATES[self.status])


@dataclass(frozen=True)
class Steps(Component):
    """A list of tasks with their state (các bước); also the queue of the day."""

    template = "ui/_steps.html"
    steps: Sequence[Step]
    label: str


@dataclass(frozen=True)
class Upload(Component):
    """A place to drop a file or choose one (nơi thả tệp); stands inside a form with enctype multipart."""

    template = "ui/_upload.html"
    label: str
    name: str = "tep"
    hint: str = ""
    accept: str = ".xlsx,.csv"
    error: str = ""
    send_at_once: bool = False


@dataclass(frozen=True)
class Toast(Component):
    """A word about what was done (thông báo): stays 15 seconds, errors until they are closed."""

    template = "ui/_toast.html"
    text: str
    state: State = "dat"
    undo: str = ""
    link: Link | None = None


@dataclass(frozen=True)
class SidePanel(Component):
    """The inside of the panel beside the page (bảng bên): a title and any content."""

    template = "ui/_side_panel.html"
    title: str
    body: Any
    buttons: Sequence[Any] = ()
