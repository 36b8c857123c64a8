"""What must hold of every text in the repository; ``python -m tests.architecture.texts`` prints the faults."""

import ast
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDERS = ("src", "tests", "scripts", "docs", ".ci")
WRITTEN = {
    ".py",
    ".html",
    ".css",
    ".js",
    ".sh",
    ".md",
    ".toml",
    ".txt",
    ".svg",
    ".lock",
    ".yaml",
    ".csv",
    ".json",
}
NOT_OURS = ("vendor/", "licences/", "fonts/", "docs/generated/", "instances/")
PLANTED = "tests/architecture/test_texts.py"  # holds every fault on purpose
MOST_LINES = 500

GETTEXT = {
    "_",
    "gettext",
    "gettext_lazy",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
    "npgettext",
    "gettext_noop",
}
CLOCK = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("timezone", "now"),
    ("timezone", "localdate"),
}
CLOCK_FILE = "src/caunoi/foundation/clock.py"
FORBIDDEN_NAMES = re.compile(r"(^|[/_])(utils?|helpers?|managers?|misc|common)(\.|/|$)")
UNDONE = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
SILENCED = re.compile(r"#\s*(noqa|type:\s*ignore|mypy:|nosec|pragma: no cover)[^#]*$")
HOST = re.compile(r"://|file:|--(find-links|index-url|extra-index-url|trusted-host)")
MACHINE_PATH = re.compile(r"(?<![\w.])/(root|work|home/\w+)/")
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle\s*=|\son(click|change|load|submit|input|error|focus|blur|key\w+|mouse\w+)\s*=",
    re.I,
)
FOREIGN = re.compile(r"""(src|href|action)\s*=\s*["'](https?:)?//""", re.I)


@dataclass(frozen=True)
class Text:
    """One file: its path from the root, and what is in it."""

    path: str
    content: str

    @property
    def lines(self) -> list[str]:
        return self.content.splitlines()

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.content, self.path)

    @property
    def is_product(self) -> bool:
        return self.path.startswith("src/")


def each_line(text: Text, pattern: re.Pattern[str], told: str) -> Iterator[str]:
    for number, line in enumerate(text.lines, 1):
        if pattern.search(line):
            yield f"{text.path}:{number}: {told}"


def no_f_string_is_translated(text: Text) -> Iterator[str]:
    """A message put together before it is looked up is found in no catalogue."""
    for node in ast.walk(text.tree) if text.path.endswith(".py") else ():
        if (
            isinstance(node, ast.Call)
            and _name_of(node.func) in GETTEXT
            and any(_is_put_together(each) for each in node.args)
        ):
            yield f"{text.path}:{node.lineno}: a message is put together inside the translation call; use named placeholders"


def _is_put_together(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr == "format"
    return isinstance(node, ast.JoinedStr | ast.BinOp)


def _name_of(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def only_one_file_reads_the_clock(text: Text) -> Iterator[str]:
    if not text.path.endswith(".py") or not text.is_product or text.path == CLOCK_FILE:
        return
    for node in ast.walk(text.tree):
        if isinstance(node, ast.Attribute) and (_name_of(node.value), node.attr) in CLOCK:
            yield f"{text.path}:{node.lineno}: reads the clock; ask foundation.clock at the edge and pass the day on"


def no_file_is_too_long(text: Text) -> Iterator[str]:
    counted = text.path.endswith((".py", ".html", ".css", ".sh"))
    if counted and len(text.lines) > MOST_LINES:
        yield f"{text.path}: {len(text.lines)} lines; more than {MOST_LINES} is more than one purpose"


def folders_tell_the_work(text: Text) -> Iterator[str]:
    if FORBIDDEN_NAMES.search(text.path) and not text.path.startswith("docs/"):
        yield f"{text.path}: the name says nothing about the work"


def nothing_is_left_undone(text: Text) -> Iterator[str]:
    if text.path.endswith((".py", ".html", ".css", ".js", ".sh")) and not text.path.startswith(
        "tests/architecture/"
    ):
        yield from each_line(text, UNDONE, "left undone")


def a_silenced_check_says_why(text: Text) -> Iterator[str]:
    if text.path.endswith(".py") and text.path != PLANTED:
        yield from each_line(text, SILENCED, "silences a check without saying why in a comment after it")


def locks_name_no_host(text: Text) -> Iterator[str]:
    if text.path.endswith(".lock"):
        yield from each_line(text, HOST, "a lock names a host or a path; run scripts/lock.sh")


def no_path_of_one_machine(text: Text) -> Iterator[str]:
    if not text.path.startswith("tests/architecture/"):
        yield from each_line(text, MACHINE_PATH, "a path of one machine")


def templates_hold_no_style_and_no_script(text: Text) -> Iterator[str]:
    """The content policy refuses them in the browser; here they are refused before."""
    if text.path.endswith(".html") and text.is_product:
        yield from each_line(text, INLINE, "inline style, script or handler")
        yield from each_line(text, FOREIGN, "fetches from another host or names one")


def templates_are_indented_by_two(text: Text) -> Iterator[str]:
    for number, line in enumerate(text.lines if text.path.endswith(".html") and text.is_product else (), 1):
        indent = line[: len(line) - len(line.lstrip())]
        if line.strip() and ("\t" in indent or len(indent) % 2):
            yield f"{text.path}:{number}: indented by {len(indent)}; two blanks a step"


def letters_are_composed(text: Text) -> Iterator[str]:
    if text.is_product and not unicodedata.is_normalized("NFC", text.content):
        yield f"{text.path}: letters are not composed (NFC)"


def migrations_say_the_change(text: Text) -> Iterator[str]:
    name = Path(text.path).stem
    if (
        "/migrations/" in text.path
        and name != "__init__"
        and (not re.fullmatch(r"\d{4}_[a-z0-9_]+", name) or "_auto_" in name)
    ):
        yield f"{text.path}: the name of a migration says the change"


RULES: tuple[Callable[[Text], Iterator[str]], ...] = (
    no_f_string_is_translated,
    only_one_file_reads_the_clock,
    no_file_is_too_long,
    folders_tell_the_work,
    nothing_is_left_undone,
    a_silenced_check_says_why,
    locks_name_no_host,
    no_path_of_one_machine,
    templates_hold_no_style_and_no_script,
    templates_are_indented_by_two,
    letters_are_composed,
    migrations_say_the_change,
)


def texts(root: Path = ROOT) -> Iterator[Text]:
    """Every text of the repository that is our own."""
    inside = (path for folder in FOLDERS for path in sorted((root / folder).rglob("*")))
    for path in (*sorted(root.iterdir()), *inside):
        name = path.relative_to(root).as_posix()
        ours = path.is_file() and path.suffix in WRITTEN and "__pycache__" not in name
        if ours and not any(part in name for part in NOT_OURS):
            yield Text(name, path.read_text(encoding="utf-8"))


def faults(root: Path = ROOT) -> list[str]:
    return [fault for text in texts(root) for rule in RULES for fault in rule(text)]


if __name__ == "__main__":
    found = faults()
    print("\n".join(found))
    sys.exit(1 if found else 0)
