"""The territory that comes with the product breaks no truth."""

from caunoi.apps.organisation.invariants import invariants
from caunoi.foundation.policy import system_scope


def test_the_record_breaks_no_truth(territory):
    with system_scope("tests: walk every row"):
        broken = {truth.name_vi: found for truth in invariants() if (found := list(truth.check()))}

    assert broken == {}
