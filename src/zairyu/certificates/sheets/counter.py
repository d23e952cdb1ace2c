"""The sheet for the counter: who wants the certificate electronically, with their ID (申出書)."""

from datetime import date
from typing import Any

from zairyu.certificates import codes
from zairyu.certificates.sheets.certified import facts, statement, subtitle, words
from zairyu.certificates.sheets.writer import Writer

_LINES = ("counter-number", "applicant", "applicant-birth", "filed-on", "signature")


def counter_sheet(data: dict[str, Any], on: date, *, sample: bool) -> dict[str, Any]:
    """Return the sheet as data for its template: filled where we know, with lines to write on.

    `data`: name, auth_id (in groups), email.
    """
    w = Writer(data, "ja", on)
    empty = [{"t": "＿" * 18, "l": "ja"}]
    mine = w.rows(
        ("electronic-receiver", w.plain("name")),
        ("auth-id", w.plain("auth_id")),
        ("email", w.plain("email")),
    )
    return {
        "title": w.pair("certificates.counter.title"),
        "day": [on.year, on.month, on.day],
        "number": data["auth_id"],
        "dated": w.say("certificates.word.letter-dated", day=on)[:2],
        "keywords": [],
        "issuer": "",
        "issuer_en": "",
        "sample": w.pair("certificates.word.sample")["ja"] if sample else "",
        "foot": w.pair("certificates.counter.foot")["ja"],
        "home": codes.home(),
        "to": w.pair("certificates.counter.to")["ja"],
        "dense": False,
        "photo_alt": "",
        "blocks": [
            statement(w.say("certificates.counter.statement")[:2]),
            facts(mine),
            subtitle(w.pair("certificates.counter.by-hand")),
            facts([w.row(label, *empty) for label in _LINES]),
            words(w.say("certificates.counter.then")[:2]),
        ],
    }
