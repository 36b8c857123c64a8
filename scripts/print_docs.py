"""Print the generated documents from the code; with ``--check`` only compare, so that none goes stale."""

import difflib
import importlib
import os
import sys
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
GENERATED = ROOT / "docs" / "generated"
NOTE = "<!-- Printed by `make docs`; a change here is overwritten. -->\n"
PICTURE = ("<!-- picture begins: printed from the import contracts -->", "<!-- picture ends -->")


def start_django(folder: str) -> None:
    for name in [name for name in os.environ if name.startswith("CAUNOI_") or name == "DATABASE_URL"]:
        del os.environ[name]
    os.environ |= {"CAUNOI_VAR": folder, "DJANGO_SETTINGS_MODULE": "caunoi.config.settings"}
    sys.path.insert(0, str(ROOT / "src"))
    import django

    django.setup()


def contract(name: str) -> dict[str, Any]:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return next(each for each in told["tool"]["importlinter"]["contracts"] if each["id"] == name)


def first_line(thing: Any) -> str:
    return " ".join((thing.__doc__ or "").split("\n\n")[0].split())


def table(titles: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(titles)} |"
    yield f"| {' | '.join('---' for _ in titles)} |"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def modules() -> Iterator[str]:
    """Every module with its place, from the contract."""
    from django.apps import apps

    yield "# Modules, from the top of the house to the bottom\n"
    rows = []
    for layer in contract("modules")["layers"]:
        for name in names_of(layer):
            config = apps.get_app_config(name)
            held = ", ".join(f"`{model.__name__}`" for model in config.get_models()) or "–"
            beside = ", ".join(f"`{other}`" for other in names_of(layer) if other != name) or "–"
            rows.append((f"`{name}`", str(config.verbose_name), why(Path(config.path)), held, beside))
    yield from table(("module", "tên", "why it is there", "models", "stands beside, unknown to it"), rows)


def names_of(layer: str) -> list[str]:
    return [name.strip() for name in layer.split("|")]


def why(folder: Path) -> str:
    """The first sentence of the module's own README."""
    page = folder / "README.md"
    if not page.exists():
        return "–"
    paragraphs = [each for each in page.read_text(encoding="utf-8").split("\n\n") if not each.startswith("#")]
    told = " ".join(paragraphs[0].replace("**Why.**", "").split()) if paragraphs else "–"
    return told.split(". ")[0].rstrip(".") + "." if told != "–" else told


def models() -> Iterator[str]:
    """Every model with every column and how sensitive it is."""
    from django.apps import apps

    from caunoi.foundation.policy import field_classes_of

    yield "# Models\n"
    yield "Classes: P0 public, P1 work, P2 personal, P3 sensitive, K key material.\n"
    for model in sorted(apps.get_models(), key=lambda each: each._meta.label):
        if not model.__module__.startswith("caunoi."):
            continue
        yield f"## `{model._meta.label}` · {model._meta.verbose_name}\n"
        yield f"{first_line(model)}\n"
        kept = [
            part for part in (model.__doc__ or "").split("\n\n") if part.strip().startswith("Personal data:")
        ]
        yield f"{' '.join(kept[0].split()) if kept else ''}\n"
        classes = field_classes_of(model)
        rows = [
            (
                f"`{field.name}`",
                str(field.verbose_name),
                type(field).__name__,
                classes[field.name].name if field.name in classes else "?",
            )
            for field in model._meta.concrete_fields
        ]
        yield from table(("column", "tên", "kind", "class"), rows)
        yield ""


def commands() -> Iterator[str]:
    """Every command of the command line."""
    from caunoi.foundation.commandline.entry import ALONE, ALSO, GROUPS
    from caunoi.foundation.commandline.registry import all_commands

    own = {module for module, _ in {*GROUPS.values(), *ALONE.values()}}
    for module in own.union(*ALSO.values()):
        if find_spec(module):
            importlib.import_module(module)
    yield "# Commands\n"
    yield "Every command takes `--format table|json|csv`; those that write take `--dry-run`.\n"
    rows = [
        (
            " ".join(f"`caunoi {group} {each.verb}`".split()),
            " ".join(
                f"`{name.names[-1] if name.names[0].startswith('-') else name.names[0].upper()}`"
                for name in each.arguments
            )
            or "–",
            each.help,
            "có" if each.writes else "–",
            each.policy,
        )
        for group, each in all_commands()
    ]
    yield from table(("command", "arguments", "việc", "ghi", "rights"), sorted(rows))


def census() -> Iterator[str]:
    """Every address, command and job with whom it is for."""
    from caunoi.foundation.jobs.registry import all_registered
    from caunoi.foundation.policy import row_for
    from caunoi.foundation.policy.census import addresses

    yield "# Census: who may come in where\n"
    yield "## Addresses\n"
    rows = []
    for address in addresses():
        declared = address.declared
        if declared is None:
            rows.append((f"`/{address.route}`", "UNDECLARED", "", ""))
        elif declared.kind == "needs" and declared.model is not None:
            roles = ", ".join(sorted(row_for(declared.model, declared.verb).roles))
            rows.append(
                (f"`/{address.route}`", f"{declared.verb} · `{declared.model._meta.label}`", roles, "")
            )
        else:
            rows.append((f"`/{address.route}`", declared.kind, "", declared.reason))
    yield from table(("address", "needs", "roles", "why"), sorted(rows))
    yield "\n## Jobs\n"
    jobs = [
        (
            f"`{each.name}`",
            f"{each.policy.verb} · `{each.policy.model._meta.label}`" if each.policy.model else "?",
            f"{each.time_limit} s",
        )
        for each in all_registered()
    ]
    yield from table(("job", "needs", "time limit"), jobs)


def rights() -> Iterator[str]:
    """The policy table: role × verb × model."""
    from caunoi.foundation.policy import rows as policy_rows

    yield "# Rights: role × verb × model\n"
    yield "The class behind a role is the highest a role may read or write there.\n"
    rows = [
        (
            f"`{row.model._meta.label}`",
            row.verb,
            ", ".join(f"{role} {level.name}" for role, level in sorted(row.roles.items())),
            f"`{row.unit}`" if row.unit else "all or none",
        )
        for row in policy_rows()
    ]
    yield from table(("model", "verb", "roles", "narrowed by"), sorted(rows))


def lifecycles() -> Iterator[str]:
    """Every life cycle that a module declares in its choices."""
    from django.apps import apps

    from caunoi.domain.vocabulary.lifecycle import Lifecycle

    yield "# Life cycles\n"
    found = False
    for config in sorted(apps.get_app_configs(), key=lambda each: each.name):
        name = f"{config.name}.choices"
        if not config.name.startswith("caunoi.") or not find_spec(name):
            continue
        for word, value in sorted(vars(importlib.import_module(name)).items()):
            if isinstance(value, Lifecycle):
                found = True
                yield f"## {config.verbose_name}: `{word}`\n\n```mermaid\n{value.as_mermaid().strip()}\n```\n"
    if not found:
        yield "No module declares one yet."


ROOF = {
    "config": "settings · addresses · menu · the operator's commands",
    "demo": "one province told as a story, through the services",
}


def picture() -> list[str]:
    """The house as the contracts have it."""
    lines = ["```"]
    for storey in contract("storeys")["layers"]:
        floor = {"apps": _deck, "foundation": _piers, "domain": _bed}.get(storey)
        lines += floor() if floor else [f"{storey:<12} {ROOF[storey]}"]
    return [*lines, f"{'regulations':<12} the law as dated data, read by the domain", "```"]


def _deck() -> list[str]:
    """The modules, with their Vietnamese names beside."""
    from django.apps import apps

    layers = contract("modules")["layers"]
    width = max(len(layer) for layer in layers)
    rows = []
    for number, layer in enumerate(layers):
        told = " │ ".join(str(apps.get_app_config(name).verbose_name).lower() for name in names_of(layer))
        rows.append(f"{'apps' if number == 0 else '':<12} │ {layer.replace('|', '│'):<{width}} │ {told}")
    bar = "─" * (width + 2)
    return [f"{'':<12} ┌{bar}┐", *rows, f"{'':<12} └{bar}┘"]


def _piers() -> list[str]:
    folders = (ROOT / "src/caunoi/foundation").iterdir()
    names = sorted(path.name for path in folders if (path / "__init__.py").exists())
    rows = [" · ".join(names[start : start + 6]) for start in range(0, len(names), 6)]
    return [f"{'foundation' if number == 0 else '':<12} {row}" for number, row in enumerate(rows)]


def _bed() -> list[str]:
    rows = [layer.replace("|", "│") for layer in contract("questions")["layers"]]
    return ["═" * 72, *(f"{'domain' if number == 0 else '':<12} {row}" for number, row in enumerate(rows))]


def with_picture(document: str) -> str:
    """A page with the picture of the house printed anew between the two marks."""
    before, _, rest = document.partition(PICTURE[0])
    _, _, after = rest.partition(PICTURE[1])
    return before + "\n".join([PICTURE[0], *picture(), PICTURE[1]]) + after


def documents() -> dict[Path, str]:
    printers = (modules, models, commands, census, rights, lifecycles)
    told = {GENERATED / f"{each.__name__}.md": NOTE + "\n".join(each()).rstrip() + "\n" for each in printers}
    for page in (ROOT / "README.md", ROOT / "docs" / "architecture.md"):
        told[page] = with_picture(page.read_text(encoding="utf-8"))
    return told


def compare(told: dict[Path, str]) -> int:
    stale = 0
    for path, fresh in told.items():
        kept = path.read_text(encoding="utf-8") if path.exists() else ""
        if kept != fresh:
            stale += 1
            name = str(path.relative_to(ROOT))
            print(f"{name} is stale; run: make docs")
            print(
                "\n".join(
                    list(
                        difflib.unified_diff(
                            kept.splitlines(), fresh.splitlines(), name, "printed now", lineterm="", n=0
                        )
                    )[:20]
                )
            )
    return 1 if stale else 0


def main() -> int:
    with TemporaryDirectory() as folder:
        start_django(folder)
        told = documents()
    if "--check" in sys.argv:
        return compare(told)
    GENERATED.mkdir(parents=True, exist_ok=True)
    for path, fresh in told.items():
        path.write_text(fresh, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
