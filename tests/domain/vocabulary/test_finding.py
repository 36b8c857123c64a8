from caunoi.domain.vocabulary.finding import Finding


def test_a_finding_is_said_with_its_clause():
    assert (
        str(Finding("twice", "Một người giữ một ghế hai lần", "Điều 5"))
        == "Một người giữ một ghế hai lần (Điều 5)"
    )
    assert str(Finding("twice", "Một người giữ một ghế hai lần")) == "Một người giữ một ghế hai lần"
