"""Two communes of one province with a canary in every personal column, and one person of every kind who signs in."""

from base64 import b32encode
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from caunoi.apps.accounts.models import (
    AccessToken,
    Emergency,
    FactorReset,
    Grant,
    OpenSession,
    Passkey,
    PasswordRequest,
    User,
)
from caunoi.apps.cadres.models import (
    AskedFact,
    BulkChange,
    BulkRow,
    Cadre,
    CadreMerge,
    ImportBatch,
    ImportRow,
    KnownApart,
    Posting,
    PostingEvidence,
    Qualification,
    QualificationEvidence,
    Rating,
    Seat,
    Selected,
    Selection,
    SuccessionPlan,
)
from caunoi.apps.cadres.services.names import identity_index, key_columns
from caunoi.apps.classes.models import Programme, Venue
from caunoi.apps.laboratory.models import DraftStandard
from caunoi.apps.organisation.models import Reorganisation, Unit
from caunoi.apps.planning.models import CountryPiece, Need, Offering, Plan, PlanChange, PlanProposal
from caunoi.apps.privacy.models import (
    DataCopy,
    Disposal,
    Incident,
    IncidentNotice,
    IncidentPerson,
    LegalHold,
    ProcessingReview,
    RequestedChange,
    SubjectRequest,
)
from caunoi.domain.eligibility.writing import copy_of, written
from caunoi.foundation.actors import SystemActor
from caunoi.foundation.attachments import store
from caunoi.foundation.audit.models import Reading
from caunoi.foundation.audit.services import record
from caunoi.foundation.jobs.models import Job
from caunoi.foundation.lists.models import SavedView
from caunoi.foundation.policy import field_classes_of
from tests.apps.accounts.doors.holding import public_half
from tests.apps.accounts.people import make_grant, make_user
from tests.factories.cadres import make_province
from tests.factories.organisation import make_unit
from tests.leaks.canaries import mark, marked
from tests.leaks.declared import declared
from tests.leaks.rated import rated
from tests.leaks.reviewed import reviewed
from tests.leaks.selected import selected

DAY = date(2020, 8, 31)
SYSTEM = SystemActor(key="system:leaks", label="Kiểm thử", on=DAY)
OWN, OTHER, NOWHERE = "own", "other", "nowhere"
NAMES = {OWN: "XH", OTHER: "DS"}
PROVINCE = "BG"
# Two people of two communes, one class: what the plan of the province was solved from.
INSTANCE = {
    "format": "plan-instance/1", "name": "2020", "source": "thử",
    "offerings": {
        "programme": [0], "venue": [0], "start": [0], "weeks": [4], "min_size": [1], "capacity": [50], "open_cost": [0.1],
    },
    "requests": {
        "person": [0, 1], "programme": [0, 0], "count": [1, 1], "seats": [1, 1], "weight": [1, 1], "must": [0, 0],
        "mandatory": [1, 1],
    },
    "programmes": [{"id": 0, "prerequisite": None}], "persons": {"unit": [0, 1]}, "units": {"away_limit": [1, 1]},
    "rooms": [1], "km": [[1.0], [1.0]], "max_km": 100.0, "cost_per_km": 0.0, "budget": 1000.0, "pair_cost": [[0], [0]],
    "objective": {"sense": "max", "weight": 1, "open_cost": -0.01, "pair_cost": -0.01},
}  # fmt: skip
Addressed = dict[str, UUID | str]


@dataclass
class World:
    """What there is: units, who signs in, and the thing each part of an address names, per commune."""

    units: dict[str, Unit]
    users: dict[str, User] = field(default_factory=dict)
    things: dict[str, Addressed] = field(default_factory=dict)
    plan: dict[str, Any] = field(default_factory=dict)

    def names(self, relation: str, part: str) -> str:
        """What stands in an address for ``<part>`` of something own, of another commune, or that is not there."""
        if relation == NOWHERE:
            return "0" if part == "at" else str(uuid4())
        return str(self.things[relation][part])


def begin() -> World:
    """The land and everybody who signs in; nobody has a file yet."""
    units = make_province()
    units["village"] = make_unit("Trại Phúc Mãn", parent=units["xuan_huong"], type="village", code="")
    world = World(units)
    _accounts(world)
    return world


def _accounts(world: World) -> None:
    province, commune = world.units["province"], world.units["xuan_huong"]
    held: dict[str, tuple[str, Unit | None]] = {
        **{role: (role, province) for role in ("lanhdao", "btc", "truong", "mattran", "kiemtra")},
        "xa": ("xa", commune),
        "xa2": ("xa", world.units["dong_son"]),
        "huyen": ("btc", world.units["lang_giang"]),
        "thon": ("thon", world.units["village"]),
        "quantri": ("quantri", None),
        "disabled": ("xa", commune),
    }
    for name, (role, unit) in held.items():
        world.users[name] = make_user(name)
        make_grant(world.users[name], role, unit)
    world.users["canbo"] = make_user("canbo")
    make_grant(world.users["canbo"], "canbo", reach="self")
    world.users["ended"] = make_user("ended")
    make_grant(world.users["ended"], "xa", commune, valid_to=DAY)
    world.users["future"] = make_user("future")
    make_grant(world.users["future"], "xa", commune, valid_from=DAY + timedelta(days=1))
    world.users["without"] = make_user("without")
    User.objects.filter(pk=world.users["disabled"].pk).update(is_active=False)


def people_of(world: World, relation: str, unit: Unit) -> None:
    """Everything a commune keeps, with its canaries."""
    name, now = NAMES[relation], timezone.now()
    user = world.users["xa" if relation == OWN else "xa2"]
    batch = ImportBatch.objects.create(
        **{**marked(ImportBatch, name), "state": "checked", "on": DAY, "unit_id": unit.pk, "actor_key": f"user:{user.pk}"},
        sha256="0" * 64, created_at=now, rows=1, rejected=1,
    )  # fmt: skip
    cadre = _cadre(name, unit, batch)
    facts = {"cadre": cadre, "batch": batch, "row_number": 1, "recorded_at": now}
    posting = Posting.objects.create(
        **{**marked(Posting, name), **facts}, title_code="CX-BT", unit=unit, valid_from=date(2015, 6, 1)
    )
    paper = Qualification.objects.create(
        **{**marked(Qualification, name), **facts},
        kind="professional",
        level="dai-hoc",
        verification="unverified",
    )
    scans = {
        scan: _scan(scan, name, fact, now)
        for scan, fact in ((PostingEvidence, posting), (QualificationEvidence, paper))
    }
    Rating.objects.create(**{**marked(Rating, name), **facts}, year=2019, grade="htt")
    Seat.objects.create(
        **marked(Seat, name), unit=unit, title_code="CX-BT", number=1, valid_from=date(2015, 6, 1)
    )
    succession = SuccessionPlan.objects.create(
        **{**marked(SuccessionPlan, name), **facts},
        title_code="CX-BT",
        unit=unit,
        valid_from=date(2020, 1, 1),
    )
    said = marked(ImportRow, name)
    word = said["label"]
    said |= {
        "values": {"full_name": word},
        "problems": [{"message": word, "value": word}],
        "verdict": "rejected",
    }
    ImportRow.objects.create(**said, batch=batch, number=1, cadre_id=cadre.pk)
    job = Job.objects.create(
        **{
            **marked(Job, name),
            "name": "cadres.check",
            "actor_key": f"user:{user.pk}",
            "run_after": now,
            "asked_at": now,
        }
    )
    change = {column: [None, word] for column, word in marked(Cadre, name).items()}
    record(
        SYSTEM, "cadres.cadre_corrected", cadre, change, unit_id=unit.pk, reason=str(change["full_name"][1])
    )
    Reading.objects.create(
        **{**marked(Reading, name), "reader_key": f"user:{user.pk}", "roles": "xa", "way": "page", "need": ""},
        subject_id=cadre.pk, day=DAY, at=now,
    )  # fmt: skip
    emergency = Emergency.objects.create(
        **{**marked(Emergency, name), "need": "don-thu", "looked_by": ""}, user=world.users["kiemtra"],
        subject_id=cadre.pk, unit=unit, opened_at=now - timedelta(hours=2), until=now - timedelta(hours=1),
    )  # fmt: skip
    joined = _twins(name, cadre, unit, now)
    lists = _lists(name, cadre, unit, user, now)
    rights = _rights(name, cadre, unit, now)
    _need(world, relation, cadre, unit)
    grant = Grant.objects.all().scoped().get(user=user)
    doors = _doors(user, now) | _key(name, grant, unit, now)
    delegation = make_grant(
        make_user(f"thay-{name}"),
        "xa",
        unit,
        delegated_from=grant,
        valid_from=DAY,
        valid_to=DAY + timedelta(days=7),
    )
    world.things[relation] |= declared(name, cadre, unit, now)
    world.things[relation] |= reviewed(name, cadre, unit, now)
    world.things[relation] |= rated(name, cadre, unit, now)
    world.things[relation] |= selected(name, cadre, unit, now)
    world.things[relation] |= {
        "cadre_id": cadre.pk, "posting_id": posting.pk, "qualification_id": paper.pk, "batch_id": batch.pk,
        "posting_scan_id": scans[PostingEvidence].pk, "paper_scan_id": scans[QualificationEvidence].pk,
        "twin_id": cadre.pk, "merge_id": joined.pk, "job_id": job.pk, "unit_id": unit.pk, "user_id": user.pk, "grant_id": grant.pk, **doors, **lists, **rights,
        "delegation_id": delegation.pk, "emergency_id": emergency.pk, "succession_id": succession.pk,
    }  # fmt: skip
    if relation == OWN:
        User.objects.filter(pk=world.users["canbo"].pk).update(subject_id=cadre.pk)


def _lists(name: str, cadre: Cadre, unit: Unit, user: User, now: Any) -> Addressed:
    """A view of the clerk's own, and a change of many that was looked at and not done."""
    words = marked(SavedView, name)
    view = SavedView.objects.create(
        **{**words, "list_key": "can-bo", "query": f"tim={words['query']}", "owner_key": f"user:{user.pk}"},
        saved_at=now,
    )
    said = marked(BulkChange, name)
    word = said["actor_label"]
    change = BulkChange.objects.create(
        **{**said, "kind": "sua", "state": "looked", "asked": {"field": "phone", "value": word, "reason": word}},
        unit_id=unit.pk, created_at=now, chosen=1,
    )  # fmt: skip
    row = marked(BulkRow, name)
    BulkRow.objects.create(
        **{**row, "state": "ready", "told": {"before": row["label"], "after": row["label"]}},
        change=change, number=1, cadre_id=cadre.pk,
    )  # fmt: skip
    selected = _selected(name, cadre, unit, now)
    return {"view_id": view.pk, "bulk_id": change.pk, "kind": "sua", **selected}


def _selected(name: str, cadre: Cadre, unit: Unit, now: Any) -> Addressed:
    """A list of people the commune keeps, and a fact that was asked of it."""
    selection = Selection.objects.create(**marked(Selection, name), unit=unit, made_at=now)
    Selected.objects.create(**marked(Selected, name), selection=selection, cadre=cadre, added_at=now)
    asked = AskedFact.objects.create(
        **{**marked(AskedFact, name), "column": "phone", "lack": "missing", "state": "waiting", "asked_by_key": "user:x"},
        cadre=cadre, ask_id=uuid4(), due_on=DAY, asked_at=now,
    )  # fmt: skip
    return {"selection_id": selection.pk, "asked_id": asked.pk, "ask_id": asked.ask_id}


def _rights(name: str, cadre: Cadre, unit: Unit, now: Any) -> Addressed:
    """What somebody asked of the office, a copy, a hold and what waits to be erased."""
    about = {"subject_id": cadre.pk, "unit": unit}
    dated = {"received_on": DAY, "answer_by": DAY + timedelta(days=3), "finish_by": DAY + timedelta(days=15)}
    asked = SubjectRequest.objects.create(
        **marked(SubjectRequest, name), **about, **dated, kind="correction", way="own", state="accepted",
        year=2020, ordinal=list(NAMES.values()).index(name) + 1, answered_on=DAY, extended_on=DAY,
    )  # fmt: skip
    item = RequestedChange.objects.create(
        **marked(RequestedChange, name), request=asked, column="ethnicity", state="waiting"
    )
    copy = DataCopy.objects.create(
        **marked(DataCopy, name), **about, request=asked, asked_by="user:x", asked_at=now
    )
    hold = LegalHold.objects.create(**marked(LegalHold, name), **about, valid_from=DAY)
    due = Disposal.objects.create(
        **marked(Disposal, name), **about, row_id=cadre.pk, what="cadres.Cadre", due_on=DAY, proposed_by="user:x",
        proposed_on=DAY, state="proposed",
    )  # fmt: skip
    incident = _incident(name, cadre, unit, now)
    return {
        "incident_id": incident.pk, "request_id": asked.pk, "item_id": item.pk, "copy_id": copy.pk, "hold_id": hold.pk, "disposal_id": due.pk,
    }  # fmt: skip


def _incident(name: str, cadre: Cadre, unit: Unit, now: Any) -> Incident:
    """What went wrong in the commune, whose data it reached, who was told; files about processing are the province's."""
    incident = Incident.objects.create(
        **marked(Incident, name), unit=unit, kind="read", noticed_at=now, notify_by=now + timedelta(hours=72),
        year=2020, ordinal=list(NAMES.values()).index(name) + 1,
    )  # fmt: skip
    IncidentPerson.objects.create(**marked(IncidentPerson, name), incident=incident, subject_id=cadre.pk)
    IncidentNotice.objects.create(
        **marked(IncidentNotice, name), incident=incident, recipient="superior", at=now
    )
    ProcessingReview.objects.create(**marked(ProcessingReview, PROVINCE), kind="impact", done_on=DAY)
    return incident


def _doors(user: User, now: Any) -> Addressed:
    """What somebody has at the doors: a passkey, a session elsewhere, a wish to begin anew, a forgotten password."""
    passkey = Passkey.objects.create(
        user=user,
        name="máy",
        credential_id=user.username,
        credential=public_half(),
        added_at=now,
    )
    elsewhere = OpenSession.objects.create(
        session_key=f"elsewhere-{user.username}", session_data="", expire_date=now + timedelta(hours=1),
        handle=uuid4(), user=user,
    )  # fmt: skip
    wish = FactorReset.objects.create(user=user, reason="để thử", asked_by="command:thử", asked_at=now)
    forgotten = PasswordRequest.objects.create(user=user, asked_by="visitor", asked_at=now)
    return {
        "passkey_id": passkey.pk, "handle": str(elsewhere.handle), "reset_id": wish.pk, "letter_id": forgotten.pk,
    }  # fmt: skip


def _key(name: str, grant: Grant, unit: Unit, now: Any) -> Addressed:
    """A read-only key of the office, approved and not taken yet."""
    token = AccessToken.objects.create(
        name=f"Kho dữ liệu {name}", reason="để thử", drawn_from=grant, role=grant.role, unit=unit, reach="subtree",
        up_to=1, valid_to=DAY + timedelta(days=90), asked_by=grant.user.key, asked_at=now, state="given",
        decided_by="command:thử", handle=b32encode(sha256(name.encode()).digest()).decode().lower()[:8],
    )  # fmt: skip
    return {"token_id": token.pk}


def _twins(name: str, cadre: Cadre, unit: Unit, now: Any) -> CadreMerge:
    """A record that was joined to this one, and one found to be of somebody else."""
    KnownApart.objects.create(
        **marked(KnownApart, name), first=cadre, second=cadre, facts="0" * 64, decided_at=now
    )
    return CadreMerge.objects.create(
        **{**marked(CadreMerge, name), "undone_by": "", "undo_reason": "", "written": {"changes": [], "ciphers": {}}},
        kept=cadre, lost_id=uuid4(), lost_unit=unit, merged_at=now,
    )  # fmt: skip


def _scan(model: Any, name: str, fact: Any, now: Any) -> Any:
    """A scan whose content is a canary of the class of the column that leads to it."""
    word = mark(name, field_classes_of(model)["sha256"], model, "sha256")
    content = {"sha256": store.put(word.encode()), "media_type": "image/png", "size": len(word), "pages": []}
    return model.objects.create(**marked(model, name), **content, fact=fact, added_at=now)


def _plan(world: World) -> dict[str, Any]:
    """One plan of the province, in which people of both communes have a seat."""
    if world.plan:
        return world.plan
    now, unit = timezone.now(), world.units["province"]
    plan = Plan.objects.create(
        **{**marked(Plan, PROVINCE), "state": "draft"}, year=2020, unit=unit, on=DAY, budget=10**9, created_at=now,
        status="optimal", objective=2, bound=2, gap=0, seconds=1, instance=INSTANCE,
    )  # fmt: skip
    dated = {"valid_from": date(2015, 1, 1), "source": "thử"}
    programme = Programme.objects.create(
        code="TC-LLCT", name="Trung cấp", form="tap-trung", hours=40, weeks=4, min_size=1, max_size=50,
        confidence="high", **dated,
    )  # fmt: skip
    venue = Venue.objects.create(
        code="TCT", name="Trường", kind="school", unit=unit, rooms=1, seats=50, **dated
    )
    line = Offering.objects.create(
        **marked(Offering, PROVINCE), plan=plan, index=0, programme=programme, venue=venue, starts_on=DAY,
        ends_on=DAY + timedelta(days=28), min_size=1, capacity=50, open_cost=1, opened=True,
    )  # fmt: skip
    change = PlanChange.objects.create(**{**marked(PlanChange, PROVINCE), "kind": "move"}, plan=plan, at=now)
    PlanProposal.objects.create(
        **{**marked(PlanProposal, PROVINCE), "state": "voided", "content_hash": "ab" * 32},
        plan=plan,
        version=1,
        proposed_at=now,
        ended_at=now,
    )
    CountryPiece.objects.create(
        **marked(CountryPiece, PROVINCE), unit=unit, instance=INSTANCE, instance_hash="ab" * 32, asked_at=now
    )
    world.plan = {"plan": plan, "programme": programme, "line": line, "change": change}
    return world.plan


def _reorganisation(world: World) -> Reorganisation:
    """One draft of the province's board, which other communes and districts have no business with."""
    if "reorganisation" not in world.plan:
        world.plan["reorganisation"] = Reorganisation.objects.create(
            **marked(Reorganisation, PROVINCE), state="draft", province=world.units["province"],
            effective_on=DAY + timedelta(days=90), drafted_at=timezone.now(),
            plan={"moves": [{"unit": world.units["village"].slug, "kind": "rename", "name": "Mới"}]},
        )  # fmt: skip
    draft: Reorganisation = world.plan["reorganisation"]
    return draft


def _draft_standard(world: World) -> DraftStandard:
    """What the province's board would like the law to say."""
    if "draft_standard" not in world.plan:
        world.plan["draft_standard"] = DraftStandard.objects.create(
            **{**marked(DraftStandard, PROVINCE), "text": written(copy_of("QD04-2004/BT-PBT"))},
            unit=world.units["province"],
            made_at=timezone.now(),
        )
    draft: DraftStandard = world.plan["draft_standard"]
    return draft


def _need(world: World, relation: str, cadre: Cadre, unit: Unit) -> None:
    there = _plan(world)
    need = Need.objects.create(
        **marked(Need, NAMES[relation]), plan=there["plan"], index=len(world.things), cadre=cadre, unit=unit,
        title_code="CX-BT", requirement="LLCT", programme=there["programme"], weight=1, offering=there["line"],
    )  # fmt: skip
    world.things[relation] = {
        "plan_id": there["plan"].pk,
        "need_id": need.pk,
        "change_id": there["change"].pk,
        "code": there["line"].code,
        "reorganisation_id": _reorganisation(world).pk,
        "draft_id": _draft_standard(world).pk,
        "what": "doi",
        "at": "0",
    }


def _cadre(name: str, unit: Unit, batch: ImportBatch) -> Cadre:
    words = marked(Cadre, name)
    number = str(words["identity_number"])
    return Cadre.objects.create(
        **{**words, **key_columns(str(words["full_name"]))}, identity_index=identity_index(number),
        custodian=unit, sex="nam", batch=batch, row_number=1, birth="1970-05-06", is_party_member=True,
    )  # fmt: skip


def build() -> World:
    """Both communes."""
    world = begin()
    people_of(world, OWN, world.units["xuan_huong"])
    people_of(world, OTHER, world.units["dong_son"])
    return world
