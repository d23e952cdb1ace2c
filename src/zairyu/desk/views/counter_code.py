"""At the counter: whoever lost everything shows the residence card and gets a code for one hour."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zairyu.desk.views.common import desk_of
from zairyu.law.problem import Problem, Refusal
from zairyu.people import queries, recovering
from zairyu.ui.access import for_officers, fresh_at_desk, never_kept
from zairyu.words.catalogue import catalogue


@for_officers
@fresh_at_desk
@never_kept
@require_http_methods(["GET", "HEAD", "POST"])
def counter_code(request: HttpRequest) -> HttpResponse:
    """Take name and the officer's word that the card was looked at; show the code once."""
    problems: list[Problem] = []
    code, typed = "", request.POST.get("name", "").strip()
    if request.method == "POST":
        desk = desk_of(request)
        person = queries.person_named(typed)
        if person is None:
            problems.append(Problem("recovery.person-unknown", at="name"))
        if request.POST.get("looked") != "yes":
            problems.append(Problem("recovery.card-not-seen", at="looked"))
        post = queries.post_today(desk.person, desk.today)
        if person is not None and post is not None and not problems:
            try:
                code = recovering.give_counter_code(
                    person, office=post.office, by=desk.person, at=desk.at
                )
            except Refusal as refusal:
                problems.append(refusal.problem)
    words = catalogue()["desk.counter-code.name"]
    shown = {"problems": problems, "code": code, "name": typed, "name_words": words}
    status = 422 if problems else 200
    return render(request, "desk/counter_code.html", shown, status=status)
