"""The territory from its files: idempotent, and what the files take back is taken back."""

import shutil
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from caunoi.apps.organisation import selectors, services
from caunoi.apps.organisation.choices import RECORD_BEGINS
from caunoi.apps.organisation.models import LegalAct, UnitVersion
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.errors import Refused

pytestmark = pytest.mark.django_db
DAY = date(2020, 8, 31)


@pytest.fixture
def folder(tmp_path):
    """The files of the product, to be changed."""
    shutil.copytree(Path(str(files("caunoi.regulations"))) / "territory", tmp_path / "territory")
    return tmp_path / "territory"


def edit(file, before, after):
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), "utf-8")


def test_loading_adds_everything_once(territory, system):
    edition, events = selectors.edition(), AuditEvent.objects.all().scoped().count()

    report = services.load_territory(actor=system)

    assert not report.wrote
    assert report.versions.unchanged == 546
    assert (selectors.edition(), AuditEvent.objects.all().scoped().count()) == (edition, events)


def test_a_start_nobody_recorded_is_kept_as_unknown(territory):
    (version,) = selectors.versions_of(selectors.unit_ids()["xa-xuan-huong-lang-giang"])

    assert (version.valid_from, version.start_known) == (RECORD_BEGINS, False)
    assert version.known_period.start is None


def test_area_place_and_act_come_along_with_how_sure_they_are(territory):
    unit = selectors.unit_ids()["xa-xuan-huong-lang-giang"]
    my_thai = selectors.node_by_code("07420", on=date(2025, 7, 1))

    old = selectors.version_on(unit, on=DAY)
    new = selectors.version_on(my_thai.id, on=date(2025, 7, 1))

    assert (old.area, old.area_confidence, old.place_confidence) == ("mien_nui", "low", "medium")
    assert old.latitude == pytest.approx(21.3, abs=0.1)
    assert new.act.number == "1658/NQ-UBTVQH15"


def test_every_row_written_has_its_audit_record(territory):
    actions = AuditEvent.objects.all().scoped().values_list("action", flat=True)

    counted = {action: list(actions).count(action) for action in set(actions)}

    assert counted == {
        "organisation.legalact_loaded": 7,
        "organisation.unit_loaded": 485,
        "organisation.unitversion_loaded": 546,
        "organisation.succession_loaded": 447,
        "organisation.coverage_loaded": 5,
        "organisation.register_written": 1,
    }


def test_a_corrected_name_changes_one_row(territory, system, folder):
    edit(
        folder / "versions.csv",
        "xa-xuan-huong-lang-giang,07429,Xuân Hương",
        "xa-xuan-huong-lang-giang,07429,Xuân Hường",
    )

    report = services.load_territory(actor=system, source=str(folder))

    assert (report.versions.changed, report.versions.added, report.versions.unchanged) == (1, 0, 545)
    assert selectors.node_by_code("07429", on=DAY).search_key == "xuan huong"
    assert [node.name for node in selectors.find_units("Xuân Hường", on=DAY)] == ["Xuân Hường"]


def test_a_corrected_day_takes_the_old_rows_back(territory, system, folder):
    for name in ("versions.csv", "successions.csv", "area_class.csv"):
        text = (folder / name).read_text("utf-8")
        (folder / name).write_text(text.replace("2022-07-01", "2022-06-01"), "utf-8")

    report = services.load_territory(actor=system, source=str(folder))

    assert (report.versions.added, report.versions.retracted, report.versions.changed) == (2, 2, 2)
    assert (report.successions.added, report.successions.retracted) == (2, 2)
    retracted = AuditEvent.objects.all().scoped().filter(action="organisation.unitversion_retracted")
    assert retracted.count() == 2


def add_village(system):
    return services.add_unit(
        actor=system,
        slug="thon",
        name="Trại",
        type="village",
        parent="xa-xuan-huong-lang-giang",
        valid_from=date(2015, 1, 1),
    )


def test_what_was_entered_here_stays(territory, system):
    add_village(system)

    assert not services.load_territory(actor=system).wrote
    assert UnitVersion.objects.all().scoped().filter(unit__slug="thon").exists()


def test_a_village_goes_with_its_commune_into_the_one_that_follows(territory, system):
    village = add_village(system).unit_id

    above = {
        day: selectors.unit_tree(on=day).path_label(village)
        for day in (DAY, date(2025, 6, 30), date(2025, 7, 1))
    }

    assert above == {
        DAY: "Thôn Trại, Xã Xuân Hương, Huyện Lạng Giang",
        date(2025, 6, 30): "Thôn Trại, Xã Xuân Hương, Huyện Lạng Giang",
        date(2025, 7, 1): "Thôn Trại, Xã Mỹ Thái",
    }
    (passage,) = selectors.passages_from(village)
    assert passage.is_itself
    assert passage.act.number == "1658/NQ-UBTVQH15"


def test_a_village_follows_through_two_steps(territory, system):
    services.add_unit(
        actor=system,
        slug="to",
        name="Số 1",
        type="neighbourhood",
        parent="phuong-le-loi-bac-giang",
        valid_from=date(2015, 1, 1),
    )

    parents = [version.parent.slug for version in selectors.versions_of(selectors.unit_ids()["to"])]

    assert parents[0] == "phuong-le-loi-bac-giang"
    assert parents[-1] == "phuong-bac-giang-bac-ninh-2025"
    assert len(parents) == 3


def test_files_that_contradict_themselves_are_refused_and_nothing_is_written(territory, system, folder):
    edit(folder / "versions.csv", "xa-xuan-huong-lang-giang,07429", "xa-xuan-huong-lang-giang,07420")

    with pytest.raises(Refused, match="Mã 07420: cùng lúc là mã của"):
        services.load_territory(actor=system, source=str(folder))

    assert selectors.node_by_code("07429", on=DAY).name == "Xuân Hương"


def test_a_file_that_cannot_be_read_says_where(territory, system, folder):
    edit(
        folder / "versions.csv",
        "xa-xuan-huong-lang-giang,07429,Xuân Hương,commune",
        "xa-xuan-huong-lang-giang,07429,Xuân Hương,bang",
    )

    with pytest.raises(Refused, match=r"versions\.csv, dòng \d+: cột type"):
        services.load_territory(actor=system, source=str(folder))


def test_a_folder_without_the_files_is_refused(system, tmp_path):
    with pytest.raises(Refused, match=r"Không thấy tệp .*acts\.toml"):
        services.load_territory(actor=system, source=str(tmp_path))


def test_all_acts_are_cited_with_their_days(territory):
    act = LegalAct.objects.all().scoped().get(number="813/NQ-UBTVQH14")

    assert (act.issued_on, act.effective_on, act.confidence) == (
        date(2019, 11, 21),
        date(2020, 1, 1),
        "medium",
    )
