"""Keep the two catalogues of words whole: English for every sentence of the interface, Vietnamese for Django's own.

``scripts/messages.py`` collects and compiles; with ``--check`` it changes nothing and tells what is missing, left
over, badly filled in or not compiled. No dates and no line numbers are written, so a change shows only its words.
"""

import ast
import importlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

import django
import polib

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "caunoi"
LOCALE = SOURCE / "locale"
PLURALS = {"en": "nplurals=2; plural=(n != 1);", "vi": "nplurals=1; plural=0;"}
NOT_SPOKEN = ("migrations", "locale")
SHOWN = 60
REFUSALS = ("Unreadable", "UnfitText")

# What each function takes, in order: a context, the sentence, its plural
FUNCTIONS = {
    "gettext": ("msgid",),
    "ngettext": ("msgid", "plural"),
    "pgettext": ("context", "msgid"),
    "npgettext": ("context", "msgid", "plural"),
}
ENDINGS = ("_lazy", "_noop")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%(?:[sd])|\{(\w*)(?::\w+)?\}")
CALL = re.compile(r"""\b(\w*gettext|_)\(((?:\s*u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*,?)+)""")

DJANGO = Path(django.__file__).parent
DJANGO_PARTS = ("conf", "contrib/auth")


@dataclass(frozen=True)
class Message:
    """One sentence of the interface and the file that says it."""

    msgid: str
    plural: str
    context: str
    path: str

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.msgid


def kind_of(name: str) -> tuple[str, ...] | None:
    for ending in ENDINGS:
        name = name.removesuffix(ending)
    return FUNCTIONS["gettext"] if name == "_" else FUNCTIONS.get(name)


def message(name: str, words: list[str], path: str) -> Message:
    told = dict(zip(kind_of(name) or (), words, strict=False))
    return Message(told.get("msgid", ""), told.get("plural", ""), told.get("context", ""), path)


def of_python(text: str, path: str) -> Iterator[Message]:
    """Every call with whole sentences in it; a call with a variable looks up what is collected elsewhere."""
    for node in ast.walk(ast.parse(text)):
        name = called(node)
        if isinstance(node, ast.Call) and (kind := kind_of(name)):
            words = [each.value for each in node.args[: len(kind)] if isinstance(each, ast.Constant)]
            if len(words) >= sum(part != "plural" for part in kind) and all(
                isinstance(w, str) for w in words
            ):
                yield message(name, [str(word) for word in words], path)


def of_refusals(root: Path = SOURCE) -> Iterator[Message]:
    """What the vocabulary says of a text it cannot read: a sentence first, its values after."""
    for path in sorted((root / "domain" / "vocabulary").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        kept = {
            node.targets[0].id: node.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and called(node).startswith(REFUSALS) and node.args:
                first = node.args[0]
                said = kept.get(first.id, first) if isinstance(first, ast.Name) else first
                if isinstance(said, ast.Constant):
                    yield Message(str(said.value), "", "", path.relative_to(root.parent).as_posix())


def called(node: ast.AST) -> str:
    func = node.func if isinstance(node, ast.Call) else None
    return func.id if isinstance(func, ast.Name) else func.attr if isinstance(func, ast.Attribute) else ""


def of_template(text: str, path: str) -> Iterator[Message]:
    """Django turns a template into calls; everything else in it is blotted out."""
    from django.utils.translation.template import templatize

    for name, inside in CALL.findall(templatize(text)):
        words = ast.literal_eval(f"[{inside}]")
        yield message(name, words, path)


def of_labels() -> Iterator[Message]:
    """Labels of enumerations and names of columns: plain Vietnamese in records and files, looked up on a page."""
    from django.apps import apps

    for config in sorted(apps.get_app_configs(), key=lambda each: each.name):
        if config.name.startswith("caunoi."):
            name = f"{config.name}.choices"
            yield from (of_choices(importlib.import_module(name)) if find_spec(name) else ())
            for model in config.get_models():
                yield from of_model(model)


def of_choices(module: ModuleType) -> Iterator[Message]:
    from django.db.models import Choices

    kinds = [each for each in vars(module).values() if isinstance(each, type) and issubclass(each, Choices)]
    words = [str(label) for kind in kinds if kind.__module__ == module.__name__ for label in kind.labels]
    yield from (Message(word, "", "", path_of(module.__name__)) for word in words)


def of_model(model: Any) -> Iterator[Message]:
    """Names and choices of every column of our modules: the log of changes says them."""
    fields = model._meta.concrete_fields
    words = [label for field in fields for _value, label in field.flatchoices]
    words += [model._meta.verbose_name, *(field.verbose_name for field in fields if field.name != "id")]
    own = {str(word) for word in words if str(word)}
    yield from (Message(word, "", "", path_of(model.__module__)) for word in sorted(own))


def of_figures() -> Iterator[Message]:
    """What every figure is called, says and counts; one that is put together when it is read is collected there."""
    from caunoi.foundation.figures import all_figures

    for each in all_figures():
        words = (each.title, each.definition, each.unit_of_measure, *each.columns)
        path = path_of(each.answer.__module__)
        yield from (Message(word, "", "", path) for word in words if type(word) is str and word)


def of_the_domain() -> Iterator[Message]:
    """Kinds the domain tells apart, with the word for each: it knows no framework, so a page looks them up."""
    from caunoi.domain import lineage
    from caunoi.domain.eligibility.verdict import Verdict

    for kind in (lineage.UnitType, lineage.ChangeKind, lineage.Confidence, Verdict):
        yield from (Message(each.label, "", "", path_of(kind.__module__)) for each in kind)


def of_the_rules() -> Iterator[Message]:
    """Requirements, levels, fields and blocks of titles by name; sentences of the law stay as they are written."""
    from caunoi.domain.eligibility.reading import CONFIDENCES
    from caunoi.domain.eligibility.rulebook import load_rulebook
    from caunoi.domain.staffing.quotas import load_quotas

    book = load_rulebook()
    terms = book.terms
    named = [
        *terms.columns.values(),
        *terms.kinds.values(),
        *terms.fields.values(),
        *terms.trainings.values(),
    ]
    named += load_quotas().groups
    named += [level for scale in terms.scales.values() for level in scale.levels]
    words = [each.name for each in named] + [each.name for each in book.measures] + [*CONFIDENCES.values()]
    yield from (Message(word, "", "", "caunoi/regulations/standards") for word in dict.fromkeys(words))


def of_workbooks(root: Path = SOURCE) -> Iterator[Message]:
    """Columns of the list of people: Vietnamese in a file, looked up where a page asks which is which."""
    path = root / "apps/cadres/schema.py"
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and called(node) == "Column" and len(node.args) > 1:
            title = node.args[1]
            if isinstance(title, ast.Constant) and isinstance(title.value, str):
                yield Message(title.value, "", "", path.relative_to(root.parent).as_posix())


def path_of(module: str) -> str:
    return f"{module.replace('.', '/')}.py"


READERS = {".py": of_python, ".html": of_template, ".txt": of_template}


def collected(root: Path = SOURCE) -> list[Message]:
    """Every sentence once, with all the files that say it, in the order of files."""
    found: list[Message] = []
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root).parts
        spoken = path.suffix in READERS and not set(inside) & set(NOT_SPOKEN)
        if spoken and (path.suffix == ".py" or "templates" in inside):
            name = path.relative_to(root.parent).as_posix()
            found += READERS[path.suffix](path.read_text(encoding="utf-8"), name)
    return [each for each in found if each.msgid]


def catalogue(language: str) -> polib.POFile:
    path = file_of(language)
    return polib.pofile(str(path), wrapwidth=110) if path.exists() else polib.POFile(wrapwidth=110)


def file_of(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def renewed(language: str, messages: Iterable[Message], kept: polib.POFile) -> polib.POFile:
    """The sentences of today with the translations there are; what nobody says any more is gone."""
    known = {key(entry): entry for entry in kept}
    fresh: dict[tuple[str, str], polib.POEntry] = {}
    for each in messages:
        entry = fresh.setdefault(each.key, entry_for(each, known.get(each.key), language))
        if each.path and (each.path, "") not in entry.occurrences:
            entry.occurrences.append((each.path, ""))
        if each.plural and not entry.msgid_plural:
            make_plural(entry, each.plural, language)
    book = polib.POFile(wrapwidth=110)
    book.metadata = metadata(language)
    book.extend(sorted(fresh.values(), key=lambda entry: (entry.occurrences[:1], entry.msgid)))
    return book


def entry_for(each: Message, kept: polib.POEntry | None, language: str) -> polib.POEntry:
    entry = polib.POEntry(msgid=each.msgid, msgctxt=each.context or None, msgstr=kept.msgstr if kept else "")
    entry.flags = ["python-format"] if "%(" in each.msgid else []
    if kept and kept.msgstr_plural:
        entry.msgid_plural, entry.msgstr_plural = kept.msgid_plural, dict(kept.msgstr_plural)
    elif each.plural:
        make_plural(entry, each.plural, language)
    return entry


def make_plural(entry: polib.POEntry, plural: str, language: str) -> None:
    forms = 2 if language == "en" else 1
    entry.msgid_plural, entry.msgstr = plural, ""
    entry.msgstr_plural = dict.fromkeys(range(forms), "")


def metadata(language: str) -> dict[str, str]:
    return {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }


def of_django() -> list[Message]:
    """What Django says and has no Vietnamese for; a doubtful translation counts as none."""
    said, known = django_says("en"), {key(each) for each in django_says("vi") if each.translated()}
    return [Message(*own_words(each), "") for each in said if key(each) not in known]


def django_says(language: str) -> list[polib.POEntry]:
    paths = [DJANGO / part / "locale" / language / "LC_MESSAGES/django.po" for part in DJANGO_PARTS]
    return [each for path in paths for each in polib.pofile(str(path)) if not each.obsolete]


def key(entry: polib.POEntry) -> tuple[str, str]:
    return entry.msgctxt or "", entry.msgid


def own_words(entry: polib.POEntry) -> tuple[str, str, str]:
    return entry.msgid, entry.msgid_plural, entry.msgctxt or ""


def wanted() -> dict[str, list[Message]]:
    looked_up = (of_labels, of_figures, of_the_domain, of_the_rules, of_refusals, of_workbooks)
    return {"en": [*collected(), *(each for kind in looked_up for each in kind())], "vi": of_django()}


def faults_of(entry: polib.POEntry) -> Iterator[str]:
    forms = list(entry.msgstr_plural.values()) or [entry.msgstr]
    if not all(form.strip() for form in forms):
        yield "is not translated"
        return
    asked = placeholders(entry.msgid) | placeholders(entry.msgid_plural or "")
    for form in forms:
        if placeholders(form) - asked or (not entry.msgid_plural and asked - placeholders(form)):
            yield f"does not fill in the same places: {form!r}"
        if edges(form) != edges(entry.msgid):
            yield f"begins or ends with another blank: {form!r}"


def placeholders(text: str) -> set[str]:
    return {found.group() for found in PLACEHOLDER.finditer(text)}


def edges(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()


def compiled(book: polib.POFile) -> bytes:
    return book.to_binary()


def faults() -> list[str]:
    found = []
    for language, messages in wanted().items():
        kept, path = catalogue(language), file_of(language).relative_to(ROOT)
        fresh = renewed(language, messages, kept)
        found += [f"{path}: {entry.msgid!r} {told}" for entry in fresh for told in faults_of(entry)]
        if str(fresh) != str(kept):
            found.append(f"{path} is not what the code says today; run: make docs")
        binary = file_of(language).with_suffix(".mo")
        if not binary.exists() or binary.read_bytes() != compiled(kept):
            found.append(f"{binary.relative_to(ROOT)} is not compiled from {path.name}; run: make docs")
    return found


def write() -> None:
    for language, messages in wanted().items():
        fresh = renewed(language, messages, catalogue(language))
        path = file_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{fresh}".rstrip() + "\n", encoding="utf-8")
        path.with_suffix(".mo").write_bytes(compiled(catalogue(language)))


def start_django(folder: str) -> None:
    """Our own settings, in an empty place: the labels are asked of the models."""
    for name in [name for name in os.environ if name.startswith("CAUNOI_") or name == "DATABASE_URL"]:
        del os.environ[name]
    os.environ |= {"CAUNOI_VAR": folder, "DJANGO_SETTINGS_MODULE": "caunoi.config.settings"}
    sys.path.insert(0, str(ROOT / "src"))
    django.setup()


def main() -> int:
    with TemporaryDirectory() as folder:
        start_django(folder)
        if "--check" not in sys.argv:
            write()
        found = faults()
    more = [f"… {len(found) - SHOWN} more"] if len(found) > SHOWN else []
    print("\n".join([*found[:SHOWN], *more]), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
