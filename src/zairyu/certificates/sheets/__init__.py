"""A document as data: every word chosen, nothing left for the template but to set it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from zairyu.certificates import codes
from zairyu.certificates.kinds import CERTIFIED, Claims
from zairyu.certificates.sheets.certified import CERTIFIED_SHEETS
from zairyu.certificates.sheets.letters import LETTER_SHEETS
from zairyu.certificates.sheets.writer import Writer
from zairyu.words.codes import grouped

_DAY_OF_LETTER = {
    "fee-order": "ordered_on",
    "return-papers": "notified_on",
    "refusal": "decided_on",
    "dispatch": "sent_on",
    "number-sheet": "filed_on",
}


@dataclass(frozen=True)
class Asked:
    """One document to be set: what it says and what stands around it."""

    kind: str
    data: Claims
    language: str
    on: date
    code: str = ""
    token: str = ""
    version: int = 1
    until: date | None = None
    photo: bytes | None = None
    sample: bool = True

    @property
    def certified(self) -> bool:
        """Say whether it is a certificate."""
        return self.kind in CERTIFIED

    @property
    def template(self) -> str:
        """Return the name of its template."""
        if self.kind == "number-sheet":
            return "number-sheet.typ"
        return "certificate.typ" if self.certified else "letter.typ"


def sheet(asked: Asked) -> dict[str, Any]:
    """Return a document as data for its template."""
    w = Writer(asked.data, asked.language, asked.on)
    filled: dict[str, Any] = {
        "title": w.pair(f"certificates.title.{_title(asked)}"),
        "day": [asked.on.year, asked.on.month, asked.on.day],
        "number": asked.data.get("certificate_number") or asked.data["number"],
        "dated": _dated(w, asked),
        "keywords": [asked.token] if asked.token else [],
        "issuer": w.pair("certificates.word.issuer", office=w.office_text)["ja"],
        "issuer_en": w.pair("certificates.word.issuer", office=w.office_text)["en"],
        "sample": w.pair("certificates.word.sample")["ja"] if asked.sample else "",
        "foot": "　".join(w.pair("certificates.word.foot").values()),
        "home": codes.home(),
        "to": w.pair("certificates.word.to", name=asked.data["name"])["ja"],
        "dense": asked.kind in ("pending", "refusal"),
        "photo_alt": w.pair("certificates.word.photo")["ja"],
        "blocks": CERTIFIED_SHEETS[asked.kind](w, asked.until)
        if asked.certified
        else LETTER_SHEETS[asked.kind](w),
    }
    if asked.kind == "number-sheet":
        filled["big"] = {"label": w.say("certificates.label.number"), "value": filled["number"]}
        filled["number"] = ""
    if code := asked.code or str(asked.data.get("code") or ""):
        filled["proof"] = _proof(w, asked.kind, code, asked.token)
    if asked.photo:
        filled["photo"] = list(asked.photo)
    return filled


def _title(asked: Asked) -> str:
    if asked.kind == "permit":
        return f"permit-{asked.data['procedure']}"
    if asked.kind != "refusal":
        return asked.kind
    issued = asked.data["procedure"] in ("coe", "work-qualification-certificate")
    return "refusal-not-issued" if issued else "refusal-denied"


def _dated(w: Writer, asked: Asked) -> list[dict[str, str]]:
    key = "certificates.word.dated" if asked.certified else "certificates.word.letter-dated"
    field = _DAY_OF_LETTER.get(asked.kind, "")
    day = w.of_day(field) if field else asked.on
    return w.say(key, day=day, version=asked.version)[:2]


def _proof(w: Writer, kind: str, code: str, token: str) -> dict[str, Any]:
    pending = kind in ("pending", "receipt", "number-sheet")
    drawn = [_drawn(w, "qr", codes.address(code))]
    if token:
        drawn.append(_drawn(w, "qr-offline", token))
    return {
        "codes": drawn,
        "code": grouped(code),
        "code_label": w.say("certificates.word.code")[:2],
        "place": codes.counter(),
        "place_label": w.say("certificates.word.place")[:2],
        "says": w.say(f"certificates.word.proof-{'pending' if pending else 'other'}")[:2],
    }


def _drawn(w: Writer, name: str, content: str) -> dict[str, Any]:
    return {
        "svg": codes.drawn(content),
        "alt": w.pair(f"certificates.word.{name}", address=content)["ja"],
        "for": w.say(f"certificates.word.{name}-for")[:2],
    }
