"""What the machine that watches is told."""

import pytest

from caunoi.config import health


def test_a_living_process_says_so_without_a_database(client):
    assert client.get("/healthz").json()["status"] == "ok"


@pytest.mark.django_db
def test_it_is_ready_when_database_schema_and_disk_are(client):
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": True, "schema": True, "disk": True}


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["_database_answers", "_schema_is_whole", "_there_is_room"])
def test_one_missing_part_makes_it_unavailable_for_a_while(client, monkeypatch, part):
    monkeypatch.setattr(health, part, lambda: False)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"


@pytest.mark.django_db
def test_an_address_that_is_not_there_is_not_found(client):
    assert client.get("/khong-co-trang-nay/").status_code == 404
