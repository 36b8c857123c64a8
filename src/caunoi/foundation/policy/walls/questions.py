"""Questions of the policies that the planner does not open (câu hỏi của tường): functions of the database's own.

A policy stands in the plan of every statement that names its table. Were its parts written out there, each statement
would be planned with the policies of all tables a path leads through; so a part is a call, answered once a statement
with an array, and what it asks is planned once a connection. A function that looks at tables works as their owner:
it returns keys within the rights of whoever acts, and nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from caunoi.foundation.db.statements import Words, literal, name, statement
from caunoi.foundation.policy.walls.settings_told import AT, EVERYTHING, SELF, WHO

PREFIX = "wall_"
LONGEST_NAME = 63


@dataclass(frozen=True)
class Question:
    """One function: what it is called, what it takes and gives, and what it does."""

    name: str
    takes: str
    gives: str
    body: str
    as_owner: bool = False

    @property
    def told(self) -> tuple[str, str, bool, str]:
        """What the database's catalogue says of it, where it stands as it was written."""
        return self.takes, self.gives, self.as_owner, self.body

    @property
    def signature(self) -> str:
        return f"public.{name(self.name)}({self.takes})"

    @property
    def written(self) -> str:
        return statement(
            "CREATE OR REPLACE FUNCTION {signature} RETURNS {gives} LANGUAGE plpgsql STABLE PARALLEL SAFE "
            "SECURITY {rights} SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan "
            "AS $wall${body}$wall$",
            signature=Words(self.signature), gives=Words(self.gives), body=Words(self.body),
            rights=Words("DEFINER" if self.as_owner else "INVOKER"),
        )  # fmt: skip

    def asked(self, roles: Iterable[str] = ()) -> str:
        """The call; a policy puts it into a subquery, so that it is made once a statement."""
        return statement(
            "public.{name}({roles})", name=self.name, roles=Words(_array(roles) if self.takes else "")
        )


def derived(kind: str, gives: str, body: str, *, takes: str = "", as_owner: bool = False) -> Question:
    """A question of one table. Another body is another function, so that no policy ever asks a changed one."""
    ending = f"_{sha256(f'{takes} {gives} {as_owner} {body}'.encode()).hexdigest()[:8]}"
    return Question(f"{PREFIX}{kind}"[: LONGEST_NAME - len(ending)] + ending, takes, gives, body, as_owner)


def _array(roles: Iterable[str]) -> Words:
    return literal("{" + ",".join(roles) + "}")


ROLES = "roles text[]"
OPEN = Question(
    f"{PREFIX}open", ROLES, "boolean",
    statement(
        """
DECLARE
  told_who text := current_setting({who}, true);
  told_role text;
BEGIN
  IF told_who = 'system' THEN
    RETURN true;
  END IF;
  IF current_user <> session_user THEN
    IF current_user = (SELECT pg_get_userbyid(proowner) FROM pg_proc WHERE oid = {me}::regprocedure) THEN
      RETURN true;
    END IF;
  END IF;
  IF told_who = 'person' THEN
    FOREACH told_role IN ARRAY roles LOOP
      IF current_setting({at} || told_role, true) = {everything} THEN
        RETURN true;
      END IF;
    END LOOP;
  END IF;
  RETURN false;
END
""",
        who=literal(WHO), at=literal(AT), everything=literal(EVERYTHING), me=literal(f"public.{PREFIX}open(text[])"),
    ),
)  # fmt: skip
"""Are all rows open: to the product itself, to a function of the database's own, to a role that reaches every unit?"""

HELD = Question(
    f"{PREFIX}held", ROLES, "boolean",
    statement(
        """
DECLARE
  told_role text;
BEGIN
  IF public.wall_open(roles) THEN
    RETURN true;
  END IF;
  IF current_setting({who}, true) = 'person' THEN
    FOREACH told_role IN ARRAY roles LOOP
      IF current_setting({at} || told_role, true) <> '' THEN
        RETURN true;
      END IF;
    END LOOP;
  END IF;
  RETURN false;
END
""",
        who=literal(WHO), at=literal(AT),
    ),
)  # fmt: skip
"""Rows in nobody's care are open to whoever holds one of the roles, for whatever unit."""

UNITS = Question(
    f"{PREFIX}units", ROLES, "uuid[]",
    statement(
        """
DECLARE
  told_role text;
  told text;
  found uuid[] := '{{}}';
BEGIN
  IF current_setting({who}, true) = 'person' THEN
    FOREACH told_role IN ARRAY roles LOOP
      told := current_setting({at} || told_role, true);
      IF told <> '' AND told <> {everything} THEN
        found := found || string_to_array(told, ',')::uuid[];
      END IF;
    END LOOP;
  END IF;
  RETURN found;
END
""",
        who=literal(WHO), at=literal(AT), everything=literal(EVERYTHING),
    ),
)  # fmt: skip
"""The units one of the roles reaches. A list is taken apart as a text: read as an array it costs twice as much."""

SELVES = Question(
    f"{PREFIX}selves", ROLES, "uuid[]",
    statement(
        """
DECLARE
  told_role text;
  told text;
  found uuid[] := '{{}}';
BEGIN
  IF current_setting({who}, true) = 'person' THEN
    FOREACH told_role IN ARRAY roles LOOP
      told := current_setting({self} || told_role, true);
      IF told <> '' THEN
        found := found || told::uuid;
      END IF;
    END LOOP;
  END IF;
  RETURN found;
END
""",
        who=literal(WHO), self=literal(SELF),
    ),
)  # fmt: skip
"""The persons somebody reads as themselves by one of the roles."""

OF_SETTINGS = (OPEN, HELD, UNITS, SELVES)


def keys_within(table: str, key_type: str, reached: Question, sql: str) -> Question:
    """The keys of the rows that ``sql`` finds with ``told_keys`` for the units or persons of the roles."""
    body = statement(
        """
DECLARE
  told_keys uuid[] := public.{reached}(roles);
BEGIN
  IF told_keys = '{{}}' THEN
    RETURN '{{}}';
  END IF;
  RETURN ARRAY({sql});
END
""",
        reached=reached.name, sql=Words(sql),
    )  # fmt: skip
    return derived(f"in_{table}", f"{key_type}[]", body, takes=ROLES, as_owner=True)


def people_kept(sql: str) -> Question:
    """The people whose rows are kept from whoever asks; from the product nobody is kept."""
    return derived("kept", "uuid[]", _unless_open(f"ARRAY({sql})"))


def keys_kept(table: str, key_type: str, people: str, sql: str) -> tuple[Question, Question]:
    """Rows that lead to such people over another table: one function sees that it is not the product that asks, ..."""
    body = statement(
        """
DECLARE
  told_keys uuid[] := ARRAY({people});
BEGIN
  IF told_keys = '{{}}' THEN
    RETURN '{{}}';
  END IF;
  RETURN ARRAY({sql});
END
""",
        people=Words(people), sql=Words(sql),
    )  # fmt: skip
    looking = derived(f"kept_in_{table}", f"{key_type}[]", body, as_owner=True)
    return derived(f"kept_{table}", f"{key_type}[]", _unless_open(looking.asked())), looking


def _unless_open(answer: str) -> str:
    return statement(
        """
BEGIN
  IF public.wall_open('{{}}') THEN
    RETURN '{{}}';
  END IF;
  RETURN {answer};
END
""",
        answer=Words(answer),
    )


def row_lives(table: str, key: str, key_type: str) -> Question:
    """Is the row there, whoever may see it? Asked of one row that is not among somebody's."""
    body = statement(
        """
BEGIN
  RETURN EXISTS (SELECT 1 FROM public.{table} WHERE {key} = told_key);
END
""",
        table=table, key=key,
    )  # fmt: skip
    return derived(f"lives_{table}", "boolean", body, takes=f"told_key {key_type}", as_owner=True)
