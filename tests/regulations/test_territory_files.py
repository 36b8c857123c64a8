"""Files of the territory that are broken say which file, which line and what to do."""

from pathlib import Path

import pytest

from caunoi.domain.lineage import UnreadableTerritory, read_territory

ROW = "unit,code,name,type,parent,valid_from,valid_to,act,source,confidence,note\n"
FILES = {
    "acts.toml": "",
    "versions.csv": ROW + "x,00001,X,commune,,,,,s,high,\n",
    "successions.csv": "predecessor,successor,on,kind,share,act,source,confidence,note\n",
    "centroids.csv": "unit,lat,lon,area_km2,source,confidence,note\nx,21.1,106.2,,s,high,\n",
    "area_class.csv": "unit,area_class,valid_from,valid_to,source,confidence,note\n",
    "coverage.csv": "province,valid_from,valid_to,level,completeness,note\n",
}


def folder_with(path: Path, **changed: str) -> Path:
    for name, text in (FILES | {name.replace("_dot_", "."): text for name, text in changed.items()}).items():
        (path / name).write_text(text, "utf-8")
    return path


def test_a_small_territory_is_read(tmp_path: Path) -> None:
    territory = read_territory(folder_with(tmp_path))

    assert [v.full_name for v in territory.versions] == ["Xã X"]
    assert territory.centroid("x") is not None


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("x,00001,X,hamlet,,,,,s,high,\n", "hamlet"),
        ("x,00001,X,commune,,2025-13-01,,,s,high,\n", "2025-13-01"),
        ("x,00001,X,commune,,2025-02-01,2025-01-01,,s,high,\n", "phải sau"),
        ("x,00001,X,commune,,,,,s,sure,\n", "sure"),
        ("x,00001,X,commune,,,,,s\n", "thiếu cột confidence"),
    ],
)
def test_a_broken_row_is_named_with_its_line(tmp_path: Path, line: str, told: str) -> None:
    folder = folder_with(tmp_path, versions_dot_csv=ROW + "y,00002,Y,commune,,,,,s,high,\n" + line)

    with pytest.raises(UnreadableTerritory) as refusal:
        read_territory(folder)

    assert "versions.csv, dòng 3" in str(refusal.value)
    assert told in str(refusal.value)


def test_a_place_without_numbers_is_refused(tmp_path: Path) -> None:
    head = FILES["centroids.csv"].splitlines()[0]

    with pytest.raises(UnreadableTerritory, match="cột lat: chưa ghi số"):
        read_territory(folder_with(tmp_path, centroids_dot_csv=f"{head}\nx,,106.2,,s,high,\n"))
    with pytest.raises(UnreadableTerritory, match="không phải số"):
        read_territory(folder_with(tmp_path, centroids_dot_csv=f"{head}\nx,bắc,106.2,,s,high,\n"))


def test_a_change_without_its_day_is_refused(tmp_path: Path) -> None:
    changed = FILES["successions.csv"] + "x,x,,rename,whole,nq-1,s,high,\n"

    with pytest.raises(UnreadableTerritory, match="cột on: chưa ghi ngày"):
        read_territory(folder_with(tmp_path, successions_dot_csv=changed))


def test_acts_that_are_not_toml_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableTerritory, match="sai cú pháp"):
        read_territory(folder_with(tmp_path, acts_dot_toml="[nq-1"))


def test_an_act_without_its_number_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableTerritory, match=r"acts\.toml"):
        read_territory(folder_with(tmp_path, acts_dot_toml='[nq-1]\ntitle = "x"\n'))
