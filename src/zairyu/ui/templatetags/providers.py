"""Which other providers a page offers to sign in with."""

from typing import TYPE_CHECKING

from django import template

from zairyu.identity.oidc import links, providers
from zairyu.identity.oidc.providers import Provider

if TYPE_CHECKING:
    from zairyu.people.models import Person

register = template.Library()


@register.simple_tag
def providers_offered() -> list[Provider]:
    """Return the providers of this deployment."""
    return providers.providers()


@register.simple_tag
def own_providers(person: "Person") -> list[Provider]:
    """Return the providers by which a person can show once more that it is them."""
    strong = {one.id: one for one in providers.providers() if one.two_proofs}
    linked = links.of(person) if strong else []
    return [strong[one.provider] for one in linked if one.provider in strong]
