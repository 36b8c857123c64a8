"""What the machine that watches may read, and that nobody else may."""

import re

import pytest

pytestmark = pytest.mark.django_db
LINE = re.compile(r'^caunoi_[a-z_]+(\{[a-z]+="[^"]+"\})? -?[0-9.e+]+$')


def test_nobody_is_told_where_no_address_is_named(client):
    assert client.get("/metrics").status_code == 404


@pytest.mark.parametrize(
    ("address", "status"), [("10.1.2.3", 200), ("127.0.0.1", 200), ("192.168.1.1", 404), ("", 404)]
)
def test_only_the_named_networks_may_ask(client, settings, address, status):
    settings.METRICS_FROM = ["127.0.0.1", "10.0.0.0/8"]

    assert client.get("/metrics", REMOTE_ADDR=address).status_code == status


def test_a_forged_header_opens_nothing(client, settings):
    settings.METRICS_FROM = ["10.0.0.0/8"]

    answer = client.get("/metrics", REMOTE_ADDR="192.168.1.1", HTTP_X_FORWARDED_FOR="10.0.0.1")

    assert answer.status_code == 404


def test_the_gauges_are_in_the_form_a_reader_expects(client, settings):
    settings.METRICS_FROM = ["127.0.0.1"]

    told = client.get("/metrics").content.decode()

    lines = [line for line in told.splitlines() if not line.startswith("#")]
    assert all(LINE.match(line) for line in lines)
    assert 'caunoi_jobs{state="waiting"} 0' in lines
    assert "caunoi_audit_chain_broken 0" in lines
    helped = re.findall(r"^# HELP (\w+)", told, re.M)
    assert len(helped) == len(set(helped))
