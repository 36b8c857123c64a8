"""The columns of a list that say where: district, commune, village, code, with the units of the day."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from caunoi.apps.cadres.schema_headings import HEADINGS
from caunoi.apps.organisation.selectors import Node, Tree
from caunoi.foundation.workbooks.schema import Choice, Column

UNIT_WORDS = ("xã", "phường", "thị trấn", "tt", "x", "p")
BODIES = ("ubnd", "đảng ủy", "hđnd", "ubmttq", "mttq", "đảng bộ")
UNIT_PREFIXES = (*UNIT_WORDS, *(f"{body} {word}" for body in BODIES for word in UNIT_WORDS[:3]))
DISTRICT_PREFIXES = ("huyện", "thành phố", "thị xã", "tp", "tx", "h")


def unit_key(node: Node) -> str:
    """By what a list names a unit: its code, or its fixed key where nobody gave it a code (villages)."""
    return node.code or node.slug


def unit_columns(tree: Tree) -> Iterator[Column]:
    districts = [node for node in tree.nodes.values() if node.is_district]
    if districts:
        yield Column(
            "district",
            "Huyện",
            kind="choice",
            aliases=HEADINGS["district"],
            width=16,
            choices=tuple(_unit_choice(node, ()) for node in districts),
            prefixes=DISTRICT_PREFIXES,
            group_words=("Huyện", "Thành phố", "Thị xã", "TP", "TX"),
            noun_vi="huyện",
        )
    yield Column(
        "commune",
        "Xã",
        kind="choice",
        aliases=HEADINGS["commune"],
        width=18,
        choices=tuple(_commune_choices(tree)),
        depends_on="district" if districts else "",
        prefixes=UNIT_PREFIXES,
        group_words=("Xã", "Phường", "Thị trấn", "TT"),
        noun_vi="xã",
    )
    yield Column("village", "Thôn, tổ dân phố", aliases=HEADINGS["village"], width=18)
    yield Column("unit_code", "Mã đơn vị", aliases=HEADINGS["unit_code"], width=10)


def _commune_choices(tree: Tree) -> Iterator[Choice]:
    communes = tree.communes
    twins = Counter((tree.district_of(node.id), node.name) for node in communes)
    for node in communes:
        district = tree.district_of(node.id)
        label = node.full_name if twins[district, node.name] > 1 else node.name
        above = (
            (f"{node.full_name}, {district.full_name}", f"{node.name}, {district.name}") if district else ()
        )
        choice = _unit_choice(node, above)
        yield replace(choice, label=label, parent=unit_key(district) if district else "")


def _unit_choice(node: Node, more: tuple[str, ...]) -> Choice:
    return Choice(unit_key(node), node.name, (node.full_name, *more))
