"""``caunoi cadres``: JSON as promised, exit codes as promised, nothing left by a dry run."""

import io
import json

import openpyxl
import pytest

from caunoi.apps.cadres.models import Cadre, ImportBatch
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.commandline.entry import main
from tests.apps.cadres.lists import good_row, good_workbook, workbook
from tests.factories.cadres import all_of, make_province

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    return make_province()


@pytest.fixture
def run(capsys):
    def ran(*words):
        capsys.readouterr()
        code = main(["cadres", *map(str, words), "--format", "json"])
        told = capsys.readouterr()
        return code, json.loads(told.out) if told.out.strip() else None, told.err

    return ran


@pytest.fixture
def clean_file(tmp_path, units):
    path = tmp_path / "danh_sach.xlsx"
    path.write_bytes(good_workbook(5))
    return path


@pytest.fixture
def spoiled_file(tmp_path, units):
    path = tmp_path / "loi.xlsx"
    path.write_bytes(workbook([good_row(1), good_row(2, Xã="Xuân Hưong"), good_row(3)]))
    return path


def test_an_import_answers_four_counts_that_add_up_and_a_batch(run, clean_file):
    code, told, _ = run("import", clean_file, "--on", "2020-08-31")

    assert code == 0
    (batch,) = all_of(ImportBatch)
    assert told == {
        "rows": 5,
        "added": 5,
        "changed": 0,
        "unchanged": 0,
        "rejected": 0,
        "batch": str(batch.pk),
    }
    assert len(all_of(Cadre)) == 5


def test_a_dry_run_counts_the_same_and_leaves_nothing(run, clean_file, files_of_the_test):
    before = len(all_of(AuditEvent))

    code, told, _ = run("import", clean_file, "--on", "2020-08-31", "--dry-run")

    assert (code, told["added"], told["batch"]) == (0, 5, None)
    assert not all_of(Cadre) + all_of(ImportBatch)
    assert len(all_of(AuditEvent)) == before
    assert not [path for path in files_of_the_test.rglob("*") if path.is_file()]


def test_rejected_rows_are_told_by_the_exit_code_and_written_to_a_file(run, spoiled_file, tmp_path):
    errors = tmp_path / "sua.xlsx"

    code, told, _ = run("import", spoiled_file, "--on", "2020-08-31", "--errors", errors)

    assert (code, told["rows"], told["added"], told["rejected"]) == (3, 3, 2, 1)
    sheet = openpyxl.load_workbook(io.BytesIO(errors.read_bytes())).worksheets[0]
    assert sheet.max_row == 2


def test_an_undo_answers_three_buckets(run, clean_file):
    batch = run("import", clean_file, "--on", "2020-08-31")[1]["batch"]

    preview = run("undo", batch, "--dry-run")
    code, told, _ = run("undo", batch[:8])

    assert preview[1] == told == {"restored": 5, "kept_because_edited": 0, "cannot": 0}
    assert code == 0
    assert not all_of(Cadre)


def test_an_export_taken_in_again_changes_nothing(run, clean_file, tmp_path):
    run("import", clean_file, "--on", "2020-08-31")

    for name, form in (("a.xlsx", "plain"), ("b.csv", "plain"), ("c.xlsx", "official")):
        code, told, _ = run("export", tmp_path / name, "--on", "2020-08-31", "--form", form)
        again = run("import", tmp_path / name, "--on", "2020-08-31", "--dry-run")

        assert (code, told["people"]) == (0, 5)
        assert again[1] == {"rows": 5, "added": 0, "changed": 0, "unchanged": 5, "rejected": 0, "batch": None}


def test_an_export_of_a_unit_takes_its_code(run, clean_file, tmp_path):
    run("import", clean_file, "--on", "2020-08-31")

    assert run("export", tmp_path / "a.xlsx", "--on", "2020-08-31", "--unit", "07423")[1]["people"] == 0
    assert run("export", tmp_path / "b.xlsx", "--on", "2020-08-31", "--unit", "217")[1]["people"] == 5


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("import", "khong-co.xlsx"), "Không có tệp"),
        (("undo", "00000000-0000-0000-0000-000000000000"), "Không có lần nhập nào"),
        (("export", "x.xlsx", "--on", "hôm qua"), "phải có dạng"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(run, units, words, sentence):
    code, told, error = run(*words)

    assert (code, told) == (1, None)
    assert sentence in error


def test_a_hostile_file_is_refused_in_a_sentence_and_remembered(run, units, tmp_path):
    path = tmp_path / "bom.xlsx"
    path.write_bytes(b"PK\x03\x04" + b"\0" * 100)

    code, told, error = run("import", path, "--on", "2020-08-31")

    assert (code, told) == (1, None)
    assert "nạp lại" in error
    assert [batch.state for batch in all_of(ImportBatch)] == ["refused"]
