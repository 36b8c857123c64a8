"""An operator raises the wall, sees it stand, mends it, and is told where it is missing."""

import psycopg
import pytest

from caunoi.config import env
from tests.config.places import Place, new_place

MISSING, OLD = "Tường thứ hai không có", "Chính sách dòng thiếu hoặc đã cũ"


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Place:
    made = new_place(tmp_path_factory.mktemp("walls"), "walled_place")
    made.migrate()
    return made


def on_postgresql(place: Place) -> bool:
    return place.database.startswith("postgresql")


def test_after_the_migration_the_wall_stands(place) -> None:
    answer = place.run("wall", "check", "--format", "json")

    assert answer.code == 0, answer.told
    if on_postgresql(place):
        assert answer.json()["vai"] == "caunoi_app"
        assert answer.json()["lỗi"] == 0
        assert answer.json()["bảng sau tường"] >= 15


def test_doctor_shows_the_wall_that_stands(place) -> None:
    told = place.run("doctor").out

    assert ("bảng sau tường" in told) is on_postgresql(place)
    assert MISSING not in told


def test_one_role_for_everything_runs_and_is_told_what_is_missing(place) -> None:
    alone = Place(place.folder, place.owner or place.database)

    assert alone.run("invariants").code == 0
    assert (MISSING in alone.run("doctor").out) is on_postgresql(place)
    assert alone.run("wall", "check").code == int(on_postgresql(place))


def test_a_wall_with_a_hole_is_found_and_mended(place) -> None:
    if on_postgresql(place):
        with psycopg.connect(place.owner, autocommit=True) as server:
            server.execute("DROP POLICY wall_select ON cadres_cadre")

        found = place.run("wall", "check")
        assert (found.code, OLD in found.out, "cadres_cadre" in found.out) == (1, True, True)

    assert place.run("wall", "raise").code == 0
    assert place.run("wall", "check").code == 0


def test_the_owner_sees_nothing_either_without_saying_for_whom(place) -> None:
    place.write_accounts("hoa")
    if on_postgresql(place):
        with psycopg.connect(place.owner, autocommit=True) as server:
            assert server.execute("SELECT count(*) FROM audit_auditevent").fetchone() == (0,)

    assert place.ask("SELECT count(*) FROM audit_auditevent") == [(1,)]


@pytest.mark.parametrize(
    "owner",
    [
        "postgresql://owner:x@elsewhere:5432/caunoi",
        "postgresql://owner:x@db:5432/another",
        "postgresql://db:5432/caunoi",
    ],
)
def test_an_owner_of_another_database_is_refused_in_words(monkeypatch, tmp_path, owner) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://app:x@db:5432/caunoi")
    monkeypatch.setenv("CAUNOI_DATABASE_OWNER", owner)

    with pytest.raises(env.WrongSetting, match="chỉ khác người dùng"):
        env.database("DATABASE_URL", tmp_path / "x.sqlite3", owner="CAUNOI_DATABASE_OWNER")


def test_the_owner_is_kept_apart_from_who_serves(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://app:x@db:5432/caunoi")
    monkeypatch.setenv("CAUNOI_DATABASE_OWNER", "postgresql://owner:y@db:5432/caunoi")

    chosen = env.database("DATABASE_URL", tmp_path / "x.sqlite3", owner="CAUNOI_DATABASE_OWNER")

    assert (chosen["USER"], chosen["OWNER"]) == ("app", {"USER": "owner", "PASSWORD": "y"})
