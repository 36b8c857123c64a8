"""Pages set as PDF (dàn trang PDF): a template of the product's own and data in, bytes out, the same ones every time.

    from caunoi.foundation.documents.typesetting import typeset

    template = resources.files("caunoi.apps.reviews").joinpath("typst/receipt.typ").read_text("utf-8")
    pdf = typeset(template, {"title": "Phiếu tiếp nhận", "rows": [["1", "Xã A", "12"]]}, on=day)

A template is typst. It stands in the module that fills it (``apps/<module>/typst/<name>.typ``) and begins with

    #import "/a4.typ": *
    #show: a4.with(data.title)

``data`` is what was passed, as typst values. ``a4.typ`` in this folder also brings ``letterhead``, ``listing`` (a table
with merged headings, repeated on every page) and ``signatures``; the foot with the day, the mark of invented data
(``DỮ LIỆU MẪU``) and the page number n/m stand on every page by themselves.

Data travel as JSON beside the template, never inside it, so no name can become a command. Days, numbers and money are
written by whoever passes them (``foundation/ui/numbers``): a template sets words. The result is PDF/A-2a, tagged, with
its letters inside; its time of making is the day asked about, so the same question gives the same bytes.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from caunoi.foundation.errors import Refused
from caunoi.foundation.ui import numbers

PROCESS = Path(__file__).with_name("typesetting_process.py")
LONGEST_SECONDS = 60
AUTHOR = "Cầu Nối"


class TooMuchToSet(Refused):
    """More than can be set in the time a page may take."""

    status = 422


class UnfitPage(RuntimeError):
    """A template of ours and its data do not go together: a fault of the product, with typst's own words."""


def typeset(template: str, data: Mapping[str, Any], *, on: date, foot: str | None = None) -> bytes:
    """The PDF. ``foot`` is the sentence at the bottom left; without one it says the day of the data."""
    said = _("Số liệu tính đến %(day)s.") % {"day": numbers.day(on)} if foot is None else foot
    frame = {"mark": _("DỮ LIỆU MẪU") if settings.DEMO else "", "foot": said, "author": AUTHOR}
    asked = {
        "template": template, "day": on.isoformat(),
        "data": json.dumps(data, ensure_ascii=False), "frame": json.dumps(frame, ensure_ascii=False),
    }  # fmt: skip
    return _set_by_process(json.dumps(asked))


def _set_by_process(asked: str) -> bytes:
    command = [sys.executable, "-I", str(PROCESS)]
    try:
        done = subprocess.run(command, input=asked.encode(), capture_output=True, timeout=LONGEST_SECONDS)
    except subprocess.TimeoutExpired as late:
        raise TooMuchToSet(
            _("Bản in quá dài nên không lập kịp. Thu hẹp danh sách rồi in lại, hoặc tải tệp Excel.")
        ) from late
    if done.returncode:
        raise UnfitPage(done.stderr.decode(errors="replace").strip())
    return done.stdout
