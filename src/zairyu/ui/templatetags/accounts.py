"""Fields of the account pages, drawn with the component of a question."""

from typing import Any

from django import template
from django.forms import BaseForm
from django.template.context import Context

from zairyu.identity.jpki import credentials, deployment
from zairyu.people import queries
from zairyu.ui.accounts import form_problems
from zairyu.ui.templatetags.ui import q
from zairyu.words.catalogue import catalogue

register = template.Library()


@register.inclusion_tag("ui/parts/q.html")
def field(form: BaseForm, name: str, kind: str, hint: str = "", **more: Any) -> dict[str, Any]:
    """Ask for a field of a form of the library; label and hint are keys of our texts."""
    bound = form[name]
    shown: dict[str, Any] = q(
        bound.html_name,
        catalogue()[f"ui.account.{more.pop('label', name)}"],
        kind=kind,
        value="" if kind == "password" else bound.value() or "",
        hint=catalogue()[hint] if hint else "",
        required=bound.field.required,
        problems=form_problems(form),
        **more,
    )
    return shown


@register.simple_tag
def card_offered() -> bool:
    """Say whether a My Number card can be used in this deployment."""
    return deployment.is_enabled()


@register.simple_tag(takes_context=True)
def own_card(context: Context) -> bool:
    """Say whether whoever is signed in can show a card that is linked to the account."""
    person = queries.visitor(context["request"])
    return person is not None and deployment.is_enabled() and bool(credentials.active(person))
