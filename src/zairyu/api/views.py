"""The machine door: forms as JSON Schema, the law in questions; all public and read-only."""

import json
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from ninja import Field, NinjaAPI, Query, Schema
from ninja.errors import HttpError, Throttled, ValidationError

from zairyu.api.limits import by_network
from zairyu.api.problems import language_of, told, too_fast
from zairyu.filing.forms import who_files
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem, Refusal
from zairyu.law.rules import ask, rule_ids
from zairyu.law.tables import data
from zairyu.law.version import law_version
from zairyu.questionnaire.form import form
from zairyu.questionnaire.schema import json_schema
from zairyu.ui.clock import now

SCHEMA_JSON = "application/schema+json"
MOST_QUESTIONS = 1_000  # in one batch

api = NinjaAPI(
    title="Zairyu",
    version="1",
    description="Forms and law of residence applications in Japan, by date and by source.",
    urls_namespace="api",
    docs_url=None,
    throttle=[by_network],
)


class Question(Schema):
    """A question to a rule of the law."""

    rule: str
    inputs: dict[str, Any] = {}
    on: date | None = None


class Asked(Schema):
    """What else a form depends on: the day, the permits beside it, who files."""

    on: date | None = None
    permits: str = Field("", alias="with")
    category: str = "foreign-national"
    activity: str = ""
    language: str = "en"


@api.get("/forms/{procedure}/{status}", summary="A form as JSON Schema", tags=["forms"])
def form_schema(
    request: HttpRequest, procedure: str, status: str, asked: Query[Asked]
) -> HttpResponse:
    """Return the answers that a form takes on a day, as JSON Schema 2020-12.

    `with` names, parted by commas, what is asked for beside it (reentry-permit,
    extra-status-activity-permit).
    """
    on = asked.on or legal_day(now())
    permits = tuple(one for one in asked.permits.split(",") if one)
    filled = form(procedure, status, permits, on, asked.activity)
    drawn = json_schema(filled, language_of(request), who_files(asked.category))
    drawn |= {"$id": request.build_absolute_uri(), "x-on": on.isoformat(), "x-law": law_version()}
    return HttpResponse(json.dumps(drawn, ensure_ascii=False), content_type=SCHEMA_JSON)


@api.get("/law/rules", summary="The rules that can be asked", tags=["law"])
def rules(request: HttpRequest) -> dict[str, Any]:
    """Return each rule with its article and what it must be told."""
    table = data("rules")
    return {id: {"law": table[id]["law"], "inputs": table[id]["inputs"]} for id in rule_ids()}


@api.post("/law/ask", response=dict[str, Any], summary="Ask one rule", tags=["law"])
def ask_law(request: HttpRequest, question: Question) -> dict[str, Any]:
    """Return what follows from a rule; a question that cannot be answered gives `error`."""
    asked: dict[str, Any] = {"rule": question.rule, "inputs": question.inputs}
    return ask(asked | ({"on": question.on.isoformat()} if question.on else {}))


@api.post("/law/ask/batch", response=list[dict[str, Any]], summary="Ask many rules", tags=["law"])
def ask_batch(request: HttpRequest, questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the answers in the order of the questions."""
    if len(questions) > MOST_QUESTIONS:
        raise Refusal(Problem("api.too-many", params={"limit": MOST_QUESTIONS}))
    return [ask(question) for question in questions]


@api.exception_handler(Refusal)
def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Tell what the law or the house does not know or allow."""
    return told(request, refusal.problem, 422)


@api.exception_handler(ValidationError)
def misshapen(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    """Tell which parts of a question have the wrong shape."""
    where = [{"at": ".".join(map(str, one["loc"])), "said": one["msg"]} for one in fault.errors]
    return told(request, Problem("api.misshapen"), 422, {"errors": where})


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, fault: HttpError) -> HttpResponse:
    """Tell that the body is no JSON."""
    return told(request, Problem("api.not-json"), fault.status_code)


@api.exception_handler(Throttled)
def slowed(request: HttpRequest, fault: Throttled) -> HttpResponse:
    """Tell a network that it asks too much, and when it may go on."""
    return too_fast(request, fault.wait)


@api.exception_handler(RawPostDataException)
def no_json(request: HttpRequest, _fault: RawPostDataException) -> HttpResponse:
    """Tell that the body is a form of a page, which was read as one before it came here."""
    return told(request, Problem("api.not-json"), 400)


@api.exception_handler(Http404)
def missing(request: HttpRequest, _fault: Http404) -> HttpResponse:
    """Tell that nothing is here."""
    return told(request, Problem("api.not-here"), 404)


def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Answer an address under /api/ where nothing is, as a machine reads it."""
    return told(request, Problem("api.not-here"), 404, {"path": rest})
