"""Fetch the few outside files that browsers get, at their pinned versions, and check the committed copies.

``python scripts/vendor_static.py`` rewrites the copies from the npm registry, ``--check`` compares them with
the checksums beside them and needs no network. Running the product needs neither npm nor this script.
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "src/caunoi/foundation/ui/static/ui"
TESTS = ROOT / "tests/vendor"
LETTERS = ROOT / "src/caunoi/foundation/documents/fonts"  # a Debian package, kept by hand; only compared here

ICONS = (
    "adjustments-horizontal", "alert-triangle", "arrow-back-up", "braces", "building-community", "calendar",
    "check", "chevron-down", "chevron-left", "chevron-right", "circle-check", "circle-x", "clock", "download",
    "file-spreadsheet", "file-text", "help-circle", "history", "info-circle", "login", "logout", "pencil",
    "pin", "player-stop", "plus", "printer", "school", "search", "table", "upload", "user", "users", "x",
)  # fmt: skip


@dataclass(frozen=True)
class Vendored:
    """One package, and which of its files is kept where."""

    name: str
    version: str
    licence: str
    files: dict[str, str]
    home: Path


PACKAGES = (
    Vendored(
        "htmx.org", "2.0.11", "0BSD",
        {"dist/htmx.min.js": "vendor/htmx.min.js", "LICENSE": "vendor/htmx.LICENSE.txt"}, STATIC,
    ),
    Vendored(
        "@fontsource/be-vietnam-pro", "5.3.0", "OFL-1.1",
        {
            "files/be-vietnam-pro-latin-600-normal.woff2": "fonts/be-vietnam-pro-latin-600.woff2",
            "files/be-vietnam-pro-vietnamese-600-normal.woff2": "fonts/be-vietnam-pro-vietnamese-600.woff2",
            "LICENSE": "fonts/be-vietnam-pro.LICENSE.txt",
        },
        STATIC,
    ),
    Vendored("@tabler/icons", "3.51.0", "MIT", {"LICENSE": "icons.LICENSE.txt"}, STATIC),
    Vendored(
        "axe-core", "4.14.1", "MPL-2.0",
        {
            "axe.min.js": "axe/axe.min.js",
            "LICENSE": "axe/LICENSE.txt",
            "LICENSE-3RD-PARTY.txt": "axe/LICENSE-3RD-PARTY.txt",
        },
        TESTS,
    ),
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="compare the committed copies with their checksums"
    )
    if parser.parse_args().check:
        return check()
    for package in PACKAGES:
        fetch(package)
    for home in (STATIC, TESTS):
        write_list(home)
    return check()


def fetch(package: Vendored) -> None:
    with tempfile.TemporaryDirectory() as folder:
        wanted = f"{package.name}@{package.version}"
        packed = subprocess.run(
            ["npm", "pack", "--silent", wanted], cwd=folder, check=True, capture_output=True, text=True
        )
        with tarfile.open(Path(folder) / packed.stdout.split()[-1]) as tar:
            tar.extractall(folder, filter="data")
        unpacked = Path(folder) / "package"
        for source, target in package.files.items():
            keep(package.home / target, (unpacked / source).read_bytes())
        if package.name == "@tabler/icons":
            keep(package.home / "icons.svg", sprite(unpacked).encode())


def keep(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def sprite(unpacked: Path) -> str:
    """Only the icons in use, each a symbol; stroke and colour come from the page's own style."""
    symbols = [symbol(name, (unpacked / f"icons/outline/{name}.svg").read_text()) for name in ICONS]
    return "\n".join(['<svg xmlns="http://www.w3.org/2000/svg">', *symbols, "</svg>", ""])


def symbol(name: str, svg: str) -> str:
    paths = [p for p in re.findall(r"<path[^>]*/>", svg) if 'stroke="none"' not in p]
    # Presentation stands on the symbol: a page's style sheet does not reach into an outside file.
    look = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
    return f'<symbol id="{name}" viewBox="0 0 24 24" {look}>{"".join(paths)}</symbol>'


def write_list(home: Path) -> None:
    listed = [entry(package) for package in PACKAGES if package.home == home]
    (home / "vendor.json").write_text(json.dumps(listed, indent=2) + "\n")


def entry(package: Vendored) -> dict[str, object]:
    targets = list(package.files.values())
    if package.name == "@tabler/icons":
        targets.append("icons.svg")
    return {
        "name": package.name,
        "version": package.version,
        "licence": package.licence,
        "files": {target: digest(package.home / target) for target in sorted(targets)},
    }


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def faults() -> list[str]:
    """What differs between the lists and the files, one sentence each."""
    found = []
    for home in (STATIC, TESTS, LETTERS):
        for package in json.loads((home / "vendor.json").read_text()):
            for name, expected in package["files"].items():
                path = home / name
                if not path.is_file():
                    found.append(f"{path.relative_to(ROOT)}: missing")
                elif digest(path) != expected:
                    found.append(
                        f"{path.relative_to(ROOT)}: not the file of {package['name']} {package['version']}"
                    )
    return found


def check() -> int:
    found = faults()
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
