"""``caunoi organisation reorganise``: a file becomes a draft, an act, and a draft again; each fault has its sentence."""

import json
from datetime import date

import pytest

from caunoi.apps.organisation import selectors
from caunoi.apps.organisation.models import Reorganisation
from caunoi.domain.lineage import UnitType
from caunoi.foundation import clock
from tests.factories.organisation import (
    make_district,
    make_province,
    make_succession,
    make_unit,
    make_version,
)
from tests.whole_database import every_row

pytestmark = pytest.mark.django_db
DAY = date(2021, 1, 1)
HEAD = 'number = "1/NQ"\ntitle = "Sắp xếp"\neffective_on = 2021-01-01\n'
MERGER = """
[[new_units]]
unit = "moi"
name = "Mỹ Hương"
type = "commune"
parent = "217"
[[moves]]
unit = "07429"
kind = "merge"
into = "moi"
[[moves]]
unit = "my-thai"
kind = "merge"
into = "moi"
"""


@pytest.fixture(autouse=True)
def land(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2020, 8, 31))
    province = make_province(slug="tinh")
    district = make_district("Lạng Giang", province, slug="huyen", code="217")
    home = make_unit("Xuân Hương", parent=district, slug="xuan-huong", code="07429")
    make_unit("Mỹ Thái", parent=district, slug="my-thai", code="07420")
    for name in ("Chùa", "Đồng"):
        make_unit(name, type=UnitType.VILLAGE, parent=home, slug=f"thon-{name}")
    return {"tinh": province, "huyen": district, "xuan-huong": home}


@pytest.fixture
def written(tmp_path):
    """A file with the text, under the usual head unless the text brings its own."""

    def write(text: str, head: str = HEAD) -> str:
        path = tmp_path / "phuong-an.toml"
        path.write_text(head + text, encoding="utf-8")
        return str(path)

    return write


def drafts() -> list[Reorganisation]:
    return list(Reorganisation.objects.all().scoped())


def communes(on: date) -> list[str]:
    return [node.slug for node in selectors.unit_tree(on=on).communes]


def test_a_file_is_drafted_looked_at_signed_and_taken_back(caunoi, written):
    before = every_row("organisation.Edition", "organisation.Reorganisation")
    status, out, err = caunoi("reorganise", "draft", written(MERGER), "--format", "json")
    assert status == 0, err
    kept = json.loads(out)
    assert every_row("organisation.Edition", "organisation.Reorganisation") == before

    _, out, _ = caunoi("reorganise", "look", kept["id"], "--format", "json")
    sentences = [row["consequence"] for row in json.loads(out)]
    assert {"Xã Xuân Hương chấm dứt", "Xã Mỹ Hương được thành lập"} <= set(sentences)

    status, out, err = caunoi("reorganise", "sign", "1/NQ", "--seen", kept["seen"], "--format", "json")
    assert (status, json.loads(out)["rows"]) == (0, kept["rows"]), err
    assert communes(DAY) == ["moi"]

    status, _, err = caunoi("reorganise", "take-back", kept["id"], "--reason", "Nhầm")
    assert status == 0, err
    assert every_row("organisation.Edition", "organisation.Reorganisation") == before


def test_a_trial_run_keeps_nothing(caunoi, written):
    status, _, err = caunoi("reorganise", "draft", written(MERGER), "--dry-run")

    assert (status, drafts()) == (0, []), err


def test_what_was_not_seen_is_not_signed(caunoi, written):
    caunoi("reorganise", "draft", written(MERGER))

    status, _, err = caunoi("reorganise", "sign", "1/NQ", "--seen", "0" * 64)

    assert status == 1
    assert "Xem lại phần hệ quả rồi ban hành" in err
    assert communes(DAY) == ["my-thai", "xuan-huong"]


def test_a_level_ends_by_one_line(caunoi, written):
    status, _, err = caunoi(
        "reorganise", "draft", written('[[end_level]]\nlevel = "district"\nunder = "24"\n')
    )
    caunoi("reorganise", "sign", "1/NQ")

    assert status == 0, err
    assert selectors.unit_tree(on=DAY).districts == []


SPLIT = """
[[new_units]]
unit = "xa-chua"
name = "Chùa"
type = "commune"
parent = "huyen"
[[moves]]
unit = "xuan-huong"
kind = "split"
share = "part"
into = "xa-chua"
below = ["thon-Chùa"]
households = 400
[[moves]]
unit = "xuan-huong"
kind = "part"
share = "part"
into = "my-thai"
below = ["thon-Đồng"]
dissolves = true
households = {rest}
[households]
xuan-huong = 1000
"""


def test_households_that_add_up_are_let_through(caunoi, written):
    status, _, err = caunoi("reorganise", "draft", written(SPLIT.replace("{rest}", "600")))

    assert status == 0, err
    assert drafts()[0].plan["households"] == {"xuan-huong": 1000}


REFUSALS = {
    "orphans": (
        '[[moves]]\nunit = "xuan-huong"\nkind = "split"\nshare = "part"\ninto = "my-thai"\nbelow = ["thon-Chùa"]\ndissolves = true\n',
        "chấm dứt mà 1 đơn vị bên dưới chưa có nơi về: Thôn Đồng. Ghi rõ mỗi đơn vị về đâu.",
    ),
    "into itself": ('[[moves]]\nunit = "my-thai"\nkind = "absorb"\ninto = "my-thai"\n', "không thể nhập vào chính mình"),
    "each into the other": (
        '[[moves]]\nunit = "my-thai"\nkind = "absorb"\ninto = "xuan-huong"\n'
        '[[moves]]\nunit = "xuan-huong"\nkind = "absorb"\ninto = "my-thai"\n',
        "vừa chấm dứt vừa nhận đơn vị khác trong cùng ngày",
    ),
    "twice whole": (
        '[[moves]]\nunit = "my-thai"\nkind = "absorb"\ninto = "xuan-huong"\n' * 2,
        "toàn bộ đơn vị được chuyển tới 2 nơi",
    ),
    "an unknown code": (
        '[[moves]]\nunit = "99999"\nkind = "rename"\nname = "Gì đó"\n',
        "99999: danh mục không có đơn vị này",
    ),
    "an unknown heir": (
        '[[moves]]\nunit = "my-thai"\nkind = "absorb"\ninto = "88888"\n',
        "88888: ngày 01/01/2021 không có đơn vị này và phương án cũng không thành lập nó",
    ),
    "a village of another": (
        '[[moves]]\nunit = "my-thai"\nkind = "part"\nshare = "part"\ninto = "xuan-huong"\nbelow = ["thon-Chùa"]\n',
        "thon-Chùa: không thuộc Xã Mỹ Thái",
    ),
    "a code somebody bears": (
        '[[moves]]\nunit = "my-thai"\nkind = "retype"\ncode = "07429"\n',
        "Mã 07429: cùng lúc là mã của",
    ),
    "a parent below": (
        '[[moves]]\nunit = "huyen"\nkind = "reparent"\nparent = "my-thai"\n',
        "không ở cấp cao hơn",
    ),
    "households lost": (
        SPLIT.replace("{rest}", "500"),
        "danh sách có 1.000 hộ mà các phần chuyển đi cộng lại là 900 hộ",
    ),
    "households of nobody": (
        SPLIT.replace("{rest}", "600").replace("[households]\nxuan-huong = 1000\n", ""),
        "chưa ghi đơn vị có bao nhiêu hộ",
    ),
    "households in words": (
        SPLIT.replace("{rest}", '"nhiều"'),
        "Biến động thứ 2: số hộ là số nguyên, không âm.",
    ),
    "no move": ("", "Phương án chưa có biến động nào"),
    "a word that is none": (
        '[[moves]]\nunit = "my-thai"\nkind = "vanish"\n',
        "Biến động thứ 1: không có “vanish”. Chọn một trong:",
    ),
    "a part that is none": ('[[cuoc]]\nx = 1\n', "không có mục “cuoc”. Các mục dùng được:"),
    "a level that is none": ('[[end_level]]\nlevel = "xa"\n', "ghi level là một trong: district, village"),
    "a level nobody has": (
        '[[end_level]]\nlevel = "district"\nunder = "my-thai"\n',
        "không có đơn vị nào của cấp ấy ở “my-thai”",
    ),
    "no TOML": ("[[moves]\n", "chưa đúng cách viết TOML"),
}  # fmt: skip


@pytest.mark.parametrize("fault", REFUSALS)
def test_what_cannot_be_carried_out_is_refused_with_its_sentence_and_nothing_is_kept(caunoi, written, fault):
    text, sentence = REFUSALS[fault]

    status, _, err = caunoi("reorganise", "draft", written(text))

    assert status == 1
    assert sentence in err
    assert drafts() == []


HEADS = {
    "no number": ('title = "S"\neffective_on = 2021-01-01\n', "chưa ghi mục “number”"),
    "a day in quotes": ('number = "1"\ntitle = "S"\neffective_on = "2021-01-01"\n', "“effective_on” là một ngày"),
    "a day before the units": (HEAD.replace("2021-01-01", "2009-01-01"), "danh mục chưa có đơn vị nào"),
}  # fmt: skip


@pytest.mark.parametrize("fault", HEADS)
def test_a_head_that_cannot_be_read_says_which_line(caunoi, written, fault):
    head, sentence = HEADS[fault]

    status, _, err = caunoi("reorganise", "draft", written(MERGER, head))

    assert status == 1
    assert sentence in err


def test_a_cycle_with_what_is_already_recorded_is_refused(caunoi, written, land):
    """A unit cannot come back out of its own heir."""
    old = make_unit(
        "Cũ", parent=land["huyen"], slug="cu", valid_from=date(2011, 1, 1), valid_to=date(2015, 1, 1)
    )
    make_succession(old, land["xuan-huong"], date(2015, 1, 1))
    make_version(old, "Cũ", parent=land["huyen"], valid_from=date(2015, 1, 1))

    status, _, err = caunoi(
        "reorganise", "draft", written('[[moves]]\nunit = "xuan-huong"\nkind = "absorb"\ninto = "cu"\n')
    )

    assert status == 1
    assert "kế thừa nhau thành vòng" in err


def test_a_draft_before_a_later_act_is_kept_to_be_looked_at_but_not_signed(caunoi, written):
    caunoi("reorganise", "draft", written(MERGER, HEAD.replace("2021", "2022")))
    caunoi("reorganise", "sign", "1/NQ")
    earlier = written(MERGER.replace("moi", "truoc"), HEAD.replace("1/NQ", "0/NQ"))

    status, out, err = caunoi("reorganise", "draft", earlier)
    assert (status, "danh mục đã ghi việc sắp xếp khác" in out) == (0, True), err

    status, _, err = caunoi("reorganise", "sign", "0/NQ")
    assert (status, "chọn ngày sau đó" in err) == (1, True)


def test_an_act_that_took_effect_is_not_taken_back(caunoi, written, monkeypatch):
    caunoi("reorganise", "draft", written(MERGER))
    caunoi("reorganise", "sign", "1/NQ")
    monkeypatch.setattr(clock, "today", lambda: DAY)

    status, _, err = caunoi("reorganise", "take-back", "1/NQ", "--reason", "Nhầm")

    assert status == 1
    assert "đã có hiệu lực từ ngày 01/01/2021" in err


def test_taking_back_asks_for_a_reason(caunoi, written):
    caunoi("reorganise", "draft", written(MERGER))
    caunoi("reorganise", "sign", "1/NQ")

    status, _, err = caunoi("reorganise", "take-back", "1/NQ")

    assert status == 1
    assert "Chưa ghi lý do hoàn tác" in err


def test_a_draft_nobody_knows_and_a_number_two_bear_are_told_apart(caunoi, written):
    status, _, err = caunoi("reorganise", "look", "9/NQ")
    assert (status, "Không có phương án nào mang mã hoặc số “9/NQ”" in err) == (1, True)

    for _time in range(2):
        caunoi("reorganise", "draft", written(MERGER))
    status, _, err = caunoi("reorganise", "look", "1/NQ")
    assert (status, "Có 2 phương án mang số “1/NQ”" in err) == (1, True)
