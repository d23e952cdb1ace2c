"""What stands between an agent, an assistant and an applicant who entrusted them."""

from tests.access.world import PDF, World
from tests.casework.office import sealed_submission

from zairyu.casework.actions.lodge import receive
from zairyu.casework.models import Case
from zairyu.filing.models import Submission
from zairyu.law.dates import legal_day
from zairyu.people import entrusting, links, mandates
from zairyu.people.mandates import ACTS, Scope
from zairyu.people.models import Assistant
from zairyu.people.registering import Paper


def make(world: World) -> dict[str, str]:
    """Return the keys of a mandate's papers, links that still open, and cases of its giver."""
    giver, agent, before = world["entrusting"], world["lawyer-scrivener"], world.before
    mandate = mandates.mandate(world.things["mandate"])
    assert mandate is not None
    paper = Paper("letter.pdf", "application/pdf", PDF)
    entrusting.add_papers(mandate, "letter-of-attorney", [paper], by=agent, at=before)
    scope = Scope(ACTS, (), legal_day(before))
    waiting = entrusting.ask(agent, "nobody@access.example", scope, at=before)
    over = entrusting.answer(
        entrusting.ask(agent, giver.email, scope, at=before), True, by=giver, at=before
    )
    entrusting.end(over, by=giver, at=before)
    running = _filed(world)
    gone = _filed(world)
    Case.objects.filter(pk=gone.pk).update(let_go_at=before)
    return {
        "mandate-paper": mandate.papers.get().key,
        "ended-mandate": over.key,
        "assistant-row": Assistant.objects.get(agent=agent).key,
        "mandate-token": links.make("mandate", f"mandate:{waiting.key}", at=before, days=60),
        "case-token": links.make("case", f"case:{running.key}", at=before, days=60),
        "entrusted-case": running.key,
        "let-go-case": gone.key,
    }


def _filed(world: World) -> Case:
    agent, address = world["lawyer-scrivener"], world["entrusting"].email
    said = {"common-extension.email": address, "online-submission.notification_email": address}
    sent = sealed_submission(agent, world.before, **said)
    Submission.objects.filter(pk=sent.pk).update(category="lawyer-scrivener")
    sent.refresh_from_db()
    return receive(sent, by=agent, at=world.before)
