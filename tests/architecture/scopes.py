"""Where the product reads past the policy for a purpose of its own; ``python -m tests.architecture.scopes`` lists it."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.imports import ROOT

LIST = ROOT / "tests/architecture/system_scopes.txt"
UNNAMED = "(no words)"


def scopes(source: Path = ROOT / "src") -> Iterator[str]:
    """``file: reason`` for each use; the reason is a text, or a constant of the file."""
    for path in sorted(source.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = dict(_constants(tree))
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", getattr(node.func, "attr", "")) == "system_scope"
            ):
                yield f"{path.relative_to(source.parent).as_posix()}: {_reason(node, constants)}"


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in tree.body:
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.targets[0], ast.Name)
        ):
            yield node.targets[0].id, str(node.value.value)


def _reason(call: ast.Call, constants: dict[str, str]) -> str:
    told = call.args[0] if call.args else None
    if isinstance(told, ast.Constant):
        return str(told.value)
    return constants.get(told.id, UNNAMED) if isinstance(told, ast.Name) else UNNAMED


def listed() -> set[str]:
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line.strip() and not line.startswith("#")}


if __name__ == "__main__":
    print("\n".join(sorted(set(scopes()))))
