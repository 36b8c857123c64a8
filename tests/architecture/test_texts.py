"""The rules for every text hold, and each of them sees its fault."""

import pytest

from tests.architecture import texts
from tests.architecture.texts import ROOT, Text, faults

PLANTED = [
    (
        texts.no_f_string_is_translated,
        "src/caunoi/x.py",
        'a = _(f"Có {n} người")',
        'a = _("Có %(n)s người") % {"n": n}',
    ),
    (
        texts.no_f_string_is_translated,
        "src/caunoi/x.py",
        'a = gettext("Có {}".format(n))',
        'a = gettext("Có")',
    ),
    (texts.only_one_file_reads_the_clock, "src/caunoi/x.py", "day = date.today()", "day = clock.today()"),
    (
        texts.only_one_file_reads_the_clock,
        "src/caunoi/x.py",
        "at = datetime.datetime.now()",
        "at = clock.now()",
    ),
    (texts.no_file_is_too_long, "src/caunoi/x.py", "a = 1\n" * 501, "a = 1\n" * 500),
    (texts.folders_tell_the_work, "src/caunoi/apps/cadres/utils.py", "", None),
    (texts.folders_tell_the_work, "src/caunoi/apps/common/names.py", "", None),
    (texts.nothing_is_left_undone, "src/caunoi/x.py", "# TODO: later", "# every day"),
    (
        texts.a_silenced_check_says_why,
        "src/caunoi/x.py",
        "import a  # noqa: F401",
        "import a  # noqa: F401  # binds",
    ),
    (texts.locks_name_no_host, "requirements.lock", "--index-url https://host/simple", "django==5.2.19"),
    (texts.no_path_of_one_machine, "docs/x.md", "see /root/notes", "see docs/notes"),
    (
        texts.templates_hold_no_style_and_no_script,
        "src/caunoi/x.html",
        '<p style="color:red">',
        '<p class="bad">',
    ),
    (
        texts.templates_hold_no_style_and_no_script,
        "src/caunoi/x.html",
        "<script>go()</script>",
        '<script src="a.js"></script>',
    ),
    (
        texts.templates_hold_no_style_and_no_script,
        "src/caunoi/x.html",
        '<a onclick="go()">',
        '<a href="/go/">',
    ),
    (
        texts.templates_hold_no_style_and_no_script,
        "src/caunoi/x.html",
        '<img src="//cdn/a.png">',
        '<img src="/a.png">',
    ),
    (texts.templates_are_indented_by_two, "src/caunoi/x.html", "   <p>", "  <p>"),
    (texts.letters_are_composed, "src/caunoi/x.py", "# Ho\u0300a", "# Hòa"),
    (texts.migrations_say_the_change, "src/caunoi/apps/x/migrations/0002_auto_2020.py", "", None),
]


def test_every_text_of_the_repository_holds_the_rules():
    assert faults() == []


@pytest.mark.parametrize(("rule", "path", "fault", "sound"), PLANTED)
def test_a_rule_sees_its_fault_and_only_that(rule, path, fault, sound):
    assert list(rule(Text(path, fault)))
    if sound is not None:
        assert list(rule(Text(path, sound))) == []


def test_every_rule_has_a_planted_fault():
    assert {rule for rule, *_ in PLANTED} == set(texts.RULES)


def test_make_alone_tells_every_command():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    declared = makefile.split(".PHONY:")[1].splitlines()[0].split()

    assert [name for name in declared if f"\n{name}: ## " not in makefile] == []
