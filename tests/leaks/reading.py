"""Who may meet which canary: written down here once more, apart from the policy itself, and read like code."""

from tests.leaks.canaries import Canary
from tests.leaks.world import PROVINCE

COMMUNES = {"XH", "DS"}
# role: the communes whose data it may meet
REACH = {
    "lanhdao": COMMUNES, "btc": COMMUNES, "kiemtra": COMMUNES, "truong": COMMUNES,
    "huyen": {"XH"}, "xa": {"XH"}, "xa2": {"DS"}, "canbo": {"XH"},
}  # fmt: skip
FACTS = ("CADRE", "POSTING", "QUALIFICATION", "RATING", "POSTINGEVIDENCE", "QUALIFICATIONEVIDENCE")
PERSONAL = {"lanhdao": 1, "btc": 3, "huyen": 3, "xa": 2, "xa2": 2, "canbo": 3, "kiemtra": 1}
RATERS = {"btc": 3, "huyen": 3, "xa": 2, "xa2": 2, "canbo": 3}
OFFICES = {role: level for role, level in PERSONAL.items() if role != "canbo"}
# model: role: the highest class it may meet there
READS = {
    **dict.fromkeys(FACTS, PERSONAL),
    **dict.fromkeys(["DECLARATIONROUND", "DECLARATION", "DECLAREDITEM"], PERSONAL),
    "SCANHOLD": {"btc": 1, "huyen": 1, "xa": 1, "xa2": 1},
    "SUCCESSIONPLAN": {"btc": 3, "huyen": 3},
    "CADREMERGE": {"lanhdao": 1, "btc": 3, "huyen": 3, "xa": 1, "xa2": 1, "canbo": 1, "kiemtra": 1},
    "KNOWNAPART": {"btc": 3, "huyen": 3},
    "SEAT": dict.fromkeys(["lanhdao", "btc", "huyen", "xa", "xa2", "kiemtra"], 1),
    "EMERGENCY": {"btc": 2, "huyen": 2},
    "READING": {"canbo": 2},
    "IMPORTBATCH": {**PERSONAL},  # the file's name is said as the source of a fact
    "IMPORTROW": {"btc": 3, "huyen": 3, "xa": 2, "xa2": 2},
    "BULKCHANGE": {"btc": 3, "huyen": 3, "xa": 2, "xa2": 2},
    "BULKROW": {"btc": 3, "huyen": 3, "xa": 2, "xa2": 2},
    **dict.fromkeys(["ASKEDFACT", "SELECTED"], OFFICES),
    **dict.fromkeys(["REVIEWROUND", "REVIEWSHEET", "REVIEWLINE", "REVIEWSTEP"], OFFICES),
    **dict.fromkeys(["FROZENREVIEW", "FROZENPERSON", "ADJUSTMENT"], OFFICES),
    **dict.fromkeys(["RATINGROUND", "RATEDUNIT", "RATINGSHEET", "RATINGSTEP"], RATERS),
    **dict.fromkeys(["RATINGSEAL", "SEALEDRATING", "RATINGADJUSTMENT"], RATERS),
    **dict.fromkeys(["NOMINATION", "NOMINATIONSTEP", "OWEDSTANDARD"], OFFICES),
    # Open to the people of its office and below: nobody above belongs to a commune.
    "SELECTION": {"xa": 1, "xa2": 1},
    "SAVEDVIEW": {"xa": 2, "xa2": 2},  # each clerk's own
    "JOB": {"xa": 1, "xa2": 1},  # the two who asked for them
    "SUBJECTREQUEST": {"btc": 3, "huyen": 3, "xa": 2, "xa2": 2, "canbo": 3, "kiemtra": 1},
    "REQUESTEDCHANGE": {"btc": 3, "huyen": 3, "xa": 2, "xa2": 2, "canbo": 3, "kiemtra": 1},
    "DATACOPY": {"btc": 3, "huyen": 3, "canbo": 3},
    "LEGALHOLD": {"btc": 3, "huyen": 3, "kiemtra": 1},
    "DISPOSAL": {"btc": 3, "huyen": 3, "kiemtra": 1},
    "INCIDENT": {"btc": 3, "huyen": 3, "kiemtra": 1},
    "INCIDENTPERSON": {"btc": 3, "huyen": 3, "kiemtra": 1},
    "INCIDENTNOTICE": {"btc": 3, "huyen": 3, "kiemtra": 1},
    "NEED": {"lanhdao": 1, "btc": 1, "huyen": 1, "xa": 1, "xa2": 1, "truong": 1, "kiemtra": 1, "canbo": 1},
}
PLAN = {"PLAN", "OFFERING", "PLANPROPOSAL"}
PLAN_READERS = {"lanhdao", "btc", "huyen", "xa", "xa2", "truong", "kiemtra"}
PLAN_WRITERS = {"btc", "huyen"}
# model of the province: who may meet it
OF_PROVINCE = {
    **dict.fromkeys(PLAN, PLAN_READERS),
    "REORGANISATION": {"lanhdao", "btc"},
    "DRAFTSTANDARD": {"lanhdao", "btc"},
    "PROCESSINGREVIEW": {"btc", "huyen", "kiemtra"},
}


def may_meet(role: str, canary: Canary) -> bool:
    if canary.unit == PROVINCE:
        return role in OF_PROVINCE.get(canary.model, PLAN_WRITERS)
    highest = READS[canary.model].get(role, 0)
    return canary.unit in REACH.get(role, set()) and canary.level <= highest
