"""Rotation: the next keys take over, then a new root, and nobody who holds a proof notices."""

from datetime import timedelta

from zairyu.certificates import keys
from zairyu.certificates.drills.stage import HOLDS, Checker, Stage
from zairyu.certificates.keys import ceremonies
from zairyu.certificates.models import Certificate
from zairyu.proof.signing import USES

YEARS = timedelta(days=3650)


def play(stage: Stage) -> None:
    """Play the drill."""
    first, before = _announced(stage)
    informed = stage.checker("a bank that fetched after the announcement")
    second = _taken_over(stage, before, informed)
    _old_keys_go(stage, [first, second])
    _new_root(stage, [first, second])


def _announced(stage: Stage) -> tuple[Certificate, Checker]:
    stage.scene("a proof, and a bank that checks it without asking us")
    first = stage.issue()
    before = stage.checker("a bank")
    stage.must("at the counter", stage.online(first), "pending")
    stage.must("its token, checked offline", before.token(stage.token(first), stage.at), HOLDS)
    stage.must("its file, checked offline", before.pdf(stage.pdf(first), stage.at), "holds")
    stage.scene("manage.py issuer_keys rotate")
    old = keys.issuer().key("tokens", stage.at).name
    fresh = ceremonies.rotate(keys.folder(), USES, stage.at + ceremonies.AHEAD, stage.at)
    for key in fresh:
        stage.tell(f"    {key.kid} will sign {key.use} from {key.since:%Y-%m-%d %H:%M} UTC")
    signs = keys.issuer().key("tokens", stage.at).name
    stage.must("the key before signs until then", signs, old)
    return first, before


def _taken_over(stage: Stage, before: Checker, informed: Checker) -> Certificate:
    stage.later(1)
    stage.scene("a day later the old keys sign still: lists of before the announcement do")
    between = stage.issue()
    fresh = stage.checker("a bank")
    stage.must("its token, offline", fresh.token(stage.token(between), stage.at), HOLDS)
    stage.later(1.5)
    stage.scene("the day has come: the new keys sign")
    second = stage.issue()
    now = stage.checker("a bank")
    token = stage.token(second)
    stage.must("its token, offline", now.token(token, stage.at), HOLDS)
    stage.must("its file, offline", now.pdf(stage.pdf(second), stage.at), "holds")
    told = informed.kept.trust.keys[keys.issuer().key("tokens", stage.at).name].use
    stage.must("the list of the announcement knows the new key, for", told, "tokens")
    missed = before.token(token, stage.at)
    stage.must("a bank that fetched nothing since", missed, "refused (key-unknown)")
    stage.say("key-unknown")
    return second


def _old_keys_go(stage: Stage, proofs: list[Certificate]) -> None:
    stage.scene("manage.py issuer_keys destroy: the private halves of before are destroyed")
    place = keys.folder()
    for key in keys.issuer().register.keys:
        if key.state(stage.at) == "retired":
            ceremonies.destroy(place, key.kid, stage.at)
            stage.tell(f"    {key.kid} ({key.use}) signs nothing ever again")
    _all_hold(stage, stage.checker("a bank"), proofs)


def _new_root(stage: Stage, proofs: list[Certificate]) -> None:
    stage.later(30)
    stage.scene("manage.py issuer_keys change-root: a new root takes over")
    old = keys.issuer().root
    since = stage.at + ceremonies.AHEAD
    fresh = ceremonies.change_root(keys.folder(), stage.at + YEARS, since, stage.at)
    stage.tell(f"    {fresh.kid} is the root, handed over to by the one before")
    stage.later(3)
    stage.scene("after it, a bank that knows the old root alone")
    last = stage.issue()
    faithful = stage.checker("that bank", old)
    _all_hold(stage, faithful, [*proofs, last])
    _all_hold(stage, stage.checker("a bank that knows the new root"), [last])
    stage.must("letters to holders: there is nothing to do for them", len(stage.letters()), 0)


def _all_hold(stage: Stage, checker: Checker, proofs: list[Certificate]) -> None:
    for row in proofs:
        name = stage.known.index(row.about) + 1
        stage.must(f"token of proof {name}", checker.token(stage.token(row), stage.at), HOLDS)
        stage.must(f"file of proof {name}", checker.pdf(stage.pdf(row), stage.at), "holds")
        stage.must(f"proof {name} at the counter", stage.online(row), "pending")
