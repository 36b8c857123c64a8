"""Who imports whom, read from the source, so that it works on a copy with a planted fault as well."""

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PUBLIC = {"models", "selectors", "services", "policies", "choices", "events", "figures"}
PUBLIC |= {
    "extensions",
    "pickers",
}  # what a page offers to upper modules, and form fields to choose one of its things
APPS = "caunoi.apps."


@dataclass(frozen=True)
class Import:
    """One import statement's meaning."""

    file: str
    line: int
    importer: str
    imported: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.importer} → {self.imported}"


def imports(source: Path) -> Iterator[Import]:
    """Every import of our own package under ``source``, also those inside functions."""
    for path in sorted(source.rglob("*.py")):
        name = ".".join(path.relative_to(source).with_suffix("").parts).removesuffix(".__init__")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            line = getattr(node, "lineno", 0)
            for imported in _imported(node, source):
                if imported.startswith("caunoi"):
                    yield Import(str(path.relative_to(source)), line, name, imported)


def _imported(node: ast.AST, source: Path) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom) and node.module:
        for alias in node.names:
            inner = f"{node.module}.{alias.name}"
            yield inner if _is_module(inner, source) else node.module


def _is_module(name: str, source: Path) -> bool:
    path = source.joinpath(*name.split("."))
    return path.with_suffix(".py").exists() or path.is_dir()


def through_private_doors(source: Path) -> list[str]:
    """Imports from one module into another that do not use a public door."""
    return [str(each) for each in imports(source) if _is_private(each)]


def _is_private(each: Import) -> bool:
    if not (each.importer.startswith(APPS) and each.imported.startswith(APPS)):
        return False
    mine, theirs = each.importer.split(".")[2], each.imported.split(".")[2:]
    return mine != theirs[0] and (len(theirs) < 2 or theirs[1] not in PUBLIC)


def module_ranks() -> dict[str, int]:
    """Each module's height, from the contract: 0 is the highest storey."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = told["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each["id"] == "modules")
    return {name.strip(): rank for rank, layer in enumerate(layers) for name in layer.split("|")}
