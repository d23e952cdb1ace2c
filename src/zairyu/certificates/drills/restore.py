"""Restore: the keys are gone, the service does not start, and a sealed copy brings them back."""

import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from zairyu.certificates import keys
from zairyu.certificates.drills.stage import HOLDS, Stage
from zairyu.certificates.keys import copies
from zairyu.certificates.keys.copies import CopyRefused
from zairyu.proof.signing import USES

_CHECK = "import django; django.setup();"
_SOURCE = Path(__file__).parents[3]


def play(stage: Stage) -> None:
    """Play the drill."""
    folder = Path(settings.VAULT_KEY_FOLDER)
    stage.scene("a proof, and a bank that checks it without asking us")
    proof = stage.issue()
    bank = stage.checker("a bank")
    stage.scene("manage.py issuer_keys back-up")
    passphrase = secrets.token_urlsafe(24)
    sealed = copies.copy(folder, passphrase)
    stage.tell(f"    {len(sealed):,} bytes; the passphrase is kept elsewhere")
    before = _state(stage)
    stage.must("a private half can be read in the copy", b"PRIVATE KEY" in sealed, False)
    stage.scene("the machine burns: the folder of keys is gone")
    shutil.rmtree(folder)
    stage.must("production starts without keys", _starts(folder), False)
    stage.must("and it made none by itself", folder.exists(), False)
    _what_does_not_open(stage, sealed, passphrase, folder)
    stage.scene("manage.py issuer_keys restore")
    proved = copies.restore(sealed, passphrase, folder, stage.at)
    stage.must("keys that signed to prove it", len(proved), len(USES))
    stage.must("production starts", _starts(folder), True)
    stage.must("the keys are those of before", _state(stage), before)
    stage.must("the proof of before, at the counter", stage.online(proof), "pending")
    stage.must("its token, by the list of before", bank.token(stage.token(proof), stage.at), HOLDS)
    stage.later(1)
    stage.scene("a day later")
    last = stage.issue()
    now = stage.checker("the bank")
    stage.must("a new proof, offline", now.token(stage.token(last), stage.at), HOLDS)
    stage.must("its file, offline", now.pdf(stage.pdf(last), stage.at), "holds")


def _what_does_not_open(stage: Stage, sealed: bytes, passphrase: str, folder: Path) -> None:
    flipped = bytearray(sealed)
    flipped[len(flipped) // 2] ^= 1
    tries = {
        "another passphrase": (sealed, "not the passphrase of this copy"),
        "one bit of the copy flipped": (bytes(flipped), passphrase),
        "half of the copy": (sealed[: len(sealed) // 2], passphrase),
    }
    stage.scene("what must not open")
    for name, (data, words) in tries.items():
        try:
            copies.restore(data, words, folder, stage.at)
            told = "opened"
        except CopyRefused as refused:
            told = str(refused)
        stage.must(name, told, "the passphrase is another, or the copy was changed")
    stage.must("anything was left behind", folder.exists(), False)


def _state(stage: Stage) -> dict[str, str]:
    return {use: keys.issuer().key(use, stage.at).name for use in USES}


def _starts(folder: Path) -> bool:
    """Say whether the check before the start of production finds the keys."""
    told = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(_SOURCE),
        "PYTHONDONTWRITEBYTECODE": "1",
        "DJANGO_SETTINGS_MODULE": "zairyu.config.settings.production",
        "ZAIRYU_SECRET_KEY": secrets.token_urlsafe(48),
        "ZAIRYU_KEYS": str(folder),
        "ZAIRYU_VAR": str(folder.parent),
    }
    ask = (
        f"{_CHECK} from zairyu.certificates.apps import keys_are_there;"
        "import sys; sys.exit(any(one.id == 'certificates.E001' for one in keys_are_there()))"
    )
    done = subprocess.run([sys.executable, "-c", ask], env=told, check=False)  # noqa: S603  ours
    return done.returncode == 0
