"""Reading past the policy is named, listed and looked at like code."""

from tests.architecture.scopes import UNNAMED, listed, scopes


def test_every_system_scope_is_listed():
    found, known = set(scopes()), listed()

    new, gone = sorted(found - known), sorted(known - found)

    assert (new, gone) == ([], []), (
        "tests/architecture/system_scopes.txt: look at each, then list or remove it"
    )


def test_every_system_scope_says_why():
    assert [each for each in scopes() if each.endswith(UNNAMED)] == []


def test_a_new_scope_is_seen(tmp_path):
    (tmp_path / "src").mkdir()
    source = 'WHY = "look around"\nsystem_scope("peek")\nsystem_scope(WHY)\nsystem_scope(words())\n'
    (tmp_path / "src/new.py").write_text(source)

    assert list(scopes(tmp_path / "src")) == [
        "src/new.py: peek",
        "src/new.py: look around",
        f"src/new.py: {UNNAMED}",
    ]
