"""The engine over the database against SQL that shares no code with it (thresholds of Decision 04/2004)."""

from datetime import date

import pytest
from django.db import connection

from caunoi.apps.standards.selectors import Asked, verdicts
from tests.apps.standards.land import DAY, make_crowd

KEY = "('CX-BT','CX-PBT','CX-CTHD','CX-PCTHD','CX-CTUB','CX-PCTUB')"
RANK = """CASE q.level WHEN 'khong' THEN 1 WHEN 'so_cap' THEN 2 WHEN 'trung_cap' THEN 3
 WHEN 'cao_dang' THEN 4 WHEN 'cao_cap' THEN 4 WHEN 'dai_hoc' THEN 5 ELSE 0 END"""
# Highest level held on the day per person and kind; 0 where nothing is known.
SQL = f"""
WITH post AS (
  SELECT p.cadre_id, p.title_code, v.area FROM cadres_posting p
  JOIN organisation_unitversion v ON v.unit_id = p.unit_id AND v.valid_from <= %(on)s
   AND (v.valid_to IS NULL OR v.valid_to > %(on)s)
  WHERE p.kind <> 'planned' AND p.title_code IN {KEY} AND p.valid_from <= %(on)s
   AND (p.valid_to IS NULL OR p.valid_to > %(on)s)
), held AS (
  SELECT q.cadre_id, q.kind, MAX({RANK}) AS rank FROM cadres_qualification q
  WHERE q.status = 'held' AND q.verification <> 'rejected'
   AND (q.issued IS NULL OR q.issued = '' OR q.issued <= %(text)s)
  GROUP BY q.cadre_id, q.kind
), judged AS (
  SELECT post.cadre_id, COALESCE(cm.rank, 0) AS cm, COALESCE(ll.rank, 0) AS ll,
   CASE WHEN post.area = 'mien_nui' AND post.title_code NOT IN ('CX-BT', 'CX-PBT') THEN 2 ELSE 3 END AS asked
  FROM post
  LEFT JOIN held cm ON cm.cadre_id = post.cadre_id AND cm.kind = 'professional'
  LEFT JOIN held ll ON ll.cadre_id = post.cadre_id AND ll.kind = 'political_theory'
), worst AS (
  SELECT cadre_id, MAX(CASE WHEN (cm > 0 AND cm < 3) OR (ll > 0 AND ll < asked) THEN 2
   WHEN cm = 0 OR ll = 0 THEN 1 ELSE 0 END) AS verdict,
   MAX(CASE WHEN cm > 0 AND cm < 3 THEN 1 ELSE 0 END) AS lacks_cm,
   MAX(CASE WHEN ll > 0 AND ll < asked THEN 1 ELSE 0 END) AS lacks_ll
  FROM judged GROUP BY cadre_id
)
SELECT COUNT(*), COALESCE(SUM(CASE WHEN verdict = 0 THEN 1 ELSE 0 END), 0),
 COALESCE(SUM(CASE WHEN verdict = 2 THEN 1 ELSE 0 END), 0), COALESCE(SUM(CASE WHEN verdict = 1 THEN 1 ELSE 0 END), 0),
 COALESCE(SUM(lacks_cm), 0), COALESCE(SUM(lacks_ll), 0)
FROM worst
"""


def by_sql(on: date) -> tuple[int, ...]:
    with connection.cursor() as cursor:
        cursor.execute(SQL, {"on": on, "text": on.isoformat()})
        return tuple(int(value) for value in cursor.fetchone())


def by_engine(actor, on: date) -> tuple[int, ...]:
    found, asked = verdicts(actor, on=on), Asked(on, group="chu-chot")
    tally = found.tally(asked)
    gaps = [found.count(Asked(on, group="chu-chot", lacks=(code,))) for code in ("CM", "LLCT")]
    return (tally.people, tally.met, tally.not_met, tally.unknown, *gaps)


@pytest.mark.parametrize(
    "on", [date(2015, 6, 1), date(2019, 9, 1), date(2020, 8, 30), DAY, date(2020, 9, 1), date(2021, 6, 1)]
)
@pytest.mark.parametrize("seed", [20, 21])
def test_the_engine_counts_what_sql_counts(land, board, on, seed) -> None:
    make_crowd(land, 90, seed)

    assert by_engine(board, on) == by_sql(on)


def test_the_crowd_has_people_of_every_verdict(land, board) -> None:
    make_crowd(land)

    assert all(count > 2 for count in by_sql(DAY))
