"""The frame around the pages of accounts: what is wrong is said as on every other page.

The library answers a form that was filled in wrongly with 200 and texts of its own. Here the
answer becomes a 422 with the summary of problems; the texts come from our catalogue.
"""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse

from zairyu.law.problem import Problem

WHOLE = "__all__"


def form_problems(form: BaseForm) -> list[Problem]:
    """Return what is wrong with a form, each at its field."""
    return [
        Problem("said", at="" if name == WHOLE else form[name].html_name, params={"words": words})
        for name, said in form.errors.items()
        for words in said
    ]


class Answers:
    """The middleware that turns a wrongly filled form into a 422 with its problems."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        """Name the problems of a form that was sent and is wrong."""
        context: dict[str, Any] = response.context_data or {}
        form = context.get("form")
        if request.method == "POST" and isinstance(form, BaseForm) and form.errors:
            context["problems"] = form_problems(form)
            response.context_data = context
            response.status_code = 422
        return response
