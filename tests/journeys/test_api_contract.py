"""The API does what its description says: schemathesis reads the description and asks a real server, right and wrong.

It looks for answers the description does not name, bodies of another shape, questions refused although they fit or
answered although they do not, methods that should not be there, doors that open without a key, and faults.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.demo_place import build_demo, running
from tests.journeys.api_hooks import PERSON
from tests.journeys.visiting import inside, visit

pytestmark = [pytest.mark.demo, pytest.mark.journey, pytest.mark.browser]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real server on the small demo: what is asked here is whether answers are sound, not how many people there are."""
    with running(
        build_demo(tmp_path_factory.mktemp("small"), "commune"), tmp_path_factory.mktemp("office")
    ) as address:
        yield address


SEED, EXAMPLES = (
    "1",
    "25",
)  # the same questions every time; of each operation, besides the borders of every parameter
LONGEST = 180  # of seconds; it takes some twenty where nothing else runs


def asked(
    address: str, description: dict[str, Any], folder: Path, session: str, person: str
) -> subprocess.CompletedProcess[str]:
    """Everything the description allows and much it does not, in the session of somebody."""
    (folder / "openapi.json").write_text(json.dumps(description), encoding="utf-8")
    words = [
        str(Path(sys.executable).parent / "schemathesis"), "run", "openapi.json", "--url", address,
        "--header", f"Cookie: {session}", "--phases", "examples,coverage,fuzzing", "--seed", SEED,
        "--max-examples", EXAMPLES, "--no-color",
    ]  # fmt: skip
    told = {"SCHEMATHESIS_HOOKS": "tests.journeys.api_hooks", "PYTHONPATH": str(Path.cwd()), PERSON: person}
    return subprocess.run(
        words,
        cwd=folder,
        env={**os.environ, **told},
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )


def without_doors(description: dict[str, Any]) -> dict[str, Any]:
    """Every question carries the session, also those the tool thinks of as lacking it; doors are asked about below."""
    methods = {
        path: {method: {**each, "security": []} for method, each in found.items()}
        for path, found in description["paths"].items()
    }
    components = {**description["components"], "securitySchemes": {}}
    return {**description, "paths": methods, "components": components}


def test_every_operation_answers_as_described(browser, office, tmp_path):
    with visit(browser, office, "btc") as page:
        person = page.request.get("/api/v1/cadres?limit=1").json()["items"][0]["id"]
        description = page.request.get("/api/v1/openapi.json").json()
    session = "; ".join(
        f"{each['name']}={each['value']}" for each in inside(browser, office, "btc")["cookies"]
    )

    done = asked(office, without_doors(description), tmp_path, session, person)

    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert "11/11" in done.stdout
    assert "Missing test data" not in done.stdout


def test_every_operation_about_people_asks_for_a_key(browser, office):
    asked = {}
    with visit(browser, office) as page:
        description = page.request.get("/api/v1/openapi.json").json()
        for path, methods in description["paths"].items():
            address = path.replace("{cadre_id}", "4f0f8a4c-9c5a-4c1f-8f6e-1f0a3c1d2b3e").replace(
                "{code}", "standard.met"
            )
            if {} not in methods["get"]["security"]:
                answer = page.request.get(address)
                asked[path] = (answer.status, answer.headers["content-type"])

    assert len(asked) >= 5
    assert set(asked.values()) == {(401, "application/problem+json")}


def test_the_description_names_every_refusal_and_carries_a_day(browser, office):
    with visit(browser, office) as page:
        description = json.loads(page.request.get("/api/v1/openapi.json").text())

    operations = {path: methods["get"] for path, methods in description["paths"].items()}
    assert description["openapi"].startswith("3.1")
    assert {status for each in operations.values() for status in each["responses"]} == {
        "200", "400", "401", "403", "404", "409", "422", "429",
    }  # fmt: skip
    without = [
        path
        for path, each in operations.items()
        if "on" not in {word["name"] for word in each.get("parameters", [])}
    ]
    assert without == ["/api/v1/figures"]
