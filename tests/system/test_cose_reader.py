"""Our tokens and lists, read by another's library (`cwt`) in an environment of its own."""

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from tests.certificates.documents import DOCUMENTS

from zairyu import vault
from zairyu.certificates import actions, keys
from zairyu.certificates.facts import bound, shown
from zairyu.certificates.kinds import CERTIFIED
from zairyu.certificates.statuses import publishing
from zairyu.proof.token import NUMBERS

HERE = Path(__file__).parent / "cose"


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """Install the other library beside everything of ours, as its lock file says."""
    place = tmp_path_factory.mktemp("cose")
    lock = ["--target", str(place), "--require-hashes", "-r", str(HERE / "requirements.lock")]
    uv = shutil.which("uv")
    line = [uv, "pip", "install", "-q", "--python", sys.executable] if uv else [
        sys.executable, "-m", "pip", "install", "-q", "--no-deps",
    ]  # fmt: skip
    subprocess.run([*line, *lock], check=True, timeout=300, cwd=place)
    return place


def judged(library, given: dict) -> dict:
    done = subprocess.run(
        [sys.executable, str(HERE / "judge.py")],
        input=json.dumps(given),
        env={**os.environ, "PYTHONPATH": str(library)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout)


def told(key) -> dict:
    numbers = key.public.public_numbers()
    return {"kid": key.kid.hex(), "x": f"{numbers.x:064x}", "y": f"{numbers.y:064x}"}


def test_another_library_reads_our_token_and_our_list(library, pending, at):
    now = datetime.now(UTC)
    with time_machine.travel(now, tick=True):
        publishing.renew(1, now)
    token = vault.open(bytes(pending.token), bound(pending.key, "token"))
    listed = publishing.published(1, "cwt", now).content
    issuer = keys.issuer()
    public = {use: told(issuer.key(use, at)) for use in ("tokens", "lists")}
    given = {"token": token.hex(), "token_key": public["tokens"]}
    given |= {"list": listed.hex(), "list_key": public["lists"]}
    found = judged(library, given)
    assert found["token"]["cti"] == pending.code
    where = {"idx": pending.status_index, "uri": found["list"]["sub"]}
    assert found["token"]["status"] == {"status_list": where}
    assert found["list"] == {"sub": where["uri"], "ttl": 60, "bits": 2, "bytes": 1 << 18}
    flipped = bytes([*token[:-1], token[-1] ^ 1])
    wrong = judged(library, given | {"token": flipped.hex(), "list_key": public["tokens"]})
    assert wrong == {"token": "VerifyError", "list": "ValueError"}  # no such key


@pytest.mark.parametrize("kind", CERTIFIED)
def test_another_library_reads_the_token_of_each_kind(library, db, at, kind):
    claims, around = DOCUMENTS[kind]
    now = datetime.now(UTC)
    row = actions.issue(kind, f"case:{kind}", claims, around.get("until"), now)
    token = vault.open(bytes(row.token), bound(row.key, "token"))
    publishing.renew(row.status_list, now)
    listed = publishing.published(row.status_list, "cwt", now).content
    public = {use: told(keys.issuer().key(use, now)) for use in ("tokens", "lists")}
    given = {"token": token.hex(), "token_key": public["tokens"]}
    found = judged(library, given | {"list": listed.hex(), "list_key": public["lists"]})["token"]
    wanted = {"kind": kind, **shown(kind, claims)}
    assert found["facts"] == {str(NUMBERS[name]): fact for name, fact in wanted.items()}
    assert (found["cti"], found["iss"]) == (row.code, "http://localhost:8000")
