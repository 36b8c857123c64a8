"""Every colour pair of the style sheet is measured again by the formula of WCAG 2."""

import re
from pathlib import Path

import pytest

from caunoi.foundation import ui

STYLE = Path(ui.__file__).parent / "static/ui/ui.css"
ROOT = re.search(r":root \{(.*?)\}", STYLE.read_text(encoding="utf-8"), re.S)
assert ROOT is not None
TOKENS = dict(re.findall(r"--([\w-]+):\s*(#[0-9A-Fa-f]{6})\b", ROOT[1]))
TEXT, PART = 4.5, 3.0

PAIRS = [
    ("chu", "nen", TEXT), ("chu", "nen-phu", TEXT), ("chu-phu", "nen", TEXT), ("chu-phu", "nen-phu", TEXT),
    ("lien-ket", "nen", TEXT), ("lien-ket", "nen-phu", TEXT), ("lien-ket", "thong-tin-nen", TEXT),
    ("lien-ket-dam", "thong-tin-nen", TEXT), ("lien-ket", "chu-y-nen", TEXT), ("lien-ket-dam", "nen", TEXT),
    ("da-xem", "nen", TEXT), ("dau-trang-chu", "dau-trang", TEXT), ("dau-trang-chu", "dau-trang-dam", TEXT),
    ("dau-trang", "nen", TEXT), ("vang", "dau-trang", PART), ("vang", "chu", PART), ("chu", "nen", PART),
    ("nen", "nguy", TEXT), ("nen", "nguy-dam", TEXT), ("nen", "lien-ket", TEXT), ("vien", "nen", PART),
    ("vien", "nen-phu", PART), ("dat", "dat-nen", TEXT), ("chu-y", "chu-y-nen", TEXT), ("loi", "loi-nen", TEXT),
    ("thong-tin", "thong-tin-nen", TEXT), ("chu", "dat-nen", TEXT), ("chu", "loi-nen", TEXT), ("loi", "nen", TEXT),
    ("dat", "nen", TEXT), ("chu-y", "nen", TEXT),
    *((f"day-{n}", "nen", TEXT) for n in range(1, 6)),
    *(("chu", f"nhiet-{n}", TEXT) for n in range(5)), ("nen", "nhiet-5", TEXT), ("chu-phu", "nhiet-0", TEXT),
]  # fmt: skip

STATED = [
    ("chu", "nen", 16.6), ("chu-phu", "nen", 7.9), ("lien-ket", "nen", 8.4), ("dau-trang-chu", "dau-trang", 7.5),
    ("vang", "dau-trang", 5.2), ("vang", "chu", 11.5), ("nen", "nguy", 8.2), ("vien", "nen", 4.7),
    ("dat", "dat-nen", 8.0), ("chu-y", "chu-y-nen", 7.3), ("loi", "loi-nen", 8.1), ("thong-tin", "thong-tin-nen", 7.3),
    ("chu", "nhiet-4", 5.3), ("nen", "nhiet-5", 6.0),
]  # fmt: skip


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_measures_twenty_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_words_and_parts_stand_out_from_what_is_behind_them(front: str, back: str, least: float) -> None:
    assert contrast(TOKENS[front], TOKENS[back]) >= least


@pytest.mark.parametrize(("front", "back", "stated"), STATED)
def test_the_ratios_we_state_are_the_ratios_there_are(front: str, back: str, stated: float) -> None:
    assert contrast(TOKENS[front], TOKENS[back]) == pytest.approx(stated, abs=0.1)


def test_focus_is_seen_on_the_page_and_on_the_red_band() -> None:
    ring = (TOKENS["vang"], TOKENS["chu"])

    for ground in (TOKENS["nen"], TOKENS["nen-phu"], TOKENS["dau-trang"]):
        assert max(contrast(colour, ground) for colour in ring) >= PART
