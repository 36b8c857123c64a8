"""Reading the registry: who is in post on a day, the list under conditions, one person with every fact."""

from caunoi.apps.cadres.selectors.conditions import (
    Conditions,
    ReadableFilter,
    UnreadableCondition,
    conditions_of,
    read_ids,
)
from caunoi.apps.cadres.selectors.listing import (
    PersonRow,
    chosen,
    count_of,
    ids_of,
    people,
    people_page,
    roster,
    rows_by_ids,
    rows_of,
)
from caunoi.apps.cadres.selectors.person import (
    cadre_or_404,
    career_of,
    plans_of,
    posting_or_404,
    qualification_or_404,
    qualifications_of,
    ratings_of,
    readable,
    unit_or_404,
)
from caunoi.apps.cadres.selectors.posts import HeldPost, posts_held, unit_labels
from caunoi.apps.cadres.selectors.sources import Source, events_of, source_of_person, sources_of
from caunoi.apps.cadres.selectors.titles import TitleRow, block_names, title_of, titles_on

__all__ = [
    "Conditions",
    "HeldPost",
    "PersonRow",
    "ReadableFilter",
    "Source",
    "TitleRow",
    "UnreadableCondition",
    "block_names",
    "cadre_or_404",
    "career_of",
    "chosen",
    "conditions_of",
    "count_of",
    "events_of",
    "ids_of",
    "people",
    "people_page",
    "plans_of",
    "posting_or_404",
    "posts_held",
    "qualification_or_404",
    "qualifications_of",
    "ratings_of",
    "read_ids",
    "readable",
    "roster",
    "rows_by_ids",
    "rows_of",
    "source_of_person",
    "sources_of",
    "title_of",
    "titles_on",
    "unit_labels",
    "unit_or_404",
]
