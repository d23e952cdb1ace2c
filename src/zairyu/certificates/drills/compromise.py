"""Compromise: somebody has a copy of a key. What they sign is refused, and living proofs go on."""

import hashlib

from zairyu.certificates import keys, queries, tokens
from zairyu.certificates.drills.stage import HOLDS, Checker, Stage
from zairyu.certificates.keys import ceremonies
from zairyu.certificates.models import Certificate
from zairyu.law.dates import legal_day

LOST = "refused (key-compromised)"


def play(stage: Stage) -> None:
    """Play the drill."""
    stage.scene("a proof, and a bank that checks it without asking us")
    proof = stage.issue()
    bank = stage.checker("a bank")
    stage.must("its token, offline", bank.token(stage.token(proof), stage.at), HOLDS)
    _stolen_tokens(stage, proof, bank)
    _stolen_documents(stage, proof)


def _forged(stage: Stage, proof: Certificate) -> bytes:
    """Sign a token as the thief does, who has a copy of the key and writes any date."""
    facts = {"name": "MALLORY", "birth_year": 1990}
    place = (proof.status_list, proof.status_index)
    until = legal_day(stage.at)
    return tokens.made(keys.issuer(), "MALL0RY", "pending", facts, until, stage.at, place)


def _stolen_tokens(stage: Stage, proof: Certificate, bank: Checker) -> None:
    stage.later(0.1)
    stage.scene("a thief has a copy of the key for tokens and signs with it")
    forged, genuine = _forged(stage, proof), stage.token(proof)
    stage.must("a bank with yesterday's list cannot know", bank.token(forged, stage.at), HOLDS)
    stage.must("the counter knows", queries.verify("MALL0RY", stage.at).state, "unknown")
    _lose(stage, "tokens")
    now = stage.checker("the bank")
    stage.must("the forged token, offline", now.token(forged, stage.at), LOST)
    lost_on = stage.at.isoformat()
    stage.say("key-compromised", on=lost_on)
    stage.must("the genuine token of before, offline", now.token(genuine, stage.at), LOST)
    stage.must("the same proof at the counter", stage.online(proof), "pending")
    old_file = stage.pdf(proof)
    _sign_anew(stage, "tokens", wanted=1, letters=1)
    stage.quote(stage.letters()[-1])
    stage.must("its token now, offline", now.token(stage.token(proof), stage.at), HOLDS)
    stage.must("its file now, offline", now.pdf(stage.pdf(proof), stage.at), "holds")
    stage.must("the file of before, at the counter", _handed_in(stage, old_file), "pending")


def _stolen_documents(stage: Stage, proof: Certificate) -> None:
    stage.later(1)
    stage.scene("the key for documents is lost too")
    paper = stage.pdf(proof)
    before = stage.checker("an embassy")
    stage.must("the file, offline, before anybody knows", before.pdf(paper, stage.at), "holds")
    _lose(stage, "documents")
    now = stage.checker("the embassy")
    stage.must("the file of before, offline", now.pdf(paper, stage.at), LOST)
    stage.must("the same proof at the counter", stage.online(proof), "pending")
    stage.must("the file of before, at the counter", _handed_in(stage, paper), "pending")
    _sign_anew(stage, "documents", wanted=1, letters=2)
    stage.must("its file now, offline", now.pdf(stage.pdf(proof), stage.at), "holds")
    stage.must("the file of before, at the counter", _handed_in(stage, paper), "pending")
    stage.must("its token, offline", now.token(stage.token(proof), stage.at), HOLDS)


def _lose(stage: Stage, use: str) -> None:
    lost = keys.issuer().key(use, stage.at).name
    stage.scene(f"manage.py issuer_keys lose {lost}")
    fresh = ceremonies.compromise(keys.folder(), lost, stage.at)
    signs = keys.issuer().key(use, stage.at).name
    stage.must("the key in its place signs at once", signs, fresh.kid if fresh else "")


def _sign_anew(stage: Stage, use: str, wanted: int, letters: int) -> None:
    register = keys.issuer().register
    lost = next(key for key in register.of(use) if key.compromised_at is not None)
    stage.scene(f"manage.py issuer_keys sign-anew {lost.kid}")
    done = stage.holders.sign_anew(lost, stage.at)
    stage.must("documents owed anew", done.documents, wanted)
    stage.must("documents printed anew", stage.print(), wanted)
    again = stage.holders.sign_anew(lost, stage.at)
    stage.must("done twice, it does nothing more", again.tokens, 0)
    stage.must("letters to its holder: one for each lost key", len(stage.letters()), letters)


def _handed_in(stage: Stage, content: bytes) -> str:
    digest = hashlib.sha256(content).hexdigest()
    return queries.verify_file(digest, content, stage.at).state
