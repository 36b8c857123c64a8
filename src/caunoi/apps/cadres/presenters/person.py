"""The page of one person: who, in which posts, what is known and where from, the life line, the parts below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.accounts.models import Emergency
from caunoi.apps.cadres import extensions
from caunoi.apps.cadres.choices import PostingKind
from caunoi.apps.cadres.models import Cadre, CadreMerge, Posting, Qualification, SuccessionPlan
from caunoi.apps.cadres.presenters.emergencies import while_open
from caunoi.apps.cadres.presenters.evidence import ScanMarks
from caunoi.apps.cadres.presenters.lifeline import life_line_of
from caunoi.apps.cadres.presenters.sources import source_words
from caunoi.apps.cadres.selectors import HeldPost, Source, readable, title_of, unit_labels
from caunoi.apps.cadres.selectors.emergencies import opened_by
from caunoi.apps.cadres.services.describing import value_text
from caunoi.domain.tenure.age import age_on
from caunoi.foundation import clock
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import FieldClass, can
from caunoi.foundation.policy.classes import highest_class
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui import slots, with_query
from caunoi.foundation.ui.components import Button, Fact, Heading, KeyFacts, Link, Tab, Tabs

LEARNING, CAREER, RATINGS, SUCCESSION, HISTORY = "hoc-tap", "cong-tac", "xep-loai", "quy-hoach", "nhat-ky"
SHOWN = (
    "number", "birth", "sex", "ethnicity", "identity_number", "phone", "party_joined", "party_official", "custodian",
)  # fmt: skip
DIGITS_SHOWN = 4


@dataclass(frozen=True)
class PersonFile:
    """What the view read about one person (hồ sơ đã đọc), as far as the actor may."""

    actor: Actor
    cadre: Cadre
    on: date
    url: str
    held: Sequence[HeldPost]
    postings: Sequence[Posting]
    qualifications: Sequence[Qualification]
    source: Source | None
    decisions: ScanMarks
    joined: Sequence[CadreMerge] = ()
    part: str = LEARNING

    @property
    def may_change(self) -> bool:
        return can(self.actor, "change", self.cadre)

    @property
    def may_be_opened(self) -> bool:
        """Somebody who may open files in an emergency, and does not read all of this one."""
        may = holds(self.actor, Emergency, "open")
        return may and highest_class(self.actor, Cadre) < FieldClass.P3


def present_person(file: PersonFile) -> dict[str, Any]:
    return {
        "head": heading_of(file),
        "facts": KeyFacts(facts_of(file)),
        "source": source_words(file.source),
        "hidden_note": _hidden_note(file),
        "emergency": emergency_of(file),
        "panels": panels_of(file),
        "picture": life_line_of(file.postings, file.qualifications, file.on),
        "tabs": parts_of(file),
        "part": file.part,
    }


def heading_of(file: PersonFile) -> Heading:
    lead = "; ".join(f"{post.words}, {post.unit}" for post in file.held)
    buttons = []
    if file.may_change:
        base = f"/can-bo/{file.cadre.pk}/"
        buttons = [
            Button(_("Sửa hồ sơ"), url=f"{base}sua/", icon="pencil"),
            Button(_("Điều động"), url=f"{base}dieu-dong/"),
            Button(_("Thêm chức danh"), url=f"{base}chuc-danh/them/", icon="plus"),
        ]
    if file.may_be_opened and file.cadre.number:
        buttons.append(
            Button(_("Mở khẩn cấp"), url=with_query("/khan-cap/", **{"so-hieu": file.cadre.number}))
        )
    crumbs = [Link(_("Cán bộ"), with_query("/can-bo/", **_kept_day(file)))]
    return Heading(file.cadre.full_name, lead or _no_post_words(file), crumbs, buttons)


def emergency_of(file: PersonFile) -> Any:
    """That the file stands open for a while; or the way to open it, for whom it may be needed."""
    opened = opened_by(file.actor)
    if opened and opened.subject_id == file.cadre.pk:
        return while_open(opened, here=True)
    return None


def _kept_day(file: PersonFile) -> dict[str, Any]:
    return {"ngay": file.on.isoformat()} if "ngay=" in file.url else {}


def _no_post_words(file: PersonFile) -> str:
    return _("Không giữ chức danh nào ngày %(day)s") % {"day": f"{file.on:%d/%m/%Y}"}


# ---- who it is


def facts_of(file: PersonFile) -> list[Fact]:
    """Only what the role reads; the identity number with its last digits alone."""
    known = readable(file.actor, file.cadre)
    told = [_fact(file, name, known[name]) for name in SHOWN if name in known]
    return [*_posts(file), *told, *_joined(file)]


def _joined(file: PersonFile) -> list[Fact]:
    """Other records of the same person that were joined to this one."""
    may = holds(file.actor, CadreMerge, "change")
    return [
        Fact(
            _("Đã nhập từ"),
            _("%(name)s, ngày %(day)s")
            % {"name": _named(done), "day": f"{done.merged_at.astimezone(clock.HANOI):%d/%m/%Y}"},
            act=Link(_("Xem, tách lại"), f"/can-bo/nhap-ho-so/{done.pk}/") if may else None,
        )
        for done in file.joined
    ]


def _named(done: CadreMerge) -> str:
    return f"{done.lost_name} ({done.lost_number})" if done.lost_number else done.lost_name


def _posts(file: PersonFile) -> list[Fact]:
    """What is held today with the decision behind it, so that the paper is one step away."""
    labels = unit_labels({post.unit_id for post in file.postings}, file.on)
    held = [post for post in file.postings if post.holds_on(file.on) and post.kind != PostingKind.PLANNED]
    return [
        Fact(_("Chức danh"), f"{title_of(post.title_code).name}, {labels[post.unit_id]}", act=link)
        for post in held
        if (link := file.decisions.link(post))
    ]


def _fact(file: PersonFile, name: str, value: Any) -> Fact:
    label = column_name(name)
    label = label[:1].upper() + label[1:]
    if name == "custodian":
        unit_id = file.cadre.custodian_id
        return Fact(label, Link(unit_labels({unit_id}, file.on)[unit_id], f"/don-vi/{unit_id}/"))
    if name == "identity_number":
        return Fact(label, masked(value), act=_reveal(file) if value else None)
    if name == "birth" and value:
        return Fact(label, _birth_words(value, file.on))
    return Fact(label, shown(name, value))


def shown(name: str, value: Any) -> str:
    """A value in the reader's language where it is a word of ours, not the person's."""
    told = value_text(name, value)
    return _(told) if told and (name == "sex" or isinstance(value, bool)) else told


def column_name(name: str) -> str:
    return next(_(str(field.verbose_name)) for field in Cadre._meta.fields if field.name == name)


def masked(number: str) -> str:
    """Enough to tell two people apart, not enough to use."""
    return "•" * max(len(number) - DIGITS_SHOWN, 0) + number[-DIGITS_SHOWN:] if number else ""


def _reveal(file: PersonFile) -> Link:
    return Link(_("Xem đủ"), f"/can-bo/{file.cadre.pk}/so-dinh-danh/")


def _birth_words(birth: Any, on: date) -> str:
    if on < birth.earliest():
        return str(birth)
    return _("%(birth)s (%(age)s tuổi)") % {"birth": birth, "age": age_on(birth, on)}


def _hidden_note(file: PersonFile) -> str:
    known = readable(file.actor, file.cadre)
    hidden = [column_name(name) for name in SHOWN if name not in known]
    return _("Vai trò của bạn không xem: %(names)s.") % {"names": ", ".join(hidden)} if hidden else ""


# ---- what upper modules show, and the parts of the page


def panels_of(file: PersonFile) -> list[extensions.Panel]:
    asked = (extension.panel(file.actor, file.cadre, file.on) for extension in slots.of(extensions.PAGE_SLOT))
    return [panel for panel in asked if panel is not None]


def parts_of(file: PersonFile) -> Tabs:
    return Tabs(
        [_tab(file, key, label) for key, label in part_names(file.actor).items()], _("Các phần của hồ sơ")
    )


def part_names(actor: Actor) -> Mapping[str, str]:
    names = {
        LEARNING: _("Học tập"),
        CAREER: _("Quá trình công tác"),
        RATINGS: _("Xếp loại"),
        SUCCESSION: _("Quy hoạch"),
        HISTORY: _("Nhật ký"),
    }
    if not holds(actor, SuccessionPlan, "view"):
        del names[SUCCESSION]
    return names


def _tab(file: PersonFile, key: str, label: str) -> Tab:
    return Tab(label, f"{with_query(file.url, the=key)}#cac-phan", current=key == file.part)
