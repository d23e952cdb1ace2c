"""The command of a checker: what it says of what it is given, with the network switched off."""

import json
import subprocess
import sys
from datetime import timedelta

import pytest
from tests.certificates.conftest import ABOUT

from zairyu.certificates import actions, keys
from zairyu.certificates.statuses import publishing
from zairyu.checker import command, fetching, wording
from zairyu.checker.keeping import Folder
from zairyu.proof import token

pytestmark = pytest.mark.slow


def run(capsys, *given: str) -> tuple[int, str]:
    code = command.main([*given])
    printed = capsys.readouterr()
    return code, printed.out + printed.err


def test_a_proof_that_holds(folder, text, capsys, at):
    code, said = run(capsys, "verify", text, "--at", (at + timedelta(hours=2)).isoformat())
    assert code == 0
    for line in (
        "Application pending; this proof holds",
        "Name: NGUYEN THI LINH",
        "Year of birth: 1995",
        "Status of residence: Engineer/Specialist in Humanities/International Services",
        "Until Mon 1 February 2027, or until the decision takes effect",
        "Do not freeze an account",
        "(2 h old)",
        "nothing about this proof was sent anywhere",
    ):
        assert line in said


def test_in_japanese(folder, text, capsys, at):
    code, said = run(capsys, "verify", text, "--language", "ja", "--at", at.isoformat())
    assert code == 0
    assert "申請中です" in said
    assert "氏名: NGUYEN THI LINH" in said
    assert "状態の一覧：" in said
    assert "（0秒前）" in said


def test_what_has_ended_has_ended_at_the_next_fetching(folder, text, asked, capsys, at, settings):
    actions.end(ABOUT, "withdrawn", at)
    assert run(capsys, "verify", text, "--at", at.isoformat())[0] == 0  # the list kept is older
    later = at + timedelta(seconds=31)
    publishing.renew_next(later)
    fetching.fetched(settings.PUBLIC_ADDRESS, "", folder, asked)
    code, said = run(capsys, "verify", text, "--at", later.isoformat())
    assert code == 1
    assert "has ended or was withdrawn" in said
    assert "LINH" not in said


def test_an_old_list_is_told_with_its_age_and_not_believed(folder, text, capsys, at):
    code, said = run(capsys, "verify", text, "--at", (at + timedelta(days=2)).isoformat())
    assert code == 4
    assert "too old to rely on" in said
    assert "(2 d old)" in said


def test_one_sign_changed_is_refused(folder, text, capsys, at):
    changed = text[:80] + ("A" if text[80] != "A" else "B") + text[81:]
    code, said = run(capsys, "verify", changed, "--at", at.isoformat())
    assert code == 3
    assert said.startswith("Do not accept this")
    assert "LINH" not in said


@pytest.mark.parametrize(("given", "code", "says"), [
    (b"https://zairyu.example/v/Q7DM", 3, "holds an address, not the proof"),
    (b"hello", 3, "not a proof of the issuer"),
    (b"", 3, "not a proof of the issuer"),
    (b"\xff\xd8\xff no picture", 4, "No code of a proof"),
    (b"%PDF-1.7 nothing", 4, ""),
    (b"eyJ.eyJ.x~", 3, "not formed as a proof"),
    (b"\xd2\x84", 3, "not formed as a proof"),
])  # fmt: skip
def test_what_is_no_proof_is_said_so_plainly(folder, tmp_path, capsys, at, given, code, says):
    file = tmp_path / "handed"
    file.write_bytes(given)
    found, said = run(capsys, "verify", str(file), "--at", at.isoformat())
    assert found == code
    assert says in said


def test_the_token_itself_as_bytes_in_a_file(folder, text, tmp_path, capsys, at):
    (tmp_path / "token").write_bytes(token.from_text(text))
    assert run(capsys, "verify", str(tmp_path / "token"), "--at", at.isoformat())[0] == 0


def test_json_holds_all_of_it(folder, text, capsys, at):
    code, said = run(capsys, "verify", text, "--json", "--at", at.isoformat())
    found = json.loads(said)
    assert (code, found["exit"], found["state"], found["reason"]) == (0, 0, "pending", "holds")
    assert found["facts"]["name"] == "NGUYEN THI LINH"
    assert (found["list_age_seconds"], found["until"]) == (0, "2027-02-01")


def test_without_lists_nothing_is_told(tmp_path, capsys, monkeypatch, text):
    monkeypatch.setenv("ZAIRYU_CHECKER", str(tmp_path / "empty"))
    code, said = run(capsys, "verify", text)
    assert code == 4
    assert "zairyu fetch ADDRESS" in said


def test_a_file_that_is_not_there(folder, capsys):
    assert run(capsys, "verify", "/nowhere/proof.pdf") == (4, "Cannot read /nowhere/proof.pdf\n")


def test_a_root_is_compared_by_a_person_before_it_is_kept(tmp_path, pending, asked, settings):
    kept = Folder(tmp_path)
    with pytest.raises(fetching.Compare) as shown:
        fetching.fetched(settings.PUBLIC_ADDRESS, "", kept, asked)
    assert str(shown.value) == fetching.trust.fingerprint(keys.issuer().root)
    with pytest.raises(fetching.Compare, match=r"^$"):
        fetching.fetched(settings.PUBLIC_ADDRESS, "00 11", kept, asked)
    assert kept.anchor() is None


def test_fetching_asks_for_lists_and_never_for_a_proof(folder, asked, pending):
    for address in asked.seen:
        assert pending.code not in address
        assert str(pending.status_index) not in address
    assert [one for one in asked.seen if "status" in one] == ["/v/status/", "/v/status/1"]


@pytest.mark.parametrize("address", ["http://zairyu.example", "ftp://x", "file:///etc/passwd", ""])
def test_lists_are_fetched_by_https_alone(address):
    with pytest.raises(fetching.CannotFetch, match="https"):
        fetching.over_https(address, "*/*")


def test_a_list_of_another_issuer_is_not_kept(folder, asked, settings):
    def wrong(address: str, media: str) -> bytes:
        return b"eyJ.x.y" if "/v/status/1" in address else asked(address, media)

    with pytest.raises(fetching.CannotFetch, match="malformed"):
        fetching.fetched(settings.PUBLIC_ADDRESS, "", folder, wrong)


def test_every_reason_has_its_sentence():
    reasons = [key for key in wording.read.table(*wording._TABLES[0]) if ".reason." in key]
    assert len(reasons) > 25
    assert wording.reason("made-up", "en") == "It does not count as a proof (made-up)."


def test_the_command_loads_neither_django_nor_settings(folder, text, at):
    """And it is over soon: it starts, reads, checks and speaks in a process of its own."""
    told = (
        "import sys; from zairyu.checker.command import main; code = main(sys.argv[1:]);"
        "sys.exit(100 if 'django.conf' in sys.modules or 'requests' in sys.modules else code)"
    )
    given = [sys.executable, "-c", told, "verify", text, "--at", at.isoformat()]
    done = subprocess.run(given, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
