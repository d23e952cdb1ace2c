"""In which country a network is registered: looked up offline, for the whole house.

The registries of addresses say to which country a network was given, not where a person sits.
What they do not say (addresses of documentation, of carriers' shared ranges) stays unknown.
"""

import ipaddress
import json
from datetime import date
from functools import cache, lru_cache
from importlib.metadata import distribution, version

from iptocc import country_code

from zairyu.law.read import table
from zairyu.questionnaire.codelists import by_value
from zairyu.words import Text

JAPAN = "JP"
UNKNOWN = ""


@lru_cache(maxsize=4096)
def country_of(network: str) -> str:
    """Return the country of a network or an address, as two letters; empty where it is unknown.

    This machine and networks of the house (private addresses) count as Japan: behind a proxy the
    settings must say so, or everybody comes from the proxy.

    >>> country_of("133.11.0.0/24"), country_of("14.160.0.0/24"), country_of("2001:240::/56")
    ('JP', 'VN', 'JP')
    >>> country_of("127.0.0.0/24"), country_of("203.0.113.0/24"), country_of("a socket")
    ('JP', '', '')
    >>> country_of("::ffff:133.11.0.1")
    'JP'
    """
    try:
        address = ipaddress.ip_address(network.partition("/")[0])
    except ValueError:
        return UNKNOWN
    mapped = getattr(address, "ipv4_mapped", None)
    address = mapped or address
    if any(address in own for own in _OWN if own.version == address.version):
        return JAPAN
    return country_code(str(address)) or UNKNOWN


_OWN = tuple(
    ipaddress.ip_network(each)
    for each in ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128",
                 "fc00::/7")
)  # fmt: skip


def country_name(code: str) -> Text | None:
    """Return what a country is called, if the code lists know it.

    >>> country_name("VN")["en"], country_name("")
    ('Viet Nam', None)
    """
    three = table("zairyu.questionnaire", "data/country-codes.yaml")["codes"].get(code, "")
    found = by_value("countries").get(three)
    return found.label if found else None


@cache
def data_day() -> date | None:
    """Return the day on which the registries were read for the table that is installed."""
    for file in distribution("iptocc").files or ():
        if file.match("*/sboms/*.json"):
            told = json.loads(file.locate().read_text(encoding="utf-8"))  # type: ignore[attr-defined]
            return date.fromisoformat(told["metadata"]["timestamp"][:10])
    return None


def data_version() -> str:
    """Return the version of the table that is installed."""
    return version("iptocc")
