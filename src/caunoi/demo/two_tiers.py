"""The change of July 2025 carried out as an act: 192 communes of Bắc Giang become 58, and the district level ends."""

from caunoi.apps.organisation.services import draft_reorganisation, foresee, load_territory, sign
from caunoi.demo.places import TWO_TIERS
from caunoi.domain.lineage import read_territory
from caunoi.foundation.actors import Actor

NUMBER = "1658/NQ-UBTVQH15"


def bring_units_to_today(actor: Actor) -> None:
    """The register of the eve, the act on its day, then what the files know besides: places, sources, certainty."""
    land = read_territory()
    load_territory(actor=actor, eve_of=TWO_TIERS)
    act = next(each for each in land.acts if each.number == NUMBER)
    moves, new_units = land.brought_by(TWO_TIERS)
    draft = draft_reorganisation(
        actor=actor, number=act.number, title=act.title, issuer=act.issuer, effective_on=TWO_TIERS,
        moves=moves, new_units=new_units,
    )  # fmt: skip
    sign(actor=actor, draft=draft, seen=foresee(actor=actor, draft=draft).fingerprint)
    load_territory(actor=actor)
