"""What a first visit has to carry, and that the outside files are the ones we say they are."""

import gzip
import json
import re
from pathlib import Path

from caunoi.foundation import ui
from scripts import vendor_static

STATIC = Path(ui.__file__).parent / "static/ui"
PACKAGE = Path(ui.__file__).parent.parent.parent
KILO = 1024


def carried(*names: str) -> int:
    return sum(len(gzip.compress((STATIC / name).read_bytes())) for name in names)


def test_style_sheets_stay_small() -> None:
    assert carried("ui.css", "components.css", "pictures.css", "print.css") <= 20 * KILO


def test_scripts_stay_small() -> None:
    assert carried("ui.js") <= 6 * KILO
    assert carried("ui.js", "vendor/htmx.min.js") <= 40 * KILO


def test_letters_and_pictures_stay_small() -> None:
    fonts = sum(path.stat().st_size for path in (STATIC / "fonts").glob("*.woff2"))

    assert fonts <= 35 * KILO
    assert carried("icons.svg", "mark.svg") <= 6 * KILO


def test_outside_files_are_the_pinned_ones() -> None:
    assert vendor_static.faults() == []


def test_a_changed_outside_file_is_noticed(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor/htmx.min.js").write_text("changed")
    listed = {
        "name": "htmx.org",
        "version": "2",
        "files": {"vendor/htmx.min.js": "0" * 64, "gone.js": "0" * 64},
    }
    (tmp_path / "vendor.json").write_text(json.dumps([listed]))
    monkeypatch.setattr(vendor_static, "STATIC", tmp_path)
    monkeypatch.setattr(vendor_static, "TESTS", tmp_path)
    monkeypatch.setattr(vendor_static, "LETTERS", tmp_path)
    monkeypatch.setattr(vendor_static, "ROOT", tmp_path)

    found = vendor_static.faults()

    assert "vendor/htmx.min.js: not the file of htmx.org 2" in found
    assert "gone.js: missing" in found


def test_every_outside_file_has_its_licence_beside_it() -> None:
    for home in (vendor_static.STATIC, vendor_static.TESTS, vendor_static.LETTERS):
        for package in json.loads((home / "vendor.json").read_text()):
            assert package["licence"]
            assert any("LICENSE" in name for name in package["files"]), package["name"]


def test_every_icon_asked_for_is_in_the_sprite() -> None:
    kept = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text()))
    asked = set()
    for path in PACKAGE.rglob("*.html"):
        asked |= set(re.findall(r'{%\s*icon "([\w-]+)"', path.read_text(encoding="utf-8")))
    for path in PACKAGE.rglob("*.py"):
        asked |= set(re.findall(r'\bicon\("([\w-]+)"\)|\bicon="([\w-]+)"', path.read_text(encoding="utf-8")))
    named = {name for entry in asked for name in ([entry] if isinstance(entry, str) else entry) if name}

    assert named - kept == set()


def test_style_sheets_name_no_address_outside() -> None:
    for name in ("ui.css", "components.css", "pictures.css", "print.css", "ui.js"):
        assert not re.search(r"https?:|url\(\s*[\"']?//|@import", (STATIC / name).read_text(encoding="utf-8"))
