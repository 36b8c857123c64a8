"""The change of July 2025 carried out as an act: 192 communes of Bắc Giang become 58, and the district level ends.

The people are there before it: their posts, the seats and the rights on units that end are ended by the act itself.
"""

from caunoi.apps.organisation.services import draft_reorganisation, foresee, load_territory, sign
from caunoi.demo.places import TWO_TIERS
from caunoi.domain.lineage import read_territory
from caunoi.foundation.actors import Actor

NUMBER = "1658/NQ-UBTVQH15"


def load_units_of_before(actor: Actor) -> None:
    """The register as it stood on the eve."""
    load_territory(actor=actor, eve_of=TWO_TIERS)


def carry_out(actor: Actor) -> int:
    """The act on its day, then what the files know besides: places, sources, certainty. How many rows it wrote."""
    land = read_territory()
    act = next(each for each in land.acts if each.number == NUMBER)
    moves, new_units = land.brought_by(TWO_TIERS)
    draft = draft_reorganisation(
        actor=actor, number=act.number, title=act.title, issuer=act.issuer, effective_on=TWO_TIERS,
        moves=moves, new_units=new_units,
    )  # fmt: skip
    forecast = foresee(actor=actor, draft=draft)
    sign(actor=actor, draft=draft, seen=forecast.fingerprint)
    load_territory(actor=actor)
    return len(forecast.changes)
