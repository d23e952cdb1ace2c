"""Pages on which access is got back: the same for every name that is typed, known or not."""

from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from zairyu.casework import recoveries
from zairyu.law.problem import Problem, Refusal
from zairyu.people import queries, recovering
from zairyu.ui import accounts, cookies, guarding, proofs
from zairyu.ui.browsers import browser_of
from zairyu.ui.clock import now, system
from zairyu.words.catalogue import catalogue

if TYPE_CHECKING:
    from zairyu.people.models import Person, Recovery

COOKIE = "recover"
TYPED = ("mail", "password", "app", "recovery-code", "counter")  # proofs that are typed here
AS_SHOWN = ("card", "oidc", "passkey")  # proofs that this browser has shown by signing in
METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(METHODS)
def begin(request: HttpRequest) -> HttpResponse:
    """Ask who it is and what cannot be used any more; begin in every case."""
    visitor = queries.visitor(request)
    lost = request.POST.getlist("lost")
    typed = request.POST.get("name", "").strip()
    problems: list[Problem] = []
    if request.method == "POST":
        if visitor is None and not typed:
            problems.append(Problem("recovery.name-missing", at="name"))
        person = visitor or queries.person_named(typed)
        try:
            if not problems:
                return _begun(request, person, lost)
        except Refusal as refusal:
            problems.append(refusal.problem)
    texts = catalogue()
    choices = [(each, texts[f"people.recovery.lost-{each}"]) for each in recovering.LOST]
    shown = {
        "choices": choices,
        "chosen": lost,
        "name": typed,
        "visitor": visitor,
        "name_words": texts["ui.account.login"],
        "name_hint": texts["ui.account.login-hint"],
    }
    return _page(request, "begin", shown, problems)


def _begun(request: HttpRequest, person: "Person | None", lost: list[str]) -> HttpResponse:
    at = now()
    recovery = recoveries.begin(person, lost, browser=browser_of(request), at=at)
    visitor = queries.visitor(request)
    if visitor is not None and person is not None and visitor.pk == person.pk:
        for proof in AS_SHOWN:
            if proof in proofs.shown(request, person):
                recoveries.show(recovery, proof, at=at)
                break
    answer = redirect("recover:way", recovery.key)
    cookies.put(answer, COOKIE, recovery.key, max_age=30 * 86400)
    return answer


def _own(request: HttpRequest, key: str) -> "Recovery":
    """Return the recovery that this browser began; of others there is nothing."""
    recovery = recovering.find(key, at=now())
    if recovery is None or cookies.get(request, COOKIE) != key:
        raise Http404
    return recovery


@never_cache
@sensitive_post_parameters()
@require_http_methods(METHODS)
def way(request: HttpRequest, key: str) -> HttpResponse:
    """Show how far it is: prove, wait, replace, or what became of it."""
    recovery, at = _own(request, key), now()
    if request.method == "POST" and request.POST.get("do") == "stop":
        recoveries.stop(recovery, at=at)
        return redirect("recover:way", key)
    if recovery.state == "proving":
        return _prove(request, recovery)
    if recovering.is_ready(recovery, at):
        return _replace(request, recovery)
    return _page(request, "wait", {"recovery": recovery, "what": _what(recovery)}, [])


def _what(recovery: "Recovery") -> list[object]:
    return [catalogue()[f"people.recovery.lost-{each}"] for each in recovery.lost]


def _prove(request: HttpRequest, recovery: "Recovery") -> HttpResponse:
    asked = [each for each in TYPED if each in recovering.accepted(recovery)]
    open_ones = [each for each in asked if each not in recovery.proofs]
    problems: list[Problem] = []
    if request.method == "POST":
        typed = [(each, request.POST.get(each, "")) for each in open_ones]
        typed = [(each, said) for each, said in typed if said.strip()]
        problems = _shown(request, recovery, typed)
        if not problems:
            return redirect("recover:way", recovery.key)
    shown = {
        "recovery": recovery,
        "fields": [_field(each) for each in open_ones],
        "done": [catalogue()[f"ui.recover.proof-{each}"] for each in recovery.proofs],
    }
    return _page(request, "prove", shown, problems)


def _field(proof: str) -> tuple[str, object, object, str]:
    """Return how a proof is asked for: name, label, hint, kind of field."""
    kind = "password" if proof == "password" else "text"
    return proof, catalogue()[f"ui.recover.proof-{proof}"], "", kind


def _shown(
    request: HttpRequest, recovery: "Recovery", typed: list[tuple[str, str]]
) -> list[Problem]:
    """Look at what was typed; whoever guesses waits as at the sign-in."""
    if not typed:
        return [Problem("recovery.nothing-typed")]
    problems = []
    for proof, said in typed:
        until = guarding.take_proof(request, recovery.person, recovery.key)
        if until is not None:
            return [Problem("said", at=proof, params={"words": guarding.words(until)})]
        if recovering.check(recovery, proof, said, at=system() if proof == "app" else now()):
            guarding.proof_was_right(request, recovery.person, recovery.key)
            recoveries.show(recovery, proof, at=now())
        else:
            problems.append(Problem("recovery.no-match", at=proof))
    return problems


def _replace(request: HttpRequest, recovery: "Recovery") -> HttpResponse:
    problems: list[Problem] = []
    if request.method == "POST":
        do = request.POST.get("do", "")
        steps = {"address": _name_address, "code": _confirm_address}
        if do in steps:
            problems = steps[do](request, recovery)
            if not problems:
                return redirect("recover:way", recovery.key)
        else:
            problems = _new_password(request, recovery)
            if not problems:
                return _finished(request, recovery)
    named = recovering.address_named(recovery)
    asks_address = "email" in recovery.lost and not recovery.email_shown
    texts = catalogue()
    shown = {
        "recovery": recovery,
        "what": _what(recovery),
        "asks_address": asks_address,
        "named": named,
        "asks_password": "password" in recovery.lost,
        "email_words": texts["ui.account.email-new"],
        "code_words": texts["ui.recover.code"],
        "password_words": texts["ui.account.password-new"],
        "password_hint": texts["ui.account.password-hint"],
    }
    return _page(request, "replace", shown, problems)


def _name_address(request: HttpRequest, recovery: "Recovery") -> list[Problem]:
    email = request.POST.get("email", "").strip()
    if "@" not in email or len(email) > 254:
        return [Problem("recovery.address-taken", at="email")]
    recoveries.tell_new_address(recovery, email, at=now())
    return []


def _confirm_address(request: HttpRequest, recovery: "Recovery") -> list[Problem]:
    until = guarding.take_proof(request, recovery.person, recovery.key)
    if until is not None:
        return [Problem("said", at="code", params={"words": guarding.words(until)})]
    if recovering.confirm_address(recovery, request.POST.get("code", "")):
        return []
    return [Problem("recovery.no-match", at="code")]


def _new_password(request: HttpRequest, recovery: "Recovery") -> list[Problem]:
    if "password" not in recovery.lost:
        return []
    person = recovery.person
    try:
        get_adapter(request).clean_password(request.POST.get("password", ""), user=person)
    except ValidationError as fault:
        return [Problem("said", at="password", params={"words": each}) for each in fault.messages]
    return []


def _finished(request: HttpRequest, recovery: "Recovery") -> HttpResponse:
    at = now()
    try:
        with transaction.atomic():
            person = recoveries.finish(recovery, at=at)
            if "password" in recovery.lost:
                get_adapter(request).set_password(person, request.POST["password"])
    except Refusal as refusal:
        return _page(request, "wait", {"recovery": recovery}, [refusal.problem])
    person = queries.person(person.key) or person
    wanted = "/account/2fa/" if "phone" in recovery.lost else "/me"
    return accounts.sign_in(request, person, "recovery", at=at, next=wanted)


@never_cache
@require_http_methods(METHODS)
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop a recovery by the link in a letter: told first, then one press."""
    try:
        recovery = recovering.find(recoveries.stopping(token), at=now())
    except BadSignature:
        recovery = None
    if recovery is None:
        raise Http404
    if request.method == "POST":
        recoveries.stop(recovery, at=now())
        return redirect(request.path)
    shown = {"recovery": recovery, "what": _what(recovery)}
    return _page(request, "stop", shown, [])


def _page(
    request: HttpRequest, name: str, shown: dict[str, object], problems: list[Problem]
) -> HttpResponse:
    shown["problems"] = problems
    status = 422 if problems else 200
    return render(request, f"account/recover/{name}.html", shown, status=status)
