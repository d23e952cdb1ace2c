"""The address of a postal code, filled in at the press of a button, with script or without."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST

from zairyu.law.problem import Problem
from zairyu.questionnaire.form import Section
from zairyu.questionnaire.parts import Field
from zairyu.questionnaire.postal import UNKNOWN, completed, places
from zairyu.questionnaire.typed import clean, digits
from zairyu.ui.access import for_filers, never_kept
from zairyu.ui.forms.places import chosen_name, draw_places
from zairyu.ui.wording import anchor, spoken
from zairyu.words import say

Typed = dict[str, list[str]]


def code_asked(section: Section, key: str) -> Field | None:
    """Return the postal code of a section that a button named, if it fills an address."""
    return next((one for one in section.fields if one.key == key and one.fills), None)


def address_of(field: Field) -> str:
    """Return the key of the address that a postal code belongs to."""
    return f"{field.part}.{field.fills}"


def plain_code(text: str) -> str:
    """Return a postal code as seven digits, as far as it is one."""
    return digits(clean(text), "〒")


def with_address(field: Field, typed: Typed, chosen: str) -> Typed:
    """Return what was typed, with the address where the code has one town, or one is chosen."""
    found = places(plain_code((typed.get(field.key) or [""])[-1]))
    place = int(chosen) if chosen.isdecimal() and len(chosen) < 4 else 0
    if not found or (len(found) > 1 and not chosen) or place >= len(found):
        return typed
    key = address_of(field)
    said = (typed.get(key) or [""])[-1]
    return typed | {key: [completed(found[place], said)]}


def filled(section: Section, typed: Typed, post: QueryDict) -> Typed:
    """Return what was typed on a page whose button asked for an address."""
    field = code_asked(section, post.get("fill", ""))
    return with_address(field, typed, post.get(chosen_name(field.key), "")) if field else typed


def come_back(here: str, key: str) -> str:
    """Return the address of the page at the question whose postal code was looked up."""
    return f"{here}?looked={key}#{anchor(key)}"


def to_choose(field: Field, answers: dict[str, Any]) -> bool:
    """Say whether a town is still to be chosen: there are several, and none is in the address."""
    found = places(str(answers.get(field.key, "")))
    said = str(answers.get(address_of(field), ""))
    return len(found) > 1 and not any(said == completed(place, said) for place in found)


def not_found(field: Field, answers: dict[str, Any]) -> Sequence[Problem]:
    """Return what to say of a postal code for which there is no address."""
    code = str(answers.get(field.key, ""))
    problem = problem_of(code)
    return [Problem(problem, at=field.key, severity="warning")] if problem else []


def problem_of(code: str) -> str:
    """Return why a code gives no address, as the code of a problem, or nothing."""
    if code == UNKNOWN:
        return "postal-code-unknown"
    return "" if places(code) else "postal-code-not-found"


@require_POST
@for_filers
@never_kept
def addresses(request: HttpRequest) -> HttpResponseBase:
    """Answer the script of a form: the completed address, the towns to choose from, or why none."""
    code, key = plain_code(request.POST.get("code", "")), request.POST.get("key", "")
    field = Field(key, key, "", {}, "postal-code", fills="address")
    typed = {key: [code], ".address": [request.POST.get("typed", "")]}
    made = with_address(field, typed, request.POST.get("place", ""))
    if made is not typed:
        return JsonResponse({"address": made[".address"][0]})
    if problem := problem_of(code):
        return JsonResponse({"say": say(f"problem.{problem}", spoken())})
    return JsonResponse({"towns": draw_places(field, code, spoken())})
