"""One record of claims, three forms: paper, token and wallet say the same of every kind."""

from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from tests.certificates.documents import DOCUMENTS
from tests.certificates.test_documents import flat, text_of

from zairyu import vault
from zairyu.certificates import actions, press, tokens
from zairyu.certificates.facts import bound, country
from zairyu.certificates.keys import issuer
from zairyu.certificates.kinds import CERTIFIED
from zairyu.certificates.wallet import types
from zairyu.law.procedures import procedure
from zairyu.law.statuses import held
from zairyu.proof import sdjwt
from zairyu.proof.token import last_day
from zairyu.words import say, say_day, say_span

ON = date(2026, 11, 24)


def on_paper(name, fact):
    """Return how paper prints a fact, in Japanese."""
    if name == "status":
        return held(fact, ON).name["ja"]
    if name == "procedure":
        return procedure(fact, ON).title["ja"]
    if name == "nationality":
        return country(fact)["ja"]
    if name == "period":
        return say_span(fact, "ja")
    if name == "sex":
        return say(f"certificates.sex.{fact}", "ja")
    if name.endswith("_yen"):
        return f"{fact:,}"
    if name.endswith("_on") or name == "birth":
        said = say_day(date.fromisoformat(fact), "ja")
        return said.partition("（")[0] if name == "birth" else said  # nobody's birth has a weekday
    return fact["ja"] if isinstance(fact, dict) else str(fact)


@pytest.mark.parametrize("kind", CERTIFIED)
def test_paper_token_and_wallet_say_the_same(db, at, kind):
    claims, around = DOCUMENTS[kind]
    until = around.get("until")
    row = actions.issue(kind, f"case:{kind}", claims, until, at)

    token = vault.open(bytes(row.token), bound(row.key, "token"))
    _, facts = tokens.read(issuer(), token)
    assert facts.pop("kind") == kind
    assert facts.pop("until") == (until.isoformat() if until else "")

    holder = ec.generate_private_key(ec.SECP256R1()).public_key()
    body = types.body(row, ("https://x.example/v/status/1", 4), at)
    key = issuer().key("credentials", at)
    text = sdjwt.made(key, body, types.claims_of(row), holder)
    credential = sdjwt.checked(text, lambda _signed: key.public, at)
    assert credential.facts == facts
    assert types.kind_of(credential.type) == kind
    assert last_day(credential.ends_at) == until

    more = {"code": row.code, "token": tokens.text_of(row), "until": until}
    paper = flat(text_of(press.document(kind, claims, "ja", at, **more)))
    for name, fact in facts.items():
        if not isinstance(fact, bool):  # what is allowed is said in sentences
            assert flat(on_paper(name, fact)) in paper, name
