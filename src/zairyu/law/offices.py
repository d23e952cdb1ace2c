"""Offices: which one takes an application, by prefecture, and how its numbers begin."""

from dataclasses import dataclass

from zairyu.law.tables import Row, Text, UnknownKey, data, entry


@dataclass(frozen=True)
class Office:
    """A regional bureau, a district office or a branch office."""

    id: str
    name: Text
    kind: str
    prefix: str | None
    parent: str | None
    address: Text | None
    takes_online: bool
    port: bool  # its officers examine who lands
    confidence: str


@dataclass(frozen=True)
class Prefecture:
    """A prefecture (ISO 3166-2) and the office that takes its online applications."""

    id: str
    name: Text
    office: str


def _office(key: str, row: Row) -> Office:
    return Office(
        id=key,
        name=row["name"],
        kind=row["kind"],
        prefix=row.get("prefix"),
        parent=row.get("parent"),
        address=row.get("address"),
        takes_online=row["online"],
        port=row.get("port", False),
        confidence=row["confidence"],
    )


def office(key: str) -> Office:
    """Return an office by its id.

    >>> office("tokyo").prefix, office("yokohama").prefix
    ('東オン', '横オン')
    """
    return _office(key, entry(data("offices")["offices"], key, "office"))


def offices() -> list[Office]:
    """Return all offices: bureaus, district offices, branch offices."""
    return [_office(key, row) for key, row in data("offices")["offices"].items()]


def online_offices() -> list[Office]:
    """Return the offices that take online applications.

    >>> len(online_offices())
    11
    """
    return [found for found in offices() if found.takes_online]


def is_port(key: str) -> bool:
    """Say whether an office stands at a port of entry (出入国港): there a certificate is used.

    Law: ICRRA art. 6, 7; Enforcement Regulations appended table 1 names the ports.

    >>> is_port("narita-airport"), is_port("tokyo")
    (True, False)
    """
    return office(key).port


def prefectures() -> list[Prefecture]:
    """Return the prefectures from north to south."""
    rows = data("offices")["prefectures"]
    return [Prefecture(key, row["name"], row["office"]) for key, row in rows.items()]


def _prefecture_id(name: str) -> str:
    rows = data("offices")["prefectures"]
    wanted = name.strip()
    for key, row in rows.items():
        if wanted in (key, key.removeprefix("JP-")) or wanted in row["name"].values():
            return str(key)
        if wanted == row["name"]["ja"][:-1]:  # 京都 for 京都府
            return str(key)
    raise UnknownKey("prefecture", name, rows)


def office_for(procedure: str, prefecture: str) -> Office:
    """Return the office that takes an online application.

    The prefecture is that of the registered address; for a certificate of eligibility that of the
    planned address or of the host organisation. It may be given as `JP-13`, `13`, or by name.

    Law: ordinance on the organisation of the bureaus; routing of the online system.

    >>> office_for("extension", "神奈川県").id, office_for("coe", "JP-47").id
    ('yokohama', 'naha')
    """
    entry(data("procedures")["procedures"], procedure, "procedure")
    key = _prefecture_id(prefecture)
    return office(data("offices")["prefectures"][key]["office"])
